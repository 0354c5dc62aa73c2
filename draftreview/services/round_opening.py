"""What the form of a new round needs: the version asked about, regimes, and the agencies to invite."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager

from draftreview.domain.errors import Conflict, NotFound
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import AgencyKind
from draftreview.models.accounts import Agency, User
from draftreview.models.consultations import Consultation, Regime
from draftreview.models.drafts import Draft, Version
from draftreview.services.permissions import may_run_rounds, require
from draftreview.services.together import Together


@dataclass(frozen=True, slots=True)
class Choices:
    """What may be chosen for a round: regimes and agencies, each with its name."""

    regimes: tuple[tuple[str, str], ...]
    agencies: tuple[tuple[int, str], ...]


def version_to_consult(session: Session, actor: User | None, key: str) -> tuple[Version, Consultation | None]:
    """Find the newest version of a draft, which a round is opened on, and the round it has: one query.

    :raises NotFound: where there is no such draft
    :raises Conflict: where it has no version yet
    """
    require(may_run_rounds(actor))
    newest = (
        select(func.max(Consultation.id))
        .where(Consultation.version_id == Version.id)
        .correlate(Version)
        .scalar_subquery()
    )
    row = session.execute(
        select(Draft, Version, Consultation)
        .outerjoin(Version, Version.draft_id == Draft.id)
        .outerjoin(Consultation, Consultation.id == newest)
        .options(contains_eager(Version.draft))
        .where(Draft.key == key)
        .order_by(Version.number.desc())
        .limit(1)
    ).first()
    if row is None:
        raise NotFound(sentence("Không có dự thảo này. Quay về trang chủ để chọn dự thảo."))
    if row.Version is None:
        raise Conflict(
            sentence("Dự thảo chưa có bản nào để lấy ý kiến. Tải tệp dự thảo lên và công bố trước.")
        )
    return row.Version, row.Consultation


def round_on(session: Session, version: Version) -> Consultation | None:
    """Find the newest round on a version: one query."""
    return session.scalar(
        select(Consultation)
        .where(Consultation.version_id == version.id)
        .order_by(Consultation.number.desc())
        .limit(1)
    )


MAY_BE_ASKED = (Agency.disabled_at.is_(None), Agency.kind != AgencyKind.DRAFTING)
"""Which agencies of the register a round may ask."""
_CHOICES = Together(
    select(Regime.key, Regime.name),
    select(Agency.position, Agency.id, Agency.name).where(*MAY_BE_ASKED),
)


def choices(session: Session) -> Choices:
    """List the regimes and, in the order of the register, the agencies a round may ask: one query."""
    regimes, agencies = _CHOICES.read(session, {})
    ordered = tuple((number, name) for _position, number, name in sorted(agencies))
    return Choices(tuple((key, name) for key, name in sorted(regimes)), ordered)


def agencies_to_invite(session: Session, chosen: Collection[int]) -> list[Agency]:
    """List those of the agencies chosen that a round may ask, in the order of the register: one query."""
    asked = select(Agency).where(*MAY_BE_ASKED, Agency.id.in_(chosen))
    return list(session.scalars(asked.order_by(Agency.position, Agency.id)))
