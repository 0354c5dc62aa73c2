"""Where made-up comments stand: the provisions of the version consulted, those in focus more often."""

from dataclasses import dataclass
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.provisions import CONTAINERS, Kind, citation
from draftreview.models.consultations import Consultation, FocusTopic, TopicProvision
from draftreview.models.drafts import Provision

IN_FOCUS = 4
"""How many times likelier a comment is on a provision that a focus topic covers."""

SPREAD = 1.1
"""Exponent of the Pareto law of how many comments a place draws: a few draw many, as in real rounds."""

GENERAL = 12.0
"""The weight of the whole draft among the places."""


@dataclass(frozen=True, slots=True)
class MadeUpPlace:
    """A provision, or the whole draft, with the focus topic that covers it."""

    provision: Provision | None
    topic_id: int | None = None

    @property
    def said(self) -> str:
        """Give the place as a sentence names it."""
        return citation(self.provision.eid) if self.provision else "dự thảo"

    @property
    def may_insert(self) -> bool:
        """Tell whether a new khoản may follow here, or this one be left out."""
        return self.provision is not None and self.provision.kind is Kind.CLAUSE


class MadeUpPlaces:
    """All places of a version with how likely each is."""

    def __init__(self, session: Session, consultation: Consultation, random: Random) -> None:
        rows = session.scalars(
            select(Provision)
            .where(Provision.version_id == consultation.version_id)
            .order_by(Provision.position)
        ).all()
        named = dict(
            session.execute(
                select(TopicProvision.lineage_id, FocusTopic.id)
                .join(TopicProvision.topic)
                .where(FocusTopic.consultation_id == consultation.id)
            ).all()
        )
        covered: dict[int, int | None] = {}
        for row in rows:
            above = covered.get(row.parent_id) if row.parent_id else None
            covered[row.id] = named.get(row.lineage_id, above)
        self.places = [MadeUpPlace(None)]
        self.places += [MadeUpPlace(row, covered[row.id]) for row in rows if row.kind not in CONTAINERS]
        self._weights = [GENERAL] + [
            random.paretovariate(SPREAD) * (IN_FOCUS if place.topic_id is not None else 1)
            for place in self.places[1:]
        ]

    def some(self, random: Random, number: int) -> list[MadeUpPlace]:
        """Choose places, in document order; one may be chosen again where several comments stand."""
        chosen = random.choices(range(len(self.places)), weights=self._weights, k=number)
        return [self.places[index] for index in sorted(chosen)]
