"""The scan of a signed letter as it was checked."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Scan:
    """A checked file: a name whose suffix tells the truth, its media type, its bytes."""

    name: str
    media_type: str
    content: bytes
