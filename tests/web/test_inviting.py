"""Inviting more agencies from the register of a round, and what the round then tells of it."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from draftreview.domain.vocabulary import AgencyKind, Role
from draftreview.models.accounts import Agency, User
from draftreview.models.consultations import Consultation
from tests.factories import Factory
from tests.web.asking import AGENCIES, SHOWN, asked, lead_at_work, letter_round
from tests.web.browsing import post, sign_in, text_of

NEW = f"{AGENCIES}/new"


@pytest.fixture
def opened(site: Factory) -> Consultation:
    return letter_round(site)


@pytest.fixture
def post_office(site: Factory) -> Agency:
    made: Agency = site.agency("Bưu điện tỉnh")
    site.commit()
    return made


@pytest.fixture
def lead(site: Factory, client: FlaskClient, opened: Consultation) -> User:
    return lead_at_work(site, client)


def test_the_register_leads_to_the_agencies_not_invited(
    client: FlaskClient, lead: User, post_office: Agency
) -> None:
    assert f'href="{NEW}"' in client.get(AGENCIES).text
    page = text_of(client.get(NEW))
    assert "Bưu điện tỉnh" in page
    assert "Sở Tài chính" not in page
    assert 'value="02/11/2017"' in page
    assert "hạn theo luật hết 03/11/2017" in page


def test_the_invited_agency_finds_the_task_at_once_and_answers(
    client: FlaskClient, site: Factory, lead: User, post_office: Agency
) -> None:
    answer = post(client, NEW, agencies=[post_office.id], due_before="02/11/2017")
    assert (answer.status_code, answer.location) == (303, AGENCIES)
    page = text_of(client.get(AGENCIES))
    assert "Đã mời thêm 1 cơ quan, trả lời trước ngày 02/11/2017." in page
    assert "Tất cả 3" in page
    head = site.user(Role.AGENCY_HEAD, post_office)
    site.commit()
    sign_in(client, head)
    assert "Gửi “Nhất trí hoàn toàn”" in text_of(client.get("/"))
    assert client.get("/drafts/mot-cua/versions/1").status_code == 200
    assert post(client, "/drafts/mot-cua/reply/agree", page="/").location.endswith("/reply/receipt")


def test_two_presses_invite_once(client: FlaskClient, site: Factory, lead: User, post_office: Agency) -> None:
    site.agency()
    site.commit()
    wish = {"agencies": [post_office.id], "due_before": "02/11/2017"}
    assert [post(client, NEW, **wish).status_code for _ in range(2)] == [303, 303]
    assert len(asked(site)) == 3
    assert "được mời từ trước, không có gì thay đổi." in text_of(client.get(AGENCIES))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"due_before": "02/11/2017"}, "Chọn ít nhất một cơ quan để mời."),
        ({"agencies": "0", "due_before": "02/11/2017"}, "không còn mời được"),
        ({"agencies": "", "due_before": "1/11"}, "Ghi ngày theo dạng"),
        ({"agencies": "ticked", "due_before": "01/11/2017"}, "không được sớm hơn hạn của đợt"),
    ],
)
def test_what_does_not_fit_is_refused_and_stays_ticked(
    client: FlaskClient, site: Factory, lead: User, post_office: Agency, fields: dict[str, str], said: str
) -> None:
    ticked = fields.get("agencies") == "ticked"
    answer = post(client, NEW, **(fields | {"agencies": str(post_office.id)} if ticked else fields))
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert answer.text.index('role="alert"') < answer.text.index('name="agencies"')
    assert (f'value="{post_office.id}" checked' in answer.text) == ticked
    assert len(asked(site)) == 2


def test_a_closed_round_invites_nobody_and_says_what_to_do(
    client: FlaskClient, site: Factory, opened: Consultation, lead: User, post_office: Agency
) -> None:
    opened.closed_at = site.clock.now()
    site.commit()
    assert NEW not in client.get(AGENCIES).text
    wish = {"agencies": [post_office.id], "due_before": "02/11/2017"}
    for answer in (client.get(NEW), post(client, NEW, page=AGENCIES, **wish)):
        assert answer.status_code == 409
        assert "Đợt lấy ý kiến đã đóng nên không mời thêm được. Mở lại đợt trước." in text_of(answer)
    assert len(asked(site)) == 2


def test_after_the_day_of_the_round_the_lead_writes_another(
    client: FlaskClient, site: Factory, lead: User, post_office: Agency
) -> None:
    site.round_today("2017-11-06")
    site.commit()
    assert 'value="02/11/2017"' not in client.get(NEW).text
    assert post(client, NEW, agencies=[post_office.id], due_before="20/11/2017").status_code == 303
    assert (asked(site)[-1].sent_on, asked(site)[-1].due_before) == (date(2017, 11, 6), date(2017, 11, 20))


def test_the_round_and_the_agency_tell_of_it(
    client: FlaskClient, site: Factory, lead: User, post_office: Agency, count_queries: Callable[[], int]
) -> None:
    post(client, NEW, agencies=[post_office.id], due_before="12/11/2017")
    count_queries()
    page = text_of(client.get(SHOWN))
    assert count_queries() <= 5
    assert "Mời thêm 1 cơ quan, trả lời trước ngày 12/11/2017" in page
    assert "Bưu điện tỉnh" in page
    page = text_of(client.get(f"{AGENCIES}/{post_office.id}"))
    assert count_queries() <= 5
    assert "Được mời góp ý" in page
    assert "gửi ngày 24/10/2017, trả lời trước ngày 12/11/2017" in page


def test_many_agencies_take_five_queries_and_are_folded_in_the_history(
    client: FlaskClient, site: Factory, lead: User, count_queries: Callable[[], int]
) -> None:
    for _ in range(28):
        site.agency()
    site.commit()
    count_queries()
    assert client.get(f"{NEW}?ticked=all").text.count("checked> <span>") == 30
    assert count_queries() <= 5
    every = select(Agency.id).where(Agency.kind != AgencyKind.DRAFTING)
    post(client, NEW, agencies=list(site.session.scalars(every)), due_before="02/11/2017")
    assert "Mời thêm 30 cơ quan" in text_of(client.get(SHOWN))
    assert "Xem tên các cơ quan" in text_of(client.get(SHOWN))
    assert "Mọi cơ quan trong danh mục đã được mời." in text_of(client.get(NEW))


def test_a_drafter_is_offered_nothing(client: FlaskClient, site: Factory, opened: Consultation) -> None:
    drafter = site.drafter()
    site.commit()
    sign_in(client, drafter)
    assert NEW not in client.get(AGENCIES).text
    assert client.get(NEW).status_code == 403
