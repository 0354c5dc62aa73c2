"""The official reply: sent by the head alone, once, with what is finished; locked and fingerprinted."""

from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.errors import AlreadySent, Conflict, Invalid, NotFound, NotPermitted
from draftreview.domain.vocabulary import CommentState, Operation, ReplyState, Role, Stance
from draftreview.models.audit import AuditEvent, IndexingEntry
from draftreview.models.comments import Comment
from draftreview.models.consultations import Reply
from draftreview.services import replies
from draftreview.services.replies import Letter
from draftreview.services.reply_pages import ReplyPage, open_reply
from tests.factories import Factory, FixedClock

LETTER = Letter("  15/STTTT-CNTT ", date(2017, 10, 24), "Lãnh đạo  Sở")


@dataclass
class Office:
    """An invited agency with an officer and a head, and another agency beside it."""

    session: Session
    make: Factory
    clock: FixedClock

    def __post_init__(self) -> None:
        self.round = self.make.round()
        self.key = self.round.draft.key
        self.invitation = self.make.invitation(self.round)
        self.officer = self.make.user(agency=self.invitation.agency)
        self.head = self.make.user(Role.AGENCY_HEAD, self.invitation.agency)
        other = self.make.invitation(self.round)
        self.make.comment(other, state=CommentState.READY)

    def comment(self, state: CommentState = CommentState.READY) -> Comment:
        place = self.make.provision(self.round.version, "att_1__art_3__para_1")
        return self.make.comment(self.invitation, self.officer, place, state=state)

    def send(self, stance: Stance = Stance.AGREE_WITH_COMMENTS, seen: str | None = None) -> Reply:
        return replies.send(self.session, self.head, self.clock, self.key, stance, LETTER, seen)

    def page(self) -> ReplyPage:
        return open_reply(self.session, self.officer, self.clock, self.key)


@pytest.fixture
def office(session: Session, make: Factory, clock: FixedClock) -> Office:
    return Office(session, make, clock)


def test_the_finished_comments_go_and_the_unfinished_stay(office: Office) -> None:
    ready, writing = office.comment(), office.comment(CommentState.WRITING)
    before = office.page()
    assert (before.ready, before.writing, before.is_sent) == ((ready,), (writing,), False)
    reply = office.send()
    assert (ready.state, ready.reply, ready.sent_at) == (CommentState.SENT, reply, reply.sent_at)
    assert writing.state is CommentState.WRITING
    after = office.page()
    assert (after.sent, after.is_sent) == ((ready,), True)


def test_sending_tells_when_who_and_which_letter(office: Office) -> None:
    office.comment()
    reply = office.send()
    assert (reply.state, reply.sent_at, reply.sent_on) == (
        ReplyState.SENT,
        office.clock.now(),
        date(2017, 10, 24),
    )
    assert (reply.sent_by, reply.late, reply.letter_added_at) == (office.head, False, None)
    assert (reply.letter_number, reply.signer) == ("15/STTTT-CNTT", "Lãnh đạo Sở")


def test_lateness_is_judged_at_the_moment_of_sending(office: Office) -> None:
    office.comment()
    office.clock.forward(days=9)
    assert office.send().late


def test_an_extended_agency_is_not_late(office: Office) -> None:
    office.comment()
    office.invitation.extended_to = date(2017, 11, 10)
    office.clock.forward(days=9)
    assert not office.send().late


def test_only_the_head_sends(office: Office) -> None:
    office.comment()
    with pytest.raises(NotPermitted):
        replies.send(office.session, office.officer, office.clock, office.key, Stance.DISAGREE)


def test_nothing_is_sent_into_a_closed_round(office: Office) -> None:
    office.comment()
    office.round.closed_at = office.clock.now()
    with pytest.raises(NotPermitted):
        office.send()


def test_sending_twice_is_refused(office: Office) -> None:
    office.comment()
    reply = office.send()
    for attempt in (office.send, lambda: office.send(Stance.AGREE)):
        with pytest.raises(AlreadySent):
            attempt()
    with pytest.raises(AlreadySent):
        replies.prepare(office.session, office.officer, office.clock, office.key, None, Letter())
    assert office.session.scalars(select(Reply)).all() == [reply]


def test_comments_that_changed_since_they_were_looked_at_are_not_sent_blindly(office: Office) -> None:
    comment = office.comment()
    seen = office.page().seen
    comment.revision += 1
    with pytest.raises(Conflict):
        office.send(seen=seen)
    assert office.send(seen=office.page().seen).state is ReplyState.SENT


@pytest.mark.parametrize("stance", [Stance.AGREE_WITH_COMMENTS, Stance.DISAGREE])
def test_such_a_stance_needs_a_finished_comment(office: Office, stance: Stance) -> None:
    office.comment(CommentState.WRITING)
    with pytest.raises(Invalid):
        office.send(stance)


