"""The words of one Word paragraph: runs, breaks, fields, tracked changes, notes and text boxes."""

from dataclasses import dataclass, field

from lxml import etree

from draftreview.formats.reading.styles import first, local, own, switched_on, value

_DROPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "rPr", "pPr", "rt"}
)
_CHANGED = frozenset({"ins", "del", "moveFrom", "moveTo"})
_BREAKS = frozenset({"br", "cr"})
_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


@dataclass(slots=True)
class Words:
    """What a paragraph says: its lines between breaks, the notes it refers to, the boxes anchored in it."""

    lines: list[str] = field(default_factory=lambda: [""])
    bold: bool | None = None
    changes: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)


def words_of(paragraph: etree._Element) -> Words:
    """Read the words of a paragraph; what was deleted under tracked changes is left out and counted."""
    words = Words()
    stack = list(reversed(paragraph))
    while stack:
        element = stack.pop()
        name = local(element)
        if name in _CHANGED:
            words.changes += 1
        if name == "txbxContent":
            words.boxes.append(element)
        elif name in _BREAKS and value(element, "type", attribute=True) in ("", "textWrapping"):
            words.lines.append("")
        elif name == "t":
            _add(words, element)
        elif name in _SIGNS:
            words.lines[-1] += _SIGNS[name]
        elif name in _NOTES:
            words.notes.append((_NOTES[name], value(element, "id", attribute=True)))
        elif name not in _DROPPED:
            stack.extend(reversed(element))
    return words


def _add(words: Words, element: etree._Element) -> None:
    text = element.text or ""
    words.lines[-1] += text
    if words.bold is None and text.strip():
        run = element.getparent()
        words.bold = switched_on(first(run, "rPr"), "b")


def is_deleted(properties: etree._Element | None) -> bool:
    """Tell whether the mark of a paragraph was deleted under tracked changes: it runs on into the next."""
    return any(True for _ in own(properties, "del"))
