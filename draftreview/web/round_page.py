"""What the pages of rounds share: the form of a new one, topics with what they name, what was done."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, request
from flask_babel import gettext as _

from draftreview.domain.content import TopicFacts
from draftreview.domain.errors import Invalid
from draftreview.domain.vocabulary import RoundAction
from draftreview.models.drafts import Version
from draftreview.services import round_opening
from draftreview.services.round_changes import Wish
from draftreview.services.round_topics import earlier_topics
from draftreview.services.topics import Topic
from draftreview.web.presentation import day
from draftreview.web.request import db, today
from draftreview.web.round_forms import RoundForm, starting
from draftreview.web.shelf import kept, text_of
from draftreview.web.topic_places import TopicPlaces
from draftreview.web.topic_rows import rearranged


@dataclass(frozen=True, slots=True)
class ShownTopic:
    """A focus topic with what it names in the version consulted: words and anchors."""

    topic: Topic
    places: tuple[tuple[str, str], ...]


def places_of(version: Version) -> TopicPlaces:
    """Give what topics may name of a version, made when first asked for."""
    return kept(("places", version.id, version.text_hash), lambda: TopicPlaces(text_of(version)))


def opening_form(version: Version, wish: str = "") -> RoundForm:
    """Make the form of a round: from what was sent, its rows rearranged as wished, or as it starts."""
    places, choices = places_of(version), round_opening.choices(db())
    if request.method == "POST":
        form = RoundForm(rearranged(request.form, wish) if wish else request.form)
    else:
        earlier = earlier_topics(db(), version.draft, text_of(version))
        form = RoundForm(formdata=None, data=starting(today(), choices, earlier, places))
        for row, before in zip(form.rows, earlier, strict=True):
            row.gone = before.gone
    form.offer(choices, places)
    return form


def opening_page(version: Version, form: RoundForm, at: str = "") -> str:
    """Show the form of a round; ``at`` is the wish that changed its rows, whose row gets the focus."""
    verb, _dash, number = at.partition("-")
    last = len(form.rows) - 1
    begun = last if verb == "add" else min(int(number), last) if number.isdecimal() else -1
    return render_template(
        "rounds/new.html",
        version=version,
        form=form,
        offered=places_of(version).offered,
        begun=begun - 1 if verb == "up" else begun,
    )


def topics_in(form: RoundForm, version: Version) -> list[TopicFacts]:
    """Read the topics of a form; rows left empty are none.

    :raises Invalid: with the field "topics-2-more" and so on, where a citation names nothing
    """
    places = places_of(version)
    found = []
    for at, row in enumerate(one for one in form.rows if not one.is_empty):
        try:
            found.append(row.facts(places))
        except Invalid as error:
            raise Invalid(error.message, f"topics-{at}-{error.field}") from error
    return found


def topics_shown(version: Version, topics: Sequence[Topic]) -> list[ShownTopic]:
    """Name what each topic covers, by its place in the version consulted."""
    text = text_of(version)
    return [
        ShownTopic(
            topic,
            tuple(
                (text.citation(one), one.eid)
                for one in text.provisions.values()
                if one.lineage_id in topic.lineages
            ),
        )
        for topic in topics
    ]


def said_of(wish: Wish) -> str:
    """Say what was done to a round."""
    if wish.action is RoundAction.CLOSED:
        return str(_("Đã đóng đợt lấy ý kiến. Các cơ quan đọc được lý do."))
    if wish.action is RoundAction.REOPENED:
        return str(_("Đã mở lại đợt lấy ý kiến. Trả lời sau hạn được ghi là gửi muộn."))
    return str(_("Đã gia hạn: trả lời trước ngày %(day)s.", day=day(wish.closes_before)))
