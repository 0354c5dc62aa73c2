"""Every sending is kept; a reply is asked back, refused or returned with a reason, and sent again."""

import hashlib
import json

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from draftreview.domain.fingerprint import OLDER_FORM, fingerprint
from draftreview.domain.reply_steps import Standing
from draftreview.domain.vocabulary import CommentState, ReplyState, Role, Stance
from draftreview.models.accounts import User
from draftreview.models.comments import Anchor, Comment
from draftreview.models.consultations import Invitation, Reply
from draftreview.models.dispositions import Disposition
from draftreview.models.sendings import Sending
from draftreview.models.writing import TopicAnswer
from draftreview.services import replies, sendings
from draftreview.services.fingerprints import sealed
from draftreview.services.reply_notes import notes_of
from draftreview.services.reply_pages import open_reply
from tests.factories import Factory, FixedClock

CLAUSE = "att_1__art_3__para_1"


@pytest.fixture
def invitation(make: Factory) -> Invitation:
    """An agency in a round in which another one has sent its reply."""
    round_ = make.round()
    other = make.invitation(round_)
    make.sent(make.comment(other), other)
    return make.invitation(round_)


@pytest.fixture
def key(invitation: Invitation) -> str:
    return invitation.consultation.draft.key


@pytest.fixture
def head(make: Factory, invitation: Invitation) -> User:
    return make.user(Role.AGENCY_HEAD, invitation.agency)


@pytest.fixture
def lead(make: Factory) -> User:
    return make.lead()


@pytest.fixture
def comment(make: Factory, invitation: Invitation, head: User) -> Comment:
    """A finished comment with a wording on chosen words."""
    place = make.provision(invitation.consultation.version, CLAUSE)
    said = make.comment(invitation, head, place, state=CommentState.READY)
    said.anchor = Anchor(start=0, end=7, quote="Cơ quan")
    make.proposal(said, "Trả lời ngay.", new_tail="Ghi lại.")
    return said


@pytest.fixture
def reply(session: Session, clock: FixedClock, head: User, key: str, comment: Comment) -> Reply:
    """The agency's reply, sent."""
    return replies.send(session, head, clock, key, Stance.AGREE_WITH_COMMENTS)


def test_a_sending_keeps_what_was_sent_and_its_fingerprint(session: Session, reply: Reply) -> None:
    (sending,) = sendings.sendings_of(session, reply)
    assert (sending.number, sending.comments, sending.late) == (1, 1, False)
    assert hashlib.sha256(sending.canonical.encode()).hexdigest() == sending.fingerprint == reply.fingerprint
    said = json.loads(sending.canonical)
    assert (said["form"], said["sending"]) == ("draftreview-reply-2", 1)
    (one,) = said["comments"]
    assert one["passage"] == {"start": 0, "end": 7, "quote": "Cơ quan"}
    assert one["wording"]["tail"] == "Ghi lại."


def test_topics_without_an_opinion_are_sealed_too(
    session: Session, make: Factory, clock: FixedClock, invitation: Invitation, head: User, key: str
) -> None:
    topic = make.topic(invitation.consultation, code="2c")
    session.add(TopicAnswer(topic=topic, agency=invitation.agency, by=head, at=clock.now()))
    session.flush()
    reply = replies.send(session, head, clock, key, Stance.AGREE)
    (sending,) = sendings.sendings_of(session, reply)
    assert json.loads(sending.canonical)["topics"] == ["2c"]
    page = open_reply(session, head, clock, key)
    assert replies.verify(session, page)
    assert notes_of(session, page).silent == {topic.id}


def test_a_returned_reply_is_written_again_and_its_answers_stay(
    session: Session, make: Factory, clock: FixedClock, lead: User, reply: Reply, comment: Comment
) -> None:
    answer = make.disposition(comment)
    sendings.give_back(session, lead, clock, reply.id, "  Thiếu   phụ lục. ")
    assert (reply.state, comment.state) == (ReplyState.RETURNED, CommentState.READY)
    assert session.scalars(select(Disposition)).all() == [answer]
    history = sendings.history_of(session, lead, clock, reply.id)
    assert (history.standing, history.events[0].reason) == (Standing.RETURNED, "Thiếu phụ lục.")


