"""A round with comments that may be one matter, and a drafter who says so."""

from typing import Any

import pytest
from sqlalchemy import select

from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.desk import CommentGroup, Separation
from draftreview.services import groups, parting
from tests.factories import Factory
from tests.services.rounds import Round


class Grouping(Round):
    """A round, its drafter, and ways to group that name comments instead of numbers."""

    def begin(self) -> "Grouping":
        """Make the drafter; a comment of another round stands beside."""
        self.drafter: User = self.make.drafter(display_name="Tổ biên tập 1")
        Round(self.make, self.make.round(self.make.version())).comment()
        return self

    @property
    def facts(self) -> tuple[Any, ...]:
        """Give what every verb takes first."""
        return self.make.session, self.drafter, self.make.clock, self.consultation

    def comments(self, number: int, **more: Any) -> list[Comment]:
        """Send comments on one clause, an agency each."""
        return [self.comment(**more) for _ in range(number)]

    def gather(self, *comments: Comment, **more: Any) -> CommentGroup:
        """Put comments together."""
        return groups.gather(*self.facts, [one.id for one in comments], **more)

    def part(self, *comments: Comment) -> None:
        """Say that comments are not the same."""
        parting.part(*self.facts, [one.id for one in comments])

    def members(self, group: CommentGroup) -> list[int]:
        """List who is in a group."""
        self.make.session.expire(group)
        return sorted(one.comment_id for one in group.members)

    def apart(self) -> list[tuple[int, int]]:
        """List the pairs that were said to be different."""
        rows = self.make.session.execute(select(Separation.one_id, Separation.other_id))
        return sorted((one, other) for one, other in rows)


@pytest.fixture
def grouping(make: Factory) -> Grouping:
    """A round with its drafter."""
    return Grouping(make, make.round(make.version())).begin()
