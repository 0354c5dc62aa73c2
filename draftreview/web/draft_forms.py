"""The forms of a draft's texts: a new draft, a file, one button."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Optional

from draftreview.domain.repair_operations import RepairOperation
from draftreview.web.forms import options, said


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
