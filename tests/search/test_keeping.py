"""Rules of the index folder: several processes, one writer, damage, starting anew."""

import multiprocessing
import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from draftreview.domain.search import Change, EngineBusy, SearchEngine, SearchQuestion
from draftreview.search import writing
from draftreview.search.folder import Folder
from draftreview.search.whoosh_engine import WhooshEngine
from tests.search.conftest import PUBLIC, Find, Put, document, keep, keys

SPAWN = multiprocessing.get_context("spawn")
ASKED = SearchQuestion("một cửa", PUBLIC, limit=1000)


def write(path: Path, name: str, count: int) -> None:
    """Put documents one commit at a time, as a process of its own."""
    engine = WhooshEngine(path, timeout=30.0)
    for number in range(count):
        keep(engine, document(f"{name}{number}", "một cửa"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the engine."""
    return tmp_path / "index"


@pytest.fixture
def filled(engine: SearchEngine) -> SearchEngine:
    """An engine that was filled with forty documents, in two commits and one."""
    for start in (0, 25):
        keep(
            engine,
            *(document(f"k{number}", f"hồ sơ số {number} một cửa") for number in range(start, start + 20)),
        )
    engine.complete(lambda: [f"k{number}" for number in range(45)])
    return engine


def test_putting_a_key_again_replaces_the_document(put: Put, find: Find) -> None:
    put(a="một cửa")
    put(a="liên thông")
    assert find("một cửa").total == 0
    assert keys(find("liên thông")) == ["a"]


def test_the_last_of_two_documents_with_one_key_stays(engine: SearchEngine, find: Find) -> None:
    keep(engine, document("a", "một cửa"), document("a", "liên thông"))
    assert (find("một cửa").total, find("liên thông").total) == (0, 1)


def test_putting_a_subject_replaces_all_its_documents(engine: SearchEngine) -> None:
    keep(engine, document("one", "một", subject="comment:1"), document("two", "hai", subject="comment:1"))
    keep(engine, document("three", "ba", subject="comment:1"), document("other", "bốn"))
    assert engine.fingerprints().keys() == {"three", "other"}


def test_a_subject_without_documents_is_gone(engine: SearchEngine, put: Put) -> None:
    put(a="một", b="hai")
    keep(engine, gone=["a", "never there"])
    assert engine.fingerprints().keys() == {"b"}


def test_a_fingerprint_changes_with_the_document(engine: SearchEngine, put: Put) -> None:
    put(a="một", b="hai")
    before = dict(engine.fingerprints())
    put(a="một", b="hai khác")
    after = engine.fingerprints()
    assert (before["a"] == after["a"], before["b"] == after["b"]) == (True, False)


def test_what_stands_right_is_not_written_again(put: Put, folder: Path) -> None:
    put(a="một", b="hai")
    before = sorted(folder.iterdir())
    put(a="một")
    assert sorted(folder.iterdir()) == before


def test_completing_keeps_the_subjects_there_are_and_no_others(filled: SearchEngine) -> None:
    filled.complete(lambda: ["k1", "k2"])
    assert filled.fingerprints().keys() == {"k1", "k2"}
    filled.complete(list)
    assert filled.fingerprints() == {}


def test_clearing_forgets_everything_and_asks_to_be_filled(filled: SearchEngine) -> None:
    assert not filled.needs_rebuild
    filled.clear()
    assert filled.needs_rebuild
    assert filled.fingerprints() == {}


def test_a_new_index_asks_to_be_filled_until_it_was(engine: SearchEngine, put: Put) -> None:
    assert engine.needs_rebuild
    put(a="một")
    assert engine.needs_rebuild
    engine.complete(lambda: ["a"])
    assert not engine.needs_rebuild


def test_one_fills_at_a_time(engine: SearchEngine, folder: Path) -> None:
    with engine.filling() as first, WhooshEngine(folder).filling() as second:
        assert (first, second) == (True, False)
    with engine.filling() as again:
        assert again


def test_many_small_writes_leave_few_segments_and_lose_nothing(engine: SearchEngine, folder: Path) -> None:
    for number in range(60):
        keep(engine, document(f"k{number % 40}", f"một cửa lần {number}"))
    assert len(list(folder.glob("*.seg"))) < 2 * writing.MOST_ALIKE
    assert engine.find(ASKED).total == 40


def test_a_search_sees_what_another_process_wrote(put: Put, find: Find, folder: Path) -> None:
    put(first="một cửa")
    assert find("một cửa").total == 1
    process = SPAWN.Process(target=write, args=(folder, "other", 2))
    process.start()
    process.join(120)
    assert find("một cửa").total == 3


def test_a_writer_that_waits_too_long_says_busy(folder: Path, put: Put) -> None:
    put(a="một")
    other = WhooshEngine(folder, timeout=0.05)
    with Folder(folder, 1.0).locked(), pytest.raises(EngineBusy):
        keep(other, document("b", "hai"))
    keep(other, document("b", "hai"))
    assert other.fingerprints().keys() == {"a", "b"}


def test_a_change_is_read_once_it_is_our_turn(engine: SearchEngine, folder: Path) -> None:
    def read() -> Change:
        with pytest.raises(EngineBusy), Folder(folder, 0.05).locked():
            pass
        return Change(frozenset({"a"}), (document("a", "một"),))

    engine.put(read)
    assert engine.fingerprints().keys() == {"a"}


def test_a_change_that_cannot_be_read_leaves_the_index_as_it_was(filled: SearchEngine) -> None:
    def broken() -> Change:
        raise KeyError("gone")

    before = filled.fingerprints()
    for keeping in (filled.put, filled.complete):
        with pytest.raises(KeyError):
            keeping(broken)
    assert filled.fingerprints() == before
    assert not filled.needs_rebuild


def test_a_deleted_index_is_made_anew(filled: SearchEngine, put: Put, find: Find, folder: Path) -> None:
    assert find("một cửa").total == 40
    shutil.rmtree(folder)
    assert filled.needs_rebuild
    assert find("một cửa").total == 0
    put(b="một cửa")
    assert keys(find("một cửa")) == ["b"]
    assert filled.needs_rebuild


def cut(data: bytes, at: int) -> bytes:
    return data[: at % len(data)]


def flip(data: bytes, at: int) -> bytes:
    place = at % len(data)
    return data[:place] + bytes([data[place] ^ 0xFF]) + data[place + 1 :]


def overwrite(_data: bytes, _at: int) -> bytes:
    return b"nonsense" * 40


@pytest.mark.usefixtures("filled")
@pytest.mark.parametrize("harm", [cut, flip, overwrite])
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(kind=st.sampled_from(["toc", "seg", "sum"]), at=st.integers(0, 10**6))
def test_harm_to_any_file_is_noticed_and_gives_no_error(
    folder: Path, harm: Callable[[bytes, int], bytes], kind: str, at: int
) -> None:
    engine = WhooshEngine(folder)
    keep(engine, *(document(f"k{number}", f"hồ sơ số {number} một cửa") for number in range(30)))
    engine.complete(lambda: [f"k{number}" for number in range(30)])
    file = sorted(folder.glob(f"*.{kind}"))[at % 2 if kind == "sum" else 0]
    file.write_bytes(harm(file.read_bytes(), at))
    other = WhooshEngine(folder)
    assert other.find(ASKED).total in (0, 30)
    assert other.needs_rebuild
    keep(other, document("after", "một cửa"))
    assert "after" in keys(other.find(ASKED))


def test_only_the_damaged_part_is_lost(filled: SearchEngine, folder: Path) -> None:
    whole = set(folder.glob("*.seg"))
    keep(filled, document("apart", "một cửa"))
    (small,) = set(folder.glob("*.seg")) - whole
    small.write_bytes(flip(small.read_bytes(), 100))
    other = WhooshEngine(folder)
    assert other.find(ASKED).total == 40
    assert other.needs_rebuild


def test_writing_into_a_damaged_index_leaves_the_damage_out(filled: SearchEngine, folder: Path) -> None:
    for file in folder.glob("*.seg"):
        file.write_bytes(b"")
    other = WhooshEngine(folder)
    keep(other, document("a", "liên thông"))
    assert other.needs_rebuild
    assert other.fingerprints().keys() == {"a"}


def test_a_segment_whose_sum_was_never_written_is_read_through(filled: SearchEngine, folder: Path) -> None:
    """A writer may be stopped between its commit and the sums."""
    chance = random.Random(7)  # noqa: S311 - where to cut, not a secret
    for file in folder.glob("*.sum"):
        file.unlink()
    assert WhooshEngine(folder).find(ASKED).total == 40
    (segment,) = folder.glob("*.seg")
    whole = segment.read_bytes()
    for _ in range(8):
        segment.write_bytes(whole[: chance.randrange(len(whole))])
        assert WhooshEngine(folder).find(ASKED).total in (0, 40)
        filled.clear()
        segment.write_bytes(whole)


def test_damage_while_another_writes_finds_nothing_for_now(filled: SearchEngine, folder: Path) -> None:
    for file in folder.glob("*.seg"):
        file.write_bytes(b"")
    other = WhooshEngine(folder, timeout=0.05)
    with Folder(folder, 1.0).locked():
        assert other.find(ASKED).total == 0
    assert not other.needs_rebuild
    assert other.find(ASKED).total == 0
    assert other.needs_rebuild


def test_a_forked_process_reads_with_files_of_its_own(filled: SearchEngine, find: Find) -> None:
    assert find("một cửa").total == 40
    fork = multiprocessing.get_context("fork")
    answers = fork.SimpleQueue()
    process = fork.Process(target=lambda: answers.put(filled.find(ASKED).total))
    process.start()
    process.join(120)
    assert answers.get() == 40
    assert find("một cửa").total == 40
