"""Which answers ask to be looked at again: because the comment, or the clause, is not what it was."""

from dataclasses import replace

import pytest

from draftreview.domain.anchoring import Anchor
from draftreview.domain.errors import Conflict, NotFound, NotPermitted
from draftreview.domain.staleness import Change
from draftreview.domain.vocabulary import Operation, Outcome, Role, Stage
from draftreview.services.anchors import choose
from draftreview.services.dispositions import Decision, current, decide, keep
from draftreview.services.following import follow
from draftreview.services.grounds import ground_of
from draftreview.services.looking_again import look_again
from draftreview.services.standings import standings
from tests.factories import Factory, small_text
from tests.services.answering import Desk, desk_of
from tests.services.rounds import reworded, without_clause


@pytest.fixture
def desk(make: Factory) -> Desk:
    """A round with people at the desk."""
    return desk_of(make)


def changes(desk: Desk, comment) -> frozenset[Change]:
    """Ask both doors, which must say the same."""
    session = desk.make.session
    answer = desk.answer(comment)
    found = look_again(session, [answer] if answer else [])
    whole = standings(session, desk.round.consultation)
    listed = next(one.again for one in whole.sent if one.comment_id == comment.id)
    one = found.get(comment.id)
    assert (one.changes if one else frozenset()) == listed.changes
    return listed.changes


def test_a_fresh_answer_asks_for_nothing(desk) -> None:
    assert changes(desk, desk.answered()) == frozenset()


def test_sending_the_same_words_again_asks_for_nothing(desk) -> None:
    comment = desk.answered()
    desk.send_again(comment)
    assert changes(desk, comment) == frozenset()


def test_a_comment_sent_again_in_other_words_asks_to_look_again(desk) -> None:
    comment = desk.answered()
    desk.send_again(comment, body="Đề nghị 02 ngày.")
    assert changes(desk, comment) == {Change.COMMENT}


def test_another_proposal_or_another_passage_asks_to_look_again(desk) -> None:
    reworded, pointed = desk.answered(), desk.answered()
    desk.make.proposal(reworded, "Trả lời trong 02 ngày.", operation=Operation.REPLACE)
    choose(pointed, Anchor(0, 8, "Cơ quan ", "", "được"))
    desk.make.session.flush()
    assert changes(desk, reworded) == changes(desk, pointed) == {Change.COMMENT}


def test_sorting_a_comment_otherwise_asks_for_nothing(desk) -> None:
    comment = desk.answered()
    desk.send_again(comment, topic=desk.make.topic(desk.round.consultation))
    assert changes(desk, comment) == frozenset()


def test_a_newer_version_with_other_words_asks_to_look_again(desk) -> None:
    comment, elsewhere = desk.answered(), desk.answered(eid="att_1__art_2__para_1")
    general = desk.answered(eid=None)
    desk.round.next()
    assert changes(desk, comment) == {Change.PLACE}
    assert changes(desk, elsewhere) == changes(desk, general) == frozenset()


def test_what_changed_inside_an_article_is_a_change_of_the_article(desk) -> None:
    article = desk.answered(eid="att_1__art_3")
    desk.round.next()
    assert changes(desk, article) == {Change.PLACE}


def test_a_clause_that_is_gone_asks_to_look_again(desk) -> None:
    comment = desk.answered()
    desk.round.next(without_clause())
    assert changes(desk, comment) == {Change.PLACE}


def test_an_answer_given_after_the_change_asks_for_nothing(desk) -> None:
    comment = desk.answered()
    desk.round.next()
    desk.decide(comment, explanation="Đã xem bản lần 2.")
    assert changes(desk, comment) == frozenset()


def test_what_the_answer_itself_changed_asks_for_nothing(desk) -> None:
    comment, beside = desk.answered(Outcome.ACCEPTED), desk.answered()
    desk.round.adopt(desk.round.next(), disposition=desk.answer(comment))
    assert changes(desk, comment) == frozenset()
    assert changes(desk, beside) == {Change.PLACE}


def test_where_nothing_was_kept_only_another_sending_asks(desk) -> None:
    comment = desk.round.comment()
    desk.make.disposition(comment)
    desk.round.next()
    assert changes(desk, comment) == frozenset()
    desk.send_again(comment)
    assert changes(desk, comment) == {Change.COMMENT}


def test_why_is_said_with_the_version(desk, session) -> None:
    comment = desk.answered()
    desk.round.next()
    again = look_again(session, [desk.answer(comment)])[comment.id]
    assert again.why == "điều khoản đã thay đổi, xem bản lần 2"


def test_nothing_answered_needs_no_look(session) -> None:
    assert look_again(session, []) == {}


