"""Tell the search index what to look at again, bring it up to date, make it anew, compare it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import partial
from itertools import groupby

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from draftreview.domain.search import Change, EngineBusy, SearchDocument, SearchEngine
from draftreview.models.audit import IndexingEntry
from draftreview.models.comments import Comment
from draftreview.models.consultations import Reply
from draftreview.models.drafts import Version
from draftreview.services import documents

MOST_AT_ONCE = 200
"""How many subjects one write into the index takes, so that nobody waits long for their turn."""

Opening = Callable[[], AbstractContextManager[Session]]
"""Opens a session. Whoever indexes reads in sessions of its own, begun when it is its turn to write."""


def enqueue(session: Session, *subjects: str) -> None:
    """Queue "version:3", "comment:17" or "reply:5" for the index."""
    session.add_all(IndexingEntry(subject=subject) for subject in subjects)


def enqueue_many(session: Session, subjects: Iterable[str]) -> None:
    """Queue many subjects: one statement, whatever their number."""
    rows = [{"subject": subject} for subject in subjects]
    if rows:
        session.execute(insert(IndexingEntry), rows)


def waiting(session: Session) -> list[str]:
    """List what has changed since the index learned of it, each once: one query."""
    return list(session.scalars(select(IndexingEntry.subject).distinct()))


def change_of(session: Session, subjects: Iterable[str]) -> Change:
    """Read what subjects say now and who may find them: at most thirteen queries."""
    named = frozenset(subjects)
    ids: dict[str, set[int]] = {"version": set(), "comment": set(), "reply": set()}
    for subject in named:
        kind, _, number = subject.partition(":")
        ids[kind].add(int(number))
    found = [
        *(documents.texts(session, ids["version"]) if ids["version"] else ()),
        *(documents.comments(session, ids["comment"]) if ids["comment"] else ()),
        *(documents.replies(session, ids["reply"]) if ids["reply"] else ()),
    ]
    return Change(named, tuple(found))


def drain(reading: Opening, engine: SearchEngine, most: int = MOST_AT_ONCE) -> list[int]:
    """Bring the index up to date with the oldest entries of the queue and give these, to be forgotten.

    Nobody waits for the database meanwhile. Entries that are not forgotten afterwards, because the process
    was stopped, are taken again, which changes nothing. Gives nothing while another process writes.
    """
    taken: list[int] = []

    def change() -> Change:
        with reading() as session:
            oldest = select(IndexingEntry).order_by(IndexingEntry.id).limit(most)
            entries = session.scalars(oldest).all()
            taken.extend(one.id for one in entries)
            return change_of(session, (one.subject for one in entries))

    try:
        engine.put(change)
    except EngineBusy:
        return []
    return taken


def forget(session: Session, entries: Iterable[int]) -> None:
    """Take entries out of the queue that the index knows by now."""
    session.execute(delete(IndexingEntry).where(IndexingEntry.id.in_(list(entries))))


def fill(reading: Opening, engine: SearchEngine) -> bool:
    """Put all there is into the index and tell whether it was done: not while another process is at it.

    The newest version goes first, then the others, comments and replies, some at a time, so that what is
    there already is found meanwhile and changes are let in between. An interrupted filling is begun anew;
    what stands right is not written twice.

    :raises EngineBusy: others write without end
    """
    with engine.filling() as alone:
        if not alone:
            return False
        with reading() as session:
            everything = list(subjects(session))
        for some in _portions(everything):
            engine.put(partial(_read, reading, some))
        engine.complete(partial(_all_subjects, reading))
    return True


def _portions(everything: Iterable[str]) -> Iterator[list[str]]:
    """Cut subjects into what is written at once: a version alone, of the rest many."""
    for kind, some in groupby(everything, lambda subject: subject.partition(":")[0]):
        listed, size = list(some), 1 if kind == "version" else MOST_AT_ONCE
        yield from (listed[at : at + size] for at in range(0, len(listed), size))


def _read(reading: Opening, some: Iterable[str]) -> Change:
    with reading() as session:
        return change_of(session, some)


def _all_subjects(reading: Opening) -> list[str]:
    with reading() as session:
        return list(subjects(session))


def subjects(session: Session) -> Iterator[str]:
    """List all subjects, the newest version first: three queries."""
    for kind, statement in (
        ("version", select(Version.id).order_by(Version.number.desc(), Version.id)),
        ("comment", select(Comment.id).order_by(Comment.id)),
        ("reply", select(Reply.id).order_by(Reply.id)),
    ):
        yield from (documents.subject(kind, one) for one in session.scalars(statement))


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the index differs from the database; ``waiting`` are subjects that it has yet to learn."""

    documents: int
    missing: frozenset[str] = frozenset()
    superfluous: frozenset[str] = frozenset()
    stale: frozenset[str] = frozenset()
    waiting: tuple[str, ...] = field(default=())

    @property
    def agrees(self) -> bool:
        """Tell whether the index holds exactly what it should."""
        return not (self.missing or self.superfluous or self.stale or self.waiting)


def check(session: Session, engine: SearchEngine) -> Comparison:
    """Compare every document that the index holds with what the database says."""
    wanted = {document.key: document.fingerprint for document in everything(session)}
    held = engine.fingerprints()
    return Comparison(
        len(wanted),
        frozenset(wanted.keys() - held.keys()),
        frozenset(held.keys() - wanted.keys()),
        frozenset(key for key, seal in wanted.items() if held.get(key, seal) != seal),
        tuple(waiting(session)),
    )


def everything(session: Session) -> Iterator[SearchDocument]:
    """Give every document that the index should hold."""
    yield from documents.texts(session)
    yield from documents.comments(session)
    yield from documents.replies(session)
