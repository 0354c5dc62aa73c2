"""Answering many comments at once: chosen by filter or tick boxes, looked over, then answered alike."""

from collections.abc import Collection, Sequence
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import Form, SelectField

from draftreview.domain.errors import Invalid
from draftreview.domain.picking import AnswerState, Offered, Pick, Wanted, offered, picked
from draftreview.domain.synthesis_filter import Choice
from draftreview.domain.vocabulary import Category, Stage
from draftreview.models.consultations import Consultation
from draftreview.services.bulk import LeftAlone, answer_many, picks, slug_of
from draftreview.services.consultations import require_round
from draftreview.services.permissions import may_decide, require
from draftreview.web.answer_form import AnswerForm, revisions, saves
from draftreview.web.asked_round import asked_round, keeps_round
from draftreview.web.forms import options
from draftreview.web.presentation import label, translated
from draftreview.web.request import actor, clock, db

blueprint = keeps_round(Blueprint("bulk", __name__))

PAGE = 100
"""Comments on one page of the list; a preview shows all that it will reach."""

_FILTERS = ("agency", "article", "topic", "category", "state", "group")


class FilterForm(Form):
    """Which comments are listed; all of it stands in the address."""

    agency = SelectField(_l("Cơ quan"))
    article = SelectField(_l("Điều"))
    topic = SelectField(_l("Nội dung trọng tâm"))
    category = SelectField(_l("Loại góp ý"))
    state = SelectField(_l("Tình trạng"))
    group = SelectField(_l("Nhóm ý kiến giống nhau"))


@blueprint.get("/drafts/<key>/bulk")
def show(key: str) -> str:
    """List the comments that a filter asks for, with a tick box each, a page at a time."""
    require(may_decide(actor()))
    round_ = require_round(db(), key, asked_round())
    return _listed(round_, picks(db(), actor(), round_))


