"""Rules of “Có phải bạn tìm …”: slips are seen through, from words that occur where one may look."""

import pytest

from draftreview.domain.search import Facet, SearchEngine
from draftreview.search.suggesting import one_slip_away, without_keyboard
from tests.search.conftest import PUBLIC, Find, Put, document, keep

TEXTS = {
    "a": "Bộ phận Một cửa tiếp nhận hồ sơ theo thủ tục hành chính.",
    "b": "Trả kết quả đúng thời hạn giải quyết; UBND cấp xã công khai trên phần mềm.",
    "c": "Theo thời đại.",
}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("mot cuaa", "một cửa"),
        ("một cửaa", "một cửa"),
        ("thoi hna giai quyet", "thời hạn giải quyết"),
        ("phần mè m", ""),
        ("tiếp nhạnh hồ sơ", "tiếp nhận hồ sơ"),
        ("hồ sow", "hồ sơ"),
        ("thutuc hanhchinh", "thủ tục hành chính"),
        ("motcua", "một cửa"),
        ("mootj cuwra", "một cửa"),
        ("tho72i ha5n", "thời hạn"),
        ("ubnd cap xaa", "ubnd cấp xã"),
        ('"thu tuc hnah chinh"', '"thủ tục hành chính"'),
        ("mot cuaa -mem", "một cửa -mem"),
        ("kết qủa", ""),
        ("zzzz", ""),
        ("thoi hna zzzz", ""),
        ("TTHC", "thủ tục hành chính"),
        ("công khai tthc", ""),
        ("hồ sơ TTHC", "hồ sơ thủ tục hành chính"),
        ("ttqc", ""),
    ],
)
def test_a_slip_is_seen_through(put: Put, find: Find, typed: str, meant: str) -> None:
    put(**TEXTS)
    assert find(typed).suggestion == meant


def test_words_that_occur_but_never_together_are_read_as_one_slip(put: Put, find: Find) -> None:
    put(a="Nộp hồ sơ tại một cửa.", b="Qua cầu là tới.")
    assert find('"một cầu"').suggestion == '"một cửa"'


def test_what_finds_something_needs_no_suggestion(put: Put, find: Find) -> None:
    put(**TEXTS)
    assert find("một cửa").suggestion == ""
    assert find("").suggestion == ""


def test_a_suggestion_finds_something(put: Put, find: Find) -> None:
    put(**TEXTS)
    assert find(find("thoi hna giai quyet").suggestion).total == 1


def test_words_of_documents_one_may_not_see_are_never_proposed(engine: SearchEngine, find: Find) -> None:
    keep(
        engine,
        document("theirs", "kiến nghị", audience=frozenset({"agency:8"})),
        document("mine", "kiểm tra"),
    )
    assert find("kien nghii").suggestion == ""
    assert find("kien nghii", audience=PUBLIC | {"agency:8"}).suggestion == "kiến nghị"


def test_words_that_others_wrote_are_not_read_out_of_initials(engine: SearchEngine, find: Find) -> None:
    keep(engine, document("theirs", "thủ tục hành chính", audience=frozenset({"agency:8"})))
    assert find("tthc").suggestion == ""


def test_initials_stand_for_words_in_one_row(put: Put, find: Find) -> None:
    put(a="Của người, người thu, thu từ.", b="Ứng dụng công nghệ thông tin.")
    assert find("cntt").suggestion == "công nghệ thông tin"
    assert find("cnt").suggestion == "công nghệ thông"
    put(b="Khác.")
    assert find("cntt").suggestion == ""


@pytest.mark.parametrize("typed", ["hồ sơ 63/2010", "hồ sơ 99", "m?t", "1=1"])
def test_another_number_or_letter_is_never_proposed(put: Put, find: Find, typed: str) -> None:
    put(a="Hồ sơ 61/2010, hồ sơ 9, t và 2.", b="1 2 3")
    assert find(typed).suggestion == ""


def test_a_suggestion_keeps_within_the_filters(engine: SearchEngine, find: Find) -> None:
    keep(engine, document("a", "một cửa"), document("b", "liên thông", version_number=2))
    assert find("mot cuaa", within={Facet.VERSION: "2"}).suggestion == ""
    assert find("mot cuaa", within={Facet.VERSION: "1"}).suggestion == "một cửa"


def test_long_questions_and_words_are_left_as_they_are(put: Put, find: Find) -> None:
    put(**TEXTS)
    assert find("mot cuaa " * 5).suggestion == ""
    assert find("x" * 300).suggestion == ""


@pytest.mark.parametrize(("typed", "word"), [("cau", "cua"), ("ca", "cua"), ("cuua", "cua"), ("cuz", "cua")])
def test_one_slip_is_a_letter_exchanged_missing_added_or_wrong(typed: str, word: str) -> None:
    assert word in one_slip_away(typed)
    assert typed not in one_slip_away(typed)


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("thur", "thu"),
        ("ddieeuf", "dieu"),
        ("dduwowngf", "duong"),
        ("d9u7o7ng2", "duong"),
        ("61", "61"),
        ("", ""),
    ],
)
def test_telex_and_vni_are_read_without_their_program(typed: str, word: str) -> None:
    assert without_keyboard(typed) == word
