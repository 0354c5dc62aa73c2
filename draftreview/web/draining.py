"""Bring the search index up to date after a change, and before a search."""

import logging

from flask import Flask, Response, request
from sqlalchemy.exc import OperationalError

from draftreview.db import begin_writing
from draftreview.domain.search import EngineBusy
from draftreview.services import indexing
from draftreview.web.request import close, parts

log = logging.getLogger(__name__)


def install(app: Flask) -> None:
    """Drain the queue after every request that may have changed something."""
    app.after_request(drain_after_change)


def drain_after_change(response: Response) -> Response:
    """Drain the queue once a change is committed; a failure leaves it for the next request."""
    if request.method not in ("GET", "HEAD", "OPTIONS") and response.status_code < 400:
        close()
        drain()
    return response


def drain() -> None:
    """Take what is queued into the index; what cannot be taken now stays queued."""
    try:
        with parts().sessions() as session:
            if not indexing.waiting(session):
                return
            session.rollback()
            begin_writing(session)
            indexing.drain(session, parts().search)
            session.commit()
    except (OperationalError, OSError):
        log.exception("the index could not be brought up to date; the queue keeps the changes")


def heal() -> None:
    """Make a lost index anew from the database; where somebody else is at it, leave it to them."""
    if not parts().search.needs_rebuild:
        return
    try:
        with parts().sessions() as session:
            covered = indexing.rebuild(session, parts().search)
            session.rollback()
            begin_writing(session)
            indexing.forget(session, covered)
            session.commit()
    except EngineBusy:
        log.info("the index is being made anew by another process")
    except (OperationalError, OSError):
        log.exception("the index could not be made anew")
