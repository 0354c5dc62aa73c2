"""Reading pages kept as bytes: rendered anew only when something that they show has changed."""

from collections.abc import Hashable

from flask import g, request
from flask_babel import get_locale
from flask_wtf.csrf import generate_csrf

from draftreview.models.accounts import User
from draftreview.services.margins import own_and_others, topics_and_following
from draftreview.services.reading import Visit
from draftreview.web.reading_page import show_page
from draftreview.web.request import db, surroundings
from draftreview.web.shelf import kept

TOKEN = "csrf-token-of-the-reader"  # noqa: S105 - stands where the reader's own token is put in
OWN_PAGES = "own pages"
"""The shelf for those who are signed in: their pages are many, and must not crowd out the texts."""


def public_page(visit: Visit) -> bytes:
    """Give the page that everybody who is not signed in reads: rendered once for all that it shows.

    Its topics are not read again: the round counts how often they were changed.
    """
    seen = ("page", *_around(), _facts(visit))
    return kept(seen, lambda: show_page(visit).encode())


def own_page(visit: Visit, user: User) -> str | bytes:
    """Give the page that somebody signed in reads: rendered anew when one of their agency wrote something.

    What became of comments on earlier versions is worked out each time.
    """
    topics, following = topics_and_following(db(), visit)
    own, others = own_and_others(db(), user, visit)
    if following.newest:
        return show_page(visit, topics=topics, following=following, own=own, others_sent=others)
    reader = (user.id, user.role, user.display_name, user.agency.name, user.agency.short_name)
    rights = (visit.takes_comments(user), visit.reads_others(user))
    seen = (reader, rights, *_around(), _facts(visit), topics, tuple(own), others)

    def render() -> tuple[bytes, ...]:
        g.csrf_token = TOKEN
        try:
            page = show_page(visit, topics=topics, following=following, own=own, others_sent=others)
        finally:
            del g.csrf_token
        return tuple(page.encode().split(TOKEN.encode()))

    return generate_csrf().encode().join(kept(seen, render, OWN_PAGES))


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
