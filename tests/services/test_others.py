"""What the other agencies sent: read when the round allows it, and never anything else of theirs."""

from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.errors import NotPermitted
from draftreview.domain.vocabulary import CommentState, Openness, ReplyState, Role
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation, Invitation
from draftreview.services.margins import margin_of, own_and_others, topics_and_following
from draftreview.services.others import all_others, open_others, others_at, when_readable
from draftreview.services.permissions import may_read_others
from draftreview.services.reading import open_version
from draftreview.services.texts import read_text
from tests.factories import Factory, FixedClock

CLAUSE = "att_1__art_3__para_1"
AFTERWARDS = datetime(2017, 11, 1, 17, 0, tzinfo=UTC)


@pytest.fixture
def consultation(make: Factory) -> Consultation:
    """A round that opens to who has sent, beside another with comments that were sent."""
    elsewhere = make.invitation(make.round(make.version()))
    make.sent(make.comment(elsewhere), elsewhere)
    round_: Consultation = make.round(openness=Openness.AFTER_SENDING)
    return round_


@pytest.fixture
def mine(make: Factory, consultation: Consultation) -> Invitation:
    """The reader's own invitation; its comment was sent."""
    invitation: Invitation = make.invitation(consultation)
    make.sent(make.comment(invitation, body="Ý kiến của tôi."), invitation)
    return invitation


@pytest.fixture
def reader(make: Factory, mine: Invitation) -> User:
    return make.user(Role.COMMENTER, mine.agency)


@pytest.fixture
def theirs(make: Factory, consultation: Consultation) -> list[Comment]:
    """Two comments that another agency sent; one that it withdrew, and one that it still writes."""
    invitation = make.invitation(consultation)
    place = make.provision(consultation.version, CLAUSE)
    sent = [make.sent(make.comment(invitation, provision=one), invitation) for one in (place, None)]
    make.comment(invitation, provision=place, state=CommentState.WITHDRAWN, withdrawn_at=make.clock.now())
    make.comment(make.invitation(consultation), provision=place, state=CommentState.READY)
    return [sent[1], sent[0]]


def read(make: Factory, reader: User, round_: Consultation, eid: str | None = None) -> list[Comment]:
    visit = open_others(make.session, reader, make.clock, round_.draft.key, 1)
    place = read_text(make.session, visit.version).place(eid) if eid else None
    return list(others_at(make.session, reader, visit, place).comments)


def test_only_what_others_sent_is_listed_in_document_order(
    make: Factory, reader: User, consultation: Consultation, theirs: list[Comment]
) -> None:
    assert read(make, reader, consultation) == theirs


@pytest.mark.parametrize(("eid", "found"), [(CLAUSE, 1), ("general", 0), ("att_2", None)])
def test_one_place_lists_its_own(
    make: Factory,
    reader: User,
    consultation: Consultation,
    theirs: list[Comment],
    eid: str,
    found: int | None,
) -> None:
    wanted = [] if found is None else [theirs[found]]
    assert read(make, reader, consultation, eid) == wanted


def test_a_long_list_comes_by_pages(
    session: Session, make: Factory, clock: FixedClock, reader: User, consultation: Consultation
) -> None:
    other = make.invitation(consultation)
    for _ in range(51):
        make.sent(make.comment(other), other)
    visit = open_others(session, reader, clock, consultation.draft.key, 1)
    second = others_at(session, reader, visit, None, page=9)
    assert (second.total, second.pages, second.page, len(second.comments)) == (51, 2, 2, 1)


def test_before_sending_nothing_is_read(
    session: Session, make: Factory, clock: FixedClock, mine: Invitation, reader: User, theirs: list[Comment]
) -> None:
    assert mine.reply is not None
    mine.reply.state = ReplyState.RETURNED
    with pytest.raises(NotPermitted, match="sau khi cơ quan đã gửi"):
        read(make, reader, mine.consultation)
    visit = open_version(session, reader, clock, mine.consultation.draft.key)
    assert own_and_others(session, reader, visit)[1] == ()


