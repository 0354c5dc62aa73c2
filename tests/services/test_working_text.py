"""Everything that a screen shows of the next version: what stands, what is asked, what was left out."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from draftreview.domain.errors import NotFound, NotPermitted
from draftreview.domain.vocabulary import Stage, Verdict
from draftreview.models.drafts import Alignment
from draftreview.services.working_text import working_text
from draftreview.services.working_text_editing import Grounds, withdraw_edit
from tests.factories import Factory
from tests.services.accepting import ARTICLE, BY_POST, CLAUSE, ON_SOFTWARE, OTHER, Desk


@pytest.fixture
def desk(make: Factory) -> Desk:
    noise = Desk(make, make.round())
    noise.accept(ON_SOFTWARE)
    noise.edit("Nhiễu.", OTHER)
    return Desk(make, make.round())


@pytest.fixture
def counted(session: Session) -> Iterator[Callable[[], int]]:
    """Count the queries sent since the last call."""
    engine = session.get_bind()
    assert isinstance(engine, Engine)
    seen: list[str] = []

    def note(*about: object) -> None:
        seen.append(str(about[2]))

    def take() -> int:
        number = len([one for one in seen if one.startswith("SELECT")])
        seen.clear()
        return number

    event.listen(engine, "before_cursor_execute", note)
    yield take
    event.remove(engine, "before_cursor_execute", note)


def test_it_takes_four_queries_however_much_there_is(
    desk: Desk, session: Session, counted: Callable[[], int]
) -> None:
    for _ in range(3):
        desk.accept(ON_SOFTWARE)
        vague = desk.accept(None)
    desk.accept(BY_POST)
    desk.settle()
    desk.edit("Việc khác.", OTHER, grounds=Grounds("Theo góp ý.", (vague.id,)))
    desk.edit("Việc khác nữa.", ARTICLE)
    session.commit()
    session.expunge_all()
    counted()
    working = working_text(session, desk.lead, desk.key)
    assert counted() == 4
    assert [one.comment.agency.short_name for one in working.conflicts]
    assert [one.by.display_name for one in (*working.edits, *working.accepted.settlements) if one.by]
    assert working.compared.changes
    assert counted() == 0


def test_acceptances_stand_by_what_became_of_them(desk: Desk, make: Factory) -> None:
    clean = desk.accept("Việc khác hẳn.", OTHER)
    same = desk.accept(make.provision(desk.consultation.version, CLAUSE).text)
    vague = desk.accept(None)
    undecided = desk.accept(BY_POST)
    make.disposition(undecided, stage=Stage.PROPOSED, revision=2)
    working = desk.working
    assert [one.comment for one in working.clean] == [clean]
    assert [one.comment for one in working.adopted] == [same]
    assert [one.comment for one in working.taken] == [clean, same]
    assert [one.comment for one in working.not_carried_out] == [vague]
    assert [one.comment for one in working.accepted.undecided] == [undecided]
    assert (working.conflicts, working.orphans, working.number) == ((), (), 2)


def test_questions_name_who_is_behind_them(desk: Desk) -> None:
    comments = [desk.accept(ON_SOFTWARE), desk.accept(BY_POST)]
    question = desk.question
    assert [desk.working.behind[key].comment for key in question.keys] == comments
    assert question.labels == tuple(one.agency.short_name for one in comments)
    row = desk.settle()
    assert desk.working.settlement(question.subject) is row


def test_a_version_without_a_round_can_be_edited_and_issued(desk: Desk, make: Factory) -> None:
    second = make.version(desk.consultation.draft, number=2)
    desk.edit("Việc khác.", OTHER)
    assert (desk.working.accepted.version, desk.working.number) == (second, 3)
    assert desk.issue().number == 3


def test_uncertain_identities_are_counted(desk: Desk, make: Factory, session: Session) -> None:
    second = make.version(desk.consultation.draft, number=2)
    old, new = make.provision(desk.consultation.version, CLAUSE), make.provision(second, CLAUSE)
    facts = {
        "old_version_id": old.version_id, "new_version_id": new.version_id, "old_provision_id": old.id,
        "new_provision_id": new.id, "moved": False, "renumbered": False, "edited": True, "split": False,
        "merged": False, "score": 0.6,
    }  # fmt: skip
    judged = {"certain": False, "verdict": Verdict.SAME, "judged_at": make.clock.now()}
    session.add_all(
        [Alignment(**facts, certain=False), Alignment(**facts, certain=True), Alignment(**facts, **judged)]
    )
    session.flush()
    assert desk.working.accepted.uncertain == 1


def test_the_seal_follows_settlements_and_edits(desk: Desk, session: Session) -> None:
    desk.accept(ON_SOFTWARE)
    desk.accept(BY_POST)
    seals = [desk.working.seal]
    desk.settle()
    seals.append(desk.working.seal)
    desk.edit("Việc khác.", OTHER)
    seals.append(desk.working.seal)
    withdraw_edit(session, desk.drafter, desk.make.clock, desk.key, OTHER, revision=1)
    seals.append(desk.working.seal)
    assert len(set(seals)) == 4


def test_only_the_drafting_side_looks(desk: Desk, session: Session) -> None:
    with pytest.raises(NotPermitted):
        working_text(session, desk.make.user(), desk.key)
    with pytest.raises(NotFound):
        working_text(session, desk.lead, "khong-co")
