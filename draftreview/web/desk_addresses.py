"""The addresses that lead through the desk: its filter and its round stay in each."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from flask import request, url_for

from draftreview.services.desk_filter import DeskFilter
from draftreview.web.asked_round import NAME as ROUND
from draftreview.web.asked_round import asked_round


@dataclass(frozen=True, slots=True)
class Addresses:
    """Addresses on the desk of one draft, with the filter kept in each."""

    desk: str
    comments: str
    wanted: DeskFilter
    round: Mapping[str, str]
    """What names an older round in each of them."""

    @classmethod
    def of(cls, key: str, wanted: DeskFilter) -> "Addresses":
        """Make them for a draft; asking Flask for every single one would cost a third of the page."""
        comment = url_for("dispositions.decide", comment_id=0, round=None)
        desk, number = url_for("dispositions.desk", key=key, round=None), asked_round()
        kept = {ROUND: str(number)} if number else {}
        return cls(desk, comment.removesuffix("/0/dispositions"), wanted, kept)

    @property
    def whole(self) -> str:
        """Lead to the desk that nothing narrows."""
        return self._with(self.desk, {})

    def comment(self, number: int, way: str) -> str:
        """Lead to something that is done with a comment from the desk."""
        return self._with(f"{self.comments}/{number}/{way}", self.wanted.arguments)

    @property
    def trace(self) -> tuple[str, str]:
        """Give what stands before and behind a comment's number in the address of its trace."""
        return f"{self.comments}/", "/trace"

    @property
    def phrases(self) -> str:
        """Lead to the reusable sentences."""
        return f"{self._draft}/phrases"

    def to(self, slug: str, **more: object) -> str:
        """Lead to a place; ``comment`` puts that comment at hand."""
        return self._with(f"{self.desk}/{quote(slug)}", {**self.wanted.arguments, **more})

    def first(self, **changed: str) -> str:
        """Lead to the first open place under the filter, changed as said."""
        return self._with(self.desk, {**self.wanted.arguments, **changed})

    @property
    def groups(self) -> str:
        """Lead to the comments that say the same."""
        return self._with(f"{self._draft}/groups", {})

    def group(self, number: int) -> str:
        """Lead to a group of comments that are answered once."""
        return self._with(f"{self._draft}/groups/{number}", {})

    @property
    def bulk(self) -> str:
        """Lead to where many comments are answered at once."""
        return self._with(f"{self._draft}/bulk", {})

    def bulk_at(self, slug: str) -> str:
        """Lead to where the comments of one provision are answered at once."""
        return self._with(f"{self._draft}/bulk", {"article": slug})

    @property
    def _draft(self) -> str:
        return self.desk.removesuffix("/desk")

    def _with(self, address: str, words: Mapping[str, object]) -> str:
        said = urlencode({**self.round, **{name: word for name, word in words.items() if word}})
        return f"{address}?{said}" if said else address


def back_to(key: str, slug: str, **more: object) -> str:
    """Lead back to a place of the desk, under the filter of the address at hand."""
    return Addresses.of(key, wanted()).to(slug, **more) + "#at-hand"


def wanted() -> DeskFilter:
    """Read the filter in the address."""
    return DeskFilter.read(request.args)
