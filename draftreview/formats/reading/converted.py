"""Files of older and other office programs (.doc, .odt, .rtf), read by way of LibreOffice."""

from draftreview.domain.errors import UnreadableFile
from draftreview.domain.lines import Lines
from draftreview.formats.reading.office import failed, to_docx
from draftreview.formats.reading.word import read_word

_STREAM = "WordDocument".encode("utf-16-le")
"""The name of the part that holds the text, as the directory of the file writes it."""


def read_doc(data: bytes) -> Lines:
    """Read a file of Word 97 to 2003.

    :raises UnknownFileKind: LibreOffice is not installed
    :raises UnreadableFile: damaged, locked by a password, or too slow
    """
    if _STREAM not in data:
        # LibreOffice would read such a file as a text of odd letters.
        raise UnreadableFile(failed(".doc"))
    return read_word(to_docx(data, ".doc"))


def read_odt(data: bytes) -> Lines:
    """Read an OpenDocument text; the errors are those of ``read_doc``."""
    return read_word(to_docx(data, ".odt"))


def read_rtf(data: bytes) -> Lines:
    """Read rich text; the errors are those of ``read_doc``."""
    return read_word(to_docx(data, ".rtf"))
