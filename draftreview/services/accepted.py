"""What was accepted in the round on the newest version, as changes of its text, and what was settled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, and_, func, select
from sqlalchemy.orm import Session, aliased, contains_eager, joinedload

from draftreview.domain.errors import NotFound
from draftreview.domain.merging_changes import Change, Words
from draftreview.domain.provisions import CONTAINERS, Kind
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import CommentState, Operation, Outcome, Stage
from draftreview.models.comments import Comment, Proposal
from draftreview.models.consultations import Consultation
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Alignment, Draft, Provision, Version
from draftreview.models.working import Settlement
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

    ``undecided`` are answers that accept but that the lead drafter has not approved; ``settlements`` the
    newest of each subject, withdrawn ones among them; ``uncertain`` counts the pairs of the version with
    the one before it that nobody has judged.
    """

    version: Version
    consultation: Consultation | None
    worded: tuple[Acceptance, ...] = ()
    wordless: tuple[Acceptance, ...] = ()
    undecided: tuple[Acceptance, ...] = ()
    settlements: tuple[Settlement, ...] = ()
    uncertain: int = 0

    @property
    def changes(self) -> tuple[Change, ...]:
        """List the changes."""
        return tuple(one.change for one in self.worded if one.change is not None)


def gather(session: Session, draft_key: str) -> Accepted:
    """Gather what was accepted: two queries.

    :raises NotFound: where there is no such draft, or no version of it
    """
    newest = _newest(session, draft_key)
    version, consultation = newest[0].Version, newest[0].Consultation
    settlements = tuple(row.Settlement for row in newest if row.Settlement)
    if consultation is None:
        return Accepted(version, None, settlements=settlements, uncertain=newest[0].uncertain)
    rows = session.scalars(
        select(Disposition)
        .join(Disposition.comment)
        .outerjoin(Comment.provision)
        .options(
            contains_eager(Disposition.comment).options(
                contains_eager(Comment.provision),
                joinedload(Comment.agency),
                joinedload(Comment.component),
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
        settlements=settlements,
        uncertain=newest[0].uncertain,
    )


def _newest(session: Session, draft_key: str) -> Sequence[Row[Any]]:
    """Read the newest version with its newest round and, a row for each, what was settled about it."""
    numbers, rounds, later = aliased(Version), aliased(Consultation), aliased(Settlement)
    number = select(func.max(numbers.number)).where(numbers.draft_id == Draft.id).correlate(Draft)
    round_number = select(func.max(rounds.number)).where(rounds.version_id == Version.id).correlate(Version)
    revision = (
        select(func.max(later.revision))
        .where(later.version_id == Settlement.version_id, later.subject == Settlement.subject)
        .correlate(Settlement)
    )
    unjudged = (
        select(func.count(Alignment.id))
        .where(
            Alignment.new_version_id == Version.id, Alignment.certain.is_(False), Alignment.verdict.is_(None)
        )
        .correlate(Version)
    )
    rows = session.execute(
        select(Version, Consultation, Settlement, unjudged.scalar_subquery().label("uncertain"))
        .join(Version.draft)
        .outerjoin(
            Consultation,
            and_(
                Consultation.version_id == Version.id,
                Consultation.number == round_number.scalar_subquery(),
            ),
        )
        .outerjoin(
            Settlement,
            and_(Settlement.version_id == Version.id, Settlement.revision == revision.scalar_subquery()),
        )
        .options(contains_eager(Version.draft), joinedload(Version.issued_by), joinedload(Settlement.by))
        .where(Draft.key == draft_key, Version.number == number.scalar_subquery())
        .order_by(Settlement.id)
    ).all()
    if not rows:
        find_draft(session, draft_key)
        raise NotFound(sentence("Dự thảo này chưa có bản nào. Tải tệp dự thảo lên trước."))
    return rows


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
    new = _words(disposition) if own else _words(proposal)
    if proposal.operation is Operation.INSERT:
        after, under = (None, place.eid) if proposal.as_first_child else (place.eid, None)
        words = (new.heading, new.text, new.tail or None)
        return Change(key, Operation.INSERT, "", *words, after=after, under=under, label=label)
    if proposal.operation is Operation.REPLACE or own:
        base = Words(proposal.base_heading, proposal.base_text, proposal.base_tail)
        heading = None if place.kind not in _TITLED or not new.heading else new.heading
        # Proposals from before tails could be reworded hold none, neither old nor new.
        # A drafter's own wording says nothing of the tail where it has none.
        tail = new.tail if new.tail or (base.tail and not own) else None
        return Change(key, Operation.REPLACE, place.eid, heading, new.text, tail, base=base, label=label)
    after = proposal.target.eid if proposal.target else None
    return Change(key, proposal.operation, place.eid, after=after, label=label)


def _words(row: Disposition | Proposal) -> Words:
    return Words(row.new_heading, row.new_text, row.new_tail)


def named(acceptances: Iterable[Acceptance]) -> dict[str, Acceptance]:
    """Give the acceptances by the keys of their changes."""
    return {str(one.comment.id): one for one in acceptances}
