"""Small legal texts for the tests of versions, written as nested lists."""

from collections.abc import Sequence

from draftreview.domain.addressing import addressed
from draftreview.domain.provisions import Component, ComponentKind, Kind, Provision, walk


def point(number: str, text: str) -> Provision:
    return Provision(Kind.POINT, number, text=text)


def clause(number: int | str, text: str, *points: str | Provision, tail: str = "") -> Provision:
    lettered = zip("abcdđe", points, strict=False)
    inner = tuple(one if isinstance(one, Provision) else point(letter, one) for letter, one in lettered)
    return Provision(Kind.CLAUSE, str(number), text=text, tail=tail, children=inner)


def article(number: int | str, heading: str, *clauses: str | Provision, text: str = "") -> Provision:
    inner = tuple(one if isinstance(one, Provision) else clause(at, one) for at, one in enumerate(clauses, 1))
    return Provision(Kind.ARTICLE, str(number), heading=heading, text=text, children=inner)


def chapter(number: str, heading: str, *articles: Provision) -> Provision:
    return Provision(Kind.CHAPTER, number, heading=heading, children=articles)


def regulation(*provisions: Provision) -> Component:
    return Component(ComponentKind.REGULATION, title="QUY ĐỊNH", children=provisions)


def decision(*provisions: Provision) -> Component:
    return Component(ComponentKind.MAIN, preamble="QUYẾT ĐỊNH:", children=provisions)


def text(*components: Component | Provision) -> tuple[Component, ...]:
    """Address a text; bare provisions make a Quy định."""
    loose = tuple(one for one in components if isinstance(one, Provision))
    whole = [one for one in components if isinstance(one, Component)]
    return addressed([regulation(*loose)] if loose else whole)


def found(components: Sequence[Component], eid: str) -> Provision:
    """Find a provision by its eid."""
    return next(one for component in components for one, _ in walk(component.children) if one.eid == eid)
