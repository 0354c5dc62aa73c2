"""PDF files with a text layer, read by a process of their own; a scan is told from a text."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from draftreview.domain.errors import UnreadableFile
from draftreview.domain.lines import Lines
from draftreview.domain.provisions import Notice
from draftreview.domain.sentences import sentence
from draftreview.formats.reading.guessing import from_latin_letters
from draftreview.formats.reading.pdf_layout import Page, Printed, paragraphs, without_running_heads
from draftreview.formats.reading.text import notice_of

TAKES_AT_MOST = 60
"""Seconds for one file."""

_PROGRAM = Path(__file__).with_name("pdf_pages.py")
_SCAN = sentence(
    "Tệp là ảnh quét, không có chữ để đọc. Hãy tải lên tệp Word gốc (đề nghị cơ quan "
    "gửi tệp cung cấp), hoặc nhận dạng chữ (OCR) rồi soát lại và lưu dưới dạng .docx."
)
_SCANNED_PAGES = "Trang {pages} là ảnh quét nên không đọc được chữ; hãy đối chiếu với bản gốc."
_DROPPED = "Đã bỏ {count} dòng đầu trang, chân trang và số trang của tệp PDF."
_JOINED = "Tệp PDF không ghi đoạn văn; các dòng được nối thành đoạn theo vị trí trên trang, hãy soát lại."
_WRONG = {
    "password": sentence("Tệp PDF đặt mật khẩu. Hãy bỏ mật khẩu hoặc tải lên tệp Word gốc."),
    "damaged": sentence("Tệp PDF bị hỏng hoặc chưa tải hết. Hãy xuất lại tệp PDF hoặc tải lên tệp Word gốc."),
    "too_many": sentence(
        "Tệp PDF dài quá mức đọc được (1.000 trang). Hãy tách tệp hoặc tải lên tệp Word gốc."
    ),
    "slow": sentence("Tệp PDF mất quá nhiều thời gian để đọc. Hãy tải lên tệp Word gốc."),
}


def read_pdf(data: bytes) -> Lines:
    """Read a PDF: lines joined into paragraphs, without what runs along the head and foot of its pages.

    :raises UnreadableFile: a scan, damaged, locked by a password, too long or too slow
    """
    pages = [_page(told) for told in _pages(data)]
    scanned = [number for number, page in enumerate(pages, start=1) if page.image and not page.has_words]
    if scanned and not any(page.has_words for page in pages):
        raise UnreadableFile(_SCAN)
    pages, old = _in_unicode(pages)
    kept, dropped = without_running_heads(pages)
    notices = [*old, *_notices(scanned, dropped)]
    return Lines(tuple(paragraphs(kept)), tuple(notices))


def _notices(scanned: Sequence[int], dropped: int) -> Iterator[Notice]:
    yield Notice(1, "pdf_paragraphs", _JOINED)
    if dropped:
        yield Notice(1, "running_heads", _DROPPED.format(count=dropped))
    if scanned:
        yield Notice(1, "scanned_pages", _SCANNED_PAGES.format(pages=", ".join(map(str, scanned))))


def _pages(data: bytes) -> list[dict[str, Any]]:
    """Let the other process read the file; whatever kills that one, the file is to blame."""
    try:
        done = subprocess.run(  # noqa: S603 - no shell; our own program under our own Python
            [sys.executable, "-I", str(_PROGRAM)],
            input=data,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=TAKES_AT_MOST,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableFile(_WRONG["slow"]) from error
    told: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {"error": "damaged"}
    if "error" in told:
        raise UnreadableFile(_WRONG[told["error"]])
    pages: list[dict[str, Any]] = told["pages"]
    return pages


def _page(told: dict[str, Any]) -> Page:
    lines = (Printed(line[0], line[1], line[2], line[3], line[4], line[6]) for line in told["lines"])
    return Page(told["height"], told["image"], tuple(line for line in lines if line.text))


def _in_unicode(pages: list[Page]) -> tuple[list[Page], list[Notice]]:
    """Convert the codes of old Vietnamese fonts, which a PDF keeps as Latin letters."""
    legacy = from_latin_letters("\n".join(line.text for page in pages for line in page.lines))
    if legacy is None:
        return pages, []
    texts = iter(legacy[0].split("\n"))
    return [page.worded(texts) for page in pages], [notice_of(legacy[1])]
