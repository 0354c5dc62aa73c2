"""Versions made ready to leave the house, for whoever may read them."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from draftreview.domain.alignment import align
from draftreview.domain.errors import Invalid, NotFound, NotPermitted
from draftreview.models.drafts import Draft
from draftreview.services import lineage
from draftreview.services.exporting import edition, edition_with_changes
from tests.domain.texts import article, text
from tests.factories import Factory, FixedClock, small_text

OLD = text(article(1, "Phạm vi", "Sách."), article(2, "Thẻ", "Thẻ bạn đọc có hạn một năm."))
NEW = text(article(1, "Mới", "Một điều chưa từng có."), *OLD[0].children)


@pytest.fixture
def draft(make: Factory) -> Draft:
    """A draft of three versions beside another one; the second puts an article before the others."""
    make.version(make.draft(public=True), NEW)
    draft = make.draft(public=True, title="Quyết định về thẻ", short_title="Thẻ", illustrative=True)
    first = make.version(draft, OLD)
    later = (article(number, one.heading, *one.children) for number, one in enumerate(OLD[0].children, 2))
    new = text(NEW[0].children[0], *later)
    lineage.write_successor(make.session, None, make.clock, first, new, align(OLD, new))
    make.version(draft, OLD, number=3)
    return draft


@pytest.fixture
def queries(session: Session) -> Iterator[Callable[[], int]]:
    statements: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        statements.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    yield lambda: len(statements)
    event.remove(session.get_bind(), "before_cursor_execute", note)


def test_an_edition_tells_of_the_draft_and_the_version(
    session: Session, clock: FixedClock, draft: Draft
) -> None:
    found = edition(session, None, clock, draft.key, 1)
    assert (found.key, found.title, found.short_title) == (draft.key, "Quyết định về thẻ", "Thẻ")
    assert (found.number, found.begun, found.issued) == (1, date(2017, 10, 24), clock.now())
    assert found.illustrative
    assert found.components == OLD


def test_the_newest_version_is_given_where_none_is_named(
    session: Session, clock: FixedClock, draft: Draft
) -> None:
    assert edition(session, None, clock, draft.key).number == 3
    assert edition_with_changes(session, None, clock, draft.key)[0].number == 3


def test_a_renumbered_provision_is_known_by_its_first_place(
    session: Session, make: Factory, clock: FixedClock, draft: Draft
) -> None:
    first, second = (edition(session, None, clock, draft.key, number).identities for number in (1, 2))
    moved = second["att_1__art_3__para_1"]
    assert moved == first["att_1__art_2__para_1"]
    assert moved.first_eid == "att_1__art_2__para_1"
    assert second["att_1__art_1"].first_eid == "att_1__art_1"
    assert len({one.guid for one in second.values()}) == len(second) == 6


def test_a_provision_confirmed_to_be_an_older_one_is_called_what_that_is(
    session: Session, make: Factory, clock: FixedClock, draft: Draft
) -> None:
    first, third = draft.versions[0], draft.versions[2]
    older, later = (make.provision(version, "att_1__art_2") for version in (first, third))
    assert edition(session, None, clock, draft.key, 3).identities["att_1__art_2"].guid == later.lineage.guid
    later.lineage.continues_id = older.lineage_id
    found = edition(session, None, clock, draft.key, 3).identities["att_1__art_2"]
    assert (found.guid, found.first_eid) == (older.lineage.guid, "att_1__art_2")
    before = edition(session, None, clock, draft.key, 2).identities["att_1__art_3"]
    assert before == found


def test_the_changes_name_what_became_of_every_provision(
    session: Session, clock: FixedClock, draft: Draft
) -> None:
    found, changes = edition_with_changes(session, None, clock, draft.key, 2, 1)
    assert changes is not None
    assert (changes.number, changes.components, found.number) == (1, OLD, 2)
    assert ("att_1__art_2", "att_1__art_3") in [(one.old, one.new) for one in changes.pairs]


def test_versions_apart_are_aligned_when_they_are_asked_for(
    session: Session, clock: FixedClock, draft: Draft
) -> None:
    for old, new in ((1, 3), (2, 3)):
        _, changes = edition_with_changes(session, None, clock, draft.key, new, old)
        assert changes is not None
        assert {one.new for one in changes.pairs} > {"att_1__art_1", "att_1__art_2"}


def test_without_an_older_version_there_are_no_changes(
    session: Session, clock: FixedClock, draft: Draft
) -> None:
    found, changes = edition_with_changes(session, None, clock, draft.key, 1)
    assert (found.components, changes) == (OLD, None)


@pytest.mark.parametrize("older", [2, 3])
def test_changes_run_from_the_older_to_the_newer(
    session: Session, clock: FixedClock, draft: Draft, older: int
) -> None:
    with pytest.raises(Invalid, match="cũ hơn"):
        edition_with_changes(session, None, clock, draft.key, 2, older)


def test_what_is_not_there_is_not_found(session: Session, make: Factory, clock: FixedClock) -> None:
    empty = make.draft(public=True)
    make.version()
    for key, number in ((empty.key, None), (empty.key, 1), ("khong-co", 1)):
        with pytest.raises(NotFound):
            edition(session, None, clock, key, number)
        with pytest.raises(NotFound):
            edition_with_changes(session, None, clock, key, number)


def test_only_who_may_read_takes_a_version_away(session: Session, make: Factory, clock: FixedClock) -> None:
    key = make.version().draft.key
    for stranger in (None, make.user()):
        with pytest.raises(NotPermitted):
            edition(session, stranger, clock, key, 1)
        with pytest.raises(NotPermitted):
            edition_with_changes(session, stranger, clock, key, 1)
    assert edition(session, make.drafter(), clock, key, 1).components == small_text()


def test_an_edition_takes_three_queries(
    session: Session, clock: FixedClock, draft: Draft, queries: Callable[[], int]
) -> None:
    key = draft.key
    session.expunge_all()
    before = queries()
    edition(session, None, clock, key, 2)
    assert queries() - before == 3
    edition_with_changes(session, None, clock, key, 2, 1)
    assert queries() - before == 6
