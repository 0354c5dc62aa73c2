"""Confirming in the browser which provisions of two versions are the same."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from draftreview.domain.pairing import judged
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Kind, Provision
from draftreview.domain.vocabulary import Verdict
from draftreview.services import lineage
from draftreview.services.confirming import judge
from draftreview.web import confirming
from tests.domain.texts import article, numbered
from tests.factories import Factory
from tests.services.doubts import A, B, C, History, history
from tests.web.browsing import post, sign_in, text_of

URL = "/drafts/mot-cua/versions/2/identities"
LIST = f"{URL}/list"


@pytest.fixture
def past(site: Factory, client: FlaskClient) -> History:
    """Two versions with two uncertain pairs and an inserted khoản; a drafter is signed in."""
    past = history(site)
    past.write("Nhận hồ sơ tại quầy.", "Trả kết quả tại quầy.")
    past.write(
        "Tiếp nhận hồ sơ qua mạng.", "Trả kết quả qua bưu điện.", "Cấp phiếu tại quầy.", doubt=["A>A", "B>B"]
    )
    site.commit()
    sign_in(client, past.actor)
    return past


def said(client: FlaskClient, past: History, verdict: str, link: str = "A>A", **more: str) -> TestResponse:
    address = f"/alignments/{past.pair(2, link).id}/verdict"
    return post(client, address, URL, verdict=verdict, **more)


def verdicts(past: History) -> list[Verdict | None]:
    past.make.session.rollback()
    return [past.pair(2, link).verdict for link in ("A>A", "B>B")]


def test_the_first_that_waits_is_shown_with_both_texts(client: FlaskClient, past: History) -> None:
    page = text_of(client.get(URL))
    assert "Khoản 1 Điều 1 (lần 1) có phải nay là khoản 1 Điều 1 (lần 2)?" in page
    assert "còn 2 trong 2" in page
    assert "giống một phần, 40 %" in page
    assert "tại quầy</del>" in page
    assert "qua mạng</ins>" in page
    assert "Điều 1. Tiếp nhận" in page
    assert "2. Trả kết quả qua bưu điện." in page


def test_the_comparison_leads_there_while_something_waits(client: FlaskClient, past: History) -> None:
    page = text_of(client.get("/drafts/mot-cua/compare/1/2"))
    assert "Còn 2 quy định cần xác nhận" in page
    assert f'href="{URL}"' in page
    said(client, past, "same")
    said(client, past, "same", "B>B")
    assert "cần xác nhận" not in text_of(client.get("/drafts/mot-cua/compare/1/2"))


def test_a_verdict_leads_to_the_next_that_waits(client: FlaskClient, past: History) -> None:
    answer = said(client, past, "same")
    assert (answer.status_code, answer.location) == (303, f"{URL}?after={past.pair(2, 'A>A').id}")
    page = text_of(client.get(answer.location))
    assert "Đã ghi: khoản 1 Điều 1 là cùng một quy định với khoản 1 Điều 1 của lần 1." in page
    assert "Khoản 2 Điều 1 (lần 1) có phải" in page
    assert "còn 1 trong 2" in page
    assert verdicts(past) == [Verdict.SAME, None]


def test_two_different_provisions_are_recorded_as_such(client: FlaskClient, past: History) -> None:
    page = text_of(client.get(said(client, past, "different").location))
    assert "Đã ghi: khoản 1 Điều 1 và khoản 1 Điều 1 của lần 1 là hai quy định khác nhau." in page
    assert verdicts(past) == [Verdict.DIFFERENT, None]


def test_a_verdict_can_be_taken_back(client: FlaskClient, past: History) -> None:
    said(client, past, "same")
    page = text_of(client.get(f"{URL}?pair={past.pair(2, 'A>A').id}"))
    assert "Bỏ xác nhận" in page
    assert past.actor.display_name in page
    page = text_of(client.get(said(client, past, "", seen="same").location))
    assert "Đã bỏ xác nhận giữa khoản 1 Điều 1" in page
    assert verdicts(past) == [None, None]


def test_later_skips_a_pair_and_comes_back_to_it(client: FlaskClient, past: History) -> None:
    first, second = (past.pair(2, link).id for link in ("A>A", "B>B"))
    assert f'href="{URL}?after={first}"' in client.get(URL).text
    assert "Khoản 2 Điều 1 (lần 1) có phải" in text_of(client.get(f"{URL}?after={first}"))
    assert "Khoản 1 Điều 1 (lần 1) có phải" in text_of(client.get(f"{URL}?after={second}"))


def test_the_second_person_is_shown_what_the_first_decided(client: FlaskClient, past: History) -> None:
    past.say(2, "A>A", Verdict.DIFFERENT)
    past.make.commit()
    answer = said(client, past, "same")
    assert answer.status_code == 409
    page = text_of(answer)
    assert f"{past.actor.display_name} đã xác nhận là hai quy định khác nhau." in page
    assert 'name="seen" value="different"' in page
    assert verdicts(past) == [Verdict.DIFFERENT, None]


def test_an_odd_verdict_changes_nothing(client: FlaskClient, past: History) -> None:
    assert said(client, past, "maybe").status_code == 422
    assert verdicts(past) == [None, None]


def test_what_is_all_confirmed_says_so_and_stays_open_to_change(client: FlaskClient, past: History) -> None:
    said(client, past, "same")
    said(client, past, "different", "B>B")
    page = text_of(client.get(URL))
    assert "Đã xác nhận cả 2 cặp quy định." in page
    assert f"?pair={past.pair(2, 'A>A').id}" in page
    assert "Không còn quy định nào chờ xác nhận." in text_of(client.get(LIST))


def test_a_version_without_doubts_says_so(client: FlaskClient, past: History) -> None:
    assert "Bản lần 1 không có bản trước" in text_of(client.get(URL.replace("/2/", "/1/")))
    past.write("Tiếp nhận hồ sơ qua mạng.", sure=["A>A"])
    past.make.commit()
    page = text_of(client.get(URL.replace("/2/", "/3/")))
    assert "Không có quy định nào của bản lần 3 cần xác nhận" in page


def test_waiting_comments_are_counted(client: FlaskClient, past: History) -> None:
    invitation = past.make.invitation(past.make.round(past.versions[0]))
    place = past.make.provision(past.versions[0], A)
    past.make.sent(past.make.comment(invitation, provision=place), invitation)
    past.make.commit()
    assert "1 ý kiến về quy định cũ chờ kết quả này." in text_of(client.get(URL))
    said(client, past, "same")
    page = text_of(client.get(f"{URL}?pair={past.pair(2, 'A>A').id}"))
    assert "1 ý kiến về quy định cũ." in page


@pytest.mark.parametrize(
    ("doubt", "words"),
    [
        (("A>A", "A>B"), "Đúng là một phần tách ra"),
        (("A>A", "B>A"), "Đúng là được gộp vào"),
        (("A>A",), "Là cùng một quy định"),
    ],
)
def test_the_answer_names_a_piece_a_piece(
    site: Factory, client: FlaskClient, doubt: tuple[str, ...], words: str
) -> None:
    made = history(site)
    made.write("Nhận hồ sơ tại quầy.", "Trả kết quả tại nhà.")
    made.write("Nhận hồ sơ ở cửa.", "Trả kết quả ở nhà.", doubt=doubt)
    site.commit()
    sign_in(client, made.actor)
    assert words in text_of(client.get(URL))


def test_a_selection_is_confirmed_at_once(client: FlaskClient, past: History) -> None:
    page = text_of(client.get(LIST))
    assert "Khoản 2 Điều 1 → khoản 2 Điều 1" in page
    chosen = [str(past.pair(2, link).id) for link in ("A>A", "B>B")]
    answer = post(client, LIST, chosen=chosen)
    assert (answer.status_code, answer.location) == (303, LIST)
    assert "Đã xác nhận 2 cặp là cùng một quy định." in text_of(client.get(LIST))
    assert verdicts(past) == [Verdict.SAME, Verdict.SAME]


def test_an_empty_selection_says_so(client: FlaskClient, past: History) -> None:
    assert post(client, LIST, chosen="x").location == LIST
    assert "Chưa chọn cặp quy định nào." in text_of(client.get(LIST))


def test_what_was_decided_meanwhile_is_named(client: FlaskClient, past: History) -> None:
    chosen = [str(past.pair(2, link).id) for link in ("A>A", "B>B")]
    other = past.make.drafter()
    judge(past.make.session, other, past.make.clock, past.pair(2, "A>A").id, Verdict.DIFFERENT, None)
    past.make.commit()
    answer = post(client, LIST, chosen=chosen)
    assert answer.status_code == 409
    page = text_of(answer)
    assert "Để nguyên 1 cặp" in page
    assert f"{other.display_name} đã xác nhận là hai quy định khác nhau." in page
    assert verdicts(past) == [Verdict.DIFFERENT, Verdict.SAME]


def test_a_long_list_comes_in_pages(
    client: FlaskClient, past: History, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(confirming, "PAGE", 1)
    first, last = text_of(client.get(LIST)), text_of(client.get(f"{LIST}?page=9"))
    assert "Trang 1/2" in first
    assert "Khoản 2 Điều 1 → khoản 2 Điều 1" in last


def test_another_provision_can_be_chosen(client: FlaskClient, past: History) -> None:
    address = f"/alignments/{past.pair(2, 'A>A').id}/others"
    page = text_of(client.get(address))
    assert "Khoản 1 Điều 1 (lần 1) nay là quy định nào của lần 2?" in page
    assert f'value="{C}"' in page
    assert f'value="{B}"' not in page
    answer = post(client, address, eid=C)
    assert answer.status_code == 303
    assert "Đã ghi: khoản 1 Điều 1 của lần 1 nay là khoản 3 Điều 1." in text_of(client.get(answer.location))
    assert verdicts(past)[0] is Verdict.DIFFERENT
    assert past.identity(2, C) == past.identity(1, A)


def test_choosing_nothing_or_what_is_taken_is_refused(client: FlaskClient, past: History) -> None:
    address = f"/alignments/{past.pair(2, 'A>A').id}/others"

    def refused(**fields: str) -> tuple[int, str]:
        answer = post(client, address, **fields)
        found = re.search(r'banner-title">(.+?)</p>', text_of(answer))
        return answer.status_code, found[1] if found else ""

    assert refused() == (422, "Chọn quy định mà quy định cũ đã trở thành.")
    status, words = refused(eid=B)
    assert (status, words.partition(".")[0]) == (409, "Quy định này không còn là quy định thêm mới")
    past.say(2, "A>A")
    past.make.commit()
    status, words = refused(eid=C)
    assert (status, "đã xác nhận là cùng một quy định" in words) == (409, True)


def test_where_nothing_was_inserted_there_is_nothing_to_choose(client: FlaskClient, past: History) -> None:
    past.write("Nhận.", "Trả.", "Cấp phiếu tại quầy.", sure=["B>B", "C>C"], doubt=["A>A"])
    past.make.commit()
    page = text_of(client.get(f"/alignments/{past.pair(3, 'A>A').id}/others"))
    assert "không có quy định thêm mới nào cùng cấp" in page


def test_the_list_of_versions_leads_there(client: FlaskClient, past: History) -> None:
    texts = "/drafts/mot-cua/texts"
    assert "Còn 2 quy định cần xác nhận" in text_of(client.get(texts))
    said(client, past, "same")
    said(client, past, "same", "B>B")
    page = text_of(client.get(texts))
    assert "Xem các quy định đã xác nhận" in page
    assert page.count(f'href="{URL}"') == 1


@pytest.mark.parametrize(
    ("score", "words"),
    [
        (0.9, "rất giống, 90 %"),
        (0.6, "khá giống, 60 %"),
        (0.45, "giống một phần, 45 %"),
        (0.2, "ít giống, 20 %"),
        (0.1, "khác hẳn, 10 %"),
    ],
)
def test_likeness_is_said_in_words_and_as_a_number(
    client: FlaskClient, past: History, score: float, words: str
) -> None:
    past.pair(2, "A>A").score = score
    past.make.commit()
    assert words in text_of(client.get(URL))


def many(word: str) -> list[Provision]:
    """Make ten Điều of thirty khoản."""
    return [article(at, f"Việc {at}", *[f"{word} {n} {at}." for n in range(30)]) for at in range(1, 11)]


def test_three_hundred_pairs_take_five_queries(
    site: Factory, client: FlaskClient, count_queries: Callable[[], int]
) -> None:
    drafter, draft = site.drafter(), site.draft(key="mot-cua")
    old, new = (numbered(*many(word)) for word in ("Nhận", "Tiếp nhận"))
    eids = [(f"att_1__art_{at}", f"att_1__art_{at}__para_{n}") for at in range(1, 11) for n in range(1, 31)]
    links = [Pair(one, one, Kind.ARTICLE, score=1.0) for one in {whole for whole, _ in eids}]
    links += [Pair(eid, eid, Kind.CLAUSE, certain=False, score=0.5) for _, eid in eids]
    first = site.version(draft, old)
    lineage.write_successor(site.session, None, site.clock, first, new, judged(old, new, links))
    site.commit()
    sign_in(client, drafter)
    for address in (URL, LIST):
        count_queries()
        page = client.get(address)
        assert (count_queries(), page.status_code) == (5, 200)
        assert "còn 300 trong 300" in text_of(page)
    assert len(re.findall('class="queue-item', client.get(URL).text)) == 300
    alignment = re.search(r"/alignments/(\d+)/others", client.get(URL).text)
    assert alignment
    count_queries()
    client.get(alignment[0])
    assert count_queries() <= 4
