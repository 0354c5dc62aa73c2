"""Rows of the database as documents of the search index."""

from collections.abc import Collection, Iterator
from itertools import groupby
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, contains_eager, joinedload

from draftreview.domain.clock import vietnam_day
from draftreview.domain.component_names import component_name
from draftreview.domain.provisions import citation
from draftreview.domain.search import DocumentKind, Labelled, SearchDocument
from draftreview.domain.vocabulary import OUTCOME_LABELS, STANCE_LABELS, CommentState, Stage
from draftreview.models.comments import Comment
from draftreview.models.consultations import Consultation, Invitation, Reply
from draftreview.models.dispositions import Disposition
from draftreview.models.drafts import Component, Provision, Version
from draftreview.services import audiences
from draftreview.services.document_places import DocumentPlaces, among
from draftreview.services.texts import ACT

Ids = Collection[int] | None
"""Which rows; ``None`` is all of them."""

_BATCH = 500


def key(kind: DocumentKind | str, row_id: int) -> str:
    """Give the key of a document: "comment:17"; what stands around provisions is "component:3"."""
    return f"{kind}:{row_id}"


def subject(kind: str, row_id: int) -> str:
    """Give what the queue calls a row with all its documents: "version:3", "comment:17" or "reply:5"."""
    return f"{kind}:{row_id}"


def texts(session: Session, versions: Ids = None) -> Iterator[SearchDocument]:
    """Give the provisions of versions, and what stands around them, as documents: six queries."""
    places = DocumentPlaces(session, versions)
    statement = (
        select(Component)
        .join(Component.version)
        .join(Version.draft)
        .options(contains_eager(Component.version).contains_eager(Version.draft))
        .order_by(Component.version_id, Component.position)
    )
    components = {one.id: one for one in session.scalars(among(statement, Component.version_id, versions))}
    for component in components.values():
        if component.title or component.preamble or component.closing:
            yield _around(component, places)
    rows = select(Provision).order_by(Provision.version_id, Provision.position)
    found = session.scalars(
        among(rows, Provision.version_id, versions), execution_options={"yield_per": _BATCH}
    )
    for provision in found:
        yield _provision(provision, components[provision.component_id], places)


def _of_version(version: Version) -> dict[str, Any]:
    draft = version.draft
    return {"draft_key": draft.key, "draft_title": draft.short_title, "version_number": version.number}


def _of_text(version: Version) -> dict[str, Any]:
    """Give what the documents of a version's text have in common."""
    return {
        "kind": DocumentKind.PROVISION,
        "audience": audiences.of_text(version.draft_id, version.draft.public),
        "subject": subject("version", version.id),
        "day": vietnam_day(version.issued_at),
        **_of_version(version),
    }


def _around(component: Component, places: DocumentPlaces) -> SearchDocument:
    """Give a component's own words: title, căn cứ, signatures; an appendix of tables is all of this."""
    return SearchDocument(
        key=key("component", component.id),
        title=component.title.replace("\n", " "),
        body="\n".join(filter(None, (component.preamble, component.closing))),
        eid=component.eid,
        citation=component_name(component.kind, component.title),
        position=places.of_component(component.id).position,
        **_of_text(component.version),
    )


def _provision(provision: Provision, component: Component, places: DocumentPlaces) -> SearchDocument:
    return SearchDocument(
        key=key(DocumentKind.PROVISION, provision.id),
        title=provision.heading,
        body="\n".join(filter(None, (provision.text, provision.tail))),
        eid=provision.eid,
        citation=citation(provision.eid, places.name_of(component.id)),
        **places.of(provision.id)._asdict(),
        **_of_text(component.version),
    )


