"""What was sent, read back from its canonical form, and how one sending differs from the one before."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from draftreview.domain.provisions import opening_capital
from draftreview.domain.sentences import Sentence, sentence
from draftreview.domain.vocabulary import STANCE_LABELS, Stance

_WHOLE = "Toàn dự thảo"


@dataclass(frozen=True, slots=True)
class Said:
    """A comment as it was sent; ``wording`` are the proposed words, ``quote`` the words it is about."""

    place: str
    words: str
    quote: str
    wording: str
    body: str
    reason: str


def said_in(written: str) -> tuple[Said, ...]:
    """Read the comments of a canonical form in their order."""
    return tuple(_said(one) for one in json.loads(written)["comments"])


def differences(older: str, newer: str) -> tuple[Sentence, ...]:
    """Say in plain words how a sending differs from the one before it, both in their canonical forms."""
    before, after = json.loads(older), json.loads(newer)
    return tuple(_differences(before, after))


def _said(comment: Mapping[str, Any]) -> Said:
    wording, passage = comment["wording"] or {}, comment.get("passage") or {}
    parts = (wording.get("heading"), wording.get("text"), wording.get("tail"))
    return Said(
        place=opening_capital(comment["citation"]) or _WHOLE,
        words=comment["words"],
        quote=passage.get("quote", ""),
        wording="\n".join(part for part in parts if part),
        body=comment["body"],
        reason=comment["reason"],
    )


def _differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[Sentence]:
    if before["stance"] != after["stance"]:
        yield sentence(
            "Quan điểm đổi từ “%(old)s” thành “%(new)s”.",
            old=STANCE_LABELS[Stance(before["stance"])],
            new=STANCE_LABELS[Stance(after["stance"])],
        )
    old, new = _changed(before["comments"], after["comments"])
    for place in dict.fromkeys((*old, *new)):
        gone, come = old[place], new[place]
        changed = min(gone, come)
        if changed:
            yield sentence("%(place)s: sửa %(count)s ý kiến.", place=place, count=changed)
        if come > changed:
            yield sentence("%(place)s: thêm %(count)s ý kiến.", place=place, count=come - changed)
        if gone > changed:
            yield sentence("%(place)s: bỏ %(count)s ý kiến.", place=place, count=gone - changed)
    if before.get("topics", []) != after.get("topics", []):
        yield sentence("Các nội dung trọng tâm trả lời “không có ý kiến” có thay đổi.")
    if not (old or new) and [*map(_key, before["comments"])] != [*map(_key, after["comments"])]:
        yield sentence("Thứ tự các ý kiến có thay đổi.")


def _changed(
    before: Sequence[Mapping[str, Any]], after: Sequence[Mapping[str, Any]]
) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """Count by place the comments that only one of two sendings has as they are."""
    one, other = Counter(map(_key, before)), Counter(map(_key, after))
    return _by_place(one - other), _by_place(other - one)


def _key(comment: Mapping[str, Any]) -> str:
    """Write a comment so that equal ones are equal, those of the older form with the newer fields empty."""
    wording = comment["wording"] and {"tail": "", **comment["wording"]}
    return json.dumps({"passage": None, **comment, "wording": wording}, sort_keys=True)


def _by_place(comments: Counter[str]) -> Mapping[str, int]:
    found: dict[str, int] = defaultdict(int)
    for key, count in comments.items():
        found[_said(json.loads(key)).place] += count
    return found
