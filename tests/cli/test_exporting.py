"""`draftreview export` as a person types it."""

from pathlib import Path

import pytest

from draftreview.cli import main
from draftreview.formats.reading import split_file
from draftreview.formats.reading.akoma_ntoso import read_akoma_ntoso

TEXT = "QUYẾT ĐỊNH:\nĐiều 1. Phạm vi\n1. Thẻ có hạn một năm.\nĐiều 2. Hiệu lực\nCâu.\n"


@pytest.fixture(autouse=True)
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A draft of two versions in a data folder of its own."""
    monkeypatch.setenv("DRAFTREVIEW_DATA", str(tmp_path / "var"))
    first, second = tmp_path / "1.txt", tmp_path / "2.txt"
    first.write_text(TEXT, encoding="utf-8")
    second.write_text(TEXT.replace("một năm", "hai năm"), encoding="utf-8")
    main(["load", str(first), "--new", "the", "--title", "Quyết định", "--publish"])
    main(["load", str(second), "--publish"])
    capsys.readouterr()
    return tmp_path


def test_the_newest_version_is_written_as_akoma_ntoso(
    files: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["export", "--format", "akn", "-o", str(files / "a.xml")])
    assert "lần 2" in capsys.readouterr().out
    assert (
        read_akoma_ntoso((files / "a.xml").read_bytes())
        == split_file("2.txt", (files / "2.txt").read_bytes()).components
    )


@pytest.mark.parametrize(("number", "source"), [("1", "1.txt"), ("2", "2.txt")])
def test_a_version_is_written_as_word(files: Path, number: str, source: str) -> None:
    main(["export", "--format", "docx", "--version", number, "-o", str(files / "a.docx")])
    trees = [split_file(name, (files / name).read_bytes()) for name in ("a.docx", source)]
    assert trees[0].components == trees[1].components


def test_changes_are_tracked_when_they_are_asked_for(files: Path) -> None:
    main(["export", "--format", "docx", "--changes-from", "1", "-o", str(files / "a.docx")])
    tree = split_file("a.docx", (files / "a.docx").read_bytes())
    assert [warning.code for warning in tree.warnings] == ["tracked_changes"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--format", "akn", "--changes-from", "1"], "--changes-from"),
        (["--format", "docx", "--changes-from", "2"], "cũ hơn"),
        (["--format", "docx", "--version", "9"], "Chọn bản khác"),
        (["--format", "docx", "--version", "0"], "--version"),
        (["--format", "pdf"], "pdf"),
        (["--format", "akn", "--draft", "khac"], "khac"),
    ],
)
def test_a_mistake_is_one_sentence_and_writes_nothing(
    files: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["export", *arguments, "-o", str(files / "a.out")])
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err
    assert not (files / "a.out").exists()


def test_the_command_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    main(["export", "--help"])
    assert "Akoma Ntoso" in capsys.readouterr().out
