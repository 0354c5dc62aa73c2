"""Rows of the database as documents of the search index."""

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any, TypeVar

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, contains_eager, joinedload

from draftreview.domain.component_names import component_name
from draftreview.domain.provisions import Kind, citation
from draftreview.domain.search import DocumentKind, SearchDocument
from draftreview.domain.vocabulary import OUTCOME_LABELS, STANCE_LABELS, CommentState, Stage
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation, Invitation, Reply
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Component, Draft, Provision, Version
from draftreview.services import audiences

Ids = Collection[int] | None
"""Which rows; ``None`` is all of them."""

Statement = TypeVar("Statement", bound=Select[*tuple[Any, ...]])

_BATCH = 500


def key(kind: DocumentKind | str, row_id: int) -> str:
    """Give the key of a document: "comment:17"; a component of a text without Điều is "component:3"."""
    return f"{kind}:{row_id}"


def _among(statement: Statement, column: Any, ids: Ids) -> Statement:
    return statement if ids is None else statement.where(column.in_(ids))


def texts(session: Session, versions: Ids = None) -> Iterator[SearchDocument]:
    """Give the provisions of versions, and what stands around them, as documents: two queries."""
    statement = (
        select(Component)
        .join(Component.version)
        .join(Version.draft)
        .options(contains_eager(Component.version).contains_eager(Version.draft))
        .order_by(Component.version_id, Component.position)
    )
    components = {one.id: one for one in session.scalars(_among(statement, Component.version_id, versions))}
    counted = (
        select(Provision.version_id, func.count(Provision.component_id.distinct()))
        .where(Provision.kind == Kind.ARTICLE)
        .group_by(Provision.version_id)
    )
    counts = session.execute(_among(counted, Provision.version_id, versions))
    with_articles = {version_id: number for version_id, number in counts}  # noqa: C416
    for component in components.values():
        if component.title or component.preamble or component.closing:
            yield _around(component)
    rows = select(Provision).order_by(Provision.version_id, Provision.position)
    found = session.scalars(
        _among(rows, Provision.version_id, versions), execution_options={"yield_per": _BATCH}
    )
    for provision in found:
        component = components[provision.component_id]
        yield _provision(provision, component, with_articles.get(component.version_id, 0) > 1)


def _place(draft: Draft, version: Version) -> dict[str, Any]:
    return {"draft_key": draft.key, "version_number": version.number}


def _around(component: Component) -> SearchDocument:
    """Give a component's own words: title, căn cứ, signatures; an appendix of tables is all of this."""
    version, draft = component.version, component.version.draft
    return SearchDocument(
        key=key("component", component.id),
        kind=DocumentKind.PROVISION,
        title=component.title.replace("\n", " "),
        body="\n".join(filter(None, (component.title, component.preamble, component.closing))),
        audience=audiences.of_text(draft.id, draft.public),
        eid=component.eid,
        citation=component_name(component.kind, component.title),
        **_place(draft, version),
    )


def _provision(provision: Provision, component: Component, several: bool) -> SearchDocument:
    version, draft = component.version, component.version.draft
    name = component_name(component.kind, component.title) if several else ""
    return SearchDocument(
        key=key(DocumentKind.PROVISION, provision.id),
        kind=DocumentKind.PROVISION,
        title=provision.heading,
        body="\n".join(filter(None, (provision.heading, provision.text, provision.tail))),
        audience=audiences.of_text(draft.id, draft.public),
        eid=provision.eid,
        citation=citation(provision.eid, name),
        **_place(draft, version),
    )


def comments(session: Session, ids: Ids = None) -> Iterator[SearchDocument]:
    """Give comments that were not withdrawn, with their wordings and answers, as documents: two queries."""
    statement = (
        select(Comment)
        .options(
            joinedload(Comment.agency),
            joinedload(Comment.provision),
            joinedload(Comment.topic),
            joinedload(Comment.proposal),
            joinedload(Comment.consultation).joinedload(Consultation.version).joinedload(Version.draft),
        )
        .where(Comment.state != CommentState.WITHDRAWN)
        .order_by(Comment.id)
    )
    known = {one.id: one for one in session.scalars(_among(statement, Comment.id, ids))}
    for comment in known.values():
        yield from _comment(comment)
    answers = select(Disposition).order_by(Disposition.comment_id, Disposition.revision)
    rows = session.scalars(_among(answers, Disposition.comment_id, ids))
    for comment_id, revisions in groupby(rows, lambda one: one.comment_id):
        if comment_id in known:
            for disposition in shown_revisions(list(revisions)):
                yield _disposition(disposition, known[comment_id])


