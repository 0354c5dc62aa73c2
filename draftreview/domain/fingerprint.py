"""The fingerprint of a sent reply: SHA-256 over a canonical form that anybody can write again.

The canonical form is one JSON object in UTF-8:

- keys sorted, no spaces, characters as they are (not ``\\u``-escaped), every text in NFC;
- moments in UTC to the second ("2017-10-24T02:00:00Z"), days as ISO dates;
- ``form`` names this description: "draftreview-reply-2";
- ``comments`` in the order of the reply: on the whole draft first, then in document order;
- ``topics`` are the codes of the focus topics on which the agency has no opinion, in the order of the round;
- every field of :class:`SentReply`, :class:`SentComment`, :class:`SentPassage` and :class:`SentWording`
  below, nothing else; ``wording`` is ``null`` where a comment proposes none, ``passage`` where it is about
  no chosen words.

The older form "draftreview-reply-1" has the same fields without ``sending``, ``topics``, ``passage`` and
``tail``; what was sealed in it is computed in it.

Letter number, date, signer and scan are no part of it: they may follow the sending.
"""

import hashlib
import json
import unicodedata
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from typing import Any

from draftreview.domain.errors import Invalid
from draftreview.domain.sentences import sentence

FORM = "draftreview-reply-2"
OLDER_FORM = "draftreview-reply-1"
FORMS = frozenset({FORM, OLDER_FORM})

_NEWER_FIELDS = frozenset({"sending", "topics", "passage", "tail"})
_UNREADABLE = sentence(
    "Tệp không phải nội dung chuẩn của văn bản góp ý. Tải lại tệp từ trang lần gửi rồi kiểm tra."
)


@dataclass(frozen=True, slots=True)
class SentWording:
    """A proposed wording as sent; ``base_hash`` is the SHA-256 of the words it was written against."""

    operation: str
    heading: str
    text: str
    as_first_child: bool
    target: str
    base_hash: str
    tail: str = ""


@dataclass(frozen=True, slots=True)
class SentPassage:
    """The chosen words a comment is about: where they begin and end in the words of the provision, in NFC."""

    start: int
    end: int
    quote: str


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
    passage: SentPassage | None = None


@dataclass(frozen=True, slots=True)
class SentReply:
    """A reply as sent; ``text_hash`` identifies the version's whole text, ``sending`` counts from 1."""

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
    topics: tuple[str, ...] = ()
    sending: int = 1


def canonical(reply: SentReply, form: str = FORM) -> bytes:
    """Write a reply in its canonical form, or in an older one."""
    left_out = _NEWER_FIELDS if form == OLDER_FORM else frozenset()
    return _written({"form": form, **asdict(reply)}, left_out)


def fingerprint(reply: SentReply, form: str = FORM) -> str:
    """Give the SHA-256 of the canonical form in hexadecimal digits."""
    return digest(canonical(reply, form))


def digest(written: bytes) -> str:
    """Give the SHA-256 of a canonical form that is written already, in hexadecimal digits."""
    return hashlib.sha256(written).hexdigest()


def fingerprint_of_file(data: bytes) -> str:
    """Compute the fingerprint from a canonical form that was taken away, however its spaces were changed.

    :raises Invalid: where it is none
    """
    try:
        value = json.loads(data)
    except ValueError as error:
        raise Invalid(_UNREADABLE) from error
    if not isinstance(value, dict) or value.get("form") not in FORMS:
        raise Invalid(_UNREADABLE)
    return digest(_written(value, frozenset()))


def _written(value: dict[str, Any], left_out: frozenset[str]) -> bytes:
    plain = _plain(value, left_out)
    return json.dumps(
        plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False
    ).encode()


def _plain(value: Any, left_out: frozenset[str]) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one, left_out) for key, one in value.items() if key not in left_out}
    if isinstance(value, list | tuple):
        return [_plain(one, left_out) for one in value]
    if isinstance(value, datetime):
        return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    if isinstance(value, date):
        return value.isoformat()
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value
