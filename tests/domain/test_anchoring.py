"""Chosen words: found again where they are, found changed where they were changed, and else honestly gone."""

import unicodedata

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from draftreview.domain.anchoring import Anchor, Finding, Found, anchored, found_again
from draftreview.domain.anchoring_hunks import sentences
from draftreview.domain.diffing import Op, nfc, syllables
from draftreview.domain.errors import Invalid

DISTRICT = "Ủy ban nhân dân cấp huyện bố trí công chức, trụ sở và trang thiết bị cho Bộ phận một cửa."
COMMUNE = DISTRICT.replace("huyện", "xã")
ANSWER = "Cơ quan được hỏi trả lời bằng văn bản trong thời hạn 05 ngày làm việc kể từ ngày nhận."
LATE = "Quá thời hạn mà chưa trả lời thì nêu rõ lý do bằng thư xin lỗi."
TEXT = f"Xin ý kiến phối hợp\n{ANSWER} {LATE}\nViệc hỏi và trả lời được ghi trên phần mềm."


def chosen(words: str, quote: str) -> Anchor:
    start = words.index(quote)
    return anchored(words, start, start + len(quote))


def find(quote: str, old: str, new: str) -> Finding:
    return found_again(chosen(old, quote), old, new)


def words_of(finding: Finding, text: str) -> str:
    return text[finding.start : finding.end]


def test_an_anchor_keeps_the_words_and_what_stands_around_them() -> None:
    anchor = chosen(TEXT, "trong thời hạn 05 ngày")
    assert anchor.before.endswith("bằng văn bản ")
    assert anchor.after.startswith(" làm việc")


def test_a_selection_is_widened_to_whole_syllables() -> None:
    start = TEXT.index("uá thời hạ")
    assert anchored(TEXT, start, start + len("uá thời hạ")).quote == "Quá thời hạn"
    assert anchored(TEXT, start - 2, start + 3).quote == "Quá"


def test_letters_and_marks_that_do_not_compose_stay_together() -> None:
    words = "chữ x\u0323\u0301 lạ"
    assert anchored(words, 5, 6).quote == "x\u0323\u0301"
    assert anchored(words, 4, 5).quote == "x\u0323\u0301"


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (3, 3), (5, 2), (0, 999)])
def test_a_selection_outside_the_words_is_refused(start: int, end: int) -> None:
    with pytest.raises(Invalid, match="nằm ngoài"):
        anchored(TEXT, start, end)


@pytest.mark.parametrize("words", [" \n", ".;", "\u200b"])
def test_a_selection_without_a_word_is_refused(words: str) -> None:
    with pytest.raises(Invalid, match="ít nhất một từ"):
        anchored(f"một{words}hai", 3, 3 + len(words))


def test_words_stay_where_something_else_was_changed() -> None:
    new = "Hỏi ý kiến\nCông chức gửi phiếu hỏi. " + TEXT.partition("\n")[2].replace("thư xin lỗi", "văn bản")
    finding = find("trong thời hạn 05 ngày làm việc", TEXT, new)
    assert (finding.found, words_of(finding, new)) == (Found.UNCHANGED, "trong thời hạn 05 ngày làm việc")


def test_a_word_between_two_changes_is_still_there() -> None:
    finding = find("ngày", "trả lời trong 05 ngày làm việc", "trả lời trong 03 ngày lịch")
    assert finding.found is Found.UNCHANGED


def test_changed_words_are_found_with_what_changed_in_them() -> None:
    new = TEXT.replace("bằng văn bản trong thời hạn 05 ngày", "trên phần mềm trong thời hạn 03 ngày")
    finding = find("trả lời bằng văn bản trong thời hạn 05 ngày làm việc", TEXT, new)
    assert finding.found is Found.CHANGED
    assert words_of(finding, new) == "trả lời trên phần mềm trong thời hạn 03 ngày làm việc"
    came = [hunk.text.strip() for hunk in finding.hunks if hunk.op is Op.INSERT]
    assert came == ["trên phần mềm", "03"]


def test_words_that_replace_the_end_belong_to_the_words() -> None:
    new = TEXT.replace("05 ngày làm việc", "05 ngày lịch")
    finding = find("trả lời bằng văn bản trong thời hạn 05 ngày làm việc", TEXT, new)
    assert words_of(finding, new) == "trả lời bằng văn bản trong thời hạn 05 ngày lịch"