@pytest.mark.parametrize("stance", [Stance.AGREE, Stance.NO_OPINION])
def test_full_agreement_sends_no_comments(office: Office, stance: Stance) -> None:
    comment = office.comment()
    office.send(stance)
    assert (comment.state, comment.reply) == (CommentState.READY, None)


def test_full_agreement_is_one_step_while_there_is_nothing_to_lose(office: Office) -> None:
    reply = replies.agree_entirely(office.session, office.head, office.clock, office.key)
    assert (reply.stance, reply.state) == (Stance.AGREE, ReplyState.SENT)


def test_full_agreement_in_one_step_is_refused_beside_comments(office: Office) -> None:
    office.comment(CommentState.WRITING)
    with pytest.raises(Conflict):
        replies.agree_entirely(office.session, office.head, office.clock, office.key)


def test_a_reply_is_prepared_by_officers_and_sent_by_the_head(office: Office) -> None:
    office.comment()
    prepared = replies.prepare(
        office.session, office.officer, office.clock, office.key, Stance.DISAGREE, LETTER
    )
    assert (prepared.state, prepared.stance, prepared.letter_number) == (
        ReplyState.WRITING,
        Stance.DISAGREE,
        "15/STTTT-CNTT",
    )
    assert office.send() is prepared


def test_the_letter_may_follow_and_is_noted_as_added_then(office: Office) -> None:
    replies.send(office.session, office.head, office.clock, office.key, Stance.AGREE)
    office.clock.forward(hours=3)
    reply = replies.add_letter(
        office.session, office.officer, office.clock, office.key, Letter("15/STTTT-CNTT")
    )
    assert reply.letter_added_at == office.clock.now()
    again = Letter("15/STTTT-CNTT", date(2017, 10, 24), "Lãnh đạo Sở")
    replies.add_letter(office.session, office.officer, office.clock, office.key, again)
    assert (reply.letter_date, reply.signer) == (date(2017, 10, 24), "Lãnh đạo Sở")


def test_what_the_letter_says_already_stays(office: Office) -> None:
    office.comment()
    reply = office.send()
    with pytest.raises(AlreadySent):
        replies.add_letter(office.session, office.officer, office.clock, office.key, Letter("16/STTTT"))
    with pytest.raises(Invalid):
        replies.add_letter(office.session, office.officer, office.clock, office.key, Letter())
    assert reply.letter_number == "15/STTTT-CNTT"


def test_no_letter_is_added_before_the_sending(office: Office) -> None:
    for state in ("nothing", "prepared"):
        with pytest.raises(NotFound):
            replies.add_letter(office.session, office.officer, office.clock, office.key, LETTER)
        assert state
        replies.prepare(office.session, office.officer, office.clock, office.key, None, Letter())


def test_the_fingerprint_can_be_computed_again_and_notices_a_change(office: Office) -> None:
    comment = office.comment()
    office.make.proposal(comment, "Cơ quan được hỏi trả lời ngay.")
    target = office.make.provision(office.round.version, "att_1__art_3__para_2")
    moved = office.comment()
    office.make.proposal(moved, "", operation=Operation.MOVE, target=target)
    appendix = office.round.version.components[2]
    office.make.comment(office.invitation, office.officer, component=appendix, state=CommentState.READY)
    main = office.round.version.components[0]
    office.make.comment(office.invitation, office.officer, component=main, state=CommentState.READY)
    office.make.comment(
        office.invitation, office.officer, topic=office.make.topic(office.round), state=CommentState.READY
    )
    assert not replies.verify(office.session, office.page())
    office.send()
    office.session.flush()
    office.session.expire_all()
    assert replies.verify(office.session, office.page())
    comment.body += " Thêm sau khi gửi."
    assert not replies.verify(office.session, office.page())


def test_an_identity_confirmed_later_does_not_break_what_was_sealed(office: Office) -> None:
    comment = office.comment()
    office.send()
    older = office.make.provision(office.make.version(office.round.draft, number=2), "att_1__art_3__para_1")
    assert comment.provision is not None
    comment.provision.lineage.continues_id = older.lineage_id
    office.session.flush()
    office.session.expire_all()
    assert replies.verify(office.session, office.page())


def test_a_sent_reply_is_noted_and_indexed_with_its_comments(office: Office, session: Session) -> None:
    comment = office.comment()
    reply = office.send()
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "reply.sent")).one()
    assert event.details == {"comments": 1, "late": False, "fingerprint": reply.fingerprint}
    subjects = set(session.scalars(select(IndexingEntry.subject)))
    assert {f"reply:{reply.id}", f"comment:{comment.id}"} <= subjects


def test_there_is_no_reply_without_a_round_or_an_invitation(office: Office, make: Factory) -> None:
    public = make.version(make.draft(public=True))
    with pytest.raises(NotFound):
        open_reply(office.session, office.officer, office.clock, public.draft.key)
    with pytest.raises(NotPermitted):
        open_reply(office.session, make.lead(), office.clock, office.key)
