"""The places of the next version that may be edited directly, and one of them before its editor."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from flask_babel import gettext as _

from draftreview.domain.citations import citations
from draftreview.domain.comparing_words import Run
from draftreview.domain.errors import NotFound
from draftreview.domain.merging_changes import Words
from draftreview.domain.provisions import CONTAINERS, Kind, Provision, opening_capital, walk
from draftreview.domain.rendering import label
from draftreview.domain.working_edits import COMPONENT
from draftreview.models.working import DirectEdit
from draftreview.services.accepted import Acceptance
from draftreview.services.wordings import has_heading
from draftreview.services.working_text import Working
from draftreview.web.working_questions import runs

_COMPONENT_NAMES = {"heading": "Tên", "text": "Phần mở đầu", "tail": "Phần cuối"}


@dataclass(frozen=True, slots=True)
class Line:
    """One provision, or one component, of the outline; ``base_eid`` is what an insertion may follow."""

    subject: str
    depth: int
    number: str
    words: Words
    base_eid: str = ""
    heads: bool = False
    edited: bool = False
    inserted: bool = False


@dataclass(frozen=True, slots=True)
class Site:
    """A place before its editor: how it is cited, what stands there and what would without an edit.

    ``parts`` are what can be edited there, ``names`` their labels where they differ from the usual ones;
    ``holds`` tells whether something can stand inside it.
    """

    subject: str
    citation: str
    now: Words
    beneath: Words
    parts: tuple[str, ...]
    names: dict[str, str] = field(default_factory=dict)
    last: DirectEdit | None = None
    base_eid: str = ""
    holds: bool = True

    @property
    def deletable(self) -> bool:
        """Tell whether it can be deleted here: a provision of the base version."""
        return bool(self.base_eid)


def outline(made: Working) -> Iterator[Line]:
    """Yield everything that may be edited, in reading order."""
    subject_at = {eid: subject for subject, eid in made.text.places.items()}
    edited = {one.subject for one in made.standing_edits}
    for component in made.components:
        subject = f"{COMPONENT}{component.eid}"
        words = Words(component.title, component.preamble, component.closing)
        yield Line(subject, 0, "", words, component.eid, heads=True, edited=subject in edited)
        for one, above in walk(component.children):
            subject = subject_at.get(one.eid, one.eid)
            origin = made.text.origins.get(one.eid) or ""
            yield Line(
                subject,
                len(above) + 1,
                label(one),
                Words(one.heading, one.text, one.tail),
                origin,
                heads=one.kind in CONTAINERS or one.kind is Kind.ARTICLE,
                edited=subject in edited,
                inserted=not origin,
            )


def site(made: Working, subject: str) -> Site:
    """Put a place before its editor.

    :raises NotFound: where the next version has no such place
    """
    now = made.text.words_at(subject)
    if now is None:
        raise NotFound(_("Không còn quy định này trong bản tiếp theo. Quay về trang Bản tiếp theo."))
    eid = made.text.places[subject].removeprefix(COMPONENT)
    beneath = made.text.words_beneath(subject) or now
    last = made.edit(subject)
    cited = opening_capital(citations(made.components)[eid])
    if subject.startswith(COMPONENT):
        names = {part: str(_(name)) for part, name in _COMPONENT_NAMES.items()}
        return Site(subject, cited, now, beneath, ("heading", "text", "tail"), names, last)
    provision = _provision(made, eid)
    parts = ["heading"] if has_heading(provision.kind) else []
    parts.append("text")
    if provision.tail or (provision.kind is Kind.CLAUSE and provision.children):
        parts.append("tail")
    base_eid = made.text.origins.get(eid) or ""
    holds = provision.kind is not Kind.POINT
    return Site(subject, cited, now, beneath, tuple(parts), {}, last, base_eid, holds)


def may_carry_out(made: Working, edit: DirectEdit | None = None) -> tuple[Acceptance, ...]:
    """List the acceptances that an edit may carry out: those that no other edit does."""
    own = {one.comment_id for one in edit.carries_out} if edit and not edit.withdrawn else set()
    free = {one.comment.id for one in made.not_carried_out}
    return tuple(one for one in made.accepted.wordless if one.comment.id in free | own)


def difference_of(beneath: Words, new: Words, parts: tuple[str, ...]) -> list[tuple[Run, ...]]:
    """Compare what stands without an edit with what the edit says, part by part; equal ones are left out."""
    pairs = ((getattr(beneath, part), getattr(new, part)) for part in parts)
    return [runs(old, words) for old, words in pairs if old != words]


def _provision(made: Working, eid: str) -> Provision:
    found = (one for component in made.components for one, _above in walk(component.children))
    return next(one for one in found if one.eid == eid)
