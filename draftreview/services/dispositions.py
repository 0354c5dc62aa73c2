"""The drafter's answers to comments: decided, decided again, never overwritten."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import ColumnElement, func, insert, select
from sqlalchemy.orm import Session, aliased

from draftreview.domain.clock import Clock
from draftreview.domain.diffing import same_wording
from draftreview.domain.errors import Conflict, Invalid, MissingExplanation, NotFound, UnchangedWording
from draftreview.domain.sentences import Sentence, sentence
from draftreview.domain.vocabulary import (
    NEEDS_EXPLANATION,
    OUTCOME_LABELS,
    CommentState,
    Operation,
    Outcome,
    Stage,
)
from draftreview.models.accounts import User
from draftreview.models.comments import Comment, Proposal
from draftreview.models.dispositions import Disposition
from draftreview.services import audit, indexing, permissions
from draftreview.services.wordings import tidy


@dataclass(frozen=True, slots=True)
class Decision:
    """What a drafter answers; the wording is what enters the next version where a proposal is partly taken.

    ``new_tail`` are the words after the points of a khoản; ``None`` leaves those as they are.
    ``seen_revision`` is the revision the drafter had before the eyes, 0 where there was none.
    """

    outcome: Outcome
    explanation: str = ""
    new_heading: str = ""
    new_text: str = ""
    new_tail: str | None = None
    seen_revision: int = 0


def decide(
    session: Session, actor: User | None, clock: Clock, comment_id: int, decision: Decision
) -> Disposition:
    """Answer a comment with a new revision; a decision equal to the current one writes nothing.

    :raises NotFound: for what was never sent
    :raises MissingExplanation: for every outcome but accepted (Law 80/2015, articles 120 and 129)
    :raises Invalid: where a partly accepted proposal has no wording of the drafter's own
    :raises Conflict: where somebody else decided since ``seen_revision``
    """
    permissions.require(permissions.may_decide(actor))
    comment = _sent_comment(session, comment_id)
    decision = _checked(decision, comment.proposal)
    before = current(session, [comment.id]).get(comment.id)
    if before is not None and _says_the_same(before, decision):
        return before
    if (before.revision if before else 0) != decision.seen_revision:
        raise Conflict(_faster(before))
    row = Disposition(by=actor, **_proposed(actor, clock, comment, decision))
    session.add(row)
    _announce(session, actor, clock, "disposition.proposed", [row])
    return row


def decide_many(
    session: Session,
    actor: User | None,
    clock: Clock,
    comments: Sequence[Comment],
    standing: Mapping[int, Disposition],
    decision: Decision,
    seen: Mapping[int, int],
) -> list[Comment]:
    """Answer many comments alike in a few queries; give those left alone, answered by others meanwhile.

    ``comments`` are sent ones with their proposals, ``standing`` their current answers, ``seen`` the
    revision that the drafter saw of each. What says the same already is passed over.

    :raises Invalid: as in ``decide``, before anything is written
    """
    permissions.require(permissions.may_decide(actor))
    rows, left = [], []
    for comment in comments:
        own = _checked(replace(decision, seen_revision=seen[comment.id]), comment.proposal)
        before = standing.get(comment.id)
        if before is not None and _says_the_same(before, own):
            continue
        if (before.revision if before else 0) == own.seen_revision:
            rows.append(_proposed(actor, clock, comment, own))
        else:
            left.append(comment)
    _add_many(session, actor, clock, rows)
    return left


def current(session: Session, comment_ids: Iterable[int]) -> dict[int, Disposition]:
    """Give the current answer of each comment that has one: its highest revision."""
    rows = session.scalars(
        select(Disposition).where(Disposition.comment_id.in_(list(comment_ids)), is_current(Disposition))
    )
    return {row.comment_id: row for row in rows}


def released(session: Session, comment_ids: Iterable[int]) -> dict[int, Disposition]:
    """Give what the agencies may see: the highest released revision of each comment that has one."""
    rows = session.scalars(
        select(Disposition).where(Disposition.comment_id.in_(list(comment_ids)), is_released(Disposition))
    )
    return {row.comment_id: row for row in rows}


def is_current(row: type[Disposition]) -> ColumnElement[bool]:
    """Say in SQL that a disposition is the current one of its comment."""
    other = aliased(Disposition)
    newest = select(func.max(other.revision)).where(other.comment_id == row.comment_id)
    return row.revision == newest.correlate(row).scalar_subquery()


def is_released(row: type[Disposition]) -> ColumnElement[bool]:
    """Say in SQL that a disposition is the one that the comment's agency sees."""
    other = aliased(Disposition)
    newest = select(func.max(other.revision)).where(
        other.comment_id == row.comment_id, other.stage == Stage.RELEASED
    )
    return row.revision == newest.correlate(row).scalar_subquery()


