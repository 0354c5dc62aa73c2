"""A tree printed back as text."""

from draftreview.domain.parsing import parse_text
from draftreview.domain.provisions import Kind, Provision
from draftreview.domain.rendering import as_text, label, provision_lines

PRINTED = """QUYẾT ĐỊNH:
Chương I
QUY ĐỊNH CHUNG
Điều 1. Phạm vi điều chỉnh
Một câu.
1. Một khoản:
a) Một điểm;
b) Hai điểm.
Một câu sau các điểm.
Điều 2. Quyết định này có hiệu lực từ ngày ký.
Nơi nhận:
- Lưu."""


def test_a_well_formed_text_prints_as_it_was() -> None:
    assert as_text(parse_text(PRINTED)) == PRINTED


def test_labels_are_those_of_print() -> None:
    labels = [
        label(Provision(kind, number))
        for kind, number in (
            (Kind.SUBSECTION, "2"),
            (Kind.ARTICLE, "51a"),
            (Kind.CLAUSE, "1a"),
            (Kind.POINT, "đ"),
        )
    ]
    assert labels == ["Tiểu mục 2", "Điều 51a.", "1a.", "đ)"]


def test_a_second_paragraph_begins_a_line() -> None:
    clause = Provision(Kind.CLAUSE, "1", text="Một.\nHai.")
    assert list(provision_lines(clause)) == ["1. Một.", "Hai."]
