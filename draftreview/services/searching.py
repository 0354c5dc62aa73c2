"""Find what a reader may see, and look again before it is shown."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import partial

from sqlalchemy import Integer, Select, String, cast, literal, select, type_coerce, union_all
from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock
from draftreview.domain.search import DocumentKind, SearchEngine, SearchHit, SearchQuestion, SearchResult
from draftreview.domain.vocabulary import CommentState, ReplyState, Stage
from draftreview.models.accounts import User
from draftreview.models.comments import Comment
from draftreview.models.consultations import Invitation, Reply
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Component, Draft, Provision, Version
from draftreview.services import audiences, documents, indexing
from draftreview.services.audiences import Audience

_Facts = Select[str, int, int, int, str]
"""Rows of (kind, id, two ids or flags, state): all that the audience of a document depends on."""


def find(
    session: Session, actor: User | None, clock: Clock, engine: SearchEngine, question: SearchQuestion
) -> SearchResult:
    """Find what the actor may see, whatever audience the question names: at most three queries.

    The index may be a moment behind the database. What is known to have changed since is neither found nor
    counted, and each hit is judged again by what the database says now before it is shown.
    """
    held, changed = audiences.held_by(session, actor, clock), frozenset(indexing.waiting(session))
    result = engine.find(replace(question, audience=held, without=changed))
    visible = _visible(session, [hit.key for hit in result.hits], held)
    shown: tuple[SearchHit, ...] = tuple(hit for hit in result.hits if hit.key in visible)
    return replace(result, hits=shown, total=result.total - len(result.hits) + len(shown))


def _visible(session: Session, keys: list[str], audience: Audience) -> frozenset[str]:
    ids: dict[str, list[int]] = {}
    for key in keys:
        kind, _, number = key.partition(":")
        ids.setdefault(kind, []).append(int(number))
    statements = [_STATEMENTS[kind](found) for kind, found in ids.items()]
    if not statements:
        return frozenset()
    return frozenset(_judged(session, statements, audience))


def _judged(session: Session, statements: list[_Facts], audience: Audience) -> Iterator[str]:
    for kind, row_id, first, second, state in session.execute(union_all(*statements)):
        if audience & _JUDGES[kind](first, second, state):
            yield documents.key(kind, row_id)


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
