"""What a form with rows of fields was refused for, laid flat."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Named:
    """A label by its words."""

    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A field that was refused, with the row it stands in said in its label."""

    id: str
    label: Named
    errors: tuple[str, ...]


class Summary(dict[str, Refused]):
    """What a form was refused for, flat, as the summary over a form reads it."""

    @property
    def errors(self) -> Mapping[str, tuple[str, ...]]:
        """Give the errors by field."""
        return {name: one.errors for name, one in self.items()}
