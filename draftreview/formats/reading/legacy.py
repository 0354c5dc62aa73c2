"""The encodings of Vietnamese before Unicode: TCVN3 (ABC), VNI-Windows, Windows-1258."""

import re
import unicodedata
from enum import StrEnum

_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = "\u0300", "\u0301", "\u0303", "\u0309", "\u0323"
_ROUND, _SHORT = "\u0302", "\u0306"


class Charset(StrEnum):
    """An encoding, named as people name it."""

    TCVN3 = "TCVN3 (ABC)"
    VNI = "VNI-Windows"
    WINDOWS_1258 = "Windows-1258"


def _placed(*runs: tuple[int, str]) -> dict[str, str]:
    """Map characters from a code on to letters in their order."""
    return {chr(first + at): letter for first, letters in runs for at, letter in enumerate(letters)}


# TCVN 5712:1993 as its fonts draw it: accented capitals exist only in the fonts whose names end in H.
_TCVN3 = _placed(
    (0xA1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xB5, "àảãáạ"),
    (0xBB, "ằẳẵắ"),
    (0xC6, "ặầẩẫấậè"),
    (0xCE, "ẻẽéẹềểễếệìỉ"),
    (0xDC, "ĩíịò"),
    (0xE1, "ỏõóọồổỗốộờởỡớợù"),
    (0xF1, "ủũúụừửữứựỳỷỹýỵ"),
)
# Some programs write the micro sign of TCVN3 (à) as the Greek letter.
_TCVN3["\u03bc"] = "à"

# VNI-Windows: a letter of its own, or marks that follow a plain vowel; ô and ö stand for ơ and ư.
_VNI_LETTERS = {"ñ": "đ", "ô": "ơ", "ö": "ư", "í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ"}
_VNI_MARKS = {
    "ù": _ACUTE, "ø": _GRAVE, "û": _HOOK, "õ": _TILDE, "ï": _DOT,
    "â": _ROUND, "á": _ROUND + _ACUTE, "à": _ROUND + _GRAVE, "å": _ROUND + _HOOK,
    "ã": _ROUND + _TILDE, "ä": _DOT + _ROUND,
    "ê": _SHORT, "é": _SHORT + _ACUTE, "è": _SHORT + _GRAVE, "ú": _SHORT + _HOOK,
    "ü": _SHORT + _TILDE, "ë": _DOT + _SHORT,
}  # fmt: skip
_VNI_LETTERS |= {old.upper(): new.upper() for old, new in _VNI_LETTERS.items()}
_VNI_MARKS |= {old.upper(): new for old, new in _VNI_MARKS.items()}
_VNI = re.compile(f"([aeouyAEOUYôöÔÖ])([{''.join(_VNI_MARKS)}])|[{''.join(_VNI_LETTERS)}]")

_SYMBOLS = {0xF000 + code: code for code in range(0x20, 0x100)}
_CAPITAL_WORD = re.compile(r"[^\W\d_]+")


def to_unicode(text: str, charset: Charset) -> str:
    """Turn a text whose bytes were read as Latin letters into Vietnamese ones, composed (NFC)."""
    text = text.translate(_SYMBOLS)
    if charset is Charset.TCVN3:
        text = "".join(_TCVN3.get(letter, letter) for letter in text)
    elif charset is Charset.VNI:
        text = _VNI.sub(_from_vni, text)
    return unicodedata.normalize("NFC", text)


def _from_vni(match: re.Match[str]) -> str:
    if match[1] is None:
        return _VNI_LETTERS[match[0]]
    return _VNI_LETTERS.get(match[1], match[1]) + _VNI_MARKS[match[2]]


def with_capitals(text: str) -> str:
    """Write the small accented letters of TCVN3 as capitals in lines and words that are set in capitals.

    A plain text does not tell the font, and TCVN3 has no codes for accented capitals.
    """
    return "".join(map(_line_with_capitals, text.splitlines(keepends=True)))


def _line_with_capitals(line: str) -> str:
    plain = [letter for letter in line if letter.isascii() and letter.isalpha()]
    if len(plain) > 3 and all(letter.isupper() for letter in plain):
        return line.upper()
    return _CAPITAL_WORD.sub(_word_with_capitals, line)


def _word_with_capitals(match: re.Match[str]) -> str:
    word = match[0]
    in_capitals = word[0].isupper() and any(letter.isupper() for letter in word[1:])
    return word.upper() if in_capitals and not re.search("[a-z]", word) else word
