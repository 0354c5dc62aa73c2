"""Versions made ready to be written as files, for whoever may read them."""

from sqlalchemy import select
from sqlalchemy.orm import Session, aliased

from draftreview.domain.chaining import became
from draftreview.domain.clock import Clock, vietnam_day
from draftreview.domain.edition import Changes, Edition, Identity
from draftreview.domain.errors import Invalid, NotFound
from draftreview.domain.provisions import Component
from draftreview.domain.sentences import sentence
from draftreview.models.accounts import User
from draftreview.models.drafts import Draft, Lineage, Provision, Version
from draftreview.services.comparing import Versions, versions_open_to
from draftreview.services.drafts import read_components, read_trees
from draftreview.services.identities import identity, is_same
from draftreview.services.lineage import steps_between


def edition(
    session: Session, actor: User | None, clock: Clock, draft_key: str, number: int | None = None
) -> Edition:
    """Give a version with the identities of its provisions, by default the newest: three queries.

    :raises NotFound: where the draft or the version is not there
    :raises NotPermitted: where the actor may not read the draft
    """
    found = versions_open_to(session, actor, clock, draft_key)
    version = _chosen(found, number)
    components = read_components(session, version)
    return _edition(found.draft, version, components, _identities(session, version))


def edition_with_changes(
    session: Session,
    actor: User | None,
    clock: Clock,
    draft_key: str,
    number: int | None = None,
    older: int | None = None,
) -> tuple[Edition, Changes | None]:
    """Give a version without identities, and what changed since an older one if asked: three queries.

    :raises NotFound: where the draft or a version is not there
    :raises NotPermitted: where the actor may not read the draft
    :raises Invalid: where the other version is not older
    """
    found = versions_open_to(session, actor, clock, draft_key)
    version = _chosen(found, number)
    if older is None:
        return _edition(found.draft, version, read_components(session, version)), None
    before = found.numbered(older)
    if before.number >= version.number:
        raise Invalid(sentence("Thay đổi chỉ ghi được so với một bản cũ hơn. Chọn bản có số nhỏ hơn."))
    trees = read_trees(session, (before, version))
    steps = steps_between(session, found.between(before, version))
    old, new = trees[before.id], trees[version.id]
    return _edition(found.draft, version, new), Changes(before.number, old, became(old, new, steps))


def _chosen(found: Versions, number: int | None) -> Version:
    if not found.versions:
        raise NotFound(sentence("Dự thảo chưa có bản nào được công bố. Công bố một bản rồi xuất tệp."))
    return found.versions[-1] if number is None else found.numbered(number)


def _edition(
    draft: Draft,
    version: Version,
    components: tuple[Component, ...],
    identities: dict[str, Identity] | None = None,
) -> Edition:
    return Edition(
        key=draft.key,
        title=draft.title,
        short_title=draft.short_title,
        number=version.number,
        begun=vietnam_day(draft.created_at),
        issued=version.issued_at,
        illustrative=draft.illustrative,
        components=components,
        identities=identities or {},
    )


def _identities(session: Session, version: Version) -> dict[str, Identity]:
    """Read what every provision is called for good, and its eid in the first version that held it.

    A provision that a person confirmed to be an older one is called what that is called.
    """
    own, same, oldest = aliased(Lineage), aliased(Lineage), aliased(Lineage)
    first, earlier = aliased(Provision), aliased(Version)
    rows = session.execute(
        select(Provision.eid, oldest.guid, first.eid)
        .join(own, own.id == Provision.lineage_id)
        .join(oldest, oldest.id == identity(own))
        .join(same, is_same(same, own))
        .join(first, first.lineage_id == same.id)
        .join(earlier, earlier.id == first.version_id)
        .where(Provision.version_id == version.id, earlier.number <= version.number)
        .order_by(earlier.number.desc(), first.position.desc())
    )
    # the oldest row of each provision comes last and stays
    return {eid: Identity(guid, first_eid) for eid, guid, first_eid in rows}
