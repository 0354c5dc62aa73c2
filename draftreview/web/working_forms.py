"""The forms of the next version: issuing it, settling a question, editing a provision directly."""

import uuid
from collections.abc import Mapping, Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.validators import Length, Optional, Regexp
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from draftreview.domain.errors import Invalid
from draftreview.domain.merging_changes import Words
from draftreview.services.accepted import Acceptance
from draftreview.services.working_text_editing import Grounds
from draftreview.web.forms import options, said
from draftreview.web.working_questions import NONE, TURNS, WRITE

LONGEST = 50_000
_TOO_LONG = Length(max=LONGEST, message=_l("Tối đa 50.000 ký tự."))


class IssueForm(FlaskForm):  # type: ignore[misc]
    """The button that issues the next version, with the seal of what was looked at."""

    seen = StringField(widget=HiddenInput())


class SettleForm(FlaskForm):  # type: ignore[misc]
    """How one question is settled, and the question as it looked."""

    seal = HiddenField(validators=[Length(max=64)])
    revision = HiddenField(validators=[Optional(), Regexp(r"\d{1,6}\Z")])
    choice = StringField(validators=[Length(max=4000)])
    new_text = TextAreaField(_l("Câu chữ khác"), [_TOO_LONG])

    @property
    def seen_revision(self) -> int:
        """Give the revision that was looked at."""
        return int(said(self.revision) or 0)


def posted_choice(form: SettleForm, posted: Mapping[str, str]) -> tuple[list[str], str | None]:
    """Give what was chosen: the keys that stand in their order, or other words.

    :raises Invalid: where nothing was chosen, or an order was numbered with something else
    """
    choice = said(form.choice)
    if choice == WRITE:
        return [], said(form.new_text)
    if choice == TURNS:
        return _numbered(posted), None
    if not choice:
        raise Invalid(_("Chọn một phương án rồi lưu."), "choice")
    return ([] if choice == NONE else choice.split(",")), None


def _numbered(posted: Mapping[str, str]) -> list[str]:
    """Give the keys in the order of the numbers beside them; what has none is left out."""
    typed = {name.removeprefix("turn-"): said.strip() for name, said in posted.items() if name[:5] == "turn-"}
    places = {key: number for key, number in typed.items() if number}
    if not all(number.isdecimal() for number in places.values()):
        raise Invalid(_("Ghi thứ tự bằng số: 1, 2, 3. Để trống nếu không đưa vào."), "choice")
    return sorted(places, key=lambda key: int(places[key]))


class EditForm(FlaskForm):  # type: ignore[misc]
    """A provision, or the words around them, as the drafting side would have them."""

    new_heading = StringField(_l("Tên"), [_TOO_LONG])
    new_text = TextAreaField(_l("Nội dung"), [_TOO_LONG])
    new_tail = TextAreaField(_l("Đoạn sau các điểm"), [_TOO_LONG])
    reason = TextAreaField(_l("Lý do"), [Length(max=4000, message=_l("Tối đa 4.000 ký tự."))])
    comment_ids = SelectMultipleField(
        _l("Thực hiện ý kiến đã tiếp thu"),
        [Optional()],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
        validate_choice=False,
    )
    seen = HiddenField(validators=[Length(max=64)])
    revision = HiddenField(validators=[Optional(), Regexp(r"\d{1,6}\Z")])
    form_key = HiddenField(validators=[Length(max=40)])

    @property
    def words(self) -> Words:
        """Give the words that were typed; a field that is not shown says nothing."""
        parts = ("new_heading", "new_text", "new_tail")
        return Words(*(said(self[name]) if name in self else "" for name in parts))

    @property
    def grounds(self) -> Grounds:
        """Give the reason and the comments that the edit carries out."""
        ticked = self.comment_ids.data or [] if "comment_ids" in self else []
        return Grounds(said(self.reason), tuple(int(one) for one in ticked if str(one).isdecimal()))

    @property
    def seen_revision(self) -> int:
        """Give the revision that was looked at."""
        return int(said(self.revision) or 0)


def edit_form(
    words: Words,
    parts: Sequence[str],
    carried: Sequence[Acceptance],
    names: Mapping[str, str],
    **data: object,
) -> EditForm:
    """Make the form of an edit with the fields that fit its place.

    :param parts: which of heading, text and tail can be edited there
    :param carried: the acceptances that may be carried out
    :param names: labels of the fields where they have other names there
    """
    start = {f"new_{part}": getattr(words, part) for part in ("heading", "text", "tail")}
    form = EditForm(data={**start, "form_key": uuid.uuid4().hex, **data})
    for part in ("heading", "text", "tail"):
        name = f"new_{part}"
        if part not in parts:
            del form[name]
        elif part in names:
            form[name].label.text = names[part]
    if carried:
        form.comment_ids.choices = options((str(one.comment.id), _behind(one)) for one in carried)
    else:
        del form.comment_ids
    return form


def _behind(acceptance: Acceptance) -> str:
    comment = acceptance.comment
    place = comment.citation or _("Ý kiến chung")
    return f"{comment.agency.short_name}, {place}: {comment.body[:120]}"
