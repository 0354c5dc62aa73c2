"""What a component is called when one of its provisions is cited: "Điều 2 của Phụ lục 1"."""

import re

from draftreview.domain.provisions import ComponentKind

_ATTACHED = re.compile(r"\s*(quy định|quy chế|điều lệ|nội quy)\b", re.IGNORECASE)
_APPENDIX = re.compile(
    r"\s*(phụ lục|mẫu số|mẫu|biểu mẫu)(?:\s+(?:số\s+)?([0-9]+[a-z]?|[IVXLC]+)\b)?", re.IGNORECASE
)


def component_name(kind: ComponentKind, title: str) -> str:
    """Name a component by its kind and title.

    >>> component_name(ComponentKind.APPENDIX, "PHỤ LỤC 1. Phiếu hẹn trả")
    'Phụ lục 1'
    """
    if kind is ComponentKind.MAIN:
        return "Quyết định"
    if kind is ComponentKind.REGULATION:
        found = _ATTACHED.match(title)
        return found[1].capitalize() if found else "Quy định"
    found = _APPENDIX.match(title)
    if found is None:
        return "Phụ lục"
    return f"{found[1].capitalize()} {found[2]}" if found[2] else found[1].capitalize()
