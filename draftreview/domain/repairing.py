"""A split text put right: repairs as data, each naming its place so that a new upload is put right too."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from draftreview.domain.addressing import addressed, sorted_notices
from draftreview.domain.checking import check
from draftreview.domain.errors import Invalid
from draftreview.domain.provisions import (
    WORDS,
    Component,
    ComponentKind,
    Kind,
    Notice,
    Provision,
    Tree,
    opening_capital,
    text_hash,
    walk,
)
from draftreview.domain.repair_operations import OPERATIONS, RepairOperation, Sheet, Wanted, split_frame
from draftreview.domain.repair_pieces import pieces_of, put_together
from draftreview.domain.sentences import sentence

_GONE = sentence("Không còn quy định này trong tệp, hoặc câu chữ của nó đã khác.")
_OUTSIDE = "{label} không nằm trong Điều nào."
_COMPUTED = frozenset({"repeated", "no_article", "gap", "order", "odd_letter", "outside_article"})


@dataclass(frozen=True, slots=True)
class Target:
    """What a repair is about: kind, number and the hash of its words; the line, and which of several there.

    ``kind`` is that of a provision or, for the lines around provisions, of a component.
    """

    line: int
    kind: str
    number: str
    words: str
    nth: int = 0


@dataclass(frozen=True, slots=True)
class Repair:
    """One operation on one target: ``argument``: a number, kind or place; ``offset``: in its words."""

    operation: RepairOperation
    target: Target
    argument: str = ""
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Lost:
    """A repair that does not apply, and why."""

    repair: Repair
    reason: str


@dataclass(frozen=True, slots=True)
class Repaired:
    """A tree put right, with the repairs that made it so and those that found no place."""

    tree: Tree
    applied: tuple[Repair, ...] = ()
    lost: tuple[Lost, ...] = ()


def apply(tree: Tree, repairs: Sequence[Repair]) -> Repaired:
    """Repair a tree; addresses and warnings are found anew. To undo is to leave out the last repair."""
    components = list(tree.components)
    applied: list[Repair] = []
    lost: list[Lost] = []
    for repair in repairs:
        try:
            place, put_right = _repaired(components, repair)
        except Invalid as error:
            lost.append(Lost(repair, error.message))
        else:
            components[place] = put_right
            applied.append(repair)
    if applied:
        tree = _checked(tuple(components), tree.warnings)
    return Repaired(tree, tuple(applied), tuple(lost))


def refusal(tree: Tree, repair: Repair) -> str:
    """Say why a repair cannot be made, "" where it can."""
    try:
        _repaired(tree.components, repair)
    except Invalid as error:
        return error.message
    return ""


def eid_of(tree: Tree, target: Target) -> str | None:
    """Give the address where a target stands, None where it does not."""
    try:
        _, path = _found(tree.components, target)
    except Invalid:
        return None
    return path[-1].eid


def target_of(tree: Tree, eid: str) -> Target | None:
    """Name the provision or component that stands at an address, so that it can be found again."""
    for component in tree.components:
        alike = [one for one, _ in walk(component.children) if one.eid == eid]
        if alike:
            target = _target(alike[0])
            same = [path[-1] for _, path in _alike(tree.components, target)]
            same = [one for one in same if one.line == target.line]
            return replace(target, nth=next(at for at, one in enumerate(same) if one is alike[0]))
        if component.eid == eid:
            return Target(component.line, component.kind, "", text_hash(frame_of(component)))
    return None


def frame_of(component: Component) -> str:
    """Give the lines before and behind the provisions of a component."""
    return "\n".join(part for part in (component.preamble, component.closing) if part)


def words_of(repair: Repair) -> str:
    """Name the target of a repair: "Khoản 2 (dòng 14)"."""
    target = repair.target
    if target.kind in set(ComponentKind):
        return f"Phần mở đầu, phần ký (dòng {target.line})"
    label = opening_capital(f"{WORDS[Kind(target.kind)]} {target.number}")
    return f"{label} (dòng {target.line})" if target.line else label


def as_json(repair: Repair) -> dict[str, Any]:
    """Write a repair as JSON's own types."""
    target = repair.target
    return {
        "operation": repair.operation.value,
        "line": target.line,
        "kind": str(target.kind),
        "number": target.number,
        "words": target.words,
        "nth": target.nth,
        "argument": repair.argument,
        "offset": repair.offset,
    }


