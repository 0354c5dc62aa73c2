"""The scan of an agency's signed letter: kept byte for byte, with its reply or after it, and read again."""

import hashlib

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, undefer

from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.errors import AlreadySent, NotFound
from draftreview.domain.scans import Scan
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import ReplyState
from draftreview.models.accounts import User
from draftreview.models.consultations import Invitation, Reply
from draftreview.models.files import StoredFile
from draftreview.services import audit
from draftreview.services.permissions import days_of, may_read_reply
from draftreview.services.reply_pages import open_reply

_UNKNOWN = sentence("Không có bản chụp này, hoặc tài khoản này không được xem.")
_KEPT = sentence("Văn bản đã gửi đã có bản chụp. Bản chụp đã gửi không thay được.")


def attach(session: Session, actor: User, clock: Clock, key: str, scan: Scan) -> Reply:
    """Keep a scan with the reply; until it is sent another may take its place, the older file stays kept.

    The same bytes again change nothing.

    :raises AlreadySent: where a scan went out, or was added later
    """
    page = open_reply(session, actor, clock, key)
    reply = page.reply
    if reply is None:
        reply = Reply(invitation=page.invitation, state=ReplyState.WRITING)
        session.add(reply)
    digest = hashlib.sha256(scan.content).hexdigest()
    if reply.scan is not None and reply.scan.sha256 == digest:
        return reply
    if page.is_sent and reply.scan is not None:
        raise AlreadySent(_KEPT)
    reply.scan = StoredFile(
        name=scan.name,
        media_type=scan.media_type,
        sha256=digest,
        content=scan.content,
        uploaded_at=clock.now(),
    )
    reply.scan_added_at = clock.now() if page.is_sent else None
    session.flush()
    audit.record(session, actor, clock, "reply.scan_added", f"reply:{reply.id}", sha256=digest)
    return reply


def find_scan(session: Session, actor: User | None, clock: Clock, reply_id: int) -> StoredFile:
    """Find the scan of a reply with its bytes: one query.

    :raises NotFound: where there is none, or the actor may not know of it
    """
    reply = session.scalar(
        select(Reply)
        .options(
            joinedload(Reply.scan).options(undefer(StoredFile.content)),
            joinedload(Reply.invitation).joinedload(Invitation.consultation),
        )
        .where(Reply.id == reply_id)
    )
    if reply is None or reply.scan is None:
        raise NotFound(_UNKNOWN)
    invitation = reply.invitation
    over = days_of(invitation.consultation).is_over(vietnam_day(clock.round_now()))
    if not may_read_reply(actor, invitation, over):
        raise NotFound(_UNKNOWN)
    return reply.scan
