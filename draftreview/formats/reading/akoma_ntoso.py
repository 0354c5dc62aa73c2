"""Akoma Ntoso 3.0 as this program writes it, read back as the same components."""

from collections.abc import Iterable, Iterator

from lxml import etree

from draftreview.domain.act_lines import row_of
from draftreview.domain.errors import UnreadableFile
from draftreview.domain.provisions import Component, ComponentKind, Kind, Provision
from draftreview.domain.rendering import label
from draftreview.domain.sentences import sentence
from draftreview.formats.akoma_ntoso_names import COLLECTION, DOCUMENT_NAMES, ELEMENTS, TAG, TITLE

_KINDS = {f"{TAG}{name}": kind for kind, name in ELEMENTS.items()}
_COMPONENTS = {name: kind for kind, name in DOCUMENT_NAMES.items()}
_DAMAGED = sentence(
    "Tệp Akoma Ntoso bị hỏng hoặc không phải do phần mềm này ghi. Hãy xuất lại tệp rồi thử lại."
)


def read_akoma_ntoso(data: bytes) -> tuple[Component, ...]:
    """Read the components of a file; entities are not resolved and nothing is fetched.

    :raises UnreadableFile: no XML, or another structure than is written here
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise UnreadableFile(_DAMAGED) from error
    bill = root.find(f"{TAG}bill")
    if bill is None:
        raise UnreadableFile(_DAMAGED)
    main = [] if bill.get("name") == COLLECTION else [_component(bill, ComponentKind.MAIN, "")]
    attached = bill.iterfind(f"{TAG}attachments/{TAG}attachment")
    return (*main, *map(_attachment, attached))


def _attachment(attachment: etree._Element) -> Component:
    document = attachment.find(f"{TAG}doc")
    if document is None or document.get("name") not in _COMPONENTS:
        raise UnreadableFile(_DAMAGED)
    return _component(document, _COMPONENTS[str(document.get("name"))], attachment.get("eId", ""))


def _component(document: etree._Element, kind: ComponentKind, eid: str) -> Component:
    title = document.find(f"{TAG}preface/{TAG}container[@name='{TITLE}']")
    preface = document.find(f"{TAG}preface")
    heads = [one for one in (preface if preface is not None else ()) if one is not title]
    preamble = document.find(f"{TAG}preamble")
    body = next(document.iterchildren(f"{TAG}body", f"{TAG}mainBody"), None)
    return Component(
        kind,
        eid,
        title=_words([title]),
        preamble=_words([*heads, preamble]),
        closing=_words([document.find(f"{TAG}conclusions")]),
        children=_provisions(body),
    )


def _provisions(parent: etree._Element | None) -> tuple[Provision, ...]:
    inside = parent if parent is not None else ()
    return tuple(_provision(one, _KINDS[str(one.tag)]) for one in inside if one.tag in _KINDS)


def _provision(element: etree._Element, kind: Kind) -> Provision:
    before = [element.find(f"{TAG}content"), element.find(f"{TAG}intro")]
    return Provision(
        kind,
        _number(kind, element.findtext(f"{TAG}num", "")),
        heading=element.findtext(f"{TAG}heading", ""),
        text=_words(before),
        tail=_words([element.find(f"{TAG}wrapUp")]),
        eid=element.get("eId", ""),
        children=_provisions(element),
    )


def _number(kind: Kind, printed: str) -> str:
    """Take the bare number out of what is printed: "Điều 5." gives "5"."""
    before, _, after = label(Provision(kind, "\0")).partition("\0")
    return printed.removeprefix(before).removesuffix(after)


def _words(elements: Iterable[etree._Element | None]) -> str:
    return "\n".join(line for one in elements if one is not None for line in _lines(one))


def _lines(element: etree._Element) -> Iterator[str]:
    """Yield a line for every paragraph and every row of a table, in order."""
    if element.tag == f"{TAG}tr":
        yield row_of([_paragraph(cell[0]) for cell in element])
    elif element.tag == f"{TAG}p":
        yield _paragraph(element)
    else:
        for child in element:
            yield from _lines(child)


def _paragraph(element: etree._Element) -> str:
    return "".join(str(words) for words in element.itertext())
