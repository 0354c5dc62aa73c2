"""Rules of the queue and the index: taken once, lost never."""

from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.provisions import Component, ComponentKind, Kind, Provision
from draftreview.domain.search import Change, DocumentKind, Labelled, SearchDocument
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


@pytest.fixture
def opening(session: Session) -> indexing.Opening:
    """Opens the test's own session, over and over."""
    return lambda: nullcontext(session)


def by_key(session: Session, *subjects: str) -> dict[str, SearchDocument]:
    return {one.key: one for one in indexing.change_of(session, subjects).documents}


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
    assert (found.eid, found.citation, found.position) == ("", "", -1)
    assert [one.value for one in found.topics] == ["1"]


def test_a_withdrawn_comment_leaves_the_index(make: Factory, comment: Comment, session: Session) -> None:
    make.disposition(comment)
    comment.state, comment.withdrawn_at = CommentState.WITHDRAWN, make.clock.now()
    session.flush()
    change = indexing.change_of(session, [f"comment:{comment.id}"])
    assert change == Change(frozenset({f"comment:{comment.id}"}), ())


def test_the_answer_to_a_withdrawn_comment_leaves_with_it(
    make: Factory, comment: Comment, invitation: Invitation, session: Session
) -> None:
    make.disposition(comment)
    other = make.comment(invitation)
    comment.state, comment.withdrawn_at = CommentState.WITHDRAWN, make.clock.now()
    session.flush()
    assert by_key(session, f"comment:{comment.id}", f"comment:{other.id}").keys() == {f"comment:{other.id}"}


def test_only_the_current_answer_is_kept(make: Factory, comment: Comment, session: Session) -> None:
    first = make.disposition(comment, Outcome.DECLINED)
    second = make.disposition(comment, Outcome.NOTED, revision=2)
    found = by_key(session, f"comment:{comment.id}")
    assert f"disposition:{second.id}" in found
    assert f"disposition:{first.id}" not in found


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
    assert indexing.change_of(session, ["reply:99"]) == Change(frozenset({"reply:99"}), ())


def test_a_provision_stands_in_its_chapter_and_its_article(make: Factory, session: Session) -> None:
    version = make.version()
    found = {one.eid: one for one in by_key(session, f"version:{version.id}").values()}
    point = found["att_1__art_2__para_2__point_a"]
    assert point.chapter == Labelled("att_1__chp_I", "Chương I của Quy định")
    assert point.article == Labelled("att_1__art_2", "Điều 2 của Quy định")
    assert found["att_1__art_2"].article == point.article
    assert (found["art_1"].chapter, found["art_1"].article) == (
        None,
        Labelled("art_1", "Điều 1 của Quyết định"),
    )
    assert found["art_1"].position < point.position < found["att_1__art_3"].position


def test_a_component_stands_before_its_first_provision_and_an_appendix_of_tables_last(
    make: Factory, session: Session
) -> None:
    version = make.version()
    in_order = sorted(by_key(session, f"version:{version.id}").values(), key=lambda one: one.position)
    assert [one.eid for one in in_order[:3]] == ["", "art_1", "att_1"]
    assert in_order[-1].eid == "att_2"


def test_a_comment_on_an_appendix_stands_on_it(
    make: Factory, invitation: Invitation, session: Session
) -> None:
    version = invitation.consultation.version
    appendix = next(one for one in version.components if one.eid == "att_2")
    comment = make.comment(invitation, component=appendix, citation="Phụ lục 1")
    on_it = by_key(session, f"comment:{comment.id}")[f"comment:{comment.id}"]
    itself = by_key(session, f"version:{version.id}")[f"component:{appendix.id}"]
    assert (on_it.eid, on_it.position) == ("att_2", itself.position)


def test_a_topic_covers_what_stands_inside_its_provisions(
    make: Factory, invitation: Invitation, session: Session
) -> None:
    version = invitation.consultation.version
    above = make.topic(invitation.consultation, code="2", short_title="Quy trình")
    covered = make.provision(version, "att_1__art_2")
    make.topic(invitation.consultation, covered, code="2a", short_title="Tiếp nhận", parent_id=above.id)
    found = {one.eid: one for one in by_key(session, f"version:{version.id}").values()}
    both = (Labelled("2", "Quy trình"), Labelled("2a", "Tiếp nhận"))
    assert found["att_1__art_2__para_2__point_a"].topics == both
    assert found["att_1__art_3"].topics == ()


def test_a_comment_has_the_topic_of_its_place_unless_it_names_one(
    make: Factory, invitation: Invitation, session: Session
) -> None:
    place = make.provision(invitation.consultation.version, "att_1__art_3__para_1")
    make.topic(invitation.consultation, place, code="1", short_title="Tổ chức")
    other = make.topic(invitation.consultation, code="9", short_title="Khác")
    plain, named = (
        make.comment(invitation, provision=place),
        make.comment(invitation, provision=place, topic=other),
    )
    found = by_key(session, f"comment:{plain.id}", f"comment:{named.id}")
    assert found[f"comment:{plain.id}"].topics == (Labelled("1", "Tổ chức"),)
    assert found[f"comment:{named.id}"].topics == (Labelled("9", "Khác"),)