def test_words_with_more_words_put_between_them_are_still_there() -> None:
    more = "trong thời hạn do cơ quan hỏi ghi trên phiếu nhưng không quá 05 ngày làm việc"
    new = TEXT.replace("trong thời hạn 05 ngày làm việc", more)
    finding = find("trong thời hạn 05 ngày làm việc", TEXT, new)
    assert (finding.found, words_of(finding, new)) == (Found.CHANGED, more)


def test_too_little_left_is_gone() -> None:
    new = TEXT.replace("bằng văn bản trong thời hạn 05 ngày làm việc", "ngay trong ngày")
    assert find("bằng văn bản trong thời hạn 05 ngày làm việc", TEXT, new).found is Found.GONE


def test_a_sentence_that_moved_within_its_provision_is_found() -> None:
    new = f"Xin ý kiến phối hợp\n{LATE} Việc hỏi và trả lời được ghi trên phần mềm.\n{ANSWER}"
    finding = find("văn bản trong thời hạn 05 ngày", TEXT, new)
    assert (finding.found, words_of(finding, new)) == (Found.UNCHANGED, "văn bản trong thời hạn 05 ngày")


def test_a_sentence_that_now_stands_twice_is_in_neither_place_for_certain() -> None:
    old = f"{ANSWER} {LATE}"
    new = f"{LATE} Trường hợp gấp: {ANSWER} {LATE} Trường hợp thường: {ANSWER}"
    assert find("bằng văn bản trong thời hạn", old, new).found is not Found.CHANGED
    twice = "Điều khoản mới. Hồ sơ gấp nộp trước. Điều khoản mới khác. Hồ sơ gấp nộp trước. Hết."
    assert find("Hồ sơ gấp nộp trước.", "Hồ sơ gấp nộp trước. Thôi.", twice).found is not Found.CHANGED


def test_short_words_elsewhere_are_not_taken_without_what_stood_around_them() -> None:
    old = "Công chức nhận hồ sơ. Người dân nhận phiếu hẹn."
    new = "Người dân nhận phiếu hẹn. Cơ quan thuế lưu hồ sơ gốc tại kho."
    assert find("hồ sơ", old, new).found is Found.GONE


def test_a_deleted_sentence_is_not_found_in_its_near_twin() -> None:
    assert find(DISTRICT, f"{DISTRICT} {COMMUNE}", COMMUNE).found is Found.GONE
    assert find(COMMUNE, f"{DISTRICT} {COMMUNE}", DISTRICT).found is Found.GONE
    assert (
        find("cấp huyện bố trí công chức", f"{DISTRICT} {COMMUNE} {LATE}", f"{COMMUNE} {LATE}").found
        is Found.GONE
    )


@pytest.mark.parametrize("quote", [DISTRICT, "Ủy ban nhân dân cấp", "công chức, trụ sở"])
def test_a_near_twin_that_was_itself_edited_is_not_taken_either(quote: str) -> None:
    edited = COMMUNE.replace("trang thiết bị", "kinh phí")
    assert find(quote, f"{DISTRICT} {COMMUNE} {LATE}", f"{edited} {LATE}").found is Found.GONE


def test_where_either_of_two_twins_may_be_what_is_left_neither_is() -> None:
    left = DISTRICT.replace("huyện", "tỉnh")
    assert find("Ủy ban nhân dân", f"{DISTRICT} {COMMUNE}", left).found is Found.GONE


@pytest.mark.parametrize("elsewhere", ["", " Việc này do Sở quyết định."])
def test_words_with_a_twin_in_one_sentence_are_gone_when_they_are(elsewhere: str) -> None:
    old = "Việc này áp dụng với cán bộ cấp huyện và cán bộ cấp xã trong tỉnh."
    new = f"Việc này áp dụng với cán bộ cấp xã trong tỉnh.{elsewhere}"
    assert find("cán bộ cấp huyện và", old, new).found is Found.GONE


def test_two_sentences_made_one_keep_their_words() -> None:
    new = TEXT.replace("kể từ ngày nhận. Quá", "kể từ ngày nhận, quá")
    finding = find("bằng văn bản trong thời hạn 05 ngày làm việc", TEXT, new)
    assert finding.found is Found.UNCHANGED


def test_an_anchor_of_another_text_finds_nothing() -> None:
    assert found_again(chosen(TEXT, "bằng văn bản"), LATE, LATE).found is Found.GONE


