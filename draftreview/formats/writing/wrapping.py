"""Words without a space that are wider than a column: given places where a line may end."""

import re

LONGEST = 18
"""Letters that the narrowest column of words holds on a line."""

_LONG = re.compile(rf"\S{{{LONGEST + 1},}}")
_PIECE = re.compile(rf"\S{{{LONGEST}}}(?=\S)")


def breakable(text: str) -> str:
    """Put spaces of no width into words that no line would hold, addresses for one."""
    return _LONG.sub(lambda found: _PIECE.sub("\\g<0>\u200b", found[0]), text)
