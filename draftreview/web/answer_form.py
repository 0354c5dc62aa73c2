"""The form of one answer for many comments, and the revisions that its page showed."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from flask import request
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired

from draftreview.domain.errors import DraftReviewError, Invalid
from draftreview.domain.synthesis import Row
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


class WordedForm(AnswerForm):
    """With the wording that enters the next version where a proposal shared by all is taken in part."""

    new_heading = StringField(_l("Tên mới"))
    new_text = TextAreaField(_l("Câu chữ đưa vào bản tiếp theo"))
    new_tail = TextAreaField(_l("Phần sau các điểm"))

    def decision(self) -> Decision:
        """Give what was filled in; words after the points that were not asked for stay as they are."""
        asked = self.new_tail.name in request.form
        return replace(
            super().decision(),
            new_heading=said(self.new_heading),
            new_text=said(self.new_text),
            new_tail=said(self.new_tail) if asked else None,
        )

    @staticmethod
    def serves(rows: Sequence[Row]) -> bool:
        """Tell whether one wording can serve all: whoever proposes one does the same at one place."""
        wanted = {(row.eid, row.proposed.operation) for row in rows if row.proposed}
        return len(wanted) == 1

    def start_from(self, rows: Sequence[Row]) -> None:
        """Fill in the answer that all of them have, and the wording that the first proposes."""
        answers = {(row.answer.outcome, row.answer.explanation) if row.answer else None for row in rows}
        common = answers.pop() if len(answers) == 1 else None
        if common is not None:
            self.outcome.data, self.explanation.data = common[0].value, common[1]
        proposed = next((row.proposed for row in rows if row.proposed), None)
        if proposed is None:
            return
        own = next(
            (row.answer for row in rows if row.answer and (row.answer.heading or row.answer.text)), None
        )
        words = own or proposed
        self.new_heading.data = words.heading or proposed.old_heading
        self.new_text.data = words.text or proposed.old_text
        self.new_tail.data = words.tail or proposed.old_tail


def revisions(field: str) -> Mapping[int, int]:
    """Read "17:2:1" as revision 2 of the answer to comment 17, by comment; see ``saves``."""
    return _numbers(field, 1)


def saves(field: str) -> Mapping[int, int]:
    """Read "17:2:1" as: the agency had saved comment 17 once when the page was made."""
    return _numbers(field, 2)


def _numbers(field: str, at: int) -> dict[int, int]:
    """Read the number at a place of each value; what no page of ours made is passed over."""
    parts = [value.split(":") for value in request.form.getlist(field)]
    return {int(one[0]): int(one[at]) for one in parts if len(one) > at and all(map(str.isdecimal, one))}
