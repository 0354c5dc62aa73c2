"""A scan taken out of a form and checked while nobody waits for the database."""

from wtforms import Field

from draftreview.db import begin_writing
from draftreview.domain.scans import Scan
from draftreview.formats.reading.scans import read_scan
from draftreview.web.request import db


def checked_scan(field: Field) -> Scan | None:
    """Check the scan in a field, if there is one; the transaction is begun anew behind it.

    :raises Invalid: where it is no usable scan
    """
    if not field.data:
        return None
    name, data = str(field.data.filename), field.data.read()
    db().rollback()
    try:
        return read_scan(name, data)
    finally:
        begin_writing(db())
