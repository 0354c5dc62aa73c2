"""Topics changed while their round goes on: why is kept, and nothing that an agency said is lost."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.content import TopicFacts
from draftreview.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from draftreview.domain.vocabulary import TopicAction
from draftreview.models.audit import AuditEvent
from draftreview.models.consultations import Consultation, FocusTopic
from draftreview.models.writing import TopicAnswer
from draftreview.services.comments import Contents, revise
from draftreview.services.round_topics import earlier_topics
from draftreview.services.texts import read_text
from draftreview.services.topic_answers import Answered, open_topics, say_nothing
from draftreview.services.topic_changes import TopicWish, change_topic
from draftreview.services.topic_rounds import topic_round
from draftreview.services.topics import topic_at, topics_of
from tests.factories import Factory

KEY = "mot-cua"
ARTICLE, CLAUSE = "att_1__art_2", "att_1__art_3__para_1"
CHANGED = AuditEvent.action.like("round.topic%")
REASON = "Cơ quan hỏi lại cho rõ."


@pytest.fixture
def round_(make: Factory) -> Consultation:
    """Topic 1 on Điều 2 and topic 2 with one step; beside it another round with topics."""
    version = make.version(make.draft(key=KEY))
    opened: Consultation = make.round(version)
    make.topic(make.round(), code="1")
    make.topic(opened, make.provision(version, ARTICLE), code="1", title="Mô hình", question="Gọn chưa?")
    whole = make.topic(opened, code="2", title="Quy trình")
    make.topic(opened, code="2a", parent_id=whole.id, title="Tiếp nhận")
    return opened


def topic(session: Session, round_: Consultation, code: str) -> FocusTopic:
    found = session.scalar(
        select(FocusTopic).where(FocusTopic.consultation_id == round_.id, FocusTopic.code == code)
    )
    assert found is not None
    return found


def facts(make: Factory, round_: Consultation, code: str) -> TopicFacts:
    page = topic_round(make.session, make.lead(), round_)
    return page.facts(page.topic(code))


def do(make: Factory, round_: Consultation, action: TopicAction, said: TopicFacts, **more: Any) -> FocusTopic:
    wish = TopicWish(action, said, more.get("reason", REASON), more.get("seen", round_.topics_revision))
    return change_topic(make.session, more.get("actor") or make.lead(), make.clock, round_, wish)


def test_a_topic_is_asked_in_other_words_and_what_it_was_is_kept(
    session: Session, make: Factory, round_: Consultation
) -> None:
    was = facts(make, round_, "1")
    assert (was.title, was.provisions) == ("Mô hình", (ARTICLE,))
    now = replace(was, title="Mô hình, tổ chức", question="Thừa khâu nào?", provisions=(CLAUSE,))
    changed = do(make, round_, TopicAction.REWORDED, now)
    assert (facts(make, round_, "1"), round_.topics_revision) == (now, 1)
    assert (changed.change, changed.changed_at) == (TopicAction.REWORDED, make.clock.now())
    event = session.scalars(select(AuditEvent).where(CHANGED)).one()
    assert (event.action, event.subject) == ("round.topic_reworded", f"consultation:{round_.id}")
    assert event.details == {
        "code": "1",
        "title": "Mô hình, tổ chức",
        "reason": REASON,
        "title_before": "Mô hình",
        "question_before": "Gọn chưa?",
        "places_before": "Điều 2",
    }


def test_a_topic_is_added_at_the_end_and_a_step_after_its_sisters(
    make: Factory, round_: Consultation
) -> None:
    do(make, round_, TopicAction.ADDED, TopicFacts("2b", "Luân chuyển", "Luân chuyển", parent="2"))
    do(make, round_, TopicAction.ADDED, TopicFacts("3", "Phí", "Phí", provisions=(CLAUSE,)))
    do(make, round_, TopicAction.ADDED, TopicFacts("1a", "Nhân sự", "Nhân sự", parent="1"))
    found = topics_of(make.session, round_)
    assert [one.code for one in found] == ["1", "1a", "2", "2a", "2b", "3"]
    assert [one.code for one in found if one.change is TopicAction.ADDED] == ["1a", "2b", "3"]
    assert make.session.scalars(select(AuditEvent.action).where(CHANGED)).all() == ["round.topic_added"] * 3


def test_a_withdrawn_topic_is_not_asked_but_stays(
    session: Session, make: Factory, round_: Consultation
) -> None:
    invitation = make.invitation(round_)
    comment = make.comment(invitation, topic=topic(session, round_, "1"))
    do(make, round_, TopicAction.WITHDRAWN, facts(make, round_, "1"))
    page = open_topics(session, comment.author, make.clock, KEY)
    assert [one.code for one in page.standing.asked] == ["2a"]
    assert (page.topic("1").withdrawn, page.topic("1").reason) == (True, REASON)
    assert comment.topic is page.comments[0].topic is topic(session, round_, "1")
    text = read_text(session, round_.version)
    assert topic_at(text, page.topics, text.find(ARTICLE)) is None
    assert [one.facts.code for one in earlier_topics(session, round_.draft, text)] == ["2", "2a"]
    with pytest.raises(Conflict, match="đã được rút"):
        say_nothing(session, comment.author, make.clock, KEY, "1")
    do(make, round_, TopicAction.RESTORED, facts(make, round_, "1"))
    assert open_topics(session, comment.author, make.clock, KEY).standing.done == 1


def test_a_comment_keeps_its_withdrawn_topic_and_no_other_takes_it(
    session: Session, make: Factory, round_: Consultation
) -> None:
    invitation, old = make.invitation(round_), topic(session, round_, "1")
    own, other = make.comment(invitation, topic=old), make.comment(invitation)
    do(make, round_, TopicAction.WITHDRAWN, facts(make, round_, "1"))
    said = Contents(own.category, "Viết lại cho rõ.", topic_id=old.id)
    revise(session, own.author, make.clock, own.id, own.revision, said)
    assert (own.body, own.topic_id) == ("Viết lại cho rõ.", old.id)
    with pytest.raises(Invalid, match="đã được rút") as refused:
        revise(session, other.author, make.clock, other.id, other.revision, said)
    assert refused.value.field == "topic_id"


def test_having_nothing_to_say_was_said_before_the_change_until_said_again(
    session: Session, make: Factory, round_: Consultation
) -> None:
    user = make.user(agency=make.invitation(round_).agency)
    say_nothing(session, user, make.clock, KEY, "1")
    answer = session.scalars(select(TopicAnswer)).one()
    answer.at -= timedelta(hours=1)
    said = answer.at
    do(make, round_, TopicAction.REWORDED, replace(facts(make, round_, "1"), question="Thừa khâu nào?"))
    page = open_topics(session, user, make.clock, KEY)
    assert page.topic("1").silent_before
    assert (page.standing.answers[page.topic("1").id], answer.at) == (Answered.NOTHING, said)
    say_nothing(session, user, make.clock, KEY, "1")
    session.flush()
    assert not open_topics(session, user, make.clock, KEY).topic("1").silent_before


def test_the_same_wish_twice_is_carried_out_once(make: Factory, round_: Consultation) -> None:
    was, new = facts(make, round_, "1"), TopicFacts("3", "Phí", "Phí")
    for action, said in (
        (TopicAction.ADDED, new),
        (TopicAction.REWORDED, replace(was, title="Tổ chức")),
        (TopicAction.WITHDRAWN, was),
        (TopicAction.RESTORED, was),
    ):
        seen = round_.topics_revision
        first = do(make, round_, action, said, seen=seen)
        assert do(make, round_, action, said, seen=seen) is first
    assert round_.topics_revision == 4


def test_who_looked_at_topics_that_changed_since_is_refused(make: Factory, round_: Consultation) -> None:
    was = facts(make, round_, "1")
    do(make, round_, TopicAction.REWORDED, replace(was, title="Tổ chức"), seen=0)
    with pytest.raises(Conflict, match="đã thay đổi từ khi mở trang này"):
        do(make, round_, TopicAction.REWORDED, replace(was, title="Bộ máy"), seen=0)
    assert facts(make, round_, "1").title == "Tổ chức"


def test_unfit_changes_are_refused_under_their_field(make: Factory, round_: Consultation) -> None:
    was, new = facts(make, round_, "1"), TopicFacts("3", "Phí", "Phí")
    for action, said, field in (
        (TopicAction.REWORDED, was, "title"),
        (TopicAction.REWORDED, replace(was, title=""), "title"),
        (TopicAction.REWORDED, replace(was, provisions=("art_99",)), "places"),
        (TopicAction.ADDED, replace(new, code="1"), "code"),
        (TopicAction.ADDED, replace(new, short_title=""), "short_title"),
        (TopicAction.ADDED, replace(new, parent="2a"), "parent"),
    ):
        with pytest.raises(Invalid) as refused:
            do(make, round_, action, said)
        assert refused.value.field == field
    with pytest.raises(Invalid, match="Cần ghi lý do"):
        do(make, round_, TopicAction.WITHDRAWN, was, reason=" ")
    assert round_.topics_revision == 0


def test_what_the_table_has_no_way_for_is_refused(
    session: Session, make: Factory, round_: Consultation
) -> None:
    one, whole, step = (facts(make, round_, code) for code in ("1", "2", "2a"))
    with pytest.raises(NotFound):
        do(make, round_, TopicAction.WITHDRAWN, TopicFacts("9", "", ""))
    with pytest.raises(Conflict, match="không bị rút"):
        do(make, round_, TopicAction.RESTORED, one)
    with pytest.raises(Conflict, match="Rút từng bước"):
        do(make, round_, TopicAction.WITHDRAWN, whole)
    do(make, round_, TopicAction.WITHDRAWN, step)
    do(make, round_, TopicAction.WITHDRAWN, whole)
    for action, said, words in (
        (TopicAction.RESTORED, step, "Đưa lại trước"),
        (TopicAction.REWORDED, replace(step, title="Nhận"), "Đưa lại trước"),
        (TopicAction.WITHDRAWN, whole, "đã được rút"),
        (TopicAction.ADDED, TopicFacts("2b", "Trả", "Trả", parent="2"), "Đưa lại trước"),
    ):
        with pytest.raises(Conflict, match=words):
            do(make, round_, action, said, reason="Vì việc khác.")


@pytest.mark.parametrize("by", ["answer", "comment"])
def test_what_was_answered_as_a_whole_gets_no_steps(
    session: Session, make: Factory, round_: Consultation, by: str
) -> None:
    invitation = make.invitation(round_)
    if by == "answer":
        say_nothing(session, make.user(agency=invitation.agency), make.clock, KEY, "1")
    else:
        make.comment(invitation, topic=topic(session, round_, "1"))
    with pytest.raises(Conflict, match="không chia thành bước được"):
        do(make, round_, TopicAction.ADDED, TopicFacts("1a", "Nhân sự", "Nhân sự", parent="1"))


def test_only_the_lead_changes_topics_and_only_of_an_open_newest_round(
    make: Factory, round_: Consultation
) -> None:
    was = facts(make, round_, "1")
    with pytest.raises(NotPermitted):
        do(make, round_, TopicAction.WITHDRAWN, was, actor=make.drafter())
    round_.closed_at = make.clock.now()
    make.session.flush()
    with pytest.raises(Conflict, match="đã đóng"):
        do(make, round_, TopicAction.WITHDRAWN, was)
    round_.closed_at = None
    make.round(round_.version, number=2)
    with pytest.raises(Conflict, match="không còn là đợt mới nhất"):
        do(make, round_, TopicAction.WITHDRAWN, was)
