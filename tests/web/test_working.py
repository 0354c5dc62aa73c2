"""The questions of the next version settled in the browser, its references checked, all of it seen."""

import html
import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from draftreview.domain.questions import Question, QuestionKind
from draftreview.domain.vocabulary import Operation
from draftreview.models.working import Settlement
from tests.factories import Factory
from tests.services.accepting import ARTICLE, BY_POST, CLAUSE, ON_SOFTWARE, OTHER, Desk, FreshDesk
from tests.web.browsing import sign_in, text_of, token

PAGE = "/drafts/mot-cua/next-version"
WRITTEN = "Cơ quan được hỏi trả lời bằng mọi hình thức trong thời hạn 05 ngày làm việc."


@pytest.fixture
def desk(site: Factory) -> Desk:
    site.version(site.draft(key="khac"))
    return FreshDesk(site, site.round(site.version(site.draft(key="mot-cua"))))


@pytest.fixture
def drafter(desk: Desk, client: FlaskClient) -> FlaskClient:
    """A member of the drafting team at a page of whatever was accepted until then."""
    desk.make.commit()
    sign_in(client, desk.drafter)
    return client


def send(client: FlaskClient, question: Question, choice: str, **more: object) -> TestResponse:
    """Send the form of a question as the page showed it."""
    fields = {"seal": question.seal, "revision": question.revision, "choice": choice} | more
    return push(client, f"/questions/{question.subject}", **fields)


def push(client: FlaskClient, path: str, **fields: object) -> TestResponse:
    """Post to the page with a token of its own."""
    return client.post(f"{PAGE}{path}", data={"csrf_token": token(client, "/account/password"), **fields})


def clashing(desk: Desk) -> Question:
    """Accept two wordings that cannot both stand."""
    desk.accept(ON_SOFTWARE)
    desk.accept(BY_POST)
    desk.make.commit()
    return desk.question


def kept(desk: Desk) -> int:
    return desk.make.session.scalar(select(func.count(Settlement.id))) or 0


def test_a_wording_is_chosen_and_the_next_question_comes(desk: Desk, drafter: FlaskClient) -> None:
    question = clashing(desk)
    desk.insert("Khoản mới.", OTHER)
    desk.insert("Khoản khác.", OTHER)
    desk.make.commit()
    answer = send(drafter, question, question.keys[0])
    other = desk.question
    assert (answer.status_code, answer.location) == (303, f"{PAGE}#q-{other.subject}")
    assert desk.text() == ON_SOFTWARE
    assert "Đã quyết định 1/2 chỗ" in text_of(drafter.get(PAGE))


def test_other_words_are_written(desk: Desk, drafter: FlaskClient) -> None:
    question = clashing(desk)
    assert send(drafter, question, "write", new_text=WRITTEN).location == f"{PAGE}#issue"
    assert desk.text() == WRITTEN
    words = text_of(drafter.get(PAGE))
    assert "Tổ viên, " in words
    assert WRITTEN in words


def test_the_words_may_stay_as_they_are(desk: Desk, drafter: FlaskClient) -> None:
    question = clashing(desk)
    before = desk.text()
    assert send(drafter, question, "none").status_code == 303
    assert (desk.text(), desk.working.text.blocking) == (before, ())


def test_an_order_is_chosen(desk: Desk, drafter: FlaskClient) -> None:
    first, second = desk.insert("Khoản một.", OTHER), desk.insert("Khoản hai.", OTHER)
    desk.make.commit()
    words = text_of(drafter.get(PAGE))
    assert f'value="{second.id},{first.id}"' in words
    send(drafter, desk.question, f"{second.id},{first.id}")
    assert [desk.text(f"new:{one.id}") for one in (second, first)] == ["Khoản hai.", "Khoản một."]


def test_many_are_put_in_order_by_number_and_some_left_out(desk: Desk, drafter: FlaskClient) -> None:
    one, two, three, four = (desk.insert(f"Khoản {name}.", OTHER) for name in ("một", "hai", "ba", "tư"))
    desk.make.commit()
    assert f'name="turn-{four.id}"' in text_of(drafter.get(PAGE))
    turns = {f"turn-{four.id}": "1", f"turn-{two.id}": " 2 ", f"turn-{one.id}": "", f"turn-{three.id}": ""}
    assert send(drafter, desk.question, "turns", **turns).status_code == 303
    assert desk.settled.settlement is not None
    assert desk.settled.settlement.followed == (str(four.id), str(two.id))


def test_an_order_is_numbered_with_numbers(desk: Desk, drafter: FlaskClient) -> None:
    made = [desk.insert(f"Khoản {name}.", OTHER) for name in ("một", "hai", "ba", "tư")]
    desk.make.commit()
    answer = send(drafter, desk.question, "turns", **{f"turn-{made[0].id}": "đầu"})
    assert answer.status_code == 422
    assert "Ghi thứ tự bằng số" in text_of(answer)


