"""The reply page: what would go out, the sending by the head, the receipt and what came of it."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from draftreview.domain.vocabulary import CommentState, Outcome, ReplyState, Role, Stage
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Invitation, Reply
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of, token

PAGE = "/drafts/mot-cua/reply"
CLAUSE = "att_1__art_3__para_1"


@pytest.fixture
def invited(site: Factory) -> Invitation:
    """An invited agency with nothing said yet."""
    invitation: Invitation = site.invitation(site.round(site.version(site.draft(key="mot-cua"))))
    site.commit()
    return invitation


@pytest.fixture
def head(client: FlaskClient, site: Factory, invited: Invitation) -> User:
    """The agency's head, signed in."""
    user: User = site.user(Role.AGENCY_HEAD, invited.agency)
    site.commit()
    sign_in(client, user)
    return user


def said(
    site: Factory, invited: Invitation, state: CommentState = CommentState.READY, **more: object
) -> Comment:
    place = site.provision(invited.consultation.version, CLAUSE)
    comment: Comment = site.comment(invited, None, place, state=state, **more)
    site.commit()
    return comment


def reply_of(site: Factory, invited: Invitation) -> Reply | None:
    site.commit()
    site.session.expire_all()
    return invited.reply


def close(site: Factory, invited: Invitation) -> None:
    invited.consultation.closed_at = site.clock.now()
    site.commit()


def seen(client: FlaskClient) -> str:
    page = text_of(client.get(PAGE))
    return page.split('name="seen"')[1].split('value="')[1].split('"')[0]


def test_the_page_says_what_would_go_and_what_would_stay(
    client: FlaskClient, site: Factory, invited: Invitation, head: User
) -> None:
    site.proposal(said(site, invited), "Cơ quan được hỏi trả lời ngay.")
    said(site, invited, CommentState.WRITING, body="Còn dang dở.")
    site.topic(invited.consultation, short_title="Trả hồ sơ")
    site.commit()
    page = text_of(client.get(PAGE))
    assert "2 ý kiến, theo thứ tự dự thảo" in page
    assert "1 ý kiến nháp sẽ không được gửi." in page
    assert "Chưa trả lời nội dung trọng tâm" in page
    assert "Trả hồ sơ</b>" in page
    assert "bằng văn bản trong thời hạn 05 ngày làm việc</del>" in page
    assert "Nhất trí hoàn toàn với dự thảo" not in page


def test_the_head_sends_and_gets_a_receipt(
    client: FlaskClient, site: Factory, invited: Invitation, head: User
) -> None:
    said(site, invited)
    mark = seen(client)
    answer = post(client, PAGE, stance="agree_with_comments", letter_number="15/STTTT", seen=mark, send="1")
    assert (answer.status_code, answer.location) == (303, f"{PAGE}/receipt")
    reply = reply_of(site, invited)
    assert reply is not None
    page = text_of(client.get(f"{PAGE}/receipt"))
    assert reply.fingerprint in page
    assert "<dd>1</dd>" in page
    assert "khớp" in page
    assert "15/STTTT" in page


def test_what_changed_since_it_was_seen_is_not_sent(
    client: FlaskClient, site: Factory, invited: Invitation, head: User
) -> None:
    said(site, invited)
    mark = seen(client)
    said(site, invited, body="Đồng nghiệp vừa xong ý này.")
    answer = post(client, PAGE, stance="disagree", signer="Bà Lê", seen=mark, send="1")
    page = text_of(answer)
    assert answer.status_code == 409
    assert "Đồng nghiệp vừa xong ý này." in page
    assert 'value="Bà Lê"' in page
    again = page.split('name="seen"')[1].split('value="')[1].split('"')[0]
    assert post(client, PAGE, stance="disagree", seen=again, send="1").status_code == 303


def test_a_stance_is_needed_and_must_go_with_the_comments(
    client: FlaskClient, site: Factory, invited: Invitation, head: User
) -> None:
    assert "Cần chọn quan điểm của cơ quan." in text_of(post(client, PAGE, send="1", seen=seen(client)))
    answer = post(client, PAGE, stance="disagree", send="1", seen=seen(client))
    assert (answer.status_code, "Chưa có ý kiến nào đã xong" in text_of(answer)) == (422, True)
    assert post(client, PAGE, stance="lạ", send="1").status_code == 422


