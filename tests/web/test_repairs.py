"""How a file is put right in the browser: rows, repairs, conflicts, undoing, publishing what was seen."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from draftreview.domain.parsing import parse_text
from draftreview.domain.vocabulary import Role
from draftreview.models.drafts import Intake
from draftreview.services import intakes
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of

TEXT = "QUYẾT ĐỊNH\nĐiều 1. Phạm vi\n1. Một câu. Hai câu.\n2. Theo quy định tại\n4. Nghị định này."
CLAUSE = "art_1__para_4"


def bring(site: Factory, text: str = TEXT, key: str = "mot-cua") -> Intake:
    data, tree = text.encode(), parse_text(text)
    draft = site.draft(key=key)
    intake = intakes.take_in(site.session, None, site.clock, draft, "du-thao.txt", data, tree)
    site.commit()
    return intake


@pytest.fixture
def intake(site: Factory) -> Intake:
    return bring(site)


@pytest.fixture
def drafter(site: Factory, client: FlaskClient, intake: Intake) -> FlaskClient:
    user = site.drafter()
    site.commit()
    sign_in(client, user)
    return client


def mend(client: FlaskClient, intake: Intake, **fields: object) -> TestResponse:
    page = f"/intakes/{intake.id}"
    return post(
        client, f"{page}/repairs", page=f"{page}?row={CLAUSE}", **({"row": CLAUSE, "seen": 0} | fields)
    )


def test_a_row_opens_its_bench(
    drafter: FlaskClient, intake: Intake, count_queries: Callable[[], int]
) -> None:
    count_queries()
    words = text_of(drafter.get(f"/intakes/{intake.id}?row={CLAUSE}"))
    assert count_queries() <= 5
    assert "Nối với phần trước" in words
    assert 'original-line is-doubtful is-at" id="line-5"' in words
    assert "Công bố" not in words


def test_the_lines_around_provisions_have_a_bench_too(drafter: FlaskClient, intake: Intake) -> None:
    words = text_of(drafter.get(f"/intakes/{intake.id}?row="))
    assert "Tách làm hai" in words
    assert "Lên cấp" not in words


def test_an_unknown_row_opens_nothing(drafter: FlaskClient, intake: Intake) -> None:
    assert "Tách làm hai" not in text_of(drafter.get(f"/intakes/{intake.id}?row=art_99"))


def test_a_repair_leads_back_to_its_row(drafter: FlaskClient, intake: Intake) -> None:
    answer = mend(drafter, intake, operation="renumber", number="3")
    address = f"/intakes/{intake.id}?row=art_1__para_3#r-art_1__para_3"
    assert (answer.status_code, answer.location) == (303, address)
    words = text_of(drafter.get(address))
    assert "Hoàn tác: Đánh số lại: Khoản 4 (dòng 5)" in words
    assert "dãy số bị cách" not in words


def test_htmx_gets_the_outline_alone(drafter: FlaskClient, intake: Intake) -> None:
    page = f"/intakes/{intake.id}"
    drafter.environ_base |= {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": "repair"}
    answer = mend(drafter, intake, operation="join")
    assert answer.headers["HX-Replace-Url"] == f"{page}?row=art_1__para_2"
    assert text_of(answer).startswith('<section class="repair"')
    assert "<html" not in answer.text
    drafter.environ_base["HTTP_HX_TARGET"] = "bench"
    assert text_of(drafter.get(f"{page}?row=art_1__para_2")).count("bench-form") == 1


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"operation": "khong"}, "Chọn một thao tác"),
        ({"operation": "demote", "row": "art_99"}, "Không có quy định này"),
        ({"operation": "split", "begins": "không có"}, "Không thấy những chữ đó"),
        ({"operation": "split", "begins": "n"}, "xuất hiện nhiều lần"),
        ({"operation": "split", "begins": "gì đó", "row": "art_99"}, "Không thấy"),
    ],
)
def test_what_cannot_be_done_is_said_on_the_page(
    drafter: FlaskClient, intake: Intake, fields: dict[str, str], said: str
) -> None:
    answer = mend(drafter, intake, **fields)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert "Bố cục" in text_of(answer)


def test_a_split_begins_at_the_words_typed_or_chosen(drafter: FlaskClient, intake: Intake) -> None:
    mend(drafter, intake, operation="split", row="art_1__para_1", begins="Hai  câu")
    assert '"outline-words">Hai câu.' in text_of(drafter.get(f"/intakes/{intake.id}"))
    mend(drafter, intake, operation="split", offset=4, seen=1)
    assert '"outline-words">định này.' in text_of(drafter.get(f"/intakes/{intake.id}"))


def test_a_stale_repair_shows_who_was_faster(drafter: FlaskClient, intake: Intake) -> None:
    mend(drafter, intake, operation="join")
    answer = mend(drafter, intake, operation="text")
    assert answer.status_code == 409
    assert "Nối với phần trước: Khoản 4" in text_of(answer)


def test_undo_takes_back_and_tells_where_nothing_is_left(drafter: FlaskClient, intake: Intake) -> None:
    page = f"/intakes/{intake.id}"
    mend(drafter, intake, operation="join")
    answer = post(drafter, f"{page}/repairs/undo", page=page, seen=0)
    assert answer.status_code == 409
    answer = post(drafter, f"{page}/repairs/undo", page=page, seen=1)
    assert answer.location == f"{page}?row={CLAUSE}#r-{CLAUSE}"
    answer = post(drafter, f"{page}/repairs/undo", page=f"{page}?row={CLAUSE}", seen=2)
    assert answer.status_code == 422


def test_the_lead_publishes_only_what_was_seen(site: Factory, client: FlaskClient, intake: Intake) -> None:
    lead = site.user(Role.LEAD_DRAFTER, site.drafting_agency())
    site.commit()
    sign_in(client, lead)
    mend(client, intake, operation="join")
    page = f"/intakes/{intake.id}"
    assert post(client, f"{page}/publish", page=page, seen=0).status_code == 409
    assert post(client, f"{page}/publish", page=page, seen=1).status_code == 303
    assert "Chọn một dòng để sửa" not in text_of(client.get(page))


def test_repairs_that_no_longer_apply_are_listed(site: Factory, drafter: FlaskClient, intake: Intake) -> None:
    mend(drafter, intake, operation="join")
    site.session.expire_all()
    text = TEXT.replace("Nghị định", "Thông tư")
    again = intakes.take_in(
        site.session, None, site.clock, intake.draft, "du-thao.txt", text.encode(), parse_text(text)
    )
    site.commit()
    words = text_of(drafter.get(f"/intakes/{again.id}"))
    assert "1 sửa của lần tải trước không còn áp dụng" in words


def test_a_long_file_is_folded_and_stays_quick(
    site: Factory, drafter: FlaskClient, count_queries: Callable[[], int]
) -> None:
    lines = ["QUY ĐỊNH"]
    for chapter in range(25):
        lines += [f"Chương {chapter + 1}", "TÊN CHƯƠNG"]
        for number in range(chapter * 20 + 1, chapter * 20 + 21):
            lines += [f"Điều {number}. Tên", "1. Một câu.", "2. Hai câu."]
    long = bring(site, "\n".join(lines), "dai")
    count_queries()
    answer = drafter.get(f"/intakes/{long.id}?row=art_30__para_1")
    assert count_queries() <= 5
    assert answer.text.count("<details") > 500
    assert 3 <= answer.text.count(" open>") <= 6
    assert "Tách làm hai" in text_of(answer)
