"""Trees and pairs as lines to read on a terminal."""

from collections.abc import Iterator

from draftreview.domain.alignment import Pair
from draftreview.domain.provisions import WORDS, Component, Provision, Tree, citation, opening_capital, walk

WIDTH = 96
"""Characters of a line of the outline."""


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
    """Say what became of a provision; nothing where it did not change."""
    if pair.new is None:
        return f"bỏ        {place(pair.old)}"
    if pair.old is None:
        return f"thêm      {place(pair.new)}"
    flags = [
        word
        for word, holds in (
            ("sửa", pair.edited),
            ("chuyển", pair.moved),
            ("đổi số", pair.renumbered),
            ("tách", pair.split),
            ("nhập", pair.merged),
            ("cần xác nhận", not pair.certain),
        )
        if holds
    ]
    if not flags:
        return ""
    return f"{', '.join(flags):<9} {place(pair.old)} → {place(pair.new)}"


def place(eid: str | None) -> str:
    """Give a provision's citation, with its component's eid where it is not the act itself."""
    eid = eid or ""
    part = eid.split("__", 1)[0]
    return citation(eid) + (f" [{part}]" if part.startswith("att_") else "")