def test_a_comment_carries_what_it_can_be_narrowed_by(
    make: Factory, comment: Comment, session: Session
) -> None:
    answer = make.disposition(comment, Outcome.DECLINED)
    found = by_key(session, f"comment:{comment.id}")
    for one in found.values():
        assert one.article == Labelled("att_1__art_3", "Điều 3 của Quy định")
        assert (one.category, one.day) == ("substance", date(2017, 10, 24))
        assert one.agency == Labelled(str(comment.agency_id), comment.agency.short_name)
        assert one.subject == f"comment:{comment.id}"
    assert found[f"disposition:{answer.id}"].outcome == "declined"


def test_draining_takes_the_queue_into_the_index_and_says_what_it_took(
    make: Factory, session: Session, opening: indexing.Opening, engine: WhooshEngine
) -> None:
    version = make.version()
    taken = indexing.drain(opening, engine)
    assert indexing.waiting(session) == [f"version:{version.id}"]
    indexing.forget(session, taken)
    assert indexing.waiting(session) == []
    assert len(engine.fingerprints()) == 14
    assert indexing.drain(opening, engine) == []


def test_a_change_queued_twice_waits_once(session: Session) -> None:
    indexing.enqueue(session, "reply:5", "reply:5")
    assert indexing.waiting(session) == ["reply:5"]


def test_a_busy_engine_leaves_the_queue(
    make: Factory, opening: indexing.Opening, tmp_path: Path, engine: WhooshEngine
) -> None:
    make.version()
    with Folder(tmp_path / "index", 1.0).locked():
        assert indexing.drain(opening, engine) == []
    assert len(indexing.drain(opening, engine)) == 1


def test_a_drain_takes_the_oldest_changes_and_a_bounded_number(
    session: Session, opening: indexing.Opening, engine: WhooshEngine
) -> None:
    indexing.enqueue(session, "reply:1", "reply:2", "reply:3")
    session.flush()
    indexing.forget(session, indexing.drain(opening, engine, most=2))
    assert indexing.waiting(session) == ["reply:3"]


def test_filling_puts_everything_there_is(
    comment: Comment, session: Session, opening: indexing.Opening, engine: WhooshEngine
) -> None:
    session.flush()
    assert engine.needs_rebuild
    assert indexing.fill(opening, engine)
    assert not engine.needs_rebuild
    assert engine.fingerprints().keys() >= {f"comment:{comment.id}", f"proposal:{comment.id}"}


def test_filling_an_index_of_another_database_leaves_nothing_of_it(
    make: Factory, session: Session, opening: indexing.Opening, engine: WhooshEngine
) -> None:
    stray = SearchDocument("comment:999", DocumentKind.COMMENT, "", "", frozenset(), subject="comment:999")
    engine.put(lambda: Change(frozenset({"comment:999"}), (stray,)))
    make.version()
    indexing.fill(opening, engine)
    assert indexing.check(session, engine).superfluous == frozenset()


def test_who_finds_another_filling_leaves_it_to_them(
    make: Factory, opening: indexing.Opening, tmp_path: Path, engine: WhooshEngine
) -> None:
    make.version()
    with WhooshEngine(tmp_path / "index").filling():
        assert not indexing.fill(opening, engine)
    assert engine.needs_rebuild


def test_the_newest_version_is_filled_first(make: Factory, session: Session) -> None:
    draft = make.draft()
    older, newer = make.version(draft), make.version(draft, number=2)
    assert list(indexing.subjects(session)) == [f"version:{newer.id}", f"version:{older.id}"]


def test_filling_writes_a_version_at_a_time_and_the_rest_in_portions(
    make: Factory, invitation: Invitation, session: Session, opening: indexing.Opening, engine: WhooshEngine
) -> None:
    author = make.user(agency=invitation.agency)
    for _ in range(indexing.MOST_AT_ONCE + 1):
        make.comment(invitation, author=author)
    assert indexing.fill(opening, engine)
    indexing.forget(session, indexing.drain(opening, engine))
    assert indexing.check(session, engine).agrees


def test_checking_names_what_differs(
    comment: Comment, session: Session, opening: indexing.Opening, engine: WhooshEngine
) -> None:
    indexing.fill(opening, engine)
    indexing.forget(session, indexing.drain(opening, engine))
    assert indexing.check(session, engine).agrees
    stray = SearchDocument("comment:999", DocumentKind.COMMENT, "", "", frozenset())
    own = indexing.change_of(session, [f"comment:{comment.id}"])
    old = tuple(replace(one, body="cũ") for one in own.documents if one.kind is DocumentKind.PROPOSAL)
    engine.put(lambda: Change(own.subjects, (*old, stray)))
    found = indexing.check(session, engine)
    assert (found.missing, found.superfluous) == ({f"comment:{comment.id}"}, {"comment:999"})
    assert found.stale == {f"proposal:{comment.id}"}
    assert not found.agrees


def test_a_change_on_its_way_is_no_agreement(
    make: Factory, session: Session, opening: indexing.Opening, engine: WhooshEngine
) -> None:
    version = make.version()
    indexing.fill(opening, engine)
    found = indexing.check(session, engine)
    assert (found.missing, found.waiting, found.agrees) == (frozenset(), (f"version:{version.id}",), False)
