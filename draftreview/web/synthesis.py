"""The synthesis table as it will print, and as a Word file."""

import io

from flask import Blueprint, render_template, send_file
from flask.typing import ResponseReturnValue

from draftreview.domain.synthesis import by_place
from draftreview.domain.synthesis_words import DRAFT_MARK, ILLUSTRATIVE_MARK, LAYOUT_A, opening_lines
from draftreview.domain.vocabulary import Stage
from draftreview.formats.writing import synthesis_word
from draftreview.services import synthesis
from draftreview.web.request import actor, clock, db

blueprint = Blueprint("synthesis", __name__)

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@blueprint.get("/drafts/<key>/synthesis")
def show(key: str) -> str:
    """Show the table on the page as it will print."""
    consultation, table = synthesis.table(db(), actor(), clock(), key)
    marks = [DRAFT_MARK, *([ILLUSTRATIVE_MARK] if table.heading.illustrative else [])]
    return render_template(
        "synthesis/show.html",
        consultation=consultation,
        table=table,
        layout=LAYOUT_A,
        places=by_place(table.rows),
        opening=opening_lines(table),
        marks=marks,
        unapproved=sum(row.answer is not None and row.answer.stage is Stage.PROPOSED for row in table.rows),
    )


@blueprint.get("/drafts/<key>/synthesis.docx")
def word(key: str) -> ResponseReturnValue:
    """Give the table as a Word file."""
    _consultation, table = synthesis.table(db(), actor(), clock(), key)
    return send_file(
        io.BytesIO(synthesis_word.write(table)),
        mimetype=WORD,
        as_attachment=True,
        download_name=f"tong-hop-gop-y-{key}.docx",
    )
