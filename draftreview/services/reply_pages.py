"""An agency's reply in one round, before and after it is sent, with the comments it has."""

import hashlib
from dataclasses import dataclass

from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.errors import NotFound
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import CommentState, ReplyState
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation, Invitation, Reply
from draftreview.services.comment_finding import in_order
from draftreview.services.permissions import may_see_reply, require
from draftreview.services.reading import Visit, open_version


@dataclass(frozen=True, slots=True)
class ReplyPage:
    """An agency's reply in one round with the comments it has, in document order."""

    visit: Visit
    consultation: Consultation
    invitation: Invitation
    comments: tuple[Comment, ...]

    @property
    def reply(self) -> Reply | None:
        """Give the reply, once anything was kept of it."""
        return self.invitation.reply

    @property
    def is_sent(self) -> bool:
        """Tell whether the reply is out and locked."""
        return self.reply is not None and self.reply.state is ReplyState.SENT

    @property
    def ready(self) -> tuple[Comment, ...]:
        """Give the comments that would go out now."""
        return tuple(one for one in self.comments if one.state is CommentState.READY)

    @property
    def writing(self) -> tuple[Comment, ...]:
        """Give the comments that are not finished and would stay behind."""
        return tuple(one for one in self.comments if one.state is CommentState.WRITING)

    @property
    def sent(self) -> tuple[Comment, ...]:
        """Give the comments that went out with the reply."""
        return tuple(one for one in self.comments if one.state is CommentState.SENT)

    @property
    def seen(self) -> str:
        """Give a mark of what would be sent, so that sending what one did not see is noticed."""
        said = ",".join(f"{one.id}:{one.revision}" for one in self.ready)
        return hashlib.sha256(said.encode()).hexdigest()[:16]


def open_reply(session: Session, actor: User | None, clock: Clock, key: str) -> ReplyPage:
    """Gather the reply of the actor's agency in the draft's newest round: two queries.

    :raises NotFound: where no round was opened
    :raises NotPermitted: where the actor's agency was not asked
    """
    visit = open_version(session, actor, clock, key)
    if visit.consultation is None:
        raise NotFound(sentence("Dự thảo này chưa mở đợt lấy ý kiến."))
    invitation = visit.invitation
    require(
        invitation is not None and may_see_reply(actor, invitation),
        sentence("Cơ quan này không được mời góp ý."),
    )
    assert invitation is not None
    comments = in_order(session, visit.consultation.id, invitation.agency_id)
    return ReplyPage(visit, visit.consultation, invitation, tuple(comments))
