"""Versions with pairs that alignment was not sure of, for the tests of confirming them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from draftreview.domain.pairing import judged
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component, Kind, walk
from draftreview.domain.vocabulary import Verdict
from draftreview.models.accounts import User
from draftreview.models.drafts import Alignment, Draft, Lineage, Version
from draftreview.services import lineage
from draftreview.services.confirming import judge
from draftreview.services.drafts import read_components
from tests.domain.texts import article, numbered
from tests.factories import Factory

A, B, C = (f"att_1__art_1__para_{number}" for number in (1, 2, 3))


def clauses(*words: str) -> tuple[Component, ...]:
    """Make a Quy định of one Điều with these khoản."""
    return numbered(article(1, "Tiếp nhận", *words))


@dataclass
class History:
    """A draft whose versions are written one after another; ``doubt`` marks the links that are uncertain."""

    make: Factory
    draft: Draft
    actor: User
    versions: list[Version] = field(default_factory=list)

    def write(self, *words: str, sure: Sequence[str] = (), doubt: Sequence[str] = ()) -> Version:
        """Write the next version; a link is written "A>B", meaning khoản 1 became khoản 2."""
        new = clauses(*words)
        if not self.versions:
            self.versions.append(self.make.version(self.draft, new))
            return self.versions[-1]
        older = self.versions[-1]
        links = [self._link(one, True) for one in sure] + [self._link(one, False) for one in doubt]
        whole = Pair("att_1__art_1", "att_1__art_1", Kind.ARTICLE, score=1.0)
        pairs = judged(read_components(self.make.session, older), new, [whole, *links])
        made = lineage.write_successor(self.make.session, None, self.make.clock, older, new, pairs)
        self.versions.append(made)
        return made

    @staticmethod
    def _link(words: str, certain: bool) -> Pair:
        eids = {"A": A, "B": B, "C": C}
        old, new = (eids[letter] for letter in words.split(">"))
        return Pair(old, new, Kind.CLAUSE, certain=certain, score=0.9 if certain else 0.4)

    def pair(self, number: int, link: str) -> Alignment:
        """Give the row of a link between a version and its predecessor."""
        wanted = self._link(link, False)
        old, new = self.versions[number - 2], self.versions[number - 1]
        return self.make.session.scalars(
            select(Alignment).where(
                Alignment.old_provision_id == self.make.provision(old, wanted.old or "").id,
                Alignment.new_provision_id == self.make.provision(new, wanted.new or "").id,
            )
        ).one()

    def say(self, number: int, link: str, verdict: Verdict | None = Verdict.SAME) -> None:
        """Let the actor judge a link."""
        kept = self.pair(number, link)
        self.make.clock.forward(minutes=1)
        judge(self.make.session, self.actor, self.make.clock, kept.id, verdict, kept.verdict)

    def identity(self, number: int, eid: str) -> int:
        """Give the oldest identity of a provision of a version."""
        lineage_id = self.make.provision(self.versions[number - 1], eid).lineage_id
        found = self.make.session.get_one(Lineage, lineage_id)
        return found.continues_id or found.id

    def identities(self, number: int) -> list[int]:
        """List the oldest identities of the khoản of a version."""
        version = self.versions[number - 1]
        found = read_components(self.make.session, version)
        eids = [one.eid for component in found for one, _ in walk(component.children)]
        return [self.identity(number, eid) for eid in eids if "para" in eid]


def history(make: Factory, *, key: str = "mot-cua") -> History:
    """Begin one, with another draft of the same shape beside it."""
    drafter = make.drafter()
    noise = History(make, make.draft(), drafter)
    noise.write("Nhận.", "Trả.")
    noise.write("Nhận.", "Trả.", sure=["A>A"], doubt=["B>B"])
    return History(make, make.draft(key=key), drafter)
