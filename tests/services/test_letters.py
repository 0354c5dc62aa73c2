"""The official letter gathered from the reply: what is finished, or what was sent; nothing of others."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.letters import OfficialLetter
from draftreview.domain.vocabulary import CommentState, Operation, Role, Stance
from draftreview.models.accounts import User
from draftreview.models.comments import Anchor
from draftreview.models.consultations import Consultation, Invitation
from draftreview.models.writing import TopicAnswer
from draftreview.services import replies
from draftreview.services.letters import letter_of
from draftreview.services.replies import Letter
from draftreview.services.reply_pages import open_reply
from tests.factories import Factory, FixedClock

CLAUSE = "att_1__art_3__para_1"


@pytest.fixture
def round_(make: Factory) -> Consultation:
    """A round in which another agency has finished a comment."""
    round_ = make.round()
    make.comment(make.invitation(round_), state=CommentState.READY)
    return round_


@pytest.fixture
def invitation(make: Factory, round_: Consultation) -> Invitation:
    return make.invitation(round_)


@pytest.fixture
def head(make: Factory, invitation: Invitation) -> User:
    return make.user(Role.AGENCY_HEAD, invitation.agency)


def letter(session: Session, head: User, clock: FixedClock, round_: Consultation) -> OfficialLetter:
    return letter_of(session, open_reply(session, head, clock, round_.draft.key))


def test_only_finished_comments_of_the_agency_are_in_it(
    session: Session,
    make: Factory,
    clock: FixedClock,
    round_: Consultation,
    invitation: Invitation,
    head: User,
) -> None:
    place = make.provision(round_.version, CLAUSE)
    said = make.comment(invitation, head, place, state=CommentState.READY, reason="Vì **vậy**.")
    make.proposal(said, "Trả lời ngay.", new_tail="Ghi lại.")
    make.comment(invitation, head, place)
    found = letter(session, head, clock, round_)
    assert [(one.group, one.place) for one in found.opinions] == [
        ("Điều 3. Xin ý kiến phối hợp", "khoản 1 Điều 3")
    ]
    (one,) = found.opinions
    assert (one.reason, one.words) == ("Vì vậy.", place.text)
    assert one.proposed is not None
    assert (one.proposed.text, one.proposed.old_text) == ("Trả lời ngay.", place.text)
    assert (one.proposed.tail, one.proposed.old_tail) == ("Ghi lại.", "")


def test_every_kind_of_place_has_its_group(
    session: Session,
    make: Factory,
    clock: FixedClock,
    round_: Consultation,
    invitation: Invitation,
    head: User,
) -> None:
    def on(eid: str, citation: str) -> None:
        place = make.provision(round_.version, eid)
        make.comment(invitation, head, place, state=CommentState.READY, citation=citation)

    make.comment(invitation, head, state=CommentState.READY)
    on("att_1__chp_I", "Chương I của Quy định")
    on("att_1__art_2__para_2__point_a", "điểm a khoản 2 Điều 2 của Quy định")
    appendix = round_.version.components[2]
    make.comment(invitation, head, component=appendix, citation="Phụ lục 1", state=CommentState.READY)
    assert [one.group for one in letter(session, head, clock, round_).opinions] == [
        "",
        "Chương I của Quy định. QUY ĐỊNH CHUNG",
        "Điều 2 của Quy định. Tiếp nhận hồ sơ",
        "Phụ lục 1",
    ]


def test_chosen_words_and_the_place_of_a_move_are_told(
    session: Session,
    make: Factory,
    clock: FixedClock,
    round_: Consultation,
    invitation: Invitation,
    head: User,
) -> None:
    place = make.provision(round_.version, CLAUSE)
    said = make.comment(invitation, head, place, state=CommentState.READY)
    said.anchor = Anchor(start=0, end=7, quote="Cơ quan")
    target = make.provision(round_.version, "att_1__art_3__para_2")
    make.proposal(said, "", operation=Operation.MOVE, target=target)
    (one,) = letter(session, head, clock, round_).opinions
    assert one.passage == "Cơ quan"
    assert one.proposed is not None
    assert one.proposed.beside == "khoản 2 Điều 3"


def test_what_was_sent_is_said_again_with_the_letters_facts(
    session: Session,
    make: Factory,
    clock: FixedClock,
    round_: Consultation,
    invitation: Invitation,
    head: User,
) -> None:
    make.comment(invitation, head, state=CommentState.READY)
    facts = Letter("15/SYT", date(2017, 10, 24), "Trần Văn B")
    replies.send(session, head, clock, round_.draft.key, Stance.DISAGREE, facts)
    found = letter(session, head, clock, round_)
    assert (len(found.opinions), found.stance) == (1, Stance.DISAGREE)
    assert (found.facts.number, found.facts.signer) == ("15/SYT", "Trần Văn B")


def test_full_agreement_says_no_opinions(
    session: Session,
    make: Factory,
    clock: FixedClock,
    round_: Consultation,
    invitation: Invitation,
    head: User,
) -> None:
    make.comment(invitation, head, state=CommentState.READY)
    replies.prepare(session, head, clock, round_.draft.key, Stance.AGREE, Letter())
    assert letter(session, head, clock, round_).opinions == ()


def test_topics_answered_with_no_opinion_are_named_until_taken_back(
    session: Session,
    make: Factory,
    clock: FixedClock,
    round_: Consultation,
    invitation: Invitation,
    head: User,
) -> None:
    kept, back = make.topic(round_, title="Trả hồ sơ"), make.topic(round_, title="Luân chuyển")
    other = make.topic(round_, title="Tiếp nhận")
    for topic, agency, withdrawn in (
        (kept, invitation.agency, None),
        (back, invitation.agency, clock.now()),
        (other, make.agency(), None),
    ):
        session.add(TopicAnswer(topic=topic, agency=agency, by=head, at=clock.now(), withdrawn_at=withdrawn))
    session.flush()
    assert letter(session, head, clock, round_).silent == ("Trả hồ sơ",)
