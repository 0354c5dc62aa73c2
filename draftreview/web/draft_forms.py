"""The forms of a draft's texts: a new draft, a file, a round, one button."""

from collections.abc import Sequence
from datetime import date

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from draftreview.domain.content import RoundFacts
from draftreview.domain.repair_operations import RepairOperation
from draftreview.models.accounts import Agency
from draftreview.models.consultations import Regime
from draftreview.web.forms import DayField, day_of, options, said

DEFAULT_REGIME = "2015"


class DraftForm(FlaskForm):  # type: ignore[misc]
    """A new draft."""

    title = StringField(_l("Tên dự thảo"), [InputRequired(_l("Cần ghi tên dự thảo."))])
    short_title = StringField(_l("Tên gọi ngắn"))
    key = StringField(_l("Mã dự thảo"), [InputRequired(_l("Cần ghi mã dự thảo."))])


class UploadForm(FlaskForm):  # type: ignore[misc]
    """A file with the next text of a draft."""

    file = FileField(_l("Tệp dự thảo"), [FileRequired(_l("Chọn tệp dự thảo để tải lên."))])


class ButtonForm(FlaskForm):  # type: ignore[misc]
    """A button alone, with its token."""


class RepairForm(FlaskForm):  # type: ignore[misc]
    """One repair: each of its buttons names its operation, and the fields beside the button belong to it."""

    operation = SelectField(choices=options((one.value, one.value) for one in RepairOperation))
    seen = IntegerField(default=0)
    number = StringField()
    kind = StringField()
    into = StringField()
    begins = StringField()
    offset = IntegerField(validators=[Optional()])

    def argument_of(self, operation: RepairOperation) -> str:
        """Give what belongs to the button that was pressed."""
        field = {
            RepairOperation.RENUMBER: self.number,
            RepairOperation.KIND: self.kind,
            RepairOperation.SPLIT: self.into,
            RepairOperation.TEXT: self.into,
        }.get(operation)
        return said(field) if field is not None else ""


class RoundForm(FlaskForm):  # type: ignore[misc]
    """What the letter says of a new round."""

    letter_number = StringField(
        _l("Số công văn"),
        [
            InputRequired(_l("Cần ghi số công văn.")),
            Length(max=60, message=_l("Số công văn dài nhất 60 ký tự.")),
        ],
    )
    letter_date = DayField(_l("Ngày công văn"), [InputRequired(_l("Cần ghi ngày công văn."))])
    letter_signer = StringField(
        _l("Người ký"), [Length(max=160, message=_l("Tên người ký dài nhất 160 ký tự."))]
    )
    opens_on = DayField(_l("Ngày mở đợt"), [InputRequired(_l("Cần ghi ngày mở đợt."))])
    closes_before = DayField(_l("Trả lời trước ngày"), [InputRequired(_l("Cần ghi hạn trả lời."))])
    regime_key = SelectField(_l("Chế độ pháp lý"), default=DEFAULT_REGIME)
    agencies = SelectMultipleField(
        _l("Cơ quan được lấy ý kiến"),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def offer(self, regimes: Sequence[Regime], agencies: Sequence[Agency]) -> None:
        """Offer what may be chosen."""
        self.regime_key.choices = options((one.key, one.name) for one in regimes)
        self.agencies.choices = options((one.id, one.name) for one in agencies)

    def start(self, today: date, agencies: Sequence[Agency]) -> None:
        """Tick every agency and let the round open today."""
        self.agencies.data = [one.id for one in agencies]
        self.opens_on.data = self.letter_date.data = today

    @property
    def ticked(self) -> frozenset[int]:
        """Give the ids of the agencies ticked."""
        return frozenset(self.agencies.data or ())

    def facts(self) -> RoundFacts:
        """Give what was typed as the facts of a round; the form must have been found valid."""
        return RoundFacts(
            letter_number=said(self.letter_number),
            letter_date=day_of(self.letter_date),
            letter_signer=said(self.letter_signer),
            opens_on=day_of(self.opens_on),
            closes_before=day_of(self.closes_before),
            regime_key=said(self.regime_key),
        )
