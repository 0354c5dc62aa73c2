"""Two versions with a round on the first: comments sent and answered, issued or brought as a file."""

from dataclasses import dataclass, field, replace
from typing import Any

from draftreview.domain import provisions as tree
from draftreview.domain.alignment import align
from draftreview.domain.vocabulary import Operation, Outcome, Stage
from draftreview.models.accounts import Agency
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Version
from draftreview.models.working import Adoption, DirectEdit
from draftreview.services import lineage
from tests.factories import Factory, small_text

CLAUSE = "att_1__art_3__para_1"
WAS = "Cơ quan được hỏi trả lời bằng văn bản trong thời hạn 05 ngày làm việc."
NOW = "Cơ quan được hỏi trả lời trên phần mềm, có ký số, trong thời hạn 05 ngày làm việc."


def reworded(
    words: str = NOW, components: tuple[tree.Component, ...] | None = None
) -> tuple[tree.Component, ...]:
    """Say something else in khoản 1 Điều 3 of the Quy định."""
    main, regulation, appendix = components or small_text()
    (chapter,) = regulation.children
    first, second, third = chapter.children
    third = replace(third, children=(replace(third.children[0], text=words), *third.children[1:]))
    chapter = replace(chapter, children=(first, second, third))
    return (main, replace(regulation, children=(chapter,)), appendix)


def without_clause() -> tuple[tree.Component, ...]:
    """Leave khoản 1 Điều 3 out."""
    main, regulation, appendix = small_text()
    (chapter,) = regulation.children
    first, second, third = chapter.children
    third = replace(third, children=(replace(third.children[1], number="1", eid=CLAUSE),))
    chapter = replace(chapter, children=(first, second, third))
    return (main, replace(regulation, children=(chapter,)), appendix)


@dataclass
class Round:
    """A draft in the middle of its work."""

    make: Factory
    consultation: Consultation
    text: tuple[tree.Component, ...] = field(default_factory=small_text)
    """The newest text, at first that of the version consulted."""

    @property
    def version(self) -> Version:
        """Give the version consulted."""
        return self.consultation.version

    def comment(self, eid: str | None = CLAUSE, agency: Agency | None = None, **more: Any) -> Comment:
        """Send a comment about a provision, or about the whole draft."""
        invitation = self.make.invitation(self.consultation, agency)
        place = self.make.provision(self.version, eid) if eid else None
        return self.make.sent(self.make.comment(invitation, provision=place, **more), invitation)

    def accepted(
        self,
        words: str | None = NOW,
        outcome: Outcome = Outcome.ACCEPTED,
        stage: Stage = Stage.APPROVED,
        eid: str = CLAUSE,
        operation: Operation = Operation.REPLACE,
        **own: Any,
    ) -> Disposition:
        """Answer a comment that proposes words, or none."""
        comment = self.comment(eid)
        if words is not None:
            self.make.proposal(comment, words, operation=operation)
        return self.make.disposition(comment, outcome, stage, **own)

    def next(self, components: tuple[tree.Component, ...] | None = None) -> Version:
        """Bring the next version, with its alignment."""
        new = reworded() if components is None else components
        pairs = align(self.text, new)
        version = lineage.write_successor(self.make.session, None, self.make.clock, self.newest, new, pairs)
        self.newest, self.text = version, new
        return version

    def __post_init__(self) -> None:
        self.newest: Version = self.consultation.version

    def adopt(
        self, version: Version, old: str | None = CLAUSE, new: str | None = CLAUSE, **why: Any
    ) -> Adoption:
        """Record why a version reads as it does."""
        row = Adoption(
            version=version,
            old_provision=self.make.provision(self.version, old) if old else None,
            new_provision=self.make.provision(version, new) if new else None,
            **why,
        )
        self.make.session.add(row)
        self.make.session.flush()
        return row

    def edit(self, subject: str = CLAUSE, reason: str = "Thống nhất cách gọi.", **more: Any) -> DirectEdit:
        """Edit a provision directly."""
        row = DirectEdit(
            version=self.version,
            subject=subject,
            revision=1,
            operation=Operation.REPLACE,
            new_text=NOW,
            reason=reason,
            at=self.make.clock.now(),
            **more,
        )
        self.make.session.add(row)
        self.make.session.flush()
        return row


def begin(make: Factory, **draft: Any) -> Round:
    """Open a round on the first version of a draft, with another draft's round as noise."""
    noise = Round(make, make.round(make.version(make.draft())))
    noise.accepted()
    noise.adopt(noise.next(), direct_edit=noise.edit())
    return Round(make, make.round(make.version(make.draft(**draft))))
