"""The words of one Word paragraph: runs, breaks, fields, tracked changes, notes and text boxes."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from lxml import etree

from draftreview.formats.reading.fonts import Piece, Script, in_unicode, script_of
from draftreview.formats.reading.styles import first, local, own, switched_on, value

_DROPPED = frozenset(
    {"del", "moveFrom", "instrText", "delText", "delInstrText", "Fallback", "rPr", "pPr", "rt"}
)
_CHANGED = frozenset({"ins", "del", "moveFrom", "moveTo"})
_BREAKS = frozenset({"br", "cr"})
_SIGNS = {"tab": "\t", "ptab": "\t", "noBreakHyphen": "-", "softHyphen": "\u00ad"}
_NOTES = {"footnoteReference": "footnote", "endnoteReference": "endnote"}


@dataclass(slots=True)
class Words:
    """What a paragraph says: its lines between breaks, the notes it refers to, the boxes anchored in it."""

    pieces: list[list[Piece]] = field(default_factory=lambda: [[]])
    bold: bool | None = None
    changes: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[etree._Element] = field(default_factory=list)

    @property
    def lines(self) -> list[str]:
        """Give the lines between the breaks, in Unicode whatever the fonts."""
        return [in_unicode(pieces) for pieces in self.pieces]

    @property
    def old(self) -> Script | None:
        """Give the old script that a line of the paragraph is in, if any."""
        return next((script for pieces in self.pieces for script, _ in pieces if script), None)


def words_of(
    paragraph: etree._Element, script_within: Callable[[etree._Element | None], Script | None]
) -> Words:
    """Read the words of a paragraph; what was deleted under tracked changes is left out and counted.

    ``script_within`` tells the script of a run from its properties.
    """
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
            words.pieces.append([])
        elif name in ("t", "sym", *_SIGNS):
            _add(words, element, script_within(first(element.getparent(), "rPr")))
        elif name in _NOTES:
            words.notes.append((_NOTES[name], value(element, "id", attribute=True)))
        elif name not in _DROPPED:
            stack.extend(reversed(element))
    return words


def _add(words: Words, element: etree._Element, script: Script | None) -> None:
    name = local(element)
    text = _symbol(element) if name == "sym" else _SIGNS.get(name, element.text or "")
    words.pieces[-1].append((script, text))
    if words.bold is None and name == "t" and text.strip():
        words.bold = switched_on(first(element.getparent(), "rPr"), "b")


def _symbol(element: etree._Element) -> str:
    """Give the letter that stands as a symbol of an old Vietnamese font; symbols of others say no word."""
    code = value(element, "char", attribute=True)
    known = script_of(value(element, "font", attribute=True)) and re.fullmatch("[0-9A-Fa-f]{4}", code)
    return chr(int(code, 16)) if known else ""


def is_deleted(properties: etree._Element | None) -> bool:
    """Tell whether the mark of a paragraph was deleted under tracked changes: it runs on into the next."""
    return any(True for _ in own(properties, "del"))
