"""The trace in the browser: of a comment, of a provision, with ways to every place."""

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from draftreview.domain.vocabulary import Operation, Outcome, Stage
from draftreview.models.accounts import User
from draftreview.models.drafts import Alignment
from draftreview.models.working import Settlement
from tests.factories import Factory
from tests.services.rounds import CLAUSE, NOW, Round, reworded, without_clause
from tests.web.browsing import sign_in, text_of

DRAFT = "/drafts/mot-cua"
TRACE = f"{DRAFT}/versions/2/trace/{CLAUSE}"


@pytest.fixture
def round_(site: Factory) -> Round:
    """A round on the first version of a draft that only some may read."""
    other = Round(site, site.round(site.version(site.draft(key="khac"))))
    other.accepted()
    other.next()
    return Round(site, site.round(site.version(site.draft(key="mot-cua"))))


def page(client: FlaskClient, path: str, user: User, site: Factory) -> str:
    site.commit()
    sign_in(client, user)
    answer = client.get(path)
    assert answer.status_code == 200
    return text_of(answer)


def of_comment(client: FlaskClient, comment_id: int, user: User, site: Factory) -> str:
    return page(client, f"/comments/{comment_id}/trace", user, site)


def test_the_trace_of_a_comment_leads_from_its_letter_to_the_changed_words(
    site: Factory, client: FlaskClient, round_: Round
) -> None:
    row = round_.accepted()
    row.comment.reply.letter_number = "123/STP-VB"
    round_.next()
    found = of_comment(client, row.comment_id, site.drafter(), site)
    for words in ("Quá trình của ý kiến về khoản 1 Điều 3", "Công văn số 123/STP-VB", "Tiếp thu", "Đã duyệt"):
        assert words in found
    assert "bỏ: </span>bằng văn bản</del>" in found
    assert f'href="{DRAFT}/versions/2#{CLAUSE}"' in found
    assert f'href="{DRAFT}/compare/1/2#{CLAUSE}"' in found
    assert f'href="{TRACE}"' in found


def test_what_was_recorded_is_told_the_drafting_side_with_its_reasons(
    site: Factory, client: FlaskClient, round_: Round
) -> None:
    row = round_.accepted(outcome=Outcome.PARTLY_ACCEPTED, new_text="Tự soạn.")
    site.disposition(row.comment, Outcome.PARTLY_ACCEPTED, Stage.RELEASED, 2, new_text="Tự soạn.")
    choice = Settlement(
        version=round_.version,
        subject="s",
        revision=1,
        seal="x",
        followed=[],
        new_text="Câu dung hòa.",
        by=site.lead(),
        at=site.clock.now(),
    )
    site.session.add(choice)
    version = round_.next()
    round_.adopt(version, disposition=row, settlement=choice, direct_edit=round_.edit(by=site.drafter()))
    round_.adopt(version, None, None, disposition=row)
    found = of_comment(client, row.comment_id, site.drafter(), site)
    for words in (
        "Lựa chọn khi ghép câu chữ",
        "Câu dung hòa.",
        "Lý do: Thống nhất cách gọi.",
        "Sửa ngoài các điều",
    ):
        assert words in found
    own = of_comment(client, row.comment_id, site.user(agency=row.comment.agency), site)
    assert "Trả lời đã công bố" in own
    assert "Bản dự thảo lần 2" in own
    for words in ("Lựa chọn khi ghép", "Thống nhất cách gọi.", "Kết quả xử lý, lần 1"):
        assert words not in own


def test_before_there_is_anything_the_trace_says_what_is_awaited(
    site: Factory, client: FlaskClient, round_: Round
) -> None:
    comment = round_.comment()
    found = of_comment(client, comment.id, site.drafter(), site)
    assert "Chưa có kết quả xử lý" in found
    assert "Chưa có bản dự thảo sau lần 1" in found
    own = of_comment(client, comment.id, site.user(agency=comment.agency), site)
    assert "Cơ quan soạn thảo chưa công bố trả lời" in own


def test_a_comment_on_the_whole_draft_leads_to_the_comparison(
    site: Factory, client: FlaskClient, round_: Round
) -> None:
    comment = round_.comment(None)
    round_.next()
    found = of_comment(client, comment.id, site.drafter(), site)
    assert "không chỉ ra được câu chữ thay đổi" in found
    assert f'href="{DRAFT}/compare/1/2"' in found


