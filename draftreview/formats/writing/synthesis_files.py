"""Every kind of file that the synthesis table goes out as, behind one call."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from draftreview.domain.synthesis import Synthesis
from draftreview.domain.synthesis_layouts import LAYOUT_A, Layout
from draftreview.formats.writing import (
    synthesis_csv,
    synthesis_excel,
    synthesis_html,
    synthesis_pdf,
    synthesis_word,
)


@dataclass(frozen=True, slots=True)
class Wishes:
    """How a table is to be written; a draft in the first layout unless wished otherwise.

    ``layout`` and ``differences`` concern what is printed, ``stages`` the spreadsheets.
    """

    layout: Layout = LAYOUT_A
    differences: bool = False
    stages: bool = False
    final: bool = False


@dataclass(frozen=True, slots=True)
class FileKind:
    """One kind of file: what people call it, its media type, how it is written."""

    name: str
    media_type: str
    write: Callable[[Synthesis, Wishes], bytes]


_OFFICE = "application/vnd.openxmlformats-officedocument"

FILE_KINDS: Mapping[str, FileKind] = {
    "docx": FileKind(
        "Word",
        f"{_OFFICE}.wordprocessingml.document",
        lambda table, wishes: synthesis_word.write(
            table, wishes.layout, differences=wishes.differences, final=wishes.final
        ),
    ),
    "xlsx": FileKind(
        "Excel",
        f"{_OFFICE}.spreadsheetml.sheet",
        lambda table, wishes: synthesis_excel.write(table, stages=wishes.stages, final=wishes.final),
    ),
    "pdf": FileKind(
        "PDF",
        "application/pdf",
        lambda table, wishes: synthesis_pdf.write(
            table, wishes.layout, differences=wishes.differences, final=wishes.final
        ),
    ),
    "csv": FileKind(
        "CSV",
        "text/csv",
        lambda table, wishes: synthesis_csv.write(table, stages=wishes.stages, final=wishes.final),
    ),
    "html": FileKind(
        "HTML",
        "text/html",
        lambda table, wishes: synthesis_html.write(
            table, wishes.layout, differences=wishes.differences, final=wishes.final
        ),
    ),
}
"""The kinds by the suffix of the file."""


def file_name(draft_key: str, table: Synthesis, suffix: str, final: bool = False) -> str:
    """Name the file of a draft's table; an extract says so, and so does a final table."""
    extract = "-trich" if table.extract else ""
    return f"tong-hop-gop-y-{draft_key}{extract}{'-chinh-thuc' if final else ''}.{suffix}"
