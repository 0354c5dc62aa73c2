"""The composer's form: what may be said about a place, and what it says as a service understands it."""

import uuid
from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional, Regexp

from draftreview.domain.anchoring import Anchor
from draftreview.domain.choosing import Selection, counted
from draftreview.domain.provisions import Kind, opening_capital
from draftreview.domain.vocabulary import CATEGORY_LABELS, OPERATION_LABELS, Category, Operation
from draftreview.models.comments import Comment
from draftreview.services.comments import Contents, contents_of
from draftreview.services.texts import Place, Text, TextProvision
from draftreview.services.topics import Topic
from draftreview.services.typing import Unfinished
from draftreview.services.wordings import Wording, has_heading, tidy
from draftreview.web.forms import options, said

LONGEST = 20_000
TYPED = frozenset(
    {
        "operation",
        "category",
        "topic_id",
        "new_heading",
        "new_text",
        "new_tail",
        "as_first_child",
        "target",
        "quote",
        "quote_from",
        "quote_to",
        "body",
        "reason",
        "revision",
    }
)
"""The fields that are kept while they are typed."""
_OF_PROVISIONS = (
    "operation",
    "new_heading",
    "new_text",
    "new_tail",
    "as_first_child",
    "target",
    "quote",
    "quote_from",
    "quote_to",
)
_TOO_LONG = Length(max=LONGEST, message=_l("Tối đa 20.000 ký tự."))


class CommentForm(FlaskForm):  # type: ignore[misc]
    """One comment; the parts that do not fit the place are taken out before it is shown."""

    operation = RadioField(_l("Đề xuất"), [Optional()])
    category = SelectField(_l("Loại góp ý"))
    topic_id = SelectField(_l("Nội dung trọng tâm"), [Optional()])
    new_heading = StringField(_l("Tên điều, chương, mục"), [_TOO_LONG])
    new_text = TextAreaField(_l("Câu chữ đề xuất"), [_TOO_LONG])
    new_tail = TextAreaField(_l("Đoạn sau các điểm"), [_TOO_LONG])
    as_first_child = BooleanField(_l("Đặt vào đầu, bên trong quy định này"))
    target = SelectField(_l("Chuyển đến ngay sau"), [Optional()])
    quote = TextAreaField(_l("Đoạn góp ý"), [_TOO_LONG])
    quote_from = HiddenField(validators=[Optional(), Regexp(r"\d{1,6}\Z")])
    quote_to = HiddenField(validators=[Optional(), Regexp(r"\d{1,6}\Z")])
    body = TextAreaField(_l("Ý kiến"), [_TOO_LONG])
    reason = TextAreaField(_l("Lý do"), [_TOO_LONG])
    form_key = HiddenField(validators=[Length(max=40)])
    revision = HiddenField(validators=[Optional(), Regexp(r"\d{1,6}\Z")])

    def contents(self) -> Contents:
        """Give what the form says."""
        return Contents(
            category=Category(said(self.category)),
            body=said(self.body),
            reason=said(self.reason),
            topic_id=int(said(self.topic_id)) if "topic_id" in self and said(self.topic_id) else None,
            wording=self.wording(),
            passage=self.passage(),
        )

    def passage(self) -> Selection | None:
        """Give the words that the comment is about, if it is about some alone."""
        if "quote" not in self or not said(self.quote).strip():
            return None
        first, last = (said(end) for end in (self.quote_from, self.quote_to))
        ends = (int(first), int(last)) if first and last else (None, None)
        return Selection(said(self.quote), *ends)

    def wording(self) -> Wording | None:
        """Give the wording that the form proposes, if it proposes one."""
        if "operation" not in self or said(self.operation) not in set(Operation):
            return None
        return Wording(
            Operation(said(self.operation)),
            heading=said(self.new_heading) if "new_heading" in self else "",
            text=said(self.new_text),
            as_first_child="as_first_child" in self and bool(self.as_first_child.data),
            target_eid=said(self.target) if "target" in self else "",
            tail=said(self.new_tail) if "new_tail" in self else None,
        )


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
        named = [(str(one.id), f"{one.code}. {one.short_title}") for one in topics]
        form.topic_id.choices = options([("", _("Không thuộc trọng tâm nào")), *named])
    else:
        del form.topic_id
    if place.provision is None:
        for name in _OF_PROVISIONS:
            del form[name]
    else:
        _fit(form, text, place.provision)
    return form


def _again(typed: Unfinished) -> dict[str, object]:
    fields: dict[str, object] = {name: one for name, one in typed.fields.items() if name in TYPED}
    flags = {name: name in fields for name in ("as_first_child",)}
    return fields | flags | {"form_key": typed.form_key}


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
    if comment is None:
        begun = {
            "operation": Operation.REPLACE.value,
            "category": Category.SUBSTANCE.value,
            "topic_id": str(guess.id) if guess else "",
        }
        return words | begun
    kept = contents_of(comment)
    data: dict[str, object] = words | {
        "operation": "",
        "category": kept.category.value,
        "topic_id": str(kept.topic_id or ""),
        "body": kept.body,
        "reason": kept.reason,
        "revision": str(comment.revision),
    }
    if now and isinstance(kept.passage, Anchor):
        first, last = counted(now.words, kept.passage.start, kept.passage.end)
        data |= {"quote": kept.passage.quote, "quote_from": str(first), "quote_to": str(last)}
    wording = kept.wording
    if wording is not None:
        data |= {
            "operation": wording.operation.value,
            "as_first_child": wording.as_first_child,
            "target": wording.target_eid,
        }
        if wording.operation in (Operation.REPLACE, Operation.INSERT):
            data |= {"new_heading": wording.heading, "new_text": wording.text}
        if wording.tail is not None:
            data["new_tail"] = wording.tail
    return data
