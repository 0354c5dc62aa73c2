"""Plain texts in the encodings of Vietnamese before Unicode."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.errors import UnreadableFile
from draftreview.formats import reading
from draftreview.formats.reading.guessing import is_syllable
from draftreview.formats.reading.legacy import Charset, to_unicode
from tests.formats.old_encodings import TCVN3, in_1258, in_tcvn3, in_vni

TEXT = (
    "ỦY BAN NHÂN DÂN THÀNH PHỐ CHỢ MỚI\n"
    "QUY CHẾ\n"
    "Mượn sách, trả sách ở thư viện xã\n"
    "Điều 1. Phạm vi điều chỉnh\n"
    "1. Quy chế này quy định việc mượn, trả và giữ gìn sách; người mượn tự chịu trách nhiệm.\n"
    "2. Những trường hợp sau đây không được mượn:\n"
    "a) Trẻ nhỏ dưới sáu tuổi không có người lớn đi cùng;\n"
    "đ) Người đã quá hẹn trả sách mười lăm ngày mà chưa xin lỗi.\n"
    "Điều 2. Thủ thư\n"
    "Thủ thư ghi sổ, kiểm kê mỗi quý và bồi thường khi để mất."
)
OLD = {
    "TCVN3": in_tcvn3(TEXT).encode("latin-1"),
    "VNI": in_vni(TEXT).encode("cp1252"),
    "1258": in_1258(TEXT),
}
VIETNAMESE = "aáàảãạăắằẳẵặâấầẩẫậbcdđeéèẻẽẹêếềểễệghiíìỉĩịklmnoóòỏõọôốồổỗộơớờởỡợpqrstuúùủũụưứừửữựvxyýỳỷỹỵ"


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("encoding", OLD)
def test_an_old_encoding_is_recognised_converted_and_said(encoding: str, name: str) -> None:
    read = reading.read(name, OLD[encoding])
    assert "\n".join(line.text for line in read.lines if line.text) == TEXT
    assert [(one.code, encoding in one.message) for one in read.notices] == [("legacy_encoding", True)]


@pytest.mark.parametrize("text", [in_tcvn3(TEXT), in_vni(TEXT)])
def test_old_codes_pasted_into_unicode_are_converted_too(text: str) -> None:
    read = reading.read("a.txt", text.encode())
    assert [line.text for line in read.lines] == TEXT.split("\n")
    assert read.notices


@pytest.mark.parametrize(
    "text",
    [
        TEXT,
        "Dieu 1. Pham vi dieu chinh",
        "Công tác văn thư là việc của cả cơ quan",
        "Công chúng và các xã cùng làm, không nói dài dòng, chúng tôi cám ơn",
        "L'été dernier, une fête à Nîmes : où êtes-vous, garçon ? Voilà la leçon apprise à l'école.",
        "Über die Größe der Städte äußern sich mehrere Gemeinden künftig öffentlich.",
        "§ 5 a «b» 30 µg ± 2 °C",
    ],
)
def test_unicode_and_ascii_are_never_guessed_at(text: str) -> None:
    read = reading.read("a.txt", text.encode())
    assert (" ".join(line.text for line in read.lines), read.notices) == (text.replace("\n", " "), ())


@pytest.mark.parametrize(
    "data",
    [
        "Une fête à Nîmes, où êtes-vous ? Voilà la leçon apprise".encode("latin-1"),
        "Größe der Städte äußern künftig öffentlich".encode("latin-1"),
        "Постановление правительства области".encode("cp1251"),
        bytes(range(1, 256)),
        b"\xb5",
    ],
)
def test_other_encodings_are_refused_with_advice(data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="bảng mã"):
        reading.read("a.txt", data)


def test_capitals_of_tcvn3_come_back_in_lines_and_words_set_in_capitals() -> None:
    read = reading.read("a.txt", in_tcvn3("QUYẾT ĐỊNH\nĐIỀU 1. Có hiệu lực\nĐề nghị xã").encode("latin-1"))
    assert [line.text for line in read.lines] == ["QUYẾT ĐỊNH", "ĐIỀU 1. Có hiệu lực", "Đề nghị xã"]


@given(st.text("".join(TCVN3) + " .1aAbBzZ"))
def test_tcvn3_turns_back_into_what_was_written(text: str) -> None:
    assert to_unicode(in_tcvn3(text), Charset.TCVN3) == text


@given(st.lists(st.sampled_from([*VIETNAMESE, *VIETNAMESE.upper()]).map(lambda one: one + "n ")).map("".join))
def test_vni_turns_back_into_what_was_written(text: str) -> None:
    assert to_unicode(in_vni(text), Charset.VNI) == text


def test_symbol_fonts_keep_their_codes_in_the_private_range() -> None:
    assert to_unicode("\uf0a7i\uf0d2u", Charset.TCVN3) == "Điều"


@pytest.mark.parametrize("word", ["nghiêng", "quyết", "được", "Điều", "giữa", "khuỷu", "oái", "yến", "huýt"])
def test_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["été", "bàc", "Größe", "xyz", "áà", "thôông", "f", "ñieàu"])
def test_what_cannot_be_a_syllable_is_known(word: str) -> None:
    assert not is_syllable(word)
