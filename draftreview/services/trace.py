"""The trace of a comment: what was answered, how it was followed, and which words changed by it."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased, joinedload

from draftreview.domain.clock import Clock
from draftreview.domain.comparing import ChangeKind
from draftreview.domain.comparing_provisions import kinds_of
from draftreview.domain.comparing_rows import Wordings, runs_of
from draftreview.domain.comparing_words import Run
from draftreview.domain.diffing import difference
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Kind
from draftreview.domain.vocabulary import Stage, Verdict
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Alignment, Provision, Version
from draftreview.models.working import Adoption, DirectEdit, Settlement
from draftreview.services.comment_finding import find
from draftreview.services.consultations import is_over
from draftreview.services.dispositions import is_confirmed
from draftreview.services.permissions import may_see_workings
from draftreview.services.reasons_query import TAKEN


@dataclass(frozen=True, slots=True)
class ChangedWords:
    """What became of a provision in one version, its words compared; ``None`` where a side is absent."""

    old: Provision | None
    new: Provision | None
    kinds: frozenset[ChangeKind]
    certain: bool
    heading: tuple[Run, ...]
    text: tuple[Run, ...]
    tail: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Followed:
    """How a comment entered a version: by whose choice or by which direct edit, and where."""

    version: Version
    words: ChangedWords
    settlement: Settlement | None
    direct_edit: DirectEdit | None


@dataclass(frozen=True, slots=True)
class CommentTrace:
    """A comment with everything that followed from it, as far as the actor may know.

    ``followed`` is what was recorded at issuing; without a record ``became`` tells what the ``next_version``
    made of its provision. ``works``: the actor sees how answers come about.
    """

    comment: Comment
    answers: tuple[Disposition, ...]
    followed: tuple[Followed, ...]
    next_version: Version | None
    became: tuple[ChangedWords, ...]
    works: bool


def comment_trace(session: Session, actor: User | None, clock: Clock, comment_id: int) -> CommentTrace:
    """Follow a comment to the words it changed: four queries.

    :raises NotFound: where there is none, or the actor may not know of it
    """
    comment = find(session, actor, clock, comment_id)
    works = may_see_workings(actor, is_over(comment.consultation, clock))
    answers = _answers(session, comment, works)
    taken = bool(answers) and answers[-1].outcome in TAKEN
    followed = _followed(session, comment) if taken or works else ()
    version, became = _next(session, comment)
    return CommentTrace(comment, answers, followed, version, became if not followed else (), works)


def changed_words(old: Provision | None, new: Provision | None, pair: Pair) -> ChangedWords:
    """Compare the words of a provision in two versions."""
    before, after = _parts(old), _parts(new)
    wordings = Wordings(*zip(before, after, strict=True))
    heading, text, tail, _failed = runs_of(wordings, difference)
    return ChangedWords(old, new, frozenset(kinds_of(pair)), pair.certain, heading, text, tail)


def pair_of(row: Alignment, old: str | None, new: str | None, kind: Kind) -> Pair:
    """Give a kept alignment as the domain tells it, a person's verdict heeded."""
    return Pair(
        old,
        new,
        kind,
        moved=row.moved,
        renumbered=row.renumbered,
        edited=row.edited,
        split=row.split,
        merged=row.merged,
        certain=row.certain or row.verdict is Verdict.SAME,
        score=row.score,
    )


def _answers(session: Session, comment: Comment, works: bool) -> tuple[Disposition, ...]:
    query = (
        select(Disposition).options(joinedload(Disposition.by)).where(Disposition.comment_id == comment.id)
    )
    if not works:
        query = query.where(Disposition.stage == Stage.RELEASED, ~is_confirmed(Disposition))
    return tuple(session.scalars(query.order_by(Disposition.revision)))


def _followed(session: Session, comment: Comment) -> tuple[Followed, ...]:
    rows = session.scalars(
        select(Adoption)
        .join(Adoption.disposition)
        .options(
            joinedload(Adoption.version),
            joinedload(Adoption.old_provision),
            joinedload(Adoption.new_provision),
            joinedload(Adoption.settlement).joinedload(Settlement.by),
            joinedload(Adoption.direct_edit).joinedload(DirectEdit.by),
        )
        .where(Disposition.comment_id == comment.id)
        .order_by(Adoption.version_id, Adoption.id)
    )
    return tuple(Followed(row.version, _recorded_words(row), row.settlement, row.direct_edit) for row in rows)


def _recorded_words(row: Adoption) -> ChangedWords:
    old, new = row.old_provision, row.new_provision
    one = new or old
    if one is None:
        return ChangedWords(None, None, frozenset(), True, (), (), ())
    edited = bool(old and new and old.text_hash != new.text_hash)
    return changed_words(
        old, new, Pair(old.eid if old else None, new.eid if new else None, one.kind, edited=edited)
    )


def _next(session: Session, comment: Comment) -> tuple[Version | None, tuple[ChangedWords, ...]]:
    """Find the version after the one consulted, and what became of the comment's provision in it."""
    consulted = comment.consultation.version
    after = aliased(Provision)
    rows = session.execute(
        select(Version, Alignment, after)
        .outerjoin(
            Alignment,
            (Alignment.new_version_id == Version.id)
            & (Alignment.old_provision_id == comment.provision_id)
            & Alignment.verdict.is_distinct_from(Verdict.DIFFERENT),
        )
        .outerjoin(after, after.id == Alignment.new_provision_id)
        .where(Version.draft_id == consulted.draft_id, Version.number == consulted.number + 1)
        .order_by(after.position)
    ).all()
    if not rows:
        return None, ()
    old = comment.provision
    if old is None:
        return rows[0].Version, ()
    return rows[0].Version, tuple(
        changed_words(old, new, pair_of(row, old.eid, new.eid if new else None, old.kind))
        for _, row, new in rows
        if row is not None
    )


def _parts(provision: Provision | None) -> Sequence[str]:
    return (provision.heading, provision.text, provision.tail) if provision else ("", "", "")
