"""The form of one answer for many comments, and the revisions that its page showed."""

from collections.abc import Mapping

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, TextAreaField
from wtforms.validators import InputRequired

from draftreview.domain.errors import DraftReviewError, Invalid
from draftreview.domain.vocabulary import OUTCOME_LABELS, Outcome
from draftreview.services.dispositions import Decision
from draftreview.web.forms import options, said
from draftreview.web.presentation import translated


class AnswerForm(FlaskForm):  # type: ignore[misc]
    """An outcome and its explanation; no wording, which belongs to one place."""

    outcome = RadioField(
        _l("Kết quả"), [InputRequired(_l("Chọn kết quả."))], choices=options(OUTCOME_LABELS.items())
    )
    explanation = TextAreaField(_l("Giải trình"))

    def decision(self) -> Decision:
        """Give what was filled in."""
        return Decision(Outcome(self.outcome.data), said(self.explanation))

    def refuse(self, error: DraftReviewError) -> None:
        """Say at its field why the answer was not kept."""
        field = self[error.field] if isinstance(error, Invalid) and error.field in self else self.outcome
        field.errors = [translated(error.message)]


def revisions(field: str) -> Mapping[int, int]:
    """Read "17:2" as revision 2 of the answer to comment 17; anything else was not made by a page of ours."""
    found = {}
    for value in request.form.getlist(field):
        comment_id, _sep, revision = value.partition(":")
        if comment_id.isdecimal() and revision.isdecimal():
            found[int(comment_id)] = int(revision)
    return found
