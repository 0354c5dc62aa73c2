"""A new text: taken in, looked over, then published or dropped; nothing is lost."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from draftreview.domain.errors import AlreadySent, Invalid, NotFound, NotPermitted
from draftreview.domain.provisions import Component, ComponentKind, Notice, Tree
from draftreview.models.audit import AuditEvent
from draftreview.models.drafts import Alignment, Draft, Intake, Lineage
from draftreview.models.files import StoredFile
from draftreview.services import intakes
from tests.factories import Factory, FixedClock, small_text

TREE = Tree(small_text(), (Notice(7, "gap", "Thiếu khoản 3."),))


def taken(make: Factory, draft: Draft, data: bytes = b"text", tree: Tree = TREE) -> Intake:
    return intakes.take_in(make.session, make.lead(), make.clock, draft, "du-thao.md", data, tree)


def edited() -> Tree:
    """Say something else in khoản 2 Điều 3 of the Quy định, which is put first in its Điều."""
    main, regulation, appendix = small_text()
    (chapter,) = regulation.children
    first, second, third = chapter.children
    clause = replace(third.children[1], text="Quá thời hạn mà chưa trả lời thì nêu rõ lý do bằng văn bản.")
    third = replace(third, children=(third.children[0], clause))
    chapter = replace(chapter, children=(first, second, third))
    return Tree((main, replace(regulation, children=(chapter,)), appendix))


def test_a_file_is_kept_byte_for_byte_with_its_tree(session: Session, make: Factory) -> None:
    draft = make.draft()
    intake = taken(make, draft, b"ban dau")
    assert intake.file.content == b"ban dau"
    assert intake.file.name == "du-thao.md"
    assert intakes.tree_of(intake) == TREE
    assert session.scalar(select(AuditEvent.subject).where(AuditEvent.action == "intake.taken_in")) == (
        f"intake:{intake.id}"
    )


def test_a_file_of_unknown_kind_and_long_name_is_kept_too(make: Factory, clock: FixedClock) -> None:
    name = "x" * 300 + ".khonghieu"
    intake = intakes.take_in(make.session, None, clock, make.draft(), name, b"", TREE)
    assert intake.file.media_type == "application/octet-stream"
    assert intake.file.name.endswith(".khonghieu")
    assert len(intake.file.name) == 255


def test_a_file_without_any_article_is_refused(session: Session, make: Factory) -> None:
    bare = Tree((Component(ComponentKind.APPENDIX, title="Phụ lục"),))
    with pytest.raises(Invalid, match="Không tìm thấy Điều") as refused:
        taken(make, make.draft(), tree=bare)
    assert refused.value.field == "file"
    assert session.scalar(select(func.count(StoredFile.id))) == 0


def test_only_the_lead_takes_a_file_in(make: Factory, clock: FixedClock) -> None:
    with pytest.raises(NotPermitted):
        intakes.take_in(make.session, make.drafter(), clock, make.draft(), "a.md", b"a", TREE)


def test_the_same_file_twice_changes_nothing(session: Session, make: Factory) -> None:
    draft, other = make.draft(), make.draft()
    taken(make, other)
    first = taken(make, draft)
    assert taken(make, draft) is first
    assert taken(make, draft, b"khac") is not first
    assert taken(make, draft, tree=edited()) is not first
    assert session.scalar(select(func.count(Intake.id))) == 4


def test_the_file_of_the_newest_version_is_not_taken_in_again(make: Factory, clock: FixedClock) -> None:
    draft = make.draft()
    first = taken(make, draft)
    intakes.publish(make.session, make.lead(), clock, first.id)
    assert taken(make, draft) is first
    second = taken(make, draft, b"hai", edited())
    intakes.publish(make.session, make.lead(), clock, second.id)
    assert taken(make, draft) is not first


def test_a_dropped_file_may_come_again(make: Factory, clock: FixedClock) -> None:
    draft = make.draft()
    first = taken(make, draft)
    intakes.drop(make.session, make.lead(), clock, first.id)
    assert taken(make, draft) is not first


def test_the_drafting_side_looks_over_an_intake(session: Session, make: Factory) -> None:
    intake = taken(make, make.draft())
    assert intakes.find_intake(session, make.drafter(), intake.id) is intake
    with pytest.raises(NotPermitted):
        intakes.find_intake(session, make.user(), intake.id)
    with pytest.raises(NotFound):
        intakes.find_intake(session, None, intake.id + 1)


def test_the_first_intake_becomes_version_one(session: Session, make: Factory, clock: FixedClock) -> None:
    intake = taken(make, make.draft())
    version = intakes.publish(session, None, clock, intake.id)
    assert (version.number, version.intake) == (1, intake)
    assert session.scalar(select(func.count(Alignment.id))) == 0


def test_the_next_intake_keeps_identities(session: Session, make: Factory, clock: FixedClock) -> None:
    lead, draft = make.lead(), make.draft()
    first = intakes.publish(session, lead, clock, taken(make, draft).id)
    known = session.scalar(select(func.count(Lineage.id)))
    second = intakes.publish(session, lead, clock, taken(make, draft, b"hai", edited()).id)
    eid = "att_1__art_3__para_2"
    old, new = make.provision(first, eid), make.provision(second, eid)
    row = session.scalar(select(Alignment).where(Alignment.new_provision_id == new.id))
    assert second.number == 2
    assert old.lineage_id == new.lineage_id
    assert session.scalar(select(func.count(Lineage.id))) == known
    assert row is not None
    assert (row.old_provision_id, row.edited, row.moved) == (old.id, True, False)


def test_an_intake_is_published_once(session: Session, make: Factory, clock: FixedClock) -> None:
    lead = make.lead()
    intake = taken(make, make.draft())
    intakes.publish(session, lead, clock, intake.id)
    with pytest.raises(AlreadySent, match="lần 1"):
        intakes.publish(session, lead, clock, intake.id)
    with pytest.raises(AlreadySent):
        intakes.drop(session, lead, clock, intake.id)


def test_a_dropped_intake_is_kept_but_never_published(
    session: Session, make: Factory, clock: FixedClock
) -> None:
    lead = make.lead()
    intake = taken(make, make.draft())
    dropped = intakes.drop(session, lead, clock, intake.id).dropped_at
    clock.forward(hours=1)
    assert intakes.drop(session, lead, clock, intake.id).dropped_at == dropped
    with pytest.raises(AlreadySent, match="bị bỏ"):
        intakes.publish(session, lead, clock, intake.id)
    assert session.scalar(select(StoredFile.id)) == intake.file_id


def test_only_the_lead_publishes_and_drops(make: Factory, clock: FixedClock) -> None:
    intake = taken(make, make.draft())
    with pytest.raises(NotPermitted):
        intakes.publish(make.session, make.drafter(), clock, intake.id)
    with pytest.raises(NotPermitted):
        intakes.drop(make.session, make.drafter(), clock, intake.id)


def test_waiting_are_neither_published_nor_dropped(
    session: Session, make: Factory, clock: FixedClock
) -> None:
    lead, draft = make.lead(), make.draft()
    taken(make, make.draft())
    gone, out, first, second = (taken(make, draft, data) for data in (b"1", b"2", b"3", b"4"))
    intakes.drop(session, lead, clock, gone.id)
    intakes.publish(session, lead, clock, out.id)
    assert intakes.waiting(session, draft) == [second, first]
