"""Rules of naming the component that a provision stands in."""

import pytest

from draftreview.domain.component_names import component_name, counterpart
from draftreview.domain.provisions import ComponentKind


@pytest.mark.parametrize(
    ("kind", "title", "name"),
    [
        (ComponentKind.MAIN, "QUYẾT ĐỊNH Ban hành Quy định", "Quyết định"),
        (ComponentKind.REGULATION, "QUY ĐỊNH\nvề cơ chế một cửa", "Quy định"),
        (ComponentKind.REGULATION, "QUY CHẾ phối hợp", "Quy chế"),
        (ComponentKind.REGULATION, "", "Quy định"),
        (ComponentKind.APPENDIX, "PHỤ LỤC 1\nPhiếu hẹn trả", "Phụ lục 1"),
        (ComponentKind.APPENDIX, "Phụ lục II. Phiếu xin lỗi", "Phụ lục II"),
        (ComponentKind.APPENDIX, "Mẫu số 02: Giấy tiếp nhận", "Mẫu số 02"),
        (ComponentKind.APPENDIX, "PHỤ LỤC\nDanh mục", "Phụ lục"),
        (ComponentKind.APPENDIX, "Danh mục", "Phụ lục"),
    ],
)
def test_a_component_is_named_by_its_kind_and_title(kind: ComponentKind, title: str, name: str) -> None:
    assert component_name(kind, title) == name


@pytest.mark.parametrize(
    ("kind", "title", "found"),
    [
        (ComponentKind.MAIN, "QUYẾT ĐỊNH cũ", "act"),
        (ComponentKind.REGULATION, "QUY ĐỊNH về một cửa", "att_1"),
        (ComponentKind.REGULATION, "QUY CHẾ phối hợp", None),
        (ComponentKind.APPENDIX, "Phụ lục 1. Phiếu hẹn trả", "att_3"),
        (ComponentKind.APPENDIX, "Phụ lục 2. Phiếu xin lỗi khách hàng", "att_2"),
        (ComponentKind.APPENDIX, "Phụ lục 2. Danh mục thủ tục", None),
        (ComponentKind.APPENDIX, "Phụ lục 9", None),
        (ComponentKind.APPENDIX, "Phụ lục 4. Sổ theo dõi", None),
    ],
)
def test_a_component_is_found_again_by_what_it_is_about(
    kind: ComponentKind, title: str, found: str | None
) -> None:
    others = {
        "act": (ComponentKind.MAIN, "QUYẾT ĐỊNH mới"),
        "att_1": (ComponentKind.REGULATION, "QUY ĐỊNH về cơ chế một cửa"),
        "att_2": (ComponentKind.APPENDIX, "Phụ lục 2. Phiếu xin lỗi"),
        "att_3": (ComponentKind.APPENDIX, "Phụ lục 3. Phiếu hẹn trả"),
        "att_4": (ComponentKind.APPENDIX, "Phụ lục 4. Sổ theo dõi"),
        "att_5": (ComponentKind.APPENDIX, "Phụ lục 5. Sổ theo dõi"),
    }
    assert counterpart(kind, title, others) == found


ISSUED = "(Ban hành kèm theo Quy định thực hiện cơ chế một cửa, cơ chế một cửa liên thông)"


@pytest.mark.parametrize(
    ("title", "other"),
    [
        (
            f"PHỤ LỤC 1\nPHIẾU TIẾP NHẬN VÀ HẸN TRẢ KẾT QUẢ\n{ISSUED}",
            f"PHỤ LỤC 1\nPHIẾU KIỂM SOÁT HỒ SƠ\n{ISSUED}",
        ),
        ("Phụ lục 1. Danh mục thủ tục cấp huyện", "Phụ lục 1. Danh mục thủ tục cấp xã"),
    ],
)
def test_another_appendix_that_got_the_number_is_not_the_same(title: str, other: str) -> None:
    kind = ComponentKind.APPENDIX
    assert counterpart(kind, title, {"att_2": (kind, other)}) is None
    assert counterpart(kind, title, {"att_2": (kind, other), "att_3": (kind, title)}) == "att_3"
