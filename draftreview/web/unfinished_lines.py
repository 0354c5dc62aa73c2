"""What was typed and never saved as a comment, as lines of a list: where it is, and the way to go on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from draftreview.domain.errors import NotFound
from draftreview.domain.provisions import opening_capital
from draftreview.models.drafts import Version
from draftreview.services.unfinished import Begun
from draftreview.web.shelf import text_of


@dataclass(frozen=True, slots=True)
class Left:
    """One form that was left unfinished; ``url`` opens it as it was."""

    begun: Begun
    place: str
    url: str


def left_in(version: Version, key: str, begun: Iterable[Begun], back: str = "") -> list[Left]:
    """Name what was begun on a version by its places.

    What says no more than the text, or names no place of it, is left out.

    :param back: where saving leads back to, as the composer understands it
    """
    return list(_lines(version, key, begun, back or None))


def _lines(version: Version, key: str, begun: Iterable[Begun], back: str | None) -> Iterator[Left]:
    for one in begun:
        if one.comment_id is not None:
            way = url_for("comments.edit", comment_id=one.comment_id, typing=one.form_key, back=back)
            yield Left(one, _named(one.citation), way)
            continue
        try:
            place = text_of(version).place(one.place)
        except NotFound:
            # Kept from an address that somebody wrote by hand.
            continue
        if place.provision is None or not one.repeats(place.provision):
            way = url_for(
                "comments.new",
                key=key,
                number=version.number,
                eid=place.eid,
                typing=one.form_key,
                back=back,
                _anchor=place.eid,
            )
            yield Left(one, _named(place.citation), way)


def _named(citation: str) -> str:
    return opening_capital(citation) or _("Toàn dự thảo")