@pytest.mark.parametrize(
    ("openness", "over", "closed", "sent", "reads"),
    [
        (Openness.NEVER, True, True, True, False),
        (Openness.AFTER_SENDING, False, False, True, True),
        (Openness.AFTER_CLOSING, False, False, True, False),
        (Openness.AFTER_CLOSING, True, False, True, True),
        (Openness.AFTER_CLOSING, True, False, False, False),
        (Openness.AFTER_CLOSING, False, True, False, True),
    ],
)
def test_the_round_says_when(
    make: Factory,
    mine: Invitation,
    reader: User,
    openness: Openness,
    over: bool,
    closed: bool,
    sent: bool,
    reads: bool,
) -> None:
    round_ = mine.consultation
    round_.openness = openness
    round_.closed_at = make.clock.now() if closed else None
    assert mine.reply is not None
    mine.reply.state = ReplyState.SENT if sent else ReplyState.RETURNED
    today = AFTERWARDS.date().replace(day=2) if over else make.clock.now().date()
    assert may_read_others(reader, round_, mine, today) is reads


def test_nobody_else_reads_them_this_way(
    session: Session, make: Factory, clock: FixedClock, mine: Invitation, theirs: list[Comment]
) -> None:
    today = AFTERWARDS.date()
    for stranger in (None, make.lead(), make.user(), make.user(Role.APPRAISER)):
        assert not may_read_others(stranger, mine.consultation, mine, today)
    with pytest.raises(NotPermitted, match="Chỉ cơ quan được mời"):
        open_others(session, make.lead(), clock, mine.consultation.draft.key, 1)


def test_a_version_that_nobody_was_asked_about_has_none(
    session: Session, make: Factory, clock: FixedClock, reader: User, consultation: Consultation
) -> None:
    make.version(consultation.draft, number=2)
    with pytest.raises(NotPermitted):
        open_others(session, reader, clock, consultation.draft.key, 2)


def test_the_margin_counts_them_by_place_in_one_query_with_the_own(
    session: Session, make: Factory, clock: FixedClock, reader: User, consultation: Consultation
) -> None:
    other = make.invitation(consultation)
    version = consultation.version
    appendix = next(one for one in version.components if one.eid == "att_2")
    for facts in ({"provision": make.provision(version, CLAUSE)}, {}, {}, {"component_id": appendix.id}):
        make.sent(make.comment(other, **facts), other)
    visit = open_version(session, reader, clock, consultation.draft.key)
    _, following = topics_and_following(session, visit)
    own, others = own_and_others(session, reader, visit)
    margin = margin_of(own, visit, read_text(session, version), following, others)
    assert margin.others == {CLAUSE: 1, "general": 2, "att_2": 1}
    assert (margin.of_others, margin.total, margin.places) == (4, 1, {"general": (1,)})


def test_every_openness_says_when() -> None:
    assert len({when_readable(one) for one in Openness}) == len(Openness)


def test_everything_others_sent_is_listed_beside_later_versions_too(
    session: Session, make: Factory, consultation: Consultation, reader: User, theirs: list[Comment]
) -> None:
    key = consultation.draft.key
    make.version(consultation.draft, number=2)
    for number in (1, 2):
        visit = open_version(session, reader, make.clock, key, number)
        assert list(all_others(session, reader, visit)) == theirs


def test_what_is_asked_about_a_later_version_is_not_listed_beside_an_earlier_one(
    session: Session, make: Factory, consultation: Consultation, reader: User
) -> None:
    draft = make.draft(key="hai-ban")
    make.version(draft)
    asked = make.round(make.version(draft, number=2), openness=Openness.AFTER_SENDING)
    invitation = make.invitation(asked, reader.agency)
    make.sent(make.comment(invitation, reader), invitation)
    for number, may in ((1, False), (2, True)):
        visit = open_version(session, reader, make.clock, draft.key, number)
        assert visit.reads_others_onward(reader) is may


def test_nobody_lists_what_others_sent_before_it_may_be_read(
    session: Session, make: Factory, consultation: Consultation, theirs: list[Comment]
) -> None:
    early = make.user(Role.COMMENTER, make.invitation(consultation).agency)
    visit = open_version(session, early, make.clock, consultation.draft.key, 1)
    with pytest.raises(NotPermitted):
        all_others(session, early, visit)
    bare = make.version(make.draft(key="chua-hoi"))
    assert not open_version(session, make.lead(), make.clock, bare.draft.key).reads_others_onward(early)
