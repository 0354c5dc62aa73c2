"""New numbers: series that kept their order stay as they are, others run on in their own style."""

from collections.abc import Sequence
from dataclasses import replace

from draftreview.domain.provisions import Component, Kind, Provision, walk
from draftreview.domain.renumbering import renumbered
from tests.domain.texts import article, chapter, clause, point, text


def part(number: str, *chapters: Provision) -> Provision:
    return Provision(Kind.PART, number, f"Phần {number}", children=chapters)


def numbers(before: Sequence[Component], after: Component) -> list[str]:
    return [one.number for component in renumbered(before, [after]) for one, _ in walk(component.children)]


def without(components: Sequence[Component], place: int) -> Component:
    """Leave out one of the outermost provisions."""
    children = components[0].children
    return replace(components[0], children=children[:place] + children[place + 1 :])


def with_first(components: Sequence[Component], new: Provision) -> Component:
    return replace(components[0], children=(new, *components[0].children))


def test_gaps_and_inserted_numbers_stay_where_nothing_changed() -> None:
    old = text(article(1, "A"), article("1a", "B"), article(5, "C"))
    assert numbers(old, old[0]) == ["1", "1a", "5"]
    assert numbers(old, without(old, 2)) == ["1", "1a"]


def test_behind_a_change_numbers_run_on_without_gaps() -> None:
    old = text(article(1, "A"), article("1a", "B"), article(4, "C"), article(7, "D"))
    assert numbers(old, without(old, 2)) == ["1", "1a", "2"]


def test_chapters_count_in_the_style_they_had() -> None:
    roman = text(chapter("I", "A"), chapter("II", "B"), chapter("III", "C"))
    assert numbers(roman, without(roman, 0)) == ["I", "II"]
    arabic = text(chapter("1", "A"), chapter("2", "B"))
    assert numbers(arabic, with_first(arabic, chapter("", "Mới"))) == ["1", "2", "3"]
    spelt = text(part("thứ nhất"), part("thứ hai"))
    assert numbers(spelt, with_first(spelt, part(""))) == ["thứ nhất", "thứ hai", "thứ ba"]


def test_chapters_that_begin_again_in_each_part_are_counted_by_part() -> None:
    old = text(part("I", chapter("I", "A"), chapter("II", "B")), part("II", chapter("I", "C")))
    first, second = old[0].children
    shorter = replace(old[0], children=(replace(first, children=first.children[1:]), second))
    assert numbers(old, shorter) == ["I", "I", "II", "I"]


def test_chapters_that_run_through_all_parts_go_on_running() -> None:
    old = text(part("I", chapter("I", "A"), chapter("II", "B")), part("II", chapter("III", "C")))
    first, second = old[0].children
    shorter = replace(old[0], children=(replace(first, children=first.children[1:]), second))
    assert numbers(old, shorter) == ["I", "I", "II", "II"]


def test_letters_behind_z_are_doubled() -> None:
    old = text(article(1, "A", clause(1, "Gồm:", point("y", "một"), point("z", "hai"))))
    lettered = old[0].children[0].children[0]
    longer = replace(lettered, children=(*lettered.children, point("", "ba")))
    after = replace(old[0], children=(replace(old[0].children[0], children=(longer,)),))
    assert numbers(old, after)[-1] == "aa"


def test_what_is_new_is_counted_from_the_first() -> None:
    new = article("", "Mới", clause("", "Gồm:", point("", "một"), point("", "hai")), clause("", "Hết."))
    old = text(article(1, "A"))
    assert numbers(old, with_first(old, new)) == ["1", "1", "a", "b", "2", "2"]