def test_sentences_end_at_stops_and_lines() -> None:
    text = "Một, hai; ba: “bốn.” Năm\nsáu 1.5 bảy.\n\nTám"
    assert [text[a:b] for a, b in sentences(text)] == [
        "Một, hai;", "ba:", "“bốn.”", "Năm", "sáu 1.5 bảy.", "Tám",
    ]  # fmt: skip


SYLLABLES = st.sampled_from(
    [
        "cơ",
        "quan",
        "hồ",
        "sơ",
        "được",
        "không",
        "trả",
        "lời",
        "trong",
        "05",
        "ngày",
        "kết",
        "quả",
        "tại",
        "nơi",
        "một",
        "cửa",
    ]
)
GLUE = st.sampled_from([" ", " ", " ", ", ", "; ", ". ", "\n", " \u200b", "\u00a0"])
WORDINGS = st.lists(st.tuples(SYLLABLES, GLUE), min_size=1, max_size=40).map(
    lambda parts: "".join(word + glue for word, glue in parts)
)


def selection(data: st.DataObject, words: str) -> tuple[int, int]:
    start = data.draw(st.integers(0, len(words) - 1))
    return start, data.draw(st.integers(start + 1, len(words)))


@given(st.one_of(WORDINGS, st.text(min_size=1)), st.data())
def test_any_selection_is_found_again_in_the_same_text(words: str, data: st.DataObject) -> None:
    text = nfc(words)
    start, end = selection(data, text)
    assume(syllables(text[start:end]))
    anchor = anchored(words, start, end)
    assert text[anchor.start : anchor.end] == anchor.quote
    assert found_again(anchor, words, words) == Finding(Found.UNCHANGED, anchor.start, anchor.end)


@given(WORDINGS, st.data())
def test_decomposed_letters_are_the_same_letters(words: str, data: st.DataObject) -> None:
    start, end = selection(data, nfc(words))
    assume(syllables(nfc(words)[start:end]))
    apart = unicodedata.normalize("NFD", words)
    assert anchored(apart, start, end) == anchored(words, start, end)
    assert found_again(anchored(words, start, end), apart, words).found is Found.UNCHANGED


NUMBERED = st.lists(st.integers(0, 10**6), min_size=2, max_size=12, unique=True).map(
    lambda numbers: [f"Trường hợp {one} do cơ quan {one + 10**7} trả lời trong ngày." for one in numbers]
)
"""Sentences that are alike but for what they are about."""
NEW = st.lists(st.sampled_from(["Việc mới được thêm.", "Nội dung khác;", "thêm chữ"]), max_size=3)


@given(NUMBERED, NEW, NEW, st.data())
def test_in_a_text_changed_elsewhere_exactly_the_words_are_found(
    said: list[str], front: list[str], back: list[str], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(said) - 1))
    start, end = selection(data, said[at])
    assume(syllables(said[at][start:end]))
    keeping = [one for one in said if one == said[at] or data.draw(st.booleans())]
    place = sum(len(one) + 1 for one in said[:at])
    anchor = anchored("\n".join(said), place + start, place + end)
    new = "\n".join([*front, *keeping, *back])
    finding = found_again(anchor, "\n".join(said), new)
    assert (finding.found, words_of(finding, new)) == (Found.UNCHANGED, anchor.quote)


@settings(max_examples=200)
@given(WORDINGS, st.data())
def test_deleted_words_are_reported_gone(words: str, data: st.DataObject) -> None:
    text = nfc(words)
    start, end = selection(data, text)
    assume(syllables(text[start:end]))
    anchor = anchored(words, start, end)
    new = text[: anchor.start] + text[anchor.end :]
    assume(anchor.quote not in new)
    assert found_again(anchor, words, new).found is Found.GONE


@given(WORDINGS, WORDINGS, st.data())
@example("một", "hai", None)
def test_what_is_found_unchanged_stands_there(old: str, new: str, data: st.DataObject | None) -> None:
    start, end = selection(data, nfc(old)) if data else (0, 3)
    assume(syllables(nfc(old)[start:end]))
    anchor = anchored(old, start, end)
    finding = found_again(anchor, old, new)
    if finding.found is Found.UNCHANGED:
        assert words_of(finding, nfc(new)).split() == anchor.quote.split()
    if finding.found is Found.CHANGED:
        kept = "".join(hunk.text for hunk in finding.hunks if hunk.op is not Op.DELETE)
        assert kept == words_of(finding, nfc(new)) != anchor.quote
