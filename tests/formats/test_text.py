"""Plain text in the encodings that it is saved in."""

import pytest

from draftreview.domain.errors import UnreadableFile
from draftreview.formats import reading

LAW = "Điều 1. Phạm vi điều chỉnh\r\n\r\nQuy chế này quy định việc mượn sách."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_with_or_without_its_mark(encoding: str) -> None:
    lines = reading.read("a.txt", LAW.encode(encoding)).lines
    assert [(line.number, line.text) for line in lines] == [
        (1, "Điều 1. Phạm vi điều chỉnh"),
        (3, "Quy chế này quy định việc mượn sách."),
    ]


@pytest.mark.parametrize("data", [b"\x80\x81 abc", b"\xef\xbb\xbf\xff", b"a\x00b", b"\xff\xfeabc"])
def test_what_is_no_text_is_refused_with_advice(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="UTF-8"):
        reading.read("a.txt", data)


def test_a_row_of_a_table_may_stand_in_plain_text() -> None:
    assert reading.split_file("a.txt", "Điều 1. Bảng\n| 2. a | b |".encode()).components[0].children[
        0
    ].text == ("| 2. a | b |")
