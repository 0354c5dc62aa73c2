"""Accepted comments and what a drafter does with them, said shortly for the tests of the next version."""

from dataclasses import dataclass
from typing import Any

from draftreview.domain.merging_changes import Words
from draftreview.domain.questions import Question
from draftreview.domain.vocabulary import Operation, Stage
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.drafts import Version
from draftreview.models.working import DirectEdit, Settlement
from draftreview.services import next_version, working_text_editing, working_text_settling
from draftreview.services.working_text import Working, working_on
from draftreview.services.working_text_editing import Grounds
from tests.factories import Factory

CLAUSE, ARTICLE, OTHER = "att_1__art_3__para_1", "att_1__art_3", "att_1__art_2__para_1"
ON_SOFTWARE = "Cơ quan được hỏi trả lời trên phần mềm trong thời hạn 05 ngày làm việc."
IN_TEN_DAYS = "Cơ quan được hỏi trả lời bằng văn bản trong thời hạn 10 ngày làm việc."
BY_POST = "Cơ quan được hỏi trả lời qua bưu chính trong thời hạn 05 ngày làm việc."


@dataclass
class Desk:
    """A draft whose round is over, and the drafting side at work on its next version."""

    make: Factory
    consultation: Consultation

    def __post_init__(self) -> None:
        self.key = self.consultation.draft.key
        self.lead = self.make.lead(display_name="Trưởng ban")
        self.drafter = self.make.drafter(display_name="Tổ viên")

    def accept(self, new_text: str | None, eid: str = CLAUSE, **more: Any) -> Comment:
        """Accept a comment of an agency of its own, with a wording where one is given."""
        invitation = self.make.invitation(self.consultation)
        comment = self.make.comment(invitation, provision=self.make.provision(self.consultation.version, eid))
        if new_text is not None:
            self.make.proposal(comment, new_text, **more)
        self.make.sent(comment, invitation)
        self.make.disposition(comment, stage=Stage.APPROVED)
        return comment

    def insert(self, new_text: str, eid: str = CLAUSE, **more: Any) -> Comment:
        """Accept a new provision after another one."""
        return self.accept(new_text, eid, operation=Operation.INSERT, new_heading="", **more)

    @property
    def working(self) -> Working:
        """Give the next version as it stands."""
        return working_on(self.make.session, self.key)

    @property
    def question(self) -> Question:
        """Give the only question that blocks."""
        (question,) = self.working.text.blocking
        return question

    @property
    def settled(self) -> Question:
        """Give the only question that was settled."""
        (question,) = (one for one in self.working.text.questions if not one.is_open)
        return question

    def text(self, eid: str = CLAUSE) -> str:
        """Give the words of a place of the base version as they stand now."""
        words = self.working.text.words_at(eid)
        assert words is not None
        return words.text

    def settle(self, *followed: object, question: Question | None = None, **more: Any) -> Settlement:
        """Settle a question as the drafter sees it now."""
        question = question or self.question
        facts = {"seal": question.seal, "revision": question.revision} | more
        return working_text_settling.settle(
            self.make.session,
            facts.pop("actor", self.drafter),
            self.make.clock,
            self.key,
            question.subject,
            followed=[str(getattr(one, "id", one)) for one in followed],
            **facts,
        )

    def edit(self, new: Words | str, subject: str = CLAUSE, **more: Any) -> DirectEdit:
        """Reword a place as the drafter sees it now."""
        working = self.working
        last = working.edit(subject)
        facts = {"seen": working.seen(subject), "revision": last.revision if last else 0} | more
        return working_text_editing.edit_directly(
            self.make.session,
            facts.pop("actor", self.drafter),
            self.make.clock,
            self.key,
            subject,
            Words(text=new) if isinstance(new, str) else new,
            facts.pop("grounds", Grounds("Cho rõ nghĩa.")),
            **facts,
        )

    def issue(self, seen: str = "") -> Version:
        """Issue what stands."""
        return next_version.issue(
            self.make.session, self.lead, self.make.clock, self.key, seen or self.working.seal
        )


class FreshDesk(Desk):
    """A desk beside a running application: what others have committed is seen at every look."""

    @property
    def working(self) -> Working:
        """Give the next version as it stands for everybody."""
        self.make.session.rollback()
        return super().working
