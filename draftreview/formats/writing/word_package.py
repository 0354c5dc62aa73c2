"""A Word file whose shell python-docx makes and whose text is streamed into the place that a marker keeps."""

import io
from collections.abc import Iterable
from zipfile import ZIP_DEFLATED, ZipFile

MARKER = "\ue000"
"""The text of the paragraph that the streamed text takes the place of: a character for private use."""

_DOCUMENT = "word/document.xml"
_MARKED = f"<w:p><w:r><w:t>{MARKER}</w:t></w:r></w:p>".encode()


def filled(empty: bytes, pieces: Iterable[str]) -> bytes:
    """Put pieces of WordprocessingML in the place of the marker."""
    written = io.BytesIO()
    with ZipFile(io.BytesIO(empty)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != _DOCUMENT:
                target.writestr(name, source.read(name))
        before, _, after = source.read(_DOCUMENT).rpartition(_MARKED)
        with target.open(_DOCUMENT, "w") as document:
            document.write(before)
            for piece in pieces:
                document.write(piece.encode())
            document.write(after)
    return written.getvalue()
