"""Broken and hostile files get one clear sentence, in bounded time, and leave nothing behind."""

import io
import os
import time
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draftreview.domain.errors import FileTooLarge, UnknownFileKind, UnreadableFile
from draftreview.formats import reading
from draftreview.formats.reading.kinds import LARGEST_FILE
from draftreview.formats.reading.package import LARGEST_PART, MOST_PARTS
from tests.formats.word_files import W, p, packed, paragraphs, written
from tests.proportion import grows_in_proportion, processor_time

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n} "{f"&lol{n - 1 or str()};" * 10}">' for n in range(1, 10))
    + f']><w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&lol9;</w:t></w:r></w:p></w:body></w:document>'
)
ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY file SYSTEM "file:///etc/passwd">]>'
    f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>&file;</w:t></w:r></w:p></w:body></w:document>'
)


@pytest.fixture(scope="module")
def an_honest_file() -> float:
    """What an ordinary text of sixty thousand bytes costs here and now: the measure of the hostile ones."""
    article = (
        "Điều 1. Tiếp nhận hồ sơ\n1. Công chức kiểm tra hồ sơ.\n2. Công chức trao giấy hẹn trả kết quả.\n"
    )
    data = (article * (60_000 // len(article.encode()))).encode()
    return min(processor_time(lambda: reading.split_file("a.txt", data)) for _ in range(3))


@pytest.fixture(autouse=True)
def _nothing_is_written_and_it_ends(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, an_honest_file: float
) -> Iterator[None]:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    begun = time.process_time()
    yield
    assert os.listdir(tmp_path) == []
    assert time.process_time() - begun < 500 * an_honest_file


def nested(depth: int) -> str:
    """Write XML far deeper than any document."""
    return f'<w:document xmlns:w="{W}">' + "<w:body>" * depth + "</w:body>" * depth + "</w:document>"


@pytest.mark.parametrize("document", [LAUGHS, ENTITY, LAUGHS.encode("utf-16"), "<!DOCTYPE html><html/>"])
def test_entities_and_document_types_are_refused(document: str | bytes) -> None:
    with pytest.raises(UnreadableFile, match=r"DOCTYPE|bị hỏng"):
        reading.read("a.docx", packed({"word/document.xml": document}))


def test_a_document_type_in_any_part_is_refused() -> None:
    styles = LAUGHS.replace("document", "styles")
    document = f'<w:document xmlns:w="{W}"><w:body>{p("Một.")}</w:body></w:document>'
    with pytest.raises(UnreadableFile, match="DOCTYPE"):
        reading.read("a.docx", packed({"word/document.xml": document, "word/styles.xml": styles}))


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = packed({"word/document.xml": b" " * (LARGEST_PART + 1)})
    assert len(bomb) < 200_000
    with pytest.raises(FileTooLarge, match="giải nén"):
        reading.read("a.docx", bomb)


def test_many_large_parts_are_refused_before_any_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("draftreview.formats.reading.package.LARGEST_WHOLE", 6_000)
    with pytest.raises(FileTooLarge):
        reading.read("a.docx", packed({f"word/media/{n}.bin": b" " * 1_000 for n in range(7)}))


def test_more_parts_than_any_document_has_are_refused() -> None:
    with pytest.raises(FileTooLarge):
        reading.read("a.docx", packed({f"word/{n}": "" for n in range(MOST_PARTS + 1)}))


def test_a_zip_that_lies_about_its_sizes_is_damaged() -> None:
    data = bytearray(packed({"word/document.xml": b" " * 1_000_000}))
    directory = data.rindex(b"PK\x01\x02")
    data[directory + 24 : directory + 28] = (5).to_bytes(4, "little")
    with pytest.raises(UnreadableFile):
        reading.read("a.docx", bytes(data))


def test_nested_zips_are_never_opened() -> None:
    inner = packed({"word/document.xml": b" " * 1_000_000})
    document = f'<w:document xmlns:w="{W}"><w:body>{p("Một.")}</w:body></w:document>'
    data = packed({"word/document.xml": document, "word/embeddings/a.docx": inner})
    assert reading.read("a.docx", data).lines[0].text == "Một."


@pytest.mark.parametrize("depth", [300, 100_000])
def test_endless_nesting_is_refused(depth: int) -> None:
    with pytest.raises(UnreadableFile):
        reading.read("a.docx", packed({"word/document.xml": nested(depth)}))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_half_a_file_is_damaged(share: float) -> None:
    whole = paragraphs("Điều 1. Một", "Câu.")
    with pytest.raises(UnreadableFile, match="bị hỏng"):
        reading.read("a.docx", whole[: int(len(whole) * share)])


def test_a_file_with_a_password_inside_a_zip_is_refused() -> None:
    data = bytearray(packed({"word/document.xml": "<a/>"}))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := data.find(mark, start)) >= 0:
            data[start + place] |= 1
            start += 1
    with pytest.raises(UnreadableFile, match="bị hỏng"):
        reading.read("a.docx", bytes(data))


@pytest.mark.parametrize("name", ["a.ods", "a.html", "a.xlsx", "a.exe", "a", "tệp.docx.zip"])
def test_other_kinds_are_refused_and_told_what_is_read(name: str) -> None:
    with pytest.raises(UnknownFileKind, match=r"\.docx, \.doc, .*\.txt"):
        reading.read(name, b"noi dung")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.docx", b"Dieu 1. Mot"),
        ("a.docx", b"%PDF-1.7"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 doi cu"),
        ("a.doc", b"<html><body>Dieu 1. Mot"),
        ("a.odt", b"{\\rtf1"),
        ("a.rtf", b"PK\x03\x04"),
        ("a.pdf", b"Dieu 1. Mot"),
        ("a.txt", b"PK\x03\x04"),
        ("a.md", b"%PDF-1.4"),
        ("a.txt", b"{\\rtf1"),
        ("a.txt", b"\x89PNG\r\n"),
    ],
)
def test_a_wrong_suffix_is_named(name: str, data: bytes) -> None:
    with pytest.raises(UnknownFileKind, match=f"đuôi {name[1:]}"):
        reading.read(name, data)


