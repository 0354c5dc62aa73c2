"""Made-up replies written as rows: sent, with their comments, proposals and most outcomes."""

from datetime import datetime, time, timedelta
from random import Random

from sqlalchemy.orm import Session

from draftreview.domain.clock import VIETNAM
from draftreview.domain.made_up import MadeUpComment, answer_to, comment_on
from draftreview.domain.provisions import text_hash
from draftreview.domain.vocabulary import CommentState, Operation, Outcome, ReplyState, Role, Stage, Stance
from draftreview.models.accounts import User
from draftreview.models.comments import Comment, Proposal
from draftreview.models.consultations import Consultation, Invitation, Reply
from draftreview.models.dispositions import Disposition
from draftreview.services.made_up_places import MadeUpPlace, MadeUpPlaces

MADE_UP = "dữ liệu dựng để thử"
"""Stands in the signer of every made-up reply and in the names of made-up agencies."""

ANSWERED = 0.85
"""The share of comments that get an outcome."""

UNUSABLE = "!"
"""No sign-in library makes this hash of any password: made-up people cannot sign in."""


class MadeUpReplies:
    """Write replies one agency at a time; remember the wording taken at each place."""

    def __init__(
        self,
        session: Session,
        random: Random,
        consultation: Consultation,
        places: MadeUpPlaces,
        drafter: User,
    ) -> None:
        self.session = session
        self.random = random
        self.consultation = consultation
        self.places = places
        self.drafter = drafter
        self.comments: list[Comment] = []
        self.replies: list[Reply] = []
        self._taken: dict[int, str] = {}

    def add(self, invitation: Invitation, number: int, share: int) -> None:
        """Write one agency's sent reply with ``share`` comments."""
        sent_at = self._moment()
        author = self._author(invitation)
        reply = invitation.reply or Reply(invitation=invitation)
        self._send(reply, number, share, sent_at)
        self.session.add(reply)
        self.replies.append(reply)
        for place in self.places.some(self.random, share):
            self._comment(invitation, reply, author, place, sent_at)

    def _moment(self) -> datetime:
        last = (self.consultation.closes_before - self.consultation.opens_on).days + 3
        day = self.consultation.opens_on + timedelta(days=self.random.randint(5, max(last, 5)))
        return datetime.combine(day, time(self.random.randint(8, 16), self.random.randint(0, 59)), VIETNAM)

    def _author(self, invitation: Invitation) -> User:
        code = invitation.agency.code
        author = User(
            agency=invitation.agency,
            login=f"dung.{code}.{invitation.id}",
            display_name=f"Chuyên viên ({MADE_UP})",
            role=Role.COMMENTER,
            password_hash=UNUSABLE,
            disabled_at=self._moment(),
        )
        self.session.add(author)
        return author

    def _send(self, reply: Reply, number: int, share: int, sent_at: datetime) -> None:
        reply.invitation.opened_at = reply.invitation.opened_at or sent_at - timedelta(days=2)
        reply.state = ReplyState.SENT
        reply.stance = Stance.AGREE_WITH_COMMENTS if share else Stance.AGREE
        reply.letter_number = f"{100 + number * 7}/GY-{number:02d}"
        reply.letter_date = sent_at.date()
        reply.signer = f"Lãnh đạo cơ quan ({MADE_UP})"
        reply.sent_at = sent_at
        reply.sent_on = sent_at.date()
        reply.late = sent_at.date() >= reply.invitation.due_before
        reply.fingerprint = text_hash(f"{MADE_UP} {number} {share} {sent_at.isoformat()}")

    def _comment(
        self, invitation: Invitation, reply: Reply, author: User, place: MadeUpPlace, sent_at: datetime
    ) -> None:
        provision = place.provision
        text = provision.text if provision else ""
        said = comment_on(self.random, place.said, text, invitation.agency.short_name, place.may_insert)
        comment = Comment(
            consultation=self.consultation,
            agency=invitation.agency,
            author=author,
            reply=reply,
            provision=provision,
            topic_id=place.topic_id,
            category=said.category,
            state=CommentState.SENT,
            body=said.body,
            reason=said.reason,
            citation=place.said if provision else "",
            words=provision.text if provision else "",
            created_at=sent_at - timedelta(days=1),
            updated_at=sent_at - timedelta(hours=1),
            sent_at=sent_at,
        )
        if said.operation is not None:
            comment.proposal = self._proposal(place, said)
        self.session.add(comment)
        self.comments.append(comment)
        if self.random.random() < ANSWERED:
            self._answer(comment, place, said, sent_at)

    @staticmethod
    def _proposal(place: MadeUpPlace, said: MadeUpComment) -> Proposal:
        provision = place.provision
        replaces = said.operation is Operation.REPLACE
        return Proposal(
            operation=said.operation,
            new_text=said.new_text,
            new_heading=provision.heading if provision and replaces else "",
            base_heading=provision.heading if provision else "",
            base_text=provision.text if provision else "",
            base_hash=provision.text_hash if provision else "",
        )

    def _answer(self, comment: Comment, place: MadeUpPlace, said: MadeUpComment, sent_at: datetime) -> None:
        key = place.provision.id if place.provision else 0
        answer = answer_to(self.random, said, self._taken.get(key))
        if answer.outcome is Outcome.ACCEPTED and said.operation is Operation.REPLACE:
            self._taken[key] = said.new_text
        stages = (Stage.PROPOSED, Stage.APPROVED, Stage.RELEASED)[: self.random.choice((1, 2, 2, 3))]
        for revision, stage in enumerate(stages, 1):
            self.session.add(
                Disposition(
                    comment=comment,
                    revision=revision,
                    outcome=answer.outcome,
                    stage=stage,
                    explanation=answer.explanation,
                    new_text=answer.new_text,
                    new_heading=(place.provision.heading if place.provision and answer.new_text else ""),
                    by=self.drafter,
                    at=sent_at + timedelta(days=revision),
                )
            )
