"""The next version from everything accepted: previewed, refused with reasons, issued once."""

from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from draftreview.domain.errors import Invalid, NotPermitted, OverlappingWordings, StaleText
from draftreview.domain.provisions import Component, ComponentKind, Kind, Provision
from draftreview.domain.vocabulary import Operation, Stage
from draftreview.models.audit import AuditEvent
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.drafts import Alignment, Version
from draftreview.services import next_version
from draftreview.services.next_version import IssuedMeanwhile
from draftreview.services.working_text import working_text
from tests.factories import Factory, FixedClock

CLAUSE, ARTICLE = "att_1__art_3__para_1", "att_1__art_3"
ON_SOFTWARE = "Cơ quan được hỏi trả lời trên phần mềm trong thời hạn 05 ngày làm việc."
IN_TEN_DAYS = "Cơ quan được hỏi trả lời bằng văn bản trong thời hạn 10 ngày làm việc."
BY_POST = "Cơ quan được hỏi trả lời qua bưu chính trong thời hạn 05 ngày làm việc."


@pytest.fixture
def consultation(make: Factory) -> Consultation:
    return make.round()


def accept(
    make: Factory, consultation: Consultation, new_text: str, eid: str = CLAUSE, **more: Any
) -> Comment:
    """Accept a wording of an agency of its own."""
    invitation = make.invitation(consultation)
    comment = make.comment(invitation, provision=make.provision(consultation.version, eid))
    make.proposal(comment, new_text, **more)
    make.sent(comment, invitation)
    make.disposition(comment, stage=Stage.APPROVED)
    return comment


def seal(make: Factory, consultation: Consultation) -> str:
    return working_text(make.session, make.lead(), consultation.draft.key).seal


def issue(make: Factory, consultation: Consultation, seen: str = "") -> Version:
    key = consultation.draft.key
    return next_version.issue(make.session, make.lead(), make.clock, key, seen or seal(make, consultation))


def test_every_accepted_wording_ends_in_one_state(make: Factory, consultation: Consultation) -> None:
    clean = accept(make, consultation, "Việc khác hẳn.", "att_1__art_2__para_1")
    same = accept(make, consultation, make.provision(consultation.version, CLAUSE).text)
    made = working_text(make.session, make.drafter(), consultation.draft.key)
    assert [one.comment for one in made.clean] == [clean]
    assert [one.comment for one in made.adopted] == [same]
    assert (made.conflicts, made.orphans, made.number, made.may_be_issued) == ((), (), 2, True)
    assert [row.new_eid for row in made.changed] == ["att_1__art_2__para_1"]


def test_edits_in_one_sentence_merge_but_ask_for_a_look(make: Factory, consultation: Consultation) -> None:
    accept(make, consultation, ON_SOFTWARE)
    accept(make, consultation, IN_TEN_DAYS)
    made = working_text(make.session, make.lead(), consultation.draft.key)
    assert len(made.near) == 2
    assert not made.may_be_issued


def test_only_the_drafting_side_previews(make: Factory, consultation: Consultation) -> None:
    with pytest.raises(NotPermitted):
        working_text(make.session, make.user(), consultation.draft.key)


def test_issuing_puts_the_accepted_words_into_a_new_version(
    session: Session, make: Factory, consultation: Consultation
) -> None:
    comment = accept(make, consultation, ON_SOFTWARE)
    second = issue(make, consultation)
    old, new = make.provision(consultation.version, CLAUSE), make.provision(second, CLAUSE)
    assert (second.number, new.text, old.text == new.text) == (2, ON_SOFTWARE, False)
    assert old.lineage_id == new.lineage_id
    merged = session.scalar(select(AuditEvent).where(AuditEvent.action == "version.merged"))
    assert merged is not None
    assert merged.details == {"comments": [comment.id], "edits": []}


