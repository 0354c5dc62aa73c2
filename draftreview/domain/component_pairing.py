"""Which component of one text became which of another: by what stands in it, never by its number alone."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from draftreview.domain.component_names import topic_of
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component, ComponentKind, component_eid
from draftreview.domain.similarity import bag, likeness, normalised

_ALIKE = 0.5
"""How alike the words of two appendices must be; forms of one office share up to four tenths."""


def paired_components(
    old: Sequence[Component], new: Sequence[Component], pairs: Iterable[Pair]
) -> list[tuple[Component | None, Component | None]]:
    """Pair components by where their provisions went, by their titles, then by their words.

    The act and what is attached to it are paired by kind where nothing else tells; of appendices the number
    says nothing: what has no likeness came or went.
    """
    votes = Counter((component_eid(one.old), component_eid(one.new)) for one in pairs if one.old and one.new)
    partner: dict[str, str] = {}

    def pair(found: Iterable[tuple[str, str]]) -> None:
        for one, other in found:
            if one not in partner and other not in partner.values():
                partner[one] = other

    pair(both for both, _ in votes.most_common())
    for same in (_same_title, _same_topic):
        pair(_those(same, old, new))
    pair(_alike([one for one in old if one.eid not in partner], new))
    pair(_those(_same_kind, old, new))
    by_new = {other: one for one, other in partner.items()}
    old_by_eid = {one.eid: one for one in old}
    found: list[tuple[Component | None, Component | None]] = [
        (old_by_eid[by_new[after.eid]] if after.eid in by_new else None, after) for after in new
    ]
    return found + [(before, None) for before in old if before.eid not in partner]


def _those(
    same: Callable[[Component, Component], bool], old: Sequence[Component], new: Sequence[Component]
) -> Iterator[tuple[str, str]]:
    return ((one.eid, other.eid) for one in old for other in new if same(one, other))


def _same_title(one: Component, other: Component) -> bool:
    return one.kind is other.kind and normalised(one.title) == normalised(other.title)


def _same_topic(one: Component, other: Component) -> bool:
    topic = normalised(topic_of(one.title))
    return one.kind is other.kind and bool(topic) and topic == normalised(topic_of(other.title))


def _same_kind(one: Component, other: Component) -> bool:
    return one.kind is other.kind is not ComponentKind.APPENDIX


def _alike(old: Sequence[Component], new: Sequence[Component]) -> Iterator[tuple[str, str]]:
    """Yield the appendices that have most of their words in common, the likeliest first."""
    words = {
        id(one): bag("\n".join((one.title, one.preamble, one.closing)))
        for one in (*old, *new)
        if one.kind is ComponentKind.APPENDIX
    }
    scored = (
        (likeness(words[id(one)], words[id(other)]), one.eid, other.eid)
        for one in old
        for other in new
        if id(one) in words and id(other) in words
    )
    for score, one, other in sorted(scored, key=lambda found: -found[0]):
        if score >= _ALIKE:
            yield one, other
