"""Tell the search index what to look at again, bring it up to date, make it anew, compare it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from draftreview.domain.search import DocumentKind, EngineBusy, SearchDocument, SearchEngine
from draftreview.models.audit import IndexingEntry
from draftreview.models.dispositions import Disposition
from draftreview.services import documents

MOST_AT_ONCE = 200
"""How many changes one drain takes, so that nobody waits long; the next one goes on."""


def enqueue(session: Session, *subjects: str) -> None:
    """Queue "version:3", "comment:17" or "reply:5" for the index."""
    session.add_all(IndexingEntry(subject=subject) for subject in subjects)


def waiting(session: Session) -> int:
    """Count the changes that the index has yet to learn."""
    return session.scalar(select(func.count()).select_from(IndexingEntry)) or 0


@dataclass(frozen=True, slots=True)
class Change:
    """What the index is to hold, and which keys it may hold that it must not."""

    documents: tuple[SearchDocument, ...]
    removed: frozenset[str]


def documents_for(session: Session, subjects: Iterable[str]) -> Change:
    """Read what queued subjects say now and who may find them: at most eight queries."""
    ids = _by_kind(subjects)
    found = [
        *(documents.texts(session, ids["version"]) if ids["version"] else ()),
        *(documents.comments(session, ids["comment"]) if ids["comment"] else ()),
        *(documents.replies(session, ids["reply"]) if ids["reply"] else ()),
    ]
    kept = {one.key for one in found}
    return Change(tuple(found), frozenset(_possible_keys(session, ids)) - kept)


def _by_kind(subjects: Iterable[str]) -> dict[str, set[int]]:
    ids: dict[str, set[int]] = {"version": set(), "comment": set(), "reply": set()}
    for subject in subjects:
        kind, _, number = subject.partition(":")
        ids[kind].add(int(number))
    return ids


def _possible_keys(session: Session, ids: dict[str, set[int]]) -> Iterator[str]:
    """List what comments and replies may have left in the index; versions are immutable."""
    for comment_id in ids["comment"]:
        yield documents.key(DocumentKind.COMMENT, comment_id)
        yield documents.key(DocumentKind.PROPOSAL, comment_id)
    yield from (documents.key(DocumentKind.REPLY, reply_id) for reply_id in ids["reply"])
    if ids["comment"]:
        answers = select(Disposition.id).where(Disposition.comment_id.in_(ids["comment"]))
        yield from (documents.key(DocumentKind.DISPOSITION, one) for one in session.scalars(answers))


def drain(session: Session, engine: SearchEngine) -> int:
    """Bring the index up to date with the queue and tell how many changes it took; 0 while it is busy.

    The entries are taken out first: whoever writes in the database waits for us, so that no older state
    can overwrite a newer one in the index. If the engine does not take them, they stay in the queue; if
    the transaction is never committed, they are taken again, which changes nothing.
    """
    oldest = select(IndexingEntry.id).order_by(IndexingEntry.id).limit(MOST_AT_ONCE)
    taking = delete(IndexingEntry).where(IndexingEntry.id.in_(oldest)).returning(IndexingEntry.subject)
    try:
        with session.begin_nested():
            subjects = session.scalars(taking).all()
            if subjects:
                change = documents_for(session, subjects)
                engine.put(change.documents, change.removed)
    except EngineBusy:
        return 0
    return len(subjects)


def everything(session: Session) -> Iterator[SearchDocument]:
    """Give every document that the index should hold."""
    yield from documents.texts(session)
    yield from documents.comments(session)
    yield from documents.replies(session)


def rebuild(session: Session, engine: SearchEngine) -> list[int]:
    """Make the index anew from the database; the session must not have read anything yet.

    What is committed while it works stays in the queue and is drained afterwards. Gives the queue's
    entries that the new index covers, to be forgotten in a transaction that writes.

    :raises EngineBusy: another process is writing
    """
    covered: list[int] = []

    def documents_now() -> Iterator[SearchDocument]:
        covered.extend(session.scalars(select(IndexingEntry.id)))
        yield from everything(session)

    engine.refill(documents_now())
    return covered


def forget(session: Session, entries: Iterable[int]) -> None:
    """Take entries out of the queue that the index knows already."""
    session.execute(delete(IndexingEntry).where(IndexingEntry.id.in_(list(entries))))


def bring_up_to_date(session: Session, engine: SearchEngine) -> None:
    """Make a lost index anew, or take all of the queue, in one transaction that writes.

    Others wait for it with their changes, so it is for the command line and not for a page.
    """
    if engine.needs_rebuild:
        try:
            forget(session, rebuild(session, engine))
        except EngineBusy:
            return
    while drain(session, engine):
        pass


@dataclass(frozen=True, slots=True)
class Comparison:
    """How the index differs from the database."""

    documents: int
    missing: frozenset[str]
    superfluous: frozenset[str]
    waiting: int

    @property
    def agrees(self) -> bool:
        """Tell whether the index holds exactly what it should."""
        return not (self.missing or self.superfluous or self.waiting)


def check(session: Session, engine: SearchEngine) -> Comparison:
    """Compare the keys that the index holds with those that it should hold."""
    wanted = frozenset(document.key for document in everything(session))
    held = engine.keys()
    return Comparison(len(wanted), wanted - held, held - wanted, waiting(session))
