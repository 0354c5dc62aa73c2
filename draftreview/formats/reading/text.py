"""Plain text in whatever encoding it was saved."""

import codecs
from dataclasses import dataclass, replace

from draftreview.domain.errors import UnreadableFile
from draftreview.domain.lines import Lines, lines_of
from draftreview.domain.provisions import Notice
from draftreview.domain.sentences import sentence
from draftreview.formats.reading.guessing import from_latin_letters, from_legacy_bytes
from draftreview.formats.reading.legacy import Charset

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
_UNKNOWN = sentence(
    "Không nhận ra bảng mã của tệp. Hãy mở tệp, lưu lại với bảng mã UTF-8 (Unicode) "
    "hoặc lưu dưới dạng .docx rồi tải lên."
)
_CONVERTED = "Tệp dùng bảng mã {charset} và đã được chuyển sang Unicode; hãy soát lại các chữ có dấu."


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text in Unicode, and what there is to say about how it came to be."""

    text: str
    notices: tuple[Notice, ...] = ()


def read_text(data: bytes) -> Lines:
    """Read a plain text, one paragraph a line.

    :raises UnreadableFile: no known encoding fits
    """
    read = decoded(data)
    return replace(lines_of(read.text), notices=read.notices)


def decoded(data: bytes) -> Decoded:
    """Decode UTF-8, UTF-16 (with or without a byte order mark) or an old Vietnamese encoding.

    :raises UnreadableFile: no known encoding fits
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding))
    encoding = _unmarked(data)
    try:
        text = _strict(data, encoding)
    except UnreadableFile:
        legacy = from_legacy_bytes(data) if encoding == "utf-8" and b"\x00" not in data else None
        if legacy is None:
            raise
        return Decoded(legacy[0], (notice_of(legacy[1]),))
    return _checked(text)


def notice_of(charset: Charset, line: int = 1) -> Notice:
    """Say that a file was in an old encoding."""
    return Notice(line, "legacy_encoding", _CONVERTED.format(charset=charset.value))


def _checked(text: str) -> Decoded:
    """Keep a Unicode text unless its letters are the codes of an old encoding, as pasting leaves them."""
    legacy = from_latin_letters(text)
    return Decoded(text) if legacy is None else Decoded(legacy[0], (notice_of(legacy[1]),))


def _unmarked(data: bytes) -> str:
    """Guess between UTF-8 and UTF-16: the latter has a zero byte beside every ASCII letter."""
    sample = data[:_SAMPLE]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 8 > len(sample):
        return "utf-16-be" if even > odd else "utf-16-le"
    return "utf-8"


def _strict(data: bytes, encoding: str) -> str:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableFile(_UNKNOWN) from error
    if "\x00" in text:
        raise UnreadableFile(_UNKNOWN)
    return text
