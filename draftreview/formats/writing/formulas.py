"""Text that a spreadsheet would take for a formula: recognised, and for CSV made harmless.

A comment may begin with ``=HYPERLINK(...)``. A file that knows types keeps it as text; CSV knows none, so
there the text gets one character in front, and loses none of its own.
"""

import re

# What begins a formula in some spreadsheet, wide forms included, also behind spaces and quotation marks,
# which some readers take away; a tab or a line feed at the front makes others look at what follows.
_FORMULA = re.compile("^(?:[\\s\\x00-\\x1f\\u200b\\ufeff\"'“”‘’«»]*[=+\\-@＝＋－＠]|[\\t\\r\\n])")
_LIST_DASH = re.compile(r"^[-+][ \u00a0](?=\S)")

APOSTROPHE = "'"
"""The sign that spreadsheets themselves put before text that is no formula; seen in front of the text."""

INVISIBLE = "\u200b"
"""A space of no width: it stops a formula as well as any other character, and nobody sees it."""


def like_formula(text: str) -> bool:
    """Tell whether a spreadsheet might take a text for a formula."""
    return _FORMULA.match(text) is not None


def defused(text: str) -> str:
    """Give a text that no spreadsheet takes for a formula.

    Lists with dashes ("- gạch đầu dòng") are everyday writing, yet a spreadsheet shows #NAME? for them: they
    get a character that is not seen. Everything else gets the apostrophe, to be noticed.

    >>> defused("=1+1")
    "'=1+1"
    """
    if not like_formula(text):
        return text
    return (INVISIBLE if _LIST_DASH.match(text) else APOSTROPHE) + text
