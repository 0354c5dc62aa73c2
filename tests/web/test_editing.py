"""Provisions of the next version edited directly in the browser: with a reason, over nobody unseen."""

import re

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from draftreview.domain.merging_changes import Words
from draftreview.models.working import DirectEdit
from tests.factories import Factory
from tests.services.accepting import CLAUSE, ON_SOFTWARE, OTHER, Desk, FreshDesk
from tests.web.browsing import post, sign_in, text_of, token

PAGE = "/drafts/mot-cua/next-version"
EDIT = f"{PAGE}/edit/{CLAUSE}"
NEW = "Cơ quan được hỏi trả lời trong 05 ngày làm việc."


@pytest.fixture
def desk(site: Factory) -> Desk:
    site.version(site.draft(key="khac"))
    return FreshDesk(site, site.round(site.version(site.draft(key="mot-cua"))))


@pytest.fixture
def drafter(desk: Desk, client: FlaskClient) -> FlaskClient:
    desk.make.commit()
    sign_in(client, desk.drafter)
    return client


def hidden(page: str, name: str) -> str:
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found, name
    return found[1]


def save(client: FlaskClient, url: str, page: str = "", **fields: object) -> TestResponse:
    """Save the editor as it was opened, or as an older page had it."""
    page = page or client.get(url).text
    kept = {name: hidden(page, name) for name in ("csrf_token", "seen", "revision")}
    return client.post(url, data={**kept, "save": "1", **fields})


def test_a_provision_is_reworded_with_a_reason(desk: Desk, drafter: FlaskClient) -> None:
    answer = save(drafter, EDIT, new_text=NEW, reason="Cho gọn.")
    assert (answer.status_code, answer.location) == (303, f"{PAGE}#edits")
    assert desk.text() == NEW
    words = text_of(drafter.get(PAGE))
    assert "Lý do: Cho gọn." in words
    assert "Khoản 1 Điều 3 của Quy định: đã lưu sửa trực tiếp." in words


def test_without_a_reason_nothing_is_kept_and_nothing_lost(desk: Desk, drafter: FlaskClient) -> None:
    answer = save(drafter, EDIT, new_text=NEW, reason=" ")
    assert answer.status_code == 422
    assert "Cần ghi lý do sửa trực tiếp." in text_of(answer)
    assert NEW in text_of(answer)
    assert not desk.working.standing_edits


def test_the_same_words_are_refused_kindly(drafter: FlaskClient, desk: Desk) -> None:
    answer = save(drafter, EDIT, new_text=desk.text(), reason="Thử.")
    assert answer.status_code == 422
    assert "Câu chữ chưa khác bản đang soạn" in text_of(answer)


def test_an_edit_says_which_comments_it_carries_out(desk: Desk, drafter: FlaskClient) -> None:
    comment = desk.accept(None)
    desk.make.commit()
    assert "Sửa để thực hiện" in text_of(drafter.get(PAGE))
    save(drafter, EDIT, new_text=NEW, reason="Theo góp ý.", comment_ids=str(comment.id))
    assert list(desk.working.carried_out) == [comment.id]
    assert "Đã sửa trực tiếp" in text_of(drafter.get(PAGE))


def test_of_two_editors_the_second_sees_both_texts(desk: Desk, drafter: FlaskClient) -> None:
    opened = drafter.get(EDIT).text
    desk.edit("Lời của trưởng ban.", actor=desk.lead)
    desk.make.commit()
    answer = save(drafter, EDIT, opened, new_text=NEW, reason="Cho gọn.")
    words = text_of(answer)
    assert answer.status_code == 409
    assert "Trưởng ban vừa sửa chỗ này" in words
    assert "Lời của trưởng ban." in words
    assert NEW in words
    assert desk.text() == "Lời của trưởng ban."
    assert save(drafter, EDIT, answer.text, new_text=NEW, reason="Cho gọn.").status_code == 303
    assert desk.text() == NEW


def test_a_provision_is_deleted_and_given_back(desk: Desk, drafter: FlaskClient) -> None:
    save(drafter, EDIT, delete="1", reason="Trùng.")
    assert desk.working.text.words_at(CLAUSE) is None
    csrf = token(drafter, "/account/password")
    drafter.post(f"{EDIT}/withdraw", data={"csrf_token": csrf, "revision": "1"})
    assert desk.working.text.words_at(CLAUSE) is not None


def test_a_provision_is_inserted_once(desk: Desk, drafter: FlaskClient) -> None:
    url = f"{PAGE}/insert/{CLAUSE}"
    page = drafter.get(url).text
    fields = {name: hidden(page, name) for name in ("csrf_token", "form_key")}
    for _ in range(2):
        answer = drafter.post(url, data={**fields, "new_text": "Khoản thêm.", "reason": "Còn thiếu."})
        assert answer.status_code == 303
    (edit,) = desk.working.standing_edits
    assert desk.text(edit.subject) == "Khoản thêm."


def test_an_insertion_without_words_is_refused(desk: Desk, drafter: FlaskClient) -> None:
    answer = post(drafter, f"{PAGE}/insert/{CLAUSE}?inside=1", reason="Còn thiếu.", form_key="a")
    assert answer.status_code == 422
    assert "Cần ghi câu chữ của quy định mới." in text_of(answer)


def test_the_words_around_the_provisions_are_edited(desk: Desk, drafter: FlaskClient) -> None:
    page = text_of(drafter.get(f"{PAGE}/edit/component:"))
    assert "Phần mở đầu" in page
    assert "Bỏ cả quy định này" not in page
    new = {"new_heading": "QUYẾT ĐỊNH", "new_text": "Căn cứ mới;", "new_tail": "TM. ỦY BAN"}
    save(drafter, f"{PAGE}/edit/component:", **new, reason="Đủ căn cứ.")
    assert desk.working.text.words_at("component:") == Words(*new.values())


def test_the_whole_text_leads_to_every_editor(desk: Desk, drafter: FlaskClient) -> None:
    comment = desk.insert("Khoản mới.", OTHER)
    desk.make.commit()
    words = text_of(drafter.get(f"{PAGE}/text"))
    for subject in ("component:", "component:att_2", CLAUSE, f"new:{comment.id}"):
        assert f'href="{PAGE}/edit/{subject}"' in words
    assert "Quy định mới" in words


def test_the_difference_shows_before_saving(desk: Desk, drafter: FlaskClient) -> None:
    desk.accept(ON_SOFTWARE)
    desk.make.commit()
    csrf = token(drafter, "/account/password")
    fields = {"csrf_token": csrf, "new_text": ON_SOFTWARE.replace("05", "07")}
    words = text_of(drafter.post(f"{PAGE}/difference/{CLAUSE}", data=fields))
    assert "bỏ: </span>05</del>" in words
    assert "thêm: </span>07</ins>" in words


@pytest.mark.parametrize("path", ["/edit/att_1__art_99", "/insert/att_1__art_99", "/edit/new:999"])
def test_what_is_not_there_cannot_be_edited(drafter: FlaskClient, path: str) -> None:
    assert drafter.get(f"{PAGE}{path}").status_code == 404


def test_every_edit_stays_in_the_records(desk: Desk, drafter: FlaskClient) -> None:
    save(drafter, EDIT, new_text=NEW, reason="Cho gọn.")
    save(drafter, EDIT, new_text=f"{NEW} Không gia hạn.", reason="Cho rõ.")
    assert desk.make.session.query(DirectEdit).count() == 2
