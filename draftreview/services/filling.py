"""Fill the demonstration with made-up replies, labelled as such and the same for a seed."""

from dataclasses import dataclass
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from draftreview.domain.clock import Clock
from draftreview.domain.errors import Conflict, Invalid
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import AgencyKind, ReplyState, Role
from draftreview.models.accounts import Agency, User
from draftreview.models.consultations import Consultation, Invitation
from draftreview.models.drafts import Draft
from draftreview.services import agencies, audit, demonstration, indexing
from draftreview.services.made_up_places import MadeUpPlaces
from draftreview.services.made_up_replies import MADE_UP, MadeUpReplies


@dataclass(frozen=True, slots=True)
class Amount:
    """How much is made up; the same numbers and seed make the same rows."""

    agencies: int
    comments: int
    seed: int


def fill(session: Session, clock: Clock, amount: Amount) -> None:
    """Add sent replies of so many agencies with so many comments in all, most of them answered.

    The register's agencies that have not replied come first, then made-up ones.

    :raises Conflict: in any database but a demonstration's
    :raises Invalid: where there are comments but no agencies, or a number is negative
    """
    _refuse_unfit(session, amount)
    consultation = session.scalars(
        select(Consultation)
        .join(Draft)
        .options(joinedload(Consultation.version))
        .where(Draft.illustrative)
        .order_by(Consultation.id)
        .limit(1)
    ).one()
    random = Random(amount.seed)  # noqa: S311 - made-up words, not secrets
    drafter = session.scalars(select(User).where(User.role == Role.DRAFTER).order_by(User.id).limit(1)).one()
    replies = MadeUpReplies(
        session, random, consultation, MadeUpPlaces(session, consultation, random), drafter
    )
    invitations = _invitations(session, clock, consultation, amount.agencies)
    for number, (invitation, share) in enumerate(zip(invitations, _shares(random, amount), strict=True), 1):
        replies.add(invitation, number, share)
    session.flush()
    indexing.enqueue(session, *(f"comment:{comment.id}" for comment in replies.comments))
    indexing.enqueue(session, *(f"reply:{reply.id}" for reply in replies.replies))
    audit.record(
        session,
        None,
        clock,
        "demonstration.filled",
        f"consultation:{consultation.id}",
        agencies=amount.agencies,
        comments=amount.comments,
        seed=amount.seed,
    )


def _refuse_unfit(session: Session, amount: Amount) -> None:
    if not demonstration.is_loaded(session):
        raise Conflict(
            sentence("Chỉ dựng dữ liệu thử trong cơ sở dữ liệu trình diễn. Dùng một thư mục dữ liệu khác.")
        )
    if min(amount.agencies, amount.comments) < 0 or (amount.comments and not amount.agencies):
        raise Invalid(sentence("Cần ít nhất một cơ quan để có ý kiến; các số không được âm."))


def _invitations(session: Session, clock: Clock, consultation: Consultation, wanted: int) -> list[Invitation]:
    known = session.scalars(
        select(Invitation)
        .join(Invitation.agency)
        .options(joinedload(Invitation.agency), joinedload(Invitation.reply))
        .where(Invitation.consultation_id == consultation.id)
        .order_by(Agency.position, Agency.id)
    ).all()
    free = [one for one in known if one.reply is None or one.reply.state is ReplyState.WRITING][:wanted]
    for number in range(len(known) + 1, len(known) + 1 + wanted - len(free)):
        agency = agencies.add_agency(
            session,
            None,
            clock,
            name=f"Cơ quan số {number} ({MADE_UP})",
            short_name=f"CQ {number} (dựng)",
            kind=AgencyKind.DEPARTMENT,
            code=f"dung-{number}",
            made_up=True,
        )
        invitation = Invitation(
            consultation=consultation,
            agency=agency,
            sent_on=consultation.letter_date,
            due_before=consultation.closes_before,
        )
        session.add(invitation)
        free.append(invitation)
    session.flush()
    return free


def _shares(random: Random, amount: Amount) -> list[int]:
    """Share the comments out unevenly; some agencies agree entirely when there are few."""
    weights = [random.choice((1, 1, 2, 3, 5)) for _ in range(amount.agencies)]
    shares = [0] * amount.agencies
    for chosen in random.choices(range(amount.agencies), weights=weights, k=amount.comments):
        shares[chosen] += 1
    return shares
