"""The desk in the browser: an answer is kept, refused kindly, or shown beside a faster one."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from draftreview.domain.vocabulary import Operation, Outcome, Role, Stage
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.dispositions import Disposition
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of

CLAUSE, OTHER = "att_1__art_3__para_1", "att_1__art_3__para_2"


@pytest.fixture
def round_(site: Factory) -> Consultation:
    """The round of the draft mot-cua."""
    return site.round(site.version(site.draft(key="mot-cua", illustrative=True)))


@pytest.fixture
def comment(site: Factory, round_: Consultation, client: FlaskClient) -> Comment:
    """A sent comment on a clause; a drafter is signed in."""
    comment = sent(site, round_, CLAUSE, body="Đề nghị **rút ngắn**.")
    drafter = site.drafter()
    site.commit()
    sign_in(client, drafter)
    return comment


def sent(site: Factory, round_: Consultation, eid: str, **more: object) -> Comment:
    invitation = site.invitation(round_)
    place = site.provision(round_.version, eid)
    return site.sent(site.comment(invitation, provision=place, **more), invitation)


def place_url(comment: Comment) -> str:
    return f"/drafts/mot-cua/desk/{comment.provision.eid}"


def answer(client: FlaskClient, comment: Comment, **fields: object) -> TestResponse:
    url = f"/comments/{comment.id}/dispositions"
    return post(client, url, page=place_url(comment), **({"seen_revision": 0} | fields))


def kept(site: Factory, comment: Comment) -> list[Disposition]:
    site.session.rollback()
    return list(site.session.scalars(select(Disposition).where(Disposition.comment_id == comment.id)))


def test_the_desk_shows_the_clause_its_comments_and_the_four_outcomes(client, comment) -> None:
    page = text_of(client.get("/drafts/mot-cua/desk"))
    for words in (
        "Khoản 1 Điều 3 của Quy định",
        "Cơ quan được hỏi trả lời bằng văn bản",
        "<strong>rút ngắn</strong>",
        "Chương I. Quy định chung",
        "0</b>/1 ý kiến đã xử lý",
        "Dự thảo minh họa",
        'value="noted"',
        "Lưu đề xuất, sang mục sau",
    ):
        assert words in page


def test_an_empty_desk_says_so(client, site, round_) -> None:
    drafter = site.drafter()
    site.commit()
    sign_in(client, drafter)
    assert "Chưa có ý kiến nào được gửi" in text_of(client.get("/drafts/mot-cua/desk"))


def test_an_answer_is_kept_and_leads_to_the_next_place(client, site, round_, comment) -> None:
    after = sent(site, round_, OTHER)
    site.commit()
    response = answer(client, comment, outcome="declined", explanation="Luật đã định.")
    assert (response.status_code, response.location) == (303, place_url(after))
    row = kept(site, comment)[0]
    assert (row.outcome, row.explanation, row.stage) == (Outcome.DECLINED, "Luật đã định.", Stage.PROPOSED)
    assert "Còn ý kiến ở: Khoản 2 Điều 3 của Quy định" in text_of(client.get(response.location))


def test_the_last_answer_says_that_nothing_is_left(client, site, comment) -> None:
    response = answer(client, comment, outcome="accepted")
    assert response.location == place_url(comment)
    assert "Mọi ý kiến đã có kết quả" in text_of(client.get(response.location))


def test_declining_without_an_explanation_is_refused_beside_the_field(client, site, comment) -> None:
    response = answer(client, comment, outcome="declined")
    page = text_of(response)
    assert (response.status_code, kept(site, comment)) == (422, [])
    assert "Cần ghi nội dung giải trình khi không tiếp thu." in page
    assert 'aria-describedby="explanation-error"' in page


def test_an_answer_without_an_outcome_keeps_what_was_typed(client, site, comment) -> None:
    response = answer(client, comment, explanation="Đã viết <dở>.")
    page = response.get_data(as_text=True)
    assert (response.status_code, kept(site, comment)) == (422, [])
    assert "Chọn kết quả." in page
    assert "Đã viết &lt;dở&gt;." in page


def test_the_second_drafter_is_told_and_may_then_decide(client, site, comment) -> None:
    site.disposition(comment, Outcome.NOTED, by=site.drafter(display_name="Tổ biên tập 2"))
    site.commit()
    response = answer(client, comment, outcome="declined", explanation="Ý của tôi.")
    page = text_of(response)
    assert response.status_code == 409
    assert "Tổ biên tập 2 vừa trả lời ý kiến này" in page
    assert "Ý của tôi." in page
    assert re.search('<input[^>]*name="seen_revision"[^>]*value="1"', page)
    answer(client, comment, outcome="declined", explanation="Ý của tôi.", seen_revision=1)
    assert [row.revision for row in kept(site, comment)] == [1, 2]


def test_pressing_twice_writes_once(client, site, comment) -> None:
    for _ in range(2):
        assert answer(client, comment, outcome="accepted").status_code == 303
    assert len(kept(site, comment)) == 1


def test_partly_accepting_a_proposal_takes_the_drafters_wording(client, site, comment) -> None:
    site.proposal(comment, "Trả lời trong 03 ngày.")
    site.commit()
    assert "Trả lời trong 03 ngày." in text_of(client.get(place_url(comment)))
    fields = {"outcome": "partly_accepted", "explanation": "Giữ số ngày."}
    assert "Cần ghi câu chữ" in text_of(answer(client, comment, **fields))
    answer(client, comment, new_text="Trả lời trên phần mềm.", **fields)
    assert kept(site, comment)[0].new_text == "Trả lời trên phần mềm."
    assert "Trả lời trên phần mềm." in text_of(client.get(place_url(comment)))


@pytest.mark.parametrize("operation", [Operation.DELETE, Operation.MOVE])
def test_where_nothing_new_is_worded_the_wording_starts_from_the_text(
    client, site, round_, comment, operation
) -> None:
    target = site.provision(round_.version, OTHER)
    site.proposal(comment, "", operation=operation, target=target)
    site.commit()
    page = text_of(client.get(place_url(comment)))
    assert f'rows="3">{comment.provision.text}</textarea>' in page


def test_wordings_are_compared_with_the_text_by_syllable(client, site, comment) -> None:
    site.proposal(comment, comment.provision.text.replace("05", "03"))
    site.commit()
    page = text_of(client.get(place_url(comment)))
    assert "<del>" in page
    assert "1 phương án câu chữ" in page
    assert page.index("05</del>") < page.index("03</ins>")


def test_a_comment_may_be_chosen_by_its_address(client, site, round_, comment) -> None:
    other = sent(site, round_, CLAUSE)
    site.commit()
    page = text_of(client.get(f"{place_url(comment)}?comment={other.id}"))
    assert f'action="/comments/{other.id}/dispositions"' in page
    assert f"?comment={comment.id}#comment-{comment.id}" in page


def test_what_a_comment_says_is_never_markup(client, site, round_, comment) -> None:
    sent(site, round_, CLAUSE, body="<script>alert(1)</script>", reason="<img src=x>")
    site.commit()
    page = client.get(place_url(comment)).get_data(as_text=True)
    assert "<script>alert" not in page
    assert "<img" not in page


@pytest.mark.parametrize("path", ["/drafts/mot-cua/desk/nowhere", "/drafts/gone/desk"])
def test_what_is_not_there_is_not_found(client, comment, path) -> None:
    assert client.get(path).status_code == 404


def test_an_unsent_comment_cannot_be_answered(client, site, round_, comment) -> None:
    unsent = site.comment(site.invitation(round_), provision=comment.provision)
    site.commit()
    assert answer(client, unsent, outcome="accepted").status_code == 404


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.AGENCY_HEAD, Role.APPRAISER, Role.ADMIN])
def test_only_the_drafting_side_comes_to_the_desk(client, site, round_, role) -> None:
    user, comment = site.user(role), sent(site, round_, CLAUSE)
    site.commit()
    sign_in(client, user)
    assert client.get("/drafts/mot-cua/desk").status_code == 403
    url = f"/comments/{comment.id}/dispositions"
    assert post(client, url, page="/account/password", outcome="accepted").status_code == 403


def test_the_public_is_asked_to_sign_in(client, site, round_) -> None:
    site.commit()
    assert client.get("/drafts/mot-cua/desk").status_code == 302


def test_a_form_without_its_token_is_refused(client, site, comment) -> None:
    response = client.post(f"/comments/{comment.id}/dispositions", data={"outcome": "accepted"})
    assert (response.status_code, kept(site, comment)) == (400, [])


@pytest.mark.parametrize("size", [1, 9])
def test_the_desk_takes_at_most_five_queries(
    client, site, round_, comment, count_queries: Callable[[], int], size
) -> None:
    for number in range(size):
        one = sent(site, round_, (CLAUSE, OTHER)[number % 2])
        site.disposition(one, by=site.drafter())
        site.proposal(one, f"Trong {number} ngày.")
    site.commit()
    client.get(place_url(comment))
    count_queries()
    assert client.get(place_url(comment)).status_code == 200
    assert count_queries() <= 5
