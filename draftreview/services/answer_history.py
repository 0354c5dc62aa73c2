"""Every revision of the answers to comments, for those who see how answers come about."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.sign_off import Standing, standing
from draftreview.domain.vocabulary import Outcome
from draftreview.models.accounts import User
from draftreview.models.dispositions import Disposition


@dataclass(frozen=True, slots=True)
class Revision:
    """One revision of an answer: what was answered, how far it was, by whom, when, why it was sent back."""

    number: int
    outcome: Outcome
    standing: Standing
    explanation: str
    by: str
    at: datetime
    remark: str


def histories(session: Session, comment_ids: Sequence[int]) -> Mapping[int, tuple[Revision, ...]]:
    """Give by comment all revisions of its answer, the first one first: one query."""
    rows = session.execute(
        select(
            Disposition.comment_id,
            Disposition.revision,
            Disposition.outcome,
            Disposition.stage,
            Disposition.explanation,
            User.display_name,
            Disposition.at,
            Disposition.remark,
        )
        .outerjoin(Disposition.by)
        .where(Disposition.comment_id.in_(comment_ids))
        .order_by(Disposition.comment_id, Disposition.revision)
    )
    found: dict[int, list[Revision]] = defaultdict(list)
    for comment_id, number, outcome, stage, explanation, by, at, remark in rows:
        where = standing(stage, remark)
        found[comment_id].append(Revision(number, outcome, where, explanation, by or "", at, remark))
    return {comment_id: tuple(revisions) for comment_id, revisions in found.items()}
