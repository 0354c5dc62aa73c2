"""What grouping reads of each comment sent: its row of the table, and what it says, on what place."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row as Record
from sqlalchemy.orm import Session

from draftreview.domain.grouping import Said, Suggested
from draftreview.domain.synthesis import Row, in_order
from draftreview.models.comments import Comment, Proposal
from draftreview.models.consultations import Consultation
from draftreview.models.desk import GroupMember
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Provision
from draftreview.services.synthesis import row_of
from draftreview.services.synthesis_query import sent_comments


@dataclass(frozen=True, slots=True)
class Entry:
    """A comment sent: its row of the table, what grouping compares, what an answer must have seen."""

    row: Row
    said: Said
    revision: int
    saves: int
    group_id: int | None

    @property
    def id(self) -> int:
        """Give the comment."""
        return self.row.comment_id


def entries_of(session: Session, round_: Consultation) -> tuple[Entry, ...]:
    """Read every comment sent in a round, in the order of the table: one query."""
    query = (
        sent_comments(round_)
        .add_columns(
            Provision.lineage_id,
            Comment.component_id,
            Proposal.target_id,
            Disposition.revision,
            Comment.revision.label("saves"),
            GroupMember.group_id,
        )
        .outerjoin(GroupMember, GroupMember.comment_id == Comment.id)
    )
    found = {record.id: record for record in session.execute(query)}
    rows = in_order(row_of(record) for record in found.values())
    return tuple(_entry(row, found[row.comment_id]) for row in rows)


def _entry(row: Row, record: Record[Any]) -> Entry:
    said = Said(row.comment_id, _place(record), "\n".join((row.body, row.reason)), _suggested(row, record))
    return Entry(row, said, record.revision or 0, record.saves, record.group_id)


def _place(record: Record[Any]) -> str:
    """Name the place by what it is, not by its number: its lineage, its component, the draft."""
    if record.lineage_id is not None:
        return f"lineage:{record.lineage_id}"
    return f"component:{record.component_id}" if record.component_id else f"draft:{record.citation}"


def _suggested(row: Row, record: Record[Any]) -> Suggested | None:
    one = row.proposed
    if one is None:
        return None
    return Suggested(
        one.operation,
        "\n".join((one.heading, one.text, one.tail)),
        "\n".join((one.old_heading, one.old_text, one.old_tail)),
        "first" if one.as_first_child else str(record.target_id or ""),
    )
