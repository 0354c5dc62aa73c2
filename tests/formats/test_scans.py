"""Scans are taken for what they hold; what is cut off, locked or more than a scan is refused."""

import pytest

from draftreview.domain.errors import FileTooLarge, Invalid, UnknownFileKind, UnreadableFile
from draftreview.formats.reading.scans import LARGEST_SCAN, read_scan
from tests.formats.pdf_files import IMAGE, pages
from tests.formats.scan_files import JPEG, chunk, png

PDF = pages(IMAGE, IMAGE)
LOCKED = PDF.replace(
    b"/Root 1 0 R",
    b"/Root 1 0 R/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<"
    + b"00" * 32
    + b">/U<"
    + b"00" * 32
    + b">>>",
)


@pytest.mark.parametrize(
    ("data", "kind", "suffix"),
    [
        (PDF, "application/pdf", "pdf"),
        (PDF + b"\r\n\0\0", "application/pdf", "pdf"),
        (JPEG, "image/jpeg", "jpg"),
        (JPEG + b"\0\0", "image/jpeg", "jpg"),
        (png(), "image/png", "png"),
    ],
)
def test_what_it_holds_decides_and_not_its_name(data: bytes, kind: str, suffix: str) -> None:
    scan = read_scan("công văn 15.docx", data)
    assert (scan.name, scan.media_type, scan.content) == (f"công văn 15.{suffix}", kind, data)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Quét\\15 STTTT.PDF", "15 STTTT.png"),
        ("../../etc/passwd", "passwd.png"),
        ('a<b>:"c"|d?.png', "a b c d.png"),
        ("x" * 300 + ".png", "x" * 120 + ".png"),
        ("...", "ban-chup.png"),
        ("", "ban-chup.png"),
        ("a\r\nSet-Cookie: b.png", "a Set-Cookie b.png"),
    ],
)
def test_the_name_is_one_that_every_system_takes(name: str, kept: str) -> None:
    assert read_scan(name, png()).name == kept


@pytest.mark.parametrize(
    "data",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"PK\x03\x04 a word file",
        b"GIF89a",
        b"\n%PDF-1.4 not at its beginning",
        b"MZ",
    ],
)
def test_other_kinds_are_refused_under_any_name(data: bytes) -> None:
    for name in ("ban-chup.pdf", "anh.png"):
        with pytest.raises(UnknownFileKind):
            read_scan(name, data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        PDF[: len(PDF) // 2],
        b"%PDF-1.4\nnothing\n%%EOF",
        JPEG[:-2],
        JPEG[:25],
        JPEG.replace(b"\xff\xc0", b"\xff\xe1"),
        png()[:-4],
        png()[:20],
        png().replace(b"IDAT", b"IDAX"),
        b"\x89PNG\r\n\x1a\n" + chunk(b"IEND", b""),
    ],
)
def test_what_is_empty_cut_off_or_damaged_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile):
        read_scan("ban-chup.pdf", data)


@pytest.mark.parametrize("data", [PDF, JPEG, png()])
def test_a_file_that_is_also_another_one_is_refused(data: bytes) -> None:
    for behind in (b"PK\x03\x04archive", b"<script>alert(1)</script>"):
        with pytest.raises(Invalid, match="nội dung khác"):
            read_scan("ban-chup.pdf", data + behind)


def test_a_locked_pdf_is_told_in_one_sentence() -> None:
    with pytest.raises(UnreadableFile, match="đặt mật khẩu"):
        read_scan("ban-chup.pdf", LOCKED)


def test_twenty_megabytes_are_the_most() -> None:
    # A chunk that every reader passes over makes the picture as large as one likes.
    room = LARGEST_SCAN - len(png()) - 12
    assert len(read_scan("anh.png", png(chunk(b"teXt", bytes(room)))).content) == LARGEST_SCAN
    with pytest.raises(FileTooLarge):
        read_scan("anh.png", png(chunk(b"teXt", bytes(room + 1))))
