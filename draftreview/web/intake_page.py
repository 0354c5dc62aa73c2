"""A file made ready to be looked over: its outline, its lines, and what may be done at one place."""

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from flask import render_template, request
from flask_babel import gettext as _

from draftreview.domain.errors import Invalid
from draftreview.domain.lines import Line
from draftreview.domain.provisions import Kind, Tree, walk
from draftreview.formats.reading import read
from draftreview.models.drafts import Intake
from draftreview.services import drafts, intakes, repairs
from draftreview.web.draft_forms import ButtonForm, RepairForm
from draftreview.web.forms import said
from draftreview.web.intake_bench import bench_of, words_at
from draftreview.web.intake_rows import Row, outline_of
from draftreview.web.presentation import translated
from draftreview.web.request import db

_FILES_KEPT = 4


def shown(found: Intake, row: str | None, problem: str = "", done: str = "") -> str:
    """Show an intake with one row chosen: the page, or for htmx the part of it that was asked for."""
    state = intakes.repaired(found)
    rows = outline_of(state.tree, row)
    bench = bench_of(state.tree, row) if row is not None else None
    waits = found.version is None and found.dropped_at is None
    facts = {
        "intake": found,
        "waits": waits,
        "bench": bench,
        "row": row,
        "form": ButtonForm(),
    }
    target = request.headers.get("HX-Target")
    if target == "bench":
        return render_template("drafts/_bench.html", **facts)
    newest = drafts.newest_version(db(), found.draft)
    facts |= {
        "rows": rows,
        "warnings": state.tree.warnings,
        "place": _place_of(rows),
        "counts": _counts(state.tree),
        "lost": [(repairs.said(one.repair), translated(one.reason)) for one in state.lost],
        "last": repairs.said(repairs.last_of(found)) if found.repairs else "",
        "problem": problem,
        "done": done,
        "number": newest.number + 1 if newest else 1,
    }
    if target == "repair":
        return render_template("drafts/_repair.html", partial=True, **facts)
    return render_template(
        "drafts/intake.html",
        lines=original_lines(found.file.name, found.file.content),
        doubtful={notice.line for notice in state.tree.warnings},
        chosen=_chosen(rows),
        **facts,
    )


@lru_cache(maxsize=_FILES_KEPT)
def original_lines(name: str, content: bytes) -> tuple[Line, ...]:
    """Read the lines of a file; a long Word file takes a second, so the last few are kept."""
    return read(name, content).lines


def offset_of(found: Intake, row: str, form: RepairForm) -> int:
    """Give where to split: where the words that were typed begin, or the place that was chosen.

    :raises Invalid: where the words are not there, or there more than once
    """
    begins = " ".join(said(form.begins).split())
    if not begins:
        return form.offset.data or 0
    words = words_at(intakes.tree_of(found), row)
    flat = words.replace("\n", " ")
    at = flat.find(begins)
    if at < 0:
        raise Invalid(_("Không thấy những chữ đó trong quy định này."))
    if flat.find(begins, at + 1) >= 0:
        raise Invalid(_("Những chữ đó xuất hiện nhiều lần. Gõ thêm vài chữ."))
    return at


def _every(rows: tuple[Row, ...]) -> Iterator[Row]:
    for row in rows:
        yield row
        yield from _every(row.children)


def _chosen(rows: tuple[Row, ...]) -> range:
    """Give the lines of the row that is chosen."""
    return next((range(one.line, one.end + 1) for one in _every(rows) if one.current), range(0))


def _place_of(rows: tuple[Row, ...]) -> dict[int, str]:
    """Give the row that each line with a warning belongs to."""
    return {notice.line: one.eid for one in _every(rows) for notice in one.warnings}


def _counts(tree: Tree) -> dict[str, int]:
    counts = Counter(one.kind for component in tree.components for one, _ in walk(component.children))
    return {kind.value: counts[kind] for kind in Kind} | {"components": len(tree.components)}
