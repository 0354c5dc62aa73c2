"""Sentences that services say and the interface may say in another language."""

from typing import Any


class Sentence(str):
    """A sentence in Vietnamese that remembers its message id and what was put into it."""

    template: str
    values: dict[str, Any]


def sentence(template: str, /, **values: Any) -> Sentence:
    """Say a sentence; ``template`` is the message id, with ``%(name)s`` where a value stands.

    >>> sentence("Đã có cơ quan “%(name)s”.", name="Sở Y tế")
    'Đã có cơ quan “Sở Y tế”.'
    """
    said = Sentence(template % values)
    said.template = template
    said.values = values
    return said
