"""The visual system keeps its own rules: strict CSP, known icons and classes, files that exist."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "draftreview" / "static"
SHEETS = sorted((STATIC / "styles").glob("*.css"))
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))

COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
ICON_CALL = re.compile(r"""\bicon\(["']([a-z-]+)["']""")
HANDLERS = "click|change|input|submit|load|error|focus|blur|key\\w+|mouse\\w+|pointer\\w+"
FORBIDDEN = re.compile(rf"\sstyle=|<style\b|\son(?:{HANDLERS})=|\shx-on|<script(?![^>]*\ssrc=)")


def read(*parts: str) -> str:
    """Return the text of a static file."""
    return STATIC.joinpath(*parts).read_text(encoding="utf-8")


def markup(template: Path) -> str:
    """Return a template's text without its comments."""
    return COMMENT.sub("", template.read_text(encoding="utf-8"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_templates_obey_the_content_security_policy(template: Path) -> None:
    assert not FORBIDDEN.search(markup(template))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_every_icon_that_a_template_names_is_in_the_sprite(template: Path) -> None:
    drawn = set(re.findall(r'<symbol id="([a-z-]+)"', read("icons.svg")))
    assert set(ICON_CALL.findall(markup(template))) <= drawn


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_stays_short_and_loads_nothing_from_elsewhere(sheet: Path) -> None:
    text = sheet.read_text(encoding="utf-8")
    assert len(text.splitlines()) < 400
    assert not re.search(r"@import|url\(\"?https?:", text)


def test_every_font_file_named_exists() -> None:
    named = re.findall(r'url\("\.\./fonts/([^"]+)"\)', read("styles", "fonts.css"))
    assert len(named) == 24
    assert all((STATIC / "fonts" / name).is_file() for name in named)


def test_every_style_sheet_is_linked_once() -> None:
    base = markup(ROOT / "templates" / "base.html")
    linked = re.findall(r"'([a-z]+)'(?=[,)])", base.split("for sheet in", 1)[1].split("%}", 1)[0])
    assert sorted([*linked, "print"]) == [sheet.stem for sheet in SHEETS]


def test_every_colour_token_used_is_defined() -> None:
    text = "\n".join(sheet.read_text(encoding="utf-8") for sheet in SHEETS)
    assert set(re.findall(r"var\((--[\w-]+)", text)) <= set(re.findall(r"(--[\w-]+):", text))


def test_the_page_of_a_crash_looks_like_the_others() -> None:
    page = markup(ROOT / "templates" / "errors" / "crash.html")
    assert "extends" not in page
    assert re.findall(r'"(tokens|fonts|base|parts)"', page) == ["tokens", "fonts", "base", "parts"]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_a_form_with_a_summary_of_its_errors_says_them_itself(template: Path) -> None:
    """A browser would say them in its own language and one at a time."""
    text = markup(template)
    if "{{ error_summary(" in text:
        assert "novalidate" in text
