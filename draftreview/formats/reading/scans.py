"""The scan of a signed letter: its kind told by what it holds, never by its name, and whole to its end."""

import json
import re
import struct
import subprocess
import sys
import zlib
from pathlib import Path, PurePath

from draftreview.domain.errors import FileTooLarge, UnknownFileKind, UnreadableFile
from draftreview.domain.scans import Scan
from draftreview.domain.sentences import sentence

LARGEST_SCAN = 20 * 1024 * 1024
"""Bytes."""

TAKES_AT_MOST = 30
"""Seconds for opening a PDF."""

_PROGRAM = Path(__file__).with_name("scan_pages.py")
_PDF, _JPEG, _PNG = b"%PDF-", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"
_END_OF_PDF = re.compile(rb"%%EOF[\s\x00]*\Z")
_PADDING = b"\x00\r\n"  # what scanners leave behind the last mark
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_LONGEST_NAME = 120
_EMPTY = sentence("Tệp rỗng, không có nội dung. Chọn lại bản chụp rồi tải lên.")
_TOO_LARGE = sentence("Bản chụp lớn hơn 20 MB. Quét lại ở độ phân giải thấp hơn rồi tải lên.")
_UNKNOWN = sentence("Tệp không phải bản chụp PDF, JPEG hay PNG. Quét văn bản đã ký ra một trong ba dạng đó.")
_DAMAGED = sentence("Bản chụp bị hỏng hoặc chưa tải hết. Xuất lại tệp từ máy quét rồi tải lên.")
_LOCKED = sentence("Tệp PDF đặt mật khẩu nên cơ quan soạn thảo không mở được. Bỏ mật khẩu rồi tải lên lại.")
_TRAILING = sentence("Sau phần bản chụp, tệp còn chứa nội dung khác. Xuất lại tệp từ máy quét rồi tải lên.")


def read_scan(name: str, data: bytes) -> Scan:
    """Check a scan and name it by what it is.

    :raises FileTooLarge: above 20 MB
    :raises UnknownFileKind: neither PDF nor JPEG nor PNG
    :raises UnreadableFile: empty, cut off, damaged, locked by a password, or with something else behind it
    """
    if not data:
        raise UnreadableFile(_EMPTY)
    if len(data) > LARGEST_SCAN:
        raise FileTooLarge(_TOO_LARGE)
    if data.startswith(_PDF):
        _check_pdf(data)
        return Scan(_named(name, "pdf"), "application/pdf", data)
    if data.startswith(_JPEG):
        _check_jpeg(data)
        return Scan(_named(name, "jpg"), "image/jpeg", data)
    if data.startswith(_PNG):
        _check_png(data)
        return Scan(_named(name, "png"), "image/png", data)
    raise UnknownFileKind(_UNKNOWN)


def _named(name: str, suffix: str) -> str:
    """Keep the name as far as every system takes it, with the suffix of what the file is."""
    stem = PurePath(name.replace("\\", "/")).stem
    tidy = " ".join(_UNFIT.sub(" ", stem).split())[:_LONGEST_NAME].strip(" .")
    return f"{tidy or 'ban-chup'}.{suffix}"


def _check_pdf(data: bytes) -> None:
    if b"%%EOF" not in data:
        raise UnreadableFile(_DAMAGED)
    if not _END_OF_PDF.search(data[data.rindex(b"%%EOF") :]):
        raise UnreadableFile(_TRAILING)
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
        raise UnreadableFile(_DAMAGED) from error
    told = json.loads(done.stdout) if done.returncode == 0 else {"error": "damaged"}
    if "error" in told:
        raise UnreadableFile(_LOCKED if told["error"] == "password" else _DAMAGED)


def _check_jpeg(data: bytes) -> None:
    """Walk the marks up to the picture and see that it has a size and ends where the file ends."""
    sized, at = False, 2
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xDA:
        kind, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4])
        sized = sized or (0xC0 <= kind <= 0xCF and kind not in (0xC4, 0xC8, 0xCC) and length > 8)
        at += 2 + length
    if not sized or data[at : at + 2] != b"\xff\xda":
        raise UnreadableFile(_DAMAGED)
    if not data.rstrip(_PADDING).endswith(b"\xff\xd9"):
        raise UnreadableFile(_TRAILING if b"\xff\xd9" in data[at:] else _DAMAGED)


def _check_png(data: bytes) -> None:
    """Walk the chunks, check the sum of each, and see that nothing follows the last."""
    at, kind = len(_PNG), b""
    while kind != b"IEND":
        head = data[at : at + 8]
        if len(head) < 8:
            raise UnreadableFile(_DAMAGED)
        length, kind = struct.unpack(">I4s", head)
        body, total = data[at + 8 : at + 8 + length], data[at + 8 + length : at + 12 + length]
        if total != struct.pack(">I", zlib.crc32(kind + body)) or (at == len(_PNG) and kind != b"IHDR"):
            raise UnreadableFile(_DAMAGED)
        at += 12 + length
    if data[at:].strip(_PADDING):
        raise UnreadableFile(_TRAILING)