def test_saying_the_same_again_is_a_new_revision_where_the_ground_has_changed(desk) -> None:
    comment = desk.answered()
    desk.send_again(comment, body="Đề nghị 02 ngày.")
    again = desk.decide(comment)
    assert (again.revision, changes(desk, comment)) == (2, frozenset())
    assert desk.decide(comment) is again


def test_saying_the_same_again_answers_what_was_sent_back(desk) -> None:
    comment = desk.round.comment()
    desk.make.disposition(comment, Outcome.NOTED, remark="Nêu căn cứ.", explanation="Ghi nhận.")
    row = desk.decide(comment, Outcome.NOTED, "Ghi nhận.")
    assert (row.revision, row.remark) == (2, "")


def test_saying_the_same_of_an_old_answer_to_a_comment_sent_again_is_kept(desk) -> None:
    comment = desk.round.comment()
    desk.make.disposition(comment, Outcome.NOTED, explanation="Ghi nhận.")
    desk.send_again(comment)
    assert desk.decide(comment, Outcome.NOTED, "Ghi nhận.").revision == 2


def test_an_answer_to_what_the_page_did_not_show_is_refused(desk, session, clock) -> None:
    comment = desk.round.comment()
    shown = ground_of(comment, follow(session, desk.round.consultation.draft_id, 1)).kept
    desk.send_again(comment, body="Đề nghị 02 ngày.")
    with pytest.raises(Conflict, match="đã thay đổi sau khi mở trang"):
        decide(session, desk.drafter, clock, comment.id, Decision(Outcome.ACCEPTED, seen_ground=shown))
    assert current(session, [comment.id]) == {}


def test_keeping_an_answer_proposes_it_anew_in_the_same_words(desk, session, clock) -> None:
    comment = desk.answered()
    desk.send_again(comment, body="Đề nghị 02 ngày.")
    row = keep(session, desk.drafter, clock, comment.id, 1)
    assert (row.revision, row.stage, row.explanation) == (2, Stage.PROPOSED, "Luật đã định.")
    assert changes(desk, comment) == frozenset()
    assert keep(session, desk.drafter, clock, comment.id, 1) is row


def test_keeping_an_answer_that_somebody_changed_is_refused(desk, session, clock) -> None:
    comment = desk.answered()
    desk.decide(comment, Outcome.NOTED)
    desk.send_again(comment, body="Đề nghị 02 ngày.")
    with pytest.raises(Conflict, match="vừa trả lời ý kiến này"):
        keep(session, desk.drafter, clock, comment.id, 1)


def test_there_is_nothing_to_keep_without_an_answer(desk, session, clock) -> None:
    with pytest.raises(NotFound, match="chưa có kết quả"):
        keep(session, desk.drafter, clock, desk.round.comment().id, 0)


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.AGENCY_HEAD, Role.APPRAISER, Role.ADMIN])
def test_only_the_drafting_side_keeps_answers(desk, session, clock, role) -> None:
    comment = desk.answered()
    with pytest.raises(NotPermitted):
        keep(session, desk.make.user(role), clock, comment.id, 1)


def test_one_following_serves_many_answers(desk, session, clock) -> None:
    following = follow(session, desk.round.consultation.draft_id, 1)
    comment = desk.round.comment()
    row = decide(session, desk.drafter, clock, comment.id, Decision(Outcome.ACCEPTED), following)
    session.flush()
    assert row.seen_hash == ground_of(comment, following).kept
    assert look_again(session, [row], following) == {}


def test_a_component_is_followed_as_a_whole(desk) -> None:
    act, regulation, appendix = (
        desk.round.comment(None, component=part) for part in desk.round.version.components
    )
    for comment in (act, regulation, appendix):
        desk.decide(comment)
    desk.round.next()
    assert changes(desk, act) == changes(desk, appendix) == frozenset()
    assert changes(desk, regulation) == {Change.PLACE}
    desk.decide(regulation, explanation="Đã xem bản lần 2.")
    desk.round.next(reworded("Trả lời trong 02 ngày."))
    assert changes(desk, regulation) == {Change.PLACE}


def test_a_component_is_followed_as_far_as_versions_are_known(desk) -> None:
    appendix = desk.round.version.components[2]
    comment = desk.round.comment(None, component=appendix)
    desk.decide(comment)
    alone = (replace(small_text()[2], eid="att_1"),)
    for components in (alone, alone, small_text()):
        desk.round.next(components)
    assert changes(desk, comment) == frozenset()


def test_an_appendix_that_is_gone_asks_to_look_again(desk) -> None:
    comment = desk.round.comment(None, component=desk.round.version.components[2])
    desk.decide(comment)
    desk.round.next(reworded()[:2])
    assert changes(desk, comment) == {Change.PLACE}
