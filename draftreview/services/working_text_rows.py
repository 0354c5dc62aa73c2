"""The rows that the next version is made of, as the domain knows them, and the text that they make."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, aliased, joinedload

from draftreview.domain import questions, working_edits
from draftreview.domain.merging_changes import Words
from draftreview.domain.provisions import Component
from draftreview.domain.working import WorkingText, composed
from draftreview.models.drafts import Version
from draftreview.models.working import DirectEdit, Settlement
from draftreview.services.accepted import Accepted


def made_of(
    base: Sequence[Component],
    accepted: Accepted,
    settlements: Sequence[questions.Settlement],
    edits: Sequence[DirectEdit],
) -> WorkingText:
    """Make the next text; ``edits`` are those that were not withdrawn."""
    return composed(base, accepted.changes, settlements, [edited(one) for one in edits])


def newest_edits(session: Session, version: Version) -> tuple[DirectEdit, ...]:
    """Read the newest direct edit of each subject, withdrawn or not: one query."""
    later = aliased(DirectEdit)
    newest = (
        select(func.max(later.revision))
        .where(later.version_id == DirectEdit.version_id, later.subject == DirectEdit.subject)
        .correlate(DirectEdit)
    )
    rows = session.scalars(
        select(DirectEdit)
        .options(joinedload(DirectEdit.by), joinedload(DirectEdit.carries_out))
        .where(DirectEdit.version_id == version.id, DirectEdit.revision == newest.scalar_subquery())
        .order_by(DirectEdit.id)
    )
    return tuple(rows.unique())


def settled(row: Settlement) -> questions.Settlement:
    """Give a settlement as the domain knows it."""
    return questions.Settlement(
        row.subject, row.seal, tuple(row.followed), row.new_text, row.revision, row.withdrawn
    )


def edited(row: DirectEdit) -> working_edits.DirectEdit:
    """Give a direct edit in the words of the domain."""
    return working_edits.DirectEdit(
        subject=row.subject,
        operation=row.operation,
        new=Words(row.new_heading, row.new_text, row.new_tail),
        base=Words(row.base_heading, row.base_text, row.base_tail),
        place=row.place,
        as_first_child=row.as_first_child,
        label=row.by.display_name if row.by else "",
    )
