"""The desk as a page or as the part of it that changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask_babel import gettext as _

from draftreview.domain.options import Contrast, Option, contrast
from draftreview.domain.vocabulary import CATEGORY_LABELS, OUTCOME_LABELS, STAGE_LABELS
from draftreview.models.consultations import Consultation
from draftreview.services.bulk import LeftAlone
from draftreview.services.desk import Desk, Sought, desk, round_at_desk
from draftreview.services.desk_alike import Alike, clashing
from draftreview.services.desk_answers import starts
from draftreview.services.desk_filter import MINE, NOBODY, OPEN
from draftreview.services.desk_place import Remark, Spot
from draftreview.services.desk_queue import DeskPlaces, grouped
from draftreview.services.permissions import may_decide, require
from draftreview.web.asked_round import asked_round, lead_to_round
from draftreview.web.decision_form import DecisionForm, difference_of
from draftreview.web.desk_addresses import Addresses, wanted
from draftreview.web.desk_group import whole_of
from draftreview.web.presentation import translated
from draftreview.web.request import actor, db
from draftreview.web.shelf import kept, text_of
from draftreview.web.whereabouts import shown

REMARKS = 40
"""Comments of one place that a page shows around the one at hand, unless all are asked for."""
OPTIONS = 6
"""Wordings that a page shows side by side, unless all are asked for."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The part of a place that one page shows: the comments around the chosen one, and some wordings.

    ``clashes`` are by letter the options before it that cannot stand beside it; ``every`` counts all options.
    """

    remarks: tuple[Remark, ...]
    options: tuple[Option, ...]
    against: Option | None
    contrasts: dict[str, Contrast]
    clashes: dict[str, tuple[str, ...]]
    every: int

    def differs(self, option: Option) -> Option | Contrast:
        """Give what an option is compared with: the text, or the option chosen for that."""
        return self.contrasts.get(option.letter, option)


def is_part() -> bool:
    """Tell whether a script asked for the part that changes."""
    return "HX-Request" in request.headers


def places_of(round_: Consultation) -> DeskPlaces:
    """Give the places of the version consulted, kept between requests."""
    version = round_.version
    return kept(("desk", version.id, version.text_hash), lambda: DeskPlaces(text_of(version)))


def find_desk(key: str, slug: str = "", comment_id: int | None = None) -> Desk:
    """Gather the desk that the address asks for.

    :raises NotPermitted: for anybody but the drafting side
    """
    require(may_decide(actor()))
    round_, newest = round_at_desk(db(), key, asked_round(), comment_id)
    if not newest:
        lead_to_round(round_.number)
    after = request.args.get("after", type=int)
    known = request.headers.get("X-Queue") == "known"
    sought = Sought(slug, comment_id, after, wanted(), part=is_part(), queue_known=known and is_part())
    return desk(db(), actor(), round_, places_of(round_), sought)


def page(found: Desk, form: DecisionForm | None, left: Sequence[LeftAlone] = ()) -> str:
    """Render the desk, or the part of it that a script asked for; name what a group's answer left alone."""
    spot = found.spot
    addresses = Addresses.of(found.consultation.draft.key, found.wanted)
    return render_template(
        "dispositions/_part.html" if is_part() else "dispositions/desk.html",
        desk=found,
        spot=spot,
        form=form,
        shown=shown,
        to=addresses,
        part=_shown(spot, found.alike) if spot else None,
        whole=whole_of(found.alike.party),
        left=left,
        quoted=_quoted,
        translated=translated,
        starts=starts(spot) if spot and form is not None and "new_text" in form else (),
        change=difference_of(form, spot) if spot and form is not None else None,
        labels={} if is_part() else _labels(found),
        grouped=grouped,
        categories=CATEGORY_LABELS,
        outcomes=OUTCOME_LABELS,
    )


def _quoted(words: Sequence[str]) -> str:
    return ", ".join(f"“{word}”" for word in words)


def _shown(spot: Spot, alike: Alike) -> Shown:
    everything = "all" in request.args
    leads = tuple(one for one in spot.options if one.letter not in alike.inside)
    against = next((one for one in spot.options if one.letter == request.args.get("against")), None)
    wanted = {spot.chosen.letter, against.letter if against else ""}
    some = leads if everything else _some(leads, [one for one in leads if wanted & {*alike.lead(one)}])
    return Shown(
        spot.remarks if everything else _around(spot),
        some,
        against,
        {one.letter: contrast(one, against) for one in some if one is not against} if against else {},
        {one.letter: letters for one in some if (letters := clashing(one, leads))},
        len(leads),
    )


def _some(options: Sequence[Option], always: Sequence[Option]) -> tuple[Option, ...]:
    first = options[:OPTIONS]
    return (*first, *(one for one in always if one not in first))


def _around(spot: Spot) -> tuple[Remark, ...]:
    at = spot.remarks.index(spot.chosen)
    start = max(0, min(at - REMARKS // 4, len(spot.remarks) - REMARKS))
    return spot.remarks[start : start + REMARKS]


def _labels(found: Desk) -> dict[str, list[tuple[str, str]]]:
    """List what the queue can be narrowed to, as (value, words) by the name in the address."""
    choices = found.choices
    people = [(str(number), name) for number, name in found.drafters]
    return {
        "agency": list(choices.agencies),
        "article": list(choices.articles),
        "topic": list(choices.topics),
        "category": [(one.value, _(label)) for one, label in CATEGORY_LABELS.items()],
        "state": [
            (OPEN, _("Chưa có kết quả")),
            *((one.value, _(label)) for one, label in STAGE_LABELS.items()),
        ],
        "drafter": [(MINE, _("Của tôi")), (NOBODY, _("Chưa giao")), *people],
    }
