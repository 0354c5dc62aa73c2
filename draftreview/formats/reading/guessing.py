"""Which old encoding a text is in, by how much of what comes out is Vietnamese."""

import re
import unicodedata
from collections.abc import Iterable
from contextlib import suppress

from draftreview.formats.reading.legacy import Charset, to_unicode, with_capitals

_ENOUGH = 3
"""Accented syllables below which nothing is concluded."""

_MOSTLY = 0.85
"""Share of the accented words that must be syllables of Vietnamese."""

_SAMPLE = 200_000
_TONES = dict.fromkeys(map(ord, "\u0300\u0301\u0303\u0309\u0323"))
_WINDOWS = {
    # Windows-1252; the five codes that it lacks stay as they are.
    code: bytes([code]).decode("cp1252", "ignore") or chr(code)
    for code in range(0x80, 0xA0)
}
_ONSET = "(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdđghklmnprstvx])?"
_NUCLEUS = (
    "(?:oai|oay|oao|oeo|uây|uôi|uyê|uya|uyu|iêu|yêu|ươi|ươu|uêu|iê|yê|uô|ươ|oa|oă|oe|oo|uâ|uê|uơ|uy"
    "|ia|ua|ưa|ai|ao|au|ay|âu|ây|eo|êu|iu|oi|ôi|ơi|ui|ưi|ưu|[aăâeêioôơuưy])"
)
_SYLLABLE = re.compile(f"{_ONSET}{_NUCLEUS}(?:ch|ng|nh|[cmnpt])?")
_STOPPED = re.compile("(?:ch|[cpt])$")
_VIETNAMESE = re.compile("[ĂăĐđĨĩŨũƠơƯưẠ-ỹ]")


def from_legacy_bytes(data: bytes) -> tuple[str, Charset] | None:
    """Read bytes that are no Unicode in the old encoding they are in; None when none stands out."""
    latin = data.decode("latin-1").translate(_WINDOWS)
    candidates = {Charset.TCVN3: latin, Charset.VNI: latin}
    with suppress(UnicodeDecodeError):
        candidates[Charset.WINDOWS_1258] = data.decode("cp1258")
    return _chosen(candidates, 0)


def from_latin_letters(text: str) -> tuple[str, Charset] | None:
    """Read Unicode whose Latin letters are the codes of an old encoding; None where they are not.

    A text with a single letter that only Vietnamese has is what it says it is.
    """
    if text.isascii() or has_vietnamese(text):
        return None
    return _chosen({Charset.TCVN3: text, Charset.VNI: text}, _share(text))


def has_vietnamese(text: str) -> bool:
    """Tell whether a text has a letter that no Latin code page has and Vietnamese does."""
    return bool(_VIETNAMESE.search(text))


def _chosen(candidates: dict[Charset, str], beaten: float) -> tuple[str, Charset] | None:
    shares = {charset: _share(to_unicode(text[:_SAMPLE], charset)) for charset, text in candidates.items()}
    best = max(shares, key=lambda charset: shares[charset])
    if shares[best] < _MOSTLY or list(shares.values()).count(shares[best]) > 1 or shares[best] <= beaten:
        return None
    text = to_unicode(candidates[best], best)
    return (with_capitals(text) if best is Charset.TCVN3 else text), best


def _share(text: str) -> float:
    """Tell which share of the accented words are syllables; 0 where there are too few to tell."""
    words = [word for word in _words(text) if not word.isascii()]
    distinct = set(words)
    if len(distinct) < _ENOUGH:
        return 0
    return sum(is_syllable(word) for word in words) / len(words)


def _words(text: str) -> Iterable[str]:
    # Signs glued to a word by a wrong reading ("C¬") count as part of it: they are no Vietnamese.
    return re.findall(r"[^\W\d_]+(?:[\u00a1-\u00bf]+[^\W\d_]*)*|[\u00a1-\u00bf]+[^\W\d_]+", text[:_SAMPLE])


def is_syllable(word: str) -> bool:
    """Tell whether a word could be one of Vietnamese: its sounds, and one tone at most that fits its end."""
    apart = unicodedata.normalize("NFD", word.lower())
    tones = [letter for letter in apart if ord(letter) in _TONES]
    bare = unicodedata.normalize("NFC", apart.translate(_TONES))
    if len(tones) > 1 or not _SYLLABLE.fullmatch(bare):
        return False
    return not _STOPPED.search(bare) or "".join(tones) in ("\u0301", "\u0323")
