"""The tree of errors that services and formats raise and the edges translate once.

::

    DraftReviewError
    ├── NotPermitted          403  the actor may not do this
    ├── NotFound              404  there is no such thing, or the actor may not know of it
    ├── Conflict              409  somebody or something was faster
    │   ├── StaleText              the text was changed since the actor saw it
    │   ├── AlreadySent            what was sent is locked
    │   ├── OverlappingWordings    accepted wordings that cannot all stand
    │   └── Incomplete             a final table was asked for while something is missing
    └── Invalid               422  what was given cannot be used as it is
        ├── MissingExplanation     an outcome that must be explained was not
        ├── UnchangedWording       a proposed wording that says what the text says
        └── UnreadableFile         a file without usable text
            ├── FileTooLarge
            └── UnknownFileKind

Every message is a sentence in Vietnamese that says what happened and what to do.
"""

from collections.abc import Sequence

from draftreview.domain.completeness import Check


class DraftReviewError(Exception):
    """Tell a person what happened and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotPermitted(DraftReviewError):
    """The actor may not do this."""


class NotFound(DraftReviewError):
    """There is no such thing, or the actor may not know of it."""


class Conflict(DraftReviewError):
    """Somebody or something was faster."""


class StaleText(Conflict):
    """The text was changed since the actor saw it; ``current`` is what stands there now."""

    def __init__(self, message: str, current: str = "") -> None:
        super().__init__(message)
        self.current = current


class AlreadySent(Conflict):
    """What was sent is locked."""


class OverlappingWordings(Conflict):
    """Accepted wordings that cannot all stand; ``places`` are the citations concerned."""

    def __init__(self, message: str, places: Sequence[str] = ()) -> None:
        super().__init__(message)
        self.places = tuple(places)


class Incomplete(Conflict):
    """A final table was asked for while something is missing; ``check`` says what."""

    def __init__(self, message: str, check: Check) -> None:
        super().__init__(message)
        self.check = check


class Invalid(DraftReviewError):
    """What was given cannot be used as it is; ``field`` is the form field concerned."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class MissingExplanation(Invalid):
    """An outcome that must be explained was not."""


class UnchangedWording(Invalid):
    """A proposed wording that says what the text says already."""


class UnreadableFile(Invalid):
    """A file without usable text."""


class FileTooLarge(UnreadableFile):
    """A file above the limit, packed or unpacked."""


class UnknownFileKind(UnreadableFile):
    """A file of a kind that is not read, or whose content is not what its name says."""
