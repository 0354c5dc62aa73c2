"""Provisions as Akoma Ntoso hierarchy: number, heading, words before and after what stands inside."""

from collections.abc import Mapping

from lxml import etree

from draftreview.domain.edition import Identity
from draftreview.domain.provisions import Provision
from draftreview.domain.rendering import label
from draftreview.formats.akoma_ntoso_names import ELEMENTS
from draftreview.formats.writing.akoma_ntoso_blocks import add, add_blocks, identifier


class Scribe:
    """Write the provisions of one component with their permanent identities."""

    def __init__(self, identities: Mapping[str, Identity]) -> None:
        self.identities = identities

    def add_provision(self, parent: etree._Element, provision: Provision) -> None:
        """Write a provision with everything inside it.

        Without children and tail its words are its ``content``; otherwise what stands before the children
        is ``intro`` and what follows them ``wrapUp``.
        """
        element = add(parent, ELEMENTS[provision.kind], provision.eid)
        self._identify(element, provision.eid)
        add(element, "num", words=label(provision))
        if provision.heading:
            add(element, "heading", words=provision.heading)
        if not provision.children and not provision.tail:
            _add_words(element, "content", provision.eid, provision.text)
            return
        _add_words(element, "intro", provision.eid, provision.text)
        for child in provision.children:
            self.add_provision(element, child)
        _add_words(element, "wrapUp", provision.eid, provision.tail)

    def _identify(self, element: etree._Element, eid: str) -> None:
        identity = self.identities.get(eid)
        if identity is None:
            return
        if identity.first_eid != eid:
            element.set("wId", identifier(identity.first_eid))
        element.set("GUID", identifier(identity.guid))


def _add_words(element: etree._Element, name: str, eid: str, words: str) -> None:
    if words:
        add_blocks(add(element, name, f"{eid}__{name}" if eid else ""), words.split("\n"))