def from_json(data: dict[str, Any]) -> Repair:
    """Read a repair back.

    :raises KeyError: a field is missing
    :raises ValueError: the operation is unknown
    """
    target = Target(data["line"], data["kind"], data["number"], data["words"], data["nth"])
    return Repair(RepairOperation(data["operation"]), target, data["argument"], data["offset"])


def _repaired(components: Sequence[Component], repair: Repair) -> tuple[int, Component]:
    if repair.target.kind in set(ComponentKind):
        return _repaired_frame(components, repair)
    place, path = _found(components, repair.target)
    pieces = tuple(pieces_of(components[place].children, path))
    at = next(at for at, piece in enumerate(pieces) if piece.provision is path[-1])
    wanted = Wanted(at, path[-1], repair.argument, repair.offset)
    sheet = OPERATIONS[repair.operation](Sheet(components[place], pieces), wanted)
    return place, put_together(sheet.component, sheet.pieces)


def _repaired_frame(components: Sequence[Component], repair: Repair) -> tuple[int, Component]:
    if repair.operation is not RepairOperation.SPLIT:
        raise Invalid(sentence("Với phần mở đầu và phần ký chỉ có thể tách một quy định ra."))
    target = repair.target
    alike = [
        place
        for place, one in enumerate(components)
        if one.kind == target.kind and text_hash(frame_of(one)) == target.words
    ]
    exact = [place for place in alike if components[place].line == target.line]
    if not exact and len(alike) != 1:
        raise Invalid(_GONE)
    place = (exact or alike)[0]
    pieces = tuple(pieces_of(components[place].children, ()))
    sheet = split_frame(Sheet(components[place], pieces), repair.offset)
    return place, put_together(sheet.component, sheet.pieces)


_Path = tuple[Provision, ...]


def _found(components: Sequence[Component], target: Target) -> tuple[int, _Path]:
    """Find a target with its ancestors: on its line, or the only one of its words wherever that stands."""
    alike = list(_alike(components, target))
    exact = [(place, path) for place, path in alike if path[-1].line == target.line]
    if target.nth < len(exact):
        return exact[target.nth]
    if len(alike) != 1:
        raise Invalid(_GONE)
    return alike[0]


def _alike(components: Sequence[Component], target: Target) -> Iterator[tuple[int, _Path]]:
    for place, component in enumerate(components):
        for path in _paths(component.children, target.kind, target.number, ()):
            if text_hash(path[-1].words) == target.words:
                yield place, path


def _paths(provisions: _Path, kind: str, number: str, above: _Path) -> Iterator[_Path]:
    """Lead to the provisions of that kind and number; quicker than to walk where thousands stand."""
    for one in provisions:
        if one.number == number and one.kind == kind:
            yield (*above, one)
        if one.children:
            yield from _paths(one.children, kind, number, (*above, one))


def _target(provision: Provision) -> Target:
    return Target(provision.line, provision.kind, provision.number, text_hash(provision.words))


def _checked(components: tuple[Component, ...], before: Sequence[Notice]) -> Tree:
    """Address a repaired text and look it over again; what its reader said of the file stays."""
    said = [notice for notice in before if notice.code not in _COMPUTED]
    begun = {
        one.line
        for component in components
        for one, _ in walk(component.children)
        if one.kind is Kind.ARTICLE
    }
    said = [notice for notice in said if notice.code != "doubtful_heading" or notice.line not in begun]
    tree = addressed(Tree(components, tuple(said)))
    return replace(tree, warnings=sorted_notices((*tree.warnings, *check(tree), *_outside(tree))))


def _outside(tree: Tree) -> Iterator[Notice]:
    for component in tree.components:
        for one, above in walk(component.children):
            if one.kind in (Kind.CLAUSE, Kind.POINT) and all(over.kind is not Kind.ARTICLE for over in above):
                label = opening_capital(f"{WORDS[one.kind]} {one.number}")
                yield Notice(one.line, "outside_article", _OUTSIDE.format(label=label))
