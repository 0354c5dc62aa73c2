"""Reusable sentences: one's own and shared ones, kept once, retired but never deleted."""

import pytest
from sqlalchemy import select

from draftreview.domain.errors import Invalid, NotFound, NotPermitted
from draftreview.domain.vocabulary import Role
from draftreview.models.audit import AuditEvent
from draftreview.models.desk import Phrase
from draftreview.services.phrases import LONGEST, add_shared, keep_phrase, phrases, retire_phrase, with_phrase

LAW = "Luật đã quy định."


def bodies(session, actor) -> list[str]:
    return [one.body for one in phrases(session, actor)]


def test_a_drafter_has_own_phrases_and_the_shared_ones(session, make, clock) -> None:
    own, other, lead = make.drafter(), make.drafter(), make.lead()
    keep_phrase(session, lead, clock, "Dùng chung.", shared=True)
    keep_phrase(session, own, clock, f" {LAW} ")
    keep_phrase(session, other, clock, "Của người khác.")
    assert bodies(session, own) == [LAW, "Dùng chung."]


def test_the_same_phrase_is_not_kept_twice(session, make, clock) -> None:
    drafter, lead = make.drafter(), make.lead()
    first = keep_phrase(session, drafter, clock, LAW)
    assert keep_phrase(session, drafter, clock, LAW) is first
    shared = keep_phrase(session, lead, clock, "Dùng chung.", shared=True)
    assert keep_phrase(session, drafter, clock, "Dùng chung.") is shared


def test_the_lead_may_share_what_was_her_own(session, make, clock) -> None:
    lead = make.lead()
    own = keep_phrase(session, lead, clock, LAW)
    shared = keep_phrase(session, lead, clock, LAW, shared=True)
    assert (own.owner_id, shared.owner_id) == (lead.id, None)


def test_only_the_lead_shares_and_retires_shared_phrases(session, make, clock) -> None:
    drafter, lead = make.drafter(), make.lead()
    with pytest.raises(NotPermitted):
        keep_phrase(session, drafter, clock, LAW, shared=True)
    shared = keep_phrase(session, lead, clock, LAW, shared=True)
    with pytest.raises(NotPermitted):
        retire_phrase(session, drafter, clock, shared.id)
    assert retire_phrase(session, lead, clock, shared.id).retired_at == clock.now()


def test_a_retired_phrase_stays_but_is_offered_no_more(session, make, clock) -> None:
    drafter = make.drafter()
    phrase = keep_phrase(session, drafter, clock, LAW)
    for _ in range(2):
        retire_phrase(session, drafter, clock, phrase.id)
    assert (bodies(session, drafter), session.get(Phrase, phrase.id)) == ([], phrase)
    actions = list(session.scalars(select(AuditEvent.action)))
    assert actions == ["phrase.kept", "phrase.retired"]


def test_another_drafters_phrase_is_not_to_be_found(session, make, clock) -> None:
    phrase = keep_phrase(session, make.drafter(), clock, LAW)
    for number in (phrase.id, 999):
        with pytest.raises(NotFound):
            retire_phrase(session, make.drafter(), clock, number)


@pytest.mark.parametrize("body", [" \n", "a" * (LONGEST + 1)])
def test_a_phrase_says_something_and_not_too_much(session, make, clock, body) -> None:
    with pytest.raises(Invalid):
        keep_phrase(session, make.drafter(), clock, body)


def test_a_database_may_come_with_shared_phrases(session, make, clock) -> None:
    add_shared(session, clock, [LAW])
    session.flush()
    assert bodies(session, make.drafter()) == [LAW]


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.AGENCY_HEAD, Role.APPRAISER, Role.ADMIN])
def test_only_the_drafting_side_has_phrases(session, make, clock, role) -> None:
    actor = make.user(role)
    for use in (
        lambda: phrases(session, actor),
        lambda: keep_phrase(session, actor, clock, LAW),
        lambda: retire_phrase(session, actor, clock, 1),
    ):
        with pytest.raises(NotPermitted):
            use()


def test_a_phrase_goes_behind_what_was_said() -> None:
    assert with_phrase("", LAW) == LAW
    assert with_phrase("Giữ như dự thảo.\n", LAW) == f"Giữ như dự thảo. {LAW}"
