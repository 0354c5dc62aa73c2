"""The next version in the browser: looked at, refused with places, issued once."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from draftreview.domain.vocabulary import Operation, Outcome, Role, Stage
from draftreview.models.consultations import Consultation
from draftreview.models.drafts import Version
from draftreview.services.working_text import working_on
from tests.factories import Factory
from tests.web.browsing import sign_in, text_of, token

PAGE = "/drafts/mot-cua/next-version"
CLAUSE = "att_1__art_3__para_1"
ON_SOFTWARE = "Cơ quan được hỏi trả lời trên phần mềm trong thời hạn 05 ngày làm việc."
BY_POST = "Cơ quan được hỏi trả lời qua bưu chính trong thời hạn 05 ngày làm việc."


@pytest.fixture
def consultation(site: Factory) -> Consultation:
    site.version(site.draft(key="khac"))
    return site.round(site.version(site.draft(key="mot-cua")))


def accept(
    site: Factory, consultation: Consultation, words: str | None, stage: Stage = Stage.APPROVED, **more: Any
) -> None:
    invitation = site.invitation(consultation)
    eid = more.pop("eid", CLAUSE)
    comment = site.comment(invitation, provision=site.provision(consultation.version, eid))
    if words is not None:
        site.proposal(comment, words, **more)
    site.sent(comment, invitation)
    site.disposition(comment, Outcome.ACCEPTED, stage)


def enter(site: Factory, client: FlaskClient, role: Role = Role.LEAD_DRAFTER) -> None:
    user = site.user(role, site.drafting_agency())
    site.commit()
    sign_in(client, user)


def press(client: FlaskClient, seen: str) -> Any:
    return client.post(PAGE, data={"csrf_token": token(client, "/drafts/new"), "seen": seen})


def seal(client: FlaskClient) -> str:
    found = re.search(r'name="seen"[^>]*value="([^"]+)"', client.get(PAGE).text)
    assert found
    return found[1]


def versions(site: Factory) -> int:
    return site.session.scalar(select(func.count(Version.id))) or 0


def test_what_is_taken_in_and_what_is_not_stands_apart(
    site: Factory, client: FlaskClient, consultation: Consultation, count_queries: Callable[[], int]
) -> None:
    accept(site, consultation, ON_SOFTWARE)
    accept(site, consultation, None)
    accept(site, consultation, BY_POST, Stage.PROPOSED)
    enter(site, client)
    count_queries()
    words = text_of(client.get(PAGE))
    assert count_queries() <= 5
    assert (
        words.index("Câu chữ đưa vào")
        < words.index("Tiếp thu, không kèm câu chữ")
        < words.index("Chưa duyệt")
    )
    assert "thêm: </span>trên phần mềm</ins>" in words
    assert "Phát hành bản dự thảo lần 2" in words


def test_two_presses_issue_once_and_lead_to_the_comparison(
    site: Factory, client: FlaskClient, consultation: Consultation
) -> None:
    accept(site, consultation, ON_SOFTWARE)
    enter(site, client)
    seen = seal(client)
    for _ in range(2):
        answer = press(client, seen)
        assert (answer.status_code, answer.location) == (303, "/drafts/mot-cua/compare/1/2")
    assert versions(site) == 3
    assert "Đã phát hành bản dự thảo lần 2." in text_of(client.get("/drafts/mot-cua/compare/1/2"))
    assert "chưa lấy ý kiến" in text_of(client.get(PAGE))


def test_what_another_person_issued_is_said(
    site: Factory, client: FlaskClient, consultation: Consultation
) -> None:
    accept(site, consultation, ON_SOFTWARE)
    enter(site, client)
    seen = seal(client)
    site.version(consultation.draft, number=2)
    site.commit()
    answer = press(client, seen)
    assert answer.status_code == 409
    assert "Bản dự thảo lần 2 đã được phát hành" in text_of(answer)


def test_overlapping_wordings_are_named_and_stop_it(
    site: Factory, client: FlaskClient, consultation: Consultation
) -> None:
    accept(site, consultation, ON_SOFTWARE)
    accept(site, consultation, BY_POST)
    enter(site, client)
    words = text_of(client.get(PAGE))
    assert "Chưa phát hành được: còn 1 chỗ" in words
    assert f'href="/drafts/mot-cua/desk/{CLAUSE}"' in words
    assert "thêm: </span>trên phần mềm</ins>" in words
    assert "thêm: </span>qua bưu chính</ins>" in words
    assert 'name="seen"' not in words


def test_issuing_all_the_same_names_every_place(
    site: Factory, client: FlaskClient, consultation: Consultation
) -> None:
    accept(site, consultation, ON_SOFTWARE)
    enter(site, client)
    accept(site, consultation, BY_POST)
    site.commit()
    assert press(client, "1:cu").status_code == 409
    answer = press(client, working_on(site.session, "mot-cua").seal)
    assert answer.status_code == 409
    assert "Khoản 1 Điều 3 của Quy định: các phương án sửa cùng một chỗ" in text_of(answer)
    assert versions(site) == 2


def test_nothing_accepted_is_said_kindly(
    site: Factory, client: FlaskClient, consultation: Consultation
) -> None:
    enter(site, client)
    assert "Chưa có câu chữ nào được tiếp thu và duyệt" in text_of(client.get(PAGE))
    answer = press(client, working_on(site.session, "mot-cua").seal)
    assert answer.status_code == 422
    assert versions(site) == 2


def test_references_that_point_elsewhere_are_put_right_and_listed(
    site: Factory, client: FlaskClient, consultation: Consultation
) -> None:
    first = {"operation": Operation.INSERT, "as_first_child": True, "new_heading": ""}
    accept(site, consultation, "Khoản mới.", eid="att_1__art_3", **first)
    enter(site, client)
    words = text_of(client.get(PAGE))
    assert "“khoản 1 Điều này” nay là khoản 2 Điều 3 của Quy định" in words
    assert "Đã sửa theo số mới" in words


def test_a_drafter_looks_but_does_not_issue(
    site: Factory, client: FlaskClient, consultation: Consultation
) -> None:
    accept(site, consultation, ON_SOFTWARE)
    enter(site, client, Role.DRAFTER)
    assert "Phát hành bản dự thảo lần 2" not in text_of(client.get(PAGE))
    answer = client.post(PAGE, data={"csrf_token": token(client, "/account/password"), "seen": "1:x"})
    assert answer.status_code == 403


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.AGENCY_HEAD, Role.APPRAISER, Role.ADMIN])
def test_nobody_else_sees_the_next_version(
    site: Factory, client: FlaskClient, consultation: Consultation, role: Role
) -> None:
    assert client.get(PAGE).status_code in (302, 404)
    enter(site, client, role)
    assert client.get(PAGE).status_code == 403
