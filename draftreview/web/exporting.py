"""Versions as files to take away: Word, its changes from an older version tracked, and Akoma Ntoso."""

import io
import re

from flask import Blueprint, request, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.domain.edition import Edition
from draftreview.formats.writing import akoma_ntoso, version_word
from draftreview.services import exporting
from draftreview.web.request import actor, clock, db

blueprint = Blueprint("exporting", __name__)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
AKOMA_NTOSO = "application/akn+xml"
_UNFIT = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
_LONGEST_NAME = 120


@blueprint.get("/drafts/<key>/versions/<int:number>/export.docx")
def word(key: str, number: int) -> ResponseReturnValue:
    """Give a version as a Word file; ``?from=1`` tracks the changes from version 1."""
    older = request.args.get("from", type=int)
    edition, changes = exporting.edition_with_changes(db(), actor(), clock(), key, number, older)
    compared = _("so với lần %(number)s", number=changes.number) if changes else ""
    return _file(version_word.write(edition, changes), WORD, _name(edition, "docx", compared))


@blueprint.get("/drafts/<key>/versions/<int:number>/export.xml")
def xml(key: str, number: int) -> ResponseReturnValue:
    """Give a version as Akoma Ntoso 3.0."""
    edition = exporting.edition(db(), actor(), clock(), key, number)
    return _file(akoma_ntoso.write(edition), AKOMA_NTOSO, _name(edition, "xml"))


def _file(data: bytes, kind: str, name: str) -> ResponseReturnValue:
    return send_file(io.BytesIO(data), mimetype=kind, as_attachment=True, download_name=name)


def _name(edition: Edition, suffix: str, compared: str = "") -> str:
    """Name a file so that every system takes it: "Quyết định … - lần 2 so với lần 1.docx"."""
    title = " ".join(_UNFIT.sub(" ", edition.short_title).split())[:_LONGEST_NAME].strip()
    number = _("lần %(number)s", number=edition.number)
    return f"{title} - {' '.join(filter(None, (number, compared)))}.{suffix}"
