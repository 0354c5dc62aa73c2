"""The agency's official letter to take away: in Word, or as plain text to paste."""

import io

from flask import Blueprint, Response, send_file
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from draftreview.domain.letters import plain_lines
from draftreview.formats.writing import letter_word
from draftreview.services.letters import letter_of
from draftreview.services.reply_pages import open_reply
from draftreview.web.request import actor, clock, db

blueprint = Blueprint("letters", __name__)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/drafts/<key>/reply/letter.docx")
def word(key: str) -> ResponseReturnValue:
    """Give the letter as a Word file."""
    page = open_reply(db(), actor(), clock(), key)
    data = letter_word.write(letter_of(db(), page))
    name = f"{_('Công văn góp ý')} - {page.invitation.agency.code}.docx"
    return send_file(io.BytesIO(data), mimetype=WORD, as_attachment=True, download_name=name)


@blueprint.get("/drafts/<key>/reply/letter.txt")
def text(key: str) -> ResponseReturnValue:
    """Show the letter as plain text, to be copied."""
    page = open_reply(db(), actor(), clock(), key)
    lines = plain_lines(letter_of(db(), page))
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
