"""The drafter's desk: the queue by clause, one place at hand, an answer, and on to the next."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from draftreview.domain.errors import Conflict, DraftReviewError, Invalid
from draftreview.domain.vocabulary import OUTCOME_LABELS, Operation, Outcome
from draftreview.services.consultations import require_round
from draftreview.services.desk import Desk, answerable, desk
from draftreview.services.desk_place import Remark
from draftreview.services.desk_queue import following, neighbours, queue
from draftreview.services.dispositions import Decision, decide
from draftreview.web.errors import status_of
from draftreview.web.forms import options, said
from draftreview.web.presentation import translated
from draftreview.web.request import actor, clock, db
from draftreview.web.whereabouts import shown

blueprint = Blueprint("dispositions", __name__)


class DecisionForm(FlaskForm):  # type: ignore[misc]
    """The drafter's answer to one comment; ``seen_revision`` is what stood there when the page was made."""

    outcome = RadioField(
        _l("Kết quả"), [InputRequired(_l("Chọn kết quả."))], choices=options(OUTCOME_LABELS.items())
    )
    explanation = TextAreaField(_l("Giải trình"))
    new_heading = StringField(_l("Tên mới"))
    new_text = TextAreaField(_l("Câu chữ đưa vào bản tiếp theo"))
    seen_revision = IntegerField(widget=HiddenInput(), default=0)

    def decision(self) -> Decision:
        """Give what was filled in."""
        return Decision(
            Outcome(self.outcome.data),
            said(self.explanation),
            said(self.new_heading),
            said(self.new_text),
            seen_revision=self.seen_revision.data or 0,
        )

    def start_from(self, remark: Remark) -> None:
        """Fill in the current answer; the wording starts from it or else from the proposal."""
        answer, proposal = remark.answer, remark.comment.proposal
        self.seen_revision.data = remark.revision
        if answer is not None:
            self.outcome.data, self.explanation.data = answer.outcome.value, answer.explanation
        if answer is not None and (answer.new_heading or answer.new_text):
            self.new_heading.data, self.new_text.data = answer.new_heading, answer.new_text
        elif proposal is not None and proposal.operation in (Operation.DELETE, Operation.MOVE):
            self.new_heading.data, self.new_text.data = proposal.base_heading, proposal.base_text
        elif proposal is not None:
            self.new_heading.data, self.new_text.data = proposal.new_heading, proposal.new_text


@blueprint.get("/drafts/<key>/desk", endpoint="desk")
def first_place(key: str) -> ResponseReturnValue:
    """Show the desk at the first place with open comments."""
    return show(key)


@blueprint.get("/drafts/<key>/desk/<place>", endpoint="place")
def one_place(key: str, place: str) -> ResponseReturnValue:
    """Show the desk at a place, with the comment asked for at hand."""
    return show(key, place, request.args.get("comment", type=int))


def show(key: str, place: str = "", comment_id: int | None = None) -> ResponseReturnValue:
    """Show the desk with a form that starts from the current answer."""
    found = desk(db(), actor(), key, place, comment_id)
    form = DecisionForm(formdata=None)
    if found.spot is not None:
        form.start_from(found.spot.chosen)
    return page(found, form)


def page(found: Desk, form: DecisionForm) -> str:
    """Render the desk."""
    around = neighbours(found.items, found.spot.item.slug) if found.spot else (None, None)
    return render_template("dispositions/desk.html", desk=found, form=form, around=around, shown=shown)


@blueprint.post("/comments/<int:comment_id>/dispositions", endpoint="decide")
def answer_comment(comment_id: int) -> ResponseReturnValue:
    """Keep an answer and go on to the next open comment."""
    key, place = answerable(db(), actor(), comment_id)
    form = DecisionForm()
    if not form.validate_on_submit():
        return again(key, place, comment_id, form, 422)
    try:
        decide(db(), actor(), clock(), comment_id, form.decision())
    except (Invalid, Conflict) as error:
        return refuse(key, place, comment_id, form, error)
    db().commit()
    return go_on(key, place)


def go_on(key: str, place: str) -> ResponseReturnValue:
    """Lead to the next open comment, or say that none is left."""
    after = following(queue(db(), require_round(db(), key)), place)
    if after is None:
        flash(_("Đã lưu đề xuất. Mọi ý kiến đã có kết quả."), "status")
        return redirect(url_for("dispositions.place", key=key, place=place), 303)
    flash(_("Đã lưu đề xuất. Còn ý kiến ở: %(place)s.", place=after.place.label), "status")
    return redirect(url_for("dispositions.place", key=key, place=after.slug), 303)


def refuse(
    key: str, place: str, comment_id: int, form: DecisionForm, error: DraftReviewError
) -> ResponseReturnValue:
    """Show the form again with what was typed and why it was not kept."""
    field = form[error.field] if isinstance(error, Invalid) and error.field in form else form.outcome
    field.errors = [translated(error.message)]
    return again(key, place, comment_id, form, status_of(error))


def again(key: str, place: str, comment_id: int, form: DecisionForm, status: int) -> ResponseReturnValue:
    """Show the place as it stands now with what was typed."""
    found = desk(db(), actor(), key, place, comment_id)
    if found.spot is not None and status == 409:
        # The faster answer is on the page now: saving once more is a decision after it.
        form.seen_revision.raw_data = None
        form.seen_revision.data = found.spot.chosen.revision
    return page(found, form), status