def test_an_officer_prepares_and_does_not_send(
    client: FlaskClient, site: Factory, invited: Invitation
) -> None:
    officer = site.user(agency=invited.agency)
    said(site, invited)
    sign_in(client, officer)
    assert 'name="send"' not in text_of(client.get(PAGE))
    assert post(client, PAGE, stance="disagree", signer="Bà Lê", keep="1").status_code == 303
    assert 'value="Bà Lê"' in text_of(client.get(PAGE))
    assert post(client, PAGE, stance="disagree", send="1", seen=seen(client)).status_code == 403
    reply = reply_of(site, invited)
    assert reply is not None
    assert reply.state is ReplyState.WRITING


def test_full_agreement_is_one_step(
    client: FlaskClient, site: Factory, invited: Invitation, head: User
) -> None:
    assert "Nhất trí hoàn toàn với dự thảo" in text_of(client.get(PAGE))
    answer = post(client, f"{PAGE}/agree", page=PAGE)
    assert (answer.status_code, answer.location) == (303, f"{PAGE}/receipt")
    assert "Nhất trí hoàn toàn" in text_of(client.get(f"{PAGE}/receipt"))


def test_full_agreement_does_not_drop_comments_silently(
    client: FlaskClient, site: Factory, invited: Invitation, head: User
) -> None:
    said(site, invited, CommentState.WRITING)
    assert post(client, f"{PAGE}/agree", page=PAGE).status_code == 409
    assert reply_of(site, invited) is None


def test_agreeing_twice_leads_to_the_receipt_of_the_first_time(
    client: FlaskClient, site: Factory, invited: Invitation, head: User
) -> None:
    page = text_of(client.get(PAGE))
    token = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    assert token
    answers = [client.post(f"{PAGE}/agree", data={"csrf_token": token[1]}) for _ in range(2)]
    assert [one.location for one in answers] == [f"{PAGE}/receipt"] * 2
    assert "Văn bản góp ý đã gửi và đã khóa." in text_of(client.get(f"{PAGE}/receipt"))


def test_sending_again_leads_to_the_receipt(
    client: FlaskClient, site: Factory, invited: Invitation, head: User
) -> None:
    post(client, f"{PAGE}/agree", page=PAGE)
    answer = post(client, PAGE, page=f"{PAGE}/receipt", stance="disagree", send="1")
    assert (answer.status_code, answer.location) == (303, f"{PAGE}/receipt")
    assert "Nội dung không thay đổi." in text_of(client.get(answer.location))


def test_the_letter_follows_on_the_receipt(
    client: FlaskClient, site: Factory, invited: Invitation, head: User
) -> None:
    post(client, f"{PAGE}/agree", page=PAGE)
    receipt = f"{PAGE}/receipt"
    url = f"{PAGE}/letter"
    assert (
        post(client, url, page=receipt, letter_number="15/STTTT", letter_date="2017-10-24").status_code == 303
    )
    page = text_of(client.get(receipt))
    assert "15/STTTT, ngày 24/10/2017" in page
    assert "bổ sung lúc" in page
    assert 'name="letter_number"' not in page
    post(client, url, page=receipt, signer="x" * 161)
    assert "Tối đa 160 ký tự." in text_of(client.get(receipt))
    post(client, url, page=receipt, signer="Lãnh đạo Sở")
    assert "Bổ sung thông tin công văn" not in text_of(client.get(receipt))
    assert post(client, url, page="/account/password", letter_number="16/STTTT").status_code == 409


def test_there_is_no_receipt_before_the_sending(client: FlaskClient, invited: Invitation, head: User) -> None:
    assert client.get(f"{PAGE}/receipt").location == PAGE


def test_what_was_sent_is_read_again_with_released_answers(
    client: FlaskClient, site: Factory, invited: Invitation, head: User
) -> None:
    comment = site.sent(said(site, invited), invited)
    site.disposition(comment, Outcome.NOTED, Stage.RELEASED, explanation="Sẽ nghiên cứu khi hướng dẫn.")
    site.commit()
    page = text_of(client.get(PAGE))
    assert "Đã gửi và đã khóa" in page
    assert "Sẽ nghiên cứu khi hướng dẫn." in page
    assert 'name="send"' not in page


def test_after_the_term_the_page_says_that_it_will_be_late(
    client: FlaskClient, site: Factory, invited: Invitation, head: User
) -> None:
    site.round_today("2017-11-02")
    site.commit()
    assert "ghi là gửi muộn" in text_of(client.get(PAGE))
    post(client, f"{PAGE}/agree", page=PAGE)
    assert "Gửi muộn" in text_of(client.get(f"{PAGE}/receipt"))


