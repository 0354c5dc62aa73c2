"""Word files typed under the fonts that came before Unicode."""

import pytest

from draftreview.formats import reading
from tests.formats.old_encodings import in_tcvn3, in_vni
from tests.formats.word_files import p, written

SENTENCE = "Điều 1. Mượn sách ở thư viện của xã"


def font(name: str) -> str:
    """Write the property of a run that sets its font."""
    return f'<w:rFonts w:ascii="{name}" w:hAnsi="{name}"/>'


def runs(*pairs: tuple[str, str]) -> str:
    """Write a paragraph of runs, each with its font."""
    inside = "".join(
        f'<w:r><w:rPr>{font(name)}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'
        for name, text in pairs
    )
    return f"<w:p>{inside}</w:p>"


def texts(data: bytes) -> list[str]:
    """Read the texts of a Word file."""
    return [line.text for line in reading.read("a.docx", data).lines]


@pytest.mark.parametrize(
    ("name", "text"),
    [(".VnTime", in_tcvn3(SENTENCE)), (".vnarial", in_tcvn3(SENTENCE)), ("VNI-Times", in_vni(SENTENCE))],
)
def test_a_run_is_read_by_its_font_and_it_is_said(name: str, text: str) -> None:
    read = reading.read("a.docx", written(p("Một.") + p(text, run=font(name))))
    assert read.lines[1].text == SENTENCE
    assert [(one.line, one.code) for one in read.notices] == [(2, "legacy_encoding")]


@pytest.mark.parametrize("name", [".VnTimeH", ".VnArialH", ".VnArial NarrowH"])
def test_fonts_of_capitals_give_capitals(name: str) -> None:
    data = written(runs((name, in_tcvn3("Quy chế mượn sách")), ("Arial", " của thư viện")))
    assert texts(data) == ["QUY CHẾ MƯỢN SÁCH của thư viện"]


def test_old_and_new_fonts_stand_in_one_line() -> None:
    data = written(runs(("Arial", "Điều 1. "), (".VnTime", in_tcvn3("Mượn ")), ("VNI-Helve", in_vni("trả"))))
    assert texts(data) == ["Điều 1. Mượn trả"]


def test_a_mark_may_stand_in_the_next_run() -> None:
    assert texts(written(runs(("VNI-Times", "M"), ("VNI-Times", "ö"), ("VNI-Times", "ôïn")))) == ["Mượn"]


def test_the_font_may_come_from_the_style_or_the_document() -> None:
    styles = (
        f'<w:style w:type="paragraph" w:styleId="A"><w:rPr>{font(".VnTime")}</w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="B"><w:basedOn w:val="A"/></w:style>'
        f'<w:style w:type="character" w:styleId="C"><w:rPr>{font("Arial")}</w:rPr></w:style>'
    )
    styled = '<w:pStyle w:val="B"/>'
    body = p(in_tcvn3("Mượn"), styled) + p("Mượn", styled, '<w:rStyle w:val="C"/>') + p("Trả")
    assert texts(written(body, styles=styles)) == ["Mượn", "Mượn", "Trả"]
    default = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{font('VNI-Times')}</w:rPr></w:rPrDefault></w:docDefaults>"
    )
    themed = '<w:rFonts w:asciiTheme="minorHAnsi" w:hAnsiTheme="minorHAnsi"/>'
    body = p(in_vni("Mượn")) + p("Là", run=themed)
    assert texts(written(body, styles=default)) == ["Mượn", "Là"]


def test_styles_in_a_circle_end() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:basedOn w:val="{other}"/></w:style>'
        for one, other in ("AB", "BA")
    )
    old = f'<w:style w:type="character" w:styleId="C"><w:rPr>{font(".VnTime")}</w:rPr></w:style>'
    assert texts(written(p("Một", '<w:pStyle w:val="A"/>'), styles=styles + old)) == ["Một"]


def test_unicode_under_an_old_font_stays() -> None:
    assert texts(written(p(SENTENCE, run=font(".VnTime")))) == [SENTENCE]


def test_soft_hyphens_and_symbols_of_old_fonts_are_letters() -> None:
    held = (
        f"<w:p><w:r><w:rPr>{font('.VnTime')}</w:rPr><w:t>m</w:t><w:softHyphen/><w:t>în</w:t>"
        '<w:t> vi</w:t><w:sym w:font=".VnTime" w:char="F0D6"/><w:t>n</w:t>'
        '<w:sym w:font="Wingdings" w:char="F0D6"/></w:r></w:p>'
    )
    assert texts(written(held)) == ["mượn viện"]
    assert texts(written("<w:p><w:r><w:t>thư</w:t><w:softHyphen/><w:t>viện</w:t></w:r></w:p>")) == ["thưviện"]
