"""The register of a round, and what an invited agency is told of its days."""

from collections.abc import Callable
from datetime import date

import pytest
from flask.testing import FlaskClient

from draftreview.db import begin_writing
from draftreview.domain.vocabulary import Role, RoundAction
from draftreview.models.accounts import User
from draftreview.models.consultations import Consultation, RoundChange
from tests.factories import Factory
from tests.web.asking import AGENCIES, asked, lead_at_work, letter_round, officer_of
from tests.web.browsing import post, sign_in, text_of


@pytest.fixture
def lead(site: Factory, client: FlaskClient) -> User:
    return lead_at_work(site, client)


@pytest.fixture
def opened(site: Factory) -> Consultation:
    return letter_round(site)


def test_the_register_lists_states_and_days(
    client: FlaskClient, site: Factory, opened: Consultation, lead: User, count_queries: Callable[[], int]
) -> None:
    first, _second = asked(site)
    site.sent(site.comment(first), first, letter_number="45/STC-NS")
    for _ in range(30):
        site.invitation(opened)
    site.commit()
    count_queries()
    page = text_of(client.get(AGENCIES))
    assert count_queries() <= 5
    assert "45/STC-NS" in page
    assert "Tất cả 32" in page
    assert "Chưa mở dự thảo 31" in page
    only = text_of(client.get(f"{AGENCIES}?state=sent"))
    assert "Sở Tài chính" in only
    assert "Tân Phú" not in only
    assert "Không có cơ quan nào ở trạng thái này" in text_of(client.get(f"{AGENCIES}?state=silent"))
    assert "Tân Phú" in text_of(client.get(f"{AGENCIES}?state=khac"))


def test_after_its_day_an_agency_is_shown_as_overdue(
    client: FlaskClient, site: Factory, opened: Consultation, lead: User
) -> None:
    first, _second = asked(site)
    site.sent(site.comment(first), first)
    site.round_today("2017-11-02")
    site.commit()
    page = text_of(client.get(f"{AGENCIES}?state=overdue"))
    assert "Quá hạn, chưa gửi 1" in page
    assert "Sở Tài chính" not in page


def test_the_day_of_receiving_is_noted_for_those_ticked(
    client: FlaskClient, site: Factory, opened: Consultation, lead: User
) -> None:
    first, _second = asked(site)
    assert client.get(f"{AGENCIES}?ticked=all").text.count("checked> <span>") == 2
    answer = post(client, f"{AGENCIES}?state=invited", agencies=[first.agency_id], received_on="05/10/2017")
    assert (answer.status_code, answer.location) == (303, f"{AGENCIES}?state=invited")
    assert [one.received_on for one in asked(site)] == [date(2017, 10, 5), None]
    assert "15/10/2017" in text_of(client.get(AGENCIES))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"received_on": "05/10/2017"}, "Chọn ít nhất một cơ quan"),
        ({"agencies": "1", "received_on": ""}, "Cần ghi ngày nhận."),
        ({"agencies": "1", "received_on": "25/10/2017"}, "Ngày nhận phải từ ngày công văn, 02/10/2017"),
        ({"agencies": "1", "received_on": "5/10"}, "Ghi ngày theo dạng"),
    ],
)
def test_an_unfit_day_of_receiving_is_refused(
    client: FlaskClient, site: Factory, opened: Consultation, lead: User, fields: dict[str, str], said: str
) -> None:
    answer = post(client, AGENCIES, **fields)
    assert answer.status_code == 422
    assert said in text_of(answer)


def test_one_agency_is_given_more_time(
    client: FlaskClient, site: Factory, opened: Consultation, lead: User, count_queries: Callable[[], int]
) -> None:
    first, second = asked(site)
    url = f"{AGENCIES}/{second.agency_id}"
    wish = {"closes_before": "12/11/2017", "reason": "Huyện đề nghị.", "seen": "0"}
    for _ in range(2):
        assert post(client, url, **wish).location == url
    assert [one.extended_to for one in asked(site)] == [None, date(2017, 11, 12)]
    count_queries()
    page = text_of(client.get(url))
    assert count_queries() <= 5
    assert "Gia hạn cho UBND huyện Tân Phú, trả lời trước ngày 12/11/2017" in page
    assert "Huyện đề nghị." not in text_of(client.get(f"{AGENCIES}/{first.agency_id}"))
    assert "gia hạn từ 02/11/2017" in text_of(client.get(AGENCIES))


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"closes_before": "01/11/2017", "reason": "Có."}, 422, "Hạn mới phải sau hạn hiện nay"),
        ({"closes_before": "1/11", "reason": "Có."}, 422, "Ghi ngày theo dạng"),
        ({"closes_before": "12/11/2017", "reason": ""}, 422, "Cần ghi lý do."),
    ],
)
def test_an_unfit_extension_is_refused(
    client: FlaskClient,
    site: Factory,
    opened: Consultation,
    lead: User,
    fields: dict[str, str],
    status: int,
    said: str,
) -> None:
    answer = post(client, f"{AGENCIES}/{asked(site)[0].agency_id}", seen="0", **fields)
    assert answer.status_code == status
    assert said in text_of(answer)


