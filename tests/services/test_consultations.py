"""Rounds of consultation: opened once on the newest version, with letter, topics and invitations."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.content import RoundFacts, TopicFacts
from draftreview.domain.errors import Conflict, Invalid, NotFound, NotPermitted
from draftreview.domain.vocabulary import Openness, Role
from draftreview.models.audit import IndexingEntry
from draftreview.models.consultations import Consultation, FocusTopic, Invitation
from draftreview.models.drafts import Version
from draftreview.services import consultations
from tests.factories import Factory, FixedClock

LETTER = RoundFacts(
    letter_number=" 2520/SNV-CCHC ",
    letter_date=date(2017, 10, 2),
    letter_signer="Tạ Quang Trường",
    opens_on=date(2017, 10, 2),
    closes_before=date(2017, 11, 2),
    received_on=date(2017, 10, 5),
)


@pytest.fixture
def version(make: Factory) -> Version:
    make.regimes()
    make.round(make.version())
    return make.version()


def opened(make: Factory, version: Version, facts: RoundFacts = LETTER) -> Consultation:
    drafting = make.drafting_agency()
    agencies = [make.agency(), make.agency()]
    return consultations.open_round(make.session, None, make.clock, version, facts, agencies, drafting)


def test_a_round_keeps_the_letter_and_invites_each_agency(
    session: Session, make: Factory, version: Version
) -> None:
    make.agency("Sở không được mời")
    consultation = opened(make, version)
    invitations = session.scalars(
        select(Invitation).where(Invitation.consultation_id == consultation.id)
    ).all()
    assert (consultation.number, consultation.letter_number) == (1, "2520/SNV-CCHC")
    assert len(invitations) == 2
    assert {(one.received_on, one.due_before) for one in invitations} == {
        (date(2017, 10, 5), date(2017, 11, 2))
    }


def test_opening_a_round_indexes_the_version_again(session: Session, make: Factory, version: Version) -> None:
    opened(make, version)
    assert session.scalars(select(IndexingEntry.subject)).all()[-1] == f"version:{version.id}"


def test_rounds_of_a_draft_count_up(make: Factory, version: Version) -> None:
    opened(make, version)
    second = make.version(version.draft, number=2)
    assert opened(make, second).number == 2


def test_a_version_is_consulted_once(make: Factory, version: Version) -> None:
    opened(make, version)
    with pytest.raises(Conflict, match="đã có đợt lấy ý kiến"):
        opened(make, version)


def test_the_same_letter_sent_twice_opens_one_round(make: Factory, version: Version) -> None:
    facts = replace(LETTER, topics=(TopicFacts("1", "Mô hình", "Mô hình"),))
    agencies, lead = [make.agency(), make.agency()], make.lead()
    once, again = (
        consultations.open_round(make.session, lead, make.clock, version, facts, agencies, lead.agency)
        for _ in range(2)
    )
    assert once is again
    with pytest.raises(Conflict):
        consultations.open_round(
            make.session, lead, make.clock, version, LETTER, agencies, make.drafting_agency()
        )


@pytest.mark.parametrize("openness", Openness)
def test_a_round_keeps_when_agencies_may_read_each_other(
    make: Factory, version: Version, openness: Openness
) -> None:
    assert opened(make, version, replace(LETTER, openness=openness)).openness is openness


def test_only_the_newest_version_is_consulted(make: Factory, version: Version) -> None:
    make.version(version.draft, number=2)
    with pytest.raises(Conflict, match="lần 2"):
        opened(make, version)


def test_only_the_lead_opens_a_round(
    session: Session, make: Factory, clock: FixedClock, version: Version
) -> None:
    agency = make.agency()
    with pytest.raises(NotPermitted):
        consultations.open_round(session, make.drafter(), clock, version, LETTER, [agency], agency)
    consultations.open_round(session, make.lead(), clock, version, LETTER, [agency], agency)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"letter_number": "  "}, "letter_number"),
        ({"closes_before": date(2017, 10, 2)}, "closes_before"),
        ({"regime_key": "1945"}, "regime_key"),
    ],
)
def test_unfit_facts_are_refused_by_field(
    make: Factory, version: Version, change: dict[str, object], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        opened(make, version, replace(LETTER, **change))
    assert refused.value.field == field


def test_a_round_needs_somebody_to_ask(
    session: Session, make: Factory, clock: FixedClock, version: Version
) -> None:
    with pytest.raises(Invalid) as refused:
        consultations.open_round(session, None, clock, version, LETTER, [], make.agency())
    assert refused.value.field == "agencies"


def test_topics_cover_provisions_by_identity(session: Session, make: Factory, version: Version) -> None:
    topics = (
        TopicFacts("2", "Quy trình", "Quy trình"),
        TopicFacts("2a", "Tiếp nhận", "Tiếp nhận", parent="2", provisions=("att_1__art_2",)),
    )
    consultation = opened(make, version, replace(LETTER, topics=topics))
    found = session.scalars(
        select(FocusTopic).where(FocusTopic.consultation_id == consultation.id).order_by(FocusTopic.position)
    ).all()
    assert [topic.code for topic in found] == ["2", "2a"]
    assert found[1].parent_id == found[0].id
    lineage_id = make.provision(version, "att_1__art_2").lineage_id
    assert [one.lineage_id for one in found[1].provisions] == [lineage_id]


@pytest.mark.parametrize(("eid", "named"), [("att_1__art_99", "Điều 99"), ("att_9", "att_9")])
def test_a_topic_on_what_is_not_there_is_refused(
    make: Factory, version: Version, eid: str, named: str
) -> None:
    topic = TopicFacts("1", "Mô hình", "Mô hình", provisions=(eid,))
    with pytest.raises(Invalid, match=named):
        opened(make, version, replace(LETTER, topics=(topic,)))


def test_the_newest_round_of_a_draft_is_found(session: Session, make: Factory, version: Version) -> None:
    key = version.draft.key
    assert consultations.newest_round(session, key) is None
    with pytest.raises(NotFound):
        consultations.require_round(session, key)
    first = make.round(version, number=1)
    newest = make.round(version, number=2)
    assert consultations.require_round(session, key) is newest
    assert consultations.require_round(session, key, 1) is first
    with pytest.raises(NotFound, match="không có đợt lấy ý kiến lần 7"):
        consultations.require_round(session, key, 7)


def test_the_invitation_is_the_actors_own(session: Session, make: Factory) -> None:
    consultation = make.round()
    make.invitation(consultation)
    invitation = make.invitation(consultation)
    officer = make.user(Role.COMMENTER, invitation.agency)
    assert consultations.invitation_of(session, consultation, officer) is invitation
    assert consultations.invitation_of(session, consultation, make.user()) is None
    assert consultations.invitation_of(session, consultation, None) is None


def test_a_round_is_over_on_the_day_it_closes_before(make: Factory, clock: FixedClock) -> None:
    consultation = make.round()
    clock.moment = datetime(2017, 11, 1, 16, 59, tzinfo=UTC)
    assert not consultations.is_over(consultation, clock)
    clock.forward(minutes=1)
    assert consultations.is_over(consultation, clock)
