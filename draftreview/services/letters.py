"""An agency's official letter gathered from its reply: what would go out, or what went."""

import re
from collections.abc import Mapping, Sequence
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.letters import Asked, Facts, OfficialLetter, Opinion, Sender
from draftreview.domain.provisions import Kind, citation, opening_capital
from draftreview.domain.synthesis import Proposed
from draftreview.models.accounts import Agency
from draftreview.models.comments import Comment, Proposal
from draftreview.models.consultations import Consultation, FocusTopic
from draftreview.models.drafts import Provision
from draftreview.models.writing import TopicAnswer
from draftreview.services.plain_text import plain
from draftreview.services.replies import WITH_COMMENTS
from draftreview.services.reply_pages import ReplyPage

_ARTICLE = re.compile(r"(?:^|.*?__)art_[^_]+")


def letter_of(session: Session, page: ReplyPage) -> OfficialLetter:
    """Gather an agency's letter from the comments that go out, or went: two queries beside the page's own."""
    round_, agency, reply = page.consultation, page.invitation.agency, page.reply
    comments = page.sent if page.is_sent else page.ready
    stance = reply.stance if reply else None
    if stance is not None and stance not in WITH_COMMENTS:
        comments = ()
    drafting, silent = _asking(session, page)
    names = _article_names(session, round_.version_id, comments)
    return OfficialLetter(
        sender=Sender(agency.name, agency.kind),
        asked=Asked(
            agency=drafting,
            number=round_.letter_number,
            day=round_.letter_date,
            title=round_.draft.title,
            short_title=round_.draft.short_title or round_.draft.title,
            version=round_.version.number,
        ),
        stance=stance,
        facts=Facts(reply.letter_number, reply.letter_date, reply.signer) if reply else Facts(),
        opinions=tuple(map(partial(_opinion, names), comments)),
        silent=silent,
    )


def _asking(session: Session, page: ReplyPage) -> tuple[str, tuple[str, ...]]:
    """Name the drafting agency, and the topics on which the writing one has no opinion: one query."""
    silent = (
        select(FocusTopic.title, FocusTopic.position, FocusTopic.consultation_id)
        .join(TopicAnswer, TopicAnswer.topic_id == FocusTopic.id)
        .where(TopicAnswer.agency_id == page.invitation.agency_id, TopicAnswer.withdrawn_at.is_(None))
        .subquery()
    )
    rows = session.execute(
        select(Agency.name, silent.c.title)
        .join(Consultation, Consultation.drafting_agency_id == Agency.id)
        .outerjoin(silent, silent.c.consultation_id == Consultation.id)
        .where(Consultation.id == page.consultation.id)
        .order_by(silent.c.position)
    ).all()
    return rows[0][0], tuple(title for _, title in rows if title is not None)


def _article_names(session: Session, version_id: int, comments: Sequence[Comment]) -> Mapping[str, str]:
    """Give the heading of every Điều that comments stand in, by eid: one query."""
    wanted = {_article(one.provision.eid) for one in comments if one.provision}
    rows = session.execute(
        select(Provision.eid, Provision.heading).where(
            Provision.version_id == version_id, Provision.kind == Kind.ARTICLE, Provision.eid.in_(wanted)
        )
    )
    return {eid: heading for eid, heading in rows}  # noqa: C416 - rows are no pairs to mypy


def _article(eid: str) -> str:
    """Give the eid of the Điều that a provision stands in, or is; of a Chương its own."""
    found = _ARTICLE.match(eid)
    return found[0] if found else eid


def _opinion(names: Mapping[str, str], comment: Comment) -> Opinion:
    proposal = comment.proposal
    return Opinion(
        group=_group(names, comment),
        place=comment.citation,
        words=comment.words,
        passage=comment.anchor.quote if comment.anchor else "",
        proposed=_proposed(comment, proposal) if proposal else None,
        body=plain(comment.body),
        reason=plain(comment.reason),
    )


def _group(names: Mapping[str, str], comment: Comment) -> str:
    """Head the comments of one Điều with its number, owner and name."""
    place = comment.provision
    if place is None:
        return opening_capital(comment.citation)
    article = _article(place.eid)
    owner = comment.citation.partition(" của ")[2]
    name = names.get(article, place.heading if article == place.eid else "")
    return opening_capital(citation(article, owner)) + (f". {name}" if name else "")


def _proposed(comment: Comment, proposal: Proposal) -> Proposed:
    beside = citation(proposal.target.eid) if proposal.target else comment.citation
    return Proposed(
        operation=proposal.operation,
        heading=proposal.new_heading,
        text=proposal.new_text,
        old_heading=proposal.base_heading,
        old_text=proposal.base_text,
        beside=beside,
        as_first_child=proposal.as_first_child,
        tail=proposal.new_tail,
        old_tail=proposal.base_tail,
    )
