"""Rounds of consultation: opened with their letter, topics and invited agencies, and found again."""

from collections.abc import Sequence

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.content import RoundFacts
from draftreview.domain.errors import Conflict, Invalid, NotFound
from draftreview.domain.sentences import sentence
from draftreview.models.accounts import Agency, User
from draftreview.models.consultations import Consultation, Invitation, Regime
from draftreview.models.drafts import Draft, Version
from draftreview.services import audit, indexing
from draftreview.services.drafts import lock_draft, newest_version
from draftreview.services.permissions import days_of, may_run_rounds, require
from draftreview.services.round_opening import round_on
from draftreview.services.round_topics import add_topics, refuse_unfit


def open_round(
    session: Session,
    actor: User | None,
    clock: Clock,
    version: Version,
    facts: RoundFacts,
    agencies: Sequence[Agency],
    drafting_agency: Agency,
) -> Consultation:
    """Open a round on a version and invite agencies; an actor must be the lead drafter.

    Opened twice with the very same facts it is opened once: a second press gives what the first one made.

    :raises Invalid: where days, letter, regime or topics do not fit
    :raises Conflict: where the version has a round already or is not the newest
    """
    if actor is not None:
        require(may_run_rounds(actor))
    lock_draft(session, version.draft)
    made = _made_before(session, version, facts, agencies)
    if made is not None:
        return made
    _refuse_stale(session, version)
    _refuse_unfit(session, facts, agencies)
    consultation = _round(session, version, facts, drafting_agency)
    session.add(consultation)
    session.add_all(
        Invitation(
            consultation=consultation,
            agency=agency,
            sent_on=facts.letter_date,
            received_on=facts.received_on,
            due_before=facts.closes_before,
        )
        for agency in agencies
    )
    session.flush()
    add_topics(session, consultation, facts.topics)
    # Who may read the text has changed, so the index must look at it again.
    indexing.enqueue(session, f"version:{version.id}")
    audit.record(
        session, actor, clock, "round.opened", f"consultation:{consultation.id}", agencies=len(agencies)
    )
    return consultation


def _round(session: Session, version: Version, facts: RoundFacts, drafting_agency: Agency) -> Consultation:
    last = session.scalar(
        select(func.max(Consultation.number)).where(Consultation.draft_id == version.draft_id)
    )
    return Consultation(
        draft_id=version.draft_id,
        version=version,
        regime_key=facts.regime_key,
        number=(last or 0) + 1,
        letter_number=facts.letter_number.strip(),
        letter_date=facts.letter_date,
        letter_signer=facts.letter_signer.strip(),
        drafting_agency=drafting_agency,
        opens_on=facts.opens_on,
        closes_before=facts.closes_before,
        openness=facts.openness,
    )


def _made_before(
    session: Session, version: Version, facts: RoundFacts, agencies: Sequence[Agency]
) -> Consultation | None:
    """Find the round on a version that says all that the facts say and invites the same agencies."""
    found = round_on(session, version)
    if found is None:
        return None
    letter = (facts.letter_number.strip(), facts.letter_date, facts.letter_signer.strip())
    days = (facts.opens_on, facts.closes_before, facts.regime_key, facts.openness)
    topics = [(one.code, one.title, one.short_title, one.question) for one in facts.topics]
    invited = select(Invitation.agency_id).where(Invitation.consultation_id == found.id)
    is_same = (
        (found.letter_number, found.letter_date, found.letter_signer) == letter
        and (found.opens_on, found.closes_before, found.regime_key, found.openness) == days
        and [(one.code, one.title, one.short_title, one.question) for one in found.topics] == topics
        and set(session.scalars(invited)) == {agency.id for agency in agencies}
    )
    return found if is_same else None


def _refuse_stale(session: Session, version: Version) -> None:
    newest = newest_version(session, version.draft)
    if newest is not None and newest.id != version.id:
        raise Conflict(
            sentence("Đã có bản dự thảo lần %(number)s. Lấy ý kiến về bản mới nhất.", number=newest.number)
        )
    if session.scalar(select(Consultation.id).where(Consultation.version_id == version.id)):
        raise Conflict(sentence("Bản dự thảo lần %(number)s đã có đợt lấy ý kiến.", number=version.number))


def _refuse_unfit(session: Session, facts: RoundFacts, agencies: Sequence[Agency]) -> None:
    if not facts.letter_number.strip():
        raise Invalid(sentence("Cần ghi số công văn."), "letter_number")
    if facts.closes_before <= facts.opens_on:
        raise Invalid(sentence("Ngày hết hạn phải sau ngày mở đợt."), "closes_before")
    if session.get(Regime, facts.regime_key) is None:
        raise Invalid(sentence("Không có chế độ pháp lý này. Chọn trong danh sách."), "regime_key")
    if not agencies:
        raise Invalid(sentence("Chọn ít nhất một cơ quan để lấy ý kiến."), "agencies")
    refuse_unfit(facts.topics)


def newest_round(session: Session, draft_key: str) -> Consultation | None:
    """Find a draft's newest round with its draft, version, regime and drafting agency: one query."""
    return session.scalar(_rounds(draft_key).limit(1))


def _rounds(draft_key: str) -> Select[Consultation]:
    return (
        select(Consultation)
        .join(Consultation.draft)
        .options(
            contains_eager(Consultation.draft),
            joinedload(Consultation.version),
            joinedload(Consultation.regime),
            joinedload(Consultation.drafting_agency),
        )
        .where(Draft.key == draft_key)
        .order_by(Consultation.number.desc())
    )


def require_round(session: Session, draft_key: str, number: int | None = None) -> Consultation:
    """Find a draft's round of that number, by default its newest.

    :raises NotFound: where it was not opened
    """
    query = _rounds(draft_key)
    if number is not None:
        query = query.where(Consultation.number == number)
    consultation = session.scalar(query.limit(1))
    if consultation is None:
        raise no_round(number)
    return consultation


def no_round(number: int | None) -> NotFound:
    """Say that a round was not opened."""
    if number is None:
        return NotFound(sentence("Dự thảo này chưa mở đợt lấy ý kiến."))
    return NotFound(sentence("Dự thảo này không có đợt lấy ý kiến lần %(number)s.", number=number))


def invitation_of(session: Session, consultation: Consultation, actor: User | None) -> Invitation | None:
    """Find the invitation of the actor's agency with its reply: one query."""
    if actor is None:
        return None
    return session.scalar(
        select(Invitation)
        .options(joinedload(Invitation.reply))
        .where(Invitation.consultation_id == consultation.id, Invitation.agency_id == actor.agency_id)
    )


def is_over(consultation: Consultation, clock: Clock) -> bool:
    """Tell whether a round is over on the day that rounds are judged by."""
    return days_of(consultation).is_over(vietnam_day(clock.round_now()))
