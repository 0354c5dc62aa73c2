"""The trace of a provision: its way through all versions, and what stands behind each step."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.component_names import component_name
from draftreview.domain.errors import NotFound
from draftreview.domain.provisions import citation
from draftreview.domain.sentences import sentence
from draftreview.domain.tracing import Link, around, inside, way
from draftreview.models.accounts import User
from draftreview.models.drafts import Draft, Provision, Version
from draftreview.services.comparing import Versions, versions_open_to
from draftreview.services.permissions import may_see_workings
from draftreview.services.provision_trace_query import (
    Adopted,
    Said,
    adopted,
    by_identity,
    links_of,
    on_the_way,
    said,
)
from draftreview.services.reasons_query import TAKEN, visible_to
from draftreview.services.trace import ChangedWords, changed_words


@dataclass(frozen=True, slots=True)
class Step:
    """What one version made of a provision, and of what stands inside it.

    ``behind`` are the comments that were followed, ``others`` what else was said about it in the version
    before, as far as the actor may know; ``edits`` are reasons of direct edits.
    """

    old: Version
    new: Version
    words: tuple[ChangedWords, ...]
    inside: tuple[Link, ...]
    behind: tuple[Said, ...]
    others: tuple[Said, ...]
    edits: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Tell whether anything happened."""
        return bool(self.inside) or any(one.kinds for one in self.words)


@dataclass(frozen=True, slots=True)
class ProvisionTrace:
    """A provision of one version with its way through all of them."""

    draft: Draft
    version: Version
    provision: Provision
    name: str
    steps: tuple[Step, ...]
    first: Version


def provision_trace(
    session: Session, actor: User | None, clock: Clock, draft_key: str, number: int, eid: str
) -> ProvisionTrace:
    """Follow a provision through all versions of its draft: five queries.

    :raises NotFound: where the draft, the version or the provision is not there
    :raises NotPermitted: where the actor may not read the draft
    """
    found = versions_open_to(session, actor, clock, draft_key)
    version = found.numbered(number)
    links = links_of(session, found.draft)
    provisions = on_the_way(session, found, version, eid, links)
    place = next(
        (one for one in provisions.values() if one.version_id == version.id and one.eid == eid), None
    )
    if place is None:
        raise NotFound(sentence("Bản dự thảo này không có chỗ đó. Mở lại trang đọc dự thảo để chọn."))
    links = (*links, *by_identity(found, provisions, links))
    passed = way(links, place.id)
    within, beside = inside(links, passed), around(links, passed)
    reasons = _Reasons(session, actor, clock, passed, within, beside, found.over)
    return ProvisionTrace(
        found.draft,
        version,
        place,
        citation(eid, component_name(place.component.kind, place.component.title)),
        tuple(_steps(found, passed, provisions, reasons)),
        first=_first(found, passed, provisions, place),
    )


class _Reasons:
    """What was said and recorded about the steps of one way: two queries, none for who may know nothing."""

    def __init__(
        self,
        session: Session,
        actor: User | None,
        clock: Clock,
        passed: Sequence[Link],
        within: Sequence[Link],
        beside: Sequence[Link],
        over: bool,
    ) -> None:
        self.inside, self.around = within, beside
        self.works = may_see_workings(actor, over)
        self.adopted: Sequence[Adopted] = ()
        self.said: Mapping[int, Said] = {}
        visible = visible_to(actor, vietnam_day(clock.round_now()))
        if visible is None:
            return
        both = (*passed, *within)
        self.adopted = adopted(session, {link.old for link in both}, {link.new for link in both})
        ids = {one.comment_id for one in self.adopted}
        self.said = said(session, actor, visible, {link.old for link in (*both, *beside)}, ids)

    def step(self, number: int, passed: Sequence[Link]) -> tuple[list[Said], list[Said], list[str]]:
        """Tell for one version: followed comments, other comments on the provision, direct edits.

        Where nothing was recorded, accepted comments on it, within and around it stand behind a change.
        """
        within = [link for link in self.inside if link.number == number]
        recorded = [one for one in self.adopted if one.number == number]
        own = {link.old for link in (*passed, *within)}
        near = own | {link.old for link in self.around if link.number == number}
        changed = any(link.changed for link in passed) or bool(within)
        ids = {one.comment_id for one in recorded}

        def is_behind(one: Said) -> bool:
            judged = changed and not one.recorded and one.outcome in TAKEN
            return one.comment_id in ids or (judged and one.provision_id in near)

        behind = [one for one in self.said.values() if is_behind(one)]
        others = [one for one in self.said.values() if one.provision_id in own and not is_behind(one)]
        return (
            behind,
            others,
            list(dict.fromkeys(one.reason for one in recorded if one.reason and self.works)),
        )


def _steps(
    found: Versions, passed: Sequence[Link], provisions: Mapping[int, Provision], reasons: _Reasons
) -> Iterable[Step]:
    for old, new in zip(found.versions, found.versions[1:], strict=False):
        here = [link for link in passed if link.number == new.number]
        if not here:
            continue
        behind, others, edits = reasons.step(new.number, here)
        yield Step(
            old,
            new,
            tuple(
                changed_words(provisions.get(link.old or 0), provisions.get(link.new or 0), link.pair)
                for link in here
            ),
            tuple(link for link in reasons.inside if link.number == new.number),
            tuple(behind),
            tuple(others),
            tuple(edits),
        )


def _first(
    found: Versions, passed: Sequence[Link], provisions: Mapping[int, Provision], place: Provision
) -> Version:
    """Give the version in which a provision, or what it came from, stands first."""
    ids = {place.id, *(one for link in passed for one in (link.old, link.new) if one)}
    standing = {provisions[one].version_id for one in ids}
    return next(version for version in found.versions if version.id in standing)
