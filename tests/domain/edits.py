"""Made-up decisions edited in known ways: two texts and the truth about what became of each provision."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random

from draftreview.domain.provisions import Component, Kind
from tests.domain.pieces import SHORT, Piece, article, clause, made_up, twisted, written


@dataclass
class Edited:
    """Two texts and the pairs of eids that are true; ``gone``: deleted with a near-twin left or planted."""

    old: tuple[Component, ...]
    new: tuple[Component, ...]
    truth: set[tuple[str, str]]
    gone: set[str]


@dataclass
class Desk:
    """A decision under way: two components, the decision itself and its Quy định in chapters."""

    random: Random
    parts: list[list[Piece]]
    gone: list[Piece] = field(default_factory=list)

    def all(self, kind: Kind) -> list[Piece]:
        """List the pieces of one level."""
        return [one for part in self.parts for top in part for one in top.below() if one.kind is kind]

    def parents(self, kind: Kind) -> list[list[Piece]]:
        """List the sequences that pieces of one level stand in."""
        if kind is Kind.ARTICLE:
            return [self.parts[0], *(chapter.children for chapter in self.parts[1])]
        return [one.children for one in self.all(Kind.ARTICLE) if not one.sentences]

    def place(self, kind: Kind, least: int = 1) -> tuple[list[Piece], int]:
        """Choose a piece: the sequence it stands in, and where.

        :param least: how many pieces the sequence must have
        """
        found = [one for one in self.parents(kind) if len(one) >= least]
        home = self.random.choice(found) if found else []
        return home, self.random.randrange(len(home)) if home else 0


Edit = Callable[[Desk], None]


def edited(seed: int, edits: Sequence[Edit], articles: int = 12) -> Edited:
    """Make up a decision and edit a copy of it; the same seed and edits give the same texts."""
    random = Random(seed)  # noqa: S311 - reproducible texts, no secrets
    before = made_up(random, articles)
    desk = Desk(random, [[one.copy() for one in part] for part in before])
    for edit in edits:
        edit(desk)
    old, new = written(before), written(desk.parts)
    everything = [one for part in desk.parts for top in part for one in top.below()]
    truth = {(origin.eid, one.eid) for one in everything for origin in one.origins}
    return Edited(old, new, truth, {origin.eid for one in desk.gone for origin in one.origins})


def reword(desk: Desk) -> None:
    """Exchange, add or take a few syllables of one sentence of one provision."""
    if found := [one for kind in (Kind.CLAUSE, Kind.POINT) for one in desk.all(kind)]:
        reword_piece(desk.random, desk.random.choice(found))


def reword_piece(random: Random, one: Piece) -> None:
    """Exchange, add or take a few syllables of one sentence, unless it is one of the short ones."""
    if one.sentences[0] in SHORT:
        return
    at = random.randrange(len(one.sentences))
    words = one.sentences[at].split()
    place = random.randrange(1, len(words) - 1)
    came = random.choice(("kịp thời", "theo mẫu", "bằng văn bản", "đầy đủ, chính xác", ""))
    words[place : place + random.randint(0 if came else 1, 2)] = came.split()
    one.sentences[at] = " ".join(words)


def move_clause(desk: Desk) -> None:
    """Move a khoản into another Điều, wherever that stands."""
    _move(desk, Kind.CLAUSE)


def move_article(desk: Desk) -> None:
    """Move a Điều into another chapter, or between the decision and the Quy định."""
    _move(desk, Kind.ARTICLE)


def _move(desk: Desk, kind: Kind) -> None:
    home, at = desk.place(kind, 2)
    goals = [one for one in desk.parents(kind) if one is not home]
    if home and goals:
        goal = desk.random.choice(goals)
        goal.insert(desk.random.randint(0, len(goal)), home.pop(at))


def reorder(desk: Desk) -> None:
    """Move a khoản or a Điều to another place among its siblings."""
    home, at = desk.place(desk.random.choice((Kind.CLAUSE, Kind.ARTICLE)), 2)
    if home:
        one = home.pop(at)
        home.insert(desk.random.choice([place for place in range(len(home) + 1) if place != at]), one)


def split(desk: Desk) -> None:
    """Cut a khoản of several sentences in two."""
    found = [
        (home, one)
        for home in desk.parents(Kind.CLAUSE)
        for one in home
        if len(one.sentences) > 1 and not one.children
    ]
    if found:
        home, one = desk.random.choice(found)
        cut = desk.random.randrange(1, len(one.sentences))
        rest = Piece(one.kind, sentences=one.sentences[cut:], origins=list(one.origins))
        one.sentences = one.sentences[:cut]
        home.insert(home.index(one) + 1, rest)


def merge(desk: Desk) -> None:
    """Put a khoản and the one after it together."""
    home, at = desk.place(Kind.CLAUSE, 2)
    if at + 1 < len(home) and not home[at].children and not home[at + 1].children:
        other = home.pop(at + 1)
        home[at].sentences += other.sentences
        home[at].origins += [one for one in other.origins if one not in home[at].origins]


def insert_clause(desk: Desk) -> None:
    """Insert a khoản."""
    home, at = desk.place(Kind.CLAUSE)
    home.insert(at, clause(desk.random))


def insert_article(desk: Desk) -> None:
    """Insert a Điều."""
    home, at = desk.place(Kind.ARTICLE)
    home.insert(at, article(desk.random))


def insert_front(desk: Desk) -> None:
    """Insert a Điều before all others of the Quy định."""
    desk.parts[1][0].children.insert(0, article(desk.random))


def delete(desk: Desk) -> None:
    """Delete a khoản or a Điều."""
    home, at = desk.place(desk.random.choice((Kind.CLAUSE, Kind.CLAUSE, Kind.ARTICLE)), 2)
    if home:
        desk.gone += list(home.pop(at).below())


def plant_elsewhere(desk: Desk) -> None:
    """Delete a khoản and insert its near-twin into another Điều."""
    _plant(desk, lambda home: [one for one in desk.parents(Kind.CLAUSE) if one is not home])


def plant_beside(desk: Desk) -> None:
    """Delete a khoản and insert its near-twin at the far end of the same Điều, beyond its neighbours."""
    _plant(desk, lambda home: [home] if len(home) > 2 else [])


def _plant(desk: Desk, goals: Callable[[list[Piece]], list[list[Piece]]]) -> None:
    """Take away a khoản that a telling word makes into another, and put that other somewhere else."""
    known = {one.sentences[0] for one in desk.all(Kind.CLAUSE)}
    twins = [
        (home, one, words)
        for home in desk.parents(Kind.CLAUSE)
        for one in home
        if len(home) > 1 and one.origins and goals(home)
        if (words := twisted(desk.random, one.sentences[0])) and words not in known
    ]
    if not twins:
        return
    home, one, words = desk.random.choice(twins)
    at = home.index(one)
    goal = desk.random.choice(goals(home))
    home.remove(one)
    desk.gone += list(one.below())
    twin = Piece(one.kind, sentences=[words, *one.sentences[1:]])
    goal.insert((len(goal) if at < len(goal) / 2 else 0) if goal is home else len(goal) // 2, twin)


EDITS: tuple[Edit, ...] = (
    reword, reword, reword, move_clause, move_article, reorder, split, merge, insert_clause, insert_article,
    insert_front, delete,
)  # fmt: skip
PLANTS: tuple[Edit, ...] = (plant_elsewhere, plant_beside)
HARMLESS: tuple[Edit, ...] = (reword, split, insert_clause, insert_article, insert_front)
"""Edits after which a planted near-twin still stands where it was planted, beyond what it passed."""
