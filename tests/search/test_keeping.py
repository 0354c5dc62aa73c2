"""Rules of the index folder: several processes, one writer, damage, starting anew."""

import multiprocessing
import random
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from draftreview.domain.search import EngineBusy, SearchDocument, SearchQuestion
from draftreview.search.folder import Folder
from draftreview.search.whoosh_engine import WhooshEngine
from tests.search.conftest import PUBLIC, Find, Put, document, keys

SPAWN = multiprocessing.get_context("spawn")


def write(path: Path, name: str, count: int) -> None:
    """Put documents one commit at a time, as a process of its own."""
    engine = WhooshEngine(path, timeout=30.0)
    for number in range(count):
        engine.put([document(f"{name}{number}", "một cửa")])


def search(path: Path, count: int) -> None:
    """Search again and again while others write; the number of hits never falls."""
    engine, seen = WhooshEngine(path, timeout=30.0), 0
    for _ in range(count):
        total = engine.find(SearchQuestion("mot cua", PUBLIC)).total
        assert total >= seen
        seen = total


def test_putting_a_key_again_replaces_the_document(put: Put, find: Find) -> None:
    put(a="một cửa")
    put(a="liên thông")
    assert find("một cửa").total == 0
    assert keys(find("liên thông")) == ["a"]


def test_the_last_of_two_documents_with_one_key_stays(engine: WhooshEngine, find: Find) -> None:
    engine.put([document("a", "một cửa"), document("a", "liên thông")])
    assert (find("một cửa").total, find("liên thông").total) == (0, 1)


def test_removed_keys_are_gone(engine: WhooshEngine, put: Put) -> None:
    put(a="một", b="hai")
    engine.put([], removed=["a", "never there"])
    assert engine.keys() == {"b"}


def test_refilling_keeps_nothing_of_before(engine: WhooshEngine, put: Put) -> None:
    put(a="một")
    engine.refill([document("b", "hai"), document("c", "ba")])
    assert engine.keys() == {"b", "c"}
    engine.clear()
    assert engine.keys() == frozenset()


def test_a_search_sees_what_another_process_wrote(
    engine: WhooshEngine, put: Put, find: Find, tmp_path: Path
) -> None:
    put(first="một cửa")
    assert find("một cửa").total == 1
    process = SPAWN.Process(target=write, args=(tmp_path / "index", "other", 2))
    process.start()
    process.join(60)
    assert find("một cửa").total == 3


def test_processes_that_write_and_search_together_lose_nothing(engine: WhooshEngine, tmp_path: Path) -> None:
    path = tmp_path / "index"
    running = [SPAWN.Process(target=write, args=(path, name, 8)) for name in ("x", "y")]
    running += [SPAWN.Process(target=search, args=(path, 40)) for _ in range(2)]
    for process in running:
        process.start()
    for process in running:
        process.join(120)
    assert [process.exitcode for process in running] == [0, 0, 0, 0]
    assert engine.keys() == {f"{name}{number}" for name in "xy" for number in range(8)}


def test_a_writer_that_waits_too_long_says_busy(tmp_path: Path, put: Put) -> None:
    put(a="một")
    folder = Folder(tmp_path / "index", 1.0)
    other = WhooshEngine(tmp_path / "index", timeout=0.05)
    with folder.locked(), pytest.raises(EngineBusy):
        other.put([document("b", "hai")])
    other.put([document("b", "hai")])
    assert other.keys() == {"a", "b"}


def test_documents_are_read_once_it_is_our_turn(tmp_path: Path) -> None:
    folder = Folder(tmp_path / "index", 0.05)

    def documents() -> Iterator[SearchDocument]:
        with pytest.raises(EngineBusy), folder.locked():
            pass
        yield document("a", "một")

    WhooshEngine(tmp_path / "index").put(documents())


def test_documents_that_cannot_be_read_leave_the_index_as_it_was(
    engine: WhooshEngine, put: Put, find: Find
) -> None:
    def broken() -> Iterator[SearchDocument]:
        yield document("b", "một cửa")
        raise KeyError("gone")

    put(a="một cửa")
    for keep in (engine.put, engine.refill):
        with pytest.raises(KeyError):
            keep(broken())
    assert keys(find("một cửa")) == ["a"]


def test_a_new_index_asks_to_be_filled_until_it_was(engine: WhooshEngine, put: Put) -> None:
    assert engine.needs_rebuild
    put(a="một")
    assert engine.needs_rebuild
    engine.refill([document("a", "một")])
    assert not engine.needs_rebuild


def test_a_deleted_index_is_made_anew(engine: WhooshEngine, put: Put, find: Find, tmp_path: Path) -> None:
    engine.refill([document("a", "một cửa")])
    assert find("một cửa").total == 1
    shutil.rmtree(tmp_path / "index")
    assert engine.needs_rebuild
    assert find("một cửa").total == 0
    put(b="một cửa")
    assert keys(find("một cửa")) == ["b"]


@pytest.mark.parametrize("kind", ["toc", "seg"])
@pytest.mark.parametrize("damage", [b"", b"nonsense" * 40], ids=["emptied", "overwritten"])
def test_a_damaged_index_is_made_anew(engine: WhooshEngine, tmp_path: Path, kind: str, damage: bytes) -> None:
    engine.refill([document("a", "một cửa")])
    for file in (tmp_path / "index").glob(f"*.{kind}"):
        file.write_bytes(damage)
    other = WhooshEngine(tmp_path / "index")
    assert other.find(SearchQuestion("một cửa", PUBLIC)).total == 0
    assert other.needs_rebuild
    other.put([document("b", "một cửa")])
    assert other.find(SearchQuestion("một cửa", PUBLIC)).total == 1


def test_writing_into_a_damaged_index_starts_it_anew(engine: WhooshEngine, tmp_path: Path) -> None:
    engine.refill([document("a", "một cửa")])
    for file in (tmp_path / "index").glob("*.seg"):
        file.write_bytes(b"")
    engine.put([document("a", "liên thông")])
    assert engine.needs_rebuild
    assert engine.keys() == {"a"}


def test_files_cut_anywhere_give_no_error(engine: WhooshEngine, tmp_path: Path) -> None:
    chance = random.Random(7)  # noqa: S311 - where to cut, not a secret
    for _ in range(12):
        engine.refill(document(f"k{number}", f"hồ sơ số {number} một cửa") for number in range(30))
        (segment,) = (tmp_path / "index").glob("*.seg")
        whole = segment.read_bytes()
        segment.write_bytes(whole[: chance.randrange(len(whole))])
        assert WhooshEngine(tmp_path / "index").find(SearchQuestion("một cửa", PUBLIC)).total in (0, 30)


def test_a_writer_killed_half_way_leaves_the_last_commit(engine: WhooshEngine, tmp_path: Path) -> None:
    path = tmp_path / "index"
    engine.refill([document("kept", "một cửa")])
    process = SPAWN.Process(target=write, args=(path, "x", 500))
    process.start()
    deadline = time.monotonic() + 120
    while len(engine.keys()) < 4 and time.monotonic() < deadline:
        time.sleep(0.01)
    process.kill()
    process.join(120)
    found = engine.find(SearchQuestion("một cửa", PUBLIC, limit=600))
    assert {"kept", "x0", "x1", "x2"} <= set(keys(found))
    engine.put([document("after", "một cửa")])
    assert engine.find(SearchQuestion("một cửa", PUBLIC)).total == found.total + 1