def test_an_agency_that_sent_is_not_extended(
    client: FlaskClient, site: Factory, opened: Consultation, lead: User
) -> None:
    first, _second = asked(site)
    site.sent(site.comment(first), first)
    site.commit()
    url = f"{AGENCIES}/{first.agency_id}"
    assert "Gia hạn riêng" not in client.get(url).text
    wish = {"closes_before": "12/11/2017", "reason": "Có.", "seen": "0"}
    assert post(client, url, page=AGENCIES, **wish).status_code == 409


@pytest.mark.parametrize(
    "path",
    ["versions/1", "versions/1/print", "versions/1/comments/new?eid=general", "topics"],
)
def test_the_first_opening_is_noted_once_wherever_it_happens(
    client: FlaskClient, site: Factory, opened: Consultation, path: str
) -> None:
    first, _second = asked(site)
    officer_of(client, site, first)
    client.get(f"/drafts/mot-cua/{path}")
    noted = [one.opened_at for one in asked(site)]
    assert noted[0] is not None
    assert noted[1] is None
    client.get(f"/drafts/mot-cua/{path}")
    assert [one.opened_at for one in asked(site)] == noted


def test_an_agency_reads_though_others_write_without_end(
    client: FlaskClient, site: Factory, opened: Consultation
) -> None:
    officer_of(client, site, asked(site)[0])
    begin_writing(site.session)
    assert client.get("/drafts/mot-cua/versions/1").status_code == 200
    site.session.rollback()
    assert [one.opened_at for one in asked(site)] == [None, None]


def test_the_drafting_side_opens_nothing(
    client: FlaskClient, site: Factory, opened: Consultation, lead: User
) -> None:
    client.get("/drafts/mot-cua/versions/1")
    assert [one.opened_at for one in asked(site)] == [None, None]


def test_an_agency_sees_both_days_wherever_it_sees_one(
    client: FlaskClient, site: Factory, opened: Consultation
) -> None:
    first, _second = asked(site)
    first.received_on, first.extended_to = date(2017, 10, 6), date(2017, 11, 12)
    officer_of(client, site, first)
    for path in ("/drafts/mot-cua/versions/1", "/drafts/mot-cua/topics", "/drafts/mot-cua/reply"):
        page = text_of(client.get(path))
        assert "<strong>12/11/2017</strong> · còn <strong>18 ngày</strong>" in page
        assert "theo luật: hết 16/10/2017 (đã qua)" in page
    home = text_of(client.get("/"))
    assert "gửi chậm nhất hết 11/11/2017, đã gia hạn" in home
    by_law = home[home.index("<b>16/10</b>") :].partition("</li>")[0]
    assert "theo luật: hết 10 ngày từ ngày nhận (đã qua)" in by_law


def test_an_agency_is_told_why_the_round_was_closed_and_until_when(
    client: FlaskClient, site: Factory, opened: Consultation
) -> None:
    site.session.add(
        RoundChange(
            consultation=opened,
            action=RoundAction.CLOSED,
            reason="Đã nhận đủ ý kiến.",
            at=site.clock.now(),
        )
    )
    opened.closed_at = site.clock.now()
    site.topic(opened)
    officer_of(client, site, asked(site)[0])
    key = "/drafts/mot-cua"
    for path in ("/", f"{key}/versions/1", f"{key}/topics", f"{key}/reply"):
        page = text_of(client.get(path))
        assert "đóng đợt lấy ý kiến ngày 24/10/2017; hạn trả lời là trước ngày 02/11/2017." in page, path
        assert "Lý do: Đã nhận đủ ý kiến." in page, path


def test_the_home_page_of_a_closed_round_offers_nothing_that_is_refused(
    client: FlaskClient, site: Factory, opened: Consultation
) -> None:
    opened.closed_at = site.clock.now()
    head = site.user(Role.AGENCY_HEAD, asked(site)[0].agency)
    site.commit()
    sign_in(client, head)
    page = text_of(client.get("/"))
    assert "Đợt lấy ý kiến đã đóng" in page
    assert "Chưa gửi khi đợt đóng" in page
    for offered in ("Bắt đầu góp ý", "Chuẩn bị gửi", "Gửi “Nhất trí hoàn toàn”"):
        assert offered not in page
