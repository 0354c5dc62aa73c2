"""What became of every provision of a text in the one that was made from it by accepted changes."""

from collections.abc import Mapping, Sequence

from draftreview.domain.pairing import judged
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component, walk


def successions(
    old: Sequence[Component], new: Sequence[Component], origins: Mapping[str, str | None]
) -> tuple[Pair, ...]:
    """Pair a text with the one made from it, exactly: nothing is guessed and every pair is certain.

    :param origins: for every eid of the newer text the eid that it had, ``None`` for what was inserted
    """
    found = (one for component in new for one, _ in walk(component.children))
    return judged(old, new, (Pair(origins[one.eid], one.eid, one.kind, score=1.0) for one in found))
