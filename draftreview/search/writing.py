"""Writing into the index: all or nothing, small segments joined as they become many."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from draftreview.domain.search import SearchDocument
from draftreview.search.folder import Folder
from draftreview.search.schema import to_fields

MOST_ALIKE = 6
"""So many segments of about one size are joined; a question asks each segment in turn."""

SIZES = 5
"""Segments up to so many times as large as each other are about one size."""

LARGEST_JOINED = 10_000
"""Documents of segments that are left apart between two fillings: to join them takes seconds."""


def write(
    folder: Folder, documents: Collection[SearchDocument], gone: Collection[int], tidy: bool = False
) -> None:
    """Add documents, leave out others by their number, join segments; the folder must be held.

    :param tidy: join all segments, however large
    """
    if not (documents or gone or tidy):
        return
    index = folder.index()
    writer = SegmentWriter(index, _lk=False, codec=_codec())
    try:
        for number in gone:
            writer.delete_document(number)
        for document in documents:
            writer.add_document(**to_fields(document))
        writer.commit(mergetype=_join_all if tidy else _join_small)
        folder.seal()
    finally:
        if not writer.is_closed:
            writer.cancel()
        index.storage.release()


def _codec() -> W3Codec:
    """Write as Whoosh does, but without looking for lengths of its own at every term: we keep ours."""
    codec = W3Codec()
    codec.length_stats = False
    return codec


def _join_all(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    if len(segments) == 1 and not segments[0].has_deletions() and not writer.doc_count():
        return segments
    return _join(writer, segments, segments)


def _join_small(writer: SegmentWriter, segments: list[Any]) -> list[Any]:
    """Join what is small and of about one size once there are several, and what is mostly deleted."""
    alike: dict[int, list[Any]] = defaultdict(list)
    joined = []
    for segment in segments:
        if segment.doc_count_all() > LARGEST_JOINED:
            continue
        if segment.doc_count() * 2 < segment.doc_count_all():
            joined.append(segment)
        else:
            alike[_size(segment.doc_count())].append(segment)
    for group in alike.values():
        joined += group if len(group) >= MOST_ALIKE else ()
    return _join(writer, segments, joined)


def _size(documents: int) -> int:
    size = 0
    while documents > SIZES * SIZES:
        documents, size = documents // SIZES, size + 1
    return size


def _join(writer: SegmentWriter, segments: list[Any], joined: list[Any]) -> list[Any]:
    """Copy segments into the one being written; give those that stay."""
    for segment in joined:
        if segment.doc_count():
            reader = SegmentReader(writer.storage, writer.schema, segment)
            try:
                writer.add_reader(reader)
            finally:
                reader.close()
    return [segment for segment in segments if segment not in joined]
