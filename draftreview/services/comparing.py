"""Two versions of a draft compared, for whoever may read it; what was computed is kept in the process."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Select, bindparam, or_, select
from sqlalchemy.orm import Session

from draftreview.domain.alignment import align
from draftreview.domain.chaining import became
from draftreview.domain.citations import citations
from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.comparing import ChangeKind, Comparison, Entry, compare
from draftreview.domain.comparing_changes import counted, gathered
from draftreview.domain.errors import NotFound
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component
from draftreview.domain.sentences import sentence
from draftreview.models.accounts import User
from draftreview.models.consultations import Consultation, Invitation
from draftreview.models.drafts import Draft, Version
from draftreview.services.drafts import read_trees
from draftreview.services.keeping import Kept
from draftreview.services.lineage import aligned as aligned
from draftreview.services.lineage import steps_between
from draftreview.services.permissions import may_read, require

_KEPT = 12  # comparisons a process keeps; one of 40 Điều takes about a megabyte


@dataclass(frozen=True, slots=True)
class Compared:
    """A comparison with its list of changes and how the places of both sides are cited."""

    comparison: Comparison
    changes: tuple[Entry, ...]
    totals: Mapping[ChangeKind, int]
    old_citations: Mapping[str, str]
    new_citations: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class VersionsCompared:
    """Two versions of a draft side by side, with all versions that may be chosen instead."""

    draft: Draft
    versions: tuple[Version, ...]
    old: Version
    new: Version
    compared: Compared


@dataclass(frozen=True, slots=True)
class Versions:
    """A draft that the actor may read, its versions in their order; ``over``: a round has ended."""

    draft: Draft
    versions: tuple[Version, ...]
    over: bool = False

    def numbered(self, number: int) -> Version:
        """Give the version of that number.

        :raises NotFound: where there is none
        """
        found = next((version for version in self.versions if version.number == number), None)
        if found is None:
            raise NotFound(sentence("Dự thảo không có bản này. Chọn bản khác trong danh sách."))
        return found

    def between(self, old: Version, new: Version) -> list[Version]:
        """List the versions from one to a newer one, both of them among them."""
        return [one for one in self.versions if old.number <= one.number <= new.number]


_kept: Kept[Compared] = Kept(_KEPT)


def compare_versions(
    session: Session, actor: User | None, clock: Clock, draft_key: str, old_number: int, new_number: int
) -> VersionsCompared:
    """Compare two versions: three queries, or two once their comparison is kept.

    :raises NotFound: where the draft or a version is not there
    :raises NotPermitted: where the actor may not read the draft
    """
    found = versions_open_to(session, actor, clock, draft_key)
    old, new = found.numbered(old_number), found.numbered(new_number)
    # Versions never change, but a person may correct an alignment: so it is read every time.
    steps = tuple(steps_between(session, found.between(old, new)))
    key = (old.id, old.text_hash, new.id, new.text_hash, steps)
    compared = _kept.get(key, lambda: _compare(session, old, new, steps))
    return VersionsCompared(found.draft, found.versions, old, new, compared)


def _compare(session: Session, old: Version, new: Version, steps: tuple[tuple[Pair, ...], ...]) -> Compared:
    trees = read_trees(session, (old, new))
    before, after = trees[old.id], trees[new.id]
    return compared_trees(before, after, became(before, after, steps))


def compared_trees(
    old: tuple[Component, ...], new: tuple[Component, ...], pairs: tuple[Pair, ...] = ()
) -> Compared:
    """Compare two trees; without pairs they are aligned first."""
    comparison = compare(old, new, pairs or align(old, new))
    changes = gathered(comparison.entries, old, new)
    return Compared(comparison, changes, counted(changes), citations(old), citations(new))


def _ways() -> Select[Draft, Version, bool, bool]:
    rounds = select(Consultation.id).where(Consultation.draft_id == Draft.id).correlate(Draft)
    invited = rounds.join(Consultation.invitations).where(Invitation.agency_id == bindparam("agency_id"))
    over = rounds.where(
        or_(Consultation.closed_at.is_not(None), Consultation.closes_before <= bindparam("today"))
    )
    return (
        select(Draft, Version, invited.exists().label("invited"), over.exists().label("over"))
        .outerjoin(Version, Version.draft_id == Draft.id)
        .where(Draft.key == bindparam("key"))
        .order_by(Version.number)
    )


# Written once: putting a statement together costs more here than running it.
_WAYS = _ways()


def versions_open_to(session: Session, actor: User | None, clock: Clock, draft_key: str) -> Versions:
    """List the versions of a draft that the actor may read: one query.

    :raises NotFound: where there is no such draft
    :raises NotPermitted: where the actor may not read it
    """
    asked = {
        "key": draft_key,
        "agency_id": actor.agency_id if actor else 0,
        "today": vietnam_day(clock.round_now()),
    }
    rows = session.execute(_WAYS, asked).all()
    if not rows:
        raise NotFound(sentence("Không có dự thảo này. Quay về trang chủ để chọn dự thảo."))
    draft = rows[0].Draft
    require(
        may_read(actor, draft, rows[0].invited, rows[0].over),
        sentence("Cơ quan này chưa được mời góp ý dự thảo. Hỏi cơ quan chủ trì soạn thảo."),
    )
    return Versions(draft, tuple(row.Version for row in rows if row.Version), rows[0].over)
