"""Trees and pairs as lines to read on a terminal."""

from collections.abc import Iterable, Iterator

from draftreview.domain.alignment_totals import states_of, totals_of
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import WORDS, Component, Provision, Tree, citation, opening_capital, walk

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


def pair_line(pair: Pair) -> str:
    """Say what became of a provision, nothing where it did not change; "?" marks what is to be confirmed."""
    if pair.new is None or pair.old is None:
        what = "thêm" if pair.old is None else "bỏ"
        return f"  {what:<{_FLAGS}} {place(pair.new or pair.old)}"
    states = list(states_of(pair))
    if states == ["unchanged"]:
        return ""
    flags = ", ".join(_STATE_WORDS[state] for state in states if state != "uncertain")
    return f"{' ' if pair.certain else '?'} {flags:<{_FLAGS}} {place(pair.old)} → {place(pair.new)}"


def totals_line(pairs: Iterable[Pair]) -> str:
    """Count what became of the provisions of all levels."""
    totals = totals_of(pairs)
    counts = ", ".join(f"{totals[state]} {word}" for state, word in _STATE_WORDS.items())
    return f"Tổng cộng: {counts}; {totals['uncertain']} cần xác nhận (đánh dấu ?)."


def place(eid: str | None) -> str:
    """Give a provision's citation, with its component's eid where it is not the act itself."""
    eid = eid or ""
    part = eid.split("__", 1)[0]
    return citation(eid) + (f" [{part}]" if part.startswith("att_") else "")
