"""How components are called in citations."""

import pytest

from draftreview.domain.naming import component_name
from draftreview.domain.provisions import ComponentKind


@pytest.mark.parametrize(
    ("kind", "title", "name"),
    [
        (ComponentKind.MAIN, "QUYẾT ĐỊNH\nBan hành Quy định", "Quyết định"),
        (ComponentKind.REGULATION, "QUY ĐỊNH\nThực hiện cơ chế một cửa", "Quy định"),
        (ComponentKind.REGULATION, "QUY CHẾ\nPhối hợp", "Quy chế"),
        (ComponentKind.APPENDIX, "PHỤ LỤC 2\nPhiếu xin lỗi", "Phụ lục 2"),
        (ComponentKind.APPENDIX, "Mẫu số 01. Phiếu hẹn trả", "Mẫu số 01"),
        (ComponentKind.APPENDIX, "Phụ lục", "Phụ lục"),
        (ComponentKind.APPENDIX, "Danh mục thủ tục", "Phụ lục"),
    ],
)
def test_a_component_is_called_as_people_cite_it(kind: ComponentKind, title: str, name: str) -> None:
    assert component_name(kind, title) == name
