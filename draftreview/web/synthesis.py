"""The synthesis table as it will print, whole or filtered, and as a file of any kind."""

import io
from dataclasses import astuple
from typing import Any

from flask import Blueprint, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, Form, SelectField

from draftreview.domain.synthesis import Row, Synthesis
from draftreview.domain.synthesis_filter import OTHER_EID, Filter, choices, narrowed
from draftreview.domain.synthesis_head import date_line, marks, opening_lines, title_lines
from draftreview.domain.synthesis_layouts import LAYOUT_A, LAYOUTS, Layout, grouped
from draftreview.domain.vocabulary import Stage
from draftreview.formats.writing.synthesis_files import FILE_KINDS, Wishes, file_name
from draftreview.services import synthesis
from draftreview.services.completeness import gate
from draftreview.services.desk_queue import GENERAL_SLUG, MAIN_SLUG
from draftreview.services.permissions import is_drafting
from draftreview.services.texts import ACT
from draftreview.web.asked_round import asked_round, keeps_round
from draftreview.web.forms import options
from draftreview.web.gate_page import gate_page
from draftreview.web.request import actor, clock, db

blueprint = keeps_round(Blueprint("synthesis", __name__))

_FILTERS = ("agency", "article", "topic")
_DESK_SLUGS = {ACT: MAIN_SLUG, OTHER_EID: GENERAL_SLUG}
"""What the desk calls the places that it names otherwise than the table."""

PAGE = 100
"""Rows on one page of the browser; a file holds all."""


class FilterForm(Form):
    """What part of the table is shown and how; all of it stands in the address."""

    agency = SelectField(_l("Cơ quan"))
    article = SelectField(_l("Điều"))
    topic = SelectField(_l("Nội dung trọng tâm"))
    differences = BooleanField(_l("Gạch bỏ, gạch chân chỗ sửa"))
    stages = BooleanField(_l("Thêm cột tình trạng duyệt (Excel, CSV)"))


@blueprint.get("/drafts/<key>/synthesis")
def show(key: str) -> str:
    """Show the table on the page as it will print, a hundred rows at a time."""
    consultation, whole = synthesis.table(db(), actor(), clock(), key, asked_round())
    table = narrowed(whole, _filter())
    layout = _layout()
    pages = max(1, -(-len(table.rows) // PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    begin = (page - 1) * PAGE
    return render_template(
        "synthesis/show.html",
        consultation=consultation,
        table=table,
        form=_form(whole, table),
        layout=layout,
        layouts=[(name, _address(key, layout=name), name == layout.name) for name in LAYOUTS],
        groups=grouped(table.rows[begin : begin + PAGE], layout, table.rows[:begin]),
        title=title_lines(table),
        opening=opening_lines(table),
        date=date_line(table.heading),
        marks=marks(table),
        unapproved=sum(row.answer is not None and row.answer.stage is Stage.PROPOSED for row in table.rows),
        files=[(kind.name, _address(key, suffix)) for suffix, kind in FILE_KINDS.items()],
        page=page,
        pages=pages,
        page_rows=PAGE,
        page_url=lambda number: _address(key, page=number),
        desk_url=lambda row: _desk_address(key, row),
        whole_url=url_for("synthesis.show", key=key, layout=layout.name),
    )


@blueprint.get(f"/drafts/<key>/synthesis.<any({', '.join(FILE_KINDS)}):suffix>")
def download(key: str, suffix: str) -> ResponseReturnValue:
    """Give the table as a file, filtered as the page is: a draft, or final where nothing is missing."""
    asked = request.args
    final = bool(asked.get("final"))
    if final:
        found = gate(db(), actor(), clock(), key, asked_round())
        if not found.check.passes:
            return gate_page(found, key), 409
    _consultation, whole = synthesis.table(db(), actor(), clock(), key, asked_round())
    table = narrowed(whole, _filter())
    stages = bool(asked.get("stages")) and is_drafting(actor())
    wishes = Wishes(_layout(), bool(asked.get("differences")), stages, final)
    kind = FILE_KINDS[suffix]
    return send_file(
        io.BytesIO(kind.write(table, wishes)),
        mimetype=kind.media_type,
        as_attachment=True,
        download_name=file_name(key, table, suffix, final),
    )


def _filter() -> Filter:
    return Filter(*(request.args.get(name, "").strip() for name in _FILTERS))


def _layout() -> Layout:
    return LAYOUTS.get(request.args.get("layout", ""), LAYOUT_A)


def _form(whole: Synthesis, table: Synthesis) -> FilterForm:
    found = choices(whole)
    form = FilterForm(request.args)
    asked = {name: code for name, code in zip(_FILTERS, astuple(_filter()), strict=True) if code}
    names = dict(zip(asked, table.extract.chosen_by if table.extract else (), strict=True))
    for field, everything, some in (
        (form.agency, _("Tất cả cơ quan"), found.agencies),
        (form.article, _("Cả dự thảo"), found.articles),
        (form.topic, _("Mọi nội dung"), found.topics),
    ):
        pairs = [("", everything), *((one.code, f"{one.name} ({one.rows})") for one in some)]
        # An address may name what the list does not: a silent agency, a khoản.
        if field.name in asked and all(code != asked[field.name] for code, _name in pairs):
            pairs.append((asked[field.name], names[field.name]))
        field.choices = options(pairs)
    return form


def _address(key: str, suffix: str = "", **changed: Any) -> str:
    """Give the address of the page or of a file with what was asked for, and what changes in that."""
    kept = {name: value for name, value in request.args.items() if value and name != "page"}
    if suffix:
        return url_for("synthesis.download", key=key, suffix=suffix, **(kept | changed))
    return url_for("synthesis.show", key=key, **(kept | changed))


def _desk_address(key: str, row: Row) -> str:
    """Give the address of a row's comment on the desk."""
    slug, anchor = _DESK_SLUGS.get(row.eid, row.eid), f"comment-{row.comment_id}"
    return url_for("dispositions.place", key=key, place=slug, comment=row.comment_id, _anchor=anchor)
