"""How alike two wordings are, measured on their syllables and on pairs of neighbouring syllables."""

import re
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise

from draftreview.domain.diffing import nfc, syllables

_TELLING = frozenset(
    {
        *("không", "chưa", "chẳng", "cấm", "trừ", "ngoài", "riêng", "miễn", "hoặc", "phải", "thể"),
        *("trên", "dưới", "trước", "sau", "ít", "nhiều", "nhất", "quá", "hơn", "tối", "đa", "thiểu", "nửa"),
        *("trung", "ương", "tỉnh", "huyện", "xã", "quận", "phường", "trấn", "thôn", "sở", "bộ", "phòng"),
        *("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "trăm", "nghìn", "triệu"),
    }
)
"""Words that make a near-twin say something else when they come or go: negations, bounds, levels, numbers.

Away from its place a khoản in which any word was exchanged for another is doubted as well (`replaced`).
"""

_PADDED = re.compile(r"\b0(?=\d\b)")  # not of "1.005", where the zeros count
_CLOSING = re.compile(r"[\s.;:,]+$")


def bag(text: str) -> Counter[str]:
    """Count the syllables of a text and its pairs of neighbouring syllables, in lower case; "05" is "5"."""
    words = syllables(_PADDED.sub("", text.lower()))
    found = Counter(words)
    found.update(f"{one} {other}" for one, other in pairwise(words))
    return found


def normalised(text: str) -> str:
    """Give what is equal for two wordings of one provision: without case, spaces and closing signs."""
    return _CLOSING.sub("", " ".join(nfc(text).casefold().split()))


def shared(one: Counter[str], other: Counter[str]) -> int:
    """Count what two bags have in common."""
    common = one.keys() & other.keys()
    return sum(map(min, map(one.__getitem__, common), map(other.__getitem__, common)))


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
    differing = _single(one - other) | _single(other - one)
    return any(map(telling, differing))


def telling(word: str) -> bool:
    """Tell whether one word more or less makes a near-twin say something else."""
    return word in _TELLING or word[:1].isdigit()


def replaced(one: Counter[str], other: Counter[str]) -> bool:
    """Tell whether words were exchanged or put in another order, not merely added or taken away."""
    gone, came = one - other, other - one
    return bool(gone and came) and bool(_single(gone)) == bool(_single(came))


def _single(words: Iterable[str]) -> set[str]:
    return {word for word in words if " " not in word}
