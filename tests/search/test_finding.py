"""Rules of finding: marks, phrases, what to leave out, alternatives, audience, filters."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from draftreview.domain.search import Order, SearchEngine, SearchQuestion
from tests.search.conftest import PUBLIC, Find, Put, document, keep, keys


@pytest.mark.parametrize("typed", ["mot cua", "một cửa", "MỘT CỬA", "mo\u0323\u0302t cu\u031b\u0309a"])
def test_words_are_found_with_and_without_diacritics(put: Put, find: Find, typed: str) -> None:
    put(a="Bộ phận Một cửa tiếp nhận hồ sơ.", b="Trả kết quả qua bưu điện.")
    assert keys(find(typed)) == ["a"]


@pytest.mark.parametrize("typed", ["dieu kien", "điều kiện", "đieu kien"])
def test_d_and_d_with_stroke_are_the_same_when_searching(put: Put, find: Find, typed: str) -> None:
    put(a="Điều kiện giải quyết.", b="Thời hạn giải quyết.")
    assert keys(find(typed)) == ["a"]


def test_old_and_new_tone_placement_are_found_alike(put: Put, find: Find) -> None:
    put(old="thành phố Biên Hòa", new="thành phố Biên Hoà")
    assert find("hòa").hits[0].score == find("hoà").hits[1].score
    assert find("hoà").total == 2


def test_words_typed_with_diacritics_come_first_where_they_stand_so(put: Put, find: Find) -> None:
    put(
        a="mốt của của của của của mốt mốt",
        b="Niêm yết rất nhiều việc tại cửa số một của trụ sở.",
        c="một cửa",
    )
    assert keys(find("một cửa"))[0] == "c"
    assert set(keys(find("một cửa"))) == {"a", "b", "c"}


def test_an_exact_match_beats_any_number_of_folded_ones(put: Put, find: Find) -> None:
    put(folded="cua cua cua cua", exact=f"{'Cơ quan tiếp nhận hồ sơ theo quy trình. ' * 30} cửa")
    assert keys(find("cửa")) == ["exact", "folded"]


def test_words_in_a_row_come_before_words_apart(put: Put, find: Find) -> None:
    put(apart="cua so mot so cua so mot", row=f"{'Cán bộ tiếp nhận. ' * 20} mot cua")
    assert keys(find("mot cua")) == ["row", "apart"]


def test_every_word_must_be_there(put: Put, find: Find) -> None:
    put(a="hồ sơ giấy", b="hồ sơ điện tử")
    assert keys(find("hồ sơ điện")) == ["b"]


def test_words_in_quotation_marks_must_follow_each_other(put: Put, find: Find) -> None:
    put(a="tiếp nhận hồ sơ", b="hồ sơ được tiếp nhận")
    assert keys(find('"tiep nhan ho so"')) == ["a"]
    assert keys(find("“hồ sơ được”")) == ["b"]


def test_no_phrase_runs_from_the_title_into_the_body(engine: SearchEngine, find: Find) -> None:
    keep(engine, document("a", "hồ sơ", title="Tiếp nhận"))
    assert find('"tiếp nhận hồ sơ"').total == 0
    assert find("tiếp nhận hồ sơ").total == 1


def test_a_minus_leaves_out_a_word_or_a_phrase(put: Put, find: Find) -> None:
    put(a="hồ sơ giấy", b="hồ sơ điện tử", c="hồ sơ gửi qua bưu điện")
    assert set(keys(find("hồ sơ -giay"))) == {"b", "c"}
    assert set(keys(find('hồ sơ -"dien tu"'))) == {"a", "c"}


def test_a_marked_word_is_left_out_only_as_it_is_marked(put: Put, find: Find) -> None:
    put(a="hồ sơ của dân", b="hồ sơ một cửa")
    assert keys(find("hồ sơ -cửa")) == ["a"]


@pytest.mark.parametrize("word", ["OR", "HOẶC", "|"])
def test_or_asks_for_one_of_two(put: Put, find: Find, word: str) -> None:
    put(a="nộp trực tiếp", b="nộp trực tuyến", c="nộp qua bưu điện")
    assert set(keys(find(f"nop tuyen {word} buu"))) == {"b", "c"}


def test_a_hyphen_inside_a_word_is_not_a_minus(put: Put, find: Find) -> None:
    put(a="Lao động - Thương binh và Xã hội", b="QĐ-UBND")
    assert keys(find("qd-ubnd")) == ["b"]
    assert keys(find("lao động - thương binh")) == ["a"]


@pytest.mark.parametrize("typed", ["61/2015/QĐ-UBND", "61/2015/qd-ubnd", "61/2015"])
def test_the_number_of_a_document_is_found_whole(put: Put, find: Find, typed: str) -> None:
    put(a="thay thế Quyết định số 61/2015/QĐ-UBND", b="2015 hồ sơ, 61 phiếu của UBND theo QĐ")
    assert keys(find(typed)) == ["a"]


def test_a_hit_outside_the_audience_is_never_counted(engine: SearchEngine, find: Find) -> None:
    keep(engine, document("mine", "một cửa"), document("theirs", "một cửa", audience=frozenset({"agency:7"})))
    assert (keys(find("một cửa")), find("một cửa").total) == (["mine"], 1)
    assert find("một cửa", audience=frozenset({"agency:7"})).total == 1
    assert find("một cửa", audience=frozenset({"agency:7", "public"})).total == 2
    assert find("một cửa", audience=frozenset()).total == 0


def test_a_reader_may_hold_many_tokens(engine: SearchEngine, find: Find) -> None:
    many = frozenset(f"agency:{number}" for number in range(40))
    others = document("others", "hai", audience=many - {"agency:39"})
    keep(engine, others, document("theirs", "một cửa", audience=frozenset({"agency:39"})))
    assert find("một cửa", audience=many | {"public", "draft:1"}).total == 1


def test_of_equal_hits_the_later_version_comes_first(engine: SearchEngine, find: Find) -> None:
    keep(engine, *(document(f"v{number}", "một cửa", version_number=number) for number in (1, 3, 2)))
    assert keys(find("một cửa")) == ["v3", "v2", "v1"]


def test_pages_of_hits_follow_each_other(put: Put, find: Find) -> None:
    put(**{f"k{number}": "hồ sơ " * (number + 1) for number in range(7)})
    everything = keys(find("hồ sơ"))
    assert keys(find("hồ sơ", limit=3)) + keys(find("hồ sơ", limit=9, offset=3)) == everything
    assert find("hồ sơ", limit=3, offset=3).total == 7
    assert find("hồ sơ", offset=50).hits == ()


@pytest.mark.parametrize("typed", ["", "   ", "OR", "-", '"', '""', "-một", '-"', "| |", "\x00", "…", "- -"])
def test_nothing_to_look_for_finds_nothing(put: Put, find: Find, typed: str) -> None:
    put(a="một cửa")
    assert find(typed).total == 0


SOUP = st.lists(
    st.sampled_from(
        [
            *(
                '"',
                "“",
                "-",
                "--",
                "|",
                "OR",
                "HOẶC",
                "AND",
                "NOT",
                "*",
                "?",
                "~2",
                "^5",
                "(",
                ")",
                "[a TO b]",
            ),
            *(
                "\\",
                ":",
                "kind:comment",
                "điều",
                "Điều 5",
                "khoản 2 Điều 5",
                "điểm đ",
                "phụ lục 1",
                "61/2015/QĐ-UBND",
            ),
            *("một", "cửa", "mot", "\u0301", "\u200b", "\x00", "\x1f", "\ud800", "🙂", "a" * 90, "1" * 90),
        ]
    ),
    max_size=30,
).map(" ".join)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text() | st.text(alphabet='aàđ một"cửa-|OR điều khoản điểm 5 AND NOT*?~^:[]()\\/{}\x00') | SOUP)
@example('"một OR "cửa -')
@example("điểm đ khoản 1a Điều 51a của Phụ lục 1")
@example("a" * 5000)
@example("một " * 500)
@example("\ud800")
def test_no_question_is_too_odd(engine: SearchEngine, typed: str) -> None:
    if engine.needs_rebuild:
        keep(
            engine, document("a", "một cửa điều 5 khoản 1 or and not", eid="att_1__art_5", citation="Điều 5")
        )
        engine.complete(lambda: ["a"])
    for order in Order:
        result = engine.find(SearchQuestion(typed, PUBLIC, order=order, counted=True))
        assert result.total == len(result.hits) in (0, 1)
