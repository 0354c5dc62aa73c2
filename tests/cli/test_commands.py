"""The commands as a person types them: what they print, and one sentence for every mistake."""

import json
from pathlib import Path

import pytest

from draftreview.cli import main
from draftreview.cli.outline import pair_line
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Kind

TEXT = """QUYẾT ĐỊNH:

Điều 1. Ban hành kèm theo Quyết định này Quy định về tiếp nhận hồ sơ.

QUY ĐỊNH
VỀ TIẾP NHẬN HỒ SƠ
(Ban hành kèm theo Quyết định số …)

Điều 1. Phạm vi
1. Quy định này quy định việc tiếp nhận.
2. Việc trả kết quả gồm:
a) Trả trực tiếp;
b) Trả qua bưu chính.
Kết quả được trả một lần.

Điều 2. Đối tượng
Cơ quan và người nộp hồ sơ.
"""

CHANGED = TEXT.replace("Trả trực tiếp;", "Trả trực tiếp tại quầy;")


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DRAFTREVIEW_DATA", str(tmp_path / "var"))
    return tmp_path / "var"


@pytest.fixture
def texts(tmp_path: Path) -> tuple[str, str]:
    old, new = tmp_path / "cũ.txt", tmp_path / "mới.txt"
    old.write_text(TEXT, encoding="utf-8")
    new.write_text(CHANGED, encoding="utf-8")
    return str(old), str(new)


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    with pytest.raises(SystemExit) as stopped:
        main(list(arguments))
    said = capsys.readouterr()
    assert (stopped.value.code, said.out) == (2, "")
    assert "Traceback" not in said.err
    return said.err


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    main(list(arguments))
    return capsys.readouterr().out


def test_split_gives_the_tree_as_json(capsys: pytest.CaptureFixture[str], texts: tuple[str, str]) -> None:
    tree = json.loads(printed(capsys, "split", texts[0], "--format", "json"))
    assert [one["kind"] for one in tree["components"]] == ["main", "regulation"]
    clause = tree["components"][1]["children"][0]["children"][1]
    assert (clause["number"], clause["text"], clause["tail"]) == (
        "2", "Việc trả kết quả gồm:", "Kết quả được trả một lần.",
    )  # fmt: skip
    assert [point["eid"] for point in clause["children"]] == [
        "att_1__art_1__para_2__point_a", "att_1__art_1__para_2__point_b",
    ]  # fmt: skip
    assert set(clause) == {"kind", "number", "heading", "text", "tail", "eid", "children"}


def test_split_gives_an_outline(capsys: pytest.CaptureFixture[str], texts: tuple[str, str]) -> None:
    lines = printed(capsys, "split", texts[0]).splitlines()
    assert "  Điều 1. Phạm vi" in lines
    assert "      Điểm a. Trả trực tiếp;" in lines


def test_compare_names_what_changed(capsys: pytest.CaptureFixture[str], texts: tuple[str, str]) -> None:
    assert "sửa" in printed(capsys, "compare", *texts)
    assert "không khác nhau" in printed(capsys, "compare", texts[0], texts[0])


def test_compare_ends_with_the_totals(capsys: pytest.CaptureFixture[str], texts: tuple[str, str]) -> None:
    last = printed(capsys, "compare", *texts).splitlines()[-1]
    totals = json.loads(printed(capsys, "compare", *texts, "--format", "json"))["totals"]
    assert last.startswith(f"Tổng cộng: {totals['unchanged']} không đổi, {totals['edited']} sửa, ")
    assert last.endswith("; 0 cần xác nhận (đánh dấu ?).")


def test_compare_marks_what_a_person_must_confirm() -> None:
    pair = Pair("art_1", "art_2", Kind.ARTICLE, edited=True, renumbered=True, certain=False)
    old, new = {"art_1": "Điều 1"}, {"art_2": "Điều 2"}
    assert pair_line(pair, old, new) == "? sửa, đổi số         Điều 1 → Điều 2"
    assert pair_line(Pair("art_1", None, Kind.ARTICLE), old, new) == "  bỏ                  Điều 1"
    assert pair_line(Pair(None, "art_2", Kind.ARTICLE), old, new) == "  thêm                Điều 2"


def test_compare_cites_as_people_do(capsys: pytest.CaptureFixture[str], texts: tuple[str, str]) -> None:
    assert "điểm a khoản 2 Điều 1 của Quy định" in printed(capsys, "compare", *texts)


