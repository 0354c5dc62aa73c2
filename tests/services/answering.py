"""Comments answered through the services, so that what they were answered on is kept."""

from dataclasses import dataclass

from draftreview.domain.vocabulary import CommentState, Outcome, ReplyState
from draftreview.models.comments import Comment
from draftreview.models.dispositions import Disposition
from draftreview.services.dispositions import Decision, current, decide
from tests.factories import Factory
from tests.services.rounds import CLAUSE, Round, begin


@dataclass
class Desk:
    """A round with its drafter and its lead."""

    round: Round

    @property
    def make(self) -> Factory:
        """Give the factory."""
        return self.round.make

    def __post_init__(self) -> None:
        self.drafter, self.lead = self.make.drafter(), self.make.lead()

    def answered(
        self,
        outcome: Outcome = Outcome.DECLINED,
        explanation: str = "Luật đã định.",
        eid: str | None = CLAUSE,
    ) -> Comment:
        """Send a comment and answer it."""
        comment = self.round.comment(eid)
        self.decide(comment, outcome, explanation)
        return comment

    def decide(
        self, comment: Comment, outcome: Outcome = Outcome.DECLINED, explanation: str = "Luật đã định."
    ) -> Disposition:
        """Answer a comment after whatever was answered before."""
        before = self.answer(comment)
        decision = Decision(outcome, explanation, seen_revision=before.revision if before else 0)
        row = decide(self.make.session, self.drafter, self.make.clock, comment.id, decision)
        self.make.session.flush()
        return row

    def answer(self, comment: Comment) -> Disposition | None:
        """Give the current answer."""
        return current(self.make.session, [comment.id]).get(comment.id)

    def send_again(self, comment: Comment, **changed: object) -> None:
        """Let the agency send a comment once more, in other words if given."""
        for name, value in changed.items():
            setattr(comment, name, value)
        self.make.clock.forward(days=1)
        comment.sent_at = self.make.clock.now()
        self.make.session.flush()

    def take_back(self, comment: Comment) -> None:
        """Return the reply of a comment for correction."""
        assert comment.reply is not None
        comment.reply.state, comment.state = ReplyState.RETURNED, CommentState.READY
        self.make.session.flush()


def desk_of(make: Factory) -> Desk:
    """Begin a round with people at the desk."""
    return Desk(begin(make))
