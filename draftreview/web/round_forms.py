"""The forms of a round: what the letter says, its topics, a change with its reason, the day of receiving."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    FieldList,
    Form,
    FormField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from draftreview.domain.content import RoundFacts, TopicFacts
from draftreview.domain.vocabulary import OPENNESS_LABELS, Openness
from draftreview.services.round_opening import Choices
from draftreview.services.round_topics import LONGEST_SHORT_TITLE, EarlierTopic
from draftreview.web.forms import DayField, day_of, options, said
from draftreview.web.topic_places import TopicPlaces

DEFAULT_REGIME = "2015"
MOST_TOPICS = 40


class Ticked(SelectMultipleField):
    """Several of a list, each with a box to tick."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class TopicForm(Form):
    """One focus topic; a row left empty is no topic.

    ``gone`` counts provisions of the round before that the text no longer has.
    """

    gone = 0

    code = StringField(_l("Mã"))
    parent = StringField(_l("Thuộc nội dung"))
    title = StringField(_l("Nội dung"))
    short_title = StringField(_l("Tên ngắn"))
    question = TextAreaField(_l("Câu hỏi với cơ quan"))
    places = Ticked(_l("Quy định liên quan"))
    more = StringField(_l("Khoản, điểm khác"))

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing was put into the row."""
        return not any(one.data for one in self)

    def facts(self, places: TopicPlaces) -> TopicFacts:
        """Give what was typed as the facts of a topic.

        :raises Invalid: where a citation names nothing in the text
        """
        title = " ".join(said(self.title).split())
        short_title = " ".join(said(self.short_title).split())
        return TopicFacts(
            code=said(self.code).strip(),
            title=title,
            short_title=short_title or (title if len(title) <= LONGEST_SHORT_TITLE else ""),
            question=said(self.question).strip(),
            parent=said(self.parent).strip(),
            provisions=places.together(self.places.data or (), said(self.more)),
        )


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
    def summary(self) -> "Summary":
        """Give all that was refused, that of the topics by their own fields."""
        return Summary({one.id: one for one in self._refused()})

    def _refused(self) -> Iterator["Refused"]:
        for field in self:
            if field is not self.topics and field.errors:
                yield Refused(field.id, Named(field.label.text), tuple(field.errors))
        for at, row in enumerate(self.rows, start=1):
            for field in row:
                if field.errors:
                    words = _("Nội dung %(number)s, %(field)s", number=at, field=field.label.text)
                    yield Refused(field.id, Named(words), tuple(field.errors))


@dataclass(frozen=True, slots=True)
class Named:
    """A label by its words."""

    text: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A field that was refused, with the row it stands in said in its label."""

    id: str
    label: Named
    errors: tuple[str, ...]


class Summary(dict[str, Refused]):
    """What a form was refused for, flat, as the summary over a form reads it."""

    @property
    def errors(self) -> Mapping[str, tuple[str, ...]]:
        """Give the errors by field."""
        return {name: one.errors for name, one in self.items()}


def starting(
    today: date, choices: Choices, topics: Sequence[EarlierTopic], places: TopicPlaces
) -> dict[str, Any]:
    """Give what a new round begins from: today, every agency, the topics of the round before."""
    return {
        "letter_date": today,
        "opens_on": today,
        "agencies": [number for number, _name in choices.agencies],
        "topics": [_row(one.facts, places) for one in topics],
    }


def _row(facts: TopicFacts, places: TopicPlaces) -> dict[str, Any]:
    ticked, more = places.apart(facts.provisions)
    return {
        "code": facts.code,
        "parent": facts.parent,
        "title": facts.title,
        "short_title": facts.short_title,
        "question": facts.question,
        "places": list(ticked),
        "more": more,
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


class ReceivedForm(FlaskForm):  # type: ignore[misc]
    """The day on which agencies received the letter."""

    received_on = DayField(_l("Ngày nhận công văn"), [Optional()])
