"""What people call a component when they cite what stands in it: "Quyết định", "Quy chế", "Phụ lục 1"."""

import re

from draftreview.domain.provisions import ComponentKind

_APPENDIX = re.compile(r"\s*(?P<word>phụ lục|mẫu số|biểu mẫu|mẫu)(?:\s+(?P<number>[\w/-]+))?", re.IGNORECASE)


def component_name(kind: ComponentKind, title: str) -> str:
    """Name a component as citations do.

    >>> component_name(ComponentKind.APPENDIX, "PHỤ LỤC 2. Phiếu xin lỗi")
    'Phụ lục 2'
    """
    if kind is ComponentKind.MAIN:
        return "Quyết định"
    if kind is ComponentKind.REGULATION:
        return "Quy chế" if title.casefold().lstrip().startswith("quy chế") else "Quy định"
    match = _APPENDIX.match(title)
    if match is None:
        return "Phụ lục"
    return " ".join(part for part in (match["word"].capitalize(), match["number"]) if part)
