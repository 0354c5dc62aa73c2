"""Rules of the queue and the index: taken once, lost never."""

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.provisions import Component, ComponentKind, Kind, Provision
from draftreview.domain.search import DocumentKind, SearchDocument
from draftreview.domain.vocabulary import CommentState, Outcome, Stage
from draftreview.models.comments import Comment
from draftreview.models.consultations import Invitation
from draftreview.search.folder import Folder
from draftreview.search.whoosh_engine import WhooshEngine
from draftreview.services import indexing
from tests.factories import Factory


@pytest.fixture
def engine(tmp_path: Path) -> WhooshEngine:
    return WhooshEngine(tmp_path / "index", timeout=0.05)


@pytest.fixture
def invitation(make: Factory) -> Invitation:
    return make.invitation(make.round())


@pytest.fixture
def comment(make: Factory, invitation: Invitation) -> Comment:
    version = invitation.consultation.version
    comment = make.comment(invitation, provision=make.provision(version, "att_1__art_3__para_1"))
    make.comment(invitation, body="Ý kiến khác.")
    make.proposal(comment, "Cơ quan được hỏi trả lời trong 03 ngày.")
    return comment


def by_key(session: Session, *subjects: str) -> dict[str, SearchDocument]:
    return {one.key: one for one in indexing.documents_for(session, subjects).documents}


def test_a_version_gives_its_provisions_and_what_stands_around_them(make: Factory, session: Session) -> None:
    version = make.version()
    make.version(number=2)
    found = by_key(session, f"version:{version.id}")
    point = found[f"provision:{make.provision(version, 'att_1__art_2__para_2__point_a').id}"]
    assert (point.citation, point.body) == (
        "điểm a khoản 2 Điều 2 của Quy định",
        "hướng dẫn một lần bằng phiếu;",
    )
    assert sum(key.startswith("component:") for key in found) == 3
    assert {one.version_number for one in found.values()} == {1}


def test_a_component_without_words_of_its_own_is_no_document(make: Factory, session: Session) -> None:
    article = Provision(Kind.ARTICLE, "1", text="Ban hành.", eid="art_1")
    version = make.version(components=[Component(ComponentKind.MAIN, children=(article,))])
    (found,) = by_key(session, f"version:{version.id}").values()
    assert (found.citation, found.body) == ("Điều 1", "Ban hành.")


def test_the_words_of_an_appendix_without_articles_are_found(make: Factory, session: Session) -> None:
    found = by_key(session, f"version:{make.version().id}").values()
    (appendix,) = [one for one in found if one.citation == "Phụ lục 1"]
    assert "Người nộp" in appendix.body


def test_a_comment_gives_itself_and_its_wording(comment: Comment, session: Session) -> None:
    found = by_key(session, f"comment:{comment.id}")
    assert set(found) == {f"comment:{comment.id}", f"proposal:{comment.id}"}
    assert found[f"comment:{comment.id}"].eid == "att_1__art_3__para_1"
    assert "03 ngày" in found[f"proposal:{comment.id}"].body


def test_a_comment_on_the_whole_draft_has_no_place(
    make: Factory, invitation: Invitation, session: Session
) -> None:
    comment = make.comment(invitation, topic=make.topic(invitation.consultation, code="1"))
    (found,) = by_key(session, f"comment:{comment.id}").values()
    assert (found.eid, found.citation, found.topic) == ("", "", "1")


def test_a_withdrawn_comment_leaves_the_index(make: Factory, comment: Comment, session: Session) -> None:
    make.disposition(comment)
    comment.state, comment.withdrawn_at = CommentState.WITHDRAWN, make.clock.now()
    session.flush()
    change = indexing.documents_for(session, [f"comment:{comment.id}"])
    assert change.documents == ()
    assert {f"comment:{comment.id}", f"proposal:{comment.id}"} < change.removed


def test_only_the_current_answer_is_kept(make: Factory, comment: Comment, session: Session) -> None:
    first = make.disposition(comment, Outcome.DECLINED)
    second = make.disposition(comment, Outcome.NOTED, revision=2)
    change = indexing.documents_for(session, [f"comment:{comment.id}"])
    assert f"disposition:{second.id}" in {one.key for one in change.documents}
    assert change.removed == {f"disposition:{first.id}"}


