"""Which proposals for one place cannot both stand, and by which words two near-twins differ."""

import pytest

from draftreview.domain.competing import clashes, telling_words
from draftreview.domain.synthesis import Proposed
from draftreview.domain.vocabulary import Operation

WAS = "Cơ quan được hỏi trả lời bằng văn bản trong thời hạn 05 ngày làm việc."
SOONER = WAS.replace("05", "03")
LATER = WAS.replace("05", "07")
ONLINE = WAS.replace("bằng văn bản", "trên phần mềm")
LONGER = WAS.replace("làm việc.", "làm việc, trừ trường hợp bất khả kháng.")
TOLD = WAS.replace("làm việc.", "làm việc và báo cho người nộp.")


def replacing(words: str, was: str = WAS, **more: str) -> Proposed:
    return Proposed(Operation.REPLACE, text=words, old_text=was, **more)


def moving(beside: str) -> Proposed:
    return Proposed(Operation.MOVE, old_text=WAS, beside=beside)


DELETED = Proposed(Operation.DELETE, old_text=WAS)
INSERTED = Proposed(Operation.INSERT, text="Thêm.", beside="khoản 1 Điều 3")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (replacing(SOONER), replacing(LATER), True),
        (replacing(SOONER), replacing(SOONER), False),
        (replacing(SOONER), replacing(ONLINE), False),
        (replacing(LONGER), replacing(TOLD), False),
        (replacing(WAS, heading="A", old_heading="C"), replacing(WAS, heading="B", old_heading="C"), True),
        (replacing(SOONER), replacing(SOONER, "Lời văn khác."), False),
        (replacing(SOONER), replacing(LATER, "Lời văn khác."), True),
        (DELETED, replacing(SOONER), True),
        (moving("khoản 3"), DELETED, True),
        (DELETED, DELETED, False),
        (moving("khoản 3"), moving("khoản 4"), True),
        (moving("khoản 3"), moving("khoản 3"), False),
        (INSERTED, DELETED, False),
        (INSERTED, replacing(SOONER), False),
        (INSERTED, INSERTED, False),
    ],
)
def test_what_wants_different_things_of_the_same_words_clashes(one, other, expected) -> None:
    assert clashes(one, other) is clashes(other, one) is expected


def test_near_twins_are_told_apart_by_their_numbers() -> None:
    assert telling_words(replacing(SOONER), replacing(LATER)) == ("3", "7")
    assert telling_words(replacing(SOONER), replacing(SOONER.replace("hỏi", "xin ý kiến"))) == ()
