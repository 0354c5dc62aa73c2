"""What stands around a provision."""

import pytest

from draftreview.domain.neighbourhood import inner_text, neighbourhoods
from draftreview.domain.provisions import Provision
from tests.domain.texts import article, chapter, clause, decision, regulation, text

TEXT = text(
    decision(article(1, "Ban hành")),
    regulation(
        chapter(
            "I",
            "CHUNG",
            article(1, "Phạm vi", clause(1, "Gồm:", "tiếp nhận;", "trả.", tail="Trừ hồ sơ mật."), "Khác."),
            article(2, "Thi hành"),
        )
    ),
)
ONE = "att_1__art_1"


def named(provision: Provision | None) -> str:
    return provision.eid if provision else ""


@pytest.mark.parametrize(
    ("eid", "before", "behind"),
    [
        (f"{ONE}__para_1", "", f"{ONE}__para_2"),
        (f"{ONE}__para_2", f"{ONE}__para_1", "att_1__art_2"),
        (f"{ONE}__para_1__point_b", f"{ONE}__para_1__point_a", f"{ONE}__para_2"),
        ("att_1__art_2", ONE, ""),
        ("art_1", "", ""),
    ],
)
def test_neighbours_are_the_elder_sibling_and_what_is_read_next(eid: str, before: str, behind: str) -> None:
    found = neighbourhoods(TEXT)[eid]
    assert (named(found.before), named(found.behind)) == (before, behind)


def test_everything_above_is_named_from_the_outside_in() -> None:
    assert [one.eid for one in neighbourhoods(TEXT)[f"{ONE}__para_2"].above] == ["att_1__chp_I", ONE]


def test_a_chapter_is_known_by_the_titles_in_it() -> None:
    whole = neighbourhoods(TEXT)["att_1__chp_I"].provision
    assert inner_text(whole) == "Điều 1. Phạm vi\nĐiều 2. Thi hành"


def test_the_inner_text_leaves_heading_and_number_out() -> None:
    first = neighbourhoods(TEXT)[f"{ONE}__para_1"].provision
    assert inner_text(first) == "Gồm:\na) tiếp nhận;\nb) trả.\nTrừ hồ sơ mật."
    assert inner_text(neighbourhoods(TEXT)["att_1__art_2"].provision) == ""
