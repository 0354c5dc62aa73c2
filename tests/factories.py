"""Rows for tests, with noise beside them that a query without WHERE would catch."""

import itertools
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from argon2 import PasswordHasher
from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain import provisions as tree
from draftreview.domain.alignment import align
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import ComponentKind, Kind
from draftreview.domain.regimes import SHIPPED
from draftreview.domain.vocabulary import (
    AgencyKind,
    Category,
    CommentState,
    Operation,
    Outcome,
    ReplyState,
    Role,
    Stage,
    Stance,
)
from draftreview.models.accounts import Agency, User
from draftreview.models.comments import Comment, Proposal
from draftreview.models.consultations import (
    Consultation,
    FocusTopic,
    Invitation,
    Regime,
    Reply,
    TopicProvision,
)
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Draft, Provision, Version
from draftreview.models.settings import ROUND_TODAY, Setting
from draftreview.services import drafts, lineage

PASSWORD = "mật khẩu thử 2017"
CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
PASSWORD_HASH = CHEAP.hash(PASSWORD)


class FixedClock:
    """A clock that stands still until it is moved."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        """Give the moment it stands at."""
        return self.moment

    def round_now(self) -> datetime:
        """Give the same moment."""
        return self.moment

    def forward(self, **by: float) -> None:
        """Move it on."""
        self.moment += timedelta(**by)


def clause(number: str, text: str, eid: str, *points: tree.Provision, tail: str = "") -> tree.Provision:
    """Make a khoản."""
    return tree.Provision(Kind.CLAUSE, number, text=text, tail=tail, eid=eid, children=points)


def small_text() -> tuple[tree.Component, ...]:
    """Make a decision of one Điều with a Quy định of one chapter and three Điều."""
    point = tree.Provision
    articles = (
        tree.Provision(
            Kind.ARTICLE,
            "1",
            heading="Phạm vi điều chỉnh",
            text="Quy định này quy định việc tiếp nhận hồ sơ trên phần mềm.",
            eid="att_1__art_1",
        ),
        tree.Provision(
            Kind.ARTICLE,
            "2",
            heading="Tiếp nhận hồ sơ",
            eid="att_1__art_2",
            children=(
                clause("1", "Công chức kiểm tra hồ sơ ngay khi nhận.", "att_1__art_2__para_1"),
                clause(
                    "2",
                    "Hồ sơ chưa đủ thì:",
                    "att_1__art_2__para_2",
                    point(
                        Kind.POINT,
                        "a",
                        text="hướng dẫn một lần bằng phiếu;",
                        eid="att_1__art_2__para_2__point_a",
                    ),
                    point(Kind.POINT, "b", text="trả lại trong ngày.", eid="att_1__art_2__para_2__point_b"),
                    tail="Việc hướng dẫn được ghi trên phần mềm.",
                ),
            ),
        ),
        tree.Provision(
            Kind.ARTICLE,
            "3",
            heading="Xin ý kiến phối hợp",
            eid="att_1__art_3",
            children=(
                clause(
                    "1",
                    "Cơ quan được hỏi trả lời bằng văn bản trong thời hạn 05 ngày làm việc.",
                    "att_1__art_3__para_1",
                ),
                clause("2", "Quá thời hạn thì nêu rõ lý do theo khoản 1 Điều này.", "att_1__art_3__para_2"),
            ),
        ),
    )
    chapter = tree.Provision(
        Kind.CHAPTER, "I", heading="QUY ĐỊNH CHUNG", eid="att_1__chp_I", children=articles
    )
    issue = tree.Provision(Kind.ARTICLE, "1", text="Ban hành kèm theo Quyết định này Quy định.", eid="art_1")
    return (
        tree.Component(
            ComponentKind.MAIN,
            title="QUYẾT ĐỊNH",
            preamble="Căn cứ Luật Tổ chức chính quyền địa phương;",
            closing="TM. ỦY BAN NHÂN DÂN",
            children=(issue,),
        ),
        tree.Component(
            ComponentKind.REGULATION, eid="att_1", title="QUY ĐỊNH về cơ chế một cửa", children=(chapter,)
        ),
        tree.Component(
            ComponentKind.APPENDIX,
            eid="att_2",
            title="Phụ lục 1. Phiếu hẹn trả",
            preamble="| Mục | Nội dung |\n| 1 | Người nộp |",
        ),
    )


class Factory:
    """Write rows with believable defaults; every argument may be given instead."""

    def __init__(self, session: Session, clock: FixedClock) -> None:
        self.session = session
        self.clock = clock
        self._numbers = itertools.count(1)

    def _add(self, row: Any) -> Any:
        self.session.add(row)
        self.session.flush()
        return row

    def commit(self) -> None:
        """Commit what was made."""
        self.session.commit()

    def round_today(self, day: str) -> None:
        """Set the day that rounds are judged by (ISO)."""
        self.session.merge(Setting(name=ROUND_TODAY, value=day))

    def agency(self, name: str = "", kind: AgencyKind = AgencyKind.DEPARTMENT, **more: Any) -> Agency:
        """Make an agency."""
        number = next(self._numbers)
        name = name or f"Sở Thử nghiệm {number}"
        facts = {"code": f"co-quan-{number}", "short_name": name, "position": number} | more
        return self._add(Agency(name=name, kind=kind, **facts))

    def user(self, role: Role = Role.COMMENTER, agency: Agency | None = None, **more: Any) -> User:
        """Make a user whose password is ``PASSWORD``."""
        number = next(self._numbers)
        facts = {
            "login": f"tai-khoan-{number}",
            "display_name": f"Chuyên viên {number}",
            "password_hash": PASSWORD_HASH,
        } | more
        return self._add(User(role=role, agency=agency or self.agency(), **facts))

    def drafter(self, **more: Any) -> User:
        """Make a member of the drafting team."""
        return self.user(Role.DRAFTER, self.drafting_agency(), **more)

    def lead(self, **more: Any) -> User:
        """Make the lead drafter."""
        return self.user(Role.LEAD_DRAFTER, self.drafting_agency(), **more)

    def drafting_agency(self) -> Agency:
        """Give Sở Nội vụ, made when first asked for."""
        found = self.session.scalar(select(Agency).where(Agency.kind == AgencyKind.DRAFTING))
        return found or self.agency("Sở Nội vụ", AgencyKind.DRAFTING, code="snv")

    def draft(self, **more: Any) -> Draft:
        """Make a draft."""
        number = next(self._numbers)
        facts = {"key": f"du-thao-{number}", "title": f"Quyết định thử {number}"} | more
        return drafts.create_draft(self.session, None, self.clock, **facts)

    def version(
        self,
        draft: Draft | None = None,
        components: Sequence[tree.Component] | None = None,
        number: int = 1,
        **more: Any,
    ) -> Version:
        """Make a version of ``small_text()`` or of the components given."""
        return drafts.write_version(
            self.session,
            None,
            self.clock,
            draft or self.draft(),
            components or small_text(),
            number=number,
            **more,
        )

    def successor(
        self,
        older: Version,
        components: Sequence[tree.Component],
        pairs: Sequence[Pair] | None = None,
    ) -> Version:
        """Make the version that follows another, aligned with it unless the pairs are given."""
        old = drafts.read_components(self.session, older)
        return lineage.write_successor(
            self.session,
            None,
            self.clock,
            older,
            components,
            align(old, components) if pairs is None else pairs,
        )

    def provision(self, version: Version, eid: str) -> Provision:
        """Give a provision of a version by its eid."""
        found = self.session.scalar(
            select(Provision).where(Provision.version_id == version.id, Provision.eid == eid)
        )
        assert found is not None, f"no {eid} in the version"
        return found

    def regimes(self) -> None:
        """Write the shipped regimes, as the migration does."""
        for regime in SHIPPED:
            self.session.merge(Regime(**asdict(regime)))
        self.session.flush()

    def round(self, version: Version | None = None, number: int = 1, **more: Any) -> Consultation:
        """Open a round with the letter's days."""
        self.regimes()
        version = version or self.version()
        facts = {
            "regime_key": "2015",
            "letter_number": "2520/SNV-CCHC",
            "letter_date": date(2017, 10, 2),
            "opens_on": date(2017, 10, 2),
            "closes_before": date(2017, 11, 2),
            "drafting_agency": self.drafting_agency(),
        } | more
        return self._add(Consultation(draft=version.draft, version=version, number=number, **facts))

    def invitation(self, consultation: Consultation, agency: Agency | None = None, **more: Any) -> Invitation:
        """Invite an agency into a round."""
        facts = {"sent_on": consultation.opens_on, "due_before": consultation.closes_before} | more
        return self._add(Invitation(consultation=consultation, agency=agency or self.agency(), **facts))

    def topic(self, consultation: Consultation, *provisions: Provision, **more: Any) -> FocusTopic:
        """Make a focus topic that covers provisions."""
        number = next(self._numbers)
        facts = {
            "code": f"t{number}",
            "position": number,
            "title": f"Nội dung {number}",
            "short_title": f"Nội dung {number}",
        } | more
        topic: FocusTopic = self._add(FocusTopic(consultation=consultation, **facts))
        for one in provisions:
            self._add(TopicProvision(topic=topic, lineage_id=one.lineage_id))
        return topic

    def comment(
        self,
        invitation: Invitation,
        author: User | None = None,
        provision: Provision | None = None,
        **more: Any,
    ) -> Comment:
        """Make a comment being written; on the whole draft unless a provision is given."""
        author = author or self.user(Role.COMMENTER, invitation.agency)
        facts = {
            "category": Category.SUBSTANCE,
            "body": "Đề nghị quy định rõ hơn.",
            "citation": tree.citation(provision.eid) if provision else "",
            "words": provision.text if provision else "",
            "created_at": self.clock.now(),
            "updated_at": self.clock.now(),
        } | more
        return self._add(
            Comment(
                consultation=invitation.consultation,
                agency=invitation.agency,
                author=author,
                provision=provision,
                **facts,
            )
        )

    def proposal(self, comment: Comment, new_text: str, **more: Any) -> Proposal:
        """Give a comment a proposed wording: by default one that replaces its provision's text."""
        place = comment.provision
        facts = {
            "operation": Operation.REPLACE,
            "new_heading": place.heading if place else "",
            "base_heading": place.heading if place else "",
            "base_text": place.text if place else "",
            "base_hash": place.text_hash if place else "",
        } | more
        return self._add(Proposal(comment=comment, new_text=new_text, **facts))

    def sent(self, comment: Comment, invitation: Invitation, **more: Any) -> Comment:
        """Send a comment in its agency's reply, made when first needed."""
        reply = invitation.reply or self._add(
            Reply(
                invitation=invitation,
                state=ReplyState.SENT,
                stance=Stance.AGREE_WITH_COMMENTS,
                sent_at=self.clock.now(),
                sent_on=date(2017, 10, 24),
                fingerprint="0" * 64,
                **more,
            )
        )
        comment.state = CommentState.SENT
        comment.sent_at = self.clock.now()
        comment.reply = reply
        self.session.flush()
        return comment

    def disposition(
        self,
        comment: Comment,
        outcome: Outcome = Outcome.ACCEPTED,
        stage: Stage = Stage.PROPOSED,
        revision: int = 1,
        **more: Any,
    ) -> Disposition:
        """Answer a comment."""
        facts = {"explanation": "" if outcome is Outcome.ACCEPTED else "Đã có ở điều khác."} | more
        return self._add(
            Disposition(
                comment=comment, outcome=outcome, stage=stage, revision=revision, at=self.clock.now(), **facts
            )
        )
