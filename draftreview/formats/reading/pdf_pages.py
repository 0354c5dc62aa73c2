"""A program of its own: a PDF on stdin becomes the lines of its pages on stdout, as JSON.

It runs in a process apart, so that a hostile file takes no more than that process with it, and imports
nothing of this package, so that it starts from any folder.
"""

import ctypes
import json
import resource
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import Any

import pypdfium2
from pypdfium2 import raw

MOST_PAGES = 1000
LARGEST_MEMORY = 2 * 1024**3
MOST_LETTERS = 10_000_000
GAP = 0.11
"""Room that is a blank, COLUMN that parts two columns: by the size of the letters."""
COLUMN = 2.5
Letter = tuple[float, float, float, float, int, str]
"""(left, bottom, right, top, place in the page's text, the letter)"""
_BREAKS = (10, 13)
_HYPHENS = (0x02, 0xFFFE)
_IMAGES = (raw.FPDF_PAGEOBJ_IMAGE,)
_BOLD = ("bold", "black", "heavy")


def main() -> None:
    """Read the file and write what it holds, or the name of what is wrong with it."""
    resource.setrlimit(resource.RLIMIT_AS, (LARGEST_MEMORY, LARGEST_MEMORY))
    json.dump(_told(sys.stdin.buffer.read()), sys.stdout)


def _told(data: bytes) -> dict[str, Any]:
    try:
        document = pypdfium2.PdfDocument(data)
        if len(document) > MOST_PAGES:
            return {"error": "too_many"}
        return {"pages": list(_pages(document))}
    except pypdfium2.PdfiumError:
        wrong = raw.FPDF_GetLastError()
        return {"error": "password" if wrong == raw.FPDF_ERR_PASSWORD else "damaged"}


def _pages(document: pypdfium2.PdfDocument) -> Iterator[dict[str, Any]]:
    left = MOST_LETTERS
    for page in document:
        text = page.get_textpage()
        left -= text.count_chars()
        if left < 0:
            yield {"error": "too_many"}
            return
        images = any(True for _ in page.get_objects(filter=_IMAGES, max_depth=3))
        yield {"height": page.get_height(), "image": images, "lines": list(_lines(text.raw))}
        text.close()
        page.close()


def _lines(text: Any) -> Iterator[list[Any]]:
    """Yield the lines as [words, left, bottom, right, top, size of the letters, bold, font]."""
    letters: list[Letter] = []
    for at in range(raw.FPDFText_CountChars(text)):
        code = raw.FPDFText_GetUnicode(text, at)
        hyphen = code in _HYPHENS
        if code not in _BREAKS and raw.FPDFText_IsGenerated(text, at) != 1:
            letters.append((*_box(text, at), at, "-" if hyphen else chr(code)))
        if hyphen or code in _BREAKS:
            yield from _line(text, letters)
            letters = []
    yield from _line(text, letters)


def _line(text: Any, letters: list[Letter]) -> Iterator[list[Any]]:
    """Put the letters of a line in the order in which they stand: those of a second font come apart."""
    seen = sorted(one for one in letters if one[5] > " ")
    if not seen:
        return
    size = raw.FPDFText_GetFontSize(text, seen[0][4])
    blanks = [one[0] for one in letters if one[5] in " \u00a0"]
    font = _font(text, seen[0][4])
    bold = any(word in font.lower() for word in _BOLD) or raw.FPDFText_GetFontWeight(text, seen[0][4]) >= 600
    box = (seen[0][0], min(one[1] for one in seen), max(one[2] for one in seen), max(one[3] for one in seen))
    yield [_words(seen, sorted(blanks), size), *box, size, bold, font]


def _words(letters: list[Letter], blanks: list[float], size: float) -> str:
    """Write the letters with a blank where one stands or where there is room for one; \\t for a column's."""
    words = ""
    start = end = letters[0][0]
    wide = max(size, (letters[0][3] - letters[0][1]) * 0.7)
    for left, _, right, _, _, letter in letters:
        if left - end > COLUMN * wide:
            words += "\t"
        elif left - end > GAP * wide or bisect_left(blanks, left) > bisect_right(blanks, start):
            words += " "
        words += letter
        start, end = left, max(end, right)
    return words


def _box(text: Any, at: int) -> tuple[float, float, float, float]:
    """Give (left, bottom, right, top) of a letter, with the room that its font keeps above and below."""
    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, at, box)
    return box.left, box.bottom, box.right, box.top


def _font(text: Any, at: int) -> str:
    name = ctypes.create_string_buffer(200)
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(text, at, name, len(name), flags)
    return name.value.decode("utf-8", "replace").rpartition("+")[2] if 0 < length <= len(name) else ""


if __name__ == "__main__":
    main()
