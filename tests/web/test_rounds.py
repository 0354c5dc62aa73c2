"""Rounds through the browser: opened with topics, changed with a reason."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from draftreview.models.accounts import User
from draftreview.models.consultations import Consultation, FocusTopic, Invitation, RoundChange
from draftreview.models.drafts import Draft
from tests.factories import Factory, small_text
from tests.web.asking import AGENCIES, SHOWN, draft_to_ask, lead_at_work, letter_round
from tests.web.browsing import post, sign_in, text_of

NEW = "/drafts/mot-cua/rounds/new"
ROUND = {
    "letter_number": "2520/SNV-CCHC",
    "letter_date": "02/10/2017",
    "letter_signer": "Tạ Quang Trường",
    "opens_on": "02/10/2017",
    "closes_before": "02/11/2017",
    "regime_key": "2015",
    "openness": "after_closing",
}
TOPICS = {
    "topics-0-code": "2",
    "topics-0-title": "Quy trình trên phần mềm",
    "topics-0-question": "Bước nào cần sửa?",
    "topics-1-code": "2a",
    "topics-1-parent": "2",
    "topics-1-title": "Tiếp nhận hồ sơ",
    "topics-1-short_title": "Tiếp nhận",
    "topics-1-places": ["att_1__art_2"],
    "topics-1-more": "khoản 1 Điều 3; điểm b Khoản 2 Điều 2 của Quy định",
    "topics-2-code": "",
}


@pytest.fixture
def draft(site: Factory) -> Draft:
    return draft_to_ask(site)


@pytest.fixture
def lead(site: Factory, client: FlaskClient) -> User:
    return lead_at_work(site, client)


@pytest.fixture
def opened(site: Factory) -> Consultation:
    return letter_round(site)


def agencies(site: Factory) -> list[int]:
    return [one.id for one in (site.agency(), site.agency())]


def count(session: Session, table: type) -> int:
    return session.scalar(select(func.count()).select_from(table)) or 0


def test_the_lead_opens_a_round_with_topics(
    site: Factory, client: FlaskClient, draft: Draft, lead: User
) -> None:
    chosen = agencies(site)
    site.commit()
    answer = post(client, NEW, agencies=chosen[:1], **ROUND, **TOPICS)
    assert (answer.status_code, answer.location) == (303, SHOWN)
    found = site.session.scalars(select(Consultation)).one()
    assert (found.letter_number, found.closes_before) == ("2520/SNV-CCHC", date(2017, 11, 2))
    assert site.session.scalars(select(Invitation.agency_id)).all() == chosen[:1]
    first, second = site.session.scalars(select(FocusTopic).order_by(FocusTopic.position))
    assert (first.code, first.short_title, first.parent_id) == ("2", "Quy trình trên phần mềm", None)
    assert (second.code, second.short_title, second.parent_id) == ("2a", "Tiếp nhận", first.id)
    places = ("att_1__art_2", "att_1__art_3__para_1", "att_1__art_2__para_2__point_b")
    assert {one.lineage_id for one in second.provisions} == {
        site.provision(found.version, eid).lineage_id for eid in places
    }
    words = text_of(client.get(SHOWN))
    assert "mời 1 cơ quan" in words
    assert "Khoản 1 Điều 3" in words
    assert "gửi chậm nhất hết 01/11/2017" in words


def test_a_second_press_shows_what_the_first_one_opened(
    site: Factory, client: FlaskClient, draft: Draft, lead: User
) -> None:
    chosen = agencies(site)
    site.commit()
    for _ in range(2):
        answer = post(client, NEW, page="/drafts/new", agencies=chosen, **ROUND, **TOPICS)
        assert (answer.status_code, answer.location) == (303, SHOWN)
    assert (count(site.session, Consultation), count(site.session, FocusTopic)) == (1, 2)
    assert client.get(NEW).location == SHOWN
    other = {**ROUND, "letter_number": "2521/SNV-CCHC"}
    assert post(client, NEW, page="/drafts/new", agencies=chosen, **other).status_code == 409


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"letter_number": ""}, "Cần ghi số công văn."),
        ({"closes_before": "01/10/2017"}, "Ngày hết hạn phải sau ngày mở đợt."),
        ({"closes_before": ""}, "Cần ghi hạn trả lời."),
        ({"closes_before": "32/10/2017"}, "Ghi ngày theo dạng ngày/tháng/năm"),
        ({"agencies": []}, "Chọn ít nhất một cơ quan"),
        ({"topics-1-code": "2"}, 'href="#topics-1-code">Nội dung 2, Mã</a>: Mã 2 đã dùng'),
        ({"topics-1-parent": "9"}, "Không có nội dung chính mã 9"),
        ({"topics-1-more": "khoản 9 Điều 3"}, "Không có “khoản 9 Điều 3” trong dự thảo."),
        ({"topics-1-more": "Điều 1"}, "“Điều 1” có ở nhiều phần của dự thảo."),
        ({"topics-0-title": " "}, "Cần ghi tên nội dung"),
    ],
)
def test_an_unfit_round_is_refused_under_its_field_and_keeps_what_was_typed(
    site: Factory, client: FlaskClient, draft: Draft, lead: User, fields: dict[str, object], said: str
) -> None:
    chosen = agencies(site)
    site.commit()
    answer = post(client, NEW, **({"agencies": chosen} | ROUND | TOPICS | fields))
    assert answer.status_code == 422
    words = text_of(answer)
    assert said in words
    assert 'id="errors"' in words
    assert "Bước nào cần sửa?" in words
    assert count(site.session, Consultation) == 0


@pytest.mark.parametrize(
    ("wish", "codes", "focused"),
    [
        ("add", ["2", "2a", "", ""], "topics-3-code"),
        ("drop-0", ["2a", ""], "topics-0-code"),
        ("drop-2", ["2", "2a"], "topics-1-code"),
        ("up-1", ["2a", "2", ""], "topics-0-code"),
        ("up-0", ["2", "2a", ""], ""),
        ("drop-9", ["2", "2a", ""], "topics-2-code"),
        ("look", ["2", "2a", ""], ""),
    ],
)
def test_the_rows_of_topics_are_changed_without_opening_anything(
    site: Factory, client: FlaskClient, draft: Draft, lead: User, wish: str, codes: list[str], focused: str
) -> None:
    page = post(client, NEW, rows=wish, closes_before="32/10/2017", **TOPICS)
    assert page.status_code == 200
    inputs = re.findall(r'<input [^>]*id="topics-\d+-code"[^>]*>', page.text)
    assert [one.split('value="')[1].split('"')[0] for one in inputs] == codes
    assert [one.split('id="')[1].split('"')[0] for one in inputs if "autofocus" in one] == (
        [focused] if focused else []
    )
    assert 'value="32/10/2017"' in page.text
    assert count(site.session, Consultation) == 0


def test_a_round_begins_with_the_topics_of_the_one_before(
    site: Factory, client: FlaskClient, lead: User, count_queries: Callable[[], int]
) -> None:
    version = site.version(site.draft(key="mot-cua"))
    named = [site.provision(version, f"att_1__art_{eid}") for eid in ("1", "2", "3__para_1")]
    site.topic(site.round(version), *named, code="2a", question="Bước nào cần sửa?")
    main, regulation, appendix = small_text()
    (chapter,) = regulation.children
    chapter = replace(chapter, children=chapter.children[1:])
    site.successor(version, (main, replace(regulation, children=(chapter,)), appendix))
    site.commit()
    count_queries()
    page = text_of(client.get(NEW))
    assert count_queries() <= 5
    assert 'value="2a"' in page
    assert "Bước nào cần sửa?" in page
    ticked = re.findall(r'<input [^>]*name="topics-0-places"[^>]*>', page)
    assert [one.split('value="')[1].rstrip('">') for one in ticked if "checked" in one] == ["att_1__art_2"]
    assert 'value="khoản 1 Điều 3 của Quy định"' in page
    assert "1 quy định của đợt trước không còn trong bản này." in page


def test_without_a_version_there_is_nothing_to_ask_about(
    site: Factory, client: FlaskClient, lead: User
) -> None:
    site.draft(key="mot-cua")
    site.commit()
    answer = client.get(NEW)
    assert answer.status_code == 409
    assert "chưa có bản nào" in text_of(answer)


def test_the_round_shows_both_days_and_its_history(
    client: FlaskClient, site: Factory, opened: Consultation, lead: User, count_queries: Callable[[], int]
) -> None:
    site.topic(opened, site.provision(opened.version, "att_1__art_2"), code="1")
    site.commit()
    count_queries()
    page = text_of(client.get(SHOWN))
    assert count_queries() <= 5
    assert "trước ngày 02/11/2017, tức gửi chậm nhất hết 01/11/2017 · còn 8 ngày" in page
    assert "10 ngày từ ngày cơ quan nhận công văn" in page
    assert "0/2 cơ quan" in page
    assert "Ngày dùng để tính hạn của đợt lấy ý kiến: 24/10/2017" in page


def test_closing_says_why_and_opening_again_too(
    client: FlaskClient, site: Factory, opened: Consultation, lead: User
) -> None:
    answer = post(client, SHOWN, action="closed", reason="Đã nhận đủ ý kiến.", seen="0")
    assert (answer.status_code, answer.location) == (303, SHOWN)
    page = text_of(client.get(SHOWN))
    assert "Lý do: Đã nhận đủ ý kiến." in page
    assert "Đã đóng" in page
    seen = str(site.session.scalars(select(RoundChange.id)).one())
    assert post(client, SHOWN, action="reopened", reason="Còn cơ quan gửi.", seen=seen).status_code == 303
    assert "Đang lấy ý kiến" in text_of(client.get(SHOWN))


@pytest.mark.parametrize("action", ["closed", "extended"])
def test_two_presses_change_a_round_once(
    client: FlaskClient, site: Factory, opened: Consultation, lead: User, action: str
) -> None:
    wish = {"action": action, "reason": "Theo đề nghị.", "closes_before": "12/11/2017", "seen": "0"}
    assert [post(client, SHOWN, **wish).status_code for _ in range(2)] == [303, 303]
    assert count(site.session, RoundChange) == 1


def test_a_stale_page_is_refused_and_keeps_what_was_typed(
    client: FlaskClient, site: Factory, opened: Consultation, lead: User
) -> None:
    post(client, SHOWN, action="extended", closes_before="12/11/2017", reason="Theo đề nghị.", seen="0")
    answer = post(client, SHOWN, action="closed", reason="Đã nhận đủ.", seen="0")
    assert answer.status_code == 409
    page = text_of(answer)
    assert "đã thay đổi từ khi mở trang này" in page
    assert "Đã nhận đủ.</textarea>" in page
    assert "Gia hạn cho mọi cơ quan, trả lời trước ngày 12/11/2017" in page
    seen = page.split('name="seen" type="hidden" value="')[1].split('"')[0]
    assert post(client, SHOWN, action="closed", reason="Đã nhận đủ.", seen=seen).status_code == 303


@pytest.mark.parametrize(
    ("fields", "status", "said"),
    [
        ({"action": "closed", "reason": " "}, 422, "Cần ghi lý do."),
        ({"action": "extended", "reason": "Có lý do."}, 422, "Cần ghi hạn mới."),
        ({"action": "extended", "reason": "Có.", "closes_before": "32/11/2017"}, 422, "Ghi ngày theo dạng"),
        ({"action": "reopened", "reason": "Có lý do."}, 409, "đang mở"),
        ({"action": "burned", "reason": "Có lý do."}, 404, "Không có việc này"),
    ],
)
def test_an_unfit_change_is_refused(
    client: FlaskClient,
    site: Factory,
    opened: Consultation,
    lead: User,
    fields: dict[str, str],
    status: int,
    said: str,
) -> None:
    answer = post(client, SHOWN, seen="không", **fields)
    assert answer.status_code == status
    assert said in text_of(answer)
    assert count(site.session, RoundChange) == 0


def test_the_public_reads_the_day_of_the_last_closing(
    client: FlaskClient, site: Factory, opened: Consultation
) -> None:
    opened.draft.public = True
    for day in (5, 8):
        opened.closed_at = datetime(2017, 11, day, 2, 0, tzinfo=UTC)
        site.commit()
        page = text_of(client.get("/drafts/mot-cua/versions/1"))
        assert f"Đợt đã đóng ngày <strong>0{day}/11/2017</strong>" in page.replace("> <", "><")


def test_an_older_round_offers_no_change(
    client: FlaskClient, site: Factory, opened: Consultation, lead: User
) -> None:
    site.round(site.version(opened.draft, number=2), number=2)
    site.commit()
    page = text_of(client.get(SHOWN))
    assert "Dự thảo đã có đợt lấy ý kiến sau" in page
    assert 'value="closed"' not in page


def test_a_drafter_reads_but_changes_nothing(
    client: FlaskClient, site: Factory, opened: Consultation
) -> None:
    drafter = site.drafter()
    site.commit()
    sign_in(client, drafter)
    assert 'value="closed"' not in client.get(SHOWN).text
    assert "Gia hạn riêng" not in client.get(f"{AGENCIES}/{opened.invitations[0].agency_id}").text
    for url in (SHOWN, f"{AGENCIES}/{opened.invitations[0].agency_id}"):
        answer = post(client, url, page=AGENCIES, action="closed", reason="Đủ.", closes_before="12/11/2017")
        assert answer.status_code == 403


def test_unknown_rounds_and_agencies_are_not_found(
    client: FlaskClient, opened: Consultation, lead: User
) -> None:
    for url in ("/drafts/mot-cua/rounds/9", "/drafts/khong-co/rounds/1", f"{AGENCIES}/999"):
        assert client.get(url).status_code == 404
