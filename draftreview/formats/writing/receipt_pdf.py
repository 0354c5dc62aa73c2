"""The receipt of a sent reply as PDF, with its font inside."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from draftreview.formats.writing.typesetting import typeset
from draftreview.formats.writing.wrapping import breakable
from draftreview.formats.writing.xml_text import cleaned

_SOURCE = Path(__file__).with_name("receipt.typ")


def write(title: str, rows: Sequence[tuple[str, str]], code: tuple[str, str], note: str) -> bytes:
    """Write a receipt: what each row says behind its name, the fingerprint unbroken, and a note below.

    :raises Invalid: it needs more time or memory than it may use
    """
    data = {
        "title": title,
        "rows": [[cleaned(name), breakable(cleaned(words))] for name, words in rows],
        "code": list(code),
        "note": note,
    }
    with TemporaryDirectory(prefix="draftreview-", ignore_cleanup_errors=True) as folder:
        return typeset(_SOURCE, data, Path(folder)).read_bytes()
