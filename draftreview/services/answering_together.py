"""One answer at the desk for the comment at hand and for those of its group that were not left out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.sentences import sentence
from draftreview.models.accounts import User
from draftreview.models.consultations import Consultation
from draftreview.services.bulk import LeftAlone, answer_many
from draftreview.services.dispositions import Decision, decide
from draftreview.services.group_rows import find_group, hold
from draftreview.services.groups import gather
from draftreview.services.parting import GroupedMeanwhile
from draftreview.services.permissions import may_decide, require


@dataclass(frozen=True, slots=True)
class Others:
    """Who else gets the answer: the revision that the page showed of each, and how often each was saved.

    ``group_id`` is the group that the page named; ``stands``: the comment at hand was in it.
    """

    seen: Mapping[int, int] = field(default_factory=dict)
    saves: Mapping[int, int] = field(default_factory=dict)
    group_id: int | None = None
    stands: bool = False


def answer_together(
    session: Session,
    actor: User | None,
    clock: Clock,
    round_: Consultation,
    comment_id: int,
    decision: Decision,
    others: Others,
) -> tuple[LeftAlone, ...]:
    """Answer a comment and others with it; give those left alone, decided or reworded meanwhile.

    Comments that were only proposed as one are a group from now on: who answers them as one says so. The
    caller rolls back what was refused.

    :raises Invalid: as ``decide`` and ``answer_many``
    :raises Conflict: as ``decide``; a GroupedMeanwhile where the group is no longer what the page showed
    """
    require(may_decide(actor))
    decide(session, actor, clock, comment_id, decision)
    if not others.seen:
        return ()
    wanted = {comment_id, *others.seen}
    if others.stands:
        _refuse_parted(session, round_, others.group_id, wanted)
    else:
        gather(session, actor, clock, round_, wanted, proposed=True, group_id=others.group_id)
    session.flush()
    return answer_many(session, actor, clock, round_, others.seen, decision, others.saves).left


def _refuse_parted(session: Session, round_: Consultation, group_id: int | None, wanted: set[int]) -> None:
    hold(session, round_)
    group = find_group(session, round_, group_id) if group_id else None
    if group is None or not wanted <= {one.comment_id for one in group.members}:
        raise GroupedMeanwhile(
            sentence(
                "Nhóm này vừa được tách hoặc bỏ bớt ý kiến, nên chưa lưu trả lời nào. Xem lại ai còn trong "
                "nhóm rồi lưu lại."
            )
        )
