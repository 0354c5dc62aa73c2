"""What may be done at one row of the outline: its words, its ways to be repaired, where it may be split."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from flask_babel import gettext as _

from draftreview.domain import repairing
from draftreview.domain.component_names import component_name
from draftreview.domain.provisions import WORDS, Component, Kind, Provision, Tree, opening_capital, walk
from draftreview.domain.rendering import label
from draftreview.domain.repair_operations import Into, RepairOperation
from draftreview.domain.repairing import Repair, Target

_CUT = re.compile(r"\n|(?<=[.;:!?”\"])\s+|\s(?=[a-zđ]\)\s)|\s(?=\d{1,2}[.\-]\s)|\s(?=Điều \d{1,3}[.:])")
_MOST_CUTS = 60
_SEEN = 70


@dataclass(frozen=True, slots=True)
class Bench:
    """The chosen row laid on the bench; ``refusals`` say why an operation cannot be made here."""

    label: str
    words: str
    line: int
    number: str
    kind: str
    heading: bool
    refusals: dict[str, str]
    cuts: tuple[tuple[int, str], ...]
    kinds: tuple[tuple[str, str], ...]
    intos: tuple[tuple[str, str], ...]
    has_tail_place: bool = False


def words_at(tree: Tree, eid: str) -> str:
    """Give the words in which offsets of a repair count."""
    found = _find(tree, eid)
    if found is None:
        return ""
    return found.words if isinstance(found, Provision) else repairing.frame_of(found)


def bench_of(tree: Tree, eid: str) -> Bench | None:
    """Lay a row on the bench, None where there is no such row."""
    found, target = _find(tree, eid), repairing.target_of(tree, eid)
    if found is None or target is None:
        return None
    if isinstance(found, Component):
        return _frame_bench(found)
    return _provision_bench(tree, found, target)


def _frame_bench(component: Component) -> Bench:
    words = repairing.frame_of(component)
    none = dict.fromkeys((one.value for one in RepairOperation if one is not RepairOperation.SPLIT), "-")
    return Bench(
        label=component_name(component.kind, component.title),
        words=words,
        line=component.line,
        number="",
        kind=component.kind,
        heading=False,
        refusals=none,
        cuts=tuple(_cuts(words, first=True)),
        kinds=(),
        intos=((Into.SIBLING.value, _("một quy định, theo số mở đầu")),),
    )


def _provision_bench(tree: Tree, provision: Provision, target: Target) -> Bench:
    kind = provision.kind
    own = opening_capital(WORDS[kind])
    intos = [(Into.SIBLING, _("%(kind)s tiếp theo, hoặc cấp theo số mở đầu", kind=own))]
    if kind in (Kind.ARTICLE, Kind.CLAUSE):
        intos.append((Into.CHILD, _("danh sách bên trong")))
    intos += [(Into.TAIL, _("đoạn cuối của cấp trên")), (Into.CLOSING, _("phần ký, nơi nhận"))]
    simple = (RepairOperation.PROMOTE, RepairOperation.DEMOTE, RepairOperation.HEADING)
    return Bench(
        label=label(provision),
        words=provision.words,
        line=provision.line,
        number=provision.number,
        kind=kind,
        heading=bool(provision.heading),
        refusals={one.value: repairing.refusal(tree, Repair(one, target)) for one in simple},
        cuts=tuple(_cuts(provision.words)),
        kinds=tuple((one.value, opening_capital(WORDS[one])) for one in Kind if one is not kind),
        intos=tuple((one.value, words) for one, words in intos),
        has_tail_place=kind in (Kind.CLAUSE, Kind.POINT),
    )


def _cuts(words: str, first: bool = False) -> Iterator[tuple[int, str]]:
    """Offer the places where a sentence, a line or a number begins."""
    offsets = [match.end() for match in _CUT.finditer(words)][:_MOST_CUTS]
    for offset in ([0] if first and words else []) + offsets:
        seen = " ".join(words[offset : offset + _SEEN].split())
        if seen:
            yield offset, seen if offset + _SEEN >= len(words) else f"{seen} …"


def _find(tree: Tree, eid: str) -> Provision | Component | None:
    for component in tree.components:
        for one, _above in walk(component.children):
            if one.eid == eid:
                return one
    return next((component for component in tree.components if component.eid == eid), None)
