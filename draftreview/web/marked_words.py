"""The words of a provision with its references and the terms it uses as links to what they mean."""

from collections.abc import Iterator
from itertools import zip_longest

from markupsafe import Markup, escape

from draftreview.domain.definitions import Glossary, defines, terms_of
from draftreview.domain.provisions import Component, Kind, Provision
from draftreview.domain.references import Locator, mentions
from draftreview.services.texts import Text, TextComponent, TextProvision

Link = tuple[int, int, str, str]
"""From, to, the eid it leads to, and its class."""


class MarkedWords:
    """Mark the words of one text; every part of it knows the others' addresses."""

    def __init__(self, text: Text) -> None:
        """Read the terms and addresses of a text."""
        self._locator = Locator([_addresses(component) for component in text.components])
        explained = [list(_explained(text, component)) for component in text.components]
        self._defining = {eid for one in explained for eid, _words in one}
        self._glossary = Glossary(term for one in explained for term in terms_of(one))

    def __call__(self, provision: TextProvision, words: str) -> Markup:
        """Mark words of a provision: every reference, and each term where it is first used."""
        said = {provision.eid}
        lines = []
        for line in words.split("\n"):
            links = [*_references(self._locator, provision.eid, line)]
            if provision.eid not in self._defining:
                links += self._terms(line, links, said)
            lines.append(_linked(line, sorted(links)))
        return Markup("\n").join(lines)

    def _terms(self, line: str, taken: list[Link], said: set[str]) -> Iterator[Link]:
        for use in self._glossary.uses(line):
            free = all(use.end <= start or end <= use.start for start, end, *_ in taken)
            if free and use.eid not in said:
                said.add(use.eid)
                yield use.start, use.end, use.eid, "term"


def _references(locator: Locator, home: str, line: str) -> Iterator[Link]:
    found = mentions(line)
    for mention, following in zip_longest(found, found[1:]):
        target = locator.target(mention, home)
        if target is not None and target != home:
            # "khoản 1, 2 và 3 Điều 5" is three references, each of its own number.
            shared = following is not None and following.start < mention.end
            yield mention.start, mention.numbers[0].end if shared else mention.end, target, "reference"


def _linked(line: str, links: list[Link]) -> Markup:
    parts, place = [], 0
    for start, end, eid, kind in links:
        if start < place:
            continue
        parts.append(escape(line[place:start]))
        parts.append(Markup('<a class="{}" href="#{}">{}</a>').format(kind, eid, line[start:end]))
        place = end
    return Markup("").join([*parts, escape(line[place:])])


def _addresses(component: TextComponent) -> Component:
    """Give a component of the domain that knows where its provisions are, and nothing else."""
    children = tuple(Provision(one.kind, one.number, eid=one.eid) for one in component.provisions)
    return Component(component.kind, eid=component.eid, children=children)


def _explained(text: Text, component: TextComponent) -> Iterator[tuple[str, str]]:
    """Yield the provisions inside the Điều that explain terms, as eid and words."""
    for provision in component.provisions:
        articles = (one for one in text.above(provision) if one.kind is Kind.ARTICLE)
        if any(defines(one.heading) for one in articles):
            yield provision.eid, provision.text
