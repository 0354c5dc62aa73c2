"""The official reply of an agency: prepared by its officers, sent and locked by its head."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.errors import AlreadySent, Conflict, Invalid, NotFound
from draftreview.domain.fingerprint import OLDER_FORM, canonical, digest, fingerprint
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import CommentState, ReplyState, Stance
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Reply
from draftreview.models.sendings import Sending
from draftreview.services import audit, indexing
from draftreview.services.fingerprints import sealed
from draftreview.services.permissions import days_of, may_send_reply, require
from draftreview.services.reply_pages import ReplyPage, open_reply
from draftreview.services.sendings import sendings_of, silent_codes

WITH_COMMENTS = frozenset({Stance.AGREE_WITH_COMMENTS, Stance.DISAGREE})
"""The stances that are sent with the finished comments; the others are sent without any."""

_LOCKED = sentence("Văn bản góp ý đã gửi và đã khóa.")
_HEAD_ALONE = "Chỉ lãnh đạo cơ quan gửi văn bản góp ý."
_NOT_NOW = "Đợt lấy ý kiến chưa mở hoặc đã đóng nên chưa gửi được."


@dataclass(frozen=True, slots=True)
class Letter:
    """What the clerk writes on the letter; every part may follow the sending."""

    number: str = ""
    day: date | None = None
    signer: str = ""


def prepare(
    session: Session, actor: User, clock: Clock, key: str, stance: Stance | None, letter: Letter
) -> Reply:
    """Keep what is known of a reply before it is sent.

    :raises AlreadySent: where it is locked
    """
    page = open_reply(session, actor, clock, key)
    reply = _open(session, page)
    reply.stance = stance
    _write_letter(reply, letter)
    session.flush()
    audit.record(session, actor, clock, "reply.prepared", f"reply:{reply.id}")
    return reply


def send(
    session: Session,
    actor: User,
    clock: Clock,
    key: str,
    stance: Stance,
    letter: Letter = Letter(),
    seen: str | None = None,
) -> Reply:
    """Send the agency's reply with its finished comments and lock both; late is judged at this moment.

    ``seen`` is the mark of the page that was looked at (:attr:`ReplyPage.seen`).

    :raises NotPermitted: unless the actor is the agency's head and the round takes replies
    :raises AlreadySent: where it was sent before
    :raises Conflict: where the comments changed since they were looked at
    :raises Invalid: where the stance does not go with the comments
    """
    page = open_reply(session, actor, clock, key)
    require(may_send_reply(actor, page.invitation), _HEAD_ALONE)
    reply = _open(session, page)
    today = vietnam_day(clock.round_now())
    days = days_of(page.consultation, page.invitation)
    require(days.takes_replies(today), _NOT_NOW)
    _refuse_unseen(page, stance, seen)
    going = page.ready if stance in WITH_COMMENTS else ()
    _write_letter(reply, letter)
    reply.stance = stance
    reply.sent_at = clock.now()
    reply.sent_on = today
    reply.sent_by = actor
    reply.late = days.is_late(today)
    _keep(session, page, reply, going)
    reply.state = ReplyState.SENT
    for comment in going:
        comment.state = CommentState.SENT
        comment.sent_at = reply.sent_at
        comment.reply = reply
        comment.revision += 1
    session.flush()
    _announce(session, actor, clock, reply, going)
    return reply


def agree_entirely(session: Session, actor: User, clock: Clock, key: str) -> Reply:
    """Send in one step that the agency agrees with everything.

    :raises NotPermitted: unless the actor is the agency's head
    :raises Conflict: where the agency has comments, which would silently stay behind
    """
    page = open_reply(session, actor, clock, key)
    require(may_send_reply(actor, page.invitation), _HEAD_ALONE)
    if page.comments and not page.is_sent:
        raise Conflict(
            sentence(
                "Cơ quan đang có ý kiến chưa gửi. Xem lại ở trang Văn bản góp ý rồi chọn quan điểm và gửi."
            )
        )
    return send(session, actor, clock, key, Stance.AGREE)


def add_letter(session: Session, actor: User, clock: Clock, key: str, letter: Letter) -> Reply:
    """Add what the clerk wrote after the sending; what stands there already stays.

    :raises NotFound: where nothing was sent
    :raises AlreadySent: where it would change what was given before
    """
    page = open_reply(session, actor, clock, key)
    reply = page.reply
    if reply is None or not page.is_sent:
        raise NotFound(sentence("Chưa gửi văn bản góp ý nên chưa có gì để bổ sung."))
    tidied = _tidied(letter)
    known = (
        (reply.letter_number, tidied.number),
        (reply.letter_date, tidied.day),
        (reply.signer, tidied.signer),
    )
    if any(old and new and old != new for old, new in known):
        raise AlreadySent(
            sentence("Số, ngày hoặc người ký đã ghi thì không sửa được nữa. Chỉ bổ sung phần còn trống.")
        )
    if not any(new and not old for old, new in known):
        raise Invalid(
            sentence("Cần ghi ít nhất một phần còn trống: số, ngày hoặc người ký."), "letter_number"
        )
    reply.letter_number = reply.letter_number or tidied.number
    reply.letter_date = reply.letter_date or tidied.day
    reply.signer = reply.signer or tidied.signer
    reply.letter_added_at = clock.now()
    audit.record(session, actor, clock, "reply.letter_added", f"reply:{reply.id}", number=reply.letter_number)
    indexing.enqueue(session, f"reply:{reply.id}")
    return reply


def verify(session: Session, page: ReplyPage, kept: Sequence[Sending] | None = None) -> bool:
    """Compute the fingerprint of a sent reply again from its rows and tell whether it still holds.

    A reply without a kept sending was sealed in the older form. Two queries.

    :param kept: the sendings of the reply, where they are at hand
    """
    reply = page.reply
    if reply is None:
        return False
    kept = sendings_of(session, reply) if kept is None else kept
    if not kept:
        older = sealed(page.consultation, page.invitation, reply, page.sent)
        return reply.fingerprint == fingerprint(older, OLDER_FORM)
    last = kept[-1]
    topics = json.loads(last.canonical)["topics"]
    now = canonical(sealed(page.consultation, page.invitation, reply, page.sent, topics, last.number))
    return now == last.canonical.encode() and last.fingerprint == reply.fingerprint == digest(now)


def _keep(session: Session, page: ReplyPage, reply: Reply, going: Sequence[Comment]) -> None:
    """Keep what goes out as a sending of its own, with its fingerprint."""
    session.add(reply)
    number = len(sendings_of(session, reply)) + 1 if reply.id else 1
    topics = silent_codes(session, page.invitation)
    form = canonical(sealed(page.consultation, page.invitation, reply, going, topics, number))
    reply.fingerprint = digest(form)
    assert reply.stance is not None
    assert reply.sent_at is not None
    assert reply.sent_on is not None
    session.add(
        Sending(
            reply=reply,
            number=number,
            stance=reply.stance,
            sent_at=reply.sent_at,
            sent_on=reply.sent_on,
            sent_by=reply.sent_by,
            late=reply.late,
            comments=len(going),
            canonical=form.decode(),
            fingerprint=reply.fingerprint,
        )
    )


def _open(session: Session, page: ReplyPage) -> Reply:
    """Give the reply that may still be changed, begun where there is none."""
    if page.is_sent:
        raise AlreadySent(_LOCKED)
    reply = page.reply
    if reply is None:
        reply = Reply(invitation=page.invitation, state=ReplyState.WRITING)
        session.add(reply)
    return reply


def _tidied(letter: Letter) -> Letter:
    return Letter(" ".join(letter.number.split()), letter.day, " ".join(letter.signer.split()))


def _write_letter(reply: Reply, letter: Letter) -> None:
    tidied = _tidied(letter)
    reply.letter_number = tidied.number
    reply.letter_date = tidied.day
    reply.signer = tidied.signer


def _refuse_unseen(page: ReplyPage, stance: Stance, seen: str | None) -> None:
    if seen is not None and seen != page.seen:
        raise Conflict(
            sentence("Ý kiến của cơ quan vừa thay đổi sau khi mở trang. Xem lại danh sách rồi gửi.")
        )
    if stance in WITH_COMMENTS and not page.ready:
        raise Invalid(
            sentence(
                "Chưa có ý kiến nào đã xong để gửi kèm. Đánh dấu xong ý kiến, hoặc chọn quan điểm khác."
            ),
            "stance",
        )


def _announce(session: Session, actor: User, clock: Clock, reply: Reply, comments: Sequence[Comment]) -> None:
    audit.record(
        session,
        actor,
        clock,
        "reply.sent",
        f"reply:{reply.id}",
        comments=len(comments),
        late=reply.late,
        fingerprint=reply.fingerprint,
    )
    indexing.enqueue(session, f"reply:{reply.id}", *(f"comment:{one.id}" for one in comments))
