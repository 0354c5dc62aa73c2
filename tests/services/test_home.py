"""The home page: each reader's own work, in a bounded number of queries."""

from datetime import date

from sqlalchemy.orm import Session

from draftreview.domain.rounds import Mark
from draftreview.domain.vocabulary import CommentState, ReplyState, ReplyStep, Role, Stage
from draftreview.models.sendings import ReplyEvent
from draftreview.models.writing import TopicAnswer
from draftreview.services.acknowledging import acknowledge
from draftreview.services.home import drafts_in_preparation, home
from draftreview.services.outcomes import open_outcomes
from tests.factories import Factory


def test_the_public_sees_only_public_drafts(session: Session, make: Factory) -> None:
    shown = make.round(make.version(make.draft(public=True)))
    make.round(make.version(make.draft(public=False)))
    assert [task.consultation for task in home(session, None, make.clock).tasks] == [shown]


def test_an_agency_sees_what_it_was_asked_and_the_days_left(session: Session, make: Factory) -> None:
    invitation = make.invitation(make.round())
    make.round()
    found = home(session, make.user(agency=invitation.agency), make.clock)
    assert [(task.invitation, task.days_left) for task in found.tasks] == [(invitation, 8)]


def test_an_extended_agency_has_more_days(session: Session, make: Factory) -> None:
    opened = make.round()
    invitation = make.invitation(opened, extended_to=opened.closes_before.replace(day=12))
    found = home(session, make.user(agency=invitation.agency), make.clock)
    assert found.tasks[0].days_left == 18


def test_a_draft_shows_its_newest_round_only(session: Session, make: Factory) -> None:
    version = make.version(make.draft(public=True))
    make.round(version)
    newest = make.round(version, number=2, closed_at=make.clock.now())
    (task,) = home(session, None, make.clock).tasks
    assert task.consultation is newest
    assert Mark.CLOSED in task.course[-2].marks


def test_an_agencys_unfinished_comments_and_topics_are_told(session: Session, make: Factory) -> None:
    opened = make.round()
    invitation, other = make.invitation(opened), make.invitation(opened)
    covered, bare, quiet = make.topic(opened), make.topic(opened), make.topic(opened)
    writing = make.comment(invitation, topic=covered)
    make.comment(invitation, state=CommentState.READY)
    make.comment(invitation, state=CommentState.WITHDRAWN, withdrawn_at=make.clock.now())
    make.comment(other, topic=bare)
    for topic, agency, withdrawn in (
        (quiet, invitation.agency, None),
        (bare, other.agency, None),
        (bare, invitation.agency, make.clock.now()),
    ):
        session.add(
            TopicAnswer(
                topic=topic, agency=agency, by=writing.author, at=make.clock.now(), withdrawn_at=withdrawn
            )
        )
    session.flush()
    work = home(session, writing.author, make.clock).tasks[0].work
    assert (work.unfinished, work.ready, work.sent) == ((writing,), 1, 0)
    assert [one.id for one in work.standing.open] == [bare.id]
    assert (work.standing.done, work.counts) == (2, {covered.id: 1})


def test_whose_comments_are_unfinished_is_told(session: Session, make: Factory) -> None:
    invitation = make.invitation(make.round())
    first, second = (make.user(agency=invitation.agency) for _ in range(2))
    make.comment(invitation, first, state=CommentState.READY)
    make.comment(invitation, second)
    make.comment(invitation, second, state=CommentState.READY)
    work = home(session, first, make.clock).tasks[0].work
    assert work.people == ((second, 2, 1), (first, 1, 0))


def test_each_round_has_its_own_work(session: Session, make: Factory) -> None:
    first, second = make.round(), make.round()
    agency = make.agency()
    said, bare = make.invitation(first, agency), make.invitation(second, agency)
    make.topic(second)
    comment = make.comment(said)
    tasks = {task.invitation: task for task in home(session, comment.author, make.clock).tasks}
    assert tasks[said].work.comments == (comment,)
    assert (tasks[bare].work.comments, len(tasks[bare].work.standing.open)) == ((), 1)


