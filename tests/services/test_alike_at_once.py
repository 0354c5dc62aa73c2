"""Two drafters who group or answer the same comments at the same moment: nobody's work is overwritten."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from sqlalchemy.orm import Session, sessionmaker

from draftreview.domain.vocabulary import Outcome
from draftreview.models.accounts import User
from draftreview.models.consultations import Consultation
from draftreview.services import groups, parting
from draftreview.services.bulk import answer_many
from draftreview.services.dispositions import Decision
from tests.factories import Factory, FixedClock
from tests.services.grouped import Grouping
from tests.services.test_at_once import at_once, sessions

__all__ = ["sessions"]


@dataclass(frozen=True)
class Alike:
    """Comments of a round that may be one matter, written and committed, and who may say so."""

    clock: FixedClock
    round_id: int
    drafter_id: int
    ids: tuple[int, ...]

    def facts(self, own: Session) -> tuple[Session, User, FixedClock, Consultation]:
        """Give what every verb takes first, in a session of one's own."""
        drafter, round_ = own.get_one(User, self.drafter_id), own.get_one(Consultation, self.round_id)
        return own, drafter, self.clock, round_


@pytest.fixture
def alike(sessions: sessionmaker[Session], clock: FixedClock) -> Alike:
    """Three of them."""
    with sessions() as session:
        make = Factory(session, clock)
        grouping = Grouping(make, make.round()).begin()
        ids = tuple(one.id for one in grouping.comments(3))
        make.commit()
        return Alike(clock, grouping.consultation.id, grouping.drafter.id, ids)


def test_of_two_who_group_and_part_the_same_comments_one_is_told(
    sessions: sessionmaker[Session], alike: Alike
) -> None:
    def gathering(own: Session) -> object:
        return groups.gather(*alike.facts(own), alike.ids, proposed=True)

    ended = at_once(sessions, gathering, lambda own: parting.part(*alike.facts(own), alike.ids))
    assert sorted(ended) == [parting.GroupedMeanwhile.__name__, "done"]


def test_of_two_who_answer_many_each_comment_has_the_answer_of_one(
    sessions: sessionmaker[Session], alike: Alike
) -> None:
    left: list[int] = []

    def answering(words: str, *chosen: int) -> Callable[[Session], object]:
        def answer(own: Session) -> None:
            seen = dict.fromkeys(chosen, 0)
            result = answer_many(*alike.facts(own), seen, Decision(Outcome.DECLINED, words))
            left.extend(one.comment_id for one in result.left)

        return answer

    works = answering("Luật định.", *alike.ids[:2]), answering("Trùng ý.", *alike.ids[1:])
    assert at_once(sessions, *works) == ["done", "done"]
    assert left == [alike.ids[1]]
