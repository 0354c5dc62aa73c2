"""The table of a round: who may see it, that it holds every sent comment once, and what it says of each."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event

from draftreview.domain.addressing import addressed
from draftreview.domain.errors import NotFound, NotPermitted
from draftreview.domain.provisions import Tree
from draftreview.domain.synthesis import Letter, Topic
from draftreview.domain.vocabulary import Category, Operation, Outcome, ReplyState, Role, Stage, Stance
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation, Reply
from draftreview.services.synthesis import compose, table
from tests.factories import Factory, small_text

CLAUSE, POINT = "att_1__art_3__para_1", "att_1__art_2__para_2__point_a"


@pytest.fixture
def round_(make: Factory) -> Consultation:
    """A round, beside another round with a sent comment and this one's unsent comments."""
    other = make.round()
    invitation = make.invitation(other)
    make.sent(make.comment(invitation), invitation)
    round_ = make.round()
    make.comment(make.invitation(round_, make.agency("Sở Còn viết")))
    return round_


def sent(make: Factory, round_: Consultation, eid: str = "", invitation=None, **more):
    invitation = invitation or make.invitation(round_)
    place = make.provision(round_.version, eid) if eid else None
    return make.sent(make.comment(invitation, provision=place, **more), invitation)


def reply(make: Factory, invitation, stance: Stance, state=ReplyState.SENT, **more) -> None:
    facts = {"sent_at": make.clock.now(), "fingerprint": "0" * 64} | more
    make._add(Reply(invitation=invitation, state=state, stance=stance, **facts))


def test_every_sent_comment_is_one_row_in_document_order(session, make, round_) -> None:
    ids = [sent(make, round_, eid).id for eid in (CLAUSE, POINT, "", "art_1", CLAUSE)]
    rows = compose(session, round_).rows
    assert [row.comment_id for row in rows] == [ids[2], ids[3], ids[1], ids[0], ids[4]]
    assert [row.place.label for row in rows[:3]] == [
        "Ý kiến chung",
        "Điều 1 của Quyết định",
        "Điểm a khoản 2 Điều 2 của Quy định",
    ]


def test_where_one_component_alone_has_articles_it_is_not_named(session, make) -> None:
    round_ = make.round(make.version(components=small_text()[1:]))
    sent(make, round_, "att_1__art_1")
    assert compose(session, round_).rows[0].place.label == "Điều 1"


def test_a_comment_on_no_provision_that_says_on_what_stands_last(session, make, round_) -> None:
    sent(make, round_, citation="Thẩm quyền")
    sent(make, round_, CLAUSE)
    assert [row.place.label for row in compose(session, round_).rows] == [
        "Khoản 1 Điều 3 của Quy định",
        "Vấn đề khác: Thẩm quyền",
    ]


def test_a_comment_on_a_whole_component_stands_before_its_provisions(session, make, round_) -> None:
    sent(make, round_, "att_1__art_1")
    sent(make, round_, component=round_.version.components[1])
    sent(make, round_, component=round_.version.components[2])
    assert [row.place.label for row in compose(session, round_).rows] == [
        "Quy định",
        "Điều 1 của Quy định",
        "Phụ lục 1",
    ]


def test_the_row_holds_the_current_answer_alone(session, make, round_) -> None:
    comment = sent(make, round_)
    make.disposition(comment, Outcome.DECLINED, stage=Stage.RELEASED)
    make.disposition(comment, Outcome.PARTLY_ACCEPTED, revision=2, new_text="Câu mới.")
    open_ = sent(make, round_)
    rows = {row.comment_id: row.answer for row in compose(session, round_).rows}
    answer = rows[comment.id]
    assert answer is not None
    assert (answer.outcome, answer.stage, answer.text) == (
        Outcome.PARTLY_ACCEPTED,
        Stage.PROPOSED,
        "Câu mới.",
    )
    assert rows[open_.id] is None