def shown_revisions(revisions: list[Disposition]) -> list[Disposition]:
    """Choose the answers that count: the current one, and the released one while it is being revised."""
    released = [one for one in revisions if one.stage is Stage.RELEASED][-1:]
    return [one for one in released if one is not revisions[-1]] + revisions[-1:]


def _on(comment: Comment) -> dict[str, Any]:
    """Give what a comment, its wording and its answer have in common."""
    version = comment.consultation.version
    return {
        "eid": comment.provision.eid if comment.provision else "",
        "citation": comment.citation,
        "agency_id": comment.agency_id,
        "topic": comment.topic.code if comment.topic else "",
        **_place(version.draft, version),
    }


def _comment(comment: Comment) -> Iterator[SearchDocument]:
    common = {
        "title": comment.agency.name,
        "audience": audiences.of_comment(comment.agency_id, comment.consultation_id, comment.state),
        **_on(comment),
    }
    yield SearchDocument(
        key=key(DocumentKind.COMMENT, comment.id),
        kind=DocumentKind.COMMENT,
        body="\n".join(filter(None, (comment.body, comment.reason))),
        **common,
    )
    if comment.proposal is not None:
        wording = (comment.proposal.new_heading, comment.proposal.new_text)
        yield SearchDocument(
            key=key(DocumentKind.PROPOSAL, comment.id),
            kind=DocumentKind.PROPOSAL,
            body="\n".join(filter(None, wording)),
            **common,
        )


def _disposition(disposition: Disposition, comment: Comment) -> SearchDocument:
    words = (disposition.explanation, disposition.new_heading, disposition.new_text)
    return SearchDocument(
        key=key(DocumentKind.DISPOSITION, disposition.id),
        kind=DocumentKind.DISPOSITION,
        title=f"{OUTCOME_LABELS[disposition.outcome]} · {comment.agency.name}",
        body="\n".join(filter(None, words)),
        audience=audiences.of_disposition(comment.agency_id, comment.consultation_id, disposition.stage),
        outcome=disposition.outcome.value,
        **_on(comment),
    )


def replies(session: Session, ids: Ids = None) -> Iterator[SearchDocument]:
    """Give official replies, to be found by letter number, agency, signer and stance: one query."""
    statement = (
        select(Reply)
        .join(Reply.invitation)
        .join(Invitation.agency)
        .options(
            contains_eager(Reply.invitation).contains_eager(Invitation.agency),
            contains_eager(Reply.invitation)
            .joinedload(Invitation.consultation)
            .joinedload(Consultation.version)
            .joinedload(Version.draft),
        )
        .order_by(Reply.id)
    )
    for reply in session.scalars(_among(statement, Reply.id, ids)):
        yield _reply(reply)


def _reply(reply: Reply) -> SearchDocument:
    invitation = reply.invitation
    version = invitation.consultation.version
    dated = f"ngày {reply.letter_date:%d/%m/%Y}" if reply.letter_date else ""
    stance = STANCE_LABELS[reply.stance] if reply.stance else ""
    letter = f"Công văn số {reply.letter_number}" if reply.letter_number else ""
    return SearchDocument(
        key=key(DocumentKind.REPLY, reply.id),
        kind=DocumentKind.REPLY,
        title=invitation.agency.name,
        body=", ".join(filter(None, (f"{letter} {dated}".strip(), reply.signer, stance))),
        audience=audiences.of_reply(invitation.agency_id, invitation.consultation_id, reply.state),
        agency_id=invitation.agency_id,
        **_place(version.draft, version),
    )
