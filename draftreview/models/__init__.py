"""The tables: what is kept, and the rules that the database itself holds."""

from draftreview.models import (
    accounts,
    audit,
    base,
    comments,
    consultations,
    desk,
    dispositions,
    drafts,
    files,
    sendings,
    settings,
    working,
    writing,
)

__all__ = [
    "accounts",
    "audit",
    "base",
    "comments",
    "consultations",
    "desk",
    "dispositions",
    "drafts",
    "files",
    "sendings",
    "settings",
    "working",
    "writing",
]
