"""The fonts of a Word file where they decide what its characters mean: those made before Unicode."""

import re
from dataclasses import dataclass

from lxml import etree

from draftreview.formats.reading.guessing import has_vietnamese
from draftreview.formats.reading.legacy import Charset, to_unicode
from draftreview.formats.reading.styles import first, own, value

_DEEPEST = 24
_TCVN3 = re.compile(r"\.vn(?!i-)", re.IGNORECASE)
_VNI = re.compile(r"\.?vni[- ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Script:
    """How the characters under a font are read: their encoding, and whether small ones look like capitals."""

    charset: Charset
    capitals: bool = False


Piece = tuple[Script | None, str]
"""Some words of a line with the script they are in; None is Unicode."""


def script_of(font: str) -> Script | None:
    """Tell the script that the name of a font stands for; None for Unicode.

    .VnTime, .VnArial … hold TCVN3, and capitals alone where the name ends in H; VNI-Times … hold VNI.
    """
    if _TCVN3.match(font):
        return Script(Charset.TCVN3, font.rstrip().endswith("H"))
    return Script(Charset.VNI) if _VNI.match(font) else None


class Fonts:
    """Which font a run of text is set in: its own, its style's, the paragraph's or the document's."""

    def __init__(self, styles: etree._Element | None) -> None:
        self._default = _font(first(styles, "docDefaults", "rPrDefault", "rPr"))
        self._styles = {
            value(style, "styleId", attribute=True): (_font(first(style, "rPr")), value(style, "basedOn"))
            for style in own(styles, "style")
        }
        named = (self._default, *(font for font, _ in self._styles.values()))
        self._plain = not any(script_of(font) for font in named if font)

    def script(self, properties: etree._Element | None, style: str) -> Script | None:
        """Tell the script of a run from its properties and the style of its paragraph."""
        font = _font(properties)
        if font is None:
            if self._plain:
                return None
            font = self._styled(value(properties, "rStyle")) or self._styled(style) or self._default
        return script_of(font or "")

    def _styled(self, key: str) -> str | None:
        for _ in range(_DEEPEST):
            if key not in self._styles:
                return None
            font, based_on = self._styles[key]
            if font is not None:
                return font
            key = based_on
        return None


def _font(properties: etree._Element | None) -> str | None:
    """Give the font of the letters beyond ASCII; "" where a theme decides, None where nothing is said."""
    fonts = first(properties, "rFonts")
    if fonts is None:
        return None
    if value(fonts, "hAnsiTheme", attribute=True):
        return ""
    return value(fonts, "hAnsi", attribute=True) or value(fonts, "ascii", attribute=True) or None


def in_unicode(pieces: list[Piece]) -> str:
    """Join the pieces of a line, those in an old script converted; a mark may stand in the next run.

    Under an old font stands Unicode all the same where somebody typed it so: then it stays as it is.
    """
    old = "".join(text for script, text in pieces if script)
    if not old or has_vietnamese(old):
        return "".join(text for _, text in pieces)
    joined: list[Piece] = []
    for script, text in pieces:
        if joined and joined[-1][0] == script:
            text = joined.pop()[1] + text
        joined.append((script, text))
    return "".join(_converted(script, text) for script, text in joined)


def _converted(script: Script | None, text: str) -> str:
    if script is None:
        return text
    converted = to_unicode(text, script.charset)
    return converted.upper() if script.capitals else converted
