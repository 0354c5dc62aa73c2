"""The flat text of a version: order, parents, citations and places."""

import pytest
from sqlalchemy.orm import Session

from draftreview.domain import provisions as tree
from draftreview.domain.errors import NotFound
from draftreview.domain.provisions import ComponentKind, Kind
from draftreview.services.texts import Text, read_text
from tests.factories import Factory


@pytest.fixture
def text(session: Session, make: Factory) -> Text:
    """The small text, with another version beside it."""
    make.version()
    version = make.version()
    return read_text(session, version)


def test_every_component_and_provision_comes_in_document_order(text: Text) -> None:
    assert [one.kind for one in text.components] == [
        ComponentKind.MAIN,
        ComponentKind.REGULATION,
        ComponentKind.APPENDIX,
    ]
    assert [one.eid for one in text.components[1].provisions][:3] == [
        "att_1__chp_I",
        "att_1__art_1",
        "att_1__art_2",
    ]
    assert len(text.provisions) == 11
    assert text.components[2].preamble.startswith("| Mục |")


def test_a_citation_names_its_component_where_several_have_articles(text: Text) -> None:
    assert text.place("att_1__art_3__para_1").citation == "khoản 1 Điều 3 của Quy định"
    assert text.place("art_1").citation == "Điều 1 của Quyết định"


def test_a_citation_is_short_where_only_one_component_has_articles(session: Session, make: Factory) -> None:
    only = tree.Provision(Kind.ARTICLE, "1", text="Một điều.", eid="art_1")
    version = make.version(components=(tree.Component(ComponentKind.MAIN, children=(only,)),))
    assert read_text(session, version).place("art_1").citation == "Điều 1"


def test_what_a_provision_stands_in_is_told_innermost_first(text: Text) -> None:
    point = text.find("att_1__art_2__para_2__point_a")
    assert point is not None
    assert [one.eid for one in text.above(point)] == ["att_1__art_2__para_2", "att_1__art_2", "att_1__chp_I"]


def test_a_place_is_the_draft_a_component_or_a_provision(text: Text) -> None:
    assert text.place("").eid == text.place("general").eid == "general"
    assert text.place("act").citation == "Quyết định"
    appendix = text.place("att_2")
    assert (appendix.citation, appendix.provision) == ("Phụ lục 1", None)
    assert "Người nộp" in appendix.words
    clause = text.place("att_1__art_2__para_2")
    assert clause.words == "Hồ sơ chưa đủ thì:\nViệc hướng dẫn được ghi trên phần mềm."


def test_a_place_that_is_not_there_is_not_found(text: Text) -> None:
    with pytest.raises(NotFound):
        text.place("att_1__art_99")
