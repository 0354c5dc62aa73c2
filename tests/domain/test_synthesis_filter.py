"""Extracts of the table: which rows they hold, what they say of themselves, what they refuse."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.errors import Invalid
from draftreview.domain.places import GENERAL, component_place, other_place, place_of
from draftreview.domain.provisions import ComponentKind
from draftreview.domain.synthesis import Invited, Row, Synthesis, Topic, in_order, sorted_out
from draftreview.domain.synthesis_filter import Choice, Filter, article_of, choices, narrowed
from draftreview.domain.vocabulary import Stance
from tests.domain.tables import ROW, table

STEP, PROCESS = Topic("tiep-nhan", "Tiếp nhận"), Topic("quy-trinh", "Quy trình trên phần mềm")
REGULATION, APPENDIX = ComponentKind.REGULATION, ComponentKind.APPENDIX


def row(number: int, eid: str, code: str = "stp", *topics: Topic) -> Row:
    place = GENERAL if eid == "general" else place_of(eid, REGULATION, 1, number, "Quy định")
    name = {"stp": "Sở Tư pháp", "sxd": "Sở Xây dựng"}[code]
    facts = {"agency_code": code, "agency": name, "eid": eid, "owner": "Quy định", "topics": topics}
    return replace(ROW, comment_id=number, place=place, **facts)


ROWS = (
    row(1, "general"),
    row(2, "att_1__art_5", "stp", PROCESS),
    row(3, "att_1__art_5__para_2", "sxd", STEP, PROCESS),
    row(4, "att_1__art_51"),
    row(5, "att_1__art_7__para_1__point_a", "sxd"),
    replace(row(6, "att_2"), place=component_place(APPENDIX, 2, "Phụ lục 1"), owner=""),
    replace(row(7, "other"), place=other_place("Tên gọi"), owner=""),
)


def whole() -> Synthesis:
    parties = sorted_out(
        [
            Invited("Sở Tư pháp", code="stp", comments=5),
            Invited("Sở Xây dựng", code="sxd", comments=2),
            Invited("Sở Ngoại vụ", code="sngv", stance=Stance.AGREE),
        ]
    )
    return replace(table(), parties=parties, rows=in_order(ROWS))


def kept(**wanted: str) -> list[int]:
    return [one.comment_id for one in narrowed(whole(), Filter(**wanted)).rows]


def test_without_a_filter_the_table_stays_whole() -> None:
    assert narrowed(whole(), Filter()) == whole()


def test_an_agency_sees_what_became_of_its_own_comments() -> None:
    assert kept(agency="sxd") == [3, 5]


def test_an_agency_that_said_nothing_has_an_empty_extract() -> None:
    assert kept(agency="sngv") == []


def test_an_article_brings_what_is_inside_it_and_not_its_namesakes() -> None:
    assert kept(article="att_1__art_5") == [2, 3]
    assert kept(article="att_1__art_5__para_2") == [3]
    assert kept(article="att_2") == [6]
    assert kept(article="general") == [1]
    assert kept(article="other") == [7]


def test_a_topic_brings_the_comments_on_its_steps() -> None:
    assert kept(topic="quy-trinh") == [2, 3]
    assert kept(topic="tiep-nhan") == [3]


def test_filters_narrow_together() -> None:
    assert kept(agency="stp", article="att_1__art_5", topic="quy-trinh") == [2]


def test_an_extract_says_what_it_was_chosen_by() -> None:
    extract = narrowed(whole(), Filter("sxd", "att_1__art_7", "tiep-nhan")).extract
    assert extract is not None
    assert extract.of == 7
    assert extract.chosen_by == (
        "Sở Xây dựng",
        "Điều 7 của Quy định",
        "nội dung trọng tâm “Tiếp nhận”",
    )


@pytest.mark.parametrize(
    ("eid", "name"),
    [
        ("att_1__art_5", "Điều 5 của Quy định"),
        ("att_1__art_7__para_1", "Khoản 1 Điều 7 của Quy định"),
        ("att_1", "Quy định"),
        ("att_2", "Phụ lục 1"),
        ("general", "Ý kiến chung"),
        ("other", "Vấn đề khác"),
    ],
)
def test_a_place_is_named_as_the_table_names_it(eid: str, name: str) -> None:
    extract = narrowed(whole(), Filter(article=eid)).extract
    assert extract is not None
    assert extract.chosen_by == (name,)


@pytest.mark.parametrize(
    ("wanted", "field", "said"),
    [
        (Filter(agency="sai"), "agency", "sxd (Sở Xây dựng)"),
        (Filter(article="att_9__art_1"), "article", "att_9__art_1"),
        (Filter(topic="sai"), "topic", "tiep-nhan (Tiếp nhận)"),
    ],
)
def test_what_is_not_there_is_refused_with_what_is(wanted: Filter, field: str, said: str) -> None:
    with pytest.raises(Invalid, match="Không") as refusal:
        narrowed(whole(), wanted)
    assert refusal.value.field == field
    assert said in refusal.value.message


def test_the_choices_are_what_has_comments() -> None:
    found = choices(whole())
    assert [(one.code, one.rows) for one in found.agencies] == [("stp", 5), ("sxd", 2)]
    assert found.articles[1] == Choice("att_1__art_5", "Điều 5 của Quy định", 2)
    assert [one.name for one in found.articles] == [
        "Ý kiến chung",
        "Điều 5 của Quy định",
        "Điều 51 của Quy định",
        "Điều 7 của Quy định",
        "Phụ lục 1",
        "Vấn đề khác",
    ]
    assert [(one.code, one.rows) for one in found.topics] == [("quy-trinh", 2), ("tiep-nhan", 1)]


def test_the_article_around_a_provision_is_found() -> None:
    assert article_of("art_1__para_2") == "art_1"
    assert article_of("att_1__chp_II") == "att_1__chp_II"


@given(st.lists(st.sampled_from(ROWS), max_size=20))
def test_the_extracts_of_all_agencies_hold_every_row_once(found) -> None:
    rows = in_order(replace(one, comment_id=number) for number, one in enumerate(found))
    of = replace(whole(), rows=rows)
    parts = [narrowed(of, Filter(agency=one.code)).rows for one in of.parties.all]
    assert sorted(one.comment_id for part in parts for one in part) == list(range(len(rows)))
