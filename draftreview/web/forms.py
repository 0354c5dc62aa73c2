"""What forms share."""

from collections.abc import Iterable
from typing import Any

from wtforms import Field
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined] # newer than its stubs


def said(field: Field) -> str:
    """Give what was typed into a text field; nothing is an empty string."""
    return str(field.data or "")


def options(pairs: Iterable[tuple[object, Any]]) -> list[Any]:
    """Make the options of a select or radio field of (value, label) pairs."""
    return [SelectChoice(value=value, label=label) for value, label in pairs]
