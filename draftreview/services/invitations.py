"""The register of a round: which agency was asked, what it did, until when it may answer."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import Session, contains_eager, joinedload

from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.errors import Invalid, NotFound
from draftreview.domain.invitation_states import Progress
from draftreview.domain.rounds import RoundDays
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import CommentState, InvitationState, ReplyState
from draftreview.models.accounts import Agency, User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation, Invitation, Reply
from draftreview.services import audit
from draftreview.services.permissions import days_of, may_register, may_see_rounds, require, statutory_day_of


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the register, judged on a day."""

    invitation: Invitation
    state: InvitationState
    days: RoundDays
    statutory_day: date | None
    overdue: bool

    @property
    def reply(self) -> Reply | None:
        """Give what the agency sent; nothing of what it is still preparing."""
        reply = self.invitation.reply
        return reply if reply is not None and reply.state is not ReplyState.WRITING else None


@dataclass(frozen=True, slots=True)
class Register:
    """The lines of a round, those of one state if one was asked for, with the totals of all."""

    lines: tuple[Line, ...]
    totals: Mapping[InvitationState, int]
    overdue: int

    @property
    def invited(self) -> int:
        """Count all agencies invited."""
        return sum(self.totals.values())


def note_opening(session: Session, clock: Clock, invitation_id: int) -> bool:
    """Note that an agency opened the draft, the first time only; tell whether this was it."""
    noted = session.execute(
        update(Invitation)
        .where(Invitation.id == invitation_id, Invitation.opened_at.is_(None))
        .values(opened_at=clock.now())
        .execution_options(synchronize_session=False)
    )
    return bool(noted.rowcount)  # type: ignore[attr-defined] # a result of an UPDATE has it


def register(
    session: Session,
    actor: User | None,
    clock: Clock,
    consultation: Consultation,
    state: InvitationState | None = None,
    overdue: bool = False,
    agency_id: int | None = None,
) -> Register:
    """List the agencies of a round in the order of the register, for the drafting side: one query.

    :param state: only those in that state
    :param overdue: only those that have not sent and whose day has passed
    :param agency_id: that agency alone, in the totals too
    """
    require(may_see_rounds(actor))
    today = vietnam_day(clock.round_now())
    writes = (
        select(Comment.id)
        .where(
            Comment.consultation_id == Invitation.consultation_id,
            Comment.agency_id == Invitation.agency_id,
            Comment.state != CommentState.WITHDRAWN,
        )
        .exists()
    )
    asked = (
        select(Invitation, writes)
        .join(Invitation.agency)
        .outerjoin(Invitation.reply)
        .options(contains_eager(Invitation.agency), contains_eager(Invitation.reply))
        .where(Invitation.consultation_id == consultation.id)
        .order_by(Agency.position, Agency.id)
    )
    if agency_id is not None:
        asked = asked.where(Invitation.agency_id == agency_id)
    rows = session.execute(asked)
    lines = [_line(consultation, invitation, bool(writing), today) for invitation, writing in rows]
    chosen = (one for one in lines if state in (None, one.state) and (one.overdue or not overdue))
    return Register(tuple(chosen), Counter(one.state for one in lines), sum(one.overdue for one in lines))


def line_of(
    session: Session, actor: User | None, clock: Clock, consultation: Consultation, agency_id: int
) -> Line:
    """Find the line of one agency: one query.

    :raises NotFound: where the round did not invite it
    """
    lines = register(session, actor, clock, consultation, agency_id=agency_id).lines
    if not lines:
        raise NotFound(sentence("Cơ quan này không được mời trong đợt này. Chọn trong danh sách."))
    return lines[0]


def _line(consultation: Consultation, invitation: Invitation, writing: bool, today: date) -> Line:
    days, reply = days_of(consultation, invitation), invitation.reply
    state = Progress(
        opened=invitation.opened_at is not None,
        writing=writing or reply is not None,
        reply=reply.state if reply else None,
        late=reply.late if reply else False,
        closed=days.closed,
    ).state
    sent = reply is not None and reply.state is ReplyState.SENT
    overdue = not sent and not days.closed and days.is_over(today)
    return Line(invitation, state, days, statutory_day_of(consultation, invitation), overdue)


def note_receiving(
    session: Session,
    actor: User,
    clock: Clock,
    consultation: Consultation,
    agency_ids: Collection[int],
    received_on: date | None,
) -> int:
    """Note on which day agencies received the letter; count those for whom this is news.

    The term by law runs from that day (Law 80/2015 art. 129).

    :raises Invalid: without agencies or a day, or with a day before the letter or after today
    """
    require(may_register(actor))
    if not agency_ids:
        raise Invalid(sentence("Chọn ít nhất một cơ quan đã nhận công văn."), "agencies")
    if received_on is None:
        raise Invalid(sentence("Cần ghi ngày nhận."), "received_on")
    if not consultation.letter_date <= received_on <= vietnam_day(clock.round_now()):
        raise Invalid(
            sentence(
                "Ngày nhận phải từ ngày công văn, %(day)s, đến hôm nay.",
                day=f"{consultation.letter_date:%d/%m/%Y}",
            ),
            "received_on",
        )
    news = [one for one in _asked(session, consultation, agency_ids) if one.received_on != received_on]
    for invitation in news:
        before = invitation.received_on
        invitation.received_on = received_on
        audit.record(
            session,
            actor,
            clock,
            "invitation.received",
            f"invitation:{invitation.id}",
            received_on=received_on.isoformat(),
            before=before.isoformat() if before else None,
        )
    return len(news)


def _asked(session: Session, consultation: Consultation, agency_ids: Collection[int]) -> Sequence[Invitation]:
    return session.scalars(
        select(Invitation)
        .options(joinedload(Invitation.agency))
        .where(Invitation.consultation_id == consultation.id, Invitation.agency_id.in_(agency_ids))
        .order_by(Invitation.id)
    ).all()
