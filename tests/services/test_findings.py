"""What stands behind a comparison, and to whom what was left open is told."""

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.comparing import Part
from draftreview.domain.findings import Extent
from draftreview.domain.merging import Words
from draftreview.domain.vocabulary import Operation, Stage
from draftreview.models.accounts import User
from draftreview.services.comparing import compare_versions
from draftreview.services.findings import Behind, behind
from draftreview.services.next_version import issue
from draftreview.services.working_text import working_text
from draftreview.services.working_text_editing import Grounds, edit_directly, insert_directly
from draftreview.services.working_text_findings import findings_in
from tests.factories import Factory, FixedClock
from tests.services.rounds import CLAUSE, Round, begin, without_clause

ROW = (Part.PROVISION, CLAUSE, CLAUSE)


@pytest.fixture
def round_(make: Factory) -> Round:
    return begin(make, public=True)


def judged(session: Session, clock: FixedClock, round_: Round, actor: User | None, old: int = 1) -> Behind:
    found = compare_versions(session, actor, clock, round_.version.draft.key, old, round_.newest.number)
    return behind(session, actor, clock, found)


def test_a_file_is_judged_by_place_and_words(session: Session, clock: FixedClock, round_: Round) -> None:
    seen, unseen = round_.accepted(), round_.accepted("Trả lời qua bưu chính công ích trong 09 ngày.")
    round_.next()
    found = judged(session, clock, round_, round_.make.drafter())
    assert found.findings.behind[ROW] == (seen.comment_id, unseen.comment_id)
    assert found.findings.unseen == ((unseen.comment_id, Extent.NOT_AT_ALL),)
    assert found.open


def test_an_issued_version_by_what_was_recorded(session: Session, clock: FixedClock, round_: Round) -> None:
    followed, _left = round_.accepted(), round_.accepted("Trả lời qua bưu chính công ích trong 09 ngày.")
    edit = round_.edit()
    version = round_.next()
    round_.adopt(version, disposition=followed)
    round_.adopt(version, direct_edit=edit)
    found = judged(session, clock, round_, round_.make.drafter())
    assert found.findings.behind == {ROW: (followed.comment_id,)}
    assert found.edited[found.findings.edits[ROW][0]].reason == "Thống nhất cách gọi."


def test_a_lost_provision_is_told_of(session: Session, clock: FixedClock, round_: Round) -> None:
    comment = round_.comment()
    round_.next(without_clause())
    found = judged(session, clock, round_, round_.make.drafter())
    assert found.findings.gone == (comment.id,)
    assert found.answered[comment.id].outcome is None


def test_what_is_open_is_told_the_drafting_side_alone(
    session: Session, clock: FixedClock, make: Factory, round_: Round
) -> None:
    row = round_.accepted()
    round_.next()
    for reader in (None, make.user(agency=row.comment.agency)):
        found = judged(session, clock, round_, reader)
        assert not found.open
        assert found.answered == {}


def test_between_a_version_and_itself_nothing_is_open(
    session: Session, clock: FixedClock, make: Factory, round_: Round
) -> None:
    found = judged(session, clock, round_, make.lead())
    assert not found.open


def test_the_same_question_is_judged_once(
    session: Session, clock: FixedClock, make: Factory, round_: Round
) -> None:
    row = round_.accepted()
    round_.next()
    first = judged(session, clock, round_, make.lead()).findings
    assert judged(session, clock, round_, make.drafter()).findings is first
    make.disposition(row.comment, revision=2)
    assert judged(session, clock, round_, make.drafter()).findings is not first


def grounds(reason: str = "Thống nhất cách gọi.") -> Grounds:
    return Grounds(reason=reason)


def edit(session: Session, round_: Round, subject: str, words: Words) -> None:
    working = working_text(session, round_.make.lead(), round_.version.draft.key)
    edit_directly(
        session,
        round_.make.lead(),
        round_.make.clock,
        round_.version.draft.key,
        subject,
        words,
        grounds(),
        seen=working.seen(subject),
        revision=0,
    )


def everything(session: Session, round_: Round) -> tuple[int, int]:
    """Accept a wording and a comment without one, edit a clause and a component directly; insert an Điều."""
    worded, wordless = round_.accepted(), round_.accepted(None, eid="att_1__art_2__para_1")
    round_.accepted("Cơ quan được hỏi ký số.", operation=Operation.INSERT)
    round_.make.disposition(round_.comment(None), stage=Stage.APPROVED)
    edit(session, round_, "att_1__art_3__para_2", Words(text="Quá thời hạn thì giải trình ngay."))
    edit(session, round_, "component:att_2", Words("Phụ lục 1. Phiếu hẹn", "| Mục | Nội dung |"))
    insert_directly(
        session,
        round_.make.lead(),
        round_.make.clock,
        round_.version.draft.key,
        place="att_1__art_3",
        as_first_child=False,
        new=Words("Lưu hồ sơ", "Hồ sơ được lưu trên phần mềm."),
        grounds=grounds(),
        form_key="k1",
    )
    return worded.comment_id, wordless.comment_id


def test_a_text_in_the_making_is_judged_before_it_is_issued(session: Session, round_: Round) -> None:
    _worded, wordless = everything(session, round_)
    found = findings_in(working_text(session, round_.make.lead(), round_.version.draft.key))
    assert (found.unexplained, found.gone) == ((), ())
    assert found.unseen == ((wordless, Extent.NOT_AT_ALL),)


def test_once_issued_the_same_is_found_by_what_was_recorded(
    session: Session, clock: FixedClock, round_: Round
) -> None:
    worded, wordless = everything(session, round_)
    lead, key = round_.make.lead(), round_.version.draft.key
    seal = working_text(session, lead, key).seal
    round_.newest = issue(session, lead, clock, key, seal)
    found = judged(session, clock, round_, lead)
    assert found.findings.behind[Part.PROVISION, CLAUSE, CLAUSE] == (worded,)
    assert (found.findings.unexplained, found.findings.gone) == ((), ())
    assert found.findings.unseen == ((wordless, Extent.NOT_AT_ALL),)
    assert len(found.findings.edits) == 4
