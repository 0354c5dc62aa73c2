"""What a reader hands to the splitter: lines of text with the little that layout tells of them."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from draftreview.domain.provisions import Notice

_SPACES = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\t]")
_UNSEEN = re.compile(
    r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\ue000-\uf8ff\ufffe\uffff\ud800-\udfff"
    r"\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]"
)
_BREAKS = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")
CAPITALS = "".join(chr(code) for code in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if chr(code).isupper())
"""Every capital of the Latin script, for character classes."""

_PLAIN_MAP = str.maketrans({"Ð": "Đ", "ð": "đ"})


class LineKind(StrEnum):
    """What a line is to the splitter."""

    PLAIN = "plain"
    ROW = "row"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Line:
    """One line, a paragraph or a row of a table ("| a | b |"); a ``NOTE`` is a footnote.

    ``number`` counts from 1 in the file. ``level`` is the outline level that the layout gives (1: title of
    a component, 0: none) and ``bold`` whether it begins in bold; None where the file cannot tell.
    """

    number: int
    text: str
    kind: LineKind = LineKind.PLAIN
    level: int = 0
    bold: bool | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of one file, what the reader has to say about them, and the facts of its front matter."""

    lines: tuple[Line, ...]
    notices: tuple[Notice, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)


def clean(text: str) -> str:
    """Compose letters (NFC), make every blank a space, drop unseen characters and outer blanks."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    return _SPACES.sub(" ", _UNSEEN.sub("", text)).strip()


def lines_of(text: str) -> Lines:
    """Take a plain text apart into its lines."""
    parts = enumerate(_BREAKS.split(text), start=1)
    cleaned = ((number, clean(part)) for number, part in parts)
    return Lines(tuple(Line(number, words, kind_of(words)) for number, words in cleaned if words))


def kind_of(words: str) -> LineKind:
    """Tell a row of a table ("| a | b |") from a paragraph."""
    return LineKind.ROW if len(words) > 1 and words[0] == words[-1] == "|" else LineKind.PLAIN


def recognisable(text: str) -> str:
    """Write the look-alike Ð (U+00D0) as Đ; offsets stay the same."""
    return text.translate(_PLAIN_MAP) if "Ð" in text or "ð" in text else text


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends as a sentence or a list item does."""
    return text.rstrip("\"”»’')]/ ")[-1:] in (".", ";", ":", "!", "?", "…")


def in_capitals(text: str) -> bool:
    """Tell whether a line is set in capitals: it has letters and hardly a small one."""
    if text.isupper():
        return True
    letters = [one for one in text if one.isalpha()]
    small = sum(one.islower() for one in letters)
    return len(letters) > 3 and small * 10 <= len(letters)
