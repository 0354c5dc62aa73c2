"""Every word of the interface can be said in another language: none stands bare in a page."""

import re
from html import unescape
from pathlib import Path

import pytest
from flask import Flask

from draftreview.domain.sentences import sentence
from draftreview.web.presentation import translated

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"
PAGES = sorted(TEMPLATES.rglob("*.html"))
_CODE = re.compile(
    r"\{% block main_class %\}.*?\{% endblock %\}|\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}"
    r"|<!--.*?-->|<script.*?</script>|<svg.*?</svg>",
    re.DOTALL,
)
_SAID = re.compile(r'\b(?:title|alt|placeholder|aria-label|value|content)="([^"]*)"')
_TAG = re.compile(r"<[^>]*>|[\w-]+=\"[^\"]*\"")
_PAPER = re.compile(r'<article class="paper".*?\{% for', re.DOTALL)
"""The head of an official document is in Vietnamese whatever the reader's language."""
_VIETNAMESE = re.compile(r"[À-ỹĐđ]")
_KEYS = frozenset(["j", "k", "n", "p", "s", "e", "c", "Esc", "Ctrl", "Alt", "Word", "VI", "EN"])


def bare_words(markup: str) -> list[str]:
    """List the words that a page says without asking for their translation."""
    shown = _CODE.sub(" ", _PAPER.sub("{% for", markup))
    said = " ".join([_TAG.sub(" ", shown), *(one for one in _SAID.findall(shown) if _VIETNAMESE.search(one))])
    return [word for word in re.findall(r"[^\W\d_]+", unescape(said)) if word not in _KEYS]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(TEMPLATES).as_posix())
def test_no_word_stands_bare_in_a_page(page: Path) -> None:
    assert bare_words(page.read_text(encoding="utf-8")) == []


def test_a_bare_word_would_be_seen() -> None:
    assert bare_words('<p title="Xóa">Gửi {{ _("đi") }}</p>') == ["Gửi", "Xóa"]


def test_what_a_service_says_is_translated_by_its_message_id(app: Flask) -> None:
    with app.test_request_context():
        assert translated(sentence("Đã có cơ quan “%(name)s”.", name="Sở Y tế")) == "Đã có cơ quan “Sở Y tế”."
        assert translated("một câu thường") == "một câu thường"
