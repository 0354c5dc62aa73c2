"""A Word file opened with care: bounded unpacking, no external entities, nothing written anywhere."""

import io
import zipfile
import zlib
from types import TracebackType

from lxml import etree

from draftreview.domain.errors import FileTooLarge, UnreadableFile
from draftreview.domain.sentences import sentence

LARGEST_PART = 64 * 1024 * 1024
"""Unpacked bytes of one part that is read."""

LARGEST_WHOLE = 400 * 1024 * 1024
"""Unpacked bytes of all parts, as the file declares them."""

MOST_PARTS = 4000
_RELATIONS = "_rels/.rels"
_DAMAGED = sentence("Tệp Word bị hỏng hoặc chưa tải hết. Hãy mở tệp bằng Word, lưu lại rồi tải lên lần nữa.")
_BLOATED = sentence(
    "Tệp Word giải nén ra quá lớn nên không được đọc. Hãy bỏ hình ảnh, tệp nhúng rồi tải lại."
)
_HOSTILE = sentence(
    "Tệp Word có khai báo không được phép (DOCTYPE) nên không được đọc. Hãy lưu lại bằng Word rồi tải lên."
)
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError)


class Package:
    """The parts of a Word file, parsed on demand."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError) as error:
            raise UnreadableFile(_DAMAGED) from error
        entries = self._zip.infolist()
        if len(entries) > MOST_PARTS or sum(entry.file_size for entry in entries) > LARGEST_WHOLE:
            raise FileTooLarge(_BLOATED)
        self._names = {entry.filename.lower(): entry.filename for entry in entries}

    def __enter__(self) -> "Package":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._zip.close()

    def document(self) -> str:
        """Find the name of the main part.

        :raises UnreadableFile: there is none: not a Word file
        """
        relations = self.part(_RELATIONS)
        for relation in relations if relations is not None else ():
            if str(relation.get("Type", "")).endswith("/officeDocument"):
                name = str(relation.get("Target", "")).lstrip("/")
                if name.lower() in self._names:
                    return name
        if "word/document.xml" in self._names:
            return "word/document.xml"
        raise UnreadableFile(
            sentence(
                "Tệp có đuôi .docx nhưng bên trong không có văn bản Word. Hãy chọn đúng tệp rồi tải lại."
            )
        )

    def part(self, name: str) -> etree._Element | None:
        """Parse one part of the file; None when the file does not have it.

        :raises UnreadableFile: damaged, encrypted, or with a DOCTYPE
        :raises FileTooLarge: it unpacks to more than it may
        """
        stored = self._names.get(name.lower())
        if stored is None:
            return None
        try:
            with self._zip.open(stored) as stream:
                data = stream.read(LARGEST_PART + 1)
        except _BROKEN as error:
            raise UnreadableFile(_DAMAGED) from error
        if len(data) > LARGEST_PART:
            raise FileTooLarge(_BLOATED)
        return _parsed(data)


def _parsed(data: bytes) -> etree._Element:
    """Parse XML without entities, network or a document type."""
    parser = etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        if b"<!DOCTYPE" in data:
            raise UnreadableFile(_HOSTILE) from error
        raise UnreadableFile(_DAMAGED) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnreadableFile(_HOSTILE)
    return root
