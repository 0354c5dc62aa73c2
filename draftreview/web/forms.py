"""What forms share."""

from wtforms import Field


def said(field: Field) -> str:
    """Give what was typed into a text field; nothing is an empty string."""
    return str(field.data or "")