def test_a_deleted_provision_leads_to_where_it_stood(
    site: Factory, client: FlaskClient, round_: Round
) -> None:
    comment = round_.comment()
    round_.next(without_clause())
    found = of_comment(client, comment.id, site.drafter(), site)
    assert f'href="{DRAFT}/compare/1/2#old-{CLAUSE}"' in found
    assert "Đọc trong bản cũ" in found


def test_the_trace_of_a_provision_tells_each_step_with_who_stands_behind(
    site: Factory, client: FlaskClient, round_: Round
) -> None:
    taken = round_.accepted(operation=Operation.REPLACE)
    declined = round_.accepted(outcome=Outcome.DECLINED)
    round_.next()
    round_.next(reworded(f"{NOW} Ghi sổ."))
    found = page(client, TRACE, site.drafter(), site)
    assert (
        found.index("Từ lần 2 đến lần 3") < found.index("Từ lần 1 đến lần 2") < found.index("Có từ bản lần 1")
    )
    for row in (taken, declined):
        assert f'href="/comments/{row.comment_id}/trace"' in found
    assert "1 ý kiến khác về quy định này ở lần 1" in found
    assert "Không có ý kiến tiếp thu hoặc sửa trực tiếp nào đứng sau thay đổi này." in found


def test_the_trace_of_an_article_names_what_changed_inside(
    site: Factory, client: FlaskClient, round_: Round
) -> None:
    round_.next()
    found = page(client, TRACE.rpartition("__")[0], site.drafter(), site)
    assert f'href="{DRAFT}/compare/1/2#{CLAUSE}">Khoản 1 Điều 3</a>' in found
    assert "không đổi" in found


def test_the_public_reads_the_changes_alone(site: Factory, client: FlaskClient) -> None:
    open_ = Round(site, site.round(site.version(site.draft(key="mo", public=True))))
    row = open_.accepted()
    open_.next()
    site.commit()
    found = text_of(client.get(f"/drafts/mo/versions/2/trace/{CLAUSE}"))
    assert "trên phần mềm, có ký số,</ins>" in found
    for words in (row.comment.agency.short_name, "đứng sau thay đổi này"):
        assert words not in found


def test_a_single_version_shows_the_words_as_they_are(
    site: Factory, client: FlaskClient, round_: Round
) -> None:
    found = page(client, f"{DRAFT}/versions/1/trace/{CLAUSE}", site.drafter(), site)
    assert "Chưa có bản dự thảo nào khác để đối chiếu." in found
    assert "Cơ quan được hỏi trả lời bằng văn bản" in found
    article = page(client, f"{DRAFT}/versions/1/trace/att_1__art_1", site.drafter(), site)
    assert "<p>Phạm vi điều chỉnh</p>" in article


def test_a_doubtful_or_moved_provision_says_so(site: Factory, client: FlaskClient, round_: Round) -> None:
    round_.next()
    place = site.provision(round_.version, CLAUSE)
    row = site.session.scalars(select(Alignment).where(Alignment.old_provision_id == place.id)).one()
    row.certain, row.moved = False, True
    found = page(client, TRACE, site.drafter(), site)
    assert "Chưa chắc là cùng một quy định" in found
    assert "Chuyển" in found


@pytest.mark.parametrize(
    "path", [f"{DRAFT}/versions/1/trace/art_99", f"{DRAFT}/versions/9/trace/art_1", "/comments/999/trace"]
)
def test_what_is_not_there_is_not_found(site: Factory, client: FlaskClient, round_: Round, path: str) -> None:
    drafter = site.drafter()
    site.commit()
    sign_in(client, drafter)
    assert client.get(path).status_code == 404


def test_traces_take_few_queries(
    site: Factory, client: FlaskClient, round_: Round, count_queries: Callable[[], int]
) -> None:
    rows = [round_.accepted() for _ in range(12)]
    version = round_.next()
    for row in rows:
        site.disposition(row.comment, stage=Stage.RELEASED, revision=2)
        round_.adopt(version, disposition=row, direct_edit=round_.edit(f"e{row.id}", by=site.lead()))
    round_.next(reworded(f"{NOW} Ghi sổ."))
    lead, officer = site.lead(), site.user(agency=rows[0].comment.agency)
    site.commit()
    for user in (lead, officer):
        sign_in(client, user)
        for path in (TRACE, TRACE.rpartition("__")[0], f"/comments/{rows[0].comment_id}/trace"):
            count_queries()
            assert client.get(path).status_code == 200
            assert count_queries() <= 6
