"""The composer's form: what may be said about a place, and what it says as a service understands it."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import Length, Optional, Regexp

from draftreview.domain.choosing import Selection
from draftreview.domain.diffing import same_wording
from draftreview.domain.vocabulary import Category, Operation
from draftreview.services.comments import Contents
from draftreview.services.texts import TextProvision
from draftreview.services.wordings import Wording
from draftreview.web.forms import said

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
OF_PROVISIONS = (
    "operation",
    "new_heading",
    "new_text",
    "new_tail",
    "as_first_child",
    "target",
)
"""The fields that a comment on a component or on the whole draft has no use for."""
OF_WORDS = ("quote", "quote_from", "quote_to")
"""Those that a comment on the whole draft has no use for either."""
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
    provision: TextProvision | None = None
    """What the comment is about, where that is a provision."""

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
        if "operation" not in self or said(self.operation) not in set(Operation) or self._only_says():
            return None
        return Wording(
            Operation(said(self.operation)),
            heading=said(self.new_heading) if "new_heading" in self else "",
            text=said(self.new_text),
            as_first_child="as_first_child" in self and bool(self.as_first_child.data),
            target_eid=said(self.target) if "target" in self else "",
            tail=said(self.new_tail) if "new_tail" in self else None,
        )

    def _only_says(self) -> bool:
        """Tell whether some words are commented on while the wording was left as it stands.

        Nobody who chose words and wrote about them has to say as well that no other wording is meant.
        """
        if said(self.operation) != Operation.REPLACE or self.passage() is None or not said(self.body).strip():
            return False
        now = self.provision
        parts = (("new_heading", "heading"), ("new_text", "text"), ("new_tail", "tail"))
        return now is not None and all(
            same_wording(said(self[field]), getattr(now, part)) for field, part in parts if field in self
        )
