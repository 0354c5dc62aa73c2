"""Why an issued version reads as it does: a row for every reason, with the provisions that it changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.merging_changes import Result
from draftreview.domain.questions import How
from draftreview.models.drafts import Provision, Version
from draftreview.models.working import Adoption, DirectEdit
from draftreview.services.working_text import Working


def write_adoptions(session: Session, working: Working, version: Version) -> None:
    """Write down what was followed and edited in a version that was just issued from a working text."""
    older = _ids(session, working.accepted.version)
    newer = _ids(session, version)
    session.add_all(_Adopting(working, version, older, newer).rows())
    session.flush()


def _ids(session: Session, version: Version) -> dict[str, int]:
    rows = session.execute(select(Provision.eid, Provision.id).where(Provision.version_id == version.id))
    return dict(rows.all())


@dataclass(frozen=True, slots=True)
class _Adopting:
    """Make the rows; ``older`` and ``newer`` give the ids of provisions by their eids."""

    working: Working
    version: Version
    older: Mapping[str, int]
    newer: Mapping[str, int]

    def rows(self) -> Iterator[Adoption]:
        """Yield a row for every acceptance that stands, every direct edit or comment it carries out."""
        for one in self.working.accepted.worded:
            result = self.working.result(one)
            if result.stands and one.change is not None:
                yield self._row(one.change.subject, result, disposition_id=one.disposition.id)
        for edit in self.working.standing_edits:
            result = self.working.edit_result(edit)
            if result.stands:
                yield from self._edited(edit, result)

    def _edited(self, edit: DirectEdit, result: Result) -> Iterator[Adoption]:
        ids = {carried.comment_id for carried in edit.carries_out}
        carried = [one for one in self.working.accepted.wordless if one.comment.id in ids]
        for one in carried:
            yield self._row(edit.subject, result, direct_edit_id=edit.id, disposition_id=one.disposition.id)
        if not carried:
            yield self._row(edit.subject, result, direct_edit_id=edit.id)

    def _row(self, about: str, result: Result, **reasons: int) -> Adoption:
        was, now = self.working.shows_at(result, about)
        return Adoption(
            version_id=self.version.id,
            old_provision_id=self.older.get(was or ""),
            new_provision_id=self.newer.get(now or ""),
            settlement_id=self._settlement(result),
            **reasons,
        )

    def _settlement(self, result: Result) -> int | None:
        """Give the settlement by which a change stands, the last where there were several."""
        asked = [one for one in map(self.working.text.question, result.subjects) if one]
        chosen = [one.settlement for one in asked if one.settlement]
        stood = [one for one in chosen if one.how(result.key) in (How.FOLLOWED, How.WRITTEN)]
        row = self.working.settlement(stood[-1].subject) if stood else None
        return row.id if row else None