def advance(
    session: Session, actor: User | None, clock: Clock, rows: Iterable[Disposition], stage: Stage
) -> list[Disposition]:
    """Carry answers to another stage, each as a new revision that says the same."""
    following = [
        Disposition(
            comment_id=row.comment_id,
            revision=row.revision + 1,
            outcome=row.outcome,
            stage=stage,
            explanation=row.explanation,
            new_heading=row.new_heading,
            new_text=row.new_text,
            new_tail=row.new_tail,
            by=actor,
            at=clock.now(),
        )
        for row in rows
    ]
    session.add_all(following)
    _announce(session, actor, clock, f"disposition.{stage}", following)
    return following


def _announce(
    session: Session, actor: User | None, clock: Clock, action: str, rows: Iterable[Disposition]
) -> None:
    for row in rows:
        subject = f"comment:{row.comment_id}"
        audit.record(session, actor, clock, action, subject, **_told(row.revision, row.outcome))
        indexing.enqueue(session, subject)


def _add_many(session: Session, actor: User | None, clock: Clock, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write answers and announce each: three statements, whatever their number."""
    if rows:
        session.execute(insert(Disposition), rows)
    told = {f"comment:{row['comment_id']}": _told(row["revision"], row["outcome"]) for row in rows}
    audit.record_many(session, actor, clock, "disposition.proposed", told)
    indexing.enqueue_many(session, told)


def _told(revision: int, outcome: Outcome) -> dict[str, Any]:
    return {"revision": revision, "outcome": outcome.value}


def _proposed(actor: User | None, clock: Clock, comment: Comment, decision: Decision) -> dict[str, Any]:
    return {
        "comment_id": comment.id,
        "revision": decision.seen_revision + 1,
        "outcome": decision.outcome,
        "stage": Stage.PROPOSED,
        "explanation": decision.explanation,
        "new_heading": decision.new_heading,
        "new_text": decision.new_text,
        "new_tail": decision.new_tail or "",
        "by_id": actor.id if actor else None,
        "at": clock.now(),
    }


def _sent_comment(session: Session, comment_id: int) -> Comment:
    # The lock makes two drafters who decide at once wait for each other where the database has row
    # locks; SQLite lets one writer in at a time anyway.
    query = select(Comment).where(Comment.id == comment_id, Comment.state == CommentState.SENT)
    comment = session.scalar(query.with_for_update())
    if comment is None:
        raise NotFound(sentence("Không có ý kiến đã gửi này. Quay về bàn xử lý để chọn ý kiến khác."))
    return comment


def _checked(decision: Decision, proposal: Proposal | None) -> Decision:
    """Give the decision as it will be kept: trimmed, with a wording only where one belongs."""
    explanation = tidy(decision.explanation)
    if decision.outcome in NEEDS_EXPLANATION and not explanation:
        label = OUTCOME_LABELS[decision.outcome].lower()
        raise MissingExplanation(
            sentence("Cần ghi nội dung giải trình khi %(label)s.", label=label), "explanation"
        )
    heading = text = tail = ""
    if decision.outcome is Outcome.PARTLY_ACCEPTED and proposal is not None:
        heading, text = tidy(decision.new_heading), tidy(decision.new_text)
        tail = proposal.base_tail if decision.new_tail is None else tidy(decision.new_tail)
        _check_own_wording(heading, text, tail, proposal)
    return Decision(decision.outcome, explanation, heading, text, tail, decision.seen_revision)


def _check_own_wording(heading: str, text: str, tail: str, proposal: Proposal) -> None:
    if not (heading or text):
        raise Invalid(
            sentence("Cần ghi câu chữ đưa vào bản tiếp theo khi tiếp thu một phần đề xuất."), "new_text"
        )
    if proposal.operation is Operation.INSERT:
        return
    base = (proposal.base_heading, proposal.base_text, proposal.base_tail)
    if same_wording("\n".join((heading, text, tail)), "\n".join(base)):
        raise UnchangedWording(
            sentence("Câu chữ chưa khác dự thảo. Sửa câu chữ, hoặc chọn kết quả khác."), "new_text"
        )


def _says_the_same(row: Disposition, decision: Decision) -> bool:
    return (row.outcome, row.explanation, row.new_heading, row.new_text, row.new_tail) == (
        decision.outcome,
        decision.explanation,
        decision.new_heading,
        decision.new_text,
        decision.new_tail,
    )


def _faster(row: Disposition | None) -> Sentence:
    if row is None:
        return sentence("Trang đã cũ: ý kiến này chưa có kết quả nào. Tải lại trang rồi chọn lại.")
    who = row.by.display_name if row.by else "Hệ thống"
    said = f"{OUTCOME_LABELS[row.outcome]}. {row.explanation}".strip()
    return sentence(
        "%(who)s vừa trả lời ý kiến này: “%(said)s”. Xem lại rồi lưu nếu vẫn muốn thay đổi.",
        who=who,
        said=said,
    )
