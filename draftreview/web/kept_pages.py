"""Reading pages kept as bytes: rendered anew only when something that they show has changed.

Twice over: while nothing at all is written a page is known by who reads it, without a query; afterwards by
what it shows, so that only a reader whose page has changed waits for a new one.
"""

from collections.abc import Callable, Hashable

from flask import g, request, session
from flask_babel import get_locale
from flask_wtf.csrf import generate_csrf

from draftreview.db import state_of
from draftreview.domain.clock import vietnam_day
from draftreview.models.accounts import User
from draftreview.services.clock import WallClock
from draftreview.services.margins import own_and_others, topics_and_following
from draftreview.services.reading import Visit
from draftreview.web.reading_page import show_page
from draftreview.web.request import db, surroundings
from draftreview.web.shelf import kept

TOKEN = "csrf-token-of-the-reader"  # noqa: S105 - stands where the reader's own token is put in
OWN_PAGES = "own pages"
"""The shelf for those who are signed in: their pages are many, and must not crowd out the texts."""
STANDING = "standing pages"
"""The shelf for what holds while nothing is written: the same pages, each known by reader and connection."""

Pieces = tuple[bytes, ...]
"""A page cut where the reader's own token stands."""


def standing(make: Callable[[], Pieces]) -> bytes:
    """Give the page of this request and reader, made anew only if anything was written or a day has passed.

    :param make: reads and renders it; it may refuse, and then nothing is kept
    """
    state = state_of(db())
    seen = (state, session.get("_user_id"), request.path, str(get_locale()), vietnam_day(WallClock().now()))
    pieces = kept(seen, make, STANDING) if state else make()
    return pieces[0] if len(pieces) == 1 else generate_csrf().encode().join(pieces)


def public_page(visit: Visit) -> Pieces:
    """Give the page that everybody who is not signed in reads: rendered once for all that it shows.

    Its topics are not read again: the round counts how often they were changed.
    """
    seen = ("page", *_around(), _facts(visit))
    return kept(seen, lambda: (show_page(visit).encode(),))


def own_page(visit: Visit, user: User) -> Pieces:
    """Give the page that somebody signed in reads: rendered anew when one of their agency wrote something.

    What became of comments on earlier versions is worked out each time.
    """
    topics, following = topics_and_following(db(), visit)
    own, others = own_and_others(db(), user, visit)

    def render() -> Pieces:
        g.csrf_token = TOKEN
        try:
            page = show_page(visit, topics=topics, following=following, own=own, others_sent=others)
        finally:
            del g.csrf_token
        return tuple(page.encode().split(TOKEN.encode()))

    if following.newest:
        return render()
    reader = (user.id, user.role, user.display_name, user.agency.name, user.agency.short_name)
    rights = (visit.takes_comments(user), visit.reads_others(user))
    return kept((reader, rights, *_around(), _facts(visit), topics, tuple(own), others), render, OWN_PAGES)


def _around() -> tuple[Hashable, ...]:
    around = surroundings()
    return (request.path, str(get_locale()), around.round_today, around.demonstration, around.draft_key)


def _facts(visit: Visit) -> tuple[Hashable, ...]:
    """Give everything of a visit that the page shows."""
    draft, version, round_, own = visit.draft, visit.version, visit.consultation, visit.invitation
    return (
        (draft.key, draft.title, draft.short_title, draft.illustrative),
        (version.id, version.number, version.text_hash),
        (visit.numbers, visit.rounds, visit.consulted, visit.asked),
        (visit.days, visit.today, visit.statutory_day, visit.closing),
        (round_.id, round_.closed_at, round_.openness, round_.topics_revision) if round_ else None,
        (own.due_before, own.extended_to) if own else None,
    )
