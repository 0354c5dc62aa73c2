"""A version as a Word file in the form of a legal document, its changes from an older one tracked."""

import io
from collections.abc import Iterable
from datetime import UTC
from zipfile import ZIP_DEFLATED, ZipFile

from draftreview.domain.edition import Changes, Edition
from draftreview.formats.writing.version_word_blocks import blocks_of
from draftreview.formats.writing.version_word_changes import Revised, revised
from draftreview.formats.writing.version_word_drawing import Pen
from draftreview.formats.writing.version_word_styles import MARKER, shell

_DOCUMENT = "word/document.xml"
_MARKER = f"<w:p><w:r><w:t>{MARKER}</w:t></w:r></w:p>".encode()
_LAST = b"<w:p/>"  # Word wants a paragraph after the last table


def write(edition: Edition, changes: Changes | None = None) -> bytes:
    """Write a version as a .docx; ``changes`` shows what was added and removed since an older version.

    Accepting all changes gives this version, rejecting all gives the older one.
    """
    blocks = blocks_of(edition.components)
    if changes is None:
        return _filled(shell(edition), Pen().draw((block, block) for block in blocks))
    pen = Pen(f"Bản dự thảo lần {edition.number}", _moment(edition))
    older = blocks_of(changes.components)
    order: Iterable[Revised] = revised(older, blocks, changes, edition.components)
    return _filled(shell(edition), pen.draw(order))


def _moment(edition: Edition) -> str:
    return edition.issued.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _filled(empty: bytes, pieces: Iterable[str]) -> bytes:
    """Put the text in the place that the marker keeps."""
    written = io.BytesIO()
    with ZipFile(io.BytesIO(empty)) as source, ZipFile(written, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name != _DOCUMENT:
                target.writestr(name, source.read(name))
        before, _, after = source.read(_DOCUMENT).rpartition(_MARKER)
        with target.open(_DOCUMENT, "w") as document:
            document.write(before)
            for piece in pieces:
                document.write(piece.encode())
            document.write(_LAST + after)
    return written.getvalue()
