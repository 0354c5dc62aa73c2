"""Whatever the drafting side does, in whatever order: every comment has one current answer at most."""

from collections.abc import Callable
from functools import partial
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.errors import DraftReviewError
from draftreview.domain.sign_off import Step
from draftreview.domain.vocabulary import CommentState, Outcome
from draftreview.models.comments import Comment
from draftreview.models.desk import GroupMember, Separation
from draftreview.models.dispositions import Disposition
from draftreview.services import bulk, dispositions, groups, parting
from draftreview.services.approvals import Chosen, sign
from draftreview.services.dispositions import Decision
from tests.factories import Factory
from tests.services.grouped import Grouping

NUMBER = 5
decisions = st.sampled_from(
    [
        Decision(Outcome.ACCEPTED),
        Decision(Outcome.DECLINED, "Luật định."),
        Decision(Outcome.NOTED, "Ghi nhận."),
        Decision(Outcome.DECLINED),
        Decision(Outcome.PARTLY_ACCEPTED, "Một phần."),
    ]
)
SIGNED = (Step.APPROVE, Step.SEND_BACK, Step.TAKE_BACK, Step.RELEASE)
some = st.sets(st.integers(0, NUMBER - 1), max_size=NUMBER)
steps = st.lists(
    st.tuples(
        st.sampled_from(
            [*("decide", "bulk", "gather", "part", "take_out", "split", "answer_group"), *map(str, SIGNED)]
        ),
        some,
        decisions,
        st.booleans(),
    ),
    max_size=12,
)


class Work:
    """What a drafter does with five comments; ``stale`` pages are older than what stands there."""

    def __init__(self, grouping: Grouping, comments: list[Comment]) -> None:
        self.grouping, self.ids = grouping, [one.id for one in comments]
        self.lead = grouping.make.lead()

    def do(self, verb: str, numbers: set[int], decision: Decision, stale: bool) -> None:
        """Do one thing, as far as it is let."""
        verbs: dict[str, Callable[..., object]] = {
            "decide": self.decide,
            "bulk": self.bulk,
            "gather": lambda ids, *_: groups.gather(*self.grouping.facts, ids, proposed=stale),
            "part": lambda ids, *_: parting.part(*self.grouping.facts, ids),
            "take_out": lambda ids, *_: groups.take_out(
                *self.grouping.facts, self.group(ids), min(ids, default=0)
            ),
            "split": lambda ids, *_: groups.split(*self.grouping.facts, self.group(ids), ids),
            "answer_group": lambda ids, *rest: self.bulk(self.members(self.group(ids)), *rest),
        }
        verbs |= {step.value: partial(self.sign, step) for step in SIGNED}
        session = self.grouping.make.session
        with session.begin_nested():
            try:
                verbs[verb]([self.ids[number] for number in sorted(numbers)], decision, stale)
                session.flush()
            except DraftReviewError:
                return

    def decide(self, ids: list[int], decision: Decision, stale: bool) -> None:
        """Answer the first one alone."""
        for comment_id in ids[:1]:
            seen = Decision(
                decision.outcome,
                decision.explanation,
                seen_revision=self.seen([comment_id], stale)[comment_id],
            )
            dispositions.decide(*self.grouping.facts[:3], comment_id, seen)

    def bulk(self, ids: list[int], decision: Decision, stale: bool) -> None:
        """Answer all of them alike; all that had not changed are reached."""
        result = bulk.answer_many(*self.grouping.facts, self.seen(ids, stale), decision)
        assert {*result.done, *(one.comment_id for one in result.left)} == set(ids)
        assert stale or not result.left

    def sign(self, step: Step, ids: list[int], _decision: Decision, stale: bool) -> None:
        """Carry answers one step on as the lead drafter; all are reached or named."""
        session, _drafter, clock, round_ = self.grouping.facts
        chosen = Chosen({one: number for one, number in self.seen(ids, stale).items() if number or stale})
        result = sign(session, self.lead, clock, round_, chosen, step, "Xem lại.")
        named = {*result.done, *(one.comment_id for one in result.left)}
        assert named <= set(chosen.revisions)

    def seen(self, ids: list[int], stale: bool) -> dict[int, int]:
        """Give the revisions that a page showed."""
        found = dispositions.current(self.grouping.make.session, ids)
        return {one: 0 if stale or one not in found else found[one].revision for one in ids}

    def group(self, ids: list[int]) -> int:
        """Give the group of the first that is in one."""
        query = select(GroupMember.group_id).where(GroupMember.comment_id.in_(ids)).limit(1)
        return self.grouping.make.session.scalar(query) or 0

    def members(self, group_id: int) -> list[int]:
        """List who is in a group."""
        query = select(GroupMember.comment_id).where(GroupMember.group_id == group_id)
        return list(self.grouping.make.session.scalars(query))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps)
def test_any_sequence_leaves_one_current_answer_and_one_group_at_most(
    session: Session, make: Factory, doing
) -> None:
    session.expunge_all()  # rows of the example before, whose numbers are given out again
    with session.begin_nested() as trial:
        grouping = Grouping(make, make.round(make.version())).begin()
        comments = grouping.comments(NUMBER)
        work = Work(grouping, comments)
        for step in doing:
            work.do(*step)
        for comment in comments:
            assert comment.state is CommentState.SENT
            query = select(Disposition).where(Disposition.comment_id == comment.id)
            rows = list(session.scalars(query.order_by(Disposition.revision)))
            assert [row.revision for row in rows] == list(range(1, len(rows) + 1))
            assert sum(row.revision == max(one.revision for one in rows) for row in rows) == bool(rows)
            said = [(row.outcome, row.explanation, row.stage, row.remark) for row in rows]
            assert all(one != other for one, other in pairwise(said)), "nothing is written twice"
        grouped = dict(session.execute(select(GroupMember.comment_id, GroupMember.group_id)).all())
        for one, other in session.execute(select(Separation.one_id, Separation.other_id)):
            assert grouped.get(one, 0) != grouped.get(other, -1)
        trial.rollback()
