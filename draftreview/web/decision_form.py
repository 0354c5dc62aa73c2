"""The form of an answer: outcome, explanation, and the drafter's own wording where a proposal came along."""

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import IntegerField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length
from wtforms.widgets import HiddenInput

from draftreview.domain.diffing import same_wording
from draftreview.domain.merging_changes import Words
from draftreview.domain.vocabulary import OUTCOME_LABELS, Operation, Outcome
from draftreview.services.desk_answers import Borrowed, first_words
from draftreview.services.desk_place import Remark, Spot
from draftreview.services.dispositions import Decision
from draftreview.services.wordings import tidy
from draftreview.web.comment_cards import Change, change
from draftreview.web.forms import options, said

_TOO_LONG = Length(max=20_000, message=_l("Tối đa 20.000 ký tự."))


class DecisionForm(FlaskForm):  # type: ignore[misc]
    """The drafter's answer to one comment; ``seen_…`` is what stood there when the page was made."""

    outcome = RadioField(
        _l("Kết quả"), [InputRequired(_l("Chọn kết quả."))], choices=options(OUTCOME_LABELS.items())
    )
    explanation = TextAreaField(_l("Giải trình"), [_TOO_LONG])
    new_heading = StringField(_l("Tên điều, chương, mục"), [_TOO_LONG])
    new_text = TextAreaField(_l("Câu chữ đưa vào bản tiếp theo"), [_TOO_LONG])
    new_tail = TextAreaField(_l("Đoạn sau các điểm"), [_TOO_LONG])
    seen_revision = IntegerField(widget=HiddenInput(), default=0)
    seen_ground = StringField(widget=HiddenInput(), default="")

    def words(self) -> Words:
        """Give the wording that was filled in; the parts that are not shown are empty."""
        return Words(*(said(self[name]) if name in self else "" for name in _WORDED))

    def take_words(self, words: Words) -> None:
        """Fill in a wording."""
        for name, part in zip(_WORDED, (words.heading, words.text, words.tail), strict=True):
            if name in self:
                self[name].data = part

    def take(self, borrowed: Borrowed) -> None:
        """Fill in an answer like another one."""
        self.outcome.data, self.explanation.data = borrowed.outcome.value, borrowed.explanation
        if borrowed.words is not None:
            self.take_words(borrowed.words)

    def decision(self, spot: Spot) -> Decision:
        """Give what was filled in."""
        words = self.words()
        return Decision(
            Outcome(self.outcome.data),
            said(self.explanation),
            words.heading,
            words.text,
            None if "new_tail" not in self or _tail_stays(spot, words.tail) else words.tail,
            seen_revision=self.seen_revision.data or 0,
            seen_ground=said(self.seen_ground),
        )

    def see(self, spot: Spot) -> None:
        """Take what stands there now for seen: whoever saves once more decides after it."""
        chosen = spot.chosen
        self.seen_revision.raw_data = None
        self.seen_revision.data, self.seen_ground.data = chosen.revision, chosen.again.ground

    def keeps_tail(self, spot: Spot) -> bool:
        """Tell whether the words after the points still say something; say at the field where not.

        An empty tail means that those words stay, so it cannot mean that they shall go.
        """
        partly = self.outcome.data == Outcome.PARTLY_ACCEPTED.value
        if not partly or "new_tail" not in self or tidy(said(self.new_tail)) or _tail_stays(spot, ""):
            return True
        why = _(
            "Đoạn sau các điểm không để trống được. Ghi lại câu chữ dự thảo để giữ nguyên; "
            "muốn bỏ đoạn này thì sửa trực tiếp ở trang Bản tiếp theo."
        )
        self.new_tail.errors = [why]
        return False


_WORDED = ("new_heading", "new_text", "new_tail")


def decision_form(spot: Spot, typed: bool = False) -> DecisionForm:
    """Make the form of the chosen comment, from what was typed or from the current answer."""
    form = DecisionForm() if typed else DecisionForm(formdata=None, meta={"csrf": False})
    chosen, place = spot.chosen, spot.provision
    proposed = chosen.proposed
    inserts = proposed is not None and proposed.operation is Operation.INSERT
    if proposed is None:
        del form.new_text
    if proposed is None or not (proposed.heading or proposed.old_heading or (place and place.heading)):
        del form.new_heading
    if proposed is None or inserts or not (place and place.tail):
        del form.new_tail
    if not typed:
        _start(form, chosen, place.tail if place else "")
    return form


def _start(form: DecisionForm, chosen: Remark, tail: str) -> None:
    answer, words = chosen.answer, first_words(chosen)
    form.seen_revision.data, form.seen_ground.data = chosen.revision, chosen.again.ground
    if answer is not None:
        form.outcome.data, form.explanation.data = answer.outcome.value, answer.explanation
    if words is not None:
        # A proposal or an answer that says nothing of the words after the points leaves them as they are.
        form.take_words(Words(words.heading, words.text, words.tail or tail))


def difference_of(form: DecisionForm, spot: Spot) -> Change | None:
    """Compare the wording in the form with the text; none where the comment proposes none."""
    proposed, place = spot.chosen.proposed, spot.provision
    if proposed is None or place is None:
        return None
    words = form.words()
    inserts = proposed.operation is Operation.INSERT
    now = (tidy(words.heading), tidy(words.text), tidy(words.tail))
    base = (
        place.heading if "new_heading" in form else "",
        place.text,
        place.tail if "new_tail" in form else "",
    )
    return change(Operation.INSERT if inserts else Operation.REPLACE, base, now)


def _tail_stays(spot: Spot, tail: str) -> bool:
    """Tell whether a tail is that of the text, which the proposal left as it is too."""
    proposed, place = spot.chosen.proposed, spot.provision
    spoken_of = proposed is not None and bool(proposed.tail or proposed.old_tail)
    return not spoken_of and same_wording(tail, place.tail if place else "")