def test_the_reply_and_the_day_by_law_are_told(session: Session, make: Factory) -> None:
    invitation = make.invitation(make.round(), received_on=date(2017, 10, 6))
    user = make.user(agency=invitation.agency)
    task = home(session, user, make.clock).tasks[0]
    assert (task.statutory_day, task.is_sent, task.is_returned) == (date(2017, 10, 16), False, False)
    assert [(one.day.day, *one.marks) for one in task.course] == [
        (2, "letter", "opening"),
        (6, "received"),
        (16, "by_law"),
        (24, "today"),
        (2, "due"),
    ]
    make.sent(make.comment(invitation, user), invitation)
    session.refresh(invitation)
    task = home(session, user, make.clock).tasks[0]
    assert (task.is_sent, task.work.sent) == (True, 1)
    assert home(session, make.lead(), make.clock).tasks[0].statutory_day is None


def test_released_answers_are_counted_until_seen(session: Session, make: Factory) -> None:
    invitation, other = (make.invitation(make.round()) for _ in range(2))
    comments = [make.sent(make.comment(one), one) for one in (invitation, invitation, other)]
    for comment in comments:
        make.disposition(comment, stage=Stage.RELEASED)
    make.disposition(comments[0], stage=Stage.PROPOSED, revision=2)
    user = comments[0].author
    key = invitation.consultation.draft.key
    released = home(session, user, make.clock).tasks[-1].work.released
    assert (released.answers, released.unseen) == (2, 2)
    chosen = [
        row.answer.id for row in open_outcomes(session, user, make.clock, key).outcomes[:1] if row.answer
    ]
    acknowledge(session, user, make.clock, key, chosen)
    assert home(session, user, make.clock).tasks[-1].work.released.unseen == 1


def test_drafters_see_what_waits_for_an_answer_and_for_the_lead(session: Session, make: Factory) -> None:
    opened = make.round()
    invitation = make.invitation(opened)
    comments = [make.sent(make.comment(invitation), invitation) for _ in range(4)]
    for comment, stage in zip(comments, Stage, strict=False):
        make.disposition(comment, stage=stage)
    make.disposition(comments[2], stage=Stage.PROPOSED, revision=2)
    make.comment(invitation)
    waiting = home(session, make.drafter(), make.clock).tasks[0].waiting
    assert (waiting.comments, waiting.answered, waiting.to_answer) == (4, 3, 1)
    assert (waiting.to_approve, waiting.to_release, waiting.released) == (2, 1, 0)


def test_an_answer_sent_back_waits_for_its_drafter_not_for_the_lead(session: Session, make: Factory) -> None:
    invitation = make.invitation(make.round())
    proposed, sent_back, again = (make.sent(make.comment(invitation), invitation) for _ in range(3))
    for comment in (proposed, sent_back, again):
        make.disposition(comment)
    for comment in (sent_back, again):
        make.disposition(comment, revision=2, remark="Nêu rõ căn cứ.")
    make.disposition(again, revision=3)
    waiting = home(session, make.drafter(), make.clock).tasks[0].waiting
    assert (waiting.answered, waiting.to_approve, waiting.sent_back, waiting.released) == (3, 2, 1, 0)


def test_drafters_see_replies_sent_returned_and_asked_back(session: Session, make: Factory) -> None:
    opened = make.round()
    sent, refused, returned, _silent = (make.invitation(opened) for _ in range(4))
    for invitation in (sent, refused, returned):
        make.sent(make.comment(invitation), invitation)
        session.refresh(invitation)
    steps = [(sent, ReplyStep.WITHDRAWAL_ASKED), (refused, ReplyStep.WITHDRAWAL_ASKED)]
    for invitation, step in [*steps, (refused, ReplyStep.WITHDRAWAL_REFUSED)]:
        session.add(ReplyEvent(reply=invitation.reply, step=step, reason="Ghi nhầm.", at=make.clock.now()))
        session.flush()
    returned.reply.state = ReplyState.RETURNED
    session.flush()
    waiting = home(session, make.lead(), make.clock).tasks[0].waiting
    assert (waiting.invited, waiting.replies_sent) == (4, 2)
    assert (waiting.replies_returned, waiting.replies_asked_back) == (1, 1)


def test_the_appraiser_sees_a_draft_once_the_round_is_over(session: Session, make: Factory) -> None:
    make.round()
    appraiser = make.user(Role.APPRAISER)
    assert home(session, appraiser, make.clock).tasks == ()
    make.clock.forward(days=20)
    assert len(home(session, appraiser, make.clock).tasks) == 1


def test_drafts_without_a_round_wait_for_the_drafting_side(session: Session, make: Factory) -> None:
    make.round()
    waiting = make.draft()
    assert drafts_in_preparation(session, make.lead()) == [waiting]
    assert drafts_in_preparation(session, make.user()) == []
