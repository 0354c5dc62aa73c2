"""How texts come in through the browser: lists, uploads, looking over, publishing."""

import io
from collections.abc import Callable

import pytest
from docx import Document
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from draftreview.domain.vocabulary import Role
from draftreview.models.drafts import Draft, Intake, Version
from draftreview.models.files import StoredFile
from tests.factories import Factory
from tests.web.browsing import post, sign_in, text_of, token

TEXT = """QUYẾT ĐỊNH
Điều 1. Ban hành kèm theo Quyết định này Quy định.
QUY ĐỊNH
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
1. Quy định này quy định việc tiếp nhận hồ sơ.
a) trực tiếp;
b) trực tuyến.
3. Không áp dụng cho khiếu nại.
""".encode()


@pytest.fixture
def draft(site: Factory) -> Draft:
    site.version(site.draft(key="khac", title="Dự thảo khác"))
    draft: Draft = site.draft(key="mot-cua", title="Quyết định một cửa")
    site.commit()
    return draft


def enter(site: Factory, client: FlaskClient, role: Role = Role.LEAD_DRAFTER) -> None:
    user = site.user(role, site.drafting_agency())
    site.commit()
    sign_in(client, user)


def send(client: FlaskClient, data: bytes = TEXT, name: str = "du-thao.txt") -> TestResponse:
    """Upload a file; the body is made here, for the client's own keeps large ones in files left open."""
    page = "/drafts/mot-cua/texts"
    file = FileStorage(io.BytesIO(data), filename=name)
    boundary, body = encode_multipart({"csrf_token": token(client, page), "file": file})
    return client.post(page, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def count(site: Factory, table: type) -> int:
    return site.session.scalar(select(func.count()).select_from(table)) or 0


def test_the_lead_begins_a_draft(site: Factory, client: FlaskClient) -> None:
    enter(site, client)
    assert 'href="/drafts/new"' in client.get("/").text
    answer = post(client, "/drafts/new", title="Quyết định mới", key="moi")
    assert (answer.status_code, answer.location) == (303, "/drafts/moi/texts")
    assert "Chưa có bản nào" in text_of(client.get(answer.location))


@pytest.mark.parametrize(
    ("fields", "said"),
    [({"title": "Một", "key": "Một cửa"}, "chữ thường không dấu"), ({"key": "mot"}, "Cần ghi tên dự thảo")],
)
def test_an_unfit_draft_is_refused_under_its_field(
    site: Factory, client: FlaskClient, fields: dict[str, str], said: str
) -> None:
    enter(site, client)
    answer = post(client, "/drafts/new", **fields)
    assert answer.status_code == 422
    assert said in text_of(answer)
    assert count(site, Draft) == 0


def test_others_see_no_way_to_begin_a_draft(site: Factory, client: FlaskClient) -> None:
    assert client.get("/drafts/new").location == "/sign-in?next=/drafts/new"
    enter(site, client, Role.DRAFTER)
    assert client.get("/drafts/new").status_code == 403
    assert 'href="/drafts/new"' not in client.get("/").text


def test_an_upload_is_looked_over_with_outline_warnings_and_lines(
    site: Factory, client: FlaskClient, draft: Draft, count_queries: Callable[[], int]
) -> None:
    enter(site, client)
    answer = send(client)
    assert answer.status_code == 303
    count_queries()
    page = client.get(answer.location)
    assert count_queries() <= 5
    words = text_of(page)
    assert 'Điều 1.</b> <span class="outline-words">Phạm vi điều chỉnh' in words
    assert "2 phần, 2 điều, 2 khoản, 2 điểm" in words
    assert '#line-10" data-eid="att_1__art_1__para_3" data-line="10">Dòng 10</a>' in words
    assert 'id="line-10"' in words
    assert "Công bố bản dự thảo lần 1" in words


def test_an_upload_waits_until_it_is_published(site: Factory, client: FlaskClient, draft: Draft) -> None:
    enter(site, client)
    send(client)
    words = text_of(client.get("/drafts/mot-cua/texts"))
    assert "Tệp chờ công bố" in words
    assert "du-thao.txt" in words
    assert count(site, Version) == 1


def test_a_word_file_is_read_as_well(site: Factory, client: FlaskClient, draft: Draft) -> None:
    document = Document()
    for line in TEXT.decode().splitlines():
        document.add_paragraph(line)
    file = io.BytesIO()
    document.save(file)
    enter(site, client)
    words = text_of(client.get(send(client, file.getvalue(), "du-thao.docx").location))
    assert "Phạm vi điều chỉnh" in words
    assert "2 khoản, 2 điểm" in words


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.ods", b"PK\x03\x04", "Các loại tệp đọc được"),
        ("a.pdf", b"%PDF-1.4", "Tệp PDF bị hỏng"),
        ("a.txt", b"", "Tệp rỗng"),
        ("a.docx", b"PK\x03\x04 hong", ""),
        ("a.txt", "Kính gửi các sở.".encode(), "Không tìm thấy Điều"),
        ("", b"", "Chọn tệp dự thảo"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_under_its_field(
    site: Factory, client: FlaskClient, draft: Draft, name: str, data: bytes, said: str
) -> None:
    enter(site, client)
    answer = send(client, data, name)
    assert answer.status_code == 422
    assert 'id="file-error"' in answer.text
    assert said in text_of(answer)
    assert (count(site, StoredFile), count(site, Intake)) == (0, 0)


def test_a_file_above_the_limit_is_refused(site: Factory, client: FlaskClient, draft: Draft) -> None:
    enter(site, client)
    answer = send(client, b"x" * (20 * 1024 * 1024 + 1))
    assert answer.status_code == 422
    assert "20 MB" in text_of(answer)
    assert send(client, b"x" * (22 * 1024 * 1024)).status_code == 413
    assert count(site, StoredFile) == 0


def test_two_presses_publish_once(site: Factory, client: FlaskClient, draft: Draft) -> None:
    enter(site, client)
    page = send(client).location
    for _ in range(2):
        answer = post(client, f"{page}/publish", page="/drafts/new")
        assert (answer.status_code, answer.location) == (303, "/drafts/mot-cua/texts")
    assert "Đã công bố bản dự thảo lần 1." in text_of(client.get("/drafts/mot-cua/texts"))
    assert count(site, Version) == 2
    words = text_of(client.get(page))
    assert "Tệp này đã được công bố" in words
    assert "Bỏ tệp này" not in words


def test_a_dropped_file_cannot_be_published(site: Factory, client: FlaskClient, draft: Draft) -> None:
    enter(site, client)
    page = send(client).location
    assert post(client, f"{page}/drop", page=page).status_code == 303
    assert "Tệp này đã bị bỏ" in text_of(client.get(page))
    answer = post(client, f"{page}/publish", page="/drafts/new")
    assert answer.status_code == 409
    assert "Tệp này đã bị bỏ" in text_of(answer)
    assert count(site, StoredFile) == 1


def test_a_drafter_reads_but_does_not_act(site: Factory, client: FlaskClient, draft: Draft) -> None:
    enter(site, client)
    page = send(client).location
    post(client, "/sign-out", page="/drafts/new")
    enter(site, client, Role.DRAFTER)
    listed, shown = client.get("/drafts/mot-cua/texts"), client.get(page)
    assert (listed.status_code, shown.status_code) == (200, 200)
    assert "Tải văn bản mới lên" not in text_of(listed)
    assert "Công bố bản dự thảo" not in text_of(shown)
    for url in ("/drafts/mot-cua/texts", f"{page}/publish", f"{page}/drop"):
        assert post(client, url, page="/account/password").status_code == 403


@pytest.mark.parametrize("role", [Role.COMMENTER, Role.AGENCY_HEAD, Role.APPRAISER, Role.ADMIN])
def test_nobody_else_sees_what_waits(site: Factory, client: FlaskClient, draft: Draft, role: Role) -> None:
    assert client.get("/drafts/mot-cua/texts").location.startswith("/sign-in")
    enter(site, client, role)
    assert client.get("/drafts/mot-cua/texts").status_code == 403


def test_unknown_texts_are_not_found(site: Factory, client: FlaskClient, draft: Draft) -> None:
    enter(site, client)
    for url in ("/drafts/khong-co/texts", "/intakes/99"):
        assert client.get(url).status_code == 404


def test_the_list_of_versions_takes_few_queries(
    site: Factory, client: FlaskClient, draft: Draft, count_queries: Callable[[], int]
) -> None:
    site.regimes()
    for number in (1, 2, 3):
        site.version(draft, number=number)
    enter(site, client)
    count_queries()
    words = text_of(client.get("/drafts/mot-cua/texts"))
    assert count_queries() <= 5
    assert 'href="/drafts/mot-cua/compare/2/3"' in words
    assert 'href="/drafts/mot-cua/rounds/new">Mở đợt lấy ý kiến về bản lần 3</a>' in words


DOUBTFUL = """QUYẾT ĐỊNH

Điều 1. Tiếp nhận

1. Công chức kiểm tra hồ sơ ngay khi nhận.

2. {words}

3. Người nộp ký vào phiếu và giữ một bản.
"""


def test_publishing_says_what_waits_to_be_confirmed(site: Factory, client: FlaskClient, draft: Draft) -> None:
    enter(site, client)
    for words in (
        "Mỗi quầy bố trí ít nhất một công chức trực tại chỗ.",
        "Số công chức trực tại chỗ ở mỗi quầy được xác định theo số hồ sơ bình quân.",
    ):
        page = send(client, DOUBTFUL.format(words=words).encode()).location
        answer = post(client, f"{page}/publish", page="/drafts/new", seen=0)
    said = text_of(client.get(answer.location))
    assert (
        'Còn 1 quy định cần xác nhận. <a href="/drafts/mot-cua/versions/2/identities">Xác nhận quy định</a>'
        in said
    )
