"""Who may open which version, and which round asks there."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.errors import NotFound, NotPermitted
from draftreview.domain.vocabulary import Role, RoundAction
from draftreview.services.reading import open_version
from draftreview.services.round_changes import Wish, change_round
from draftreview.services.topics import topics_of
from tests.factories import Factory, FixedClock


def test_an_invited_agency_opens_the_newest_version(
    session: Session, make: Factory, clock: FixedClock
) -> None:
    consultation = make.round()
    newer = make.version(consultation.draft, number=2)
    invitation = make.invitation(consultation)
    officer = make.user(agency=invitation.agency)
    visit = open_version(session, officer, clock, consultation.draft.key)
    assert (visit.version, visit.numbers, visit.rounds) == (newer, (1, 2), (1,))
    assert (visit.consultation, visit.consulted) == (consultation, False)
    assert not visit.takes_comments(officer)


def test_a_version_with_a_round_of_its_own_is_consulted(
    session: Session, make: Factory, clock: FixedClock
) -> None:
    consultation = make.round()
    invitation = make.invitation(consultation)
    make.invitation(make.round())
    officer = make.user(agency=invitation.agency)
    visit = open_version(session, officer, clock, consultation.draft.key, 1)
    assert visit.consulted
    assert (visit.invitation, visit.takes_comments(officer)) == (invitation, True)
    assert visit.days is not None
    assert visit.days.days_left(visit.today) == 8


def test_the_newest_round_on_a_version_counts(session: Session, make: Factory, clock: FixedClock) -> None:
    first = make.round()
    invitation = make.invitation(first)
    second = make.round(first.version, number=2)
    officer = make.user(agency=invitation.agency)
    visit = open_version(session, officer, clock, first.draft.key, 1)
    assert (visit.consultation, visit.invitation) == (second, None)
    assert not visit.takes_comments(officer)


def test_an_unknown_draft_or_version_is_not_found(session: Session, make: Factory, clock: FixedClock) -> None:
    version = make.version()
    empty = make.draft()
    lead = make.lead()
    for key, number in ((version.draft.key, 9), (empty.key, None), ("khong-co", None)):
        with pytest.raises(NotFound):
            open_version(session, lead, clock, key, number)


def test_an_agency_that_was_not_asked_does_not_read(
    session: Session, make: Factory, clock: FixedClock
) -> None:
    consultation = make.round()
    make.invitation(consultation)
    for stranger in (make.user(), None, make.user(Role.ADMIN)):
        with pytest.raises(NotPermitted):
            open_version(session, stranger, clock, consultation.draft.key)


def test_a_public_draft_is_open_without_a_round(session: Session, make: Factory, clock: FixedClock) -> None:
    version = make.version(make.draft(public=True))
    visit = open_version(session, None, clock, version.draft.key)
    assert (visit.consultation, visit.days, visit.takes_comments(None)) == (None, None, False)
    assert topics_of(session, visit.consultation) == ()


def test_an_agency_is_told_its_day_by_law_and_why_the_round_was_closed(
    session: Session, make: Factory, clock: FixedClock
) -> None:
    invitation = make.invitation(make.round(), received_on=date(2017, 10, 6))
    round_, reader = invitation.consultation, make.user(agency=invitation.agency)
    visit = open_version(session, reader, clock, round_.draft.key)
    assert (visit.statutory_day, visit.closing) == (date(2017, 10, 16), "")
    change_round(session, make.lead(), clock, round_, Wish(RoundAction.CLOSED, "Đủ ý kiến."), 0)
    assert open_version(session, reader, clock, round_.draft.key).closing == "Đủ ý kiến."
    without = make.version(make.draft(public=True))
    assert open_version(session, reader, clock, without.draft.key).statutory_day is None


def test_the_appraiser_reads_once_the_round_is_over(
    session: Session, make: Factory, clock: FixedClock
) -> None:
    consultation = make.round()
    appraiser = make.user(Role.APPRAISER)
    with pytest.raises(NotPermitted):
        open_version(session, appraiser, clock, consultation.draft.key)
    clock.forward(days=10)
    visit = open_version(session, appraiser, clock, consultation.draft.key)
    assert visit.today == date(2017, 11, 3)
