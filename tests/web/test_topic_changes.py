"""Topics changed in an open round through the browser: by the lead drafter, read by the agencies."""

from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from draftreview.models.consultations import Consultation, FocusTopic
from draftreview.models.writing import TopicAnswer
from tests.factories import Factory
from tests.web.asking import SHOWN, asked, lead_at_work, letter_round, officer_of
from tests.web.browsing import post, text_of

NEW, FIRST = f"{SHOWN}/new-topic", f"{SHOWN}/topics/1"
READING, TOPICS = "/drafts/mot-cua/versions/1", "/drafts/mot-cua/topics"
REASON = "Các huyện hỏi lại cho rõ."
REWORDED = {
    "action": "reworded",
    "title": "Mô hình, tổ chức",
    "short_title": "Mô hình",
    "question": "Khâu nào còn thừa?",
    "places": ["att_1__art_2"],
    "more": "khoản 1 Điều 3",
    "reason": REASON,
    "seen": "0",
}
ADDED = {"code": "3", "title": "Phí, lệ phí", "reason": REASON, "seen": "0"}


@pytest.fixture
def round_(site: Factory) -> Consultation:
    opened = letter_round(site)
    site.topic(
        opened,
        site.provision(opened.version, "att_1__art_2"),
        code="1",
        short_title="Mô hình",
        title="Mô hình",
    )
    site.commit()
    return opened


def lead_changes(site: Factory, client: FlaskClient, address: str = FIRST, **fields: object) -> None:
    lead_at_work(site, client)
    answer = post(client, address, **fields)
    assert (answer.status_code, answer.location) == (303, f"{SHOWN}#topics")


def test_the_form_begins_from_the_topic_as_it_stands(
    site: Factory, client: FlaskClient, round_: Consultation
) -> None:
    lead_at_work(site, client)
    shown = text_of(client.get(FIRST))
    assert 'value="Mô hình"' in shown
    assert "checked" in shown.split('value="att_1__art_2"')[0].rsplit("<input", 1)[1]
    assert "topics/1" in text_of(client.get(SHOWN))


def test_the_lead_rewords_a_topic_and_its_history_keeps_what_it_was(
    site: Factory, client: FlaskClient, round_: Consultation
) -> None:
    lead_changes(site, client, **REWORDED)
    shown = text_of(client.get(SHOWN))
    for words in (
        "Mô hình, tổ chức",
        "Khâu nào còn thừa?",
        "Khoản 1 Điều 3",
        REASON,
        "Xem nội dung trước khi sửa",
    ):
        assert words in shown


def test_the_public_page_shows_what_was_added_and_not_what_was_withdrawn(
    site: Factory, client: FlaskClient, round_: Consultation
) -> None:
    round_.draft.public = True
    site.commit()
    assert "1. Mô hình" in text_of(client.get(READING))
    other = client.application.test_client()
    lead_changes(site, other, NEW, **ADDED)
    assert "3. Phí, lệ phí" in text_of(client.get(READING))
    lead_changes(site, other, action="withdrawn", reason=REASON, seen="1")
    shown = text_of(client.get(READING))
    assert "3. Phí, lệ phí" in shown
    assert "1. Mô hình" not in shown


def test_an_agency_reads_what_changed_and_answers_again(
    site: Factory, client: FlaskClient, round_: Consultation
) -> None:
    officer = officer_of(client, site, asked(site)[0])
    post(client, f"{TOPICS}/1", answer="nothing")
    answer = site.session.scalars(select(TopicAnswer)).one()
    answer.at -= timedelta(hours=1)
    site.commit()
    lead_changes(site, client.application.test_client(), **REWORDED)
    shown = text_of(client.get(f"{TOPICS}/1"))
    for words in ("Nội dung này được sửa", REASON, "trước khi nội dung được sửa", "Vẫn không có ý kiến"):
        assert words in shown
    assert "Sửa ngày" in text_of(client.get("/"))
    post(client, f"{TOPICS}/1", answer="nothing")
    shown = text_of(client.get(f"{TOPICS}/1"))
    assert "Vẫn không có ý kiến" not in shown
    assert "không có ý kiến về nội dung này" in shown
    assert officer.agency.name in text_of(client.get("/"))


def test_what_was_withdrawn_is_still_read_with_what_was_said_on_it(
    site: Factory, client: FlaskClient, round_: Consultation
) -> None:
    invitation = asked(site)[0]
    officer = officer_of(client, site, invitation)
    topic = site.session.scalars(select(FocusTopic)).one()
    comment = site.comment(invitation, officer, topic=topic, body="Cần thêm người trực.")
    site.commit()
    lead_changes(site, client.application.test_client(), action="withdrawn", reason=REASON, seen="0")
    shown = text_of(client.get(f"{TOPICS}/1"))
    for words in ("Nội dung này được rút", REASON, "Cần thêm người trực."):
        assert words in shown
    assert 'name="answer"' not in shown
    for page in (f"/comments/{comment.id}", f"/comments/{comment.id}/edit"):
        assert "Mô hình (đã rút)" in text_of(client.get(page))
    assert "Mô hình (đã rút)" not in text_of(client.get(f"{READING}/comments/new?at=general"))


@pytest.mark.parametrize(
    ("address", "fields", "words"),
    [
        (FIRST, REWORDED | {"reason": ""}, "Cần ghi lý do."),
        (FIRST, REWORDED | {"more": "khoản 9 Điều 99"}, "Không có “khoản 9 Điều 99” trong dự thảo"),
        (NEW, ADDED | {"code": "1"}, "Mã 1 đã dùng cho nội dung khác."),
    ],
)
def test_what_is_unfit_is_shown_again_with_what_was_typed(
    site: Factory, client: FlaskClient, round_: Consultation, address: str, fields: dict[str, str], words: str
) -> None:
    lead_at_work(site, client)
    answer = post(client, address, **fields)
    assert answer.status_code == 422
    assert words in text_of(answer)
    assert fields["title"] in text_of(answer)


def test_a_page_that_is_behind_is_told_so(site: Factory, client: FlaskClient, round_: Consultation) -> None:
    lead_changes(site, client, **REWORDED)
    answer = post(client, FIRST, **REWORDED | {"title": "Bộ máy", "seen": "x"})
    assert answer.status_code == 409
    assert "đã thay đổi từ khi mở trang này" in text_of(answer)
    assert post(client, FIRST, action="added").status_code == 404
    assert client.get(f"{SHOWN}/topics/9").status_code == 404


def test_topics_of_a_closed_round_are_not_changed(
    site: Factory, client: FlaskClient, round_: Consultation
) -> None:
    lead_at_work(site, client)
    round_.closed_at = site.clock.now()
    site.commit()
    assert client.get(FIRST).location == client.get(NEW).location == SHOWN
    answer = post(client, FIRST, page=SHOWN, **REWORDED)
    assert answer.status_code == 409
    assert "Mở lại đợt trước" in text_of(answer)
    assert "new-topic" not in text_of(client.get(SHOWN))


def test_a_topic_without_answers_is_restored(
    site: Factory, client: FlaskClient, round_: Consultation
) -> None:
    lead_changes(site, client, action="withdrawn", reason=REASON, seen="0")
    assert "Đưa lại nội dung này" in text_of(client.get(FIRST))
    lead_changes(site, client, action="restored", reason=REASON, seen="1")
    assert "Đưa lại nội dung trọng tâm 1" in text_of(client.get(SHOWN))
