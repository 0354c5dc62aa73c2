"""The fingerprint of a sent reply: SHA-256 over a canonical form that anybody can write again.

The canonical form is one JSON object in UTF-8:

- keys sorted, no spaces, characters as they are (not ``\\u``-escaped), every text in NFC;
- moments in UTC to the second ("2017-10-24T02:00:00Z"), days as ISO dates;
- ``form`` names this description ("draftreview-reply-1");
- ``comments`` in the order of the reply: on the whole draft first, then in document order;
- every field of :class:`SentReply`, :class:`SentComment` and :class:`SentWording` below, nothing else;
  ``wording`` is ``null`` where a comment proposes none.

Letter number, date, signer and scan are no part of it: they may follow the sending.
"""

import hashlib
import json
import unicodedata
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

FORM = "draftreview-reply-1"


@dataclass(frozen=True, slots=True)
class SentWording:
    """A proposed wording as sent; ``base_hash`` is the SHA-256 of the words it was written against."""

    operation: str
    heading: str
    text: str
    as_first_child: bool
    target: str
    base_hash: str


@dataclass(frozen=True, slots=True)
class SentComment:
    """A comment as sent; ``lineage`` is the permanent identity of its provision ("" where it has none)."""

    eid: str
    lineage: str
    citation: str
    words: str
    category: str
    topic: str
    body: str
    reason: str
    wording: SentWording | None


@dataclass(frozen=True, slots=True)
class SentReply:
    """A reply as sent; ``text_hash`` identifies the version's whole text."""

    draft: str
    version: int
    text_hash: str
    round: int
    agency: str
    stance: str
    sent_at: datetime
    sent_on: date
    late: bool
    comments: tuple[SentComment, ...]


def canonical(reply: SentReply) -> bytes:
    """Write a reply in its canonical form."""
    form = {"form": FORM, **asdict(reply)}
    return json.dumps(
        _plain(form), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def fingerprint(reply: SentReply) -> str:
    """Give the SHA-256 of the canonical form in hexadecimal digits."""
    return hashlib.sha256(canonical(reply)).hexdigest()


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value
