"""The PDF of the table: its font inside with every Vietnamese letter, its rows whole, its pages numbered."""

import re
import unicodedata
from dataclasses import replace

import pypdfium2
import pytest

from draftreview.domain.errors import Conflict
from draftreview.domain.synthesis import Extract, Row, Synthesis
from draftreview.domain.synthesis_layouts import LAYOUT_A, LAYOUT_B
from draftreview.formats.writing import synthesis_pdf
from draftreview.formats.writing.synthesis_pdf import write
from tests.domain.tables import CLAUSE, ROW, table

VOWELS = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"]
TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]


def pages(data: bytes) -> list[str]:
    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def many(number: int, body: str = "Đề nghị quy định rõ hơn. " * 8, **facts: object) -> Synthesis:
    rows = [replace(ROW, comment_id=n, place=CLAUSE, body=f"Số {n}. {body}", **facts) for n in range(number)]
    return replace(table(), rows=tuple(rows))


def test_every_vietnamese_letter_comes_out_as_it_went_in() -> None:
    letters = [*LETTERS, *map(str.upper, LETTERS)]
    row = replace(ROW, body=" ".join(letters), agency=" ".join(letters))
    said = " ".join(pages(write(replace(table(), rows=(row,)))))
    assert [letter for letter in letters if said.split().count(letter) < 2] == []


def test_the_font_travels_inside() -> None:
    with pypdfium2.PdfDocument(write(table())) as document:
        names = {
            re.sub("^[A-Z]{6}[+]", "", text.get_font().get_base_name())
            for page in document
            for text in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT])
        }
    assert names == {"Tinos-Regular", "Tinos-Bold", "Tinos-Italic"}


def test_the_page_is_a4_landscape() -> None:
    with pypdfium2.PdfDocument(write(table())) as document:
        assert [round(side) for side in document[0].get_size()] == [842, 595]


def test_the_header_repeats_and_the_pages_are_numbered() -> None:
    found = pages(write(many(12)))
    assert len(found) > 2
    for number, page in enumerate(found, 1):
        assert "CHỦ THỂ GÓP Ý" in page
        assert f"Trang {number}/{len(found)}" in page


@pytest.mark.parametrize("layout", [LAYOUT_A, LAYOUT_B])
def test_pieces_are_numbered_as_one_and_lose_no_row(monkeypatch: pytest.MonkeyPatch, layout) -> None:
    monkeypatch.setattr(synthesis_pdf, "MOST_ROWS", 5)
    found = pages(write(many(12), layout))
    assert [re.findall(r"Trang (\d+)/(\d+)", page) for page in found] == [
        [(str(number), str(len(found)))] for number in range(1, len(found) + 1)
    ]
    words = " ".join(" ".join(found).split())
    assert [words.count(f"Số {number}.") for number in range(12)] == [1] * 12
    assert words.count("Khoản 2 Điều 5") == 3
    assert words.count("BẢN TỔNG HỢP") == 1


@pytest.mark.parametrize("number", [0, 1, 299, 300, 301, 1000])
def test_pieces_are_even_and_together_the_whole(number: int) -> None:
    spans = list(synthesis_pdf._pieces(many(number).rows))
    sizes = [end - begin for begin, end in spans]
    assert sum(sizes) == number
    assert len(sizes) == max(1, -(-number // synthesis_pdf.MOST_ROWS))
    assert max(sizes) - min(sizes) <= 1
    assert [begin for begin, _ in spans[1:]] == [end for _, end in spans[:-1]]


def test_long_rows_begin_a_piece_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synthesis_pdf, "MOST_WORDS", 300)
    words = " ".join(" ".join(pages(write(many(3)))).split())
    assert words.count("Khoản 2 Điều 5") == 3


def test_a_row_stays_whole_on_its_page() -> None:
    found = pages(write(many(12, "Dòng.\n" * 6 + "Hết hàng.")))
    for page in found:
        assert len(re.findall(r"Số \d+\.", page)) == page.count("Hết hàng.")


@pytest.mark.parametrize("layout", [LAYOUT_A, LAYOUT_B])
def test_a_row_higher_than_a_page_goes_on_over_pages(layout) -> None:
    body = "\n".join(f"Dòng thứ {number}." for number in range(120))
    words = " ".join(" ".join(pages(write(many(1, body), layout))).split())
    assert [number for number in range(120) if f"Dòng thứ {number}." not in words] == []


@pytest.mark.parametrize("rows", [1, 3])
def test_words_of_the_draft_higher_than_a_page_go_on_over_pages(rows: int) -> None:
    of = many(rows, "Bỏ.", words="\n".join(f"Đoạn thứ {number}." for number in range(120)))
    words = " ".join(" ".join(pages(write(of, LAYOUT_B))).split())
    assert [number for number in range(120) if f"Đoạn thứ {number}." not in words] == []


def test_a_word_wider_than_its_column_stays_in_it() -> None:
    of = replace(table(), rows=(replace(ROW, body="w" * 90),))
    with pypdfium2.PdfDocument(write(of)) as document:
        page = document[0].get_textpage()
        right = max(
            page.get_charbox(at)[2] for at in range(page.count_chars()) if page.get_text_range(at, 1) == "w"
        )
    # The third column of layout A ends at 69 % of the width between the margins.
    assert right < (30 + 247 * 0.69) / 25.4 * 72


HOSTILE = (
    '#panic("x")',
    "*đậm* _nghiêng_ `mã` $x^2$ <nhãn> @khóa",
    '#read("/etc/passwd")',
    "// chú thích /* */ \\ #{1+1}",
    '"}]} \\u0022',
)


def test_nothing_that_was_written_acts_as_source() -> None:
    rows = tuple(replace(ROW, comment_id=n, body=text) for n, text in enumerate(HOSTILE))
    said = "".join(pages(write(replace(table(), rows=rows)))).replace("\u200b", "")
    words = "".join(said.split())
    for text in HOSTILE:
        assert "".join(text.split()) in words


def test_characters_that_no_file_can_hold_are_left_out() -> None:
    of = replace(table(), rows=(replace(ROW, body="Dán\x00 từ \ud800Word"),))
    assert "Dán từ Word" in " ".join(pages(write(of)))


def test_only_a_draft_carries_the_mark_and_the_watermark() -> None:
    assert pages(write(table()))[0].count("BẢN NHÁP, CHƯA CHỐT") == 2
    assert "NHÁP" not in pages(write(table(), final=True))[0]


def test_an_extract_says_so_under_the_title() -> None:
    of = replace(table(), extract=Extract(("Điều 5",), 9))
    assert "(Trích 03 trong tổng số 09 ý kiến: Điều 5)" in pages(write(of))[0]


def test_a_table_without_rows_is_a_page_with_its_header() -> None:
    (page,) = pages(write(replace(table(), rows=())))
    assert "CHỦ THỂ GÓP Ý" in page


def test_what_is_open_stays_empty() -> None:
    rows: tuple[Row, ...] = (replace(ROW, body="Còn mở."),)
    words = pages(write(replace(table(), rows=rows)))[0]
    assert "Tiếp thu." not in words


def test_a_second_table_waits_and_then_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(synthesis_pdf, "WAITS_AT_MOST", 0.05)
    with synthesis_pdf._ONE_AT_A_TIME, pytest.raises(Conflict, match="chờ một phút"):
        write(table())
