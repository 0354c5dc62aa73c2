"""A person says whether two provisions that alignment was not sure of are the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from draftreview.domain.clock import Clock
from draftreview.domain.errors import Conflict
from draftreview.domain.provisions import citation, opening_capital
from draftreview.domain.sentences import Sentence, sentence
from draftreview.domain.vocabulary import Verdict
from draftreview.models.accounts import User
from draftreview.models.drafts import Alignment, Provision, Version
from draftreview.services import audit, identities
from draftreview.services.drafts import lock_draft
from draftreview.services.permissions import may_confirm, require
from draftreview.services.uncertain import Found, doubtful, find_pair


class JudgedMeanwhile(Conflict):
    """Somebody else has decided since the page was shown; ``alignment`` is the pair as it stands now."""

    def __init__(self, alignment: Alignment) -> None:
        super().__init__(said_of(alignment))
        self.alignment = alignment


@dataclass(frozen=True, slots=True)
class LeftAlone:
    """A chosen pair that somebody else has decided meanwhile, and how."""

    alignment_id: int
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class JudgedAll:
    """What judging a selection did: the pairs reached and those left alone."""

    done: tuple[int, ...]
    left: tuple[LeftAlone, ...]


def judge(
    session: Session,
    actor: User | None,
    clock: Clock,
    alignment_id: int,
    verdict: Verdict | None,
    seen: Verdict | None,
) -> Found:
    """Say that a pair is the same or different, or take back what was said.

    ``seen`` is what the actor saw said of it. Who finds it said already has nothing to do.

    :raises NotFound: where there is no such uncertain pair
    :raises JudgedMeanwhile: where somebody has said something else since
    :raises Conflict: where a version would hold two provisions of one identity
    """
    found = hold(session, actor, alignment_id)
    if found.alignment.verdict is not verdict:
        refuse_stale(found.alignment, seen)
        write_verdict(session, actor, clock, found.alignment, verdict)
        identities.settle(session, found.draft.id)
    return found


def judge_all(
    session: Session,
    actor: User | None,
    clock: Clock,
    version: Version,
    seen: Mapping[int, Verdict | None],
    verdict: Verdict,
) -> JudgedAll:
    """Say the same of a selection of a version's pairs; ``seen`` gives what was said of each pair chosen.

    What was decided otherwise meanwhile is named and left alone.

    :raises Conflict: where a version would hold two provisions of one identity
    """
    require(may_confirm(actor))
    lock_draft(session, version.draft)
    done, left = [], []
    for kept, eid in _chosen(session, version, seen):
        if kept.verdict is verdict:
            continue
        if kept.verdict is seen[kept.id]:
            write_verdict(session, actor, clock, kept, verdict)
            done.append(kept.id)
        else:
            left.append(LeftAlone(kept.id, opening_capital(citation(eid)), said_of(kept)))
    identities.settle(session, version.draft_id)
    return JudgedAll(tuple(done), tuple(left))


def _chosen(
    session: Session, version: Version, seen: Mapping[int, Verdict | None]
) -> Sequence[tuple[Alignment, str]]:
    # Chosen from the version's own rows, not by a list of ids in SQL, which databases bound.
    rows = session.execute(
        select(Alignment, Provision.eid)
        .join(Provision, Provision.id == Alignment.new_provision_id)
        .options(joinedload(Alignment.judged_by))
        .where(Alignment.new_version_id == version.id, doubtful())
        .order_by(Provision.position, Alignment.id)
        .execution_options(populate_existing=True)
    )
    return [(kept, eid) for kept, eid in rows if kept.id in seen]


def hold(session: Session, actor: User | None, alignment_id: int) -> Found:
    """Find an uncertain pair as it stands now, and let nobody else change its draft until the commit.

    :raises NotFound: where there is none
    """
    found = find_pair(session, actor, alignment_id)
    lock_draft(session, found.draft)
    session.refresh(found.alignment)
    return found


def refuse_stale(kept: Alignment, seen: Verdict | None) -> None:
    """Refuse to go on from what is no longer so.

    :raises JudgedMeanwhile: where something else is said of the pair than what was seen
    """
    if kept.verdict is not seen:
        raise JudgedMeanwhile(kept)


def write_verdict(
    session: Session, actor: User | None, clock: Clock, kept: Alignment, verdict: Verdict | None
) -> None:
    """Write what somebody says of a pair, with the trace of it."""
    audit.record(
        session,
        actor,
        clock,
        "alignment.judged",
        f"alignment:{kept.id}",
        before=kept.verdict,
        verdict=verdict,
        version=kept.new_version_id,
    )
    kept.verdict, kept.judged_by, kept.judged_at = verdict, actor, clock.now()
    session.flush()


def said_of(kept: Alignment) -> Sentence:
    """Say who decided what about a pair, and what to do if it should be otherwise."""
    who = kept.judged_by.display_name if kept.judged_by else "Hệ thống"
    if kept.verdict is Verdict.SAME:
        return sentence("%(who)s đã xác nhận là cùng một quy định. Xem lại rồi chọn nếu cần đổi.", who=who)
    if kept.verdict is Verdict.DIFFERENT:
        return sentence(
            "%(who)s đã xác nhận là hai quy định khác nhau. Xem lại rồi chọn nếu cần đổi.", who=who
        )
    return sentence("%(who)s đã bỏ xác nhận cặp quy định này. Xem lại rồi chọn.", who=who)
