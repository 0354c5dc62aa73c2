"""Files read into lines and trees, whatever program made them."""

from draftreview.domain.errors import UnreadableFile
from draftreview.domain.lines import Lines
from draftreview.domain.parsing import parse
from draftreview.domain.provisions import Tree
from draftreview.domain.sentences import sentence
from draftreview.formats.reading.converted import read_doc, read_odt, read_rtf
from draftreview.formats.reading.kinds import FileKind, kind_of_file
from draftreview.formats.reading.markdown import read_markdown
from draftreview.formats.reading.pdf import read_pdf
from draftreview.formats.reading.text import read_text
from draftreview.formats.reading.word import read_word

_READERS = {
    FileKind.WORD: read_word,
    FileKind.OLD_WORD: read_doc,
    FileKind.OPEN_DOCUMENT: read_odt,
    FileKind.RICH_TEXT: read_rtf,
    FileKind.PDF: read_pdf,
    FileKind.MARKDOWN: read_markdown,
    FileKind.TEXT: read_text,
}
_NO_TEXT = sentence("Tệp không có chữ nào đọc được. Nếu đây là bản chụp, hãy tải lên tệp văn bản gốc.")


def read(name: str, data: bytes) -> Lines:
    """Read the lines of a file by the kind that its name tells.

    :raises UnreadableFile: empty, damaged, hostile or without any text
    :raises FileTooLarge: above a limit, packed or unpacked
    :raises UnknownFileKind: a kind that is not read, or content of another kind than the name tells
    """
    lines = _READERS[kind_of_file(name, data)](data)
    if not any(letter.isalnum() for line in lines.lines for letter in line.text):
        raise UnreadableFile(_NO_TEXT)
    return lines


def split_file(name: str, data: bytes) -> Tree:
    """Read a file and split it into components and provisions; the errors are those of ``read``."""
    return parse(read(name, data))
