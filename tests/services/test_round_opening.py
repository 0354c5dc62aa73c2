"""What the form of a new round needs."""

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.errors import Conflict, NotFound, NotPermitted
from draftreview.domain.vocabulary import AgencyKind
from draftreview.services.round_opening import agencies_to_invite, choices, version_to_consult
from tests.factories import Factory, FixedClock


def test_working_agencies_are_invited_but_not_the_drafting_one(
    session: Session, make: Factory, clock: FixedClock
) -> None:
    drafting, closed = make.drafting_agency(), make.agency(disabled_at=clock.now())
    late = make.agency(position=9, kind=AgencyKind.DISTRICT)
    early = make.agency(position=0)
    assert choices(session).agencies == ((early.id, early.name), (late.id, late.name))
    assert agencies_to_invite(session, {drafting.id, closed.id, late.id}) == [late]


def test_every_regime_may_be_chosen(session: Session, make: Factory) -> None:
    make.regimes()
    assert [key for key, _name in choices(session).regimes] == ["2015", "2020", "2025"]


def test_the_newest_version_is_asked_about(session: Session, make: Factory) -> None:
    make.version()
    lead, version = make.lead(), make.version()
    round_ = make.round(version)
    assert version_to_consult(session, lead, version.draft.key) == (version, round_)
    newer = make.version(version.draft, number=2)
    assert version_to_consult(session, lead, version.draft.key) == (newer, None)


def test_only_the_lead_opens_rounds_on_what_there_is(session: Session, make: Factory) -> None:
    draft = make.draft()
    with pytest.raises(NotPermitted):
        version_to_consult(session, make.drafter(), draft.key)
    with pytest.raises(Conflict, match="chưa có bản nào"):
        version_to_consult(session, make.lead(), draft.key)
    with pytest.raises(NotFound):
        version_to_consult(session, make.lead(), "khong-co")
