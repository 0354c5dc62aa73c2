"""A sent reply as its canonical form has it: rows of the database in the words of the domain."""

from collections.abc import Sequence

from draftreview.domain.fingerprint import SentComment, SentPassage, SentReply, SentWording
from draftreview.models.comments import Anchor, Comment, Proposal
from draftreview.models.consultations import Consultation, Invitation, Reply


def sealed(
    consultation: Consultation,
    invitation: Invitation,
    reply: Reply,
    comments: Sequence[Comment],
    topics: Sequence[str] = (),
    number: int = 1,
) -> SentReply:
    """Gather what a sending seals: the reply with the comments that go out with it, in their order.

    :param topics: the codes of the focus topics on which the agency has no opinion
    :param number: which sending it is, counted from 1
    """
    assert reply.stance is not None
    assert reply.sent_at is not None
    assert reply.sent_on is not None
    return SentReply(
        draft=consultation.draft.key,
        version=consultation.version.number,
        text_hash=consultation.version.text_hash,
        round=consultation.number,
        agency=invitation.agency.code,
        stance=reply.stance.value,
        sent_at=reply.sent_at,
        sent_on=reply.sent_on,
        late=reply.late,
        comments=tuple(_sent(comment) for comment in comments),
        topics=tuple(topics),
        sending=number,
    )


def _sent(comment: Comment) -> SentComment:
    place = comment.provision
    # The identity as it was known when the reply was sent: a person who later confirms that it continues an
    # older one must not change what was sealed.
    return SentComment(
        eid=place.eid if place else (comment.component.eid or "act" if comment.component else ""),
        lineage=place.lineage.guid if place else "",
        citation=comment.citation,
        words=comment.words,
        category=comment.category.value,
        topic=comment.topic.code if comment.topic else "",
        body=comment.body,
        reason=comment.reason,
        wording=_wording(comment.proposal) if comment.proposal else None,
        passage=_passage(comment.anchor) if comment.anchor else None,
    )


def _wording(proposal: Proposal) -> SentWording:
    return SentWording(
        operation=proposal.operation.value,
        heading=proposal.new_heading,
        text=proposal.new_text,
        as_first_child=proposal.as_first_child,
        target=proposal.target.eid if proposal.target else "",
        base_hash=proposal.base_hash,
        tail=proposal.new_tail,
    )


def _passage(anchor: Anchor) -> SentPassage:
    return SentPassage(anchor.start, anchor.end, anchor.quote)
