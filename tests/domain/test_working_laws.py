"""Laws of the next version, whatever is accepted, settled and edited: nothing is lost, nothing is doubled."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from draftreview.domain.diffing import syllables
from draftreview.domain.merging_changes import Change, Fate
from draftreview.domain.merging_outline import Outline
from draftreview.domain.provisions import Component, walk
from draftreview.domain.questions import How, QuestionKind, Settlement
from draftreview.domain.references import Locator, mentions
from draftreview.domain.vocabulary import Operation
from draftreview.domain.working import WorkingText, composed
from draftreview.domain.working_edits import DirectEdit
from tests.domain.texts import article, found, text
from tests.domain.working_texts import CHANGES, EDITS, EIDS, TEXT, all_settled, choosing

SEEDS = st.integers(0, 3)


def eids(components: Sequence[Component]) -> list[str]:
    return [one.eid for component in components for one, _ in walk(component.children)]


def words_of(components: Sequence[Component]) -> list[str]:
    return [one.words for component in components for one, _ in walk(component.children)]


@given(CHANGES, EDITS, SEEDS, st.data())
def test_the_order_of_everything_changes_nothing(
    changes: list[Change], edits: list[DirectEdit], seed: int, data: st.DataObject
) -> None:
    working, settled = all_settled(TEXT, changes, edits, choosing(seed))
    shuffled = composed(
        TEXT,
        data.draw(st.permutations(changes)),
        data.draw(st.permutations(settled)),
        data.draw(st.permutations(edits)),
    )
    assert shuffled.components == working.components
    assert {one.key: one for one in shuffled.results} == {one.key: one for one in working.results}
    assert [one.seal for one in shuffled.questions] == [one.seal for one in working.questions]


@given(CHANGES, EDITS, SEEDS, st.integers(0, 5))
def test_every_proposal_ends_in_exactly_one_state_whatever_was_settled(
    changes: list[Change], edits: list[DirectEdit], seed: int, kept: int
) -> None:
    _, settled = all_settled(TEXT, changes, edits, choosing(seed))
    nonsense = [
        replace(one, **odd)
        for one, odd in zip(
            settled,
            ({"seal": "0"}, {"followed": ("no", "such")}, {"followed": ("1", "1", "2")}, {"withdrawn": True}),
            strict=False,
        )
    ]
    for choices in ([], nonsense, [*settled[:kept]], [Settlement("no:such", "0", ("1",))]):
        working = composed(TEXT, changes, choices, edits)
        assert [one.key for one in working.results] == [one.key for one in changes]
        assert [one.key for one in working.edited] == [one.key for one in edits]
        asked = Counter(key for one in working.questions for key in set(one.keys))
        for result in (*working.results, *working.edited):
            assert result.how is None or result.fate is Fate.CONFLICT
            assert asked[result.key] == len(result.subjects)
            assert bool(asked[result.key]) >= (result.fate is Fate.CONFLICT)


@given(CHANGES, EDITS, SEEDS)
def test_when_all_is_settled_nothing_blocks_and_composing_again_gives_the_same(
    changes: list[Change], edits: list[DirectEdit], seed: int
) -> None:
    working, settled = all_settled(TEXT, changes, edits, choosing(seed))
    assert working.blocking == ()
    assert working.unchecked == ()
    assert all(one.how for one in (*working.results, *working.edited) if one.fate is Fate.CONFLICT)
    assert composed(TEXT, changes, settled, edits) == working


@given(CHANGES, EDITS, SEEDS)
def test_a_stale_settlement_never_changes_the_text(
    changes: list[Change], edits: list[DirectEdit], seed: int
) -> None:
    _, settled = all_settled(TEXT, changes, edits, choosing(seed))
    stale = [replace(one, seal=one.seal[::-1] + "x") for one in settled]
    assert composed(TEXT, changes, stale, edits).components == composed(TEXT, changes, (), edits).components


@given(CHANGES, EDITS, SEEDS)
def test_no_provision_is_lost_or_doubled(changes: list[Change], edits: list[DirectEdit], seed: int) -> None:
    working, _ = all_settled(TEXT, changes, edits, choosing(seed))
    assert eids(working.components) == list(working.origins)
    kept = [one for one in working.origins.values() if one]
    assert len(kept) == len(set(kept))
    standing = {one.key for one in (*working.results, *working.edited) if one.stands}
    deletions = [one for one in changes if one.operation is Operation.DELETE]
    deletions += [one.change for one in edits if one.operation is Operation.DELETE]
    gone = {one.eid for one in deletions if one.key in standing}
    tree = Outline(TEXT)
    assert not gone & set(kept)
    assert all(gone & set(tree.line(eid)) for eid in set(EIDS) - set(kept))


@given(CHANGES, SEEDS)
def test_what_was_moved_stands_in_its_new_home_if_a_person_let_it(changes: list[Change], seed: int) -> None:
    working, _ = all_settled(TEXT, changes, (), choosing(seed))
    was, now = Outline(TEXT), Outline(working.components)
    results = {one.key: one for one in working.results}
    for change in changes:
        if change.operation is Operation.MOVE and results[change.key].stands:
            place = working.places.get(change.eid)
            home = was.home(change)
            assert place is None or now.parents[place] == working.places.get(home, home)


@given(CHANGES, SEEDS)
def test_what_was_inserted_and_stands_is_in_the_text_with_its_words(changes: list[Change], seed: int) -> None:
    working, _ = all_settled(TEXT, changes, (), choosing(seed))
    standing = {one.key for one in working.results if one.stands}
    inserted = {key: eid for eid, keys in working.inserted.items() for key in keys}
    for change in changes:
        if change.operation is Operation.INSERT:
            assert (change.key in standing) == (change.key in inserted)
        if change.key in inserted:
            new = found(working.components, inserted[change.key])
            assert len(syllables(new.text)) >= len(syllables(change.new_text or ""))


WORDS = [f"từ{at}" for at in range(60)]


@given(st.sets(st.integers(0, 14), min_size=1), st.integers(0, 14), SEEDS)
def test_no_words_of_a_clean_change_are_lost_by_settling_a_clash_elsewhere(
    clean: set[int], clash: int, seed: int
) -> None:
    tree = text(article(1, "A", " ".join(WORDS)))
    place = "att_1__art_1__para_1"

    def reworded(key: str, at: int, word: str) -> Change:
        words = [word if one == f"từ{at * 4}" else one for one in WORDS]
        return Change(key, Operation.REPLACE, place, new_text=" ".join(words))

    changes = [reworded(f"{at}", at, f"mới{at}") for at in clean - {clash}]
    changes += [reworded(f"x{way}", clash, f"khác{way}") for way in "ab"]
    choose = choosing(seed)
    working, _ = all_settled(tree, changes, (), lambda one: replace(choose(one), new_text=None))
    near = [one for one in working.results if one.near or one.how is How.NOT_FOLLOWED]
    left_out = {one.key for one in near if one.how is How.NOT_FOLLOWED}
    words = set(syllables(found(working.components, place).text))
    assert all(f"mới{at}" in words for at in clean - {clash} if f"{at}" not in left_out)


@given(CHANGES)
def test_renumbering_changes_nothing_but_numbers_and_references(changes: list[Change]) -> None:
    structural = [one for one in changes if one.operation is not Operation.REPLACE]
    working = composed(TEXT, structural)
    was = {one.eid: one for component in TEXT for one, _ in walk(component.children)}
    for component in working.components:
        for one, _ in walk(component.children):
            origin = was.get(working.origins[one.eid] or "")
            if origin:
                assert _bare(one.words) == _bare(origin.words)


def _bare(words: str) -> str:
    """Leave out what a reference says: its numbers and levels."""
    for mention in reversed(mentions(words)):
        words = f"{words[: mention.start]}@{words[max(mention.end, mention.start) :]}"
    return words


@given(CHANGES)
def test_every_reference_to_what_is_still_there_means_the_same_or_is_named(changes: list[Change]) -> None:
    working = composed(TEXT, [one for one in changes if one.operation is not Operation.REPLACE])
    then, now = Locator(TEXT), Locator(working.components)
    moved = {was: eid for eid, was in working.origins.items() if was}
    named = {(one.eid, one.part) for one in references(working) if not one.rewritten}
    texts = {one.eid: one.text for component in TEXT for one, _ in walk(component.children)}
    for component in working.components:
        for one, _ in walk(component.children):
            origin = working.origins[one.eid]
            if origin is None:
                continue
            meant = [then.target(mention, origin) for mention in mentions(texts[origin])]
            says = [now.target(mention, one.eid) for mention in mentions(one.text)]
            wrong = [old for old, new in zip(meant, says, strict=True) if old and moved.get(old) != new]
            assert not wrong or (one.eid, "text") in named


def references(working: WorkingText) -> list[object]:
    return [one.reference for one in working.questions if one.kind is QuestionKind.REFERENCE]


def test_no_comment_is_lost_over_ten_versions() -> None:
    """Every comment's provision is in the newest version under its identity, or was deleted on the way."""
    for seed in range(20):
        random = Random(seed)  # noqa: S311 - reproducible, no secrets
        tree, identity, gone = TEXT, {eid: eid for eid in EIDS}, set[str]()
        said: dict[str, str] = {}
        for number in range(10):
            said |= {identity[eid]: eid for eid in random.sample(eids(tree), min(5, len(eids(tree))))}
            working, _ = all_settled(tree, accepted(random, tree, number), (), choosing(seed))
            carried = {
                eid: identity[was] if was else f"v{number}:{eid}" for eid, was in working.origins.items()
            }
            if not carried:
                continue  # an act without any provision is not issued
            gone |= set(identity.values()) - set(carried.values())
            assert len(set(carried.values())) == len(carried)
            tree, identity = working.components, carried
        assert all((one in identity.values()) != (one in gone) for one in said)


def accepted(random: Random, tree: Sequence[Component], number: int) -> list[Change]:
    """Make up what was accepted in one round."""
    places = eids(tree)
    changes = []
    for at in range(6):
        eid, other = random.choice(places), random.choice(places)
        operation = random.choice(list(Operation))
        words = f"Câu chữ {number} {at} theo {random.choice(('Điều 2', 'khoản 1 Điều 3'))}."
        change = Change(str(at), operation, eid, new_text=words)
        if operation is Operation.INSERT:
            change = replace(change, eid="", after=eid)
        elif operation is Operation.MOVE:
            change = replace(change, new_text=None, after=other)
        elif operation is Operation.DELETE:
            change = replace(change, new_text=None)
        changes.append(change)
    return changes
