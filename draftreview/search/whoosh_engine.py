"""The search engine on Whoosh: an index in a folder, shared by all processes of this machine."""

import os
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh.index import FileIndex
from whoosh.query import Query
from whoosh.searching import Searcher
from whoosh.writing import CLEAR, SegmentWriter

from draftreview.domain.search import (
    DocumentKind,
    EngineBusy,
    SearchDocument,
    SearchHit,
    SearchQuestion,
    SearchResult,
)
from draftreview.search.folder import DAMAGE, Folder, reading
from draftreview.search.queries import build
from draftreview.search.questions import Asked, read_question
from draftreview.search.schema import make_weighting, to_fields
from draftreview.search.snippets import snippet


class WhooshEngine:
    """Keep documents in a Whoosh index; ``timeout`` is how many seconds a write waits for another."""

    def __init__(self, path: Path, timeout: float = 5.0) -> None:
        self._folder = Folder(path, timeout)
        self._guard = threading.RLock()
        self._index: FileIndex | None = None
        self._searcher: Searcher | None = None
        self._seen: tuple[object, ...] | None = None

    @property
    def needs_rebuild(self) -> bool:
        """Tell whether the index is missing, or was made anew and not filled from the database since."""
        return self._folder.stamp() is None or self._folder.needs_rebuild

    def put(self, documents: Iterable[SearchDocument], removed: Iterable[str] = ()) -> None:
        """Add or replace documents and remove keys in one write; both are gone through once it is our turn.

        :raises EngineBusy: another process holds the writer longer than the time-out
        """
        with self._folder.locked():
            batch = {document.key: document for document in documents}
            keys = {*batch, *removed}
            try:
                self._write(batch.values(), keys)
            except DAMAGE:
                if not self._folder.recreate_if_damaged():
                    raise
                self._write(batch.values(), keys)

    def refill(self, documents: Iterable[SearchDocument]) -> None:
        """Hold these documents and no others, in one write; they are read once it is our turn.

        :raises EngineBusy: another process holds the writer longer than the time-out
        """
        with self._folder.locked():
            self._write(documents, (), everything=True)
            self._folder.filled()

    def clear(self) -> None:
        """Forget everything."""
        self.refill(())

    def keys(self) -> frozenset[str]:
        """List the keys of all documents held."""
        with reading(self._folder.open()) as reader:
            return frozenset(fields["stored"]["key"] for _, fields in reader.iter_docs())

    def find(self, question: SearchQuestion) -> SearchResult:
        """Find documents, the best first; no question, however odd, raises."""
        asked = read_question(question.words)
        query = build(asked, question)
        if query is None:
            return SearchResult()
        first = max(question.offset, 0)
        last = first + max(question.limit, 1)
        try:
            found, total = self._search(query, first, last)
        except EngineBusy:
            return SearchResult()
        return SearchResult(tuple(_hit(stored, score, asked) for stored, score in found), total)

    def _search(self, query: Query, first: int, last: int) -> tuple[list[tuple[dict[str, Any], float]], int]:
        with self._guard:
            try:
                # Without a limit: with one, Whoosh leaves weak hits out of the count.
                results = self._current().search(query, limit=None)
                return [(hit["stored"], float(hit.score)) for hit in results[first:last]], len(results)
            except DAMAGE:
                self._release()
                with self._folder.locked():
                    if not self._folder.recreate_if_damaged():
                        raise
                return [], 0

    def _current(self) -> Searcher:
        """Give a searcher that sees the last commit of any process; a forked process opens its own."""
        seen = (os.getpid(), self._folder.stamp())
        if self._searcher is None or seen != self._seen:
            self._release()
            self._index = self._folder.open()
            self._seen = (os.getpid(), self._folder.stamp())
            self._searcher = self._index.searcher(weighting=make_weighting())
        return self._searcher

    def _release(self) -> None:
        """Let go of the files of an older commit, opened wholly or in part."""
        if self._searcher is not None:
            self._searcher.close()
            self._searcher = None
        if self._index is not None:
            self._index.storage.release()
            self._index = None

    def _write(
        self, documents: Iterable[SearchDocument], replaced: Iterable[str], everything: bool = False
    ) -> None:
        """Write while the folder is held: all or nothing."""
        index = self._folder.open_locked()
        writer = SegmentWriter(index, _lk=False)
        try:
            for key in replaced:
                writer.delete_by_term("key", key)
            for document in documents:
                writer.add_document(**to_fields(document))
            writer.commit(mergetype=CLEAR if everything else None)
        finally:
            if not writer.is_closed:
                writer.cancel()
            index.storage.release()


def _hit(stored: dict[str, Any], score: float, asked: Asked) -> SearchHit:
    shown, marks = snippet(stored["body"], asked)
    return SearchHit(
        key=stored["key"],
        kind=DocumentKind(stored["kind"]),
        eid=stored["eid"],
        citation=stored["citation"],
        title=stored["title"],
        snippet=shown,
        marks=marks,
        score=score,
        draft_key=stored["draft_key"],
        version_number=stored["version_number"],
    )
