"""What a reading page needs beside the text: who reads it, and in which round."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import BindParameter, Select, bindparam, func, select
from sqlalchemy.orm import Session, contains_eager

from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.errors import NotFound
from draftreview.domain.rounds import RoundDays
from draftreview.domain.sentences import sentence
from draftreview.models.accounts import User
from draftreview.models.consultations import Consultation, Invitation
from draftreview.models.drafts import Draft, Version
from draftreview.services.permissions import (
    days_of,
    may_comment,
    may_read,
    may_read_others,
    require,
    statutory_day_of,
)
from draftreview.services.round_changes import closing_reason


@dataclass(frozen=True, slots=True)
class Visit:
    """One actor before one version of a draft, with the round that asks for the actor's opinion.

    ``consultation`` is the newest round on this version or, where it has none, the draft's newest;
    ``consulted`` tells which, ``asked`` is the number of the version that it asks about, 0 without a round.
    ``numbers`` are all versions of the draft, ``rounds`` those that had a round.
    ``closing`` says why the round was closed, where it was.
    """

    draft: Draft
    version: Version
    numbers: tuple[int, ...]
    rounds: tuple[int, ...]
    consultation: Consultation | None
    invitation: Invitation | None
    consulted: bool
    asked: int
    today: date
    closing: str = ""

    @property
    def days(self) -> RoundDays | None:
        """Give the days of the round as they hold for the actor's agency."""
        return days_of(self.consultation, self.invitation) if self.consultation else None

    @property
    def statutory_day(self) -> date | None:
        """Give the last day by law for the actor's agency, where it was asked."""
        return statutory_day_of(self.consultation, self.invitation) if self.consultation else None

    def reads_others(self, actor: User | None) -> bool:
        """Tell whether the actor may read what the other agencies sent about this version."""
        if self.consultation is None or not self.consulted:
            return False
        return may_read_others(actor, self.consultation, self.invitation, self.today)

    def reads_others_onward(self, actor: User | None) -> bool:
        """Tell whether the actor may read what others sent about this version or the one it came from."""
        if self.consultation is None or self.asked > self.version.number:
            return False
        return may_read_others(actor, self.consultation, self.invitation, self.today)

    def takes_comments(self, actor: User | None) -> bool:
        """Tell whether the actor may comment on this version now."""
        if self.consultation is None or not self.consulted:
            return False
        return may_comment(actor, self.consultation, self.invitation, self.today)


def _ways() -> Select[Draft, Version, Consultation, Invitation, bool, str]:
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
        select(
            Draft,
            Version,
            Consultation,
            Invitation,
            invited.label("invited"),
            closing_reason().label("closing"),
        )
        .select_from(Draft)
        .outerjoin(Version, Version.draft_id == Draft.id)
        .outerjoin(Consultation, Consultation.id == newest)
        .outerjoin(Consultation.drafting_agency)
        .outerjoin(Consultation.regime)
        .outerjoin(Invitation, own)
        .outerjoin(Invitation.reply)
        .options(
            contains_eager(Invitation.reply),
            contains_eager(Consultation.drafting_agency),
            contains_eager(Consultation.regime),
        )
        .where(Draft.key == bindparam("key"))
        .order_by(Version.number)
    )


# Written once: putting a statement together costs more here than running it.
_WAYS = _ways()


def open_version(
    session: Session,
    actor: User | None,
    clock: Clock,
    key: str,
    number: int | None = None,
    *,
    consulted: bool = False,
) -> Visit:
    """Let an actor in to a version of a draft, by default the newest: one query.

    :param consulted: without a number, the version that the newest round asks about, if there is one
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
    chosen = asked if consulted and number is None else chosen
    return Visit(
        draft=chosen.Draft,
        version=chosen.Version,
        numbers=tuple(row.Version.number for row in rows),
        rounds=tuple(row.Version.number for row in rows if row.Consultation),
        consultation=asked.Consultation,
        invitation=asked.Invitation,
        consulted=chosen.Consultation is not None,
        asked=asked.Version.number if asked.Consultation else 0,
        today=today,
        closing=asked.closing if asked.Consultation and asked.Consultation.closed_at else "",
    )
