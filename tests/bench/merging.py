"""How long it takes to merge two hundred accepted wordings, beside what only reading them costs."""

import time
from collections.abc import Callable, Sequence
from statistics import median

from draftreview.domain.addressing import addressed
from draftreview.domain.diffing import TOKEN
from draftreview.domain.merging_changes import Change
from draftreview.domain.provisions import Component, ComponentKind, Kind, Provision, Tree, walk
from draftreview.domain.vocabulary import Operation
from draftreview.domain.working import composed
from tests.bench.table import Row

WORDINGS = 200
SYLLABLES = 5
"""Syllables that lie between two edits of the one clause: it has a thousand."""


def measure() -> list[Row]:
    """Merge wordings spread over a decision, all in one clause, and all over the same words."""
    return [
        _row("200 wordings over 40 Điều merged", *spread(), goal=1.0),
        _row("200 wordings of one clause merged", *one_clause(clash=False), goal=1.0),
        _row("200 wordings of the same words named", *one_clause(clash=True), goal=1.0),
    ]


def _row(what: str, tree: Sequence[Component], changes: Sequence[Change], goal: float) -> Row:
    taken = median(_seconds(lambda: composed(tree, changes)) for _ in range(3))
    floor = median(_seconds(lambda: _read(changes)) for _ in range(3))
    figure, goal_said = f"{taken * 1000:.0f} ms", f"{goal:.0f} s, {taken / floor:.0f} times reading them"
    return Row(what, figure, goal_said, taken < goal)


def _seconds(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _read(changes: Sequence[Change]) -> None:
    """Cut every wording into its syllables: the least that a merge has to do."""
    for change in changes:
        TOKEN.findall(change.new_text or "")


def spread() -> tuple[Sequence[Component], list[Change]]:
    """Make a decision of forty Điều, and five wordings of each, in five clauses or in one."""
    articles = [
        Provision(
            Kind.ARTICLE,
            str(number),
            heading=f"Việc thứ {number}",
            children=tuple(
                Provision(Kind.CLAUSE, str(at), text=_words(number, at, 60)) for at in range(1, 6)
            ),
        )
        for number in range(1, 41)
    ]
    tree = addressed(Tree((Component(ComponentKind.MAIN, children=tuple(articles)),))).components
    clauses = [one for one, _ in walk(tree[0].children) if one.kind is Kind.CLAUSE]
    changes = [_reworded(str(at), clause, at % 60) for at, clause in enumerate(clauses)]
    return tree, changes[:WORDINGS]


def one_clause(clash: bool) -> tuple[Sequence[Component], list[Change]]:
    """Make one long clause, and wordings that all change another place of it, or all the same one."""
    clause = Provision(Kind.CLAUSE, "1", text=_words(1, 1, WORDINGS * SYLLABLES))
    article = Provision(Kind.ARTICLE, "1", heading="Việc", children=(clause,))
    tree = addressed(Tree((Component(ComponentKind.MAIN, children=(article,)),))).components
    standing = tree[0].children[0].children[0]
    places = [0 if clash else at * SYLLABLES for at in range(WORDINGS)]
    return tree, [_reworded(str(at), standing, place) for at, place in enumerate(places)]


def _words(number: int, at: int, count: int) -> str:
    """Say something that repeats its words, as the law does."""
    said = ("hồ", "sơ", "của", "cơ", "quan", f"số{number}", "được", "gửi", f"lần{at}", "trong", "ngày")
    return " ".join(said[place % len(said)] + ("." if place % 20 == 19 else "") for place in range(count))


def _reworded(key: str, clause: Provision, place: int) -> Change:
    words = clause.text.split(" ")
    words[place] = f"mới{key}"
    return Change(key, Operation.REPLACE, clause.eid, new_text=" ".join(words))
