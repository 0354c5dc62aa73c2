"""Repairs of a file before it is published: who may, what stays, and nobody overwrites anybody."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.errors import AlreadySent, Conflict, Invalid, NotPermitted
from draftreview.domain.parsing import parse_text
from draftreview.domain.provisions import Kind
from draftreview.domain.repair_operations import RepairOperation as Op
from draftreview.models.audit import AuditEvent
from draftreview.models.drafts import Draft, Intake, Provision
from draftreview.services import audit, intakes, repairs
from tests.factories import Factory, FixedClock
from tests.outlines import provisions

TEXT = "Điều 1. Phạm vi\n1. Một câu.\n2. Theo quy định tại\n3. Nghị định này."
CLAUSE = "art_1__para_3"


def taken(make: Factory, draft: Draft, text: str = TEXT, name: str = "du-thao.txt") -> Intake:
    return intakes.take_in(
        make.session, make.lead(), make.clock, draft, name, text.encode(), parse_text(text)
    )


def join(make: Factory, intake: Intake, seen: int = 0, eid: str = CLAUSE) -> repairs.Mended:
    return repairs.repair(
        make.session,
        make.drafter(display_name="Tổ biên tập"),
        make.clock,
        intake.id,
        eid=eid,
        operation=Op.JOIN,
        seen_revision=seen,
    )


def test_a_drafter_repairs_and_the_tree_of_the_splitter_stays(session: Session, make: Factory) -> None:
    intake = taken(make, make.draft())
    before = intake.tree
    done = join(make, intake)
    found = provisions(intakes.tree_of(intake))
    assert found["art_1__para_2"].text == "Theo quy định tại Nghị định này."
    assert (done.eid, intake.revision, intake.tree) == ("art_1__para_2", 1, before)
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "intake.repaired")).one()
    assert event.details["revision"] == 1


def test_where_to_look_after_each_repair(make: Factory, clock: FixedClock) -> None:
    intake, lead = taken(make, make.draft()), make.lead()

    def after(operation: Op, eid: str, offset: int = 0, argument: str = "") -> str:
        return repairs.repair(
            make.session,
            lead,
            clock,
            intake.id,
            eid=eid,
            operation=operation,
            seen_revision=intake.revision,
            argument=argument,
            offset=offset,
        ).eid

    assert after(Op.PROMOTE, "art_1__para_2") == "art_2"
    assert after(Op.SPLIT, "art_1__para_1", offset=4) == "art_1__para_2"
    assert after(Op.RENUMBER, "art_2", argument="5") == "art_5"
    assert after(Op.TEXT, "art_1") == "art_1__para_1".replace("art_1__", "")
    before = intakes.tree_of(intake).components[0]
    intake.tree = {**intake.tree, "components": [{**intake.tree["components"][0]}]}
    assert before.preamble == "Điều 1. Phạm vi"


def test_the_last_provision_may_go_but_then_nothing_is_published(make: Factory, clock: FixedClock) -> None:
    intake = taken(make, make.draft(), "Điều 1. Một.")
    assert (
        repairs.repair(
            make.session, make.lead(), clock, intake.id, eid="art_1", operation=Op.TEXT, seen_revision=0
        ).eid
        == ""
    )
    with pytest.raises(Invalid, match="Không còn quy định"):
        intakes.publish(make.session, make.lead(), clock, intake.id)


def test_undoing_takes_the_last_repair_back(session: Session, make: Factory, clock: FixedClock) -> None:
    intake = taken(make, make.draft())
    join(make, intake)
    assert repairs.said(repairs.last_of(intake)) == "Nối với phần trước: Khoản 3 (dòng 4)"
    done = repairs.undo(session, make.drafter(), clock, intake.id, 1)
    assert (done.eid, intake.repairs, intake.revision) == (CLAUSE, [], 2)
    assert intakes.tree_of(intake) == parse_text(TEXT)
    with pytest.raises(Invalid, match="hoàn tác"):
        repairs.undo(session, make.drafter(), clock, intake.id, 2)


def test_undoing_what_no_longer_applies_leads_nowhere(
    session: Session, make: Factory, clock: FixedClock
) -> None:
    draft = make.draft()
    join(make, taken(make, draft))
    intake = taken(make, draft, TEXT.replace("Nghị định", "Thông tư"))
    assert repairs.undo(session, make.lead(), clock, intake.id, 0).eid == ""


def test_a_stale_repair_is_refused_and_says_who_changed_what(
    session: Session, make: Factory, clock: FixedClock
) -> None:
    intake = taken(make, make.draft())
    join(make, intake)
    with pytest.raises(Conflict, match=r"Tổ biên tập 09:00, Nối với phần trước: Khoản 3"):
        join(make, intake)
    repairs.undo(session, make.lead(display_name="Trưởng ban"), clock, intake.id, 1)
    with pytest.raises(Conflict, match=r"page|Trưởng ban 09:00, hoàn tác “Nối"):
        join(make, intake, seen=1)
    assert intake.repairs == []


def test_a_repair_by_the_program_is_said_so(session: Session, make: Factory, clock: FixedClock) -> None:
    intake = taken(make, make.draft())
    join(make, intake)
    details = {"revision": 2, "repair": intake.repairs[0]}
    audit.record(session, None, clock, "intake.repaired", f"intake:{intake.id}", **details)
    intake.revision = 2
    with pytest.raises(Conflict, match="Chương trình"):
        join(make, intake, seen=1)


def test_what_cannot_be_repaired_is_refused(make: Factory) -> None:
    intake = taken(make, make.draft())
    with pytest.raises(Invalid, match="Không có quy định"):
        join(make, intake, eid="art_9")
    with pytest.raises(Invalid, match="cao nhất"):
        repairs.repair(
            make.session,
            make.lead(),
            make.clock,
            intake.id,
            eid="art_1",
            operation=Op.PROMOTE,
            seen_revision=0,
        )
    assert (intake.repairs, intake.revision) == ([], 0)


def test_only_the_drafting_side_repairs(make: Factory, clock: FixedClock) -> None:
    intake = taken(make, make.draft())
    with pytest.raises(NotPermitted):
        repairs.undo(make.session, make.user(), clock, intake.id, 0)


def test_what_was_decided_upon_is_not_repaired(make: Factory, clock: FixedClock) -> None:
    draft, lead = make.draft(), make.lead()
    out, gone = taken(make, draft), taken(make, draft, TEXT + " Hết.", "khac.txt")
    intakes.publish(make.session, lead, clock, out.id)
    intakes.drop(make.session, lead, clock, gone.id)
    for intake in (out, gone):
        with pytest.raises(AlreadySent):
            join(make, intake)


def test_the_repaired_tree_is_published_and_only_as_it_was_seen(
    session: Session, make: Factory, clock: FixedClock
) -> None:
    intake, lead = taken(make, make.draft()), make.lead()
    join(make, intake)
    with pytest.raises(Conflict, match="đã được sửa"):
        intakes.publish(session, lead, clock, intake.id, 0)
    version = intakes.publish(session, lead, clock, intake.id, 1)
    texts = session.scalars(
        select(Provision.text).where(Provision.version_id == version.id, Provision.kind == Kind.CLAUSE)
    )
    assert set(texts) == {"Một câu.", "Theo quy định tại Nghị định này."}


def test_a_new_upload_keeps_the_repairs_that_still_apply(make: Factory) -> None:
    draft = make.draft()
    first = taken(make, draft)
    join(make, first)
    again = taken(make, draft, "Lời dẫn.\n" + TEXT)
    state = intakes.repaired(again)
    assert (again.repairs, len(state.applied), state.lost) == (first.repairs, 1, ())
    other = taken(make, draft, TEXT.replace("Nghị định", "Thông tư"))
    assert len(intakes.repaired(other).lost) == 1
    assert taken(make, draft, TEXT + " Khác.", "khac.txt").repairs == []
    assert taken(make, make.draft()).repairs == []
