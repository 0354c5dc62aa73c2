"""Comments of an agency: written, edited, finished and withdrawn until its head sends the reply."""

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.anchoring import Anchor
from draftreview.domain.choosing import Selection
from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.errors import AlreadySent, Invalid, StaleText
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import Category, CommentState, ReplyState, TopicAction
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import FocusTopic, Invitation
from draftreview.models.drafts import Provision
from draftreview.services import audit, indexing
from draftreview.services.anchors import anchor_of, choose, passage_in
from draftreview.services.comment_finding import find, invitation_of
from draftreview.services.permissions import may_change_comment, may_comment, require, speaks_for_agency
from draftreview.services.reading import open_version
from draftreview.services.texts import read_text
from draftreview.services.wordings import Wording, propose, tidy, wording_of

_CLOSED = "Đợt lấy ý kiến chưa mở, đã đóng hoặc không hỏi cơ quan này. Nội dung vừa viết chưa được lưu."


@dataclass(frozen=True, slots=True)
class Contents:
    """What a person says in a comment, wherever it stands; ``passage`` are the words it is about."""

    category: Category = Category.SUBSTANCE
    body: str = ""
    reason: str = ""
    topic_id: int | None = None
    wording: Wording | None = None
    passage: Selection | Anchor | None = None


def write(
    session: Session,
    actor: User,
    clock: Clock,
    *,
    key: str,
    number: int,
    eid: str,
    contents: Contents,
    ready: bool = False,
    form_key: str | None = None,
) -> Comment:
    """Write a comment on a place of a version; flushes for its id.

    A form sent twice under one ``form_key`` writes once; sent again with other words it edits.

    :raises NotPermitted: where the round does not take comments of the actor's agency
    :raises Invalid: where the comment says nothing or its wording does not fit
    :raises StaleText: where the form was sent before and the comment was changed since
    """
    visit = open_version(session, actor, clock, key, number)
    _refuse_sent(visit.invitation)
    require(visit.takes_comments(actor), _CLOSED)
    assert visit.consultation is not None
    again = _written_before(session, actor, form_key)
    if again is not None:
        return revise(session, actor, clock, again.id, 1, contents, ready)
    place = read_text(session, visit.version).place(eid)
    whole = place.component.id if place.component and place.provision is None else None
    comment = Comment(
        consultation=visit.consultation,
        agency_id=actor.agency_id,
        author=actor,
        provision_id=place.provision.id if place.provision else None,
        component_id=whole,
        citation=place.citation,
        words=place.words,
        form_key=form_key,
        created_at=clock.now(),
        proposal=None,
    )
    _fill(session, comment, contents)
    comment.state = CommentState.READY if ready else CommentState.WRITING
    session.add(comment)
    _note(session, actor, clock, comment, "comment.written")
    return comment


def revise(
    session: Session,
    actor: User,
    clock: Clock,
    comment_id: int,
    revision: int,
    contents: Contents,
    ready: bool = False,
) -> Comment:
    """Save a comment over the revision the actor saw; the same words again change nothing.

    :raises StaleText: where somebody saved it meanwhile; ``current`` is what it says now
    :raises AlreadySent: where it went out with the reply
    """
    comment = changeable(session, actor, clock, comment_id)
    state = CommentState.READY if ready else CommentState.WRITING
    if contents_of(comment) == _tidied(contents, comment, comment.provision) and comment.state is state:
        return comment
    if comment.revision != revision:
        raise StaleText(
            sentence(
                "Đồng nghiệp vừa sửa ý kiến này. So với bản đang lưu rồi lưu lại, hoặc giữ bản đang lưu."
            ),
            current=comment.body,
        )
    _fill(session, comment, contents)
    comment.state = state
    comment.revision += 1
    _note(session, actor, clock, comment, "comment.edited", revision=comment.revision)
    return comment


def mark(session: Session, actor: User, clock: Clock, comment_id: int, ready: bool) -> Comment:
    """Mark a comment as finished, or open it again."""
    comment = changeable(session, actor, clock, comment_id)
    state = CommentState.READY if ready else CommentState.WRITING
    if comment.state is not state:
        comment.state = state
        comment.revision += 1
        _note(session, actor, clock, comment, "comment.ready" if ready else "comment.reopened")
    return comment


