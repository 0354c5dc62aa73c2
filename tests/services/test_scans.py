"""The scan of a letter comes with the reply or after it, stays as it is, and is read by those who may."""

import hashlib

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.errors import AlreadySent, NotFound
from draftreview.domain.scans import Scan
from draftreview.domain.vocabulary import Role, Stance
from draftreview.models.accounts import User
from draftreview.models.audit import AuditEvent
from draftreview.models.consultations import Invitation
from draftreview.models.files import StoredFile
from draftreview.services import replies, scans
from tests.factories import Factory, FixedClock

SCAN = Scan("15.pdf", "application/pdf", b"%PDF-1.4 first")
OTHER = Scan("16.pdf", "application/pdf", b"%PDF-1.4 second")


@pytest.fixture
def invitation(make: Factory) -> Invitation:
    return make.invitation(make.round())


@pytest.fixture
def key(invitation: Invitation) -> str:
    return invitation.consultation.draft.key


@pytest.fixture
def head(make: Factory, invitation: Invitation) -> User:
    return make.user(Role.AGENCY_HEAD, invitation.agency)


def test_a_scan_is_kept_with_its_fingerprint(
    session: Session, clock: FixedClock, head: User, key: str
) -> None:
    reply = scans.attach(session, head, clock, key, SCAN)
    assert reply.scan is not None
    assert (reply.scan.content, reply.scan.name) == (SCAN.content, "15.pdf")
    assert (reply.scan.sha256, reply.scan_added_at) == (hashlib.sha256(SCAN.content).hexdigest(), None)
    event = session.scalars(select(AuditEvent).where(AuditEvent.action == "reply.scan_added")).one()
    assert event.details == {"sha256": reply.scan.sha256}


def test_before_the_sending_another_takes_its_place_and_the_older_stays_kept(
    session: Session, clock: FixedClock, head: User, key: str
) -> None:
    for scan in (SCAN, OTHER, OTHER):
        reply = scans.attach(session, head, clock, key, scan)
    assert reply.scan is not None
    assert reply.scan.name == "16.pdf"
    assert [one.name for one in session.scalars(select(StoredFile))] == ["15.pdf", "16.pdf"]


def test_a_scan_may_follow_the_sending_once(
    session: Session, clock: FixedClock, head: User, key: str
) -> None:
    replies.send(session, head, clock, key, Stance.AGREE)
    clock.forward(hours=3)
    reply = scans.attach(session, head, clock, key, SCAN)
    assert reply.scan_added_at == clock.now()
    assert scans.attach(session, head, clock, key, SCAN) is reply
    with pytest.raises(AlreadySent):
        scans.attach(session, head, clock, key, OTHER)


def test_the_drafting_side_reads_it_once_it_is_sent(
    session: Session, make: Factory, clock: FixedClock, head: User, key: str
) -> None:
    reply = scans.attach(session, head, clock, key, SCAN)
    assert scans.find_scan(session, head, clock, reply.id).content == SCAN.content
    with pytest.raises(NotFound):
        scans.find_scan(session, make.drafter(), clock, reply.id)
    replies.send(session, head, clock, key, Stance.AGREE)
    assert scans.find_scan(session, make.drafter(), clock, reply.id).content == SCAN.content


def test_the_appraiser_reads_it_once_the_round_is_over(
    session: Session, make: Factory, clock: FixedClock, head: User, key: str
) -> None:
    reply = scans.attach(session, head, clock, key, SCAN)
    replies.send(session, head, clock, key, Stance.AGREE)
    appraiser = make.user(Role.APPRAISER)
    with pytest.raises(NotFound):
        scans.find_scan(session, appraiser, clock, reply.id)
    clock.forward(days=30)
    assert scans.find_scan(session, appraiser, clock, reply.id) is reply.scan


def test_nobody_else_learns_of_it(
    session: Session, make: Factory, clock: FixedClock, head: User, key: str
) -> None:
    reply = replies.send(session, head, clock, key, Stance.AGREE)
    for number in (reply.id, reply.id + 1):
        with pytest.raises(NotFound):
            scans.find_scan(session, head, clock, number)
    scans.attach(session, head, clock, key, SCAN)
    for stranger in (None, make.user(), make.user(Role.ADMIN)):
        with pytest.raises(NotFound):
            scans.find_scan(session, stranger, clock, reply.id)
