"""Why an issued version reads as it does: a row for every reason, with the provisions that it changed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.merging_changes import Result
from draftreview.domain.questions import How
from draftreview.domain.vocabulary import Operation
from draftreview.domain.working_edits import edit_key
from draftreview.models.drafts import Provision, Version
from draftreview.models.working import Adoption, DirectEdit
from draftreview.services.accepted import Acceptance
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
                eid = "" if one.change.operation is Operation.INSERT else one.change.eid
                yield self._row(eid, result, disposition_id=one.disposition.id)
        for edit in self.working.standing_edits:
            result = self.working.edit_result(edit)
            if result.stands:
                yield from self._edited(edit, result)

    def _edited(self, edit: DirectEdit, result: Result) -> Iterator[Adoption]:
        eid = edit.subject if edit.operation is not Operation.INSERT else ""
        carried = [one for one in self.working.accepted.wordless if self._carries_out(edit, one)]
        for one in carried:
            yield self._row(eid, result, direct_edit_id=edit.id, disposition_id=one.disposition.id)
        if not carried:
            yield self._row(eid, result, direct_edit_id=edit.id)

    def _carries_out(self, edit: DirectEdit, one: Acceptance) -> bool:
        return one.comment.id in {carried.comment_id for carried in edit.carries_out}

    def _row(self, eid: str, result: Result, **reasons: int) -> Adoption:
        return Adoption(
            version_id=self.version.id,
            old_provision_id=self.older.get(eid),
            new_provision_id=self.newer.get(self._new_eid(eid, result.key)),
            settlement_id=self._settlement(result),
            **reasons,
        )

    def _new_eid(self, eid: str, key: str) -> str:
        """Say where a change shows: at its own place, or where what it inserted stands."""
        text = self.working.text
        subject = key.removeprefix(edit_key(""))
        inserted = next((one for one, keys in text.inserted.items() if key in keys), "")
        return inserted or text.places.get(eid, text.places.get(subject, ""))

    def _settlement(self, result: Result) -> int | None:
        """Give the settlement by which a change stands, the last where there were several."""
        text = self.working.text
        asked = [one for one in map(text.question, result.subjects) if one and one.settlement]
        stood = [
            one.subject
            for one in asked
            if one.settlement and one.settlement.how(result.key) in (How.FOLLOWED, How.WRITTEN)
        ]
        row = self.working.settlement(stood[-1]) if stood else None
        return row.id if row else None
