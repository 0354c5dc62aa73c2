"""One focus topic in the form of a round: its fields, and what is ticked or cited in them."""

from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import Form, HiddenField, SelectMultipleField, StringField, TextAreaField
from wtforms.widgets import CheckboxInput, ListWidget

from draftreview.domain.content import TopicFacts
from draftreview.services.round_topics import LONGEST_SHORT_TITLE
from draftreview.web.forms import said
from draftreview.web.topic_places import TopicPlaces


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
            question="\n".join(said(self.question).strip().splitlines()),
            parent=said(self.parent).strip(),
            provisions=places.together(self.places.data or (), said(self.more)),
        )


class TopicChangeForm(TopicForm, FlaskForm):  # type: ignore[misc]
    """A topic added to an open round or changed in it, with the reason.

    ``seen`` is how often the topics had been changed when the page was made.
    """

    reason = TextAreaField(_l("Lý do"))
    seen = HiddenField()

    @property
    def seen_revision(self) -> int:
        """Give how often the topics had been changed, -1 where that is no number."""
        words = said(self.seen)
        return int(words) if words.isdecimal() else -1


def row_of(facts: TopicFacts, places: TopicPlaces) -> dict[str, Any]:
    """Give what a row begins from."""
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