def test_sending_again_makes_another_sending_and_keeps_the_first(
    session: Session, clock: FixedClock, head: User, lead: User, key: str, reply: Reply, comment: Comment
) -> None:
    sendings.give_back(session, lead, clock, reply.id, "Thiếu phụ lục.")
    comment.body = "Nói rõ hơn."
    clock.forward(days=9)
    assert replies.send(session, head, clock, key, Stance.DISAGREE) is reply
    first, second = sendings.sendings_of(session, reply)
    assert (first.stance, first.late) == (Stance.AGREE_WITH_COMMENTS, False)
    assert (second.number, second.stance, second.late) == (2, Stance.DISAGREE, True)
    assert ("Nói rõ hơn." in first.canonical, "Nói rõ hơn." in second.canonical) == (False, True)
    assert replies.verify(session, open_reply(session, head, clock, key))
    assert sendings.history_of(session, head, clock, reply.id).standing is Standing.SENT


def test_the_head_asks_back_and_the_lead_refuses_or_returns(
    session: Session, clock: FixedClock, head: User, lead: User, key: str, reply: Reply
) -> None:
    sendings.ask_back(session, head, clock, reply.id, "Gửi nhầm.")
    assert sendings.history_of(session, lead, clock, reply.id).standing is Standing.ASKED_BACK
    with pytest.raises(Conflict):
        sendings.ask_back(session, head, clock, reply.id, "Gửi nhầm.")
    sendings.refuse(session, lead, clock, reply.id, "Đã tổng hợp xong.")
    notes = notes_of(session, open_reply(session, head, clock, key))
    assert (notes.standing, notes.reason) == (Standing.SENT, "Đã tổng hợp xong.")
    sendings.ask_back(session, head, clock, reply.id, "Vẫn cần sửa.")
    sendings.give_back(session, lead, clock, reply.id, "Trả lại theo đề nghị.")
    assert reply.state is ReplyState.RETURNED


def test_every_step_needs_a_reason(
    session: Session, clock: FixedClock, head: User, lead: User, reply: Reply
) -> None:
    for verb, actor in ((sendings.ask_back, head), (sendings.give_back, lead)):
        with pytest.raises(Invalid):
            verb(session, actor, clock, reply.id, "  ")
    assert sendings.history_of(session, lead, clock, reply.id).events == ()


def test_each_step_belongs_to_one_person(
    session: Session, make: Factory, clock: FixedClock, head: User, lead: User, reply: Reply
) -> None:
    officer = make.user(agency=head.agency)
    drafter = make.drafter()
    for verb, actors in (
        (sendings.ask_back, (officer, drafter, lead)),
        (sendings.refuse, (head, drafter)),
        (sendings.give_back, (head, drafter)),
    ):
        for actor in actors:
            with pytest.raises(NotPermitted):
                verb(session, actor, clock, reply.id, "Lý do.")


def test_what_happened_is_read_by_both_sides_and_nobody_else(
    session: Session, make: Factory, clock: FixedClock, head: User, lead: User, reply: Reply
) -> None:
    for reader in (head, lead):
        assert sendings.history_of(session, reader, clock, reply.id).reply is reply
    for stranger in (None, make.user(), make.user(Role.ADMIN)):
        with pytest.raises(NotFound):
            sendings.history_of(session, stranger, clock, reply.id)
    with pytest.raises(NotFound):
        sendings.history_of(session, lead, clock, reply.id + 1)


def test_what_was_sent_before_sendings_were_kept_is_kept_when_it_is_returned(
    session: Session, make: Factory, clock: FixedClock, invitation: Invitation, lead: User, comment: Comment
) -> None:
    make.sent(comment, invitation)
    assert invitation.reply is not None
    sendings.give_back(session, lead, clock, invitation.reply.id, "Thiếu phụ lục.")
    (kept,) = session.scalars(select(Sending)).all()
    assert (kept.number, kept.fingerprint) == (1, invitation.reply.fingerprint)
    assert json.loads(kept.canonical)["form"] == "draftreview-reply-1"


def test_a_reply_sealed_in_the_older_form_still_verifies(
    session: Session, make: Factory, clock: FixedClock, invitation: Invitation, head: User, key: str
) -> None:
    make.sent(make.comment(invitation, head), invitation)
    page = open_reply(session, head, clock, key)
    assert page.reply is not None
    assert not replies.verify(session, page)
    page.reply.fingerprint = fingerprint(
        sealed(page.consultation, invitation, page.reply, page.sent), OLDER_FORM
    )
    assert replies.verify(session, page)


def test_nothing_is_received_without_a_round(
    session: Session, make: Factory, clock: FixedClock, lead: User
) -> None:
    draft = make.draft(public=True)
    make.version(draft)
    with pytest.raises(NotFound):
        sendings.received(session, lead, clock, draft.key)
