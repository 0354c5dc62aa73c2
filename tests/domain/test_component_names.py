"""Rules of naming the component that a provision stands in."""

import pytest

from draftreview.domain.component_names import component_name
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