def test_a_released_answer_stays_while_it_is_revised(
    make: Factory, comment: Comment, session: Session
) -> None:
    released = make.disposition(comment, Outcome.DECLINED, Stage.RELEASED)
    revised = make.disposition(comment, Outcome.NOTED, revision=2)
    found = by_key(session, f"comment:{comment.id}")
    agency = f"agency:{comment.agency_id}"
    assert agency in found[f"disposition:{released.id}"].audience
    assert agency not in found[f"disposition:{revised.id}"].audience


def test_a_reply_is_found_by_its_letter_number(make: Factory, comment: Comment, session: Session) -> None:
    reply = make.sent(comment, comment_invitation(comment, session), letter_number="45/STTTT-CNTT").reply
    assert reply is not None
    (found,) = by_key(session, f"reply:{reply.id}").values()
    assert found.body == "Công văn số 45/STTTT-CNTT, Nhất trí, có góp ý"
    assert found.title == comment.agency.name


def comment_invitation(comment: Comment, session: Session) -> Invitation:
    found = session.scalar(select(Invitation).where(Invitation.agency_id == comment.agency_id))
    assert found is not None
    return found


def test_a_reply_that_is_gone_leaves_the_index(session: Session) -> None:
    assert indexing.documents_for(session, ["reply:99"]).removed == {"reply:99"}


def test_draining_empties_the_queue_into_the_index(
    make: Factory, session: Session, engine: WhooshEngine
) -> None:
    make.version()
    assert indexing.drain(session, engine) == 1
    assert indexing.waiting(session) == 0
    assert len(engine.keys()) == 14
    assert indexing.drain(session, engine) == 0


def test_a_busy_engine_leaves_the_queue(
    make: Factory, session: Session, tmp_path: Path, engine: WhooshEngine
) -> None:
    make.version()
    with Folder(tmp_path / "index", 1.0).locked():
        assert indexing.drain(session, engine) == 0
    assert indexing.waiting(session) == 1
    assert indexing.drain(session, engine) == 1


def test_a_drain_takes_a_bounded_number_of_changes(session: Session, engine: WhooshEngine) -> None:
    indexing.enqueue(session, *(f"reply:{number}" for number in range(indexing.MOST_AT_ONCE + 5)))
    session.flush()
    assert indexing.drain(session, engine) == indexing.MOST_AT_ONCE
    assert indexing.waiting(session) == 5


def test_rebuilding_finds_everything_again(comment: Comment, session: Session, engine: WhooshEngine) -> None:
    session.flush()
    assert engine.needs_rebuild
    indexing.rebuild(session, engine)
    assert not engine.needs_rebuild
    assert engine.keys() >= {f"comment:{comment.id}", f"proposal:{comment.id}"}


def test_a_rebuild_says_which_entries_it_covers(
    make: Factory, session: Session, engine: WhooshEngine
) -> None:
    make.version()
    covered = indexing.rebuild(session, engine)
    make.version()
    indexing.forget(session, covered)
    assert (len(covered), indexing.waiting(session)) == (1, 1)


def test_bringing_up_to_date_fills_a_new_index_and_takes_the_whole_queue(
    make: Factory, session: Session, engine: WhooshEngine
) -> None:
    make.version()
    indexing.bring_up_to_date(session, engine)
    assert (len(engine.keys()), indexing.waiting(session)) == (14, 0)
    indexing.enqueue(session, *(f"reply:{number}" for number in range(2 * indexing.MOST_AT_ONCE + 1)))
    session.flush()
    indexing.bring_up_to_date(session, engine)
    assert indexing.waiting(session) == 0


def test_a_busy_engine_is_brought_up_to_date_by_somebody_else(
    make: Factory, session: Session, tmp_path: Path, engine: WhooshEngine
) -> None:
    make.version()
    with Folder(tmp_path / "index", 1.0).locked():
        indexing.bring_up_to_date(session, engine)
    assert indexing.waiting(session) == 1


def test_checking_names_what_differs(comment: Comment, session: Session, engine: WhooshEngine) -> None:
    indexing.rebuild(session, engine)
    indexing.drain(session, engine)
    assert indexing.check(session, engine).agrees
    stray = SearchDocument("comment:999", DocumentKind.COMMENT, "", "", frozenset())
    engine.put([stray], removed=[f"comment:{comment.id}"])
    found = indexing.check(session, engine)
    assert (found.missing, found.superfluous) == ({f"comment:{comment.id}"}, {"comment:999"})
    assert not found.agrees
