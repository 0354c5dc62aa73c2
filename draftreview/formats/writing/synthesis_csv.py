"""The synthesis table as CSV: UTF-8 with its mark and CRLF, as Excel opens it by itself; no formulas."""

import csv
import io
from datetime import date

from draftreview.domain.synthesis import Synthesis
from draftreview.domain.synthesis_sheet import Value, fields, first_line, records
from draftreview.formats.writing.formulas import defused


def write(table: Synthesis, *, stages: bool = False, final: bool = False) -> bytes:
    """Write a line that says what the file is, the titles of the columns, then a comment a row."""
    columns = fields(stages)
    written = io.StringIO(newline="")
    rows = csv.writer(written, dialect="excel")
    rows.writerow([defused(first_line(table, final))])
    rows.writerow([column.title for column in columns])
    rows.writerows([_said(value) for value in record] for record in records(table, columns))
    return written.getvalue().encode("utf-8-sig", errors="replace")


def _said(value: Value) -> str | int:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, str):
        # A bare line feed or carriage return inside a cell would look like the end of a row to some readers.
        return defused("\n".join(value.replace("\x00", "").splitlines()))
    return "" if value is None else value
