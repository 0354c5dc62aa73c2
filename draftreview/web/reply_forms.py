"""Forms of the reply page: stance and letter before the sending, the letter alone after it."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from draftreview.domain.vocabulary import STANCE_LABELS, Stance
from draftreview.models.consultations import Reply
from draftreview.services.replies import Letter
from draftreview.web.forms import DayField, said


class LetterForm(FlaskForm):  # type: ignore[misc]
    """Number, date and signer of the letter."""

    letter_number = StringField(_l("Số, ký hiệu"), [Length(max=60, message=_l("Tối đa 60 ký tự."))])
    letter_date = DayField(_l("Ngày"), [Optional()])
    signer = StringField(_l("Người ký"), [Length(max=160, message=_l("Tối đa 160 ký tự."))])

    def letter(self) -> Letter:
        """Give what is known of the letter."""
        return Letter(said(self.letter_number), self.letter_date.data, said(self.signer))


class ScanForm(FlaskForm):  # type: ignore[misc]
    """The scan of the signed letter."""

    scan = FileField(_l("Bản chụp công văn đã ký"), [FileRequired(_l("Chọn bản chụp để tải lên."))])


class StepForm(FlaskForm):  # type: ignore[misc]
    """The reason for asking a reply back, refusing that, or returning it; its button names which."""

    reason = TextAreaField(
        _l("Lý do"),
        [InputRequired(_l("Cần ghi lý do.")), Length(max=2000, message=_l("Tối đa 2.000 ký tự."))],
    )


class ReplyForm(LetterForm):
    """Stance and letter; ``seen`` marks the comments that the page showed."""

    stance = RadioField(_l("Quan điểm của cơ quan"), [Optional()])
    scan = FileField(_l("Bản chụp công văn đã ký"))
    seen = HiddenField(validators=[Length(max=16)])

    def chosen(self) -> Stance | None:
        """Give the stance that was chosen."""
        return Stance(said(self.stance)) if said(self.stance) in set(Stance) else None


def reply_form(reply: Reply | None, seen: str) -> ReplyForm:
    """Make the form of the reply page from what is kept of the reply."""
    form = ReplyForm(
        data={
            "stance": reply.stance.value if reply and reply.stance else None,
            "letter_number": reply.letter_number if reply else "",
            "letter_date": reply.letter_date if reply else None,
            "signer": reply.signer if reply else "",
            "seen": seen,
        }
    )
    form.stance.choices = [(one.value, _(STANCE_LABELS[one])) for one in Stance]
    return form


def letter_form(reply: Reply) -> LetterForm:
    """Make the form for what the clerk adds later, without what stands there already."""
    form = LetterForm()
    for name in ("letter_number", "letter_date", "signer"):
        if getattr(reply, name):
            del form[name]
    return form
