"""The long trials of `make soak`, for a few seconds."""

from pathlib import Path

from tests.soak import killing, together


def test_processes_that_write_and_search_together_lose_nothing(tmp_path: Path) -> None:
    ended = together.run(tmp_path, seconds=2, writers=2, searchers=2)
    assert (ended.failed, ended.missing) == (0, [])
    assert ended.written
    assert ended.searches


def test_what_was_committed_is_found_after_a_writer_is_killed(tmp_path: Path) -> None:
    ended = killing.run(tmp_path, kills=6)
    assert ended.missing == []
    assert ended.written > 14
