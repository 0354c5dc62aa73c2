"""Sign-off in the browser: the lead says yes to what the page showed, and hears how many were reached."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from draftreview.domain.vocabulary import CommentState, Outcome, Role, Stage
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.dispositions import Disposition
from draftreview.services.dispositions import current
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of

URL = "/drafts/mot-cua/approvals"


@pytest.fixture
def round_(site: Factory, client: FlaskClient) -> Consultation:
    """The round of the draft mot-cua; the lead drafter is signed in."""
    round_ = site.round(site.version(site.draft(key="mot-cua")))
    lead = site.lead()
    site.commit()
    sign_in(client, lead)
    return round_


def answered(site: Factory, round_: Consultation, stage: Stage = Stage.PROPOSED, **more: object) -> Comment:
    invitation = site.invitation(round_)
    place = site.provision(round_.version, "att_1__art_3__para_1")
    comment = site.sent(site.comment(invitation, provision=place), invitation)
    site.disposition(comment, stage=stage, by=site.drafter(), **more)
    site.commit()
    return comment


def stages(site: Factory, *comments: Comment) -> list[Stage]:
    site.session.rollback()
    found = current(site.session, [one.id for one in comments])
    return [found[one.id].stage for one in comments]


def said(client: FlaskClient, response: TestResponse) -> str:
    assert (response.status_code, response.location.partition("?")[0]) == (303, URL)
    return text_of(client.get(response.location))


def latest(site: Factory) -> int:
    found = site.session.scalar(select(func.max(Disposition.id)))
    assert found is not None
    return found


def changed(site: Factory, round_: Consultation, stage: Stage = Stage.PROPOSED) -> Comment:
    """Answer a comment whose words are other ones now."""
    comment = answered(site, round_, stage, seen_hash="0" * 64)
    site.session.refresh(comment)
    return comment


def test_the_page_lists_what_waits(client, site, round_) -> None:
    answered(site, round_, outcome=Outcome.DECLINED, explanation="Luật đã định.")
    answered(site, round_, Stage.APPROVED, explanation="Đã sửa khoản này.")
    page, other = text_of(client.get(URL)), text_of(client.get(f"{URL}?list=approved"))
    for words in ("Chờ duyệt (1)", "Luật đã định.", "Khoản 1 Điều 3", "Đã duyệt, chưa công bố (1)"):
        assert words in page
    assert ("Đã sửa khoản này." in page, "Đã sửa khoản này." in other) == (False, True)


@pytest.mark.parametrize(
    ("shelf", "words"),
    [
        ("", "Không có nội dung giải trình nào chờ duyệt."),
        ("approved", "Không có nội dung giải trình nào chờ công bố."),
        ("again", "Không có nội dung giải trình nào cần xem lại."),
        ("sent_back", "Không có nội dung giải trình nào đang trả lại."),
        ("released", "Chưa công bố nội dung giải trình nào."),
        ("khong-co", "Không có nội dung giải trình nào chờ duyệt."),
    ],
)
def test_an_empty_list_says_so(client, round_, shelf, words) -> None:
    assert words in text_of(client.get(f"{URL}?list={shelf}"))


def test_without_a_list_the_first_with_something_to_do_is_shown(client, site, round_) -> None:
    answered(site, round_, Stage.APPROVED, explanation="Đã sửa khoản này.")
    assert "Đã sửa khoản này." in text_of(client.get(URL))


def test_the_chosen_answers_are_approved_and_counted(client, site, round_) -> None:
    first, second, third = (answered(site, round_) for _ in range(3))
    chosen = [f"{first.id}:1", f"{third.id}:1"]
    response = post(client, URL, action="approve", chosen=chosen, shown=[f"{second.id}:1", *chosen])
    assert "Đã duyệt 2 nội dung giải trình." in said(client, response)
    assert stages(site, first, second, third) == [Stage.APPROVED, Stage.PROPOSED, Stage.APPROVED]


def test_one_answer_is_approved_by_its_own_button(client, site, round_) -> None:
    first, second = answered(site, round_), answered(site, round_)
    response = post(client, URL, action=f"approve:{second.id}:1")
    assert "Đã duyệt 1 nội dung giải trình." in said(client, response)
    assert stages(site, first, second) == [Stage.PROPOSED, Stage.APPROVED]


def test_all_that_the_filter_keeps_is_approved_at_once(client, site, round_) -> None:
    wanted = [answered(site, round_, outcome=Outcome.NOTED) for _ in range(2)]
    other = answered(site, round_, outcome=Outcome.DECLINED)
    where = f"{URL}?list=proposed&outcome=noted"
    response = post(client, where, action="approve:all", until=latest(site))
    assert "Đã duyệt 2 nội dung giải trình." in said(client, response)
    assert stages(site, *wanted, other) == [Stage.APPROVED, Stage.APPROVED, Stage.PROPOSED]


def test_what_was_answered_after_the_page_was_made_is_named(client, site, round_) -> None:
    first = answered(site, round_)
    until = latest(site)
    later = answered(site, round_)
    response = post(client, f"{URL}?list=proposed", action="approve:all", until=until)
    assert response.status_code == 409
    assert "vừa được trả lời lại sau khi mở trang" in text_of(response)
    assert stages(site, first, later) == [Stage.APPROVED, Stage.PROPOSED]


@pytest.mark.parametrize("name", ["agency", "article", "topic", "outcome"])
def test_the_list_is_narrowed_by_its_address(client, site, round_, name) -> None:
    topic = site.topic(round_, code="2", short_title="Quy trình")
    invitation = site.invitation(round_, site.agency("Sở Y tế", code="syt"))
    place = site.provision(round_.version, "att_1__art_2__para_1")
    comment = site.sent(site.comment(invitation, provision=place, topic=topic), invitation)
    site.disposition(comment, Outcome.NOTED, explanation="Ghi nhận như vậy.")
    answered(site, round_, outcome=Outcome.DECLINED, explanation="Luật đã định.")
    value = {"agency": "syt", "article": "att_1__art_2", "topic": "2", "outcome": "noted"}[name]
    page = text_of(client.get(f"{URL}?{name}={value}"))
    assert ("Ghi nhận như vậy." in page, "Luật đã định." in page) == (True, False)
    assert f'<option selected value="{value}">' in page
    assert "Đang lọc: 1 mục trong danh sách này." in page


def test_a_filter_that_keeps_nothing_says_so(client, site, round_) -> None:
    answered(site, round_)
    page = text_of(client.get(f"{URL}?agency=khong-co"))
    assert "Không có mục nào trong bộ lọc này." in page
    assert '<option selected value="khong-co">khong-co</option>' in page


def test_a_long_list_is_shown_in_pages_and_approved_whole(client, site, round_, monkeypatch) -> None:
    monkeypatch.setattr("draftreview.services.approvals_list.PAGE", 2)
    comments = [answered(site, round_, explanation=f"Lý do {number}.") for number in range(5)]
    first, last = text_of(client.get(URL)), text_of(client.get(f"{URL}?outcome=accepted&page=9"))
    assert [f"Lý do {number}." in first for number in range(5)] == [True, True, False, False, False]
    assert [f"Lý do {number}." in last for number in range(5)] == [False, False, False, False, True]
    assert "Trang 3/3" in last
    assert "outcome=accepted&list=proposed&page=2" in last
    post(client, URL, action="approve:all", until=latest(site))
    assert set(stages(site, *comments)) == {Stage.APPROVED}


def test_answers_are_sent_back_with_a_remark_and_listed(client, site, round_) -> None:
    comment = answered(site, round_)
    response = post(client, URL, action="send_back", chosen=f"{comment.id}:1", remark="Nêu căn cứ.")
    assert "Đã trả lại 1 nội dung giải trình cho tổ biên tập." in said(client, response)
    page = text_of(client.get(f"{URL}?list=sent_back"))
    assert "Đã trả lại (1)" in page
    assert "Nêu căn cứ." in page
    assert "Các lần trả lời (2)" in page


def test_without_a_remark_nothing_is_sent_back_and_the_choice_is_kept(client, site, round_) -> None:
    comment = answered(site, round_)
    response = post(client, URL, action="send_back", chosen=f"{comment.id}:1", remark=" ")
    page = text_of(response)
    assert response.status_code == 422
    assert "Cần ghi điều cần sửa" in page
    assert f'name="chosen" value="{comment.id}:1" checked' in page
    assert "Các lần trả lời" not in page


def test_a_list_that_is_done_with_gives_way_to_the_next(client, site, round_) -> None:
    first, second = answered(site, round_), answered(site, round_)
    where = f"{URL}?list=proposed&outcome=accepted"
    response = post(client, where, action="approve", chosen=f"{first.id}:1")
    assert response.location == where
    response = post(client, where, action="approve", chosen=f"{second.id}:1")
    assert response.location == f"{URL}?outcome=accepted"
    assert "Công bố cả 2 mục" in text_of(client.get(response.location))


def test_an_approval_is_taken_back(client, site, round_) -> None:
    comment = answered(site, round_, Stage.APPROVED)
    where = f"{URL}?list=approved"
    response = post(client, where, action="take_back", chosen=f"{comment.id}:1")
    assert "Đã rút duyệt 1 nội dung giải trình." in said(client, response)
    assert stages(site, comment) == [Stage.PROPOSED]


def ground_on(page: str) -> str:
    found = re.search(r'name="ground" value="([^"]+)"', page)
    assert found
    return found[1]


def test_an_answer_to_what_has_changed_is_approved_only_with_its_own_tick(client, site, round_) -> None:
    comment = changed(site, round_)
    page = text_of(client.get(URL))
    assert "Xem lại:" in page
    assert "ý kiến đã sửa sau khi trả lời" in page
    fields = {"chosen": f"{comment.id}:1", "ground": ground_on(page)}
    refused = post(client, URL, action="approve", **fields)
    assert refused.status_code == 409
    assert "chưa đánh dấu đã xem lại" in text_of(refused)
    response = post(client, URL, action="approve", again=str(comment.id), **fields)
    assert "Đã duyệt 1 nội dung giải trình." in said(client, response)
    assert "Cần xem lại (0)" in text_of(client.get(URL))


def test_what_asks_to_be_looked_at_again_is_not_approved_by_the_filter(client, site, round_) -> None:
    stale, fresh = changed(site, round_), answered(site, round_)
    assert "Duyệt cả 1 mục" in text_of(client.get(URL))
    post(client, URL, action="approve:all", until=latest(site))
    assert stages(site, stale, fresh) == [Stage.PROPOSED, Stage.APPROVED]


@pytest.mark.parametrize("reach", ["", ":page"])
def test_the_lead_says_that_an_answer_still_holds(client, site, round_, reach) -> None:
    comment = changed(site, round_, Stage.RELEASED)
    where = f"{URL}?list=again"
    value = f"{comment.id}:1"
    fields = {"chosen": value, "shown": value, "ground": ground_on(text_of(client.get(where)))}
    response = post(client, where, action=f"confirm{reach}", **fields)
    assert "Đã giữ nguyên 1 nội dung giải trình." in said(client, response)
    assert stages(site, comment) == [Stage.RELEASED]
    assert "Cần xem lại (0)" in text_of(client.get(URL))


def test_what_an_agency_took_back_is_named_apart(client, site, round_) -> None:
    comment = answered(site, round_)
    comment.state = CommentState.READY
    site.commit()
    page = text_of(client.get(URL))
    assert "Chờ duyệt (0)" in page
    assert f"Khoản 1 Điều 3 · {comment.agency.name}" in page


def test_approved_answers_are_released(client, site, round_) -> None:
    comment = answered(site, round_, Stage.APPROVED, revision=2)
    response = post(client, URL, action="release", chosen=f"{comment.id}:2")
    assert "Đã công bố 1 nội dung giải trình." in said(client, response)
    assert stages(site, comment) == [Stage.RELEASED]


def test_what_changed_meanwhile_is_named(client, site, round_) -> None:
    comment = answered(site, round_)
    site.disposition(comment, Outcome.NOTED, revision=2, by=site.drafter(display_name="Tổ biên tập 2"))
    site.commit()
    response = post(client, URL, action="approve", chosen=f"{comment.id}:1")
    page = text_of(response)
    assert response.status_code == 409
    assert "Đã duyệt 0 nội dung giải trình." in page
    assert f"Khoản 1 Điều 3 ({comment.agency.name}): Tổ biên tập 2 đã thay đổi" in page
    assert stages(site, comment) == [Stage.PROPOSED]


def test_what_had_not_changed_is_approved_beside_it(client, site, round_) -> None:
    steady, changed = answered(site, round_), answered(site, round_, Stage.RELEASED)
    response = post(client, URL, action="approve", chosen=[f"{steady.id}:1", f"{changed.id}:1"])
    assert "Đã duyệt 1 nội dung giải trình." in text_of(response)
    assert stages(site, steady, changed) == [Stage.APPROVED, Stage.RELEASED]


@pytest.mark.parametrize("chosen", [[], ["x:1"], ["1:y"], ["1"]])
def test_nothing_chosen_changes_nothing(client, site, round_, chosen) -> None:
    comment = answered(site, round_)
    response = post(client, URL, action="approve", chosen=chosen)
    assert "Chưa chọn nội dung giải trình nào." in said(client, response)
    assert stages(site, comment) == [Stage.PROPOSED]


@pytest.mark.parametrize("role", [Role.DRAFTER, Role.COMMENTER, Role.AGENCY_HEAD, Role.APPRAISER, Role.ADMIN])
def test_only_the_lead_signs_off(client, site, round_, role) -> None:
    user = site.user(role)
    site.commit()
    post(client, "/sign-out", page="/account/password")
    sign_in(client, user)
    assert client.get(URL).status_code == 403
    assert post(client, URL, page="/account/password", action="approve").status_code == 403


def test_a_draft_without_a_round_has_nothing_to_sign(client, round_) -> None:
    assert client.get("/drafts/gone/approvals").status_code == 404


@pytest.mark.parametrize("size", [1, 7])
def test_the_page_takes_at_most_five_queries(
    client, site, round_, count_queries: Callable[[], int], size
) -> None:
    for _ in range(size):
        answered(site, round_)
    client.get(URL)
    count_queries()
    client.get(URL)
    assert count_queries() <= 5


def test_an_unknown_step_changes_nothing(client, site, round_) -> None:
    comment = answered(site, round_)
    post(client, URL, action="publish", chosen=f"{comment.id}:1", ground="x:1")
    assert stages(site, comment) == [Stage.PROPOSED]
