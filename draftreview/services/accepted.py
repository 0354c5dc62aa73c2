"""What was accepted in the round on the newest version, as changes of its text."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from draftreview.domain.errors import NotFound
from draftreview.domain.merging import Change, Words
from draftreview.domain.provisions import CONTAINERS, Kind
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import CommentState, Operation, Outcome, Stage
from draftreview.models.comments import Comment, Proposal
from draftreview.models.consultations import Consultation
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Draft, Provision, Version
from draftreview.services.dispositions import is_current
from draftreview.services.drafts import find_draft

_TITLED = CONTAINERS | {Kind.ARTICLE}
_TAKEN = (Outcome.ACCEPTED, Outcome.PARTLY_ACCEPTED)


@dataclass(frozen=True, slots=True)
class Acceptance:
    """One comment that was accepted, wholly or in part, with the change of the text that follows from it.

    ``change`` is ``None`` where no wording came with it.
    """

    disposition: Disposition
    change: Change | None

    @property
    def comment(self) -> Comment:
        """Give the comment."""
        return self.disposition.comment


@dataclass(frozen=True, slots=True)
class Accepted:
    """Everything accepted in the round on a draft's newest version, in reading order.

    ``undecided`` are answers that accept but that the lead drafter has not approved.
    """

    version: Version
    consultation: Consultation | None
    worded: tuple[Acceptance, ...] = ()
    wordless: tuple[Acceptance, ...] = ()
    undecided: tuple[Acceptance, ...] = ()

    @property
    def changes(self) -> tuple[Change, ...]:
        """List the changes."""
        return tuple(one.change for one in self.worded if one.change is not None)

    @property
    def seal(self) -> str:
        """Name the version and fingerprint the accepted wordings, so that a stale page is noticed."""
        said = [
            (change.key, change.operation, change.new_heading, change.new_text, change.after, change.under)
            for change in self.changes
        ]
        digest = hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()
        return f"{self.version.number}:{digest[:32]}"


def gather(session: Session, draft_key: str) -> Accepted:
    """Gather what was accepted: two queries.

    :raises NotFound: where there is no such draft, or no version of it
    """
    version, consultation = _newest(session, draft_key)
    if consultation is None:
        return Accepted(version, None)
    rows = session.scalars(
        select(Disposition)
        .join(Disposition.comment)
        .outerjoin(Comment.provision)
        .options(
            contains_eager(Disposition.comment).options(
                contains_eager(Comment.provision),
                joinedload(Comment.agency),
                joinedload(Comment.proposal).joinedload(Proposal.target),
            )
        )
        .where(
            Comment.consultation_id == consultation.id,
            Comment.state == CommentState.SENT,
            Disposition.outcome.in_(_TAKEN),
            is_current(Disposition),
        )
        .order_by(Provision.position, Comment.id)
    )
    found = [Acceptance(row, change_of(row)) for row in rows]
    decided = [one for one in found if one.disposition.stage is not Stage.PROPOSED]
    return Accepted(
        version,
        consultation,
        worded=tuple(one for one in decided if one.change),
        wordless=tuple(one for one in decided if not one.change),
        undecided=tuple(one for one in found if one.disposition.stage is Stage.PROPOSED),
    )


def _newest(session: Session, draft_key: str) -> tuple[Version, Consultation | None]:
    row = session.execute(
        select(Version, Consultation)
        .join(Version.draft)
        .outerjoin(Consultation, Consultation.version_id == Version.id)
        .options(contains_eager(Version.draft), joinedload(Version.issued_by))
        .where(Draft.key == draft_key)
        .order_by(Version.number.desc(), Consultation.number.desc())
        .limit(1)
    ).first()
    if row is None:
        find_draft(session, draft_key)
        raise NotFound(sentence("Dự thảo này chưa có bản nào. Tải tệp dự thảo lên trước."))
    return row[0], row[1]


def change_of(disposition: Disposition) -> Change | None:
    """Give the change of the text that an answer stands for, if a wording came with the comment.

    An accepted proposal is made as proposed. Where it is taken in part, the drafter's own wording takes the
    place of the proposed one, and of the provision itself where its deletion or move was proposed.
    """
    comment, proposal = disposition.comment, disposition.comment.proposal
    place = comment.provision
    if proposal is None or place is None:
        return None
    key, label = str(comment.id), comment.agency.short_name
    own = disposition.outcome is Outcome.PARTLY_ACCEPTED
    heading, text = (
        (disposition.new_heading, disposition.new_text) if own else (proposal.new_heading, proposal.new_text)
    )
    if proposal.operation is Operation.INSERT:
        after, under = (None, place.eid) if proposal.as_first_child else (place.eid, None)
        return Change(
            key, Operation.INSERT, new_heading=heading, new_text=text, after=after, under=under, label=label
        )
    if proposal.operation is Operation.REPLACE or own:
        base = Words(proposal.base_heading, proposal.base_text)
        kept = None if place.kind not in _TITLED or not heading else heading
        return Change(
            key, Operation.REPLACE, place.eid, new_heading=kept, new_text=text, base=base, label=label
        )
    after = proposal.target.eid if proposal.target else None
    return Change(key, proposal.operation, place.eid, after=after, label=label)


def named(acceptances: Iterable[Acceptance]) -> dict[str, Acceptance]:
    """Give the acceptances by the keys of their changes."""
    return {str(one.comment.id): one for one in acceptances}
