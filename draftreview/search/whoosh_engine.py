"""The search engine on Whoosh: an index in a folder, shared by all processes of this machine."""

import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from whoosh.codec.whoosh3 import W3Segment

from draftreview.domain.search import Change, EngineBusy, SearchQuestion, SearchResult
from draftreview.search.answering import answer
from draftreview.search.files import DAMAGE, Damaged, Files
from draftreview.search.folder import Folder
from draftreview.search.schema import KEY, SEAL, SEPARATOR, SUBJECT
from draftreview.search.segments import Leaf, numbers
from draftreview.search.view import View
from draftreview.search.writing import write

_LOOKS, _PAUSE = 5, 0.01
"""How often to look again where another process has replaced the files just now, and seconds between."""

Answer = TypeVar("Answer")


class WhooshEngine:
    """Keep documents in a Whoosh index; ``timeout`` is how many seconds a write waits for another."""

    def __init__(self, path: Path, timeout: float = 5.0) -> None:
        self._folder = Folder(path, timeout)
        self._guard = threading.RLock()
        self._leaves: dict[str, Leaf] = {}
        self._view = View([])
        self._seen: tuple[object, ...] | None = None

    @property
    def needs_rebuild(self) -> bool:
        """Tell whether the index is missing, or has lost something and was not filled since."""
        return self._folder.stamp() is None or self._folder.needs_rebuild

    def put(self, read: Callable[[], Change]) -> None:
        """Replace all that is known of the subjects of a change, in one write: all or nothing.

        What is held already as it is wanted is not written again.

        :raises EngineBusy: another process holds the writer longer than the time-out
        """
        with self._folder.locked():
            change = read()
            self._write(lambda: self._replace(change))

    def clear(self) -> None:
        """Forget everything and ask to be filled again.

        :raises EngineBusy: another process holds the writer longer than the time-out
        """
        with self._folder.locked():
            self._folder.recreate()

    def complete(self, read: Callable[[], Iterable[str]]) -> None:
        """Note that every subject was put: keep these and no others, all in one segment.

        :raises EngineBusy: another process holds the writer longer than the time-out
        """
        with self._folder.locked():
            subjects = frozenset(read())
            self._write(lambda: self._keep_only(subjects))
            self._folder.filled()

    def filling(self) -> AbstractContextManager[bool]:
        """Tell whether nobody else fills the index anew; keep others from it while the block runs."""
        return self._folder.filling()

    def fingerprints(self) -> Mapping[str, str]:
        """Give the fingerprint of every document held, by its key."""
        return self._read(lambda view: {key: seal for _, key, seal in _sealed(view, view.live)})

    def find(
        self, question: SearchQuestion, changed: Callable[[], frozenset[str]] = frozenset
    ) -> SearchResult:
        """Find documents; no question, however odd, raises."""

        def work(view: View) -> SearchResult:
            return answer(view, replace(question, without=question.without | changed()))

        try:
            return self._read(work)
        except EngineBusy:
            return SearchResult()

    def _read(self, work: Callable[[View], Answer]) -> Answer:
        """Read the index; what turns out to be damaged is left out."""
        try:
            with self._guard:
                return work(self._current())
        except DAMAGE:
            self._forget()
        with self._folder.locked():
            self._folder.mend()
        with self._guard:
            return work(self._current())

    def _write(self, work: Callable[[], None]) -> None:
        """Write while the folder is held; what turns out to be damaged is left out."""
        try:
            work()
        except DAMAGE:
            self._forget()
            self._folder.mend()
            work()

    def _replace(self, change: Change) -> None:
        fresh, gone = {one.key: one for one in change.documents}, []
        # Held only while the index is read: searches of this process go on during the write.
        with self._guard:
            view = self._current()
            held = view.any_of(SUBJECT, change.subjects) | view.any_of(KEY, fresh)
            sealed = list(_sealed(view, held))
        for number, key, fingerprint in sealed:
            if key in fresh and fresh[key].fingerprint == fingerprint:
                del fresh[key]
            else:
                gone.append(number)
        write(self._folder, fresh.values(), gone)

    def _keep_only(self, subjects: Iterable[str]) -> None:
        with self._guard:
            view = self._current()
            surplus = view.live & ~view.any_of(SUBJECT, subjects)
        write(self._folder, (), list(numbers(surplus)), tidy=True)

    def _current(self) -> View:
        """Give the last commit of any process; a forked process opens files of its own."""
        seen = (os.getpid(), self._folder.stamp())
        if seen != self._seen:
            if self._seen is None or self._seen[0] != seen[0]:
                self._forget()
            self._view = self._opened()
            self._seen = seen
        return self._view

    def _opened(self) -> View:
        """Open what the last commit consists of, as far as it is not open already."""
        for _ in range(_LOOKS):
            try:
                segments = self._folder.read().segments
                leaves = {one.segid: self._leaves.get(one.segid) or self._leaf(one) for one in segments}
            except FileNotFoundError:
                # Another process has replaced the files just now.
                time.sleep(_PAUSE)
                continue
            for gone in self._leaves.keys() - leaves.keys():
                self._leaves[gone].close()
            self._leaves = leaves
            return View((leaves[one.segid], list(one.deleted_docs())) for one in segments)
        raise Damaged("files of the last commit are missing")

    def _leaf(self, segment: W3Segment) -> Leaf:
        self._folder.prove(segment)
        files = Files(self._folder.path)
        try:
            return Leaf(files, segment)
        except DAMAGE:
            files.release()
            raise

    def _forget(self) -> None:
        """Let go of all that is open."""
        with self._guard:
            for leaf in self._leaves.values():
                leaf.close()
            self._leaves, self._view, self._seen = {}, View([]), None


def _sealed(view: View, documents: int) -> Iterator[tuple[int, str, str]]:
    """Yield number, key and fingerprint of documents."""
    for number in numbers(documents):
        key, _, fingerprint = view.kept(SEAL, number).decode().partition(SEPARATOR)
        yield number, key, fingerprint
