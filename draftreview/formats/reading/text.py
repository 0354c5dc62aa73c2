"""Plain text in whatever encoding it was saved."""

import codecs

from draftreview.domain.errors import UnreadableFile
from draftreview.domain.lines import Lines, lines_of

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
_UNKNOWN = (
    "Không nhận ra bảng mã của tệp. Hãy mở tệp, lưu lại với bảng mã UTF-8 (Unicode) hoặc lưu dưới dạng .docx "
    "rồi tải lên."
)


def read_text(data: bytes) -> Lines:
    """Read a plain text, one paragraph a line.

    :raises UnreadableFile: no known encoding fits
    """
    return lines_of(decoded(data))


def decoded(data: bytes) -> str:
    """Decode UTF-8 or UTF-16, with or without a byte order mark.

    :raises UnreadableFile: no known encoding fits
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding)
    return _strict(data, _unmarked(data))


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
