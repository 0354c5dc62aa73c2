"""The steps of a trace made ready to show: what happened in which words, with links to every place."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from draftreview.domain.comparing import CHANGE_LABELS, ChangeKind
from draftreview.domain.provisions import citation, opening_capital
from draftreview.models.drafts import Provision, Version
from draftreview.models.working import DirectEdit, Settlement
from draftreview.services.provision_trace import ProvisionTrace, Step
from draftreview.services.provision_trace_query import Said
from draftreview.services.trace import ChangedWords, CommentTrace
from draftreview.web.comparing_page import SIGNS, main_kind
from draftreview.web.comparing_reasons import Reason
from draftreview.web.comparing_words import Shown, shown_words
from draftreview.web.reading_page import page_url


@dataclass(frozen=True, slots=True)
class Tag:
    """One thing that happened to a provision: word, icon, colour."""

    words: str
    kind: str
    sign: str


@dataclass(frozen=True, slots=True)
class ShownWords:
    """A provision in a version with its difference from the one before; ``gone`` where it is not there."""

    place: str
    tags: tuple[Tag, ...]
    heading: tuple[Shown, ...]
    text: tuple[Shown, ...]
    tail: tuple[Shown, ...]
    read: str
    compare: str
    trace: str
    gone: bool
    same: bool


@dataclass(frozen=True, slots=True)
class ShownFollowed:
    """How a comment entered a version."""

    version: Version
    words: ShownWords | None
    settlement: Settlement | None
    direct_edit: DirectEdit | None


@dataclass(frozen=True, slots=True)
class Within:
    """A change of something inside a provision, with its place in the comparison."""

    place: str
    tag: Tag
    url: str


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One step on the way of a provision."""

    old: Version
    new: Version
    changed: bool
    words: tuple[ShownWords, ...]
    within: tuple[Within, ...]
    behind: tuple[Reason, ...]
    others: tuple[Reason, ...]


_COLOURS = {
    ChangeKind.INSERTED: "insert",
    ChangeKind.DELETED: "delete",
    ChangeKind.MOVED: "moved",
    ChangeKind.SPLIT: "moved",
    ChangeKind.MERGED: "moved",
}


def followed_of(found: CommentTrace) -> tuple[ShownFollowed, ...]:
    """Show how a comment was followed; settlements and direct edits to whom they are for."""
    key, old = found.comment.consultation.draft.key, found.comment.consultation.version.number
    return tuple(
        ShownFollowed(
            one.version,
            _words(key, old, one.version.number, one.words) if one.words.old or one.words.new else None,
            one.settlement if found.works else None,
            one.direct_edit if found.works else None,
        )
        for one in found.followed
    )


def became_of(found: CommentTrace) -> tuple[ShownWords, ...]:
    """Show what the next version made of the provision of a comment."""
    key, old = found.comment.consultation.draft.key, found.comment.consultation.version.number
    return tuple(_words(key, old, old + 1, one) for one in found.became)


def steps_of(found: ProvisionTrace) -> tuple[ShownStep, ...]:
    """Show the steps of a provision, the newest first."""
    return tuple(_step(found.draft.key, one) for one in reversed(found.steps))


def _step(key: str, step: Step) -> ShownStep:
    old, new = step.old.number, step.new.number
    edits = (Reason(_("Sửa trực tiếp: %(reason)s", reason=reason)) for reason in step.edits)
    return ShownStep(
        step.old,
        step.new,
        step.changed,
        words=tuple(_words(key, old, new, one) for one in step.words),
        within=tuple(
            Within(
                opening_capital(citation(link.pair.new or link.pair.old or "")),
                _tag(main_kind(link.kinds)),
                _compare_url(key, old, new, link.pair.old, link.pair.new),
            )
            for link in step.inside
        ),
        behind=(*_reasons(step.behind), *edits),
        others=tuple(_reasons(step.others)),
    )


def _reasons(found: Iterable[Said]) -> Iterator[Reason]:
    for one in found:
        yield Reason(
            words=_("%(agency)s (%(place)s)", agency=one.agency, place=one.citation or _("toàn dự thảo")),
            outcome=one.outcome.value if one.outcome else "",
            url=url_for("tracing.comment", comment_id=one.comment_id),
            undecided=one.stage is not None and one.stage.value == "proposed",
        )


def _words(key: str, old: int, new: int, words: ChangedWords) -> ShownWords:
    before, after = words.old.eid if words.old else None, words.new.eid if words.new else None
    number, eid = (new, after) if after else (old, before or "")
    return ShownWords(
        place=_place(words.old, words.new),
        tags=tuple(_tags(words)),
        heading=shown_words(words.heading),
        text=shown_words(words.text),
        tail=shown_words(words.tail),
        read=page_url(key, number, eid),
        compare=_compare_url(key, old, new, before, after),
        trace=url_for("tracing.provision", key=key, number=number, eid=eid),
        gone=words.new is None,
        same=not words.kinds - {ChangeKind.RENUMBERED},
    )


def _place(old: Provision | None, new: Provision | None) -> str:
    before, after = (citation(one.eid) if one else "" for one in (old, new))
    if not before or not after or before == after:
        return opening_capital(after or before)
    return opening_capital(_("%(old)s, nay là %(new)s", old=before, new=after))


def _tags(words: ChangedWords) -> Iterator[Tag]:
    yield from (_tag(kind) for kind in SIGNS if kind in words.kinds)
    if not words.certain:
        yield Tag(_("Chưa chắc là cùng một quy định"), "warning", "warning")


def _tag(kind: ChangeKind) -> Tag:
    return Tag(_(CHANGE_LABELS[kind]), _COLOURS.get(kind, "noted"), SIGNS[kind][0])


def _compare_url(key: str, old: int, new: int, before: str | None, after: str | None) -> str:
    """Give the address of a row of a comparison."""
    return url_for("comparing.show", key=key, old=old, new=new, _anchor=after or f"old-{before}")
