"""Laws and their later versions are counted honestly; the texts of the laws stand beside the project."""

from collections.abc import Sequence

import pytest

from draftreview.domain.alignment import align
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component
from tests.corpus.pairs import PAIRS, Alignment, aligned, by_eid, counted, lines
from tests.corpus.sample import drawn, nearest, shown
from tests.corpus.trials import CORPUS
from tests.domain.texts import ALL, FEES, FIRST, RECEIPT, SCOPE, numbered, texts_of, with_clauses

HERE = PAIRS if (CORPUS / "pairs").is_dir() else ()


def alignment(old: Sequence[Component], new: Sequence[Component]) -> Alignment:
    return Alignment("1→2", tuple(old), tuple(new), align(old, new), 0.0)


def test_a_footnote_mark_is_an_edit_in_signs_alone() -> None:
    marked = [f"[3] {texts_of(RECEIPT)[0]}", texts_of(RECEIPT)[1].upper(), *texts_of(RECEIPT)[2:], FIRST]
    old, new = numbered(SCOPE, RECEIPT), numbered(SCOPE, with_clauses(RECEIPT, *marked))
    totals = counted(align(old, new), by_eid(old), by_eid(new))
    assert (totals["edited"], totals["edited in signs alone"], totals["inserted"]) == (2, 2, 1)


def test_both_levels_are_printed_with_their_counts() -> None:
    printed = list(lines(alignment(numbered(*ALL), numbered(*ALL))))
    assert printed[0] == "1→2  aligned in 0.00 s"
    assert "unchanged 4, edited 0" in printed[1]
    assert "unchanged 9, edited 0" in printed[2]


def test_the_same_seed_draws_the_same_sample_of_every_stratum() -> None:
    reworded = [texts_of(RECEIPT)[0].replace("ngay khi", "sau khi"), *texts_of(RECEIPT)[1:]]
    found = alignment(
        numbered(SCOPE, RECEIPT, FEES), numbered(SCOPE, with_clauses(RECEIPT, *reworded, FIRST))
    )
    assert list(drawn(found, 1)) == list(drawn(found, 1))
    assert {stratum for stratum, _ in drawn(found, 1)} == {"certain", "deleted", "inserted"}


def test_a_deleted_provision_is_shown_with_what_is_nearest_to_it() -> None:
    found = alignment(numbered(SCOPE, RECEIPT), numbered(SCOPE))
    gone = Pair("att_1__art_2", None, found.pairs[-1].kind)
    text = list(shown(found, 1, "deleted", gone))
    assert "Tiếp nhận hồ sơ" in text[1]
    assert all(line.startswith("   near att_1__art_1") for line in text[2:])
    assert nearest(by_eid(found.old)["att_1__art_1"], by_eid(found.new))[0][0] == 1


@pytest.mark.parametrize(("old", "new"), HERE) if HERE else lambda test: None
def test_every_provision_of_a_real_pair_appears(old: str, new: str) -> None:
    found = aligned(old, new)
    assert {pair.old for pair in found.pairs if pair.old} == set(by_eid(found.old))
    assert {pair.new for pair in found.pairs if pair.new} == set(by_eid(found.new))


@pytest.mark.parametrize(("old", "new"), HERE[:2]) if HERE else lambda test: None
def test_a_consolidation_keeps_every_provision_of_its_law(old: str, new: str) -> None:
    assert all(pair.old and pair.new and pair.certain for pair in aligned(old, new).pairs)
