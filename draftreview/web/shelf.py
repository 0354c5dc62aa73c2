"""What never changes once made, kept in the process: texts of immutable versions and their rendered parts."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

from flask import current_app

from draftreview.models.drafts import Version
from draftreview.services.texts import Text, read_text
from draftreview.web.request import db

MOST = 24
"""Things kept at once on a shelf; a version of 400 clauses with its rendered parts takes about 1 MB."""

Kept = TypeVar("Kept")


def kept(key: Hashable, make: Callable[[], Kept], name: str = "shelf") -> Kept:
    """Give what stands on a shelf of the application under a key, made when first asked for."""
    shelf: OrderedDict[Hashable, Any]
    shelf = current_app.extensions.setdefault(f"draftreview.{name}", OrderedDict())
    found: Kept | None = shelf.get(key)
    if found is None:
        found = make()
        shelf[key] = found
        while len(shelf) > MOST:
            shelf.popitem(last=False)
    return found


def text_of(version: Version) -> Text:
    """Give the text of a version: one query when it is first asked for, none later."""
    return kept(("text", version.id, version.text_hash), lambda: read_text(db(), version))
