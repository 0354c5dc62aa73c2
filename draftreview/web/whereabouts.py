"""How the state of a followed comment is shown: tags with sign and word, and ways to where it stands now."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from draftreview.domain.following import Ending
from draftreview.domain.following_words import State
from draftreview.domain.provisions import citation, opening_capital


@dataclass(frozen=True, slots=True)
class Tag:
    """One thing that happened to a provision, as the tag macro takes it."""

    words: str
    kind: str
    sign: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What became of a place in the version of that number; links lead to it there, by their labels."""

    number: int
    tags: tuple[Tag, ...]
    links: tuple[tuple[str, str], ...]


def shown(state: State | None, key: str, there: bool = False) -> Shown | None:
    """Make a state fit to be shown; none where nothing is newer.

    :param there: it is shown at one of its places, to which no link is needed
    """
    if state is None:
        return None
    links = () if there and len(state.whereabouts.places) == 1 else tuple(_links(state, key))
    return Shown(state.number, tuple(_tags(state)), links)


def _tags(state: State) -> Iterator[Tag]:
    one = state.whereabouts
    if state.gone:
        yield Tag(_("Không còn trong bản lần %(number)s", number=state.number), "delete", "minus")
        return
    if one.ending is Ending.FOUND:
        yield from _placed(state)
        if one.reworded:
            yield Tag(_("Đã sửa câu chữ"), "done", "pen")
        if one.inside:
            yield Tag(_("Đã sửa nội dung bên trong"), "done", "pen")
        if one.unchanged:
            yield Tag(_("Không đổi"), "outline", "check")
    if state.candidates:
        yield Tag(_("Chờ xác nhận: có thể là %(places)s", places=state.candidates), "warning", "warning")
    elif one.ending is Ending.UNCONFIRMED:
        yield Tag(_("Chờ xác nhận"), "warning", "warning")


def _placed(state: State) -> Iterator[Tag]:
    """Say where it stands: as pieces, together with others, moved or only renumbered."""
    one = state.whereabouts
    now = _("nay là %(places)s", places=state.now) if state.elsewhere else ""
    if one.merged and state.elsewhere:
        yield Tag(_("Đã gộp từ %(places)s", places=state.merged), "moved", "split")
    elif one.merged:
        yield Tag(_("Đã gộp với %(places)s", places=state.merged), "moved", "split")
    if one.split:
        words = _("Đã tách, một phần không còn") if one.partly_gone else _("Đã tách")
        yield Tag(_and(words, now), "moved", "split")
    if one.moved:
        yield Tag(_and(_("Đã chuyển"), "" if one.split else now), "moved", "arrow-move")
    elif now and not one.split:
        yield Tag(opening_capital(now), "noted", "hash")


def _and(words: str, now: str) -> str:
    return f"{words}, {now}" if now else words


def _links(state: State, key: str) -> Iterator[tuple[str, str]]:
    """Lead to the places it has; where several, each by its citation."""
    places = (*state.whereabouts.places, *state.whereabouts.candidates)
    for place in places:
        url = url_for("reading.version", key=key, number=state.number, _anchor=place)
        label = opening_capital(citation(place)) if len(places) > 1 else ""
        yield label or _("Xem ở lần %(number)s", number=state.number), url
