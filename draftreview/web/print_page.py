"""A version as it prints: alone, with the comments of the reader's agency, or those of every one as well."""

from collections import defaultdict

from flask import get_template_attribute, render_template

from draftreview.services.comment_finding import up_to_version
from draftreview.services.margins import as_own, places_of, topics_and_following
from draftreview.services.others import all_others
from draftreview.services.permissions import speaks_for_agency
from draftreview.services.reading import Visit
from draftreview.web.comment_cards import Card, cards_of
from draftreview.web.prepared import prepared
from draftreview.web.request import actor, db

OWN, ALL = "comments", "everyone"
"""Whose comments are printed."""


def show_print(visit: Visit, asked: str) -> str:
    """Render the page to print; only who speaks for an agency has comments to choose.

    What others sent stands where its provision is in this version, as one's own does.
    """
    ready = prepared(visit.draft.key, visit.version)
    user = actor()
    may_choose = user is not None and speaks_for_agency(user) and bool(visit.rounds)
    reads_others = may_choose and visit.reads_others_onward(user)
    chosen = asked if asked == OWN or (asked == ALL and reads_others) else ""
    placed: dict[str, list[Card]] = defaultdict(list)
    elsewhere: list[Card] = []
    if user is not None and may_choose and chosen:
        _topics, following = topics_and_following(db(), visit)
        own = up_to_version(db(), visit.version, user.agency_id)
        others = all_others(db(), user, visit) if chosen == ALL else ()
        for card in cards_of([*own, *others], following=following, beside=visit.version.number):
            places = places_of(as_own(card.comment), ready.text, visit.version.number, following)
            here = [eid for eid in places if eid in ready.places]
            for eid in here:
                placed[eid].append(card)
            if not here:
                elsewhere.append(card)
    notes = get_template_attribute("reading/_printed.html", "notes")
    return render_template(
        "reading/print.html",
        visit=visit,
        words=ready.with_notes(
            {eid: str(notes(cards, agency_id=user.agency_id if user else 0)) for eid, cards in placed.items()}
        ),
        elsewhere=elsewhere,
        may_choose=may_choose,
        reads_others=reads_others,
        chosen=chosen if may_choose else "",
    )
