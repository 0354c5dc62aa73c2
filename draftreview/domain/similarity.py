"""How alike two wordings are, measured on their syllables and on pairs of neighbouring syllables."""

import re
from collections import Counter
from itertools import pairwise

from draftreview.domain.diffing import nfc, syllables

_TELLING = frozenset(
    {
        *("không", "chưa", "chẳng", "cấm", "trừ", "trên", "dưới", "trước", "sau", "tỉnh", "huyện", "xã"),
        *("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười"),
    }
)
"""Words whose exchange makes a near-twin say something else: negations, bounds, levels, numbers."""

_CLOSING = re.compile(r"[\s.;:,]+$")


def bag(text: str) -> Counter[str]:
    """Count the syllables of a text and its pairs of neighbouring syllables, in lower case."""
    words = [word.lower() for word in syllables(text)]
    found = Counter(words)
    found.update(f"{one} {other}" for one, other in pairwise(words))
    return found


def normalised(text: str) -> str:
    """Give what is equal for two wordings of one provision: without case, spaces and closing signs."""
    return _CLOSING.sub("", " ".join(nfc(text).casefold().split()))


def shared(one: Counter[str], other: Counter[str]) -> int:
    """Count what two bags have in common."""
    small, large = (one, other) if len(one) <= len(other) else (other, one)
    return sum(min(count, large[word]) for word, count in small.items() if word in large)


def likeness(one: Counter[str], other: Counter[str]) -> float:
    """Give Dice's coefficient, 0 to 1; two empty bags are alike."""
    total = one.total() + other.total()
    return 2 * shared(one, other) / total if total else 1.0


def containment(part: Counter[str], whole: Counter[str]) -> float:
    """Give the share of ``part`` that ``whole`` holds, 0 to 1; an empty part is held by nothing."""
    total = part.total()
    return shared(part, whole) / total if total else 0.0


def tells_apart(one: Counter[str], other: Counter[str]) -> bool:
    """Tell whether two near-twins differ in a negation, a level of government, a bound or a number."""
    differing = set(one - other) | set(other - one)
    return any(word in _TELLING or word.isdigit() for word in differing)
