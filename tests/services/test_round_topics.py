"""The focus topics of a new round: checked field by field, begun from the round before."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.content import TopicFacts
from draftreview.domain.errors import Invalid
from draftreview.services.round_topics import earlier_topics, refuse_unfit
from draftreview.services.texts import read_text
from tests.factories import Factory, small_text
from tests.services.doubts import history

FIRST = TopicFacts("1", "Mô hình", "Mô hình")
SECOND = TopicFacts("2", "Quy trình", "Quy trình")
STEP = TopicFacts("2a", "Tiếp nhận", "Tiếp nhận", parent="2")


def test_topics_with_steps_fit() -> None:
    refuse_unfit((FIRST, SECOND, STEP))
    refuse_unfit(())


@pytest.mark.parametrize(
    ("topics", "field"),
    [
        ((replace(FIRST, code=""),), "topics-0-code"),
        ((replace(FIRST, code="1" * 9),), "topics-0-code"),
        ((FIRST, replace(SECOND, code="1")), "topics-1-code"),
        ((replace(FIRST, title=""),), "topics-0-title"),
        ((replace(FIRST, title="x" * 201),), "topics-0-title"),
        ((replace(FIRST, short_title=""),), "topics-0-short_title"),
        ((replace(FIRST, short_title="x" * 81),), "topics-0-short_title"),
        ((STEP, SECOND), "topics-0-parent"),
        ((replace(FIRST, parent="1"),), "topics-0-parent"),
        ((SECOND, STEP, replace(FIRST, parent="2a")), "topics-2-parent"),
    ],
)
def test_an_unfit_topic_is_refused_by_field(topics: tuple[TopicFacts, ...], field: str) -> None:
    with pytest.raises(Invalid) as refused:
        refuse_unfit(topics)
    assert refused.value.field == field


def test_the_topics_of_the_last_round_follow_their_provisions(session: Session, make: Factory) -> None:
    version = make.version()
    make.topic(make.round(version), make.provision(version, "att_1__art_1"))
    round_ = make.round(version, number=2)
    top = make.topic(round_, code="2", question="Bước nào cần sửa?")
    make.topic(round_, make.provision(version, "att_1__art_2"), code="2a", parent_id=top.id)
    main, regulation, appendix = small_text()
    (chapter,) = regulation.children
    first, second, third = chapter.children
    second = replace(second, number="1", eid="att_1__art_1")
    first = replace(first, number="2", eid="att_1__art_2")
    chapter = replace(chapter, children=(second, first, third))
    moved = make.successor(version, (main, replace(regulation, children=(chapter,)), appendix))
    found = earlier_topics(session, version.draft, read_text(session, moved))
    assert [(one.facts.code, one.facts.parent, one.facts.question) for one in found] == [
        ("2", "", "Bước nào cần sửa?"),
        ("2a", "2", ""),
    ]
    assert [one.facts.provisions for one in found] == [(), ("att_1__art_1",)]


def test_what_is_gone_is_counted(session: Session, make: Factory) -> None:
    version = make.version()
    places = [make.provision(version, eid) for eid in ("att_1__art_1", "att_1__art_3")]
    make.topic(make.round(version), *places)
    main, regulation, appendix = small_text()
    (chapter,) = regulation.children
    chapter = replace(chapter, children=chapter.children[:2])
    newer = make.successor(version, (main, replace(regulation, children=(chapter,)), appendix))
    (found,) = earlier_topics(session, version.draft, read_text(session, newer))
    assert (found.facts.provisions, found.gone) == (("att_1__art_1",), 1)


def test_what_was_confirmed_to_be_the_same_is_named(session: Session, make: Factory) -> None:
    past = history(make)
    old = past.write("Nhận.", "Trả.")
    new = past.write("Tiếp nhận.", "Hẹn trả.", doubt=["A>A"])
    make.regimes()
    make.topic(make.round(old), make.provision(old, "att_1__art_1__para_1"))
    (before,) = earlier_topics(session, old.draft, read_text(session, new))
    past.say(2, "A>A")
    (after,) = earlier_topics(session, old.draft, read_text(session, new))
    assert (before.facts.provisions, before.gone) == ((), 1)
    assert (after.facts.provisions, after.gone) == (("att_1__art_1__para_1",), 0)


def test_a_first_round_begins_without_topics(session: Session, make: Factory) -> None:
    version = make.version()
    assert earlier_topics(session, version.draft, read_text(session, version)) == ()
