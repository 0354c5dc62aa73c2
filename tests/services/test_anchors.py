"""Words chosen in a provision: kept only as they stand there, and looked for in the newest version."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from draftreview.domain.anchoring import Found
from draftreview.domain.errors import Invalid
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Kind, walk
from draftreview.models.comments import Comment
from draftreview.services.anchors import Passage, anchor_on, passage_of, words_of
from draftreview.services.following import Following, follow
from tests.domain.texts import FEES, RECEIPT, RETURN, SCOPE, article, numbered, with_clauses
from tests.factories import Factory

THIRD = "att_1__art_2__para_3"
WORDS = RECEIPT.children[2].text
QUOTE = "hướng dẫn bổ sung một lần bằng phiếu"
START = WORDS.index(QUOTE)


@pytest.fixture
def comment(make: Factory) -> Comment:
    """A comment on a khoản of version 1, beside another comment there with chosen words of its own."""
    invitation = make.invitation(make.round(make.version(components=numbered(SCOPE, RECEIPT, RETURN))))
    place = make.provision(invitation.consultation.version, THIRD)
    anchor_on(make.session, make.comment(invitation, None, place), place, 0, 5, "Hồ sơ")
    comment: Comment = make.comment(invitation, None, place)
    return comment


def choose(session: Session, comment: Comment, quote: str = QUOTE, start: int = START) -> None:
    anchor_on(session, comment, comment.provision, start, start + len(quote), quote)


def passage(session: Session, comment: Comment) -> Passage:
    found = passage_of(comment, follow(session, comment.consultation.draft_id, 1))
    assert found is not None
    return found


def receipt(*texts: str) -> tuple:
    return numbered(SCOPE, with_clauses(RECEIPT, *(one.text for one in RECEIPT.children[:2]), *texts), RETURN)


def test_chosen_words_are_kept_with_what_stands_around_them(session: Session, comment: Comment) -> None:
    choose(session, comment)
    assert comment.anchor is not None
    assert (comment.anchor.start, comment.anchor.quote) == (START, QUOTE)
    assert comment.anchor.before == "Hồ sơ thiếu thì "


def test_choosing_again_replaces_what_was_chosen(session: Session, comment: Comment) -> None:
    choose(session, comment)
    choose(session, comment, "Hồ sơ thiếu", 0)
    assert comment.anchor is not None
    assert comment.anchor.quote == "Hồ sơ thiếu"


def test_what_nobody_sees_does_not_matter(session: Session, comment: Comment) -> None:
    end = START + len(QUOTE)
    anchor_on(session, comment, comment.provision, START, end, QUOTE.replace(" ", "\u200b\n", 1))
    assert comment.anchor is not None
    assert comment.anchor.quote == QUOTE


def test_words_that_do_not_stand_there_are_refused(session: Session, comment: Comment) -> None:
    with pytest.raises(Invalid, match="không đúng như vậy"):
        choose(session, comment, QUOTE.replace("một", "hai"))
    assert comment.anchor is None


def test_words_of_another_place_are_refused(session: Session, make: Factory, comment: Comment) -> None:
    other = make.provision(comment.consultation.version, "att_1__art_2__para_1")
    for place in (other, None):
        with pytest.raises(Invalid, match="chính quy định này"):
            anchor_on(session, comment, place, 0, 5, words_of(other)[:5])


def test_a_comment_on_a_whole_place_has_no_passage(session: Session, make: Factory, comment: Comment) -> None:
    assert passage_of(comment, Following()) is None


def test_nothing_is_said_while_nothing_is_newer(session: Session, comment: Comment) -> None:
    choose(session, comment)
    found = passage(session, comment)
    assert (found.quote, found.finding, found.changed, found.gone) == (QUOTE, None, False, False)


def test_words_are_found_over_three_versions(session: Session, make: Factory, comment: Comment) -> None:
    choose(session, comment)
    front = article(1, "Nguyên tắc", "Việc tiếp nhận hồ sơ công khai, đúng hạn và theo dõi được.")
    second = make.successor(comment.consultation.version, numbered(SCOPE, RECEIPT, RETURN, FEES))
    make.successor(second, numbered(front, SCOPE, RECEIPT, RETURN, FEES))
    found = passage(session, comment)
    assert found.finding is not None
    assert (found.number, found.finding.found) == (3, Found.UNCHANGED)


def test_words_that_were_changed_say_so(session: Session, make: Factory, comment: Comment) -> None:
    choose(session, comment)
    make.successor(comment.consultation.version, receipt(WORDS.replace("một lần bằng", "một lần trên")))
    found = passage(session, comment)
    assert (found.changed, found.gone, found.number) == (True, False, 2)


def test_words_that_were_taken_out_are_gone(session: Session, make: Factory, comment: Comment) -> None:
    choose(session, comment, "nêu từng giấy tờ còn thiếu", WORDS.index("nêu từng"))
    make.successor(comment.consultation.version, receipt(WORDS.replace(", nêu từng giấy tờ còn thiếu", "")))
    assert passage(session, comment).gone


def test_words_of_a_deleted_provision_are_gone(session: Session, make: Factory, comment: Comment) -> None:
    choose(session, comment)
    make.successor(comment.consultation.version, receipt())
    assert passage(session, comment).gone


def test_words_are_found_in_the_piece_that_has_them(
    session: Session, make: Factory, comment: Comment
) -> None:
    choose(session, comment, "nêu từng giấy tờ còn thiếu", WORDS.index("nêu từng"))
    first, _, second = WORDS.partition(", nêu")
    make.successor(comment.consultation.version, receipt(f"{first}.", f"Phiếu nêu{second}"), halves())
    assert passage(session, comment).changed is False
    assert passage(session, comment).gone is False


def test_words_that_both_pieces_have_are_in_neither(
    session: Session, make: Factory, comment: Comment
) -> None:
    choose(session, comment, "Hồ sơ thiếu thì", 0)
    make.successor(comment.consultation.version, receipt(WORDS, f"{WORDS} Hết."), halves())
    assert passage(session, comment).gone


def test_nothing_is_claimed_before_a_person_confirms(
    session: Session, make: Factory, comment: Comment
) -> None:
    choose(session, comment)
    doubt = [replace(one, certain=one.old != THIRD) for one in halves()[:-1]]
    make.successor(comment.consultation.version, receipt(f"{WORDS} Hết."), doubt)
    assert passage(session, comment).finding is None


def halves() -> list[Pair]:
    """Pair the small text with one whose third khoản of Điều 2 became two."""
    walked = (one for component in numbered(SCOPE, RECEIPT, RETURN) for one, _ in walk(component.children))
    split = Pair(THIRD, "att_1__art_2__para_4", Kind.CLAUSE, edited=True, split=True)
    return [*(Pair(one.eid, one.eid, one.kind, split=one.eid == THIRD) for one in walked), split]
