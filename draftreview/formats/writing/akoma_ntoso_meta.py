"""What Akoma Ntoso asks to know of a document: work, expression, manifestation, who stands behind it."""

from dataclasses import dataclass

from lxml import etree

from draftreview.domain.act_lines import authority
from draftreview.domain.clock import vietnam_day
from draftreview.domain.edition import Edition
from draftreview.formats.writing.akoma_ntoso_blocks import add
from draftreview.formats.writing.xml_text import cleaned

_ISSUER, _SOFTWARE = "issuer", "draftreview"
_UNKNOWN_ISSUER = "Cơ quan ban hành"


@dataclass(frozen=True, slots=True)
class _Level:
    """One level of the FRBR model as it is written."""

    name: str
    uri: str
    date: str
    date_name: str
    author: str


def add_meta(document: etree._Element, edition: Edition, preamble: str, attachment: int = 0) -> None:
    """Write the metadata of a bill, or of its n-th attachment.

    The addresses follow the naming convention; a draft has no number yet, so its key stands in its place.
    """
    meta = add(document, "meta")
    identification = add(meta, "identification")
    identification.set("source", f"#{_SOFTWARE}")
    part = f"att_{attachment}" if attachment else "main"
    for level in _levels(edition):
        _add_level(identification, edition, level, f"{level.uri}/!{part}")
    if attachment:
        return  # who is who stands once in the file
    references = add(meta, "references")
    references.set("source", f"#{_SOFTWARE}")
    issuer = authority(preamble.split("\n")) or _UNKNOWN_ISSUER
    for eid, name in ((_ISSUER, issuer), (_SOFTWARE, "draftreview")):
        organization = add(references, "TLCOrganization", eid)
        organization.set("href", f"/akn/ontology/organization/vn/{eid}")
        organization.set("showAs", cleaned(name))


def _levels(edition: Edition) -> tuple[_Level, ...]:
    issued = vietnam_day(edition.issued).isoformat()
    work = f"/akn/vn/bill/decision/{edition.begun.isoformat()}/{edition.key}"
    # Two versions may be issued on one day: the version's number tells them apart.
    expression = f"{work}/vie@{issued};{edition.number}"
    return (
        _Level("FRBRWork", work, edition.begun.isoformat(), "begun", _ISSUER),
        _Level("FRBRExpression", expression, issued, "issued", _ISSUER),
        _Level("FRBRManifestation", f"{expression}.akn", issued, "written", _SOFTWARE),
    )


def _add_level(parent: etree._Element, edition: Edition, level: _Level, this: str) -> None:
    element = add(parent, level.name)
    add(element, "FRBRthis").set("value", this)
    add(element, "FRBRuri").set("value", level.uri)
    if level.name == "FRBRWork":
        alias = add(element, "FRBRalias")
        alias.set("value", cleaned(edition.title))
        alias.set("name", "title")
    day = add(element, "FRBRdate")
    day.set("date", level.date)
    day.set("name", level.date_name)
    add(element, "FRBRauthor").set("href", f"#{level.author}")
    if level.name == "FRBRWork":
        add(element, "FRBRcountry").set("value", "vn")
        add(element, "FRBRsubtype").set("value", "decision")
        add(element, "FRBRnumber").set("value", edition.key)
        add(element, "FRBRprescriptive").set("value", "true")
        add(element, "FRBRauthoritative").set("value", "false")
    if level.name == "FRBRExpression":
        add(element, "FRBRversionNumber").set("value", str(edition.number))
        add(element, "FRBRlanguage").set("language", "vie")
    if level.name == "FRBRManifestation":
        add(element, "FRBRformat").set("value", "application/akn+xml")
