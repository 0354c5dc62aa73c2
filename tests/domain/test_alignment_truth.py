"""What alignment says of texts that were edited in known ways: never a wrong certainty, and little missed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from draftreview.domain.alignment import align
from draftreview.domain.diffing import same_wording
from draftreview.domain.pairs import Pair
from draftreview.domain.parsing import parse_text
from draftreview.domain.provisions import Component, Kind, Provision, walk
from tests.domain.edits import EDITS, HARMLESS, PLANTS, Edit, Edited, edited, insert_front
from tests.domain.made_up import decision

THOROUGH = settings(max_examples=60, deadline=None)
SEEDS = st.integers(0, 2**32)
CHANGES = st.lists(st.sampled_from(EDITS), max_size=14)


def provisions(components: Sequence[Component]) -> dict[str, Provision]:
    return {one.eid: one for component in components for one, _ in walk(component.children)}


def certain(pairs: Sequence[Pair]) -> set[tuple[str, str]]:
    return {(pair.old, pair.new) for pair in pairs if pair.old and pair.new and pair.certain}


def wrong(texts: Edited, pairs: Sequence[Pair]) -> list[tuple[str, str]]:
    """List the certain pairs that are not true, but for those that read the same."""
    old, new = provisions(texts.old), provisions(texts.new)
    return [
        (one, other)
        for one, other in sorted(certain(pairs) - texts.truth)
        if not same_wording(old[one].words, new[other].words)
    ]


def is_untouched(pair: Pair) -> bool:
    flags = (pair.moved, pair.renumbered, pair.edited, pair.split, pair.merged)
    return pair.old == pair.new and pair.certain and not any(flags)


@THOROUGH
@given(SEEDS)
def test_a_text_aligned_with_itself_is_itself(seed: int) -> None:
    for text in (parse_text("\n".join(decision(seed).lines)).components, edited(seed, ()).old):
        assert all(is_untouched(pair) and pair.score == 1 for pair in align(text, text))


@THOROUGH
@given(SEEDS, CHANGES)
def test_what_alignment_is_certain_of_is_true(seed: int, changes: list[Edit]) -> None:
    texts = edited(seed, changes)
    assert not wrong(texts, align(texts.old, texts.new))


@THOROUGH
@given(SEEDS, st.sampled_from(PLANTS), st.lists(st.sampled_from(HARMLESS), max_size=6))
def test_a_planted_near_twin_is_never_taken(seed: int, plant: Edit, changes: list[Edit]) -> None:
    texts = edited(seed, (plant, *changes))
    pairs = align(texts.old, texts.new)
    assert not wrong(texts, pairs)
    assert not [pair for pair in pairs if pair.old in texts.gone and pair.certain and pair.new]


@THOROUGH
@given(SEEDS)
def test_an_article_at_the_front_is_one_insertion_and_nothing_else(seed: int) -> None:
    texts = edited(seed, (insert_front,))
    pairs = align(texts.old, texts.new)
    came = [pair.new for pair in pairs if pair.old is None]
    assert came[0] == "att_1__art_1"
    assert all(eid and eid.startswith("att_1__art_1__") for eid in came[1:])
    stayed = [replace(pair, renumbered=False, old=pair.new) for pair in pairs if pair.old]
    assert all(is_untouched(pair) for pair in stayed)
    assert {pair.kind for pair in pairs if pair.renumbered} <= {Kind.ARTICLE}


@THOROUGH
@given(SEEDS, CHANGES)
def test_every_provision_of_both_sides_appears_whatever_the_edits(seed: int, changes: list[Edit]) -> None:
    texts = edited(seed, changes)
    for old, new in ((texts.old, texts.new), (texts.new, texts.old)):
        pairs = align(old, new)
        assert {pair.old for pair in pairs if pair.old} == set(provisions(old))
        assert {pair.new for pair in pairs if pair.new} == set(provisions(new))


@THOROUGH
@given(SEEDS, CHANGES)
def test_only_pieces_of_one_another_may_be_of_two_kinds(seed: int, changes: list[Edit]) -> None:
    texts = edited(seed, changes)
    old, new = provisions(texts.old), provisions(texts.new)
    pairs = {(pair.old, pair.new): pair for pair in align(texts.old, texts.new)}
    for one, other in certain(list(pairs.values())):
        pair = pairs[one, other]
        assert old[one].kind is new[other].kind or pair.split or pair.merged


def test_nearly_everything_that_was_edited_is_found() -> None:
    found = Counter[str]()
    for seed in range(40):
        texts = edited(seed, EDITS)
        known = {(pair.old, pair.new): pair.certain for pair in align(texts.old, texts.new)}
        old, new = provisions(texts.old), provisions(texts.new)
        for pair in sorted(texts.truth):
            if not same_wording(old[pair[0]].words, new[pair[1]].words):
                found["edited"] += 1
                found["linked"] += pair in known
                found["certain"] += known.get(pair, False)
    assert found["linked"] > 0.95 * found["edited"]
    assert found["certain"] > 0.85 * found["edited"], found
