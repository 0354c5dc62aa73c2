"""Headings in capitals, as sentences."""

import pytest

from draftreview.domain.casing import sentence_case


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        ("QUY ĐỊNH CHUNG", "Quy định chung"),
        ("TRÁCH NHIỆM CỦA UBND CẤP XÃ", "Trách nhiệm của UBND cấp xã"),
        ("KIỂM SOÁT TTHC, GIAI ĐOẠN II", "Kiểm soát TTHC, giai đoạn II"),
        ("Tổ chức thực hiện", "Tổ chức thực hiện"),
        ("ĐỒNG NAI", "Đồng nai"),
        ("", ""),
    ],
)
def test_capitals_become_a_sentence_and_abbreviations_stay(heading: str, written: str) -> None:
    assert sentence_case(heading) == written