def _listed(round_: Consultation, every: Sequence[Pick], problem: str = "") -> str:
    found = picked(every, _wanted())
    pages = max(1, -(-len(found) // PAGE))
    page = min(max(request.args.get("page", 1, type=int), 1), pages)
    key = round_.draft.key
    return render_template(
        "bulk/show.html",
        consultation=round_,
        rows=found[(page - 1) * PAGE : page * PAGE],
        count=len(found),
        every=len(every),
        filters=_filter_form(offered(every)),
        form=AnswerForm(formdata=None),
        problem=problem,
        preview_url=url_for("bulk.preview", key=key, **_asked()),
        whole_url=url_for("bulk.show", key=key, state=AnswerState.ANY.value),
        slug_of=slug_of,
        page=page,
        pages=pages,
        page_url=lambda number: url_for("bulk.show", key=key, **_asked(), page=number),
    )


@blueprint.post("/drafts/<key>/bulk/preview")
def preview(key: str) -> ResponseReturnValue:
    """Show exactly what an answer would reach: what was ticked, or everything the filter finds."""
    require(may_decide(actor()))
    round_ = require_round(db(), key, asked_round())
    every = picks(db(), actor(), round_)
    if request.form.get("reach") == "all":
        chosen = picked(every, _wanted())
    else:
        chosen = _among(every, revisions("chosen").keys())
    if not chosen:
        return _listed(round_, every, _("Chưa chọn ý kiến nào. Đánh dấu ít nhất một ý kiến.")), 422
    return _previewed(round_, chosen, AnswerForm(formdata=None))


@blueprint.post("/drafts/<key>/bulk", endpoint="answer")
def answer_chosen(key: str) -> ResponseReturnValue:
    """Give the answer to everything ticked in the preview; those decided meanwhile are named."""
    require(may_decide(actor()))
    round_ = require_round(db(), key, asked_round())
    form, seen = AnswerForm(), revisions("chosen")
    if not form.validate_on_submit():
        return _again(round_, seen.keys(), form)
    try:
        result = answer_many(db(), actor(), clock(), round_, seen, form.decision(), saves("chosen"))
    except Invalid as error:
        form.refuse(error)
        return _again(round_, seen.keys(), form, "" if error.field in form else translated(error.message))
    db().commit()
    flash(_("Đã lưu trả lời cho %(count)s ý kiến, chờ duyệt.", count=len(result.done)), "status")
    if result.left:
        # On the answer itself: a cookie could not carry a thousand names over a redirect. What was typed
        # stays beside them, to be given to those that still want it.
        return _previewed(round_, _again_chosen(round_, result.left), form, left=result.left), 409
    return redirect(url_for("bulk.show", key=key, **_asked()), 303)


def _again(
    round_: Consultation, comment_ids: Collection[int], form: AnswerForm, problem: str = ""
) -> ResponseReturnValue:
    """Show the preview once more with what was typed and why it was not kept."""
    every = picks(db(), actor(), round_)
    chosen = _among(every, comment_ids)
    if not chosen:
        return _listed(round_, every, problem), 422
    return _previewed(round_, chosen, form), 422


def _again_chosen(round_: Consultation, left: Sequence[LeftAlone]) -> Sequence[Pick]:
    return _among(picks(db(), actor(), round_), {one.comment_id for one in left})


def _previewed(
    round_: Consultation, chosen: Sequence[Pick], form: AnswerForm, left: Sequence[LeftAlone] = ()
) -> str:
    return render_template(
        "bulk/preview.html",
        consultation=round_,
        rows=chosen,
        form=form,
        left=left,
        translated=translated,
        answered=sum(one.row.answer is not None for one in chosen),
        worded=sum(one.row.proposed is not None for one in chosen),
        agencies=len({one.row.agency_code for one in chosen}),
        places=len({one.row.place for one in chosen}),
        save_url=url_for("bulk.answer", key=round_.draft.key, **_asked()),
        back_url=url_for("bulk.show", key=round_.draft.key, **_asked()),
        slug_of=slug_of,
    )


def _among(every: Sequence[Pick], comment_ids: Collection[int]) -> tuple[Pick, ...]:
    return tuple(one for one in every if one.row.comment_id in comment_ids)


def _asked() -> dict[str, Any]:
    return {name: value for name in _FILTERS if (value := request.args.get(name, "").strip())}


def _wanted() -> Wanted:
    asked = _asked()
    group = asked.pop("group", "")
    return Wanted(**asked, group=int(group) if group.isdecimal() else None)


def _filter_form(found: Offered) -> FilterForm:
    form = FilterForm(request.args)
    categories = [(one.code, label(Category(one.code)), one.rows) for one in found.categories]
    groups = [(one.code, _("Nhóm số %(number)s", number=one.code), one.rows) for one in found.groups]
    for field, everything, some in (
        (form.agency, _("Tất cả cơ quan"), _named(found.agencies)),
        (form.article, _("Cả dự thảo"), _named(found.articles)),
        (form.topic, _("Mọi nội dung"), _named(found.topics)),
        (form.category, _("Mọi loại"), categories),
        (form.group, _("Trong và ngoài nhóm"), groups),
    ):
        pairs = [("", everything), *((code, f"{name} ({rows})") for code, name, rows in some)]
        # An address may name what the list does not, a khoản for one: it stays chosen as it is.
        asked = _asked().get(field.name, "")
        field.choices = options(pairs if asked in dict(pairs) else [*pairs, (asked, asked)])
    form.state.choices = options(_states(found))
    form.state.data = _wanted().state
    return form


def _named(choices: Sequence[Choice]) -> list[tuple[str, str, int]]:
    return [(one.code, one.name, one.rows) for one in choices]


def _states(found: Offered) -> list[tuple[str, str]]:
    counted = {one.code: one.rows for one in found.states}
    words = {AnswerState.OPEN: _("Chưa có kết quả")} | {AnswerState(one.value): label(one) for one in Stage}
    named = [(one.value, f"{said} ({counted.get(one.value, 0)})") for one, said in words.items()]
    return [*named, (AnswerState.ANY.value, _("Mọi tình trạng"))]
