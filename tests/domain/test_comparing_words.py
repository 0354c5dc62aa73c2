"""Words with tables among them compared: the tables cell by cell, the prose around them as ever."""

from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.comparing_words import Run, compared_words, words_in
from draftreview.domain.diffing import Hunk, Op, difference, new_side, old_side
from draftreview.domain.tables import Mark, Table, new_rows, old_rows, pieces

BEFORE, AFTER = "Thời hạn theo bảng sau:", "Quá thời hạn thì nêu rõ lý do."
FEES = "| Loại | Mức thu |\n| Cấp mới | 50 nghìn đồng |\n| Cấp lại | 20 nghìn đồng |"
STEPS = "| Bước | Nơi làm |\n| Tiếp nhận hồ sơ | Bộ phận một cửa |\n| Trả kết quả | Bưu điện |"

ROWS = st.sampled_from(("| a | b |", "| a | c |", "| Bước | hồ sơ |", "|x|"))
PROSE = st.sampled_from(("cơ quan được hỏi", "trả lời ngay", "nêu rõ lý do;", "hồ sơ", "\U000f0000"))
TEXTS = st.lists(st.one_of(ROWS, PROSE), max_size=8).map("\n".join)


def lines(runs: tuple[Run, ...], old: bool) -> list[str]:
    """Give the lines of one side, the rows of tables as cells."""
    found, prose = [], ""
    for run in runs:
        if isinstance(run, Table):
            found += [*prose.split("\n"), *map(str, (old_rows if old else new_rows)(run))]
            prose = ""
        else:
            prose += (old_side if old else new_side)([run])
    return [line.strip() for line in (*found, *prose.split("\n")) if line.strip()]


def expected(text: str) -> list[str]:
    found = []
    for piece in pieces(text):
        found += piece.split("\n") if isinstance(piece, str) else list(map(str, piece))
    return found


def compared(old: str, new: str) -> tuple[Run, ...]:
    return compared_words(old, new, difference)


def tables(runs: tuple[Run, ...]) -> list[Table]:
    return [run for run in runs if isinstance(run, Table)]


@given(TEXTS, TEXTS)
def test_the_difference_gives_both_wordings_back_with_their_tables(old: str, new: str) -> None:
    runs = compared(old, new)
    assert (lines(runs, old=True), lines(runs, old=False)) == (expected(old), expected(new))


def test_prose_around_a_table_keeps_its_own_difference() -> None:
    runs = compared(f"{BEFORE}\n{FEES}\n{AFTER}", f"{BEFORE}\n{FEES.replace('20', '30')}\n{AFTER} Ghi sổ.")
    assert [type(run) for run in runs] == [Hunk, Table, Hunk, Hunk, Hunk]
    assert [row.mark for row in tables(runs)[0].rows] == [Mark.SAME, Mark.SAME, Mark.CHANGED]
    assert [hunk.text for hunk in words_in(runs) if hunk.op is Op.INSERT] == ["30", ". Ghi sổ"]


def test_a_table_that_only_one_text_has_came_or_went_whole() -> None:
    old, new = f"{BEFORE}\n{AFTER}", f"{BEFORE}\n{FEES}\n{AFTER}"
    assert {row.mark for row in tables(compared(old, new))[0].rows} == {Mark.INSERTED}
    assert {row.mark for row in tables(compared(new, old))[0].rows} == {Mark.DELETED}
    assert [type(run) for run in compared(old, new)] == [Hunk, Table, Hunk]


def test_tables_are_paired_by_what_they_say() -> None:
    came = tables(compared(f"{FEES}\n{AFTER}", f"{STEPS}\n{BEFORE}\n{FEES}\n{AFTER}"))
    assert [{row.mark for row in one.rows} for one in came] == [{Mark.INSERTED}, {Mark.SAME}]


def test_words_without_a_table_differ_as_ever() -> None:
    assert compared("hồ sơ", "hồ sơ mới") == difference("hồ sơ", "hồ sơ mới")
    assert compared("hồ  sơ", "hồ sơ") == (Hunk(Op.EQUAL, "hồ sơ"),)
    assert compared("", "") == ()
