"""Two sendings compared in plain words, whatever their forms."""

from dataclasses import replace
from typing import Any

import pytest

from draftreview.domain.fingerprint import OLDER_FORM, SentPassage, canonical
from draftreview.domain.sending_differences import differences, said_in
from tests.domain.test_fingerprint import COMMENT, REPLY


def told(older: dict[str, Any], newer: dict[str, Any]) -> list[str]:
    one, other = (canonical(replace(REPLY, **changes)).decode() for changes in (older, newer))
    return list(differences(one, other))


def test_what_was_sent_is_read_back() -> None:
    chosen = replace(COMMENT, passage=SentPassage(0, 7, "Cơ quan"))
    first, second = said_in(canonical(replace(REPLY, comments=(chosen, REPLY.comments[1]))).decode())
    assert (first.place, first.quote, first.wording) == (
        "Khoản 1 Điều 3",
        "Cơ quan",
        "Cơ quan được hỏi trả lời ngay.",
    )
    assert (second.wording, second.body) == ("", "Nên rút ngắn.")


def test_a_comment_on_everything_is_named_so() -> None:
    general = replace(COMMENT, citation="")
    assert said_in(canonical(replace(REPLY, comments=(general,))).decode())[0].place == "Toàn dự thảo"


@pytest.mark.parametrize(
    ("older", "newer", "said"),
    [
        ({}, {}, []),
        ({}, {"stance": "disagree"}, ["Quan điểm đổi từ “Nhất trí, có góp ý” thành “Không nhất trí”."]),
        ({}, {"comments": ()}, ["Khoản 1 Điều 3: bỏ 2 ý kiến."]),
        ({"comments": ()}, {}, ["Khoản 1 Điều 3: thêm 2 ý kiến."]),
        (
            {"comments": (COMMENT,)},
            {"comments": (replace(COMMENT, body="Nói rõ."),)},
            ["Khoản 1 Điều 3: sửa 1 ý kiến."],
        ),
        ({}, {"comments": REPLY.comments[::-1]}, ["Thứ tự các ý kiến có thay đổi."]),
        ({}, {"topics": ("2c",)}, ["Các nội dung trọng tâm trả lời “không có ý kiến” có thay đổi."]),
    ],
)
def test_differences_are_told_in_words(older: dict[str, Any], newer: dict[str, Any], said: list[str]) -> None:
    assert told(older, newer) == said


def test_the_older_form_differs_from_the_newer_by_nothing_but_its_words() -> None:
    assert differences(canonical(REPLY, OLDER_FORM).decode(), canonical(REPLY).decode()) == ()
