"""The long trials of `make soak`, for a few seconds."""

from pathlib import Path

from sqlalchemy import select

from draftreview.domain.search import SearchQuestion
from draftreview.models.accounts import User
from draftreview.services import indexing, searching
from tests.soak import killing, together
from tests.soak.ground import CLOCK, prepare, standing


def test_processes_that_write_and_search_together_lose_nothing(tmp_path: Path) -> None:
    ended = together.run(tmp_path, seconds=2, writers=2, searchers=2)
    assert (ended.failed, ended.missing) == (0, [])
    assert ended.written
    assert ended.searches


def test_what_is_indexed_while_a_page_is_read_is_not_counted_yet(tmp_path: Path) -> None:
    prepare(tmp_path)
    with standing(tmp_path) as ground, ground.sessions() as reader:
        ground.index()
        actor = reader.scalars(select(User)).first()
        ground.write("riêng biệt")
        indexing.drain(ground.sessions, ground.engine)  # in the index, and still in the queue
        # On a later page nothing is shown that could be judged again: the count alone tells.
        question = SearchQuestion('"riêng biệt"', frozenset(), counted=True, offset=20)
        found = searching.find(reader, actor, CLOCK, ground.engine, question, ground.waiting)
        assert found.total == 0
        assert ground.index() == 1
        assert ground.search('"riêng biệt"').total == 1


def test_what_was_committed_is_found_after_a_writer_is_killed(tmp_path: Path) -> None:
    ended = killing.run(tmp_path, kills=6)
    assert ended.missing == []
    assert ended.written > 14
