"""What a component is called when one of its provisions is cited: "Điều 2 của Phụ lục 1"."""

import re
from collections.abc import Mapping
from typing import TypeVar

from draftreview.domain.provisions import ComponentKind
from draftreview.domain.similarity import bag, likeness, tells_apart

Key = TypeVar("Key")

_ATTACHED = re.compile(r"\s*(quy định|quy chế|điều lệ|nội quy)\b", re.IGNORECASE)
_APPENDIX = re.compile(
    r"\s*(phụ lục|mẫu số|mẫu|biểu mẫu)(?:\s+(?:số\s+)?([0-9]+[a-z]?|[IVXLC]+)\b)?", re.IGNORECASE
)

_ISSUED = re.compile(r"\(\s*(?:được\s+)?(?:ban hành\s+)?kèm theo[^)]*\)", re.IGNORECASE)
_ALIKE = 0.6
"""How alike what two appendices of one number are about must be."""


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


def counterpart(
    kind: ComponentKind, title: str, others: Mapping[Key, tuple[ComponentKind, str]]
) -> Key | None:
    """Find the component of another version that one became; none where that is not plain.

    The act is the act, an annex of one name the annex of that name. An appendix is known by its title without
    its number, or by its number under a similar title: another Phụ lục 1 is not the same.
    """
    alike = {key: other for key, (of, other) in others.items() if of is kind}
    if kind is not ComponentKind.MAIN:
        alike = {key: other for key, other in alike.items() if _is_same(kind, title, other)}
    return next(iter(alike)) if len(alike) == 1 else None


def numberless(title: str) -> str:
    """Give the title of an appendix without its number: "Phụ lục" of "Phụ lục 1"; any other as it is."""
    found = _APPENDIX.match(title)
    return f"{found[1]}{title[found.end() :]}" if found else title


def topic_of(title: str) -> str:
    """Give what a title is about, without its name and number and without what it is issued with.

    >>> topic_of("PHỤ LỤC 1\\nPHIẾU HẸN TRẢ\\n(Ban hành kèm theo Quy định này)")
    'PHIẾU HẸN TRẢ'
    """
    found = _APPENDIX.match(title)
    return _ISSUED.sub("", title[found.end() :] if found else title).strip(" \n.:–-")


def _is_same(kind: ComponentKind, title: str, other: str) -> bool:
    same_name = component_name(kind, title) == component_name(kind, other)
    if kind is ComponentKind.REGULATION:
        return same_name
    own, theirs = bag(topic_of(title)), bag(topic_of(other))
    near = same_name and likeness(own, theirs) >= _ALIKE and not tells_apart(own, theirs)
    return (bool(own) and own == theirs) or near
