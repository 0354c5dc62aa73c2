"""Search and the index from the command line: found, kept up to date, compared, made anew."""

import json
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from draftreview.cli import indexing, main
from draftreview.search.folder import Folder
from draftreview.search.whoosh_engine import WhooshEngine

Captured = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured) -> Path:
    """A data folder with the demonstration and a few comments, nothing of it in the index."""
    monkeypatch.setenv("DRAFTREVIEW_DATA", str(tmp_path / "var"))
    main(["fill", "--agencies", "2", "--comments", "5"])
    capsys.readouterr()
    return tmp_path / "var"


def printed(capsys: Captured, *arguments: str) -> str:
    capsys.readouterr()
    main(list(arguments))
    return capsys.readouterr().out


def found(capsys: Captured, query: str, *options: str) -> dict[str, Any]:
    return json.loads(printed(capsys, "search", query, *options, "--format", "json"))


def stopped(capsys: Captured, *arguments: str) -> tuple[object, str, str]:
    capsys.readouterr()
    with pytest.raises(SystemExit) as end:
        main(list(arguments))
    said = capsys.readouterr()
    return end.value.code, said.out, said.err


def change_a_comment(data: Path, queued: bool) -> None:
    """Change what a comment says, as a restored backup would behind the index's back."""
    with sqlite3.connect(data / "draftreview.sqlite3") as database:
        database.execute("UPDATE comments SET body = 'Đề nghị bỏ hẳn.' WHERE id = 1")
        if queued:
            database.execute("INSERT INTO indexing_queue (subject) VALUES ('comment:1')")
    database.close()


@pytest.mark.parametrize("query", ["xin ý kiến phối hợp", "xin y kien phoi hop"])
def test_search_finds_with_and_without_diacritics(capsys: Captured, query: str) -> None:
    answer = found(capsys, query)
    assert "att_1__art_15" in [hit["eid"] for hit in answer["hits"]]
    assert {"kind", "eid", "citation", "snippet", "marks", "score", "version"} <= set(answer["hits"][0])
    assert answer["total"] == sum(one["count"] for one in answer["facets"]["kind"])
    assert "Điều 15" in printed(capsys, "search", query)


def test_search_says_where_nothing_is_found_and_what_may_be_meant(capsys: Captured) -> None:
    assert printed(capsys, "search", "khủng bố zzzz") == "Không tìm thấy. Thử bớt từ.\n"
    assert "Có phải bạn tìm: một cửa" in printed(capsys, "search", "mootj cuwra")


def test_search_is_narrowed_and_sorted(capsys: Captured) -> None:
    narrowed = found(capsys, "hồ sơ", "--within", "kind=provision", "--within", "article=att_1__art_13")
    assert narrowed["within"] == {"kind": "provision", "article": "att_1__art_13"}
    assert {hit["kind"] for hit in narrowed["hits"]} == {"provision"}
    eids = [hit["eid"] for hit in found(capsys, "hồ sơ", "--draft", "mot-cua", "--order", "place")["hits"]]
    assert eids[:3] == ["", "art_2", "art_2__para_1"]


@pytest.mark.parametrize("written", ["kind", "kind=", "nonsense=1"])
def test_a_filter_that_is_none_is_refused_with_those_there_are(capsys: Captured, written: str) -> None:
    code, _, said = stopped(capsys, "search", "hồ sơ", "--within", written)
    assert (code, "article" in said) == (2, True)


def test_search_answers_while_another_process_writes(
    capsys: Captured, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["index"])
    change_a_comment(data, queued=True)
    with Folder(data / "index", 1.0).locked():
        monkeypatch.setattr("draftreview.cli.search.PATIENCE", 0.05)
        assert found(capsys, "xin ý kiến phối hợp")["hits"]


def test_index_takes_the_queue_and_check_agrees(capsys: Captured, data: Path) -> None:
    assert "đang chờ" in stopped(capsys, "index", "--check")[1]
    assert "Chỉ mục đã đủ" in printed(capsys, "index")
    assert "Chỉ mục khớp với cơ sở dữ liệu." in printed(capsys, "index", "--check")
    change_a_comment(data, queued=True)
    code, said, _ = stopped(capsys, "index", "--check")
    assert (code, "đang chờ: 1 (comment:1)" in said) == (1, True)
    main(["index"])
    assert found(capsys, '"đề nghị bỏ hẳn"')["total"] == 1


def test_what_changed_behind_the_index_is_named_and_made_good_by_a_rebuild(
    capsys: Captured, data: Path
) -> None:
    main(["index"])
    change_a_comment(data, queued=False)
    code, said, _ = stopped(capsys, "index", "--check")
    assert (code, "cũ: 1 (comment:1)" in said) == (1, True)
    assert "Chỉ mục đã đủ" in printed(capsys, "index", "--rebuild")
    assert "khớp" in printed(capsys, "index", "--check")


def test_a_lost_index_is_made_anew(capsys: Captured, data: Path) -> None:
    main(["index"])
    shutil.rmtree(data / "index")
    code, said, _ = stopped(capsys, "index", "--check")
    assert (code, ", …)" in said) == (1, True)
    main(["index"])
    assert "khớp" in printed(capsys, "index", "--check")


def test_who_comes_while_another_fills_is_told_to_wait(
    capsys: Captured, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexing, "PATIENCE", 0.05)
    with WhooshEngine(data / "index").filling():
        assert "Chờ ít phút" in stopped(capsys, "index")[2]
    with Folder(data / "index", 1.0).locked():
        assert "Chờ ít phút" in stopped(capsys, "index", "--rebuild")[2]
