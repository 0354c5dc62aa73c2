"""What a reading page needs beside the text: who reads, in which round, and what the own agency has said."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Select, bindparam, func, select
from sqlalchemy.orm import Session, contains_eager

from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.errors import NotFound
from draftreview.domain.rounds import RoundDays
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import CommentState
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation, Invitation
from draftreview.models.drafts import Draft, Provision, Version
from draftreview.services.permissions import days_of, may_comment, may_read, require


@dataclass(frozen=True, slots=True)
class Visit:
    """One actor before one version of a draft, with the round that asks for the actor's opinion.

    ``consultation`` is the newest round on this version or, where it has none, the draft's newest;
    ``consulted`` tells which. ``numbers`` are all versions of the draft.
    """

    draft: Draft
    version: Version
    numbers: tuple[int, ...]
    consultation: Consultation | None
    invitation: Invitation | None
    consulted: bool
    today: date

    @property
    def days(self) -> RoundDays | None:
        """Give the days of the round as they hold for the actor's agency."""
        return days_of(self.consultation, self.invitation) if self.consultation else None

    def takes_comments(self, actor: User | None) -> bool:
        """Tell whether the actor may comment on this version now."""
        if self.consultation is None or not self.consulted:
            return False
        return may_comment(actor, self.consultation, self.invitation, self.today)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many comments the reader's own agency has in a round; the withdrawn ones do not count."""

    lineages: Mapping[int, int] = field(default_factory=dict)
    components: Mapping[int, int] = field(default_factory=dict)
    topics: Mapping[int, int] = field(default_factory=dict)
    states: Mapping[CommentState, int] = field(default_factory=dict)

    @property
    def total(self) -> int:
        """Give the number of all comments."""
        return sum(self.states.values())

    @property
    def general(self) -> int:
        """Give the number of those on the whole draft."""
        return self.total - sum(self.lineages.values()) - sum(self.components.values())


def _ways() -> Select[Draft, Version, Consultation, Invitation, bool]:
    """Select every version of a draft with its newest round and the invitation of the actor's agency."""
    agency_id: BindParameter[int] = bindparam("agency_id")
    newest = (
        select(func.max(Consultation.id))
        .where(Consultation.version_id == Version.id)
        .correlate(Version)
        .scalar_subquery()
    )
    invited = (
        select(Invitation.id)
        .join(Invitation.consultation)
        .where(Consultation.draft_id == Draft.id, Invitation.agency_id == agency_id)
        .correlate(Draft)
        .exists()
    )
    own = (Invitation.consultation_id == Consultation.id) & (Invitation.agency_id == agency_id)
    return (
        select(Draft, Version, Consultation, Invitation, invited.label("invited"))
        .select_from(Draft)
        .outerjoin(Version, Version.draft_id == Draft.id)
        .outerjoin(Consultation, Consultation.id == newest)
        .outerjoin(Invitation, own)
        .outerjoin(Invitation.reply)
        .options(contains_eager(Invitation.reply))
        .where(Draft.key == bindparam("key"))
        .order_by(Version.number)
    )


# Written once: putting a statement together costs more here than running it.
_WAYS = _ways()
_COUNTS = (
    select(Provision.lineage_id, Comment.component_id, Comment.topic_id, Comment.state, func.count())
    .select_from(Comment)
    .outerjoin(Comment.provision)
    .where(
        Comment.consultation_id == bindparam("consultation_id"),
        Comment.agency_id == bindparam("agency_id"),
        Comment.state != CommentState.WITHDRAWN,
    )
    .group_by(Provision.lineage_id, Comment.component_id, Comment.topic_id, Comment.state)
)


def open_version(
    session: Session, actor: User | None, clock: Clock, key: str, number: int | None = None
) -> Visit:
    """Let an actor in to a version of a draft, by default the newest: one query.

    :raises NotFound: where there is no such draft or version
    :raises NotPermitted: where the actor may not read it
    """
    rows = session.execute(_WAYS, {"key": key, "agency_id": actor.agency_id if actor else 0}).all()
    if not rows:
        raise NotFound(sentence("Không có dự thảo này. Quay về trang chủ để chọn dự thảo."))
    today = vietnam_day(clock.round_now())
    over = any(row.Consultation and days_of(row.Consultation).is_over(today) for row in rows)
    require(
        may_read(actor, rows[0].Draft, invited=any(row.invited for row in rows), over=over),
        sentence("Cơ quan này chưa được mời góp ý dự thảo. Hỏi cơ quan chủ trì soạn thảo."),
    )
    found = [row for row in rows if row.Version and number in (None, row.Version.number)]
    if not found:
        raise NotFound(sentence("Dự thảo không có bản này. Chọn bản khác ở trang đọc dự thảo."))
    chosen = found[-1]
    asked = chosen if chosen.Consultation else next((row for row in rows[::-1] if row.Consultation), chosen)
    return Visit(
        draft=chosen.Draft,
        version=chosen.Version,
        numbers=tuple(row.Version.number for row in rows),
        consultation=asked.Consultation,
        invitation=asked.Invitation,
        consulted=chosen.Consultation is not None,
        today=today,
    )


def count_comments(session: Session, actor: User | None, visit: Visit) -> Counts:
    """Count the comments of the actor's agency in the round by place, topic and state: one query."""
    if actor is None or visit.consultation is None or visit.invitation is None:
        return Counts()
    round_ = {"consultation_id": visit.consultation.id, "agency_id": visit.invitation.agency_id}
    found = session.execute(_COUNTS, round_).all()
    return Counts(
        lineages=_sums((row[0], row[4]) for row in found),
        components=_sums((row[1], row[4]) for row in found),
        topics=_sums((row[2], row[4]) for row in found),
        states=_sums((row[3], row[4]) for row in found),
    )


def _sums(pairs: Iterable[tuple[Any, int]]) -> dict[Any, int]:
    """Add numbers up by key, leaving out what has none."""
    sums = Counter[Any]()
    for key, number in pairs:
        if key is not None:
            sums[key] += number
    return dict(sums)
