"""Laws that hold for any text whatever: nothing is lost, every address is unique, the tree reads back."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from draftreview.domain.lines import Line, LineKind, Lines
from draftreview.domain.parsing import parse, parse_text
from draftreview.domain.provisions import Tree, walk
from draftreview.domain.rendering import as_text
from draftreview.domain.tree_json import as_json, from_json
from tests.outlines import words, words_kept

SCRAPS = (
    "Điều 1.",
    "Điều 1. Phạm vi",
    "Điều 2: Tên",
    "Điều 3",
    "\u00d0iều 4. Tên",
    "Điều 5a. Thêm",
    "ĐIỀU 2.",
    "Điều 7 của Luật này;",
    "“Điều 9. Trích",
    "Hết.”",
    '"',
    "”.",
    "“",
    "1. Một câu.",
    "2. Hai.",
    "2a. Chèn.",
    "1-",
    "3) Ba",
    "1.1. Nhỏ",
    "a) Điểm;",
    "b) Điểm.",
    "đ) Điểm",
    "f) Lạ",
    "ii) nhỏ",
    "Gồm: a) một; b) hai; c) ba.",
    "Câu. 2. Nữa. 3. Nữa.",
    "Câu. Điều 2. Dính",
    "Chương I",
    "Chương II TÊN",
    "CHƯƠNG III. TÊN Mục 1 TÊN",
    "Mục 1",
    "Tiểu mục 1. TÊN",
    "PHẦN THỨ NHẤT",
    "QUY ĐỊNH CHUNG",
    "QUY CHẾ",
    "(Ban hành kèm theo Quyết định số 1)",
    "Phụ lục I",
    "PHỤ LỤC",
    "Mẫu số 01",
    "Mẫu quyết định số 02",
    "Nơi nhận:",
    "TM. ỦY BAN NHÂN DÂN",
    "CHỦ TỊCH",
    "- gạch",
    "+ cộng",
    "| a | b |",
    "[1] chú thích",
    "như sau:",
    "tại khoản 1",
    "QUYẾT ĐỊNH:",
    "một câu dài, dở",
)
SCRAPPY = st.lists(st.sampled_from(SCRAPS) | st.text(max_size=12), max_size=30).map("\n".join)
GLUED = st.lists(st.lists(st.sampled_from(SCRAPS), min_size=1, max_size=4).map(" ".join), max_size=12).map(
    "\n".join
)
THOROUGH = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@THOROUGH
@given(SCRAPPY | GLUED | st.text(max_size=200))
def test_no_word_is_ever_lost(text: str) -> None:
    assert words_kept(text)


@THOROUGH
@given(SCRAPPY | GLUED)
def test_every_address_is_unique(text: str) -> None:
    everything = [one.eid for part in parse_text(text).components for one, _ in walk(part.children)]
    assert len(everything) == len(set(everything))


@THOROUGH
@given(SCRAPPY | GLUED)
def test_a_tree_reads_back_from_json_with_its_lines(text: str) -> None:
    tree = parse_text(text)
    again = from_json(as_json(tree, lines=True))
    assert again == tree
    assert _lines(again) == _lines(tree)


@THOROUGH
@given(
    st.lists(st.tuples(st.sampled_from(SCRAPS), st.sampled_from(LineKind), st.integers(0, 4), st.booleans()))
)
def test_layout_never_costs_a_word(drawn: list[tuple[str, LineKind, int, bool]]) -> None:
    lines = [Line(at, text, kind, level, bold) for at, (text, kind, level, bold) in enumerate(drawn, start=1)]
    tree = parse(Lines(tuple(lines)))
    body = [line.text for line in lines if line.kind is not LineKind.NOTE]
    notes = [line.text for line in lines if line.kind is LineKind.NOTE]
    assert words("\n".join(body + notes)) == words(as_text(tree))


@THOROUGH
@given(SCRAPPY | GLUED)
def test_lines_never_run_backwards(text: str) -> None:
    for component in parse_text(text).components:
        numbers = [one.line for one, _ in walk(component.children)]
        assert numbers == sorted(numbers)


def _lines(tree: Tree) -> list[int]:
    return [one.line for part in tree.components for one, _ in walk(part.children)]