FORM = "\nPHỤ LỤC {}\nPHIẾU HẸN TRẢ\n\nHọ tên người nộp: …\n"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            TEXT,
            f"Căn cứ Luật Ban hành văn bản;\n\n{TEXT}",
            "sửa                 Quyết định: phần ngoài các điều",
        ),
        (TEXT, TEXT + FORM.format(1), "thêm                Phụ lục 1"),
        (TEXT + FORM.format(1), TEXT, "bỏ                  Phụ lục 1"),
        (TEXT + FORM.format(1), TEXT + FORM.format(2), "đổi số              Phụ lục 1 → Phụ lục 2"),
    ],
)
def test_compare_tells_of_the_words_around_the_provisions(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, old: str, new: str, said: str
) -> None:
    files = tmp_path / "a.txt", tmp_path / "b.txt"
    for file, words in zip(files, (old, new), strict=True):
        file.write_text(words, encoding="utf-8")
    lines = printed(capsys, "compare", *map(str, files)).splitlines()
    assert len(lines) == 2
    assert lines[0].strip().startswith(said)


def test_compare_gives_every_pair_as_json(capsys: pytest.CaptureFixture[str], texts: tuple[str, str]) -> None:
    pairs = json.loads(printed(capsys, "compare", *texts, "--format", "json"))["pairs"]
    point = next(pair for pair in pairs if pair["old"] == "att_1__art_1__para_2__point_a")
    assert set(point) == {
        "old", "new", "kind", "moved", "renumbered", "edited", "split", "merged", "certain", "score",
    }  # fmt: skip
    assert (point["new"], point["edited"], point["moved"], point["certain"]) == (
        point["old"],
        True,
        False,
        True,
    )


def test_a_file_becomes_a_draft_of_its_own(
    capsys: pytest.CaptureFixture[str], texts: tuple[str, str]
) -> None:
    said = printed(capsys, "load", texts[0], "--new", "ho-so", "--title", "Quyết định về hồ sơ", "--publish")
    assert "lần 1" in said
    assert "lần 2" in printed(capsys, "load", texts[1], "--publish")
    assert "chờ trưởng ban" in printed(capsys, "load", texts[0])


def test_with_several_drafts_a_command_asks_which(
    capsys: pytest.CaptureFixture[str], texts: tuple[str, str]
) -> None:
    for key in ("mot", "hai"):
        main(["load", texts[0], "--new", key, "--title", f"Quyết định {key}"])
    capsys.readouterr()
    said = refused(capsys, "load", texts[0])
    assert ("--draft" in said, "mot" in said, "hai" in said) == (True, True, True)
    assert "Không có dự thảo “ba”" in refused(capsys, "load", texts[0], "--draft", "ba")
    assert "“hai”" in printed(capsys, "load", texts[1], "--draft", "hai")


def test_fill_makes_the_demonstration_and_the_table_has_every_comment(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    printed(capsys, "fill", "--agencies", "5", "--comments", "20", "--seed", "4")
    target = tmp_path / "bang.docx"
    assert "20 ý kiến" in printed(capsys, "synthesis", "-o", str(target))
    assert target.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("suffix", "begins"),
    [
        ("docx", b"PK"),
        ("xlsx", b"PK"),
        ("pdf", b"%PDF"),
        ("csv", b"\xef\xbb\xbf"),
        ("html", b"<!DOCTYPE html>"),
    ],
)
def test_the_table_is_written_as_every_kind_of_file(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    suffix: str,
    begins: bytes,
) -> None:
    main(["fill", "--agencies", "2", "--comments", "6"])
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    said = printed(capsys, "synthesis", "--format", suffix, "--layout", "B", "--differences")
    assert said.strip() == f"Đã ghi 6 ý kiến vào “tong-hop-gop-y-mot-cua.{suffix}”."
    assert (tmp_path / f"tong-hop-gop-y-mot-cua.{suffix}").read_bytes().startswith(begins)


def test_without_a_format_the_suffix_says_it_else_it_is_word(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["fill", "--agencies", "2", "--comments", "6"])
    monkeypatch.chdir(tmp_path)
    printed(capsys, "synthesis")
    printed(capsys, "synthesis", "-o", "bang.CSV", "--stages")
    assert (tmp_path / "tong-hop-gop-y-mot-cua.docx").exists()
    assert "Tình trạng xử lý" in (tmp_path / "bang.CSV").read_text(encoding="utf-8-sig")


