"""Whether the table of a round may be final: the facts gathered for the rule, and the refusal."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.completeness import Check, check
from draftreview.domain.errors import Incomplete
from draftreview.domain.sentences import sentence
from draftreview.models.accounts import User
from draftreview.models.consultations import Consultation
from draftreview.services.consultations import is_over, require_round
from draftreview.services.groups import differing
from draftreview.services.permissions import may_see_synthesis, require
from draftreview.services.standings import Answer, Standings, standings


@dataclass(frozen=True, slots=True)
class Gate:
    """What stands between the table of a round and a final one.

    ``taken_back``: comments that were answered and that their agency has not sent again since; they are not
    in the table and keep nobody waiting.
    """

    consultation: Consultation
    check: Check
    comments: int
    taken_back: tuple[Answer, ...]


def gate(
    session: Session, actor: User | None, clock: Clock, draft_key: str, number: int | None = None
) -> Gate:
    """Look whether the table of a round, by default the newest, may be final: three queries.

    :raises NotFound: where the round was not opened
    :raises NotPermitted: for all but the drafting side, and the appraiser once the round is over
    """
    consultation = require_round(session, draft_key, number)
    require(may_see_synthesis(actor, is_over(consultation, clock)))
    found = standings(session, consultation)
    return Gate(consultation, _check(session, consultation, found), len(found.sent), found.taken_back)


def require_complete(session: Session, consultation: Consultation) -> None:
    """Refuse a final table while anything stands in its way: two queries.

    :raises Incomplete: with what does
    """
    found = _check(session, consultation, standings(session, consultation))
    if not found.passes:
        raise Incomplete(
            sentence("Chưa xuất được bản chính thức: còn %(count)s việc.", count=len(found.missing)), found
        )


def _check(session: Session, consultation: Consultation, found: Standings) -> Check:
    differs = {one.comment_id: one.group_id for one in differing(session, consultation)}
    return check((one.fact for one in found.sent), found.letters, differs)
