"""Rules of filters, counts and orders: they narrow, and count only what one may see."""

from datetime import date

import pytest

from draftreview.domain.search import DocumentKind, Facet, Labelled, Order, SearchEngine, SearchResult
from tests.search.conftest import Find, document, keep, keys

AGENCY = frozenset({"public", "agency:7"})


def counts(result: SearchResult, facet: Facet) -> dict[str, int]:
    return {one.value: one.count for one in result.facets[facet]}


@pytest.fixture(autouse=True)
def documents(engine: SearchEngine) -> None:
    """Clauses of versions 1 and 2, a comment of agency 7, one of agency 8 with its answer."""
    five, six = Labelled("att_1__art_5", "Điều 5"), Labelled("att_1__art_6", "Điều 6")
    chapter = Labelled("att_1__chp_I", "Chương I")
    place = {"article": five, "chapter": chapter, "position": 5}
    about = {"kind": DocumentKind.COMMENT, "category": "substance", **place}
    seven = {"agency": Labelled("7", "Sở Y tế"), "audience": frozenset({"agency:7", "drafting"})}
    eight = {"agency": Labelled("8", "Sở Tài chính"), "audience": frozenset({"agency:8", "drafting"})}
    topic = (Labelled("2", "Quy trình"), Labelled("2a", "Tiếp nhận"))
    keep(
        engine,
        document("first", "một cửa", day=date(2017, 10, 2), **place),
        document("second", "một cửa", day=date(2017, 10, 2), article=six, chapter=chapter, position=9),
        document("newer", "một cửa", day=date(2017, 11, 20), version_number=2, **place),
        document("seven", "một cửa một cửa", day=date(2017, 10, 24), topics=topic, **about, **seven),
        document("eight", "một cửa", day=date(2017, 10, 25), subject="comment:8", **about, **eight),
        document("answer", "một cửa", subject="comment:8", outcome="declined", **about, **eight),
    )


@pytest.mark.parametrize(
    ("facet", "value", "found"),
    [
        (Facet.KIND, "comment", {"seven"}),
        (Facet.VERSION, "2", {"newer"}),
        (Facet.DRAFT, "mot-cua", {"first", "second", "newer", "seven"}),
        (Facet.CHAPTER, "att_1__chp_I", {"first", "second", "newer", "seven"}),
        (Facet.ARTICLE, "att_1__art_6", {"second"}),
        (Facet.AGENCY, "7", {"seven"}),
        (Facet.CATEGORY, "substance", {"seven"}),
        (Facet.TOPIC, "2", {"seven"}),
        (Facet.TOPIC, "2a", {"seven"}),
        (Facet.MONTH, "2017-11", {"newer"}),
    ],
)
def test_a_filter_leaves_what_carries_its_value(
    find: Find, facet: Facet, value: str, found: set[str]
) -> None:
    result = find("một cửa", audience=AGENCY, within={facet: value})
    assert (set(keys(result)), result.total) == (found, len(found))
    assert result.within == {facet: value}


def test_filters_add_up(find: Find) -> None:
    within = {Facet.ARTICLE: "att_1__art_5", Facet.VERSION: "1"}
    assert keys(find("một cửa", within=within)) == ["first"]


def test_the_outcome_narrows_to_answers(find: Find) -> None:
    result = find("một cửa", audience=frozenset({"drafting"}), within={Facet.OUTCOME: "declined"})
    assert keys(result) == ["answer"]


@pytest.mark.parametrize("value", ["8", "99", ""])
def test_what_one_may_not_see_and_what_does_not_exist_narrow_alike(find: Find, value: str) -> None:
    result = find("một cửa", audience=AGENCY, within={Facet.AGENCY: value}, counted=True)
    assert (result.total, result.within) == (4, {})
    assert counts(result, Facet.AGENCY) == {"7": 1}


def test_counts_count_only_what_one_may_see(find: Find) -> None:
    seen, drafting = (
        find("một cửa", audience=frozenset({one}), counted=True) for one in ("agency:7", "drafting")
    )
    assert counts(seen, Facet.KIND) == {"comment": 1}
    assert counts(drafting, Facet.KIND) == {"comment": 3}
    assert counts(seen, Facet.OUTCOME) == {}
    assert counts(drafting, Facet.OUTCOME) == {"declined": 1}


def test_counts_leave_their_own_filter_aside_and_no_other(find: Find) -> None:
    within = {Facet.VERSION: "1", Facet.KIND: "provision"}
    result = find("một cửa", audience=AGENCY, within=within, counted=True)
    assert counts(result, Facet.VERSION) == {"1": 2, "2": 1}
    assert counts(result, Facet.KIND) == {"provision": 2, "comment": 1}
    assert counts(result, Facet.ARTICLE) == {"att_1__art_5": 1, "att_1__art_6": 1}


def test_a_value_has_its_label_and_a_chosen_one_stays_even_without_hits(find: Find) -> None:
    result = find("vắng mặt", audience=AGENCY, within={Facet.AGENCY: "7"}, counted=True)
    assert [(one.value, one.label, one.count) for one in result.facets[Facet.AGENCY]] == [("7", "Sở Y tế", 0)]


def test_a_label_that_only_others_may_read_is_never_shown(engine: SearchEngine, find: Find) -> None:
    theirs = {"audience": frozenset({"agency:8"}), "draft_key": "kin"}
    keep(engine, document("theirs", "một cửa", article=Labelled("att_1__art_5", "Điều 5 của X"), **theirs))
    mine = find("một cửa", counted=True).facets[Facet.ARTICLE]
    assert [(one.label, one.count) for one in mine] == [("Điều 5", 2), ("Điều 6", 1)]


def test_nothing_is_counted_unasked(find: Find) -> None:
    assert find("một cửa").facets == {}


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (date(2017, 10, 24), None, {"seven", "newer"}),
        (None, date(2017, 10, 2), {"first", "second"}),
        (date(2017, 10, 24), date(2017, 10, 24), {"seven"}),
        (date(2018, 1, 1), date(2017, 1, 1), set()),
    ],
)
def test_days_narrow_and_both_count(
    find: Find, since: date | None, until: date | None, found: set[str]
) -> None:
    assert set(keys(find("một cửa", audience=AGENCY, since=since, until=until))) == found


def test_in_the_order_of_the_text_the_newest_version_comes_first(find: Find) -> None:
    result = find("một cửa", audience=AGENCY, order=Order.PLACE)
    assert keys(result) == ["newer", "first", "seven", "second"]


def test_by_date_the_newest_comes_first_and_what_has_no_day_last(find: Find) -> None:
    everything = frozenset({"public", "agency:7", "agency:8"})
    found = keys(find("một cửa", audience=everything, order=Order.DATE))
    assert found == ["newer", "eight", "seven", "first", "second", "answer"]
    assert keys(find("một cửa", audience=everything, order=Order.DATE, limit=2, offset=1)) == found[1:3]


def test_by_relevance_a_provision_of_an_older_version_comes_last(find: Find) -> None:
    found = keys(find("một cửa", audience=AGENCY))
    assert (set(found[:2]), set(found[2:])) == ({"seven", "newer"}, {"first", "second"})


def test_what_has_changed_since_is_neither_found_nor_counted(find: Find) -> None:
    drafting = frozenset({"drafting"})
    result = find("một cửa", audience=drafting, without=frozenset({"comment:8", "reply:1"}), counted=True)
    assert (keys(result), result.total) == (["seven"], 1)
    assert counts(result, Facet.OUTCOME) == {}
