"""New numbers where provisions came, went or changed places; series that kept their order are left alone."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from draftreview.domain.numbering import ORDINALS, POINT_LETTERS, count_of, rank, successor, to_roman
from draftreview.domain.provisions import Component, Kind, Provision, walk

_RUNNING = frozenset({Kind.PART, Kind.CHAPTER, Kind.ARTICLE})
_ROMAN = frozenset({Kind.PART, Kind.CHAPTER})
_Series = tuple[int, Kind, str]


def renumbered(before: Sequence[Component], after: Sequence[Component]) -> tuple[Component, ...]:
    """Number the provisions of ``after``, whose eids are still those of ``before`` ("" for new ones).

    Within a series whose members are the same in the same order, all numbers stay, gaps and "51a" included.
    In another one they stay up to the first change and run on from there without gaps.
    """
    running = [_running_kinds(component) for component in before]
    old, new = _series(before, running), _series(after, running)
    numbers: dict[int, str] = {}
    for key, members in new.items():
        numbers.update(_numbers(old.get(key, []), members))
    return tuple(
        replace(component, children=tuple(_with_numbers(one, numbers) for one in component.children))
        for component in after
    )


def _running_kinds(component: Component) -> frozenset[Kind]:
    """Tell which levels run through a component instead of beginning again in every parent."""
    found: dict[Kind, list[str]] = defaultdict(list)
    for provision, _ in walk(component.children):
        found[provision.kind].append(provision.number)
    return frozenset(kind for kind in _RUNNING if len(set(found[kind])) == len(found[kind]))


def _series(
    components: Sequence[Component], running: Sequence[frozenset[Kind]]
) -> Mapping[_Series, list[Provision]]:
    found: dict[_Series, list[Provision]] = defaultdict(list)
    for place, component in enumerate(components):
        for provision, above in walk(component.children):
            parent = "" if provision.kind in running[place] or not above else _name(above[-1])
            found[place, provision.kind, parent].append(provision)
    return found


def _name(parent: Provision) -> str:
    return parent.eid or f"new {id(parent)}"


def _numbers(old: Sequence[Provision], new: Sequence[Provision]) -> Iterator[tuple[int, str]]:
    """Give (identity, number) of every member that is not where it was in its series."""
    before, after = [one.eid for one in old], [one.eid for one in new]
    if before == after:
        return
    kept = next(
        (at for at, (one, other) in enumerate(zip(before, after, strict=False)) if one != other),
        min(len(before), len(after)),
    )
    number = new[kept - 1].number if kept else ""
    for provision in new[kept:]:
        number = _following(provision.kind, number, old)
        yield id(provision), number


def _following(kind: Kind, number: str, old: Sequence[Provision]) -> str:
    """Write the next whole number of a series in its own style: "51a" is followed by 52."""
    if kind is Kind.POINT:
        return _next_letter(number.rstrip("0123456789")) if number else POINT_LETTERS[0]
    count = (count_of(number) or rank(kind, number)[0]) + 1 if number else 1
    if kind not in _ROMAN or any(one.number.isdecimal() for one in old):
        return str(count)
    if any(one.number.casefold().startswith("thứ ") for one in old) and count <= len(ORDINALS):
        return f"thứ {ORDINALS[count - 1]}"
    return to_roman(count)


def _next_letter(letter: str) -> str:
    try:
        return successor(Kind.POINT, letter)
    except ValueError:  # a careless text went on to z: doubled letters follow
        return POINT_LETTERS[0] * (len(letter) + 1)


def _with_numbers(provision: Provision, numbers: Mapping[int, str]) -> Provision:
    return replace(
        provision,
        number=numbers.get(id(provision), provision.number),
        children=tuple(_with_numbers(one, numbers) for one in provision.children),
    )
