"""Rounds: opened with their letter, topics and invitations, and found again."""

from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.content import RoundFacts, TopicFacts
from draftreview.domain.errors import Invalid, NotFound, NotPermitted
from draftreview.models.audit import IndexingEntry
from draftreview.models.consultations import FocusTopic
from draftreview.services import consultations
from tests.factories import Factory, FixedClock

TOPICS = (
    TopicFacts("1", "Mô hình", "Mô hình", provisions=("att_1__chp_I",)),
    TopicFacts("1a", "Tiếp nhận", "Tiếp nhận", parent="1", provisions=("att_1__art_2",)),
)


def facts(**more: object) -> RoundFacts:
    given: dict[str, object] = {
        "letter_number": "2520/SNV-CCHC",
        "letter_date": date(2017, 10, 2),
        "opens_on": date(2017, 10, 2),
        "closes_before": date(2017, 11, 2),
    }
    return RoundFacts(**(given | more))  # type: ignore[arg-type]


def test_a_round_invites_its_agencies_until_the_letters_day(session: Session, make: Factory) -> None:
    make.regimes()
    version, agency = make.version(), make.agency()
    opened = consultations.open_round(
        session, make.lead(), make.clock, version, facts(), [agency], make.drafting_agency()
    )
    assert [(one.agency, one.due_before) for one in opened.invitations] == [(agency, date(2017, 11, 2))]
    assert opened.number == 1
    assert (
        session.scalar(select(IndexingEntry.subject).order_by(IndexingEntry.id.desc()))
        == f"version:{version.id}"
    )


def test_topics_cover_provisions_by_their_identity(session: Session, make: Factory) -> None:
    make.regimes()
    version = make.version()
    consultations.open_round(
        session, None, make.clock, version, facts(topics=TOPICS), [make.agency()], make.drafting_agency()
    )
    step = session.scalars(select(FocusTopic).where(FocusTopic.code == "1a")).one()
    assert step.parent_id is not None
    assert step.provisions[0].lineage_id == make.provision(version, "att_1__art_2").lineage_id


@pytest.mark.parametrize(
    "unfit",
    [
        {"letter_number": " "},
        {"closes_before": date(2017, 10, 2)},
        {"regime_key": "1996"},
        {"topics": (TopicFacts("1", "Mô hình", "Mô hình", provisions=("att_9__art_1",)),)},
    ],
)
def test_a_round_that_cannot_be_is_refused(session: Session, make: Factory, unfit: dict[str, object]) -> None:
    make.regimes()
    with pytest.raises(Invalid):
        consultations.open_round(
            session, None, make.clock, make.version(), facts(**unfit), [make.agency()], make.drafting_agency()
        )


def test_a_round_asks_somebody(session: Session, make: Factory) -> None:
    make.regimes()
    with pytest.raises(Invalid):
        consultations.open_round(
            session, None, make.clock, make.version(), facts(), [], make.drafting_agency()
        )


def test_only_the_lead_drafter_opens_a_round(session: Session, make: Factory) -> None:
    with pytest.raises(NotPermitted):
        consultations.open_round(
            session, make.drafter(), make.clock, make.version(), facts(), [], make.drafting_agency()
        )


def test_the_newest_round_of_the_draft_is_found(session: Session, make: Factory) -> None:
    version = make.version()
    make.round(version)
    newest = make.round(version, number=2)
    make.round(number=7)
    assert consultations.require_round(session, version.draft.key) is newest


def test_a_draft_without_a_round_says_so(session: Session, make: Factory) -> None:
    with pytest.raises(NotFound):
        consultations.require_round(session, make.version().draft.key)


def test_an_invitation_is_the_readers_own(session: Session, make: Factory) -> None:
    opened = make.round()
    own = make.invitation(opened)
    make.invitation(opened)
    assert consultations.invitation_of(session, opened, make.user(agency=own.agency)) is own
    assert consultations.invitation_of(session, opened, make.user()) is None
    assert consultations.invitation_of(session, opened, None) is None


def test_before_a_day_ends_with_the_day_before(make: Factory, clock: FixedClock) -> None:
    opened = make.round()
    clock.moment = clock.moment.replace(month=11, day=1, hour=16, minute=59, second=59)
    assert not consultations.is_over(opened, clock)
    clock.forward(seconds=1)
    assert consultations.is_over(opened, clock)
