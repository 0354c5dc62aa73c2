"""PDF files: a text layer read, a scan refused with advice, what is broken named."""

import pytest

from draftreview.domain.errors import UnreadableFile
from draftreview.formats import reading
from draftreview.formats.reading import pdf
from draftreview.formats.reading.pdf_layout import Page, Printed, paragraphs, without_running_heads
from tests.formats.old_encodings import in_vni
from tests.formats.pdf_files import IMAGE, lines, pages


def printed(text: str, place: int, left: float = 80, right: float = 500) -> Printed:
    """Print a line so many lines below the head of the page."""
    return Printed(text, left, 700 - 20 * place, right, 712 - 20 * place)


def joined(*rows: Printed) -> list[str]:
    """Join the lines of one page."""
    return [line.text for line in paragraphs([Page(842, False, rows)])]


def test_a_text_layer_is_read_line_by_line() -> None:
    read = reading.read("a.pdf", pages(lines("Dieu 1. Mot", "1. Hai.", "2. Ba.")))
    assert [line.text for line in read.lines] == ["Dieu 1. Mot", "1. Hai.", "2. Ba."]


@pytest.mark.parametrize("contents", [[IMAGE], [IMAGE] * 3])
def test_a_scan_is_named_with_advice(contents: list[bytes]) -> None:
    with pytest.raises(UnreadableFile, match=r"^Tệp là ảnh quét.*OCR"):
        reading.read("a.pdf", pages(*contents))


def test_scanned_pages_among_others_are_said() -> None:
    read = reading.read("a.pdf", pages(lines("Dieu 1. Mot"), IMAGE, IMAGE))
    assert [one.message[:10] for one in read.notices if one.code == "scanned_pages"] == ["Trang 2, 3"]


def test_a_page_without_anything_has_no_words() -> None:
    with pytest.raises(UnreadableFile, match="không có chữ"):
        reading.read("a.pdf", pages(b""))


def test_codes_of_old_fonts_are_converted() -> None:
    read = reading.read(
        "a.pdf", pages(lines(in_vni("Điều 1. Mượn sách"), in_vni("Người mượn trả đúng hẹn.")))
    )
    assert [line.text for line in read.lines] == ["Điều 1. Mượn sách", "Người mượn trả đúng hẹn."]


@pytest.mark.parametrize("share", [0.05, 0.3])
def test_half_a_file_is_damaged(share: float) -> None:
    whole = pages(lines("Mot"))
    with pytest.raises(UnreadableFile, match="bị hỏng"):
        reading.read("a.pdf", whole[: int(len(whole) * share)])


def test_too_many_pages_and_too_much_time_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnreadableFile, match=r"1\.000 trang"):
        reading.read("a.pdf", pages(*[b""] * 1001))
    monkeypatch.setattr(pdf, "TAKES_AT_MOST", 0.001)
    with pytest.raises(UnreadableFile, match="thời gian"):
        reading.read("a.pdf", pages(b""))


def test_running_heads_and_page_numbers_are_dropped() -> None:
    def page(number: int) -> Page:
        foot = Printed("Công báo", 80, 30, 200, 42)
        return Page(842, False, (Printed(f"- {number} -", 290, 800, 310, 812), printed("Câu.", 1), foot))

    kept, dropped = without_running_heads([page(1), page(2)])
    assert ([line.text for page in kept for line in page.lines], dropped) == (["Câu.", "Câu."], 4)


def test_full_lines_run_on_and_short_ones_end() -> None:
    rows = [
        printed("1. Một dòng", 0, 110),
        printed("nối tiếp.", 1, right=200),
        printed("Câu khác", 2, right=200),
    ]
    assert joined(*rows) == ["1. Một dòng nối tiếp.", "Câu khác"]


def test_a_line_that_stands_in_begins_a_paragraph() -> None:
    rows = [printed("Một dòng dài", 0), printed("Dòng khác dài", 1, 110), printed("hết.", 2, right=120)]
    assert joined(*rows) == ["Một dòng dài", "Dòng khác dài hết."]


def test_a_hyphen_at_the_end_of_a_line_joins_without_a_blank() -> None:
    assert joined(printed("Quyết định 61/2015/QĐ-", 0), printed("UBND nêu trên.", 1, right=200)) == [
        "Quyết định 61/2015/QĐ-UBND nêu trên."
    ]


def test_columns_become_the_row_of_a_table() -> None:
    assert joined(printed("1. Tên\tsố", 0)) == ["| 1. Tên | số |"]
