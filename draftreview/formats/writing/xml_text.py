"""Text made safe for XML: markup escaped, characters that no XML may hold left out."""

import re
from xml.sax.saxutils import escape

# XML 1.0, section 2.2: a pasted vertical tab or half a surrogate pair would break the whole file.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def cleaned(text: str) -> str:
    """Leave out the characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)


def escaped(text: str) -> str:
    """Write a text as the content of an XML element."""
    # Most texts hold nothing special: what prints is never forbidden, and this look is the cheapest.
    if text.isprintable() and "&" not in text and "<" not in text and ">" not in text:
        return text
    return escape(cleaned(text))
