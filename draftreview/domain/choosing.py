"""Words chosen on a page or pasted from one: where they stand in the words of their provision.

A browser counts in units of its own and shows spaces, line ends and the bars of tables in its own way. So
both sides count the *visible* characters of the composed (NFC) words alone: no spaces, no control or format
characters, no bars.
"""

import re
import unicodedata
from dataclasses import dataclass

from draftreview.domain.anchoring import Anchor, anchored
from draftreview.domain.diffing import nfc
from draftreview.domain.errors import Invalid
from draftreview.domain.sentences import sentence

_UNSEEN = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
_BAR = "|"


@dataclass(frozen=True, slots=True)
class Selection:
    """Words as they were selected: what they say, and the visible characters before both of their ends.

    Words that were pasted have no ends: both are ``None``.
    """

    quote: str
    first: int | None = None
    last: int | None = None


def chosen(words: str, selection: Selection) -> Anchor:
    """Find a selection in the words of a provision: where it was made, or else by what it says.

    :raises Invalid: where it does not stand there, or in more places than one
    """
    text = nfc(words)
    places = _visible(text)
    quote = nfc(selection.quote)
    said = "".join(quote[place] for place in _visible(quote))
    shown = "".join(text[place] for place in places)
    first, last = selection.first, selection.last
    if first is None or last is None or not said or shown[first:last] != said:
        first = _only(shown, said)
        last = first + len(said)
    return anchored(text, places[first], places[last - 1] + 1)


def counted(words: str, start: int, end: int) -> tuple[int, int]:
    """Count the visible characters before both ends of some words, as a page counts them."""
    places = _visible(nfc(words))
    return sum(place < start for place in places), sum(place < end for place in places)


def _visible(text: str) -> list[int]:
    return [
        place for place, one in enumerate(text) if one != _BAR and unicodedata.category(one) not in _UNSEEN
    ]


def _only(shown: str, said: str) -> int:
    found = [match.start() for match in re.finditer(f"(?={re.escape(said)})", shown)] if said else []
    if not found:
        raise Invalid(
            sentence("Không thấy đoạn này trong câu chữ của quy định. Dán đúng những từ đang có."), "quote"
        )
    if len(found) > 1:
        raise Invalid(
            sentence("Đoạn này có ở %(count)s chỗ. Dán thêm từ liền trước hoặc liền sau.", count=len(found)),
            "quote",
        )
    return found[0]
