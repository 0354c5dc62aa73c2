"""A version as a Word file in the form of a legal document, its changes from an older one tracked."""

from collections.abc import Iterable
from datetime import UTC
from itertools import chain

from draftreview.domain.edition import Changes, Edition
from draftreview.formats.writing.version_word_blocks import blocks_of
from draftreview.formats.writing.version_word_changes import Revised, revised
from draftreview.formats.writing.version_word_drawing import Pen
from draftreview.formats.writing.version_word_styles import shell
from draftreview.formats.writing.word_package import filled

_LAST = "<w:p/>"  # Word wants a paragraph after the last table


def write(edition: Edition, changes: Changes | None = None) -> bytes:
    """Write a version as a .docx; ``changes`` shows what was added and removed since an older version.

    Accepting all changes gives this version, rejecting all gives the older one.
    """
    blocks = blocks_of(edition.components)
    if changes is None:
        return filled(shell(edition), chain(Pen().draw((block, block) for block in blocks), [_LAST]))
    pen = Pen(f"Bản dự thảo lần {edition.number}", _moment(edition))
    older = blocks_of(changes.components)
    order: Iterable[Revised] = revised(older, blocks, changes, edition.components)
    return filled(shell(edition), chain(pen.draw(order), [_LAST]))


def _moment(edition: Edition) -> str:
    return edition.issued.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
