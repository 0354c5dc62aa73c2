"""Typesetting in a process of its own: what needs too much is ended, and the caller is told."""

from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from draftreview.domain.errors import Invalid
from draftreview.formats.writing.typesetting import BOUNDS, typeset
from draftreview.formats.writing.wrapping import breakable


def source(folder: Path, markup: str) -> Path:
    path = folder / "source.typ"
    path.write_text(markup, encoding="utf-8")
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "work").mkdir()
    return tmp_path / "work"


def test_data_comes_out_as_text(tmp_path: Path, folder: Path) -> None:
    pdf = typeset(source(tmp_path, '#json("data.json").said'), {"said": "*Một* #cửa"}, folder)
    with pypdfium2.PdfDocument(pdf) as document:
        assert document[0].get_textpage().get_text_range() == "*Một* #cửa"


def test_what_takes_too_long_is_ended(tmp_path: Path, folder: Path) -> None:
    endless = source(tmp_path, "#let n = 0\n#while n < 1e12 { n += 1; if n > 1e11 { n = 0 } }")
    with pytest.raises(Invalid, match="Lọc bớt bảng"):
        typeset(endless, {}, folder, bounds=replace(BOUNDS, seconds=1))


def test_what_takes_too_much_memory_is_ended(tmp_path: Path, folder: Path) -> None:
    greedy = source(tmp_path, "#let a = range(100000000).map(n => (n, n, n))\n#a.len()")
    with pytest.raises(Invalid, match="tải tệp Word"):
        typeset(greedy, {}, folder, bounds=replace(BOUNDS, memory=600 * 2**20))


def test_a_source_with_a_mistake_gives_no_old_file(tmp_path: Path, folder: Path) -> None:
    (folder / "out.pdf").write_bytes(b"old")
    with pytest.raises(Invalid):
        typeset(source(tmp_path, "#khong-co()"), {}, folder)
    assert not (folder / "out.pdf").exists()


def test_nothing_outside_the_folder_is_read(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "secret.txt").write_text("kín", encoding="utf-8")
    with pytest.raises(Invalid):
        typeset(source(tmp_path, '#read("../secret.txt")'), {}, folder)


def test_long_words_get_places_to_end_a_line_and_short_ones_stay() -> None:
    assert breakable("Đề nghị sửa.") == "Đề nghị sửa."
    assert breakable("a " + "x" * 40) == "a " + "\u200b".join(("x" * 18, "x" * 18, "x" * 4))
    assert breakable("x" * 18) == "x" * 18
