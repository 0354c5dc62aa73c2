"""A version as Akoma Ntoso 3.0: the act as a bill, the Quy định and each Phụ lục as its attachments."""

from collections.abc import Sequence

from lxml import etree

from draftreview.domain.edition import Edition
from draftreview.domain.provisions import Component, ComponentKind
from draftreview.formats.akoma_ntoso_names import COLLECTION, DOCUMENT_NAMES, EMPTY, NAMESPACE, TAG
from draftreview.formats.writing.akoma_ntoso_blocks import add, add_blocks, add_opening
from draftreview.formats.writing.akoma_ntoso_meta import add_meta
from draftreview.formats.writing.akoma_ntoso_provisions import Scribe


def write(edition: Edition) -> bytes:
    """Write a version as XML; ids follow the naming convention, permanent identities stand in ``GUID``.

    Characters that XML cannot hold are left out.
    """
    root = etree.fromstring(f'<akomaNtoso xmlns="{NAMESPACE}"/>')
    bill = add(root, "bill")
    components = edition.components
    holds_act = bool(components) and components[0].kind is ComponentKind.MAIN
    bill.set("name", DOCUMENT_NAMES[ComponentKind.MAIN] if holds_act else COLLECTION)
    bill.set("contains", "singleVersion" if edition.number > 1 else "originalVersion")
    main = components[0] if holds_act else Component(ComponentKind.MAIN)
    add_meta(bill, edition, main.preamble)
    _add_parts(bill, main, Scribe(edition.identities), "body", "")
    _add_attachments(bill, edition, components[1:] if holds_act else components)
    _indent(root)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _indent(root: etree._Element) -> None:
    """Give every element a line of its own, but leave the words inside a paragraph as they are."""
    etree.indent(root)
    for paragraph in root.iter(f"{TAG}p"):
        for inline in paragraph:
            paragraph.text = inline.tail = None


def _add_attachments(bill: etree._Element, edition: Edition, components: Sequence[Component]) -> None:
    if not components:
        return
    attachments = add(bill, "attachments")
    for place, component in enumerate(components, start=1):
        attachment = add(attachments, "attachment", component.eid)
        document = add(attachment, "doc")
        document.set("name", DOCUMENT_NAMES[component.kind])
        add_meta(document, edition, component.preamble, place)
        # a second act in the file has no eid, but its preface must not share that of the first
        prefix = f"{component.eid or f'doc_{place}'}__"
        _add_parts(document, component, Scribe(edition.identities), "mainBody", prefix)


def _add_parts(
    document: etree._Element, component: Component, scribe: Scribe, body: str, prefix: str
) -> None:
    """Write title, preamble, provisions and closing of a component."""
    add_opening(document, component, prefix)
    held = add(document, body)
    for child in component.children:
        scribe.add_provision(held, child)
    if not component.children:
        add(held, "hcontainer", f"{prefix}hcontainer_1").set("name", EMPTY)
    if component.closing:
        add_blocks(add(document, "conclusions", f"{prefix}conclusions"), component.closing.split("\n"))
