"""Any sequence of steps, on a real database: one current outcome a comment, and no gap in its revisions."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.pool import StaticPool

from draftreview.db import make_engine, session_factory
from draftreview.domain.errors import Conflict
from draftreview.domain.sign_off import STAGES, TABLE, Standing, Step, standing
from draftreview.domain.vocabulary import Outcome
from draftreview.models.base import Base
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.dispositions import Disposition
from draftreview.services.approvals import Chosen, sign
from draftreview.services.dispositions import Decision, current, decide, is_current, keep
from draftreview.services.synthesis import compose
from tests.factories import Factory, FixedClock

STEPS = st.tuples(st.sampled_from(["stale", *Step]), st.integers(0, 2), st.sampled_from(Outcome))


class Play:
    """A round of three comments that steps are played on, with what should have come of them."""

    def __init__(self, make: Factory) -> None:
        self.make, self.lead, self.round = make, make.lead(), make.round()
        self.comments = [self._sent(self.round) for _ in range(3)]
        self.expected: dict[int, tuple[int, Standing, Outcome]] = {}

    def _sent(self, round_: Consultation) -> Comment:
        invitation = self.make.invitation(round_)
        return self.make.sent(self.make.comment(invitation), invitation)

    def step(self, verb: str, which: int, outcome: Outcome) -> None:
        """Take one step and note what should have come of it."""
        comment_id = self.comments[which].id
        revision, where, _said = self.expected.get(comment_id, (0, Standing.UNANSWERED, outcome))
        if verb == "stale":
            with pytest.raises(Conflict):
                self._decide(comment_id, outcome, 99)
        elif verb == Step.PROPOSE:
            self._decide(comment_id, outcome, revision)
            self.expected[comment_id] = (revision + 1, Standing.PROPOSED, outcome)
        elif where is not Standing.UNANSWERED:
            self._carry(Step(verb), comment_id)

    def _decide(self, comment_id: int, outcome: Outcome, revision: int) -> None:
        # The explanation differs every time, so that nothing says the same.
        self.make.clock.forward(minutes=1)
        decision = Decision(outcome, f"Lý do lúc {self.make.clock.now()}.", seen_revision=revision)
        decide(self.make.session, self.lead, self.make.clock, comment_id, decision)

    def _carry(self, step: Step, comment_id: int) -> None:
        session, clock = self.make.session, self.make.clock
        revision, where, outcome = self.expected[comment_id]
        if step is Step.KEEP:
            after = keep(session, self.lead, clock, comment_id, revision)
            session.flush()
            assert standing(after.stage, after.remark) is Standing.PROPOSED
            self.expected[comment_id] = (after.revision, Standing.PROPOSED, outcome)
            return
        result = sign(session, self.lead, clock, self.round, Chosen({comment_id: revision}), step, "Sửa.")
        # Nothing changes under these answers, so that there is nothing to confirm.
        assert bool(result.done) is ((where, step) in TABLE and step is not Step.CONFIRM)
        if result.done:
            self.expected[comment_id] = (revision + 1, TABLE[where, step], outcome)


@settings(max_examples=25)
@given(st.lists(STEPS, max_size=16))
def test_any_sequence_leaves_every_comment_one_current_answer_and_every_revision(
    steps: list[tuple[Any, int, Outcome]],
) -> None:
    engine = make_engine("sqlite://", poolclass=StaticPool)
    Base.metadata.create_all(engine)
    with session_factory(engine)() as session:
        play = Play(Factory(session, FixedClock(datetime(2017, 10, 24, 2, tzinfo=UTC))))
        for step in steps:
            play.step(*step)
        session.flush()
        rows = session.scalars(select(Disposition).where(is_current(Disposition))).all()
        assert {
            row.comment_id: (row.revision, standing(row.stage, row.remark), row.outcome) for row in rows
        } == play.expected
        assert len(rows) == len(play.expected)
        for comment_id, (revision, where, _outcome) in play.expected.items():
            kept = session.scalars(
                select(Disposition.revision).where(Disposition.comment_id == comment_id)
            ).all()
            assert sorted(kept) == list(range(1, revision + 1))
            assert current(session, [comment_id])[comment_id].stage is STAGES[where]
        answers = {row.comment_id: row.answer for row in compose(session, play.round).rows}
        assert {one for one, answer in answers.items() if answer} == set(play.expected)
    engine.dispose()