def test_an_insertion_renumbers_and_identities_follow(
    session: Session, make: Factory, consultation: Consultation
) -> None:
    accept(
        make,
        consultation,
        "Mỗi hồ sơ có một mã.",
        "att_1__art_2",
        operation=Operation.INSERT,
        new_heading="Mã hồ sơ",
    )
    second = issue(make, consultation)
    old, new = make.provision(consultation.version, ARTICLE), make.provision(second, "att_1__art_4")
    row = session.scalar(select(Alignment).where(Alignment.new_provision_id == new.id))
    assert make.provision(second, ARTICLE).heading == "Mã hồ sơ"
    assert old.lineage_id == new.lineage_id
    assert row is not None
    assert (row.old_provision_id, row.renumbered, row.certain, row.score) == (old.id, True, True, 1)


def test_references_follow_what_they_mean(make: Factory, consultation: Consultation) -> None:
    first = {"operation": Operation.INSERT, "as_first_child": True, "new_heading": ""}
    accept(make, consultation, "Khoản mới.", ARTICLE, **first)
    second = issue(make, consultation)
    assert make.provision(second, f"{ARTICLE}__para_3").text.endswith("theo khoản 2 Điều này.")


def test_overlapping_wordings_stop_it_and_are_named(make: Factory, consultation: Consultation) -> None:
    accept(make, consultation, ON_SOFTWARE)
    accept(make, consultation, BY_POST)
    made = working_text(make.session, make.lead(), consultation.draft.key)
    assert (len(made.conflicts), made.may_be_issued) == (2, False)
    with pytest.raises(OverlappingWordings) as stopped:
        issue(make, consultation)
    (place,) = stopped.value.places
    assert place.startswith("Khoản 1 Điều 3 của Quy định: các phương án sửa cùng một chỗ (Sở Thử nghiệm")


def test_without_anything_accepted_there_is_no_next_version(
    session: Session, make: Factory, consultation: Consultation
) -> None:
    with pytest.raises(Invalid, match="Chưa có câu chữ nào"):
        issue(make, consultation)
    assert session.scalar(select(func.count(Version.id))) == 1


def test_a_text_of_which_no_provision_is_left_is_not_issued(make: Factory) -> None:
    bare = (
        Component(ComponentKind.MAIN, children=(Provision(Kind.ARTICLE, "1", text="Câu.", eid="art_1"),)),
    )
    consultation = make.round(make.version(components=bare))
    accept(make, consultation, "", "art_1", operation=Operation.DELETE)
    with pytest.raises(Invalid, match="Không còn quy định nào"):
        issue(make, consultation)


def test_the_command_line_issues_in_nobodys_name(make: Factory, consultation: Consultation) -> None:
    accept(make, consultation, ON_SOFTWARE)
    key = consultation.draft.key
    version = next_version.issue(make.session, None, make.clock, key, seal(make, consultation))
    assert (version.number, version.issued_by) == (2, None)


def test_a_stale_page_does_not_issue(make: Factory, consultation: Consultation) -> None:
    accept(make, consultation, ON_SOFTWARE)
    seen = seal(make, consultation)
    accept(make, consultation, "Việc khác hẳn.", "att_1__art_2__para_1")
    with pytest.raises(StaleText, match="đã thay đổi"):
        issue(make, consultation, seen)


@pytest.mark.parametrize("seen", ["x", "1:x", "2:x", ":"])
def test_a_made_up_seal_does_not_issue(make: Factory, consultation: Consultation, seen: str) -> None:
    accept(make, consultation, ON_SOFTWARE)
    with pytest.raises(StaleText):
        issue(make, consultation, seen)


def test_a_second_press_issues_nothing_and_shows_what_was_issued(
    session: Session, make: Factory, consultation: Consultation
) -> None:
    accept(make, consultation, ON_SOFTWARE)
    seen = seal(make, consultation)
    second = issue(make, consultation, seen)
    with pytest.raises(IssuedMeanwhile) as stopped:
        issue(make, consultation, seen)
    assert stopped.value.version is second
    assert session.scalar(select(func.count(Version.id))) == 2


def test_only_the_lead_issues(make: Factory, consultation: Consultation, clock: FixedClock) -> None:
    accept(make, consultation, ON_SOFTWARE)
    with pytest.raises(NotPermitted):
        next_version.issue(make.session, make.drafter(), clock, consultation.draft.key, "")
