"""How a comment is shown: its words and wording, what became of its place, and the answer it got."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _

from draftreview.domain.diffing import Counts, Hunk, counts
from draftreview.domain.options import compared
from draftreview.domain.provisions import citation
from draftreview.domain.vocabulary import Operation
from draftreview.models.comments import Comment, Proposal
from draftreview.models.dispositions import Disposition
from draftreview.services.anchors import Passage, passage_of
from draftreview.services.following import Following
from draftreview.web.whereabouts import Shown, shown


@dataclass(frozen=True, slots=True)
class Change:
    """A proposed wording as it is shown: in words what shall happen, and what differs."""

    label: str
    heading: tuple[Hunk, ...]
    text: tuple[Hunk, ...]
    counts: Counts
    tail: tuple[Hunk, ...] = ()


@dataclass(frozen=True, slots=True)
class Card:
    """A comment fit to be shown; ``answer`` is the newest one that was released.

    ``since`` is what became of its place in a later version, ``passage`` the words it is about.
    ``earlier`` is the number of its version where it is shown beside a later one, else 0.
    """

    comment: Comment
    change: Change | None
    answer: Disposition | None = None
    since: Shown | None = None
    passage: Passage | None = None
    earlier: int = 0

    @property
    def place(self) -> str:
        """Name where the comment stands."""
        return self.comment.citation or _("Toàn dự thảo")

    @property
    def eid(self) -> str:
        """Give the anchor of the place on the reading page."""
        if self.comment.provision:
            return self.comment.provision.eid
        return (self.comment.component.eid or "act") if self.comment.component else "general"


def cards_of(
    comments: Sequence[Comment],
    answers: Mapping[int, Disposition] | None = None,
    following: Following | None = None,
    beside: int = 0,
) -> tuple[Card, ...]:
    """Make the cards of comments with the answers that were released.

    :param following: what became of their places; without it nothing is said of later versions
    :param beside: the number of the version they are shown beside; a comment on an earlier one says what
        became of its place there, any other what became of it in the newest
    """
    released = answers or {}
    followed = following or Following()
    return tuple(_card(one, released.get(one.id), followed, beside) for one in comments)


def _card(comment: Comment, answer: Disposition | None, following: Following, beside: int) -> Card:
    round_ = comment.consultation
    number = round_.version.number
    at = beside if number < beside else 0
    state = following.of(comment, at)
    return Card(
        comment,
        change_of(comment.proposal) if comment.proposal else None,
        answer,
        shown(state, round_.draft.key, there=bool(at)),
        passage_of(comment, following, at),
        number if at else 0,
    )


def change_of(proposal: Proposal) -> Change:
    """Show a kept proposal against the words it was written against."""
    target = citation(proposal.target.eid) if proposal.target else ""
    return change(
        proposal.operation,
        (proposal.base_heading, proposal.base_text, proposal.base_tail),
        (proposal.new_heading, proposal.new_text, proposal.new_tail),
        proposal.as_first_child,
        target,
    )


def change(
    operation: Operation,
    base: tuple[str, str, str],
    new: tuple[str, str, str],
    as_first_child: bool = False,
    target: str = "",
) -> Change:
    """Compare heading, text and tail of a wording with those it would change."""
    none = ("", "", "")
    if operation is Operation.INSERT:
        base = none
    elif operation is Operation.DELETE:
        new = none
    elif operation is Operation.MOVE:
        base, new = none, none
    heading, text, tail = (compared(old, now) for old, now in zip(base, new, strict=True))
    total = counts((*heading, *text, *tail))
    # A heading or a tail that stays is no news beside a text that changes.
    shown = heading if base[0] != new[0] or not base[0] else ()
    return Change(
        _label(operation, as_first_child, target), shown, text, total, tail if base[2] != new[2] else ()
    )


def _label(operation: Operation, as_first_child: bool, target: str) -> str:
    label: str = _("Sửa câu chữ")
    if operation is Operation.INSERT and as_first_child:
        label = _("Thêm vào đầu, bên trong quy định này")
    elif operation is Operation.INSERT:
        label = _("Thêm ngay sau quy định này")
    elif operation is Operation.DELETE:
        label = _("Bỏ quy định này")
    elif operation is Operation.MOVE:
        label = _("Chuyển đến ngay sau %(target)s", target=target)
    return label