def test_agencies_are_listed_by_what_they_answered_in_the_order_of_the_register(
    session, make, round_
) -> None:
    agreed = make.invitation(round_, make.agency("Sở Ngoại vụ"))
    reply(make, agreed, Stance.AGREE, letter_number="842/SNgV-VP", letter_date=date(2017, 10, 19))
    returned = make.invitation(round_, make.agency("Sở Trả lại"))
    reply(make, returned, Stance.AGREE, state=ReplyState.RETURNED)
    first, second = sent(make, round_), sent(make, round_)
    composed = compose(session, round_)
    assert [one.name for one in composed.parties.agreed] == ["Sở Ngoại vụ"]
    assert composed.parties.agreed[0].letter == Letter("842/SNgV-VP", date(2017, 10, 19))
    assert [one.name for one in composed.parties.commented] == [first.agency.name, second.agency.name]
    assert [one.name for one in composed.parties.silent] == ["Sở Còn viết", "Sở Trả lại"]
    assert (composed.parties.count, composed.totals.comments) == (5, 2)


def test_the_heading_comes_from_the_round_and_its_regime(session, make, round_) -> None:
    heading = compose(session, round_).heading
    assert (heading.agency, heading.letter) == ("Sở Nội vụ", Letter("2520/SNV-CCHC", date(2017, 10, 2)))
    assert heading.title.startswith("Bản tổng hợp, giải trình, tiếp thu")
    assert heading.subject == round_.draft.title


def test_a_proposal_is_told_beside_its_place_or_its_target(session, make, round_) -> None:
    target = make.provision(round_.version, "att_1__art_2__para_1")
    make.proposal(sent(make, round_, CLAUSE), "Khoản mới.", operation=Operation.INSERT)
    make.proposal(sent(make, round_, CLAUSE), "", operation=Operation.MOVE, target=target)
    make.proposal(sent(make, round_), "Điều mới.", operation=Operation.INSERT)
    proposed = [row.proposed for row in compose(session, round_).rows]
    assert [one.beside for one in proposed if one] == [
        "",
        "khoản 1 Điều 3 của Quy định",
        "khoản 1 Điều 2 của Quy định",
    ]


def test_a_place_that_is_elsewhere_now_says_where(session, make, round_) -> None:
    moved, steady = sent(make, round_, "att_1__art_3"), sent(make, round_, "art_1")
    gone = sent(make, round_, "att_1__art_2__para_1")
    make.successor(round_.version, without_the_receipt())
    now = {row.comment_id: row.place.now for row in compose(session, round_).rows}
    assert now == {
        moved.id: "nay là Điều 2 của Quy định",
        steady.id: "",
        gone.id: "không còn trong bản lần 2",
    }


def test_what_became_of_a_place_adds_up_over_the_versions(session, make, round_) -> None:
    comment = sent(make, round_, CLAUSE)
    second = make.successor(round_.version, without_the_receipt())
    third = make.successor(second, small_text()[:1])
    assert third.number == 3
    assert compose(session, round_).rows[0].place.now == "không còn trong bản lần 3"
    assert comment.provision.version is round_.version


def without_the_receipt():
    """Give the small text without its Điều 2, the next one renumbered."""
    main, regulation, appendix = small_text()
    chapter = regulation.children[0]
    scope, _, opinion = chapter.children
    left = replace(chapter, children=(scope, replace(opinion, number="2", heading="Hỏi ý kiến")))
    tree = Tree((main, replace(regulation, children=(left,)), appendix))
    return addressed(tree).components


def test_the_words_stand_without_markup_and_with_their_letter(session, make, round_) -> None:
    invitation = make.invitation(round_)
    sent(make, round_, invitation=invitation, body="Đề nghị **bỏ**.", reason="*Thừa*.")
    row = compose(session, round_).rows[0]
    assert (row.body, row.reason, row.letter) == ("Đề nghị bỏ.", "Thừa.", Letter())
    assert row.agency == invitation.agency.name


