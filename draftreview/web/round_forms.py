"""The forms of a round: what the letter says, a change with its reason, the day of receiving."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FieldList, FormField, HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional

from draftreview.domain.content import RoundFacts, TopicFacts
from draftreview.domain.vocabulary import OPENNESS_LABELS, Openness
from draftreview.services.round_opening import Choices
from draftreview.services.round_topics import EarlierTopic
from draftreview.web.forms import DayField, day_of, options, said
from draftreview.web.refusals import Named, Refused, Summary
from draftreview.web.topic_forms import Ticked, TopicForm, row_of
from draftreview.web.topic_places import TopicPlaces

DEFAULT_REGIME = "2015"
MOST_TOPICS = 40


class RoundForm(FlaskForm):  # type: ignore[misc]
    """What the letter says of a new round, with its focus topics and the agencies it goes to."""

    letter_number = StringField(
        _l("Số công văn"),
        [
            InputRequired(_l("Cần ghi số công văn.")),
            Length(max=60, message=_l("Số công văn dài nhất 60 ký tự.")),
        ],
    )
    letter_date = DayField(_l("Ngày công văn"), [InputRequired(_l("Cần ghi ngày công văn."))])
    letter_signer = StringField(
        _l("Người ký"), [Length(max=160, message=_l("Tên người ký dài nhất 160 ký tự."))]
    )
    opens_on = DayField(_l("Ngày mở đợt"), [InputRequired(_l("Cần ghi ngày mở đợt."))])
    closes_before = DayField(_l("Trả lời trước ngày"), [InputRequired(_l("Cần ghi hạn trả lời."))])
    regime_key = SelectField(_l("Chế độ pháp lý"), default=DEFAULT_REGIME)
    openness = SelectField(
        _l("Cơ quan đọc ý kiến đã gửi của cơ quan khác"), default=Openness.AFTER_CLOSING.value
    )
    topics = FieldList(FormField(TopicForm), max_entries=MOST_TOPICS)
    agencies = Ticked(_l("Cơ quan được lấy ý kiến"), coerce=int)

    def offer(self, choices: Choices, places: TopicPlaces) -> None:
        """Offer what may be chosen."""
        self.regime_key.choices = options(choices.regimes)
        self.openness.choices = options((one.value, _(label)) for one, label in OPENNESS_LABELS.items())
        self.agencies.choices = options(choices.agencies)
        for topic in self.rows:
            topic.places.choices = options((one.eid, one.label) for one in places.offered)

    @property
    def rows(self) -> tuple[TopicForm, ...]:
        """Give the rows of topics, empty ones too."""
        return tuple(one.form for one in self.topics)

    @property
    def ticked(self) -> frozenset[int]:
        """Give the ids of the agencies ticked."""
        return frozenset(self.agencies.data or ())

    def facts(self, topics: Sequence[TopicFacts]) -> RoundFacts:
        """Give what was typed as the facts of a round; the form must have been found valid."""
        return RoundFacts(
            letter_number=said(self.letter_number),
            letter_date=day_of(self.letter_date),
            letter_signer=said(self.letter_signer),
            opens_on=day_of(self.opens_on),
            closes_before=day_of(self.closes_before),
            regime_key=said(self.regime_key),
            openness=Openness(said(self.openness)),
            topics=tuple(topics),
        )

    def refuse(self, field: str, words: str) -> None:
        """Say under a field why it was refused; "topics-2-code" counts the rows that are not empty."""
        name, _dash, rest = field.partition("-")
        if name != "topics":
            self[field].errors = [words]
            return
        at, _dash, part = rest.partition("-")
        row = [one for one in self.rows if not one.is_empty][int(at)]
        row[part].errors = [words]

    @property
    def summary(self) -> Summary:
        """Give all that was refused, that of the topics by their own fields."""
        return Summary({one.id: one for one in self._refused()})

    def _refused(self) -> Iterator[Refused]:
        for field in self:
            if field is not self.topics and field.errors:
                yield Refused(field.id, Named(field.label.text), tuple(field.errors))
        for at, row in enumerate(self.rows, start=1):
            for field in row:
                if field.errors:
                    words = _("Nội dung %(number)s, %(field)s", number=at, field=field.label.text)
                    yield Refused(field.id, Named(words), tuple(field.errors))


def starting(
    today: date, choices: Choices, topics: Sequence[EarlierTopic], places: TopicPlaces
) -> dict[str, Any]:
    """Give what a new round begins from: today, every agency, the topics of the round before."""
    return {
        "letter_date": today,
        "opens_on": today,
        "agencies": [number for number, _name in choices.agencies],
        "topics": [row_of(one.facts, places) for one in topics],
    }


class ChangeForm(FlaskForm):  # type: ignore[misc]
    """A change of a round with its reason; ``seen`` is the newest change on the page."""

    closes_before = DayField(_l("Trả lời trước ngày"), [Optional()])
    reason = TextAreaField(_l("Lý do"))
    seen = HiddenField()

    @property
    def seen_change(self) -> int:
        """Give the number of the newest change that was seen, 0 for none."""
        words = said(self.seen)
        return int(words) if words.isdecimal() else 0


class InvitingForm(FlaskForm):  # type: ignore[misc]
    """The first day too late for agencies invited later; the agencies are ticked beside it."""

    due_before = DayField(_l("Trả lời trước ngày"), [Optional()])


class ReceivedForm(FlaskForm):  # type: ignore[misc]
    """The day on which agencies received the letter."""

    received_on = DayField(_l("Ngày nhận công văn"), [Optional()])
