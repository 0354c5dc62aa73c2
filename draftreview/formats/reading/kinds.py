"""Which kind of file somebody sent: by its name, checked against its first bytes."""

from enum import StrEnum
from pathlib import PurePath

from draftreview.domain.errors import FileTooLarge, UnknownFileKind, UnreadableFile

LARGEST_FILE = 20 * 1024 * 1024
"""Bytes of a file as it is sent."""

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
_FOREIGN = (_ZIP, _OLE, *_IMAGES, b"%PDF-", b"{\\rtf", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
_READ = "Các loại tệp đọc được: .docx, .md, .txt."
_SAVE = "Hãy mở tệp bằng Word hoặc LibreOffice, lưu dưới dạng .docx rồi tải lại."


class FileKind(StrEnum):
    """The kinds of file that are read."""

    WORD = "word"
    MARKDOWN = "markdown"
    TEXT = "text"


_SUFFIXES = {
    ".docx": FileKind.WORD,
    ".md": FileKind.MARKDOWN,
    ".markdown": FileKind.MARKDOWN,
    ".txt": FileKind.TEXT,
}


def kind_of_file(name: str, data: bytes) -> FileKind:
    """Tell the kind of a file.

    :raises UnreadableFile: empty
    :raises FileTooLarge: above 20 MB
    :raises UnknownFileKind: not read, or not what its name says
    """
    suffix = PurePath(name.replace("\\", "/")).suffix.lower()
    if suffix not in _SUFFIXES:
        said = f"Không đọc được tệp {suffix}." if suffix else "Tên tệp không có đuôi nên không rõ loại tệp."
        raise UnknownFileKind(f"{said} {_READ} {_SAVE}")
    if not data:
        raise UnreadableFile("Tệp rỗng, không có nội dung. Hãy chọn tệp khác rồi tải lại.")
    if len(data) > LARGEST_FILE:
        raise FileTooLarge("Tệp lớn hơn 20 MB. Hãy bỏ bớt hình ảnh hoặc tách tệp rồi tải lại.")
    kind = _SUFFIXES[suffix]
    if kind is FileKind.WORD:
        _check_word(data)
    elif data.startswith(_FOREIGN):
        raise UnknownFileKind(
            f"Tệp có đuôi {suffix} nhưng nội dung không phải văn bản thường. {_READ} {_SAVE}"
        )
    return kind


def _check_word(data: bytes) -> None:
    if data.startswith(_OLE):
        raise UnknownFileKind(
            "Tệp có đuôi .docx nhưng là tệp Word đời cũ hoặc đặt mật khẩu. "
            "Hãy bỏ mật khẩu, lưu dưới dạng .docx rồi tải lại."
        )
    if not data.startswith(_ZIP):
        raise UnknownFileKind(f"Tệp có đuôi .docx nhưng không phải tệp Word. {_READ} {_SAVE}")
