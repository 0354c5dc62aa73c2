"""How values are shown: dates, labels, citations and the Markdown of comments."""

from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any

from flask import Flask, g
from flask_babel import Babel, format_date, get_translations, gettext, ngettext
from markdown_it import MarkdownIt
from markupsafe import Markup

from draftreview.domain import sign_off, vocabulary
from draftreview.domain.clock import VIETNAM
from draftreview.domain.provisions import opening_capital
from draftreview.domain.sentences import Sentence
from draftreview.services import permissions
from draftreview.web.asked_round import asked_round

# By type first: words of two lists may be equal as strings ("writing", "sent").
LABELS: dict[type[StrEnum], Mapping[Any, str]] = {
    vocabulary.Role: vocabulary.ROLE_LABELS,
    vocabulary.CommentState: vocabulary.STATE_LABELS,
    vocabulary.Category: vocabulary.CATEGORY_LABELS,
    vocabulary.Operation: vocabulary.OPERATION_LABELS,
    vocabulary.Outcome: vocabulary.OUTCOME_LABELS,
    vocabulary.Stage: vocabulary.STAGE_LABELS,
    vocabulary.Stance: vocabulary.STANCE_LABELS,
    vocabulary.ReplyState: vocabulary.REPLY_STATE_LABELS,
    vocabulary.Verdict: vocabulary.VERDICT_LABELS,
    vocabulary.Openness: vocabulary.OPENNESS_LABELS,
    vocabulary.RoundAction: vocabulary.ROUND_ACTION_LABELS,
    vocabulary.TopicAction: vocabulary.TOPIC_ACTION_LABELS,
    vocabulary.InvitationState: vocabulary.INVITATION_STATE_LABELS,
    sign_off.Standing: sign_off.STANDING_LABELS,
}

_markdown = MarkdownIt("commonmark", {"html": False, "linkify": False}).enable("table").disable("image")


def install(app: Flask) -> None:
    """Give the templates of an application their filters."""
    Babel(app)
    app.jinja_env.install_gettext_callables(_said, ngettext, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals["_"] = _say
    app.jinja_env.filters.update(
        day=day,
        moment=moment,
        time_of_day=time_of_day,
        weekday=weekday,
        label=label,
        short_day=short_day,
        citation=opening_capital,
        markdown=markdown,
        paragraphs=paragraphs,
    )
    app.jinja_env.globals.update(may=permissions, asked_round=asked_round)
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True


def _said(words: str) -> str:
    """Translate words of a template; a page has many, so the catalogue is looked up once a request."""
    if "catalogue" not in g:
        g.catalogue = get_translations()
    return str(g.catalogue.ugettext(words))


def _say(words: str, /, **values: Any) -> Markup:
    """Say words of a template with values put in, as Jinja's own function does at a third of the cost."""
    said = Markup(_said(words))  # noqa: S704 - words of our own templates and catalogues
    return said % values if "%" in said else said


def day(value: date | datetime | None) -> str:
    """Write a day as dd/mm/yyyy; a moment by its day in Việt Nam."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.astimezone(VIETNAM)
    return value.strftime("%d/%m/%Y")


def weekday(value: date) -> str:
    """Name the day of the week."""
    return str(format_date(value, "EEEE"))


def moment(value: datetime | None) -> str:
    """Write a moment as HH:MM dd/mm/yyyy in Việt Nam."""
    return "" if value is None else value.astimezone(VIETNAM).strftime("%H:%M %d/%m/%Y")


def short_day(value: date) -> str:
    """Write a day as dd/mm, where the year stands beside it."""
    return value.strftime("%d/%m")


def time_of_day(value: datetime) -> str:
    """Write a moment as HH:MM in Việt Nam."""
    return value.astimezone(VIETNAM).strftime("%H:%M")


def label(word: StrEnum | None) -> str:
    """Say a word of a closed list in the reader's language."""
    return "" if word is None else gettext(LABELS[type(word)][word])


@lru_cache(maxsize=4096)
def markdown(text: str) -> Markup:
    """Render the Markdown of a comment; raw HTML shows as the characters it is made of."""
    return Markup(_markdown.render(text))  # noqa: S704 - the renderer escapes all HTML


def translated(message: str) -> str:
    """Say what a service said in the reader's language."""
    if isinstance(message, Sentence):
        return str(gettext(message.template)) % message.values
    return message


def linked(words: str, address: str, link: str) -> Markup:
    """Say a sentence followed by a link, as a message after an action may."""
    return Markup('{} <a href="{}">{}</a>').format(words, address, link)


def paragraphs(text: str) -> list[str]:
    """Split a text into its paragraphs."""
    return [line for line in text.split("\n") if line.strip()]