def withdraw(session: Session, actor: User, clock: Clock, comment_id: int) -> Comment:
    """Withdraw a comment that was not sent; the row is kept."""
    comment = changeable(session, actor, clock, comment_id)
    comment.state = CommentState.WITHDRAWN
    comment.withdrawn_at = clock.now()
    comment.revision += 1
    _note(session, actor, clock, comment, "comment.withdrawn")
    return comment


def changeable(session: Session, actor: User, clock: Clock, comment_id: int) -> Comment:
    """Find a comment that the actor may change now.

    :raises NotFound: where the actor may not know of it
    :raises AlreadySent: where it, or the reply of its agency, was sent
    :raises NotPermitted: where it was withdrawn or the round takes no comments
    """
    comment = find(session, actor, clock, comment_id)
    require(speaks_for_agency(actor))
    if comment.state is CommentState.SENT:
        raise AlreadySent(sentence("Ý kiến này đã gửi cùng văn bản góp ý nên không sửa được nữa."))
    require(may_change_comment(actor, comment), sentence("Ý kiến này đã rút nên không sửa được nữa."))
    invitation = invitation_of(session, comment)
    _refuse_sent(invitation)
    today = vietnam_day(clock.round_now())
    require(may_comment(actor, comment.consultation, invitation, today), _CLOSED)
    return comment


def contents_of(comment: Comment) -> Contents:
    """Give what a comment says, as it would be written again."""
    return Contents(
        comment.category,
        comment.body,
        comment.reason,
        comment.topic_id,
        wording_of(comment.proposal),
        anchor_of(comment),
    )


def _fill(session: Session, comment: Comment, contents: Contents) -> None:
    place = session.get(Provision, comment.provision_id) if comment.provision_id else None
    said = _tidied(contents, comment, place)
    if said.wording is None and not said.body:
        raise Invalid(sentence("Ý kiến đang trống. Cần ghi ý kiến hoặc câu chữ đề xuất."), "body")
    if said.topic_id is not None:
        topic = session.get(FocusTopic, said.topic_id)
        if topic is None or topic.consultation_id != comment.consultation.id:
            raise Invalid(
                sentence("Nội dung trọng tâm này không thuộc đợt lấy ý kiến. Chọn lại."), "topic_id"
            )
        if topic.change is TopicAction.WITHDRAWN and comment.topic_id != topic.id:
            raise Invalid(
                sentence("Nội dung trọng tâm %(code)s đã được rút. Chọn lại.", code=topic.code), "topic_id"
            )
    propose(session, comment, place, said.wording)
    choose(comment, said.passage)
    comment.category = said.category
    comment.body = said.body
    comment.reason = said.reason
    comment.topic_id = said.topic_id


def _tidied(contents: Contents, comment: Comment, place: Provision | None) -> Contents:
    return replace(
        contents,
        body=tidy(contents.body),
        reason=tidy(contents.reason),
        wording=contents.wording and contents.wording.against(place),
        passage=passage_in(comment, contents.passage),
    )


def _note(session: Session, actor: User, clock: Clock, comment: Comment, action: str, **details: int) -> None:
    comment.updated_at = clock.now()
    session.flush()
    audit.record(session, actor, clock, action, f"comment:{comment.id}", **details)
    indexing.enqueue(session, f"comment:{comment.id}")


def _refuse_sent(invitation: Invitation | None) -> None:
    reply = invitation.reply if invitation else None
    if reply is not None and reply.state is ReplyState.SENT:
        raise AlreadySent(
            sentence(
                "Cơ quan đã gửi văn bản góp ý nên không viết thêm được. Cần bổ sung thì đề nghị trả "
                "lại để sửa."
            )
        )


def _written_before(session: Session, actor: User, form_key: str | None) -> Comment | None:
    if not form_key:
        return None
    return session.scalar(
        select(Comment).where(Comment.agency_id == actor.agency_id, Comment.form_key == form_key)
    )
