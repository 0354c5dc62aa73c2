"""The list of a draft's texts and what opening a round needs."""

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.errors import NotFound, NotPermitted
from draftreview.domain.provisions import Tree
from draftreview.services import draft_texts, intakes
from tests.factories import Factory, FixedClock, small_text
from tests.services.doubts import history


def test_versions_stand_newest_first_with_their_newest_round(session: Session, make: Factory) -> None:
    make.round(make.version())
    draft = make.draft()
    first, second = make.version(draft), make.version(draft, number=2)
    make.round(first)
    newest = make.round(first, number=2)
    found = draft_texts.texts_of(session, make.drafter(), draft.key)
    assert [row.version for row in found.rows] == [second, first]
    assert [row.consultation for row in found.rows] == [None, newest]


def test_a_version_tells_who_issued_it_and_from_which_file(
    session: Session, make: Factory, clock: FixedClock
) -> None:
    lead, draft = make.lead(), make.draft()
    intake = intakes.take_in(session, lead, clock, draft, "lan-1.txt", b"1", Tree(small_text()))
    intakes.publish(session, lead, clock, intake.id)
    waits = intakes.take_in(session, lead, clock, draft, "lan-2.txt", b"2", Tree(small_text()))
    found = draft_texts.texts_of(session, lead, draft.key)
    (row,) = found.rows
    assert (row.version.issued_by, row.version.intake) == (lead, intake)
    assert found.waiting == (waits,)


def test_a_draft_without_versions_waits_for_its_first(session: Session, make: Factory) -> None:
    make.version()
    found = draft_texts.texts_of(session, make.lead(), make.draft().key)
    assert (found.rows, found.next_number, found.to_consult, found.consulted) == ((), 1, None, False)


def test_a_new_version_may_be_consulted_until_it_has_a_round(session: Session, make: Factory) -> None:
    lead, version = make.lead(), make.version()
    before = draft_texts.texts_of(session, lead, version.draft.key)
    assert (before.to_consult, before.consulted, before.next_number) == (version, False, 2)
    make.round(version)
    after = draft_texts.texts_of(session, lead, version.draft.key)
    assert (after.to_consult, after.consulted) == (None, True)


def test_only_the_drafting_side_sees_the_list(session: Session, make: Factory) -> None:
    draft = make.draft()
    for stranger in (None, make.user()):
        with pytest.raises(NotPermitted):
            draft_texts.texts_of(session, stranger, draft.key)
    with pytest.raises(NotFound):
        draft_texts.texts_of(session, make.lead(), "khong-co")


def test_a_version_tells_how_many_pairs_wait_to_be_confirmed(session: Session, make: Factory) -> None:
    past = history(make)
    past.write("Nhận.", "Trả.")
    past.write("Tiếp nhận.", "Hẹn trả.", doubt=["A>A", "B>B"])
    past.say(2, "A>A")
    found = draft_texts.texts_of(session, past.actor, "mot-cua")
    assert [(row.doubtful, row.unconfirmed) for row in found.rows] == [(2, 1), (0, 0)]
