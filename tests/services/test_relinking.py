"""None of these; it is that one: another newly inserted provision confirmed instead."""

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.errors import Conflict, NotFound, NotPermitted
from draftreview.domain.vocabulary import Verdict
from draftreview.services import lineage, relinking
from draftreview.services.confirming import JudgedMeanwhile
from draftreview.services.relinking import others, relink
from tests.factories import Factory
from tests.services.doubts import A, B, C, History, history


@pytest.fixture
def past(make: Factory) -> History:
    """Khoản 1 is taken for the new khoản 1, while its words stand in the new khoản 3."""
    past = history(make)
    past.write("Nhận hồ sơ tại quầy.")
    past.write("Hẹn ngày.", "Trả qua bưu điện.", "Nhận hồ sơ tại quầy và cấp phiếu.", doubt=["A>A"])
    return past


def linked(past: History, eid: str = C, seen: Verdict | None = None) -> None:
    relink(past.make.session, past.actor, past.make.clock, past.pair(2, "A>A").id, eid, seen)


def stands(past: History) -> dict[tuple[str | None, str | None], bool]:
    pairs = lineage.aligned(past.make.session, *past.versions)
    return {(one.old, one.new): one.certain for one in pairs if "para" in (one.old or one.new or "")}


def test_what_was_inserted_is_offered_the_nearest_in_words_first(past: History) -> None:
    offered = others(past.make.session, past.actor, past.pair(2, "A>A").id)
    assert [one.side.citation for one in offered.candidates] == ["khoản 3 Điều 1", "khoản 2 Điều 1"]
    assert offered.candidates[0].score > offered.candidates[1].score == 0
    assert (offered.old.citation, offered.new.whole, offered.more) == ("khoản 1 Điều 1", "Hẹn ngày.", 0)


def test_far_too_many_are_not_offered(past: History, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relinking, "OFFERED", 1)
    offered = others(past.make.session, past.actor, past.pair(2, "A>A").id)
    assert (len(offered.candidates), offered.more) == (1, 1)


def test_the_other_one_is_the_same_and_the_proposed_one_is_not(past: History) -> None:
    linked(past)
    assert stands(past) == {(A, C): True, (None, A): True, (None, B): True}
    assert past.identity(2, C) == past.identity(1, A) != past.identity(2, A)
    row = past.pair(2, "A>C")
    assert (row.verdict, row.certain, row.edited, row.renumbered) == (Verdict.SAME, False, True, True)
    assert (row.split, row.merged, row.judged_by) == (False, False, past.actor)
    assert 0.5 < row.score < 1


def test_it_can_be_taken_back_and_said_again(past: History) -> None:
    linked(past)
    past.say(2, "A>C", Verdict.DIFFERENT)
    assert stands(past) == {(A, None): True, (None, A): True, (None, B): True, (None, C): True}
    linked(past, seen=Verdict.DIFFERENT)
    assert stands(past)[A, C]
    assert past.identity(2, C) == past.identity(1, A)


def test_what_is_linked_already_is_refused(past: History) -> None:
    linked(past)
    for eid in (C, A, "att_9"):
        with pytest.raises(Conflict, match="không còn là quy định thêm mới"):
            linked(past, eid, seen=Verdict.DIFFERENT)


def test_who_did_not_see_the_last_verdict_is_told(past: History) -> None:
    past.say(2, "A>A")
    with pytest.raises(JudgedMeanwhile):
        linked(past)


def test_an_article_is_offered_articles_alone(session: Session, past: History) -> None:
    row = past.pair(2, "A>A")
    row.old_provision_id = past.make.provision(past.versions[0], "att_1__art_1").id
    row.new_provision_id = past.make.provision(past.versions[1], "att_1__art_1").id
    session.flush()
    assert others(session, past.actor, row.id).candidates == ()


def test_only_the_drafting_side_and_only_uncertain_pairs(session: Session, past: History) -> None:
    with pytest.raises(NotPermitted):
        others(session, past.make.user(), past.pair(2, "A>A").id)
    with pytest.raises(NotPermitted):
        relink(session, None, past.make.clock, past.pair(2, "A>A").id, C, None)
    with pytest.raises(NotFound):
        others(session, past.actor, 9999)
