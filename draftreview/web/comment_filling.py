"""Fills the composer's form: with the current words of a place, as a comment has it, or as it was typed."""

import uuid
from collections.abc import Sequence

from flask_babel import gettext as _

from draftreview.domain.anchoring import Anchor
from draftreview.domain.choosing import counted
from draftreview.domain.provisions import Kind, opening_capital
from draftreview.domain.vocabulary import CATEGORY_LABELS, OPERATION_LABELS, Category, Operation
from draftreview.models.comments import Comment
from draftreview.services.comments import contents_of
from draftreview.services.texts import Place, Text, TextProvision
from draftreview.services.topics import Topic
from draftreview.services.typing import Unfinished
from draftreview.services.wordings import Wording, has_heading, tidy
from draftreview.web.comment_forms import OF_PROVISIONS, OF_WORDS, TYPED, CommentForm
from draftreview.web.forms import options


def composer(
    text: Text,
    place: Place,
    topics: Sequence[Topic],
    guess: Topic | None,
    comment: Comment | None = None,
    typed: Unfinished | None = None,
) -> CommentForm:
    """Make the form for a place: empty with the current words, as a comment has it, or as it was typed."""
    form = CommentForm(data=_data(place, guess, comment) | (_again(typed) if typed else {}))
    form.category.choices = options((one.value, _(CATEGORY_LABELS[one])) for one in Category)
    if topics:
        kept = comment.topic_id if comment else None
        named = [(str(one.id), _name(one)) for one in topics if one.id == kept or not one.withdrawn]
        form.topic_id.choices = options([("", _("Không thuộc trọng tâm nào")), *named])
    else:
        del form.topic_id
    if place.provision is None:
        for name in (*OF_PROVISIONS, *(() if place.component else OF_WORDS)):
            del form[name]
    else:
        _fit(form, text, place.provision)
    return form


def _name(topic: Topic) -> str:
    words = f"{topic.code}. {topic.short_title}"
    return _("%(topic)s (đã rút)", topic=words) if topic.withdrawn else words


def _again(typed: Unfinished) -> dict[str, object]:
    """Give what was typed; a colleague's words are gone on with in a form of one's own."""
    fields: dict[str, object] = {name: one for name, one in typed.fields.items() if name in TYPED}
    flags = {name: name in fields for name in ("as_first_child",)}
    return fields | flags | ({"form_key": typed.form_key} if typed.mine else {})


def put_back(form: CommentForm, place: TextProvision) -> None:
    """Fill the wording anew with the current words, and leave everything else as it was typed."""
    now = {"new_heading": place.heading, "new_text": place.text, "new_tail": place.tail}
    for name in now.keys() & form.data.keys():
        form[name].data = now[name]


def says_as_much(form: CommentForm, typed: Unfinished) -> bool:
    """Tell whether a form says already what was typed."""
    again = _again(typed)
    return all(
        tidy(str(again.get(field.name) or "")) == tidy(str(field.data or ""))
        for field in form
        if field.name in TYPED and field.name != "revision"
    )


def _fit(form: CommentForm, text: Text, provision: TextProvision) -> None:
    """Offer what can be proposed for a provision."""
    form.provision = provision
    form.operation.choices = [
        *((one.value, _(OPERATION_LABELS[one])) for one in Operation),
        ("", _("Nêu ý kiến")),
    ]
    if not has_heading(provision.kind):
        del form.new_heading
    if not provision.tail:
        del form.new_tail
    if provision.kind is Kind.POINT:
        del form.as_first_child
    targets = [
        (one.eid, opening_capital(text.citation(one)))
        for one in text.provisions.values()
        if one.kind is provision.kind
        and one.component_id == provision.component_id
        and one.id != provision.id
    ]
    form.target.choices = options([("", _("Chọn quy định đứng trước")), *targets])


def _data(place: Place, guess: Topic | None, comment: Comment | None) -> dict[str, object]:
    now = place.provision
    words: dict[str, object] = {
        "form_key": uuid.uuid4().hex,
        "new_heading": now.heading if now else "",
        "new_text": now.text if now else "",
        "new_tail": now.tail if now else "",
    }
    return words | (_begun(guess) if comment is None else _kept(place, comment))


def _begun(guess: Topic | None) -> dict[str, object]:
    """Give what a new comment begins with."""
    return {
        "operation": Operation.REPLACE.value,
        "category": Category.SUBSTANCE.value,
        "topic_id": str(guess.id) if guess else "",
    }


def _kept(place: Place, comment: Comment) -> dict[str, object]:
    """Give what a comment says that was kept before."""
    kept = contents_of(comment)
    data: dict[str, object] = {
        "operation": "",
        "category": kept.category.value,
        "topic_id": str(kept.topic_id or ""),
        "body": kept.body,
        "reason": kept.reason,
        "revision": str(comment.revision),
    }
    if isinstance(kept.passage, Anchor):
        data |= _quoted(place, kept.passage)
    return data | _proposed(kept.wording) if kept.wording else data


def _quoted(place: Place, passage: Anchor) -> dict[str, object]:
    first, last = counted(place.words, passage.start, passage.end)
    return {"quote": passage.quote, "quote_from": str(first), "quote_to": str(last)}


def _proposed(wording: Wording) -> dict[str, object]:
    data: dict[str, object] = {
        "operation": wording.operation.value,
        "as_first_child": wording.as_first_child,
        "target": wording.target_eid,
    }
    if wording.operation in (Operation.REPLACE, Operation.INSERT):
        data |= {"new_heading": wording.heading, "new_text": wording.text}
    if wording.tail is not None:
        data["new_tail"] = wording.tail
    return data