def test_the_table_of_one_agency_says_that_it_is_an_extract(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["fill", "--agencies", "2", "--comments", "6"])
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    said = printed(capsys, "synthesis", "--format", "csv", "--agency", "stp")
    assert "tong-hop-gop-y-mot-cua-trich.csv" in said
    text = (tmp_path / "tong-hop-gop-y-mot-cua-trich.csv").read_text(encoding="utf-8-sig")
    assert "trong tổng số 06 ý kiến: Sở Tư pháp)" in text.splitlines()[0]
    assert "stp (Sở Tư pháp)" in refused(capsys, "synthesis", "--agency", "khong-co")
    assert "att_9__art_1" in refused(capsys, "synthesis", "--article", "att_9__art_1")
    assert "trọng tâm" in refused(capsys, "synthesis", "--topic", "khong-co")
    assert "không có đợt lấy ý kiến lần 7" in refused(capsys, "synthesis", "--round", "7")


def test_fill_refuses_a_real_database(capsys: pytest.CaptureFixture[str], texts: tuple[str, str]) -> None:
    main(["load", texts[0], "--new", "that", "--title", "Quyết định thật"])
    capsys.readouterr()
    assert "trình diễn" in refused(capsys, "fill", "--agencies", "1", "--comments", "1")


def test_the_first_admin_is_added(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["user", "add", "quan.tri", "--role", "admin", "--password", "mật khẩu đầu tiên"]
    assert "Không có cơ quan" in refused(capsys, *arguments, "--agency", "Sở Nội vụ")
    assert "quan.tri" in printed(capsys, *arguments, "--agency", "Sở Nội vụ", "--new-agency")
    assert "Đã có tài khoản" in refused(capsys, *arguments, "--agency", "Sở Nội vụ")


def test_the_database_is_made_once_and_again_changes_nothing(
    capsys: pytest.CaptureFixture[str], data: Path
) -> None:
    assert "sẵn sàng" in printed(capsys, "db", "upgrade")
    assert "sẵn sàng" in printed(capsys, "db", "upgrade")
    assert (data / "draftreview.sqlite3").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["split", "khong-co.txt"], "khong-co.txt"),
        (["search", "một cửa"], "draftreview db upgrade"),
        (["index"], "draftreview db upgrade"),
        (["synthesis", "-o", "bang.docx"], "draftreview db upgrade"),
        (["synthesis", "-o", "bang.xyz"], ".docx, .xlsx, .pdf, .csv, .html"),
        (["synthesis", "--layout", "C"], "--layout"),
        (["khong-co-lenh"], "khong-co-lenh"),
        (["fill", "--agencies", "-1", "--comments", "1"], "--agencies"),
    ],
)
def test_a_mistake_is_one_sentence_and_status_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert said in refused(capsys, *arguments)


def test_a_damaged_database_is_one_sentence_too(capsys: pytest.CaptureFixture[str], data: Path) -> None:
    data.mkdir()
    (data / "draftreview.sqlite3").write_bytes("không phải cơ sở dữ liệu".encode() * 100)
    assert "Không dùng được cơ sở dữ liệu" in refused(capsys, "search", "một cửa")


@pytest.mark.parametrize("content", [b"", b"   \n\n", b"\xff\xfe\x00"])
def test_a_file_without_text_is_refused(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes
) -> None:
    empty = tmp_path / "rong.txt"
    empty.write_bytes(content)
    refused(capsys, "split", str(empty))


@pytest.mark.parametrize(
    "command",
    [[], ["split"], ["compare"], ["load"], ["synthesis"], ["search"], ["index"], ["user", "add"],
     ["db", "upgrade"], ["serve"], ["fill"]],
)  # fmt: skip
def test_every_command_explains_itself(capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    main([*command, "--help"])
    assert len(capsys.readouterr().out.splitlines()) > 5


def test_the_final_table_is_refused_with_the_list_and_status_1(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["fill", "--agencies", "2", "--comments", "6"])
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    with pytest.raises(SystemExit) as stopped:
        main(["synthesis", "--final"])
    said = capsys.readouterr()
    assert (stopped.value.code, said.out) == (1, "")
    assert said.err.startswith("Chưa xuất được bản chính thức: còn ")
    assert "Nội dung giải trình chưa được duyệt (" in said.err
    assert list(tmp_path.glob("*.docx")) == []


def test_the_final_table_is_written_where_nothing_is_missing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    main(["fill", "--agencies", "1", "--comments", "0"])
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    assert "mot-cua-chinh-thuc.html" in printed(capsys, "synthesis", "--final", "--format", "html")
    final = (tmp_path / "tong-hop-gop-y-mot-cua-chinh-thuc.html").read_text(encoding="utf-8")
    assert "BẢN NHÁP" not in final
