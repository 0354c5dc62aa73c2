"""Which kind of file somebody sent: by its name, checked against its first bytes."""

from enum import StrEnum
from pathlib import PurePath

from draftreview.domain.errors import FileTooLarge, UnknownFileKind, UnreadableFile
from draftreview.domain.sentences import Sentence, sentence

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of a file as it is sent."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PDF = b"%PDF-"
_RTF = b"{\\rtf"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_PDF_WITHIN = 1024  # bytes before the mark that readers of PDF bear with
_FOREIGN = (_ZIP, _OLE, *_IMAGES, _PDF, _RTF, b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_READ = "Các loại tệp đọc được: .docx, .doc, .odt, .rtf, .pdf, .md, .txt."
_SAVE = "Hãy mở tệp bằng Word hoặc LibreOffice, lưu dưới dạng .docx rồi tải lại."


class FileKind(StrEnum):
    """The kinds of file that are read."""

    WORD = "word"
    OLD_WORD = "old_word"
    OPEN_DOCUMENT = "open_document"
    RICH_TEXT = "rich_text"
    PDF = "pdf"
    MARKDOWN = "markdown"
    TEXT = "text"


_SUFFIXES = {
    ".docx": FileKind.WORD,
    ".doc": FileKind.OLD_WORD,
    ".odt": FileKind.OPEN_DOCUMENT,
    ".rtf": FileKind.RICH_TEXT,
    ".pdf": FileKind.PDF,
    ".md": FileKind.MARKDOWN,
    ".markdown": FileKind.MARKDOWN,
    ".txt": FileKind.TEXT,
}
# Word opens any of these under the name .doc, and people send them so.
_NAMED_DOC = {_OLE: FileKind.OLD_WORD, _ZIP: FileKind.WORD, _RTF: FileKind.RICH_TEXT}
_MARKS = {
    FileKind.WORD: _ZIP,
    FileKind.OLD_WORD: _OLE,
    FileKind.OPEN_DOCUMENT: _ZIP,
    FileKind.RICH_TEXT: _RTF,
}


def kind_of_file(name: str, data: bytes) -> FileKind:
    """Tell the kind of a file.

    :raises UnreadableFile: empty
    :raises FileTooLarge: above 20 MB
    :raises UnknownFileKind: not read, or not what its name says
    """
    suffix = PurePath(name.replace("\\", "/")).suffix.lower()
    if suffix not in _SUFFIXES:
        raise UnknownFileKind(_unread(suffix))
    if not data:
        raise UnreadableFile(sentence("Tệp rỗng, không có nội dung. Hãy chọn tệp khác rồi tải lại."))
    if len(data) > LARGEST_FILE:
        raise FileTooLarge(sentence("Tệp lớn hơn 20 MB. Hãy bỏ bớt hình ảnh hoặc tách tệp rồi tải lại."))
    kind = _SUFFIXES[suffix]
    if kind is FileKind.WORD:
        _check_word(data)
    elif kind is FileKind.OLD_WORD:
        kind = next((one for mark, one in _NAMED_DOC.items() if data.startswith(mark)), kind)
    if not _fits(kind, data):
        raise UnknownFileKind(
            sentence(
                "Tệp có đuôi %(suffix)s nhưng nội dung thuộc loại khác. %(read)s %(save)s",
                suffix=suffix,
                read=_READ,
                save=_SAVE,
            )
        )
    return kind


def _unread(suffix: str) -> Sentence:
    if not suffix:
        return sentence(
            "Tên tệp không có đuôi nên không rõ loại tệp. %(read)s %(save)s", read=_READ, save=_SAVE
        )
    return sentence("Không đọc được tệp %(suffix)s. %(read)s %(save)s", suffix=suffix, read=_READ, save=_SAVE)


def _fits(kind: FileKind, data: bytes) -> bool:
    """Tell whether the first bytes are those of the kind; a text must not begin as another kind does."""
    if kind is FileKind.PDF:
        return _PDF in data[:_PDF_WITHIN]
    return data.startswith(_MARKS[kind]) if kind in _MARKS else not data.startswith(_FOREIGN)


def _check_word(data: bytes) -> None:
    if data.startswith(_OLE):
        raise UnknownFileKind(
            sentence(
                "Tệp có đuôi .docx nhưng là tệp Word đời cũ hoặc đặt mật khẩu. Hãy bỏ mật khẩu, lưu "
                "dưới dạng .docx rồi tải lại."
            )
        )
    if not data.startswith(_ZIP):
        raise UnknownFileKind(
            sentence("Tệp có đuôi .docx nhưng không phải tệp Word. %(read)s %(save)s", read=_READ, save=_SAVE)
        )
