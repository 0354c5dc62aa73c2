"""Automatic numbers of Word files come out as Word shows them."""

import pytest

from draftreview.formats import reading
from draftreview.formats.reading.numbering import written as numeral
from tests.formats.word_files import item, lists, lvl, p, written
from tests.outlines import provisions

LAW = lists(
    lvl(0, "decimal", "Điều %1."),
    lvl(1, "decimal", "%2."),
    lvl(2, "lowerLetter", "%3)"),
    lvl(3, "bullet", ""),
)


def shown(body: str, numbering: str, styles: str = "") -> list[str]:
    """Give the lines of a Word file made of a body and its lists."""
    data = written(body, numbering=numbering, styles=styles)
    return [line.text for line in reading.read("a.docx", data).lines]


def test_articles_that_exist_only_as_numbers_are_read() -> None:
    body = (
        item("Một") + item("A", 1) + item("a", 2) + item("b", 2) + item("B", 1) + item("Hai") + item("C", 1)
    )
    tree = reading.split_file("a.docx", written(body, numbering=LAW))
    assert list(provisions(tree)) == [
        "art_1",
        "art_1__para_1",
        "art_1__para_1__point_a",
        "art_1__para_1__point_b",
        "art_1__para_2",
        "art_2",
        "art_2__para_1",
    ]


def test_deeper_levels_start_over_behind_higher_ones() -> None:
    body = item("Một") + item("A", 1) + item("B", 1) + item("Hai") + item("C", 1) + item("gạch", 3)
    assert shown(body, LAW) == ["Điều 1. Một", "1. A", "2. B", "Điều 2. Hai", "1. C", "- gạch"]


def test_a_level_that_never_restarts_runs_on() -> None:
    numbering = lists(
        lvl(0, "upperRoman", "Chương %1"), lvl(1, "decimal", "Điều %2.", '<w:lvlRestart w:val="0"/>')
    )
    body = item("") + item("A", 1) + item("") + item("B", 1)
    assert shown(body, numbering) == ["Chương I", "Điều 1. A", "Chương II", "Điều 2. B"]


def test_a_pattern_may_name_several_levels() -> None:
    legal = lists(
        lvl(0, "upperRoman", "%1."), lvl(1, "decimal", "%1.%2"), lvl(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    )
    body = item("A") + item("B", 1) + item("C", 2) + item("D", 2)
    assert shown(body, legal) == ["I. A", "I.1 B", "1.1.1 C", "1.1.2 D"]


def test_a_second_list_may_share_counters_or_start_anew() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/></w:num>'
        '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="7"/></w:lvlOverride></w:num>'
    )
    body = item("A") + item("B", number=2) + item("C", number=3) + item("D", number=3)
    assert shown(body, lists(lvl(0, "decimal", "%1."), number=more)) == ["1. A", "2. B", "7. C", "8. D"]


def test_a_list_may_override_the_shape_of_a_level() -> None:
    more = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        f"{lvl(0, 'lowerRoman', '(%1)')}</w:lvlOverride></w:num>"
    )
    assert shown(item("A", number=2), lists(lvl(0, "decimal", "%1."), number=more)) == ["(i) A"]


def test_a_list_comes_from_the_style_or_what_it_is_based_on() -> None:
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:name w:val="Base"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="Dieu"><w:basedOn w:val="Base"/></w:style>'
    )
    numbering = lists(lvl(0, "decimal", "%1."), lvl(1, "decimal", "Điều %2.", '<w:pStyle w:val="Base"/>'))
    assert shown(p("Tên", '<w:pStyle w:val="Dieu"/>'), numbering, styles) == ["Điều 1. Tên"]


def test_a_paragraph_may_leave_the_list_of_its_style() -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'
    styles = f'<w:style w:type="paragraph" w:styleId="A">{numbered}</w:style>'
    body = p("Có số", '<w:pStyle w:val="A"/>') + p(
        "Không", '<w:pStyle w:val="A"/><w:numPr><w:numId w:val="0"/></w:numPr>'
    )
    assert shown(body, lists(lvl(0, "decimal", "%1.")), styles) == ["1. Có số", "Không"]


def test_a_list_may_be_defined_by_a_style_of_lists() -> None:
    linked = (
        '<w:abstractNum w:abstractNumId="1"><w:numStyleLink w:val="Luat"/></w:abstractNum>'
        '<w:abstractNum w:abstractNumId="2"><w:styleLink w:val="Luat"/>'
        f"{lvl(0, 'decimal', 'Mục %1.')}</w:abstractNum>"
    )
    number = '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    assert shown(item("A", number=2), lists(lvl(0, "none", ""), more=linked, number=number)) == ["Mục 1. A"]


def test_a_list_or_level_that_is_missing_gives_no_number() -> None:
    numbering = lists(lvl(0, "none", ""))
    assert shown(item("A", number=9) + item("B", level=5) + item("C"), numbering) == ["A", "B", "C"]


@pytest.mark.parametrize(
    ("count", "form", "text"),
    [
        (27, "lowerLetter", "aa"),
        (28, "upperLetter", "BB"),
        (0, "lowerLetter", ""),
        (4, "upperRoman", "IV"),
        (9, "lowerRoman", "ix"),
        (3, "decimalZero", "03"),
        (3, "none", ""),
        (3, "ordinal", "3"),
    ],
)
def test_counts_are_written_as_word_does(count: int, form: str, text: str) -> None:
    assert numeral(count, form) == text
