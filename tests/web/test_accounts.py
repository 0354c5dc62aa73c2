"""Signing in and out, one's own password, and where a sign-in page may lead."""

import pytest
from flask.testing import FlaskClient

from draftreview.app import static_address
from draftreview.web.accounts import local
from tests.factories import PASSWORD, Factory
from tests.web.browsing import post, sign_in, text_of


def test_a_user_signs_in_and_out(client: FlaskClient, site: Factory) -> None:
    user = site.user()
    site.commit()
    answer = sign_in(client, user)
    assert (answer.status_code, answer.location) == (303, "/")
    assert user.agency.name in text_of(client.get("/"))
    post(client, "/sign-out", page="/account/password")
    assert client.get("/account/password").status_code == 302


def test_a_wrong_password_says_what_to_do_and_keeps_the_login(client: FlaskClient, site: Factory) -> None:
    user = site.user()
    site.commit()
    answer = sign_in(client, user, "sai")
    assert answer.status_code == 422
    assert "Tên đăng nhập hoặc mật khẩu không đúng" in text_of(answer)
    assert user.login in text_of(answer)


def test_guessing_is_slowed_down(client: FlaskClient, site: Factory) -> None:
    user = site.user()
    site.commit()
    for _ in range(5):
        sign_in(client, user, "sai")
    answer = sign_in(client, user)
    assert (answer.status_code, "Đợi 15 phút" in text_of(answer)) == (429, True)


def test_empty_fields_are_named(client: FlaskClient) -> None:
    answer = post(client, "/sign-in", login="", password="")
    assert answer.status_code == 422
    assert "Cần ghi tên đăng nhập." in text_of(answer)


def test_signing_in_leads_back_to_where_one_came_from(client: FlaskClient, site: Factory) -> None:
    user = site.user()
    site.commit()
    answer = client.get("/account/password")
    assert answer.location == "/sign-in?next=/account/password"
    answer = post(client, answer.location, login=user.login, password=PASSWORD, next="/account/password")
    assert answer.location == "/account/password"


@pytest.mark.parametrize(
    "address", ["//xau.vn", "https://xau.vn/", "/\\xau.vn", "javascript:alert(1)", "", None]
)
def test_a_sign_in_page_leads_nowhere_else(client: FlaskClient, address: str | None) -> None:
    with client.application.test_request_context():
        assert local(address) == "/"


def test_a_first_password_must_be_changed(client: FlaskClient, site: Factory) -> None:
    user = site.user(must_change_password=True)
    site.commit()
    assert sign_in(client, user).location == "/account/password"


def test_one_changes_ones_password(client: FlaskClient, site: Factory) -> None:
    user = site.user()
    site.commit()
    sign_in(client, user)
    new = "mật khẩu mới 2018"
    answer = post(client, "/account/password", old=PASSWORD, password=new, again=new)
    assert answer.status_code == 303
    assert "Đã đổi mật khẩu" in text_of(client.get("/"))


@pytest.mark.parametrize(
    ("old", "new", "again", "said"),
    [
        (PASSWORD, "mật khẩu mới 2018", "khác đi một chút", "không giống nhau"),
        ("sai", "mật khẩu mới 2018", "mật khẩu mới 2018", "đang dùng không đúng"),
        (PASSWORD, "ngắn", "ngắn", "ít nhất 10 ký tự"),
    ],
)
def test_an_unfit_new_password_is_refused(
    client: FlaskClient, site: Factory, old: str, new: str, again: str, said: str
) -> None:
    user = site.user()
    site.commit()
    sign_in(client, user)
    answer = post(client, "/account/password", old=old, password=new, again=again)
    assert (answer.status_code, said in text_of(answer)) == (422, True)


def test_a_form_without_its_token_is_refused(client: FlaskClient) -> None:
    answer = client.post("/sign-in", data={"login": "a", "password": "b"})
    assert (answer.status_code, "tải lại" in text_of(answer)) == (400, True)


def test_a_disabled_user_is_out_at_the_next_request(client: FlaskClient, site: Factory) -> None:
    user = site.user()
    site.commit()
    sign_in(client, user)
    user.disabled_at = site.clock.now()
    site.commit()
    assert client.get("/account/password").status_code == 302


def test_every_page_keeps_to_itself(client: FlaskClient) -> None:
    answer = client.get("/sign-in")
    policy = answer.headers["Content-Security-Policy"]
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    cookie = answer.headers["Set-Cookie"]
    assert ("HttpOnly" in cookie, "SameSite=Lax" in cookie) == (True, True)


def test_a_late_icon_does_not_sign_in_again(client: FlaskClient, site: Factory) -> None:
    user = site.user(login="canbo")
    site.commit()
    sign_in(client, user)
    assert "Set-Cookie" in client.get("/").headers
    with client.get(f"{static_address()}/favicon.svg") as icon:
        assert "Set-Cookie" not in icon.headers


def test_the_sign_in_page_shows_no_trial_accounts_without_the_demonstration(client: FlaskClient) -> None:
    assert "dùng thử" not in text_of(client.get("/sign-in"))


def test_unknown_addresses_and_wrong_ways_are_explained(client: FlaskClient) -> None:
    missing, wrong = client.get("/khong-co"), client.get("/sign-out")
    assert (missing.status_code, "Địa chỉ sai" in text_of(missing)) == (404, True)
    assert (wrong.status_code, "chỉ nhận biểu mẫu" in text_of(wrong)) == (405, True)