def test_to_delete_or_to_edit_is_asked(desk: Desk, drafter: FlaskClient) -> None:
    gone = desk.accept("", operation=Operation.DELETE, new_heading="")
    desk.accept(ON_SOFTWARE)
    desk.make.commit()
    assert "Bỏ khoản 1 Điều 3" in text_of(drafter.get(PAGE))
    send(drafter, desk.question, str(gone.id))
    assert desk.working.text.words_at(CLAUSE) is None


def test_edits_close_together_are_approved(desk: Desk, drafter: FlaskClient) -> None:
    desk.accept(ON_SOFTWARE)
    desk.accept("Cơ quan được hỏi trả lời bằng văn bản trong thời hạn 10 ngày làm việc.")
    desk.make.commit()
    question = desk.question
    assert question.kind is QuestionKind.NEAR
    assert "Đồng ý câu văn sau khi ghép" in text_of(drafter.get(PAGE))
    send(drafter, question, ",".join(question.keys))
    assert desk.working.text.blocking == ()


def test_nothing_chosen_is_said_and_what_was_typed_stays(desk: Desk, drafter: FlaskClient) -> None:
    answer = send(drafter, clashing(desk), "", new_text=WRITTEN)
    assert answer.status_code == 422
    assert "Chọn một phương án rồi lưu." in text_of(answer)
    assert WRITTEN in text_of(answer)


def test_of_two_the_second_sees_both_texts(desk: Desk, drafter: FlaskClient) -> None:
    question = clashing(desk)
    desk.settle(question.keys[0], actor=desk.lead)
    desk.make.commit()
    answer = send(drafter, question, "write", new_text=WRITTEN)
    words = text_of(answer)
    assert answer.status_code == 409
    assert "Trưởng ban vừa" in words
    assert "Hiện đang lưu" in words
    assert "thêm: </span>bằng mọi hình thức</ins>" in words
    assert (kept(desk), desk.text()) == (1, ON_SOFTWARE)


def test_after_both_texts_were_seen_one_may_save_over(desk: Desk, drafter: FlaskClient) -> None:
    question = clashing(desk)
    desk.settle(question.keys[0], actor=desk.lead)
    desk.make.commit()
    page = text_of(send(drafter, question, "write", new_text=WRITTEN))
    revision = re.search(r'name="revision" value="(\d+)"', page)
    assert revision
    send(drafter, question, "write", new_text=WRITTEN, revision=revision[1])
    assert (kept(desk), desk.text()) == (2, WRITTEN)


def test_what_was_settled_is_opened_again(desk: Desk, drafter: FlaskClient) -> None:
    question = clashing(desk)
    send(drafter, question, question.keys[0])
    settled = desk.settled
    answer = send(drafter, settled, "", reopen="1")
    assert answer.location == f"{PAGE}#q-{question.subject}"
    assert desk.question.is_open
    assert kept(desk) == 2


def test_a_question_that_changed_since_shows_the_earlier_choice(desk: Desk, drafter: FlaskClient) -> None:
    question = clashing(desk)
    desk.settle(question.keys[0])
    desk.accept("Cơ quan được hỏi trả lời bằng văn bản trong thời hạn 05 ngày, có ký số.")
    desk.make.commit()
    words = text_of(drafter.get(PAGE))
    changed = "Chỗ này đã thay đổi sau khi được quyết định" in words
    assert changed or "Chưa phát hành được: còn 1 chỗ" in words


def test_references_are_checked_one_by_one_and_all_at_once(desk: Desk, drafter: FlaskClient) -> None:
    desk.insert("Khoản mới.", ARTICLE, as_first_child=True)
    desk.make.commit()
    (reference,) = desk.working.text.unchecked
    answer = push(drafter, "/references", reference="reference:khac")
    assert (answer.status_code, len(desk.working.text.unchecked)) == (303, 1)
    push(drafter, "/references", reference=reference.subject)
    assert desk.working.text.unchecked == ()
    assert "Đã kiểm tra" in text_of(drafter.get(PAGE))
    push(drafter, "/references", all="1")
    assert "Đã đánh dấu kiểm tra 0 dẫn chiếu." in text_of(drafter.get(PAGE))


def test_many_questions_take_no_more_queries(
    desk: Desk, drafter: FlaskClient, count_queries: Callable[[], int]
) -> None:
    for place in range(30):
        desk.accept(f"Cơ quan được hỏi trả lời theo cách {place} trong thời hạn 05 ngày làm việc.")
        desk.insert(f"Khoản {place}.", OTHER)
    desk.make.commit()
    count_queries()
    assert drafter.get(PAGE).status_code == 200
    assert count_queries() <= 5


def test_words_of_agencies_are_shown_as_words(desk: Desk, drafter: FlaskClient) -> None:
    desk.accept("<script>alert(1)</script> một.")
    desk.accept("<b>hai</b>.")
    desk.make.commit()
    page = drafter.get(PAGE).get_data(as_text=True)
    assert "<script>alert" not in page
    assert "&lt;script&gt;" in page or "&lt;</ins>" in page or "alert" in html.unescape(page)
