"""What happened to one agency in a round, in the order in which it did."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.errors import NotPermitted
from draftreview.domain.vocabulary import Role, RoundAction, Stance
from draftreview.models.accounts import User
from draftreview.models.consultations import Consultation, Invitation
from draftreview.services import replies, sendings
from draftreview.services.invitation_history import Happened, Happening, happenings_of
from draftreview.services.invitations import line_of, note_opening, note_receiving
from draftreview.services.inviting import invite
from draftreview.services.round_changes import Wish, change_round, changes_of
from draftreview.services.round_pages import open_round_page
from tests.factories import Factory

TODAY = date(2017, 10, 24)


@pytest.fixture
def consultation(make: Factory) -> Consultation:
    """A round with one agency, beside another round in which one has sent."""
    other = make.invitation(make.round(make.version()))
    make.sent(make.comment(other), other)
    round_: Consultation = make.round()
    make.invitation(round_)
    return round_


@pytest.fixture
def lead(make: Factory) -> User:
    return make.lead()


def happened(make: Factory, invitation: Invitation) -> list[Happening]:
    session, lead, round_ = make.session, make.lead(), invitation.consultation
    session.commit()
    session.expire_all()
    page = open_round_page(session, lead, make.clock, round_.draft.key, 1)
    line = line_of(session, lead, make.clock, round_, invitation.agency_id)
    return happenings_of(session, lead, page, line, changes_of(session, round_))


def extend(
    make: Factory, lead: User, round_: Consultation, day: date, agency_id: int | None = None
) -> object:
    changes = changes_of(make.session, round_)
    wish = Wish(RoundAction.EXTENDED, "Có lý do.", day, agency_id)
    return change_round(make.session, lead, make.clock, round_, wish, changes[0].id if changes else 0)


def test_an_agency_is_followed_from_the_invitation_to_the_second_sending(
    session: Session, make: Factory, consultation: Consultation, lead: User
) -> None:
    extend(make, lead, consultation, date(2017, 11, 3))
    agency, key, clock = make.agency(), consultation.draft.key, make.clock
    head = make.user(Role.AGENCY_HEAD, agency, display_name="Giám đốc")
    clock.forward(minutes=5)
    (invitation,) = invite(session, lead, clock, consultation, [agency.id], date(2017, 11, 3))
    session.flush()

    def reply_id() -> int:
        assert invitation.reply is not None
        return invitation.reply.id

    steps: tuple[Callable[[], object], ...] = (
        lambda: note_receiving(session, lead, clock, consultation, [agency.id], TODAY),
        lambda: extend(make, lead, consultation, date(2017, 11, 9), agency.id),
        lambda: note_opening(session, clock, invitation.id),
        lambda: replies.agree_entirely(session, head, clock, key),
        lambda: sendings.ask_back(session, head, clock, reply_id(), "Gửi nhầm."),
        lambda: sendings.give_back(session, lead, clock, reply_id(), "Theo đề nghị."),
        lambda: replies.send(session, head, clock, key, Stance.AGREE),
    )
    for step in steps:
        clock.forward(minutes=5)
        step()
        session.commit()
    found = happened(make, invitation)
    assert [(one.what.value, one.reason) for one in found] == [
        ("invited", ""),
        ("received", ""),
        ("changed", "Có lý do."),
        ("opened", ""),
        ("sent", ""),
        ("withdrawal_asked", "Gửi nhầm."),
        ("returned", "Theo đề nghị."),
        ("sent", ""),
    ]
    sent = [(one.number, one.day, one.by) for one in found if one.what is Happened.SENT]
    assert sent == [(1, TODAY, "Giám đốc"), (2, TODAY, "Giám đốc")]
    assert (found[0].by, found[0].day, found[1].day) == (lead.display_name, TODAY, TODAY)


def test_what_was_done_for_others_stays_with_them(
    session: Session, make: Factory, consultation: Consultation, lead: User
) -> None:
    mine, other = consultation.invitations[0], make.invitation(consultation)
    extend(make, lead, consultation, date(2017, 11, 9), other.agency_id)
    note_receiving(session, lead, make.clock, consultation, [other.agency_id], date(2017, 10, 5))
    make.sent(make.comment(other), other, late=True)
    assert happened(make, mine) == [Happening(Happened.INVITED, None, day=date(2017, 10, 2))]
    sent = happened(make, other)[-1]
    assert (sent.what, sent.number, sent.late, sent.by) == (Happened.SENT, 0, True, "")


def test_the_history_of_an_agency_is_for_the_drafting_side(
    session: Session, make: Factory, consultation: Consultation, lead: User
) -> None:
    page = open_round_page(session, lead, make.clock, consultation.draft.key, 1)
    line = line_of(session, lead, make.clock, consultation, consultation.invitations[0].agency_id)
    with pytest.raises(NotPermitted):
        happenings_of(session, make.user(), page, line, [])
