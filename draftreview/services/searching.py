"""Find what a reader may see, and look again before it is shown."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import Integer, Select, String, cast, literal, select, type_coerce, union_all
from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.following_words import State
from draftreview.domain.search import DocumentKind, SearchEngine, SearchHit, SearchQuestion, SearchResult
from draftreview.domain.vocabulary import CommentState, ReplyState, Stage
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Invitation, Reply
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Component, Draft, Provision, Version
from draftreview.services import audiences, documents, indexing
from draftreview.services.audiences import Audience
from draftreview.services.following import Following, sorted_out
from draftreview.services.following_query import STEPS_OF_DRAFTS
from draftreview.services.texts import ACT
from draftreview.services.together import Together

_Facts = Select[str, int, int, int, str]
"""Rows of (kind, id, two ids or flags, state): all that the audience of a document depends on."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found, and how the drafts that it stands in went on."""

    result: SearchResult
    drafts: Mapping[str, Following]

    def since(self, hit: SearchHit) -> State | None:
        """Say what became of the place that a hit was written about; none for a text of the draft itself."""
        following = self.drafts.get(hit.draft_key)
        if following is None or not _is_talk(hit):
            return None
        part = "" if hit.eid == ACT else hit.eid
        number = hit.version_number
        return following.state(number, hit.eid) or following.part_state(number, part)


Waiting = Callable[[], frozenset[str]]
"""Reads what waits to be indexed, in a transaction that begins when it is asked."""


def find(
    session: Session,
    actor: User | None,
    clock: Clock,
    engine: SearchEngine,
    question: SearchQuestion,
    waiting: Waiting | None = None,
) -> SearchResult:
    """Find what the actor may see, whatever audience the question names: at most three queries."""
    return find_with_following(session, actor, clock, engine, question, waiting).result


def find_with_following(
    session: Session,
    actor: User | None,
    clock: Clock,
    engine: SearchEngine,
    question: SearchQuestion,
    waiting: Waiting | None = None,
) -> Found:
    """Find what the actor may see and what became of the places talked about: at most three queries.

    The index may be a moment behind the database. What is known to have changed since is neither found nor
    counted, and each hit is judged again by what the database says now before it is shown.

    :param waiting: where others write meanwhile; without it the session is asked, whose transaction began
        before the index was opened: it may count what was indexed since and does not wait any more for it
    """
    held = audiences.held_by(session, actor, clock)
    asked = waiting or (lambda: frozenset(indexing.waiting(session)))
    result = engine.find(replace(question, audience=held), asked)
    visible, drafts = _looked_up(session, result.hits, held)
    shown: tuple[SearchHit, ...] = tuple(hit for hit in result.hits if hit.key in visible)
    return Found(replace(result, hits=shown, total=result.total - len(result.hits) + len(shown)), drafts)


def _is_talk(hit: SearchHit) -> bool:
    return hit.eid != "" and hit.kind is not DocumentKind.PROVISION


def _looked_up(
    session: Session, hits: Sequence[SearchHit], audience: Audience
) -> tuple[frozenset[str], dict[str, Following]]:
    """Give the keys of the hits that may be shown, and how their drafts went on: one query."""
    ids: dict[str, list[int]] = {}
    for hit in hits:
        kind, _, number = hit.key.partition(":")
        ids.setdefault(kind, []).append(int(number))
    statements = [_STATEMENTS[kind](found) for kind, found in ids.items()]
    if not statements:
        return frozenset(), {}
    facts = union_all(*statements).subquery()
    keys = sorted({hit.draft_key for hit in hits if _is_talk(hit)})
    rows, steps = Together(select(*facts.c), STEPS_OF_DRAFTS).read(session, {"draft_keys": keys})
    visible = frozenset(
        documents.key(kind, row_id)
        for kind, row_id, first, second, state in rows
        if audience & _JUDGES[kind](first, second, state)
    )
    return visible, sorted_out(steps)


def _text(kind: str, table: type[Provision] | type[Component], ids: list[int]) -> _Facts:
    columns = (literal(kind), table.id, Draft.id, cast(Draft.public, Integer), literal(""))
    return (
        select(*columns)
        .join(Version, table.version_id == Version.id)
        .join(Draft, Version.draft_id == Draft.id)
        .where(table.id.in_(ids))
    )


def _comment(kind: str, ids: list[int]) -> _Facts:
    state = type_coerce(Comment.state, String)
    columns = (literal(kind), Comment.id, Comment.agency_id, Comment.consultation_id, state)
    return select(*columns).where(Comment.id.in_(ids))


def _disposition(ids: list[int]) -> _Facts:
    kind, stage = literal(DocumentKind.DISPOSITION.value), type_coerce(Disposition.stage, String)
    columns = (kind, Disposition.id, Comment.agency_id, Comment.consultation_id, stage)
    return select(*columns).join(Disposition.comment).where(Disposition.id.in_(ids))


def _reply(ids: list[int]) -> _Facts:
    kind, state = literal(DocumentKind.REPLY.value), type_coerce(Reply.state, String)
    columns = (kind, Reply.id, Invitation.agency_id, Invitation.consultation_id, state)
    return select(*columns).join(Reply.invitation).where(Reply.id.in_(ids))


_STATEMENTS: Mapping[str, Callable[[list[int]], _Facts]] = {
    "component": partial(_text, "component", Component),
    DocumentKind.PROVISION: partial(_text, DocumentKind.PROVISION.value, Provision),
    DocumentKind.COMMENT: partial(_comment, DocumentKind.COMMENT.value),
    DocumentKind.PROPOSAL: partial(_comment, DocumentKind.PROPOSAL.value),
    DocumentKind.DISPOSITION: _disposition,
    DocumentKind.REPLY: _reply,
}

_JUDGES: Mapping[str, Callable[[int, int, str], Audience]] = {
    "component": lambda draft, public, _: audiences.of_text(draft, bool(public)),
    DocumentKind.PROVISION: lambda draft, public, _: audiences.of_text(draft, bool(public)),
    DocumentKind.COMMENT: lambda *facts: audiences.of_comment(facts[0], facts[1], CommentState(facts[2])),
    DocumentKind.PROPOSAL: lambda *facts: audiences.of_comment(facts[0], facts[1], CommentState(facts[2])),
    DocumentKind.DISPOSITION: lambda *facts: audiences.of_disposition(facts[0], facts[1], Stage(facts[2])),
    DocumentKind.REPLY: lambda *facts: audiences.of_reply(facts[0], facts[1], ReplyState(facts[2])),
}