def test_the_row_knows_what_it_can_be_found_by(session, make, round_) -> None:
    parent = make.topic(round_, code="2", short_title="Quy trình")
    step = make.topic(round_, code="2a", short_title="Tiếp nhận", parent_id=parent.id)
    make.topic(round_)
    invitation = make.invitation(round_, make.agency("Sở Y tế", code="syt"))
    place = make.provision(round_.version, CLAUSE)
    facts = {"topic": step, "category": Category.QUESTION, "words": "Trả lời trong 05 ngày."}
    make.sent(make.comment(invitation, provision=place, **facts), invitation, late=True)
    (row,) = compose(session, round_).rows
    assert (row.agency_code, row.eid, row.owner) == ("syt", CLAUSE, "Quy định")
    assert row.topics == (Topic("2a", "Tiếp nhận"), Topic("2", "Quy trình"))
    assert (row.category, row.words, row.late) == (Category.QUESTION, "Trả lời trong 05 ngày.", True)


def test_places_that_are_no_provision_have_addresses_too(session, make, round_) -> None:
    sent(make, round_)
    sent(make, round_, component=round_.version.components[0])
    sent(make, round_, component=round_.version.components[2])
    sent(make, round_, citation="Thẩm quyền")
    assert [row.eid for row in compose(session, round_).rows] == ["general", "act", "att_2", "other"]


def test_an_agency_that_agreed_late_is_listed_as_late(session, make, round_) -> None:
    invitation = make.invitation(round_, make.agency("Sở Ngoại vụ", code="sngv"))
    reply(make, invitation, Stance.AGREE, late=True)
    (agreed,) = compose(session, round_).parties.agreed
    assert (agreed.code, agreed.late) == ("sngv", True)


def test_the_words_after_the_points_are_told_too(session, make, round_) -> None:
    comment = sent(make, round_, CLAUSE)
    make.proposal(comment, "", new_heading="Tên", new_tail="Đoạn mới.", base_tail="Đoạn cũ.")
    make.disposition(comment, Outcome.PARTLY_ACCEPTED, new_tail="Đoạn vừa.")
    (row,) = compose(session, round_).rows
    assert row.proposed is not None
    assert row.answer is not None
    assert (row.proposed.tail, row.proposed.old_tail, row.answer.tail) == (
        "Đoạn mới.",
        "Đoạn cũ.",
        "Đoạn vừa.",
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(["", "art_1", CLAUSE, POINT]), st.none() | st.sampled_from(Outcome)))
)
def test_the_rows_are_the_comments_sent_each_exactly_once(session, make, drawn) -> None:
    round_ = make.round()
    make.comment(make.invitation(round_))
    made = {sent(make, round_, eid).id: outcome for eid, outcome in drawn}
    for comment_id, outcome in made.items():
        if outcome:
            make.disposition(session.get(Comment, comment_id), outcome)
    composed = compose(session, round_)
    assert sorted(row.comment_id for row in composed.rows) == sorted(made)
    assert composed.totals.pending == list(made.values()).count(None)
    assert composed.totals.outcomes == {one: list(made.values()).count(one) for one in Outcome}


def test_the_number_of_queries_does_not_grow_with_the_table(session, make, round_) -> None:
    def queries() -> int:
        seen: list[str] = []
        session.expire_all()
        session.refresh(round_)
        connection = session.connection()
        event.listen(connection, "before_cursor_execute", lambda *about: seen.append(about[2]))
        compose(session, round_)
        return len(seen)

    sent(make, round_, CLAUSE)
    one = queries()
    for _ in range(12):
        make.disposition(sent(make, round_, POINT))
    assert queries() <= one


@pytest.mark.parametrize(
    ("role", "day", "allowed"),
    [
        (Role.DRAFTER, 24, True),
        (Role.LEAD_DRAFTER, 24, True),
        (Role.APPRAISER, 24, False),
        (Role.APPRAISER, 45, True),
        (Role.AGENCY_HEAD, 45, False),
        (Role.ADMIN, 45, False),
    ],
)
def test_who_may_see_the_table(session, make, clock, round_, role, day, allowed) -> None:
    clock.forward(days=day - 24)
    if allowed:
        consultation, composed = table(session, make.user(role), clock, round_.draft.key)
        assert consultation is round_
        assert composed.rows == ()
    else:
        with pytest.raises(NotPermitted):
            table(session, make.user(role), clock, round_.draft.key)


def test_a_draft_without_a_round_has_no_table(session, make, clock) -> None:
    draft = make.draft()
    with pytest.raises(NotFound):
        table(session, make.lead(), clock, draft.key)
