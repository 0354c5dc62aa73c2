"""The folder that holds the index: one writer at a time, made anew when it is missing or damaged."""

import pickle
import shutil
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex
from whoosh.index import IndexError as WhooshIndexError
from whoosh.query import QueryError
from whoosh.util.filelock import FileLock, try_for

from draftreview.domain.search import EngineBusy
from draftreview.search.schema import FORMAT, make_schema

NAME = f"draftreview{FORMAT}"
_LOCK = "writing.lock"
_REBUILD = "rebuild-needed"

DAMAGE = (
    OSError,
    EOFError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    NameError,
    AssertionError,
    ArithmeticError,
    MemoryError,
    struct.error,
    zlib.error,
    pickle.PickleError,
    WhooshIndexError,
    QueryError,
)
"""What reading a damaged file may raise: Whoosh takes bytes at their word and checks nothing."""


class Files(FileStorage):  # type: ignore[misc]
    """The files of the folder, which remembers what it opened so that a failed opening leaks nothing."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self._opened: list[Any] = []

    def open_file(self, name: str, **options: Any) -> Any:
        """Open a file of the index for reading."""
        file = super().open_file(name, **options)
        self._opened = [one for one in self._opened if not one.is_closed]
        self._opened.append(file)
        return file

    def release(self) -> None:
        """Close whatever is open still."""
        for file in self._opened:
            if not file.is_closed:
                file.close()
        self._opened.clear()


class Folder:
    """Where the index is kept. ``timeout`` is how many seconds to wait for another writer."""

    def __init__(self, path: Path, timeout: float) -> None:
        self.path = path
        self._timeout = timeout

    @property
    def needs_rebuild(self) -> bool:
        """Tell whether the index was made anew and has not been filled from the database since."""
        return (self.path / _REBUILD).exists()

    def stamp(self) -> tuple[str, int, int] | None:
        """Identify the last commit, whichever process made it; nothing where there is no index."""
        name = TOC._filename(NAME, TOC._latest_generation(FileStorage(str(self.path)), NAME))
        try:
            status = (self.path / name).stat()
        except FileNotFoundError:
            return None
        return name, status.st_ino, status.st_mtime_ns

    def open(self) -> FileIndex:
        """Open the index; one that is missing or damaged is made anew, empty.

        :raises EngineBusy: another process holds the folder longer than the time-out
        """
        try:
            return self._read()
        except DAMAGE:
            # A commit of another process may have replaced the files just now: look again, undisturbed.
            with self.locked():
                return self.open_locked()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder for one write.

        :raises EngineBusy: another process holds it longer than the time-out
        """
        self.path.mkdir(parents=True, exist_ok=True)
        lock = FileLock(str(self.path / _LOCK))
        if not try_for(lock.acquire, timeout=self._timeout, delay=0.02):
            raise EngineBusy
        try:
            yield
        finally:
            lock.release()

    def open_locked(self) -> FileIndex:
        """Open the index or make it anew while the folder is held."""
        try:
            return self._read()
        except DAMAGE:
            return self._recreate()

    def recreate_if_damaged(self) -> bool:
        """Read all that the index holds, make it anew where that fails, and tell whether it did.

        The folder must be held.
        """
        try:
            with reading(self._read()) as reader:
                for _, fields in reader.iter_docs():
                    fields["stored"]["key"]
                for _ in reader.iter_postings():
                    pass
        except DAMAGE:
            self._recreate()
            return True
        return False

    def filled(self) -> None:
        """Note that the index holds what the database holds."""
        (self.path / _REBUILD).unlink(missing_ok=True)

    def _read(self) -> FileIndex:
        files = Files(self.path)
        try:
            return FileIndex(files, make_schema(), NAME)
        finally:
            files.release()

    def _recreate(self) -> FileIndex:
        """Empty the folder, but for the lock that is held; the new index asks to be filled."""
        for entry in self.path.iterdir():
            if entry.is_dir():
                shutil.rmtree(entry)
            elif entry.name != _LOCK:
                entry.unlink()
        (self.path / _REBUILD).touch()
        return FileIndex.create(Files(self.path), make_schema(), NAME)


@contextmanager
def reading(index: FileIndex) -> Iterator[Any]:
    """Open a reader of the index as it stands now, and close all its files afterwards."""
    try:
        reader = index.reader()
        try:
            yield reader
        finally:
            reader.close()
    finally:
        index.storage.release()
