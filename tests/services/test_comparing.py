"""Two versions compared, for whoever may read the draft."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session

from draftreview.domain.alignment import align
from draftreview.domain.comparing import ChangeKind
from draftreview.domain.errors import NotFound, NotPermitted
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component, walk
from draftreview.domain.succession import successions
from draftreview.domain.vocabulary import Role
from draftreview.models.drafts import Draft
from draftreview.services import comparing, drafts, lineage
from draftreview.services.comparing import compare_versions
from draftreview.services.keeping import Kept
from tests.factories import Factory, FixedClock, small_text

CLAUSE = "att_1__art_3__para_1"


def reworded(words: str = "Cơ quan được hỏi trả lời trên phần mềm.") -> tuple[Component, ...]:
    """Say something else in khoản 1 Điều 3 of the Quy định."""
    main, regulation, appendix = small_text()
    (chapter,) = regulation.children
    first, second, third = chapter.children
    third = replace(third, children=(replace(third.children[0], text=words), third.children[1]))
    chapter = replace(chapter, children=(first, second, third))
    return (main, replace(regulation, children=(chapter,)), appendix)


@pytest.fixture
def draft(make: Factory) -> Draft:
    """A draft of three versions, the second written with its alignment."""
    make.version(make.draft(public=True))
    draft = make.draft(public=True)
    first, new = make.version(draft), reworded()
    lineage.write_successor(make.session, None, make.clock, first, new, align(small_text(), new))
    make.version(draft, reworded("Trả lời qua bưu chính."), number=3)
    make.session.flush()
    return draft


@pytest.fixture
def statements(session: Session) -> Iterator[list[str]]:
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.append(statement)

    event.listen(session.get_bind(), "before_cursor_execute", note)
    yield found
    event.remove(session.get_bind(), "before_cursor_execute", note)


def test_neighbours_are_compared_by_their_kept_alignment(
    session: Session, make: Factory, clock: FixedClock, draft: Draft
) -> None:
    found = compare_versions(session, None, clock, draft.key, 1, 2)
    assert (found.old.number, found.new.number) == (1, 2)
    assert [(one.new_eid, one.kinds) for one in found.compared.changes] == [
        (CLAUSE, frozenset({ChangeKind.EDITED}))
    ]
    assert found.compared.totals[ChangeKind.EDITED] == 1
    assert found.compared.new_citations[CLAUSE] == "khoản 1 Điều 3 của Quy định"
    assert [version.number for version in found.versions] == [1, 2, 3]


def test_versions_further_apart_are_compared_by_the_steps_between(
    session: Session, make: Factory, clock: FixedClock
) -> None:
    versions = [make.version(make.draft(public=True))]
    for words in ("Trả lời qua bưu chính.", "Gửi công văn hỏa tốc đến nơi hỏi."):
        old, new = drafts.read_components(session, versions[-1]), reworded(words)
        eids = [one.eid for component in new for one, _ in walk(component.children)]
        pairs = successions(old, new, dict(zip(eids, eids, strict=True)))
        versions.append(lineage.write_successor(session, None, clock, versions[-1], new, pairs))
    found = compare_versions(session, None, clock, versions[0].draft.key, 1, 3)
    assert [(one.old_eid, one.new_eid) for one in found.compared.changes] == [(CLAUSE, CLAUSE)]


def test_versions_with_a_step_never_aligned_are_aligned_anew(
    session: Session, clock: FixedClock, draft: Draft
) -> None:
    found = compare_versions(session, None, clock, draft.key, 1, 3)
    assert [one.new_eid for one in found.compared.changes if one.new_eid] == [CLAUSE]


def test_versions_are_compared_backwards_too(session: Session, clock: FixedClock, draft: Draft) -> None:
    found = compare_versions(session, None, clock, draft.key, 2, 1)
    assert [one.new_eid for one in found.compared.changes] == [CLAUSE]


def test_a_version_equals_itself(session: Session, clock: FixedClock, draft: Draft) -> None:
    assert compare_versions(session, None, clock, draft.key, 2, 2).compared.changes == ()


def test_a_kept_alignment_reads_back_as_it_was(session: Session, make: Factory, draft: Draft) -> None:
    first = comparing.versions_open_to(session, make.lead(), make.clock, draft.key).numbered(1)
    pairs = (
        Pair(CLAUSE, "art_1", small_text()[0].children[0].kind, moved=True, split=True, score=0.5),
        Pair("art_1", None, small_text()[0].children[0].kind),
    )
    other = make.version(draft, number=4)
    lineage.write_alignment(session, first, other, pairs)
    assert comparing.aligned(session, first, other) == pairs


@pytest.mark.parametrize("apart", [2, 3])
def test_a_comparison_takes_three_queries_then_two(
    session: Session,
    clock: FixedClock,
    draft: Draft,
    statements: list[str],
    apart: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(comparing, "_kept", Kept(2))
    key = draft.key
    compare_versions(session, None, clock, key, 1, apart)
    first = len(statements)
    compare_versions(session, None, clock, key, 1, apart)
    assert (first, len(statements) - first) == (3, 2)


def test_a_corrected_alignment_is_seen_at_once(
    session: Session, clock: FixedClock, draft: Draft, make: Factory
) -> None:
    found = compare_versions(session, None, clock, draft.key, 1, 2)
    lineage.write_alignment(
        session, found.old, found.new, [Pair(CLAUSE, None, make.provision(found.old, CLAUSE).kind)]
    )
    again = compare_versions(session, None, clock, draft.key, 1, 2)
    assert again.compared is not found.compared


def test_the_least_lately_used_is_given_up_first(
    session: Session, clock: FixedClock, draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(comparing, "_kept", Kept(2))

    def compared(old: int, new: int) -> object:
        return compare_versions(session, None, clock, draft.key, old, new).compared

    first, second = compared(1, 2), compared(2, 3)
    assert compared(1, 2) is first
    compared(1, 3)
    assert compared(1, 2) is first
    assert compared(2, 3) is not second


def test_what_is_not_there_is_not_found(session: Session, clock: FixedClock, draft: Draft) -> None:
    for key, number in ((draft.key, 9), ("khong-co", 1)):
        with pytest.raises(NotFound):
            compare_versions(session, None, clock, key, 1, number)


def test_only_who_may_read_compares(session: Session, make: Factory, clock: FixedClock) -> None:
    version = make.version()
    key = version.draft.key
    appraiser, officer = make.user(Role.APPRAISER), make.user()
    for stranger in (None, officer, appraiser):
        with pytest.raises(NotPermitted):
            compare_versions(session, stranger, clock, key, 1, 1)
    consultation = make.round(version)
    make.invitation(consultation, officer.agency)
    for reader in (officer, make.drafter()):
        assert compare_versions(session, reader, clock, key, 1, 1).draft is version.draft
    with pytest.raises(NotPermitted):
        compare_versions(session, appraiser, clock, key, 1, 1)
    clock.forward(days=30)
    assert compare_versions(session, appraiser, clock, key, 1, 1).draft is version.draft


def test_a_draft_without_versions_has_an_empty_list(
    session: Session, make: Factory, clock: FixedClock
) -> None:
    draft = make.draft()
    make.version()
    assert comparing.versions_open_to(session, make.lead(), clock, draft.key).versions == ()
