"""The fingerprint of a sent reply can be computed again by anybody."""

import hashlib
import json
import unicodedata
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from draftreview.domain.errors import Invalid
from draftreview.domain.fingerprint import (
    OLDER_FORM,
    SentComment,
    SentPassage,
    SentReply,
    SentWording,
    canonical,
    fingerprint,
    fingerprint_of_file,
)

COMMENT = SentComment(
    eid="att_1__art_3__para_1",
    lineage="g-1",
    citation="khoản 1 Điều 3",
    words="Cơ quan được hỏi trả lời.",
    category="substance",
    topic="2c",
    body="Nên rút ngắn.",
    reason="",
    wording=SentWording("replace", "", "Cơ quan được hỏi trả lời ngay.", False, "", "0" * 64),
)
REPLY = SentReply(
    draft="mot-cua",
    version=1,
    text_hash="f" * 64,
    round=1,
    agency="stttt",
    stance="agree_with_comments",
    sent_at=datetime(2017, 10, 24, 2, 0, 0, 123456, tzinfo=UTC),
    sent_on=date(2017, 10, 24),
    late=False,
    comments=(COMMENT, replace(COMMENT, eid="", wording=None)),
)


def test_the_canonical_form_is_sorted_json_without_spaces() -> None:
    form = canonical(REPLY).decode()
    assert form.startswith('{"agency":"stttt","comments":[{"body":"Nên rút ngắn.","category":"substance"')
    assert '"sent_at":"2017-10-24T02:00:00Z","sent_on":"2017-10-24"' in form
    assert '"wording":null' in form


def test_the_fingerprint_is_the_sha256_of_the_canonical_form() -> None:
    assert fingerprint(REPLY) == hashlib.sha256(canonical(REPLY)).hexdigest()


def test_the_zone_a_moment_is_told_in_does_not_matter() -> None:
    told = REPLY.sent_at.astimezone(timezone(timedelta(hours=7)))
    assert fingerprint(replace(REPLY, sent_at=told)) == fingerprint(REPLY)


def test_how_letters_are_composed_does_not_matter() -> None:
    typed = replace(COMMENT, body=unicodedata.normalize("NFD", COMMENT.body))
    assert fingerprint(replace(REPLY, comments=(typed, REPLY.comments[1]))) == fingerprint(REPLY)


def test_every_word_and_the_order_matter() -> None:
    assert fingerprint(replace(REPLY, comments=REPLY.comments[::-1])) != fingerprint(REPLY)
    assert fingerprint(replace(REPLY, stance="disagree")) != fingerprint(REPLY)
    other = replace(COMMENT, reason="Vì hồ sơ nhiều.")
    assert fingerprint(replace(REPLY, comments=(other,))) != fingerprint(replace(REPLY, comments=(COMMENT,)))


def test_chosen_words_tails_topics_and_the_number_of_the_sending_matter() -> None:
    for other in (
        replace(REPLY, topics=("2c",)),
        replace(REPLY, sending=2),
        replace(REPLY, comments=(replace(COMMENT, passage=SentPassage(0, 7, "Cơ quan")), REPLY.comments[1])),
    ):
        assert fingerprint(other) != fingerprint(REPLY)


def test_the_older_form_has_none_of_the_newer_fields() -> None:
    form = canonical(replace(REPLY, topics=("2c",), sending=2), OLDER_FORM)
    assert form == canonical(REPLY, OLDER_FORM)
    assert fingerprint(REPLY, OLDER_FORM) == hashlib.sha256(form).hexdigest()
    assert not [name for name in (b"topics", b"sending", b"passage", b"tail") if b'"%s"' % name in form]


@pytest.mark.parametrize("form", ["draftreview-reply-1", "draftreview-reply-2"])
def test_a_file_taken_away_gives_its_fingerprint_whatever_its_spaces(form: str) -> None:
    taken = canonical(REPLY, form)
    assert fingerprint_of_file(taken) == fingerprint(REPLY, form)
    assert fingerprint_of_file(json.dumps(json.loads(taken), indent=2).encode()) == fingerprint(REPLY, form)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"form":"other"}', b"\xff"])
def test_another_file_is_refused(data: bytes) -> None:
    with pytest.raises(Invalid):
        fingerprint_of_file(data)
