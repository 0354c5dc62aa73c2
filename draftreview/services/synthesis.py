"""The synthesis table of a round, read in a few queries whatever its length."""

from collections import Counter
from typing import Any

from sqlalchemy import Row as Record
from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from draftreview.domain import synthesis as domain
from draftreview.domain.clock import Clock
from draftreview.domain.component_names import component_name
from draftreview.domain.following_words import State, in_brackets
from draftreview.domain.places import GENERAL, Place, component_place, other_place, place_of
from draftreview.domain.provisions import ComponentKind, citation
from draftreview.domain.synthesis import Answer, Heading, Invited, Letter, Proposed, Row, Synthesis, Topic
from draftreview.domain.synthesis_filter import GENERAL_EID, OTHER_EID
from draftreview.domain.vocabulary import ReplyState
from draftreview.models.accounts import Agency, User
from draftreview.models.consultations import Consultation, Invitation, Reply
from draftreview.services.consultations import is_over, require_round
from draftreview.services.following import Following, follow
from draftreview.services.permissions import may_see_synthesis, require
from draftreview.services.plain_text import plain
from draftreview.services.synthesis_query import sent_comments
from draftreview.services.texts import ACT


def table(
    session: Session, actor: User | None, clock: Clock, draft_key: str, number: int | None = None
) -> tuple[Consultation, Synthesis]:
    """Compose the table of a round of a draft, by default the newest, for an actor who may see it.

    :raises NotFound: where the round was not opened
    :raises NotPermitted: for all but the drafting side, and the appraiser once the round is over
    """
    consultation = require_round(session, draft_key, number)
    require(may_see_synthesis(actor, is_over(consultation, clock)))
    return consultation, compose(session, consultation)


def compose(session: Session, consultation: Consultation) -> Synthesis:
    """Compose the table of a round: every comment sent exactly once; three queries."""
    records = session.execute(sent_comments(consultation)).all()
    number = consultation.version.number
    following = follow(session, consultation.draft_id, number)
    rows = domain.in_order(row_of(record, _since(record, number, following)) for record in records)
    counted = Counter(record.agency_id for record in records)
    return Synthesis(
        _heading(consultation), domain.sorted_out(_invited(session, consultation, counted)), rows
    )


def _since(record: Record[Any], number: int, following: Following) -> State | None:
    if record.eid is not None:
        return following.state(number, record.eid)
    return following.part_state(number, record.part_eid) if record.part_kind is not None else None


def _heading(consultation: Consultation) -> Heading:
    return Heading(
        title=consultation.regime.table_title,
        subject=consultation.draft.title,
        basis=consultation.regime.name,
        agency=consultation.drafting_agency.name,
        letter=Letter(consultation.letter_number, consultation.letter_date),
        illustrative=consultation.draft.illustrative,
    )


def _invited(session: Session, consultation: Consultation, comments: Counter[int]) -> list[Invited]:
    rows = session.execute(
        select(
            Agency.id,
            Agency.name,
            Agency.code,
            Reply.letter_number,
            Reply.letter_date,
            Reply.stance,
            Reply.late,
        )
        .select_from(Invitation)
        .join(Invitation.agency)
        .outerjoin(Reply, and_(Reply.invitation_id == Invitation.id, Reply.state == ReplyState.SENT))
        .where(Invitation.consultation_id == consultation.id)
        .order_by(Agency.position, Agency.id)
    )
    return [
        Invited(name, Letter(number or "", day), stance, comments[agency_id], code, bool(late))
        for agency_id, name, code, number, day, stance, late in rows
    ]


def row_of(record: Record[Any], state: State | None = None) -> Row:
    """Make a row of what ``sent_comments`` selects; ``state`` is what became of its place since."""
    return Row(
        comment_id=record.id,
        place=_place(record, state),
        agency=record.agency,
        letter=Letter(record.letter_number or "", record.letter_date),
        body=plain(record.body),
        reason=plain(record.reason),
        proposed=_proposed(record) if record.operation else None,
        answer=_answer(record) if record.outcome else None,
        turn=(record.agency_turn, record.turn),
        agency_code=record.agency_code,
        late=bool(record.late),
        eid=_eid(record),
        owner=_owner(record, record.part_kind, record.part_title) if record.eid else "",
        words=record.words,
        category=record.category,
        topics=_topics(record),
    )


def _eid(record: Record[Any]) -> str:
    """Name the place as addresses do: a provision, a component, the whole draft or the rest."""
    if record.eid is not None:
        return str(record.eid)
    if record.part_kind is not None:
        return record.part_eid or ACT
    return OTHER_EID if record.citation else GENERAL_EID


def _topics(record: Record[Any]) -> tuple[Topic, ...]:
    named = (record.topic_code, record.topic_name), (record.around_code, record.around_name)
    return tuple(Topic(code, name) for code, name in named if code)


def _place(record: Record[Any], state: State | None) -> Place:
    """Name the place as it stood in the version consulted, and what became of it in the newest."""
    now = in_brackets(state) if state else ""
    if record.eid is None and record.part_kind is not None:
        name = component_name(record.part_kind, record.part_title)
        return component_place(record.part_kind, record.part_position, name, now)
    if record.eid is None:
        return other_place(record.citation) if record.citation else GENERAL
    owner = _owner(record, record.part_kind, record.part_title)
    return place_of(record.eid, record.part_kind, record.part_position, record.position, owner, now)


def _owner(record: Record[Any], kind: ComponentKind, title: str) -> str:
    """Name the component where more than one has Điều, so that "Điều 2" alone would not say which."""
    return component_name(kind, title) if record.parts > 1 else ""


def _proposed(record: Record[Any]) -> Proposed:
    beside = ""
    if record.target_eid is not None:
        owner = _owner(record, record.target_kind, record.target_title)
        beside = citation(record.target_eid, owner)
    elif record.eid is not None:
        beside = citation(record.eid, _owner(record, record.part_kind, record.part_title))
    return Proposed(
        operation=record.operation,
        heading=record.new_heading,
        text=record.new_text,
        old_heading=record.base_heading,
        old_text=record.base_text,
        beside=beside,
        as_first_child=record.as_first_child,
        tail=record.new_tail,
        old_tail=record.base_tail,
    )


def _answer(record: Record[Any]) -> Answer:
    return Answer(
        record.outcome,
        record.stage,
        record.explanation,
        record.own_heading,
        record.own_text,
        record.own_tail,
    )
