"""The page of sign-off as it is shown: lists with their sums, the filter, the answers, what may be done."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session
from wtforms import Form, SelectField

from draftreview.domain.vocabulary import OUTCOME_LABELS
from draftreview.services import approvals_list
from draftreview.services.answer_history import histories
from draftreview.services.approvals import LeftAlone
from draftreview.services.approvals_list import SHELF_LABELS, ApprovalsPage, Choice, Shelf, Wanted
from draftreview.web.forms import options
from draftreview.web.presentation import translated
from draftreview.web.whereabouts import shown


class SignOffForm(FlaskForm):  # type: ignore[misc]
    """The token alone: what is chosen are tick boxes, a row each."""


class FilterForm(Form):
    """Which answers are listed; all of it stands in the address."""

    agency = SelectField(_l("Cơ quan"))
    article = SelectField(_l("Điều"))
    topic = SelectField(_l("Nội dung trọng tâm"))
    outcome = SelectField(_l("Kết quả"))


def render(
    session: Session,
    found: ApprovalsPage,
    wanted: Wanted,
    left: Sequence[LeftAlone],
    problem: str,
) -> str:
    """Render the page."""
    round_ = found.consultation
    key, number = round_.draft.key, round_.version.number
    following = found.standings.following
    return render_template(
        "approvals/show.html",
        consultation=round_,
        key=key,
        form=SignOffForm(),
        filters=_filters(found),
        filtered=wanted != Wanted(),
        found=found,
        left=[replace(one, reason=translated(one.reason)) for one in left],
        problem=problem,
        remark=request.form.get("remark", "") if problem else "",
        ticked=set(request.form.getlist("chosen")) if problem else (),
        shelves=[
            (f"{_(SHELF_LABELS[one])} ({found.sums[one]})", _address(key, list=one.value), one is found.shelf)
            for one in Shelf
        ],
        fresh=sum(not one.again for one in found.found),
        histories=histories(session, [one.comment_id for one, _row in found.rows]),
        since={
            one.comment_id: shown(following.state(number, row.comment.provision.eid), key)
            for one, row in found.rows
            if row.comment.provision
        },
        here=_address(key, list=found.shelf.value, page=found.page),
        page_url=lambda page: _address(key, list=found.shelf.value, page=page),
        whole_url=url_for("approvals.show", key=key, list=found.shelf.value),
    )


def _filters(found: ApprovalsPage) -> FilterForm:
    answered = found.answered
    form = FilterForm(request.args)
    outcomes = [
        Choice(one.value, _(OUTCOME_LABELS[one]), number)
        for one, number in approvals_list.outcomes(answered).items()
        if number
    ]
    for field, everything, some in (
        (form.agency, _("Tất cả cơ quan"), approvals_list.agencies(answered)),
        (form.article, _("Cả dự thảo"), approvals_list.articles(answered)),
        (form.topic, _("Mọi nội dung"), approvals_list.topics(answered)),
        (form.outcome, _("Mọi kết quả"), outcomes),
    ):
        pairs = [("", everything), *((one.code, f"{one.name} ({one.answers})") for one in some)]
        asked = request.args.get(field.name, "")
        if all(code != asked for code, _name in pairs):
            # An address may name what the list does not: it shows nothing, and says what it was asked for.
            pairs.append((asked, asked))
        field.choices = options(pairs)
    return form


def _address(key: str, **changed: Any) -> str:
    """Give the address of the page with what was asked for, and what changes in that."""
    kept = {name: value for name, value in request.args.items() if value and name != "page"}
    return url_for("approvals.show", key=key, **(kept | changed))
