"""What forms share."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than its stubs
from wtforms.widgets import TextInput


def said(field: Field) -> str:
    """Give what was typed into a text field; nothing is an empty string."""
    return str(field.data or "")


def day_of(field: DateField) -> date:
    """Give the day of a required field that was validated."""
    assert field.data is not None
    return field.data


def options(pairs: Iterable[tuple[object, Any]]) -> list[Any]:
    """Make the options of a select or radio field of (value, label) pairs."""
    return [SelectChoice(value=value, label=label) for value, label in pairs]


class DayField(DateField):
    """A day typed as dd/mm/yyyy, whatever language the browser speaks.

    A browser's own date field shows days in the order of its own language, so that 02/11 may read as
    11 February in an office that means 2 November.
    """

    widget = TextInput()

    def __init__(self, label: Any = None, validators: Any = None, **options: Any) -> None:
        options.setdefault("format", ["%d/%m/%Y", "%Y-%m-%d"])
        options["render_kw"] = {
            "inputmode": "numeric",
            "placeholder": _l("ngày/tháng/năm"),
            "maxlength": 10,
            "autocomplete": "off",
        } | options.get("render_kw", {})
        super().__init__(label, validators, **options)

    def process_formdata(self, valuelist: list[Any]) -> None:
        """Read the day that was typed; say how it is written where it is none."""
        try:
            super().process_formdata(valuelist)
        except ValueError as error:
            raise ValueError(_("Ghi ngày theo dạng ngày/tháng/năm, ví dụ 02/11/2017.")) from error
