"""Rounds through the browser: opened with topics, changed with a reason, the register of agencies."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from draftreview.db import begin_writing
from draftreview.domain.vocabulary import Openness, Role, RoundAction
from draftreview.models.accounts import User
from draftreview.models.consultations import Consultation, FocusTopic, Invitation, RoundChange
from draftreview.models.drafts import Draft
from tests.factories import Factory, small_text
from tests.web.browsing import post, sign_in, text_of

NEW = "/drafts/mot-cua/rounds/new"
SHOWN = "/drafts/mot-cua/rounds/1"
AGENCIES = f"{SHOWN}/agencies"
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
    """A draft with one version and nobody asked yet; two agencies could be."""
    site.regimes()
    draft: Draft = site.draft(key="mot-cua", title="Quyết định một cửa")
    site.version(draft)
    for _ in range(2):
        site.agency()
    site.commit()
    return draft


@pytest.fixture
def lead(site: Factory, client: FlaskClient) -> User:
    user: User = site.lead()
    site.commit()
    sign_in(client, user)
    return user


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


@pytest.fixture
def opened(site: Factory, draft: Draft) -> Consultation:
    """The letter's round on the draft, with two agencies invited."""
    (version,) = draft.versions
    round_: Consultation = site.round(version)
    for agency in (site.agency("Sở Tài chính"), site.agency("UBND huyện Tân Phú")):
        site.invitation(round_, agency)
    site.commit()
    return round_


def asked(site: Factory) -> list[Invitation]:
    site.commit()
    fresh = {"populate_existing": True}
    return list(site.session.scalars(select(Invitation).order_by(Invitation.id), execution_options=fresh))


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


def test_unknown_rounds_and_agencies_are_not_found(
    client: FlaskClient, opened: Consultation, lead: User
) -> None:
    for url in ("/drafts/mot-cua/rounds/9", "/drafts/khong-co/rounds/1", f"{AGENCIES}/999"):
        assert client.get(url).status_code == 404


def officer_of(client: FlaskClient, site: Factory, invitation: Invitation) -> User:
    user: User = site.user(Role.COMMENTER, invitation.agency)
    site.commit()
    sign_in(client, user)
    return user


@pytest.mark.parametrize(
    "path",
    ["versions/1", "versions/1/print", "versions/1/comments/new?eid=general", "topics"],
)
def test_the_first_opening_is_noted_once_wherever_it_happens(
    client: FlaskClient, site: Factory, opened: Consultation, path: str, count_queries: Callable[[], int]
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
    assert "hết 16/10/2017 (đã qua)" in home


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


def test_an_agency_reads_what_others_sent_once_it_may(
    client: FlaskClient, site: Factory, opened: Consultation, count_queries: Callable[[], int]
) -> None:
    mine, theirs = asked(site)
    opened.openness = Openness.AFTER_SENDING
    clause = site.provision(opened.version, "att_1__art_3__para_1")
    said = site.sent(site.comment(theirs, provision=clause, body="Đề nghị rút ngắn."), theirs)
    site.comment(theirs, provision=clause, body="Còn đang viết.")
    officer_of(client, site, mine)
    page, url = "/drafts/mot-cua/versions/1", "/drafts/mot-cua/versions/1/others"
    assert "đọc được sau khi cơ quan đã gửi văn bản góp ý" in text_of(client.get(page))
    assert client.get(url).status_code == 403
    site.sent(site.comment(mine), mine)
    site.commit()
    count_queries()
    read = text_of(client.get(page))
    assert count_queries() <= 5
    assert 'aria-label="1 ý kiến của cơ quan khác ở khoản 1 Điều 3 của Quy định"' in read
    for listed in (url, f"{url}?eid=att_1__art_3__para_1"):
        count_queries()
        words = text_of(client.get(listed))
        assert count_queries() <= 5
        assert "Đề nghị rút ngắn." in words
        assert "UBND huyện Tân Phú" in words
        assert "Còn đang viết" not in words
        assert said.author.display_name not in words
    assert "Chưa cơ quan nào khác gửi" in text_of(client.get(f"{url}?eid=general"))
    talk = text_of(client.get(f"{page}/comments/new?eid=att_1__art_3__para_1"))
    assert "Ý kiến của cơ quan khác ở đây" in talk
    assert client.get(f"/comments/{said.id}").status_code == 404


def test_many_comments_of_others_come_by_pages(
    client: FlaskClient, site: Factory, opened: Consultation
) -> None:
    mine, theirs = asked(site)
    opened.openness = Openness.AFTER_SENDING
    for invitation, number in ((mine, 1), (theirs, 51)):
        for _ in range(number):
            site.sent(site.comment(invitation), invitation)
    officer_of(client, site, mine)
    url = "/drafts/mot-cua/versions/1/others"
    assert "Trang 1/2" in text_of(client.get(url))
    assert client.get(f"{url}?page=2").text.count("<article") == 1
