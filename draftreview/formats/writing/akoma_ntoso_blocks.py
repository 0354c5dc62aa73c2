"""Paragraphs, tables and the lines before the provisions as Akoma Ntoso blocks; quotations stay text."""

from collections.abc import Iterable
from itertools import groupby, repeat

from lxml import etree

from draftreview.domain.act_lines import LineRole, cells_of, is_numbered, roles
from draftreview.domain.provisions import Component, ComponentKind
from draftreview.formats.akoma_ntoso_names import TAG, TITLE
from draftreview.formats.writing.xml_text import cleaned


def add(parent: etree._Element, name: str, eid: str = "", words: str = "") -> etree._Element:
    """Add an element, with its eId where it has one."""
    element = etree.SubElement(parent, TAG + name)
    if eid := identifier(eid):
        element.set("eId", eid)
    element.text = cleaned(words) or None
    return element


def identifier(words: str) -> str:
    """Make an identifier fit for the schema: no blanks, nothing that XML cannot hold."""
    return "_".join(cleaned(words).split())


def add_blocks(parent: etree._Element, lines: Iterable[str]) -> None:
    """Write paragraphs as ``p`` and runs of rows as ``table``."""
    for is_row, run in groupby(lines, key=lambda line: cells_of(line) is not None):
        if is_row:
            _add_table(parent, run)
        else:
            for line in run:
                add(parent, "p", words=line)


def _add_table(parent: etree._Element, rows: Iterable[str]) -> None:
    owner = parent.get("eId")
    count = sum(1 for _ in parent.iter(f"{TAG}table")) + 1
    table = add(parent, "table", f"{owner}__table_{count}" if owner else "")
    for row in rows:
        line = add(table, "tr")
        for cell in cells_of(row) or ():
            add(add(line, "td"), "p", words=cell)


def add_opening(document: etree._Element, component: Component, prefix: str) -> None:
    """Write what stands before the first provision: heads as preface, căn cứ and formula as preamble."""
    lines = component.preamble.split("\n") if component.preamble else []
    # a form in an appendix may say "Căn cứ" too, but it is no act
    is_act = component.kind is ComponentKind.MAIN
    found = list(zip(roles(lines) if is_act else repeat(LineRole.PLAIN), lines, strict=False))
    cut = next((at for at, (role, _) in enumerate(found) if role is not LineRole.HEAD), len(found))
    if component.title or cut:
        preface = add(document, "preface", f"{prefix}preface")
        if component.title:
            title = add(preface, "container", f"{prefix}preface__container_1")
            title.set("name", TITLE)
            add_blocks(title, component.title.split("\n"))
        for _, line in found[:cut]:
            _add_head(preface, line)
    if found[cut:]:
        preamble = add(document, "preamble", f"{prefix}preamble")
        for role, run in groupby(found[cut:], key=lambda pair: pair[0]):
            _add_run(preamble, role, [line for _, line in run], f"{prefix}preamble")


def _add_head(preface: etree._Element, line: str) -> None:
    """Write a line of the head, naming the number where it is recognised."""
    if is_numbered(line):
        add(add(preface, "p"), "docNumber", words=line)
    else:
        add_blocks(preface, [line])


def _add_run(preamble: etree._Element, role: LineRole, lines: list[str], eid: str) -> None:
    if role is LineRole.BASIS:
        group = f"{eid}__citations_{len(preamble.findall(f'{TAG}citations')) + 1}"
        citations = add(preamble, "citations", group)
        for place, line in enumerate(lines, start=1):
            add_blocks(add(citations, "citation", f"{group}__citation_{place}"), [line])
    elif role is LineRole.ENACTING:
        formula = add(preamble, "formula", f"{eid}__formula_1")
        formula.set("name", "enactingFormula")
        add_blocks(formula, lines)
    else:
        add_blocks(preamble, lines)
