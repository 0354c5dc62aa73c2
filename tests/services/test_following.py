"""Provisions followed from the version that comments stand on to a later one, in one query."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from draftreview.domain.following import Ending
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Kind
from draftreview.domain.vocabulary import Verdict
from draftreview.models.drafts import Alignment, Version
from draftreview.services.following import follow
from tests.domain.texts import ALL, FEES, RECEIPT, RETURN, SCOPE, article, numbered
from tests.factories import Factory

LATER = "Hồ sơ nộp sau 16 giờ được tính sang ngày làm việc tiếp theo."
SPLIT = article(2, RECEIPT.heading, *[one.text for one in RECEIPT.children], LATER)
FRONT = article(1, "Nguyên tắc", "Việc tiếp nhận hồ sơ công khai, đúng hạn và theo dõi được.")


@pytest.fixture
def versions(make: Factory) -> tuple[Version, Version, Version]:
    """Three versions of a draft beside another draft's two."""
    make.successor(make.version(components=numbered(*ALL)), numbered(*reversed(ALL)))
    first = make.version(components=numbered(*ALL))
    second = make.successor(first, numbered(FRONT, *ALL))
    return first, second, make.successor(second, numbered(FRONT, SCOPE, SPLIT, FEES))


def test_states_add_up_over_three_versions(session: Session, versions: Sequence[Version]) -> None:
    found = follow(session, versions[0].draft_id, 1)
    clause, gone = (found.state(1, f"att_1__art_{eid}") for eid in ("4__para_2", "3"))
    assert clause is not None
    assert (clause.number, clause.here, clause.now) == (3, "khoản 2 Điều 4", "khoản 2 Điều 4")
    assert gone is not None
    assert gone.whereabouts.ending is Ending.DELETED


def test_each_version_is_followed_from_where_it_stood(session: Session, versions: Sequence[Version]) -> None:
    found = follow(session, versions[0].draft_id, 1)
    from_first, from_second = found.state(1, "att_1__art_2"), found.state(2, "att_1__art_3")
    assert from_first is not None
    assert from_second is not None
    assert from_first.now == from_second.now == "Điều 3"
    assert (from_first.whereabouts.renumbered, from_second.whereabouts.renumbered) == (True, False)
    assert from_first.whereabouts.inside


def test_it_is_followed_as_far_as_asked(session: Session, versions: Sequence[Version]) -> None:
    found = follow(session, versions[0].draft_id, 1, 2)
    state = found.state(1, "att_1__art_3")
    assert state is not None
    assert (found.newest, state.now) == (2, "Điều 4")


def test_nothing_is_newer_than_the_newest(session: Session, versions: Sequence[Version]) -> None:
    found = follow(session, versions[0].draft_id, 3)
    assert (found.newest, found.state(3, "att_1__art_1")) == (0, None)
    assert follow(session, versions[0].draft_id, 1).state(1, "att_1__art_99") is None


def test_the_newest_words_are_at_hand_where_any_step_changed_them(session: Session, make: Factory) -> None:
    first = make.version(components=numbered(*ALL))
    text = "Công chức kiểm tra thành phần hồ sơ ngay khi người dân nộp tại quầy hoặc qua mạng."
    reworded = replace(RECEIPT, children=(replace(RECEIPT.children[0], text=text), *RECEIPT.children[1:]))
    second = make.successor(first, numbered(SCOPE, reworded, RETURN, FEES))
    make.successor(second, numbered(FRONT, SCOPE, reworded, RETURN, FEES))
    found = follow(session, first.draft_id, 1)
    assert found.words("att_1__art_3__para_1") == text
    assert found.words("att_1__art_3__para_2") is None
    assert found.words("att_1__art_99") is None


@pytest.fixture
def doubtful(make: Factory) -> Alignment:
    """Two versions of one article; that its first khoản is still the same is in doubt."""
    first = make.version(components=numbered(SCOPE))
    text = with_first("Quy định này quy định việc hẹn trả kết quả.")
    pairs = [
        Pair(eid, eid, kind, edited=kind is Kind.CLAUSE, certain=not eid.endswith("para_1"))
        for eid, kind in (
            ("att_1__art_1", Kind.ARTICLE),
            ("att_1__art_1__para_1", Kind.CLAUSE),
            ("att_1__art_1__para_2", Kind.CLAUSE),
        )
    ]
    make.successor(first, text, pairs)
    return make.session.scalars(select(Alignment).where(~Alignment.certain)).one()


def with_first(words: str):
    first, second = SCOPE.children
    return numbered(replace(SCOPE, children=(replace(first, text=words), second)))


def ending(session: Session, make: Factory, doubtful: Alignment, verdict: Verdict | None) -> Ending:
    doubtful.verdict, doubtful.judged_at = verdict, make.clock.now()
    session.flush()
    draft_id = session.get_one(Version, doubtful.old_version_id).draft_id
    state = follow(session, draft_id, 1).state(1, "att_1__art_1__para_1")
    assert state is not None
    return state.whereabouts.ending


def test_a_verdict_settles_what_was_in_doubt(session: Session, make: Factory, doubtful: Alignment) -> None:
    assert ending(session, make, doubtful, None) is Ending.UNCONFIRMED
    assert ending(session, make, doubtful, Verdict.SAME) is Ending.FOUND
    assert ending(session, make, doubtful, Verdict.DIFFERENT) is Ending.DELETED


def test_following_is_one_query_however_much_is_asked(session: Session, versions: Sequence[Version]) -> None:
    seen: list[str] = []
    draft_id = versions[0].draft_id
    event.listen(session.connection(), "before_cursor_execute", lambda *about: seen.append(about[2]))
    found = follow(session, draft_id, 1)
    for number in (1, 2):
        for at in range(1, 5):
            found.state(number, f"att_1__art_{at}")
    assert len(seen) == 1
