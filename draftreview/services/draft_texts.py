"""The list of a draft's texts: versions with their rounds, and files that wait."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, contains_eager

from draftreview.domain.errors import NotFound
from draftreview.domain.sentences import sentence
from draftreview.models.accounts import User
from draftreview.models.consultations import Consultation
from draftreview.models.drafts import Draft, Intake, Version
from draftreview.services import intakes
from draftreview.services.permissions import is_drafting, require
from draftreview.services.uncertain import doubtful_pairs, unconfirmed


@dataclass(frozen=True, slots=True)
class VersionRow:
    """One version and the round on it, if there was one.

    ``doubtful`` pairs of it with its predecessor are for a person to judge, ``unconfirmed`` ones wait for it.
    """

    version: Version
    consultation: Consultation | None
    doubtful: int = 0
    unconfirmed: int = 0


@dataclass(frozen=True, slots=True)
class DraftTexts:
    """The versions of a draft, the newest first, and the files that wait to be published."""

    draft: Draft
    rows: tuple[VersionRow, ...]
    waiting: tuple[Intake, ...]

    @property
    def next_number(self) -> int:
        """Give the number that the next version will have."""
        return self.rows[0].version.number + 1 if self.rows else 1

    @property
    def to_consult(self) -> Version | None:
        """Give the newest version where it has no round yet."""
        return self.rows[0].version if self.rows and self.rows[0].consultation is None else None

    @property
    def consulted(self) -> bool:
        """Tell whether the newest version has a round, whose accepted wordings make the next one."""
        return bool(self.rows) and self.rows[0].consultation is not None


def texts_of(session: Session, actor: User | None, draft_key: str) -> DraftTexts:
    """List the texts of a draft for the drafting side: two queries.

    :raises NotFound: where there is no such draft
    """
    require(is_drafting(actor))
    newest = (
        select(func.max(Consultation.id))
        .where(Consultation.version_id == Version.id)
        .correlate(Version)
        .scalar_subquery()
    )
    rows = session.execute(
        select(Draft, Version, Consultation, doubtful_pairs(Version.id), unconfirmed(Version.id))
        .outerjoin(Version, Version.draft_id == Draft.id)
        .outerjoin(Version.issued_by)
        .outerjoin(Version.intake)
        .outerjoin(Intake.file)
        .outerjoin(Consultation, Consultation.id == newest)
        .options(
            contains_eager(Version.issued_by),
            contains_eager(Version.intake).contains_eager(Intake.file),
        )
        .where(Draft.key == draft_key)
        .order_by(Version.number.desc())
    ).all()
    if not rows:
        raise NotFound(sentence("Không có dự thảo này. Quay về trang chủ để chọn dự thảo."))
    draft = rows[0].Draft
    found = tuple(VersionRow(*row[1:]) for row in rows if row.Version)
    return DraftTexts(draft, found, tuple(intakes.waiting(session, draft)))
