"""A file put right before anybody outside sees it: repairs made, undone, and never made over another's."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from draftreview.domain import repairing
from draftreview.domain.clock import VIETNAM, Clock
from draftreview.domain.errors import Conflict, Invalid
from draftreview.domain.provisions import Tree, walk
from draftreview.domain.repair_operations import RepairOperation
from draftreview.domain.repairing import Repair
from draftreview.domain.sentences import sentence
from draftreview.models.accounts import User
from draftreview.models.audit import AuditEvent
from draftreview.models.drafts import Intake
from draftreview.services import audit
from draftreview.services.drafts import lock_draft
from draftreview.services.intakes import find_intake, require_waiting, tree_of
from draftreview.services.permissions import may_repair, require

LABELS: dict[RepairOperation, str] = {
    RepairOperation.PROMOTE: "Lên cấp",
    RepairOperation.DEMOTE: "Xuống cấp",
    RepairOperation.KIND: "Đổi cấp",
    RepairOperation.JOIN: "Nối với phần trước",
    RepairOperation.SPLIT: "Tách",
    RepairOperation.RENUMBER: "Đánh số lại",
    RepairOperation.TEXT: "Thành nội dung",
    RepairOperation.HEADING: "Đổi tên và nội dung",
}


@dataclass(frozen=True, slots=True)
class Mended:
    """An intake after a repair or its undoing, and where to look now."""

    intake: Intake
    eid: str


def repair(
    session: Session,
    actor: User,
    clock: Clock,
    intake_id: int,
    *,
    eid: str,
    operation: RepairOperation,
    seen_revision: int,
    argument: str = "",
    offset: int = 0,
) -> Mended:
    """Repair what stands at ``eid`` in an intake as the actor saw it.

    :raises Conflict: somebody else repaired meanwhile, or the intake was published or dropped
    :raises Invalid: the repair cannot be made there
    """
    intake = _opened(session, actor, intake_id, seen_revision)
    tree = tree_of(intake)
    target = repairing.target_of(tree, eid)
    if target is None:
        raise Invalid(sentence("Không có quy định này trong tệp. Chọn lại trong bố cục."))
    wanted = Repair(operation, target, argument, offset)
    after = repairing.apply(tree, [wanted])
    for lost in after.lost:
        raise Invalid(lost.reason)
    intake.repairs = [*intake.repairs, repairing.as_json(wanted)]
    _note(session, actor, clock, intake, "intake.repaired", wanted)
    return Mended(intake, _eid_after(tree, after.tree, eid, operation))


def undo(session: Session, actor: User, clock: Clock, intake_id: int, seen_revision: int) -> Mended:
    """Take the last repair of an intake back.

    :raises Conflict: somebody else repaired meanwhile, or the intake was published or dropped
    :raises Invalid: there is nothing to undo
    """
    intake = _opened(session, actor, intake_id, seen_revision)
    if not intake.repairs:
        raise Invalid(sentence("Không còn sửa nào để hoàn tác."))
    *kept, last = intake.repairs
    intake.repairs = kept
    undone = repairing.from_json(last)
    _note(session, actor, clock, intake, "intake.repair_undone", undone)
    return Mended(intake, repairing.eid_of(tree_of(intake), undone.target) or "")


def _eid_after(before: Tree, after: Tree, eid: str, operation: RepairOperation) -> str:
    """Find what was repaired again: repairs keep the order of print, so its place in the row tells."""
    old, new = _eids(before), _eids(after)
    at = old.index(eid) if eid in old else -1
    if operation is RepairOperation.SPLIT:
        at += len(new) - len(old)
    elif operation in (RepairOperation.JOIN, RepairOperation.TEXT):
        at -= 1
    return new[max(at, 0)] if new else ""


def _eids(tree: Tree) -> list[str]:
    return [one.eid for component in tree.components for one, _ in walk(component.children)]


def last_of(intake: Intake) -> Repair:
    """Give the last repair of an intake that has any."""
    return repairing.from_json(intake.repairs[-1])


def said(wanted: Repair) -> str:
    """Say a repair in a few words: "Tách Khoản 2 (dòng 14)"."""
    return f"{LABELS[wanted.operation]}: {repairing.words_of(wanted)}"


def _opened(session: Session, actor: User, intake_id: int, seen_revision: int) -> Intake:
    """Find an intake that the actor may repair now, while everybody else waits."""
    require(may_repair(actor))
    intake = find_intake(session, actor, intake_id)
    lock_draft(session, intake.draft)
    session.refresh(intake, ["version", "dropped_at", "repairs", "revision"])
    require_waiting(intake)
    if intake.revision != seen_revision:
        raise Conflict(_since(session, intake, seen_revision))
    return intake


def _note(session: Session, actor: User, clock: Clock, intake: Intake, action: str, wanted: Repair) -> None:
    intake.revision += 1
    details: dict[str, Any] = {"revision": intake.revision, "repair": repairing.as_json(wanted)}
    audit.record(session, actor, clock, action, f"intake:{intake.id}", **details)


def _since(session: Session, intake: Intake, seen_revision: int) -> str:
    """Say who changed what since the revision seen."""
    events = session.scalars(
        select(AuditEvent)
        .options(joinedload(AuditEvent.actor))
        .where(
            AuditEvent.subject == f"intake:{intake.id}",
            AuditEvent.action.in_(("intake.repaired", "intake.repair_undone")),
        )
        .order_by(AuditEvent.id)
    )
    changes = [_change(event) for event in events if event.details["revision"] > seen_revision]
    return sentence(
        "Bố cục đã thay đổi sau khi trang này mở: %(changes)s. "
        "Sửa vừa yêu cầu chưa được ghi. Xem lại bố cục rồi làm lại nếu còn cần.",
        changes="; ".join(changes),
    )


def _change(event: AuditEvent) -> str:
    words = said(repairing.from_json(event.details["repair"]))
    if event.action == "intake.repair_undone":
        words = f"hoàn tác “{words}”"
    who = event.actor.display_name if event.actor else "Chương trình"
    return f"{who} {event.at.astimezone(VIETNAM):%H:%M}, {words}"
