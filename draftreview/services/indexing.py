"""Tell the search index what to look at again, in the same transaction as the change."""

from sqlalchemy.orm import Session

from draftreview.models.audit import IndexingEntry


def enqueue(session: Session, *subjects: str) -> None:
    """Queue "version:3", "comment:17" or "reply:5" for the index."""
    session.add_all(IndexingEntry(subject=subject) for subject in subjects)
