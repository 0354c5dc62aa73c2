"""Trees and pairs as lines to read on a terminal."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from draftreview.domain.alignment_totals import states_of, totals_of
from draftreview.domain.citations import citations
from draftreview.domain.comparing_rows import ChangeKind, Part, edge_rows
from draftreview.domain.component_pairing import paired_components
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import WORDS, Component, Provision, Tree, opening_capital, walk

WIDTH = 96
"""Characters of a line of the outline."""

_FLAGS = 19  # "sửa, đổi số, chuyển"
_STATE_WORDS = {
    "unchanged": "không đổi",
    "edited": "sửa",
    "renumbered": "đổi số",
    "moved": "chuyển",
    "split": "tách",
    "merged": "gộp",
    "inserted": "thêm",
    "deleted": "bỏ",
}


def outline(tree: Tree) -> Iterator[str]:
    """Give the lines of a text's outline, indented by level."""
    for component in tree.components:
        yield title_of(component)
        for provision, above in walk(component.children):
            yield clipped("  " * (len(above) + 1) + line_of(provision))


def title_of(component: Component) -> str:
    """Give the line of a component: its kind and the first line of its title."""
    name = component.title.split("\n", 1)[0]
    return clipped(f"[{component.kind}] {name}".rstrip())


def line_of(provision: Provision) -> str:
    """Give a provision's number with its heading or the beginning of its words."""
    label = opening_capital(WORDS[provision.kind])
    words = (provision.heading or provision.text).replace("\n", " ")
    return f"{label} {provision.number}. {words}".rstrip()


def clipped(line: str) -> str:
    """Cut a line to the width of the outline."""
    return line if len(line) <= WIDTH else line[: WIDTH - 1] + "…"


def pair_line(pair: Pair, old: Mapping[str, str], new: Mapping[str, str]) -> str:
    """Say what became of a provision, nothing where it did not change; "?" marks what is to be confirmed.

    :param old: how the places of the older text are cited, by eid; ``new`` likewise
    """
    before, after = old.get(pair.old or ""), new.get(pair.new or "")
    if pair.new is None or pair.old is None:
        what = "thêm" if pair.old is None else "bỏ"
        return f"  {what:<{_FLAGS}} {after if pair.old is None else before}"
    states = list(states_of(pair))
    if states == ["unchanged"]:
        return ""
    flags = ", ".join(_STATE_WORDS[state] for state in states if state != "uncertain")
    return f"{' ' if pair.certain else '?'} {flags:<{_FLAGS}} {_places(before, after)}"


def totals_line(pairs: Iterable[Pair]) -> str:
    """Count what became of the provisions of all levels."""
    totals = totals_of(pairs)
    counts = ", ".join(f"{totals[state]} {word}" for state, word in _STATE_WORDS.items())
    return f"Tổng cộng: {counts}; {totals['uncertain']} cần xác nhận (đánh dấu ?)."


def part_lines(old: Sequence[Component], new: Sequence[Component], pairs: Iterable[Pair]) -> Iterator[str]:
    """Say what became of the words around the provisions, in the order of the newer text: căn cứ, Phụ lục."""
    before, after = citations(old), citations(new)
    for one, other in paired_components(old, new, pairs):
        if one is None or other is None:
            what, name = ("thêm", after[other.eid]) if other else ("bỏ", before[one.eid] if one else "")
            yield f"  {what:<{_FLAGS}} {name}"
            continue
        flags = ", ".join(_part_flags(one, other))
        if flags:
            where = ": phần ngoài các điều" if other.children else ""
            yield f"  {flags:<{_FLAGS}} {_places(before[one.eid], after[other.eid])}{where}"


def _places(before: str | None, after: str | None) -> str:
    return f"{before} → {after}" if before != after else f"{after}"


def _part_flags(old: Component, new: Component) -> Iterator[str]:
    kinds = frozenset(kind for row in edge_rows(old, new, tuple(Part)[1:]) for kind in row.kinds)
    if kinds - {ChangeKind.RENUMBERED}:
        yield _STATE_WORDS["edited"]
    if ChangeKind.RENUMBERED in kinds:
        yield _STATE_WORDS["renumbered"]
