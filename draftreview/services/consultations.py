"""Rounds of consultation: opened with their letter, topics and invited agencies, and found again."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.content import RoundFacts, TopicFacts
from draftreview.domain.errors import Conflict, Invalid, NotFound
from draftreview.domain.provisions import citation
from draftreview.domain.sentences import sentence
from draftreview.models.accounts import Agency, User
from draftreview.models.consultations import Consultation, FocusTopic, Invitation, Regime, TopicProvision
from draftreview.models.drafts import Draft, Provision, Version
from draftreview.services import audit, indexing
from draftreview.services.drafts import lock_draft, newest_version
from draftreview.services.permissions import days_of, may_issue, require


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

    :raises Invalid: where days, letter, regime or topics do not fit
    :raises Conflict: where the version has a round already or is not the newest
    """
    if actor is not None:
        require(may_issue(actor))
    lock_draft(session, version.draft)
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
    _add_topics(session, consultation, facts.topics)
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
    )


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


def _add_topics(session: Session, consultation: Consultation, topics: Sequence[TopicFacts]) -> None:
    rows = session.execute(
        select(Provision.eid, Provision.lineage_id).where(Provision.version_id == consultation.version_id)
    )
    lineages = dict(rows.all())
    added: dict[str, FocusTopic] = {}
    for position, facts in enumerate(topics):
        missing = [eid for eid in facts.provisions if eid not in lineages]
        if missing:
            places = ", ".join(citation(eid) or eid for eid in missing)
            raise Invalid(
                sentence(
                    "Nội dung trọng tâm %(code)s nêu phần không có trong dự thảo: %(places)s.",
                    code=facts.code,
                    places=places,
                )
            )
        topic = FocusTopic(
            consultation=consultation,
            parent_id=added[facts.parent].id if facts.parent else None,
            code=facts.code,
            position=position,
            title=facts.title,
            short_title=facts.short_title,
            question=facts.question,
        )
        session.add(topic)
        session.flush()
        session.add_all(TopicProvision(topic=topic, lineage_id=lineages[eid]) for eid in facts.provisions)
        added[facts.code] = topic
    session.flush()


def newest_round(session: Session, draft_key: str) -> Consultation | None:
    """Find a draft's newest round with its draft, version, regime and drafting agency: one query."""
    return session.scalar(
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
        .limit(1)
    )


def require_round(session: Session, draft_key: str) -> Consultation:
    """Find a draft's newest round.

    :raises NotFound: where none was opened
    """
    consultation = newest_round(session, draft_key)
    if consultation is None:
        raise NotFound(sentence("Dự thảo này chưa mở đợt lấy ý kiến."))
    return consultation


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
