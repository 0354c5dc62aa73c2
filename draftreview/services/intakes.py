"""A new text: taken in as it was split, looked over and repaired, then published as a version or dropped."""

import hashlib
import mimetypes
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session, joinedload

from draftreview.domain import repairing
from draftreview.domain.alignment import align
from draftreview.domain.clock import Clock
from draftreview.domain.errors import AlreadySent, Conflict, Invalid, NotFound
from draftreview.domain.provisions import Tree
from draftreview.domain.repairing import Repaired
from draftreview.domain.sentences import sentence
from draftreview.domain.tree_json import as_json, from_json
from draftreview.models.accounts import User
from draftreview.models.drafts import Draft, Intake, Version
from draftreview.models.files import StoredFile
from draftreview.services import audit, lineage
from draftreview.services.drafts import lock_draft, newest_version, read_components, write_version
from draftreview.services.permissions import is_drafting, may_issue, require


def take_in(
    session: Session, actor: User | None, clock: Clock, draft: Draft, name: str, data: bytes, tree: Tree
) -> Intake:
    """Keep an uploaded file and its tree until the lead drafter publishes it.

    The same file read the same way changes nothing while the first one waits or is the newest version.
    Otherwise the repairs of the newest file of the same name or content come along.

    :raises Invalid: where the tree has no Điều at all
    """
    if actor is not None:
        require(may_issue(actor))
    if not _has_provisions(tree):
        raise Invalid(
            sentence(
                "Không tìm thấy Điều nào trong tệp. Kiểm tra xem tệp có phải là dự thảo và dòng đầu mỗi điều "
                "có dạng “Điều 1.” hay không."
            ),
            "file",
        )
    words = as_json(tree, lines=True)
    known = _known(session, draft, data)
    if known is not None and known.tree == words:
        return known
    intake = Intake(
        draft=draft,
        file=_stored(name, data, clock),
        tree=words,
        repairs=_repairs_before(session, draft, name, data),
        created_by=actor,
        created_at=clock.now(),
    )
    session.add(intake)
    session.flush()
    audit.record(session, actor, clock, "intake.taken_in", f"intake:{intake.id}", file=intake.file.name)
    return intake


def _known(session: Session, draft: Draft, data: bytes) -> Intake | None:
    """Find the newest intake of the same bytes that waits or became the newest version."""
    newest = select(func.max(Version.number)).where(Version.draft_id == draft.id).scalar_subquery()
    return session.scalar(
        select(Intake)
        .join(Intake.file)
        .outerjoin(Intake.version)
        .where(
            Intake.draft_id == draft.id,
            Intake.dropped_at.is_(None),
            StoredFile.sha256 == hashlib.sha256(data).hexdigest(),
            or_(Version.id.is_(None), Version.number == newest),
        )
        .order_by(Intake.id.desc())
        .limit(1)
    )


def _repairs_before(session: Session, draft: Draft, name: str, data: bytes) -> list[dict[str, Any]]:
    """Give the repairs of the newest intake of the same name or bytes, whatever became of it."""
    found = session.scalar(
        select(Intake.repairs)
        .join(Intake.file)
        .where(
            Intake.draft_id == draft.id,
            or_(StoredFile.name == name[-255:], StoredFile.sha256 == hashlib.sha256(data).hexdigest()),
        )
        .order_by(Intake.id.desc())
        .limit(1)
    )
    return list(found or ())


def _has_provisions(tree: Tree) -> bool:
    return any(component.children for component in tree.components)


def _stored(name: str, data: bytes, clock: Clock) -> StoredFile:
    return StoredFile(
        name=name[-255:],
        media_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        sha256=hashlib.sha256(data).hexdigest(),
        content=data,
        uploaded_at=clock.now(),
    )


def find_intake(session: Session, actor: User | None, intake_id: int) -> Intake:
    """Find an intake with its draft, file and version, for the drafting side.

    :raises NotFound: where there is none
    """
    if actor is not None:
        require(is_drafting(actor))
    intake = session.get(
        Intake,
        intake_id,
        options=[joinedload(Intake.draft), joinedload(Intake.file), joinedload(Intake.version)],
    )
    if intake is None:
        raise NotFound(sentence("Không có tệp dự thảo này. Quay về danh sách các bản dự thảo."))
    return intake


def repaired(intake: Intake) -> Repaired:
    """Give the tree an intake stands at, with the repairs that made it so and those that no longer apply."""
    return repairing.apply(from_json(intake.tree), [repairing.from_json(one) for one in intake.repairs])


def tree_of(intake: Intake) -> Tree:
    """Give the tree an intake stands at."""
    return repaired(intake).tree


def require_waiting(intake: Intake) -> None:
    """Refuse to change what was decided upon.

    :raises AlreadySent: where the intake was published or dropped
    """
    if intake.version is not None:
        raise AlreadySent(
            sentence("Tệp này đã được công bố là bản dự thảo lần %(number)s.", number=intake.version.number)
        )
    if intake.dropped_at is not None:
        raise AlreadySent(sentence("Tệp này đã bị bỏ. Tải tệp lên lại nếu cần dùng."))


def publish(
    session: Session, actor: User | None, clock: Clock, intake_id: int, seen_revision: int | None = None
) -> Version:
    """Make an intake as repaired the next version of its draft and carry every provision's identity over.

    :raises AlreadySent: where it was published or dropped before
    :raises Conflict: where it was repaired since the actor looked it over
    :raises Invalid: where repairs left no provision at all
    """
    if actor is not None:
        require(may_issue(actor))
    intake = find_intake(session, actor, intake_id)
    lock_draft(session, intake.draft)
    session.refresh(intake, ["version", "dropped_at", "repairs", "revision"])
    require_waiting(intake)
    if seen_revision not in (None, intake.revision):
        raise Conflict(sentence("Bố cục đã được sửa sau khi trang này mở. Xem lại bố cục rồi công bố."))
    tree = tree_of(intake)
    if not _has_provisions(tree):
        raise Invalid(sentence("Không còn quy định nào sau khi sửa. Hoàn tác các sửa rồi công bố lại."))
    components = tree.components
    older = newest_version(session, intake.draft)
    if older is None:
        return write_version(session, actor, clock, intake.draft, components, number=1, intake=intake)
    pairs = align(read_components(session, older), components)
    return lineage.write_successor(session, actor, clock, older, components, pairs, intake)


def drop(session: Session, actor: User, clock: Clock, intake_id: int) -> Intake:
    """Set an intake aside; the file stays in the records.

    :raises AlreadySent: where it was published
    """
    require(may_issue(actor))
    intake = find_intake(session, actor, intake_id)
    if intake.version is not None:
        raise AlreadySent(sentence("Tệp này đã được công bố, không bỏ được nữa."))
    if intake.dropped_at is None:
        intake.dropped_at = clock.now()
        audit.record(session, actor, clock, "intake.dropped", f"intake:{intake.id}")
    return intake


def waiting(session: Session, draft: Draft) -> list[Intake]:
    """List the intakes of a draft that are neither published nor dropped, the newest first."""
    published = select(Version.id).where(Version.intake_id == Intake.id).exists()
    return list(
        session.scalars(
            select(Intake)
            .options(joinedload(Intake.file), joinedload(Intake.created_by))
            .where(Intake.draft_id == draft.id, Intake.dropped_at.is_(None), ~published)
            .order_by(Intake.id.desc())
        )
    )
