"""Rules of finding: within what one may see, and judged again by the database."""

from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session

from draftreview.domain.search import DocumentKind, SearchQuestion, SearchResult
from draftreview.domain.vocabulary import CommentState, Outcome, Role, RoundAction, Stage
from draftreview.models.accounts import User
from draftreview.models.audit import IndexingEntry
from draftreview.models.comments import Comment
from draftreview.models.consultations import Invitation
from draftreview.search.whoosh_engine import WhooshEngine
from draftreview.services import audiences, indexing, searching
from draftreview.services.round_changes import Wish, change_round
from tests.factories import Factory, FixedClock

Find = Callable[[User | None, str], SearchResult]


@pytest.fixture
def engine(tmp_path: Path) -> WhooshEngine:
    return WhooshEngine(tmp_path / "index")


@pytest.fixture
def find(session: Session, clock: FixedClock, engine: WhooshEngine) -> Find:
    def run(actor: User | None, words: str) -> SearchResult:
        question = SearchQuestion(words, audiences.DRAFTING_SIDE)
        return searching.find(session, actor, clock, engine, question)

    return run


@pytest.fixture
def invitation(make: Factory) -> Invitation:
    return make.invitation(make.round())


@pytest.fixture
def answered(make: Factory, invitation: Invitation) -> Comment:
    """A comment that was sent, with a wording and a released answer."""
    place = make.provision(invitation.consultation.version, "att_1__art_3__para_1")
    comment = make.comment(invitation, provision=place, body="Đề nghị rút ngắn thời hạn.")
    make.proposal(comment, "Cơ quan được hỏi trả lời trong thời hạn 03 ngày.")
    make.disposition(comment, Outcome.DECLINED, Stage.RELEASED, explanation="Giữ thời hạn 05 ngày.")
    return make.sent(comment, invitation, letter_number="45/STTTT-CNTT")


def kinds(result: SearchResult) -> set[DocumentKind]:
    return {hit.kind for hit in result.hits}


def test_the_drafting_side_finds_text_comments_wordings_and_answers(
    make: Factory, session: Session, engine: WhooshEngine, answered: Comment, find: Find
) -> None:
    indexing.fill(lambda: nullcontext(session), engine)
    session.execute(delete(IndexingEntry))
    assert kinds(find(make.drafter(), "thoi han")) == set(DocumentKind) - {DocumentKind.REPLY}
    assert kinds(find(make.drafter(), "45/STTTT-CNTT")) == {DocumentKind.REPLY}


def test_the_question_cannot_widen_what_the_actor_may_see(
    make: Factory, session: Session, engine: WhooshEngine, answered: Comment, find: Find
) -> None:
    indexing.fill(lambda: nullcontext(session), engine)
    session.execute(delete(IndexingEntry))
    assert find(None, "thời hạn").total == 0
    assert find(make.user(), "thời hạn").total == 0


def test_an_agency_does_not_find_what_another_says(
    make: Factory, session: Session, engine: WhooshEngine, answered: Comment, find: Find
) -> None:
    other = make.invitation(answered.consultation)
    indexing.fill(lambda: nullcontext(session), engine)
    session.execute(delete(IndexingEntry))
    assert kinds(find(make.user(Role.COMMENTER, other.agency), "thời hạn")) == {DocumentKind.PROVISION}
    assert DocumentKind.COMMENT in kinds(find(make.user(Role.COMMENTER, answered.agency), "thời hạn"))


def test_what_changed_since_indexing_is_judged_by_the_database(
    make: Factory, session: Session, engine: WhooshEngine, invitation: Invitation, find: Find
) -> None:
    comment = make.comment(invitation, body="Đề nghị bỏ phiếu kiểm soát.")
    indexing.fill(lambda: nullcontext(session), engine)
    session.execute(delete(IndexingEntry))
    colleague = make.user(Role.COMMENTER, invitation.agency)
    assert find(colleague, "phiếu kiểm soát").total == 1
    comment.state, comment.withdrawn_at = CommentState.WITHDRAWN, make.clock.now()
    session.flush()
    found = find(colleague, "phiếu kiểm soát")
    assert (found.hits, found.total) == ((), 0)


def test_a_public_draft_is_found_by_everybody(
    make: Factory, session: Session, engine: WhooshEngine, find: Find
) -> None:
    make.version(make.draft(public=True))
    make.version()
    indexing.fill(lambda: nullcontext(session), engine)
    session.execute(delete(IndexingEntry))
    found = find(None, "hướng dẫn một lần")
    assert [hit.citation for hit in found.hits] == ["điểm a khoản 2 Điều 2 của Quy định"]
    assert find(None, "người nộp").hits[0].eid == "att_2"


def test_what_waits_for_the_index_is_neither_found_nor_counted(
    make: Factory, session: Session, engine: WhooshEngine, answered: Comment, find: Find
) -> None:
    indexing.fill(lambda: nullcontext(session), engine)
    session.execute(delete(IndexingEntry))
    drafter = make.drafter()
    everything = find(drafter, "thời hạn").total
    indexing.enqueue(session, f"comment:{answered.id}")
    found = find(drafter, "thời hạn")
    assert (kinds(found), found.total) == ({DocumentKind.PROVISION}, everything - 3)


def test_closing_a_round_opens_what_others_sent_without_indexing_again(
    make: Factory, session: Session, engine: WhooshEngine, answered: Comment, find: Find
) -> None:
    other = make.invitation(answered.consultation)
    indexing.fill(lambda: nullcontext(session), engine)
    session.execute(delete(IndexingEntry))
    reader = make.user(Role.COMMENTER, other.agency)
    assert kinds(find(reader, "thời hạn")) == {DocumentKind.PROVISION}
    change_round(
        session, make.lead(), make.clock, answered.consultation, Wish(RoundAction.CLOSED, "Đủ ý kiến."), 0
    )
    found = find(reader, "thời hạn")
    assert indexing.waiting(session) == []
    assert kinds(found) == {DocumentKind.PROVISION, DocumentKind.COMMENT, DocumentKind.PROPOSAL}
