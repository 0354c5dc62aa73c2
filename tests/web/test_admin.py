"""The admin's pages."""

import pytest
from flask.testing import FlaskClient

from draftreview.domain.vocabulary import Role
from draftreview.models.accounts import User
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of


@pytest.fixture
def admin(client: FlaskClient, site: Factory) -> User:
    user = site.user(Role.ADMIN, site.drafting_agency())
    site.commit()
    sign_in(client, user)
    return user


def test_the_admin_adds_an_agency(client: FlaskClient, admin: User) -> None:
    answer = post(client, "/admin/agencies", name="Sở Thử nghiệm", short_name="Sở TN", kind="department")
    assert answer.status_code == 303
    page = text_of(client.get("/admin/agencies"))
    assert ("Đã thêm Sở Thử nghiệm" in page, "Sở TN" in page) == (True, True)


def test_an_agency_is_not_added_twice(client: FlaskClient, site: Factory, admin: User) -> None:
    answer = post(client, "/admin/agencies", name="Sở Nội vụ", kind="department")
    assert (answer.status_code, "Đã có cơ quan “Sở Nội vụ”" in text_of(answer)) == (422, True)


def test_an_agency_is_stopped_and_opened_again(client: FlaskClient, site: Factory, admin: User) -> None:
    agency = site.agency("Sở Cũ")
    site.commit()
    url = f"/admin/agencies/{agency.id}/switch"
    assert post(client, url, page="/admin/agencies", enabled="0").status_code == 303
    assert "Đã ngừng" in text_of(client.get("/admin/agencies"))
    post(client, url, page="/admin/agencies", enabled="1")
    assert "Đã mở lại Sở Cũ" in text_of(client.get("/admin/agencies"))


def test_the_admin_adds_an_account(client: FlaskClient, site: Factory, admin: User) -> None:
    agency = site.agency()
    site.commit()
    fields = {"login": "nva", "display_name": "Người mới", "role": "commenter", "agency": agency.id}
    answer = post(client, "/admin/accounts", password="mật khẩu đầu tiên", **fields)
    assert answer.status_code == 303
    assert "Đã thêm tài khoản nva" in text_of(client.get("/admin/accounts"))


def test_an_unfit_account_keeps_what_was_typed(client: FlaskClient, admin: User) -> None:
    fields = {"login": "nva", "display_name": "Người mới", "role": "commenter", "agency": admin.agency_id}
    answer = post(client, "/admin/accounts", password="mật khẩu đầu tiên", **fields)
    page = text_of(answer)
    assert (answer.status_code, "Chọn vai trò khác" in page, "Người mới" in page) == (422, True, True)


def test_a_first_password_is_given(client: FlaskClient, site: Factory, admin: User) -> None:
    user = site.user()
    site.commit()
    url = f"/admin/accounts/{user.id}/password"
    assert post(client, url, password="ngắn").status_code == 422
    assert post(client, url, password="mật khẩu đầu tiên").status_code == 303


def test_an_account_is_locked_but_never_ones_own(client: FlaskClient, site: Factory, admin: User) -> None:
    user = site.user()
    site.commit()
    done = post(client, f"/admin/accounts/{user.id}/switch", page="/admin/accounts", enabled="0")
    own = post(client, f"/admin/accounts/{admin.id}/switch", page="/admin/accounts", enabled="0")
    assert (done.status_code, own.status_code) == (303, 422)
    assert "Đã khóa" in text_of(client.get("/admin/accounts"))


@pytest.mark.parametrize("path", ["/admin/agencies", "/admin/accounts", "/admin/accounts/1/password"])
def test_nobody_else_administers(client: FlaskClient, site: Factory, path: str) -> None:
    lead = site.lead()
    site.commit()
    assert client.get(path).status_code == 302
    sign_in(client, lead)
    assert client.get(path).status_code == 403


@pytest.mark.parametrize("number", [3, 40])
def test_the_lists_cost_the_same_however_long(
    client: FlaskClient, site: Factory, admin: User, number: int, count_queries
) -> None:
    for _ in range(number):
        site.user()
    site.commit()
    count_queries()
    client.get("/admin/accounts")
    assert count_queries() <= 5
