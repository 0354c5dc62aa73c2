"""Bring the search index up to date off the path of requests: after a change, and before a search."""

import logging
import threading
from enum import Enum

from flask import Flask, Response, current_app, request
from sqlalchemy.exc import SQLAlchemyError

from draftreview.db import writing
from draftreview.domain.search import EngineBusy
from draftreview.services import indexing
from draftreview.web.request import READING_POSTS, Parts, parts

log = logging.getLogger(__name__)

IN_PASSING = 50
"""A search takes up to so many changes itself; more are left to a thread."""

PATIENCE = 1.0
"""Seconds that a search waits for an index that is being made anew, before it answers with what is there."""


NEVER_INDEXED = READING_POSTS | {"typing.keep"}
"""Endpoints whose work no search shows: an autosave, every few seconds for everybody, begins no thread."""


class IndexState(Enum):
    """What a reader should know of the index: all is in it, changes are on their way, or it is incomplete."""

    COMPLETE = "complete"
    BEHIND = "behind"
    FILLING = "filling"


class Indexer:
    """Works through what the index has to learn, in one thread of this process at a time."""

    def __init__(self, lent: Parts) -> None:
        self._parts = lent
        self._guard = threading.Lock()
        self._asked = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """See to it that what is queued by now is taken, by the thread at work or by a new one."""
        with self._guard:
            self._asked = True
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="indexing", daemon=True)
                self._thread.start()

    def wait(self, seconds: float | None = None) -> None:
        """Wait until the thread at work, if any, is done."""
        with self._guard:
            thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def _run(self) -> None:
        while self._is_asked():
            self.work()

    def _is_asked(self) -> bool:
        """Take the wish to index; without one this thread ends, and the next wish makes another."""
        with self._guard:
            asked, self._asked = self._asked, False
            if not asked:
                self._thread = None
            return asked

    def work(self) -> None:
        """Make a lost index anew, then take all of the queue; what fails is left to the next one."""
        engine = self._parts.search
        try:
            if engine.needs_rebuild and not indexing.fill(self._parts.sessions, engine):
                return
            while self.drain(indexing.MOST_AT_ONCE):
                pass
        except EngineBusy:
            log.info("the index is written by another process")
        except (SQLAlchemyError, OSError):
            log.exception("the index could not be brought up to date; the queue keeps the changes")

    def drain(self, most: int) -> bool:
        """Take the oldest changes into the index and tell whether there were any it could take."""
        taken = indexing.drain(self._parts.sessions, self._parts.search, most)
        if taken:
            with writing(self._parts.sessions) as session:
                indexing.forget(session, taken)
        return bool(taken)


def install(app: Flask) -> None:
    """Let every request that changed something be followed by an indexing one."""
    app.extensions["draftreview.indexing"] = Indexer(app.extensions["draftreview"])
    app.after_request(after_change)


def indexer() -> Indexer:
    """Give the application's indexer."""
    found: Indexer = current_app.extensions["draftreview.indexing"]
    return found


def after_change(response: Response) -> Response:
    """Have indexed what a request has changed; a lost index is left to the next search or command."""
    writes = request.method not in ("GET", "HEAD", "OPTIONS") and request.endpoint not in NEVER_INDEXED
    if writes and response.status_code < 400 and not parts().search.needs_rebuild:
        indexer().start()
    return response


def waiting_now() -> frozenset[str]:
    """Read what waits to be indexed at this moment, whenever the page began to read: one query."""
    with parts().sessions() as session:
        return frozenset(indexing.waiting(session))


def before_search() -> IndexState:
    """Take what is waiting into the index, or have it taken; tell how far the index is: one query."""
    engine, at_work = parts().search, indexer()
    if engine.needs_rebuild:
        at_work.start()
        at_work.wait(PATIENCE)
        return IndexState.FILLING if engine.needs_rebuild else IndexState.COMPLETE
    # In a session of its own: what the page reads must begin after what is indexed here.
    with parts().sessions() as session:
        changed = indexing.waiting(session)
    if not changed:
        return IndexState.COMPLETE
    if len(changed) <= IN_PASSING and at_work.drain(IN_PASSING):
        return IndexState.COMPLETE
    at_work.start()
    return IndexState.BEHIND
