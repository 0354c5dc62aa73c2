"""Answering many at once in the browser: chosen, looked over, answered; nothing typed is lost."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from draftreview.domain.vocabulary import Category, Outcome, Role, Stage
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.services.dispositions import current
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of, token

URL = "/drafts/mot-cua/bulk"
PREVIEW = f"{URL}/preview"
CLAUSE = "att_1__art_3__para_1"


@pytest.fixture
def round_(site: Factory, client: FlaskClient) -> Consultation:
    """The round of the draft mot-cua; a drafter is signed in."""
    round_ = site.round(site.version(site.draft(key="mot-cua")))
    drafter = site.drafter(display_name="Tổ biên tập 1")
    site.commit()
    sign_in(client, drafter)
    return round_


def comment(site: Factory, round_: Consultation, eid: str = CLAUSE, **more: object) -> Comment:
    invitation = site.invitation(round_)
    found = site.sent(
        site.comment(invitation, provision=site.provision(round_.version, eid), **more), invitation
    )
    site.commit()
    return found


def chosen(*comments: Comment) -> list[str]:
    return [f"{one.id}:0:1" for one in comments]


def ask(client: FlaskClient, url: str, **fields: object) -> TestResponse:
    return post(client, url, page=f"{URL}?state=any", **fields)


def outcomes(site: Factory, *comments: Comment) -> list[Outcome | None]:
    site.session.rollback()
    found = current(site.session, [one.id for one in comments])
    return [found[one.id].outcome if one.id in found else None for one in comments]


def test_the_list_shows_what_waits_with_its_place_agency_and_words(client, site, round_) -> None:
    open_ = comment(site, round_, body="Thời hạn quá dài.", reason="Vì chậm.")
    site.proposal(comment(site, round_, body=""), "Trả lời trong 03 ngày.")
    site.disposition(comment(site, round_, body="Đã xong."), Outcome.NOTED)
    site.commit()
    page = text_of(client.get(URL))
    for words in (
        "Khoản 1 Điều 3",
        open_.agency.name,
        "Thời hạn quá dài.",
        "Vì chậm.",
        "Trả lời trong 03 ngày.",
    ):
        assert words in page
    assert "Đang chọn từ 2 trong 3 ý kiến đã gửi." in page
    assert "Đã xong." not in page
    assert "Đã xong." in text_of(client.get(f"{URL}?state=any"))


@pytest.mark.parametrize(
    "query",
    ["agency=gone", "article=att_1__art_2", "topic=9", "category=question", "state=released", "group=7"],
)
def test_a_filter_that_finds_nothing_says_so(client, site, round_, query) -> None:
    comment(site, round_)
    page = text_of(client.get(f"{URL}?{query}"))
    assert "Không có ý kiến nào theo bộ lọc này." in page
    assert "Đang chọn từ 0 trong 1" in page


def test_a_filter_finds_its_own(client, site, round_) -> None:
    wanted = comment(site, round_, category=Category.QUESTION, body="Ai trả lời?")
    comment(site, round_, "att_1__art_1", body="Ý khác.")
    for query in (
        f"agency={wanted.agency.code}",
        f"article={CLAUSE}",
        "article=att_1__art_3",
        "category=question",
    ):
        page = text_of(client.get(f"{URL}?{query}"))
        assert ("Ai trả lời?" in page, "Ý khác." in page) == (True, False)


def test_the_preview_shows_exactly_what_was_ticked(client, site, round_) -> None:
    ticked, other = comment(site, round_, body="Ý đã chọn."), comment(site, round_, body="Ý khác.")
    page = text_of(ask(client, PREVIEW, chosen=chosen(ticked)))
    assert "1 ý kiến sẽ nhận trả lời này" in page
    assert ("Ý đã chọn." in page, "Ý khác." in page) == (True, False)
    assert outcomes(site, ticked, other) == [None, None]


def test_the_preview_of_all_goes_beyond_the_page(client, site, round_) -> None:
    invitation, place = site.invitation(round_), site.provision(round_.version, CLAUSE)
    author = site.user(agency=invitation.agency)
    for number in range(103):
        site.sent(site.comment(invitation, author, place, body=f"Ý số {number}."), invitation)
    comment(site, round_, "att_1__art_1", body="Ngoài bộ lọc.")
    assert "Trang 1/2" in text_of(client.get(f"{URL}?article={CLAUSE}"))
    page = text_of(ask(client, f"{PREVIEW}?article={CLAUSE}", reach="all"))
    assert "103 ý kiến sẽ nhận trả lời này" in page
    assert len(re.findall(r'name="chosen" value="\d+:0:1" checked', page)) == 103
    assert "Ngoài bộ lọc." not in page


def test_the_preview_says_what_has_an_answer_or_a_wording(client, site, round_) -> None:
    answered, worded = comment(site, round_), comment(site, round_)
    site.disposition(answered, Outcome.NOTED, explanation="Đã ghi.")
    site.proposal(worded, "Câu khác.")
    site.commit()
    page = text_of(ask(client, PREVIEW, chosen=chosen(answered, worded)))
    assert "1 ý kiến đã có kết quả. Lưu sẽ thay bằng trả lời mới" in page
    assert "1 ý kiến có đề xuất câu chữ." in page


def test_nothing_chosen_leads_back_to_the_list(client, site, round_) -> None:
    comment(site, round_)
    response = ask(client, PREVIEW)
    assert response.status_code == 422
    assert "Chưa chọn ý kiến nào." in text_of(response)


def test_one_answer_reaches_all_and_the_filter_stays(client, site, round_) -> None:
    first, second = comment(site, round_), comment(site, round_)
    response = ask(client, f"{URL}?article={CLAUSE}", chosen=chosen(first, second), outcome="accepted")
    assert (response.status_code, response.location) == (303, f"{URL}?article={CLAUSE}")
    assert "Đã lưu trả lời cho 2 ý kiến, chờ duyệt." in text_of(client.get(response.location))
    assert outcomes(site, first, second) == [Outcome.ACCEPTED] * 2


def test_pressing_twice_is_harmless(client, site, round_) -> None:
    one = comment(site, round_)
    fields = {"chosen": chosen(one), "outcome": "noted", "explanation": "Đã ghi."}
    assert [ask(client, URL, **fields).status_code for _ in range(2)] == [303, 303]
    assert outcomes(site, one) == [Outcome.NOTED]


def test_what_was_decided_meanwhile_is_named_with_a_link(client, site, round_) -> None:
    free, taken = comment(site, round_), comment(site, round_)
    site.disposition(taken, stage=Stage.APPROVED, by=site.lead(display_name="Trưởng ban"))
    site.commit()
    fields = {"outcome": "declined", "explanation": "Luật đã định."}
    response = ask(client, URL, chosen=chosen(free, taken), **fields)
    page = text_of(response)
    assert response.status_code == 409
    assert "Đã lưu trả lời cho 1 ý kiến" in page
    assert f'href="/drafts/mot-cua/desk/{CLAUSE}?comment={taken.id}">Khoản 1 Điều 3</a>' in page
    assert "Trưởng ban đã trả lời “Tiếp thu”." in page
    assert "Luật đã định." in page
    assert outcomes(site, free, taken) == [Outcome.DECLINED, Outcome.ACCEPTED]


def test_a_comment_sent_again_in_other_words_is_named(client, site, round_) -> None:
    one = comment(site, round_)
    one.revision, one.body = 2, "Lời khác."
    site.commit()
    response = ask(client, URL, chosen=chosen(one), outcome="accepted")
    assert response.status_code == 409
    assert "cơ quan đã sửa lời rồi gửi lại" in text_of(response)
    assert f'value="{one.id}:0:2" checked' in text_of(response)
    assert outcomes(site, one) == [None]


@pytest.mark.parametrize("value", ["x:0:1", "1:y", "1", ""])
def test_what_no_page_made_chooses_nothing(client, site, round_, value) -> None:
    comment(site, round_)
    assert ask(client, PREVIEW, chosen=value).status_code == 422


def test_when_all_were_taken_back_the_way_on_is_shown(client, site, round_) -> None:
    gone = comment(site, round_)
    gone.state = "ready"
    comment(site, round_)
    response = ask(client, URL, chosen=chosen(gone), outcome="accepted")
    assert response.status_code == 409
    assert "đã được trả lại" in text_of(response)
    assert "Chọn ý kiến khác" in text_of(response)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"explanation": "Lý do đã gõ."}, "Chọn kết quả."),
        ({"outcome": "declined", "explanation": " "}, "Cần ghi nội dung giải trình"),
        (
            {"outcome": "partly_accepted", "explanation": "Lý do đã gõ."},
            "1 ý kiến đã chọn có đề xuất câu chữ",
        ),
    ],
)
def test_a_refused_answer_loses_nothing(client, site, round_, fields, words) -> None:
    one, spared = comment(site, round_), comment(site, round_)
    site.proposal(one, "Câu khác.")
    site.commit()
    response = ask(client, URL, chosen=chosen(one), **fields)
    page = text_of(response)
    assert response.status_code == 422
    assert words in page
    assert fields["explanation"].strip() in page
    assert f'value="{one.id}:0:1" checked' in page
    assert f'value="{spared.id}:0:1"' not in page
    assert outcomes(site, one) == [None]


@pytest.mark.parametrize("fields", [{"outcome": "accepted"}, {}])
def test_an_answer_for_nothing_leads_back_to_the_list(client, site, round_, fields) -> None:
    comment(site, round_)
    assert ask(client, URL, **fields).status_code == 422


def test_words_are_shown_as_typed(client, site, round_) -> None:
    comment(site, round_, body="<script>alert(1)</script>", reason="<b>đậm</b>")
    markup = client.get(URL).get_data(as_text=True)
    assert "<script>alert" not in markup
    assert "&lt;script&gt;alert(1)" in markup


def test_long_words_open_on_demand(client, site, round_) -> None:
    comment(site, round_, body="Đề nghị rà soát. " * 60)
    assert "Xem cả ý kiến" in text_of(client.get(URL))


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.APPRAISER, Role.ADMIN])
def test_only_the_drafting_side_sees_it(client, site, round_, role) -> None:
    user = site.user(role)
    site.commit()
    post(client, "/sign-out", page="/account/password")
    sign_in(client, user)
    assert client.get(URL).status_code == 403
    for url in (URL, PREVIEW):
        assert post(client, url, page="/account/password").status_code == 403


@pytest.mark.parametrize("size", [1, 7])
def test_each_page_takes_at_most_five_queries(
    client, site, round_, count_queries: Callable[[], int], size
) -> None:
    every = [comment(site, round_) for _ in range(size)]
    fields = {"csrf_token": token(client, URL), "chosen": chosen(*every)}
    count_queries()
    client.get(URL)
    assert count_queries() <= 5
    client.post(PREVIEW, data=fields)
    assert count_queries() <= 5
