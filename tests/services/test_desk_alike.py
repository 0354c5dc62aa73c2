"""What is near-identical at a place of the desk: whom one answer serves, which wordings are one option."""

from draftreview.domain.vocabulary import Operation, Outcome
from draftreview.models.comments import Comment
from draftreview.services.desk import Desk, Sought, desk
from draftreview.services.desk_alike import Alike, Party, clashing
from draftreview.services.desk_queue import DeskPlaces
from draftreview.services.texts import read_text
from tests.services.grouped import Grouping, grouping
from tests.services.rounds import CLAUSE, NOW, WAS

__all__ = ["grouping"]

TALK = "Đề nghị làm rõ trách nhiệm của cơ quan phối hợp, tránh đùn đẩy giữa các cơ quan."
NEARLY = TALK.replace("làm rõ", "nêu rõ")
TELLING = TALK.replace("tránh", "không")
OTHER = "Quầy nên mở cửa cả sáng thứ bảy để người dân đi làm nộp được hồ sơ."


def opened(grouping: Grouping, chosen: Comment) -> Desk:
    grouping.make.session.flush()
    places = DeskPlaces(read_text(grouping.make.session, grouping.version))
    sought = Sought(CLAUSE, chosen.id)
    return desk(grouping.make.session, grouping.drafter, grouping.consultation, places, sought)


def party(grouping: Grouping, chosen: Comment) -> Party | None:
    return opened(grouping, chosen).alike.party


def peers(found: Party | None) -> dict[int, bool]:
    assert found is not None
    return {one.remark.id: one.meant for one in found.peers}


def worded(grouping: Grouping, words: str, **more: object) -> Comment:
    comment = grouping.comment(body=f"Đề nghị sửa: {words}")
    grouping.make.proposal(comment, words, **more)
    return comment


def test_what_is_proposed_as_one_can_be_answered_as_one_once_somebody_says_so(grouping) -> None:
    one, other = grouping.comment(body=TALK), grouping.comment(body=NEARLY)
    grouping.comment(body=OTHER)
    found = party(grouping, one)
    assert peers(found) == {other.id: True}
    assert (found.size, found.group_id, found.stands, found.begins_whole) == (2, None, False, False)


def test_a_group_that_stands_is_answered_as_one_from_the_start(grouping) -> None:
    one, other = grouping.comment(body=TALK), grouping.comment(body=OTHER)
    away = grouping.comment("att_1__art_1", body=TALK)
    group = grouping.gather(one, other, away)
    found = party(grouping, one)
    assert peers(found) == {other.id: True}
    assert (found.group_id, found.stands, found.begins_whole, found.elsewhere) == (group.id, True, True, 1)


def test_whoever_is_alone_has_no_party(grouping) -> None:
    one = grouping.comment(body=TALK)
    grouping.comment(body=OTHER)
    assert party(grouping, one) is None


def test_what_was_answered_otherwise_is_not_meant(grouping, make) -> None:
    one, same, otherwise = (grouping.comment(body=TALK) for _ in range(3))
    make.disposition(otherwise, Outcome.NOTED, explanation="Để nghiên cứu.")
    assert peers(party(grouping, one)) == {same.id: True, otherwise.id: False}
    for comment in (one, same):
        make.disposition(comment, Outcome.DECLINED, explanation="Luật đã định.")
    assert peers(party(grouping, one)) == {same.id: True, otherwise.id: False}


def test_what_a_word_tells_apart_is_meant_only_where_a_person_said_so(grouping) -> None:
    one, other = grouping.comment(body=TALK), grouping.comment(body=TELLING)
    assert peers(party(grouping, one)) == {other.id: False}
    grouping.gather(one, other)
    assert peers(party(grouping, one)) == {other.id: True}


def test_a_late_comment_would_join_the_group_that_says_the_same(grouping, make) -> None:
    one, other = grouping.comment(body=TALK), grouping.comment(body=TALK)
    group = grouping.gather(one, other)
    late = grouping.comment(body=TALK)
    later = grouping.comment(body=NEARLY)
    found = party(grouping, late)
    assert (found.group_id, found.stands, found.begins_whole) == (group.id, False, False)
    assert peers(found) == {one.id: True, other.id: True, later.id: True}


def test_of_two_groups_that_say_the_same_the_larger_draws(grouping) -> None:
    five = grouping.comments(5, body=TALK)
    grouping.gather(*five[:2])
    larger = grouping.gather(*five[2:])
    late = grouping.comment(body=TALK)
    assert party(grouping, late).group_id == larger.id


def test_what_was_parted_is_not_one_matter(grouping) -> None:
    one, other = grouping.comment(body=TALK), grouping.comment(body=TALK)
    grouping.part(one, other)
    assert party(grouping, one) is None
    grouping.gather(one, grouping.comment(body=TALK))
    assert party(grouping, other) is None


def test_who_was_kept_apart_from_one_of_a_group_does_not_join_it(grouping) -> None:
    one, odd = grouping.comment(body=TALK), grouping.comment(body=OTHER)
    late, stranger = grouping.comments(2, body=TALK)
    grouping.part(odd, stranger)
    grouping.gather(one, odd)
    assert peers(party(grouping, late)) == {one.id: True, odd.id: True}
    assert party(grouping, stranger) is None


def options(alike: Alike) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    return {
        letter: [(twin.option.letter, twin.telling) for twin in twins]
        for letter, twins in alike.twins.items()
    }


def test_near_identical_wordings_are_one_option(grouping) -> None:
    for words in (NOW, NOW, NOW.replace("hỏi", "xin ý kiến")):
        chosen = worded(grouping, words)
    found = opened(grouping, chosen)
    assert options(found.alike) == {"A": [("B", ())]}
    lead = found.spot.options[0]
    assert (found.alike.inside, found.alike.lead(lead)) == (frozenset("B"), ("A", "B"))


def test_wordings_that_a_number_tells_apart_are_one_option_only_by_a_persons_word(grouping) -> None:
    one, other = (worded(grouping, NOW.replace("05", days)) for days in ("03", "07"))
    assert options(opened(grouping, one).alike) == {}
    grouping.gather(one, other)
    assert options(opened(grouping, one).alike) == {"A": [("B", ("3", "7"))]}


def test_a_group_of_different_deeds_keeps_its_options_apart(grouping) -> None:
    one, other = worded(grouping, NOW), worded(grouping, "", operation=Operation.DELETE)
    grouping.gather(one, other)
    assert options(opened(grouping, one).alike) == {}


def test_an_option_names_those_before_it_that_cannot_stand_beside_it(grouping) -> None:
    for words in (WAS.replace("05", "03"), WAS.replace("05", "07"), NOW):
        chosen = worded(grouping, words)
    shown = opened(grouping, chosen).spot.options
    assert [clashing(one, shown) for one in shown] == [(), ("A",), ()]


def test_a_desk_without_a_place_has_nothing_alike() -> None:
    assert (Alike().party, Alike().inside) == (None, frozenset())
