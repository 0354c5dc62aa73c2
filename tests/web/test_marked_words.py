"""References and terms in the words of the law, as links to what they mean."""

from sqlalchemy.orm import Session

from draftreview.domain import provisions as tree
from draftreview.domain.provisions import ComponentKind, Kind
from draftreview.services.texts import Text, read_text
from draftreview.web.marked_words import MarkedWords
from tests.factories import Factory, clause


def text_with(session: Session, make: Factory, *words: str) -> Text:
    """Write a text whose Điều 1 explains terms and whose Điều 2 has the words as its khoản."""
    explained = (
        clause("1", "Quầy <một> là chỗ nhận hồ sơ.", "art_1__para_1"),
        clause("2", "Phần mềm chung (sau đây gọi là phần mềm) là hệ thống ở quầy.", "art_1__para_2"),
    )
    rules = [clause(str(at), one, f"art_2__para_{at}") for at, one in enumerate(words, 1)]
    articles = (
        tree.Provision(Kind.ARTICLE, "1", heading="Giải thích từ ngữ", eid="art_1", children=explained),
        tree.Provision(Kind.ARTICLE, "2", heading="Tiếp nhận", eid="art_2", children=tuple(rules)),
    )
    version = make.version(components=(tree.Component(ComponentKind.MAIN, children=articles),))
    return read_text(session, version)


def marked(text: Text, eid: str) -> str:
    provision = text.find(eid)
    assert provision is not None
    return str(MarkedWords(text)(provision, provision.text))


def test_a_reference_leads_to_its_clause(session: Session, make: Factory) -> None:
    text = text_with(session, make, "Theo khoản 2 Điều 1 và khoản 9 Điều 1.", "Theo khoản 1 Điều này.")
    assert '<a class="reference" href="#art_1__para_2">khoản 2 Điều 1</a>' in marked(text, "art_2__para_1")
    assert "para_9" not in marked(text, "art_2__para_1")
    assert '<a class="reference" href="#art_2__para_1">' in marked(text, "art_2__para_2")


def test_a_term_is_marked_where_it_is_first_used(session: Session, make: Factory) -> None:
    text = text_with(session, make, "Phần mềm báo. Khi phần mềm dừng,\nPhần mềm chung ghi lại.")
    found = marked(text, "art_2__para_1")
    assert found.startswith('<a class="term" href="#art_1__para_2">Phần mềm</a> báo.')
    assert found.count("<a ") == 1
    assert "\n" in found


def test_where_terms_are_explained_none_is_marked(session: Session, make: Factory) -> None:
    text = text_with(session, make, "Nộp tại phần mềm.")
    assert "<a " not in marked(text, "art_1__para_2")


def test_words_stay_escaped(session: Session, make: Factory) -> None:
    text = text_with(session, make, "Tại quầy <một> & nơi <b>khác</b>.")
    assert marked(text, "art_2__para_1") == (
        'Tại <a class="term" href="#art_1__para_1">quầy &lt;một&gt;</a> &amp; nơi &lt;b&gt;khác&lt;/b&gt;.'
    )


def test_each_number_of_a_list_leads_to_its_own_clause(session: Session, make: Factory) -> None:
    text = text_with(session, make, "Theo các khoản 1, 2 Điều 1.")
    assert '<a class="reference" href="#art_1__para_1">khoản 1</a>, ' in marked(text, "art_2__para_1")
    assert '<a class="reference" href="#art_1__para_2">2 Điều 1</a>.' in marked(text, "art_2__para_1")