@pytest.mark.parametrize("name", ["a.docx", "a.md", "a.txt"])
def test_an_empty_file_is_refused(name: str) -> None:
    with pytest.raises(UnreadableFile, match="rỗng"):
        reading.read(name, b"")


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", b"\n \n"),
        ("a.md", b"---\ntitle: a\n---\n\n***\n"),
        ("a.docx", written("")),
        ("a.txt", b"\xef\xbb\xbf"),
    ],
)
def test_a_file_without_a_word_is_refused(name: str, data: bytes) -> None:
    with pytest.raises(UnreadableFile, match="không có chữ"):
        reading.read(name, data)


def test_a_zip_that_is_no_word_file_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("readme.txt", "xin chào")
    with pytest.raises(UnreadableFile, match="không có văn bản Word"):
        reading.read("a.docx", stream.getvalue())


@pytest.mark.parametrize("name", ["a.docx", "a.txt", "a.md"])
def test_fifty_megabytes_are_too_many(name: str) -> None:
    with pytest.raises(FileTooLarge, match="20 MB"):
        reading.read(name, b"a" * (50 * 1024 * 1024))
    assert LARGEST_FILE == 20 * 1024 * 1024


@pytest.mark.parametrize(
    "piece",
    [
        "“",
        '"',
        "Điều 1. A ",
        "Điều 1",
        "1. A ",
        "a) b; ",
        ".",
        "…",
        "(",
        "[",
        "# ",
        "**",
        "_a ",
        "<!--",
        "|",
        "Chương I ",
        "PHỤ LỤC I ",
        "A ",
        " ",
        "[a](",
        "- ",
        "“Điều 1. ",
        "khoản 1, ",
        "; b) ",
        "\\",
    ],
)
@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.no_cover  # what is timed is the splitting, not the tracing of it
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_text_made_to_be_slow_is_not(piece: str, end: str, name: str) -> None:
    def read(size: int) -> None:
        times = size // len((piece + end).encode())
        reading.split_file(name, ("Điều 1. Một\n" + (piece + end) * times).encode())

    assert grows_in_proportion(read, 6_000, 24_000)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(["a.docx", "a.md", "a.txt"]), st.binary(max_size=300), st.integers(0, 2000))
def test_no_bytes_whatever_crash_a_reader(name: str, noise: bytes, place: int) -> None:
    whole = bytearray(paragraphs("Điều 1. Một") if name == "a.docx" else "Điều 1. Một\nCâu.".encode())
    whole[place % len(whole) : place % len(whole) + len(noise)] = noise
    with suppress(UnreadableFile):
        reading.split_file(name, bytes(whole))
