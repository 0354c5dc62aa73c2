"""The tables: what is kept, and the rules that the database itself holds."""

from draftreview.models import (
    accounts,
    audit,
    base,
    comments,
    consultations,
    dispositions,
    drafts,
    files,
    settings,
    working,
)

__all__ = [
    "accounts",
    "audit",
    "base",
    "comments",
    "consultations",
    "dispositions",
    "drafts",
    "files",
    "settings",
    "working",
]