def test_a_closed_round_shows_what_was_kept_and_offers_nothing(
    client: FlaskClient, site: Factory, invited: Invitation, head: User
) -> None:
    said(site, invited)
    post(client, PAGE, stance="disagree", letter_number="15/CV", signer="Bà An", keep="1")
    close(site, invited)
    page = text_of(client.get(PAGE))
    for kept in ("Chưa gửi khi đợt đóng", "Không nhất trí", "15/CV", "Bà An", "đề nghị Sở Nội vụ mở lại đợt"):
        assert kept in page
    for offered in ('name="send"', 'name="keep"', 'name="scan"', 'name="ready"', "/edit", "/reply/agree"):
        assert offered not in page


def test_an_empty_reply_of_a_closed_round_is_said_to_be_empty(
    client: FlaskClient, site: Factory, invited: Invitation, head: User
) -> None:
    close(site, invited)
    page = text_of(client.get(PAGE))
    assert "<dd>chưa chọn</dd>" in page
    assert "Đọc dự thảo</a>" in page
    assert "Nhất trí hoàn toàn với dự thảo" not in page


def test_what_was_typed_when_the_round_closed_is_shown_with_the_refusal(
    client: FlaskClient, site: Factory, invited: Invitation, head: User
) -> None:
    said(site, invited)
    fields = {"stance": "disagree", "letter_number": "15/CV", "csrf_token": token(client, PAGE)}
    close(site, invited)
    refused = client.post(PAGE, data=fields | {"send": "1"})
    assert refused.status_code == 403
    for shown in ("đã đóng nên chưa gửi được", "Không nhất trí", "15/CV"):
        assert shown in text_of(refused)
    assert "Tối đa 60 ký tự." in text_of(client.post(PAGE, data=fields | {"letter_number": "x" * 61}))
    reply = reply_of(site, invited)
    assert reply is None or reply.state is ReplyState.WRITING


def test_after_closing_the_letter_of_a_sent_reply_may_still_follow(
    client: FlaskClient, site: Factory, invited: Invitation, head: User
) -> None:
    post(client, f"{PAGE}/agree", page=PAGE)
    close(site, invited)
    receipt = f"{PAGE}/receipt"
    assert 'name="scan"' in client.get(receipt).text
    assert post(client, f"{PAGE}/letter", page=receipt, letter_number="15/CV").status_code == 303
    assert "15/CV" in text_of(client.get(receipt))


def test_only_the_invited_agency_has_a_reply(client: FlaskClient, site: Factory, invited: Invitation) -> None:
    assert client.get(PAGE).status_code == 302
    stranger = site.user(Role.AGENCY_HEAD)
    site.commit()
    sign_in(client, stranger)
    for path in ("", "/receipt"):
        assert client.get(PAGE + path).status_code == 403
    assert post(client, f"{PAGE}/agree", page="/account/password").status_code == 403


@pytest.mark.parametrize("many", [1, 10, 60])
def test_the_page_takes_five_queries_at_most(
    client: FlaskClient,
    site: Factory,
    invited: Invitation,
    head: User,
    count_queries: Callable[[], int],
    many: int,
) -> None:
    for _ in range(many):
        site.proposal(said(site, invited), "Trả lời ngay.")
    site.commit()
    count_queries()
    client.get(PAGE)
    assert count_queries() <= 5
    post(client, PAGE, stance="disagree", send="1")
    for path in ("", "/receipt"):
        count_queries()
        assert client.get(PAGE + path).status_code == 200
        assert count_queries() <= 5


def test_comments_of_one_place_are_put_in_another_order(
    client: FlaskClient, site: Factory, invited: Invitation, head: User
) -> None:
    first, second = said(site, invited, body="Ý một."), said(site, invited, body="Ý hai.")
    answer = post(client, f"{PAGE}/order", page=PAGE, comment=second.id, up="1")
    assert answer.location == f"{PAGE}#comment-{second.id}"
    page = text_of(client.get(PAGE))
    assert page.index("Ý hai.") < page.index("Ý một.")
    post(client, f"{PAGE}/order", page=PAGE, comment=second.id, down="1")
    page = text_of(client.get(PAGE))
    assert page.index(f'id="comment-{first.id}"') < page.index(f'id="comment-{second.id}"')


def test_the_day_of_the_letter_is_typed_as_it_is_read(
    client: FlaskClient, invited: Invitation, head: User
) -> None:
    post(client, PAGE, letter_date="24/10/2017", keep="1")
    page = text_of(client.get(PAGE))
    assert 'value="24/10/2017"' in page
    assert 'type="date"' not in page