def comments(session: Session, ids: Ids = None) -> Iterator[SearchDocument]:
    """Give comments that were not withdrawn, with their wordings and answers, as documents: six queries."""
    statement = (
        select(Comment)
        .options(
            joinedload(Comment.agency),
            joinedload(Comment.provision),
            joinedload(Comment.component),
            joinedload(Comment.proposal),
            joinedload(Comment.consultation).joinedload(Consultation.version).joinedload(Version.draft),
        )
        .where(Comment.state != CommentState.WITHDRAWN)
        .order_by(Comment.id)
    )
    known = {one.id: one for one in session.scalars(among(statement, Comment.id, ids))}
    if not known:
        return
    places = DocumentPlaces(session, {one.consultation.version_id for one in known.values()})
    for comment in known.values():
        yield from _comment(comment, places)
    answers = select(Disposition).order_by(Disposition.comment_id, Disposition.revision)
    rows = session.scalars(among(answers, Disposition.comment_id, ids))
    for comment_id, revisions in groupby(rows, lambda one: one.comment_id):
        if comment_id in known:
            for disposition in shown_revisions(list(revisions)):
                yield _disposition(disposition, known[comment_id], places)


def shown_revisions(revisions: list[Disposition]) -> list[Disposition]:
    """Choose the answers that count: the current one, and the released one while it is being revised."""
    released = [one for one in revisions if one.stage is Stage.RELEASED][-1:]
    return [one for one in released if one is not revisions[-1]] + revisions[-1:]


def _on(comment: Comment, places: DocumentPlaces) -> dict[str, Any]:
    """Give what a comment, its wording and its answer have in common."""
    place = places.of(comment.provision_id)
    if comment.component_id is not None:
        place = places.of_component(comment.component_id)
    return {
        "subject": subject("comment", comment.id),
        "eid": _anchor(comment),
        "citation": comment.citation,
        "agency": Labelled(str(comment.agency_id), comment.agency.short_name),
        "category": comment.category.value,
        **place._asdict(),
        "topics": places.topic(comment.topic_id) or place.topics,
        **_of_version(comment.consultation.version),
    }


def _anchor(comment: Comment) -> str:
    """Name the place on the page of its version; the whole draft has none."""
    if comment.provision is not None:
        return comment.provision.eid
    return (comment.component.eid or ACT) if comment.component is not None else ""


def _comment(comment: Comment, places: DocumentPlaces) -> Iterator[SearchDocument]:
    common = {
        "title": comment.agency.name,
        "audience": audiences.of_comment(comment.agency_id, comment.consultation_id, comment.state),
        "day": vietnam_day(comment.sent_at or comment.updated_at),
        **_on(comment, places),
    }
    yield SearchDocument(
        key=key(DocumentKind.COMMENT, comment.id),
        kind=DocumentKind.COMMENT,
        body="\n".join(filter(None, (comment.body, comment.reason))),
        **common,
    )
    if comment.proposal is not None:
        proposal = comment.proposal
        wording = (proposal.new_heading, proposal.new_text, proposal.new_tail)
        yield SearchDocument(
            key=key(DocumentKind.PROPOSAL, comment.id),
            kind=DocumentKind.PROPOSAL,
            body="\n".join(filter(None, wording)),
            **common,
        )


def _disposition(disposition: Disposition, comment: Comment, places: DocumentPlaces) -> SearchDocument:
    words = (disposition.explanation, disposition.new_heading, disposition.new_text, disposition.new_tail)
    return SearchDocument(
        key=key(DocumentKind.DISPOSITION, disposition.id),
        kind=DocumentKind.DISPOSITION,
        title=f"{OUTCOME_LABELS[disposition.outcome]} · {comment.agency.name}",
        body="\n".join(filter(None, words)),
        audience=audiences.of_disposition(comment.agency_id, comment.consultation_id, disposition.stage),
        outcome=disposition.outcome.value,
        day=vietnam_day(disposition.at),
        **_on(comment, places),
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
    for reply in session.scalars(among(statement, Reply.id, ids)):
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
        subject=subject("reply", reply.id),
        agency=Labelled(str(invitation.agency_id), invitation.agency.short_name),
        day=reply.letter_date or reply.sent_on,
        **_of_version(version),
    )
