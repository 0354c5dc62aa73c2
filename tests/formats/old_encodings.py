"""Texts written the way programs before Unicode wrote them: the inverse of what the readers do."""

import unicodedata

TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        strict=True,
    )
)
VNI_WHOLE = {"đ": "ñ", "í": "í", "ì": "ì", "ỉ": "æ", "ĩ": "ó", "ị": "ò", "ỵ": "î", "ơ": "ô", "ư": "ö"}
VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
VNI_ROUND = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
VNI_SHORT = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}


def in_tcvn3(text: str) -> str:
    """Write with the codes of TCVN3, read as Latin letters; capitals with a tone become small."""
    return "".join(TCVN3.get(letter) or TCVN3.get(letter.lower(), letter) for letter in text)


def in_vni(text: str) -> str:
    """Write with the codes of VNI-Windows, read as Latin letters."""
    return "".join(map(_vni, text))


def in_1258(text: str) -> bytes:
    """Write in Windows-1258, whose tones follow their vowels."""
    return "".join(map(_windows, text)).encode("cp1258")


def _vni(letter: str) -> str:
    small = letter.lower()
    apart = unicodedata.normalize("NFD", small)
    base, marks = apart[0], apart[1:]
    tone = "".join(mark for mark in marks if mark in VNI_TONES)
    if small in VNI_WHOLE:
        written = VNI_WHOLE[small]
    elif "\u0302" in marks:
        written = base + VNI_ROUND[tone]
    elif "\u0306" in marks:
        written = base + VNI_SHORT[tone]
    elif tone:
        horned = VNI_WHOLE[base + "\u031b"] if "\u031b" in marks else base
        written = horned + VNI_TONES[tone]
    else:
        return letter
    return written.upper() if letter.isupper() else written


VNI_WHOLE |= {"o\u031b": "ô", "u\u031b": "ö"}


def _windows(letter: str) -> str:
    apart = unicodedata.normalize("NFD", letter)
    tone = "".join(mark for mark in apart if mark in VNI_TONES)
    return unicodedata.normalize("NFC", "".join(mark for mark in apart if mark not in VNI_TONES)) + tone
