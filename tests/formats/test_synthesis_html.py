"""The table as a page of its own: nothing is fetched and nothing runs."""

from dataclasses import replace

from lxml import html

from draftreview.domain.synthesis import Proposed
from draftreview.domain.synthesis_layouts import LAYOUT_B
from draftreview.domain.vocabulary import Operation
from draftreview.formats.writing.synthesis_html import write
from tests.domain.golden import golden
from tests.domain.tables import ROW, table


def test_the_page_needs_nothing_from_elsewhere() -> None:
    page = html.fromstring(write(golden()).decode())
    assert not page.xpath("//@src | //@href | //link | //script | //img")
    assert "url(" not in page.findtext(".//style")
    assert "default-src 'none'" in page.xpath("//meta[@http-equiv]/@content")[0]


def test_markup_in_a_comment_is_shown_as_typed() -> None:
    row = replace(ROW, body="<script>alert(1)</script> & \x00“”", agency="<i>Sở</i>")
    page = html.fromstring(write(replace(table(), rows=(row,))).decode())
    assert not page.xpath("//script | //i")
    assert "<script>alert(1)</script> & “”" in page.find(".//table").text_content()


def test_only_a_draft_carries_the_watermark() -> None:
    assert '<p class="watermark"' in write(table()).decode()
    assert "BẢN NHÁP" not in write(table(), final=True).decode()


def test_differences_are_real_insertions_and_deletions() -> None:
    proposed = Proposed(Operation.REPLACE, text="Trong 07 ngày.", old_text="Trong 05 ngày.")
    of = replace(table(), rows=(replace(ROW, proposed=proposed),))
    assert "Trong <del>05</del><ins>07</ins> ngày." in write(of, differences=True).decode()
    assert "<ins>" not in write(of).decode()


def test_the_first_column_is_merged_over_the_rows_of_a_place() -> None:
    page = html.fromstring(write(table(), LAYOUT_B).decode())
    assert page.xpath("//tbody/tr/th/@rowspan") == ["2", "2"]
