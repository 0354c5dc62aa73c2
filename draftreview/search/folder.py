"""The folder that holds the index: one writer at a time, sums that prove its files whole, starting anew."""

import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from whoosh.codec.whoosh3 import W3Segment
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex, clean_files
from whoosh.util.filelock import FileLock, try_for

from draftreview.domain.search import EngineBusy
from draftreview.search.files import DAMAGE, Damaged, Files
from draftreview.search.schema import FORMAT, make_schema

NAME = f"draftreview{FORMAT}"
_WRITING, _FILLING = "writing.lock", "filling.lock"
_REBUILD = "rebuild-needed"
_SUM = ".sum"
"""A file that says what another one must add up to. Whoosh sweeps those of segments away with them."""


class Folder:
    """Where the index is kept. ``timeout`` is how many seconds to wait for another writer."""

    def __init__(self, path: Path, timeout: float) -> None:
        self.path = path
        self._timeout = timeout

    @property
    def needs_rebuild(self) -> bool:
        """Tell whether something was lost since the index was last filled from the database."""
        return (self.path / _REBUILD).exists()

    def stamp(self) -> tuple[str, int, int] | None:
        """Identify the last commit, whichever process made it; nothing where there is no index."""
        name = TOC._filename(NAME, TOC._latest_generation(FileStorage(str(self.path)), NAME))
        try:
            status = (self.path / name).stat()
        except FileNotFoundError:
            return None
        return name, status.st_ino, status.st_mtime_ns

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Hold the folder for one write.

        :raises EngineBusy: another process holds it longer than the time-out
        """
        with self._held(_WRITING, self._timeout) as held:
            if not held:
                raise EngineBusy
            yield

    @contextmanager
    def filling(self) -> Iterator[bool]:
        """Be the one who fills the index anew, unless somebody is at it."""
        with self._held(_FILLING, 0) as held:
            yield held

    @contextmanager
    def _held(self, name: str, patience: float) -> Iterator[bool]:
        self.path.mkdir(parents=True, exist_ok=True)
        lock = FileLock(str(self.path / name))
        held = try_for(lock.acquire, timeout=patience, delay=0.02)
        try:
            yield held
        finally:
            if held:
                lock.release()

    def read(self) -> TOC:
        """Read what the last commit consists of."""
        files = Files(self.path)
        try:
            toc = TOC.read(files, NAME, schema=make_schema())
        finally:
            files.release()
        self._prove(TOC._filename(NAME, toc.generation))
        return toc

    def index(self) -> FileIndex:
        """Open the index for writing; the folder must be held, and whole."""
        return FileIndex(Files(self.path), make_schema(), NAME)

    def prove(self, segment: W3Segment) -> None:
        """See that a segment is what was written.

        :raises Damaged: it is not
        """
        self._prove(_file_of(segment))

    def _prove(self, name: str) -> None:
        try:
            expected = (self.path / (name + _SUM)).read_bytes()
        except FileNotFoundError:
            # Its writer was stopped before it wrote the sum: the next one does.
            return
        if expected != self._sum(name):
            raise Damaged(name)

    def _sum(self, name: str) -> bytes:
        return b"%08x" % zlib.crc32((self.path / name).read_bytes())

    def seal(self) -> None:
        """Write the sums of what the last commit consists of; the folder must be held."""
        toc = self.read()
        name = TOC._filename(NAME, toc.generation)
        for old in self.path.glob("_*.toc" + _SUM):
            if old.name != name + _SUM:
                old.unlink()
        for one in (name, *map(_file_of, toc.segments)):
            file = self.path / (one + _SUM)
            if not file.exists():
                # Whole or not at all: a reader must never see half a sum.
                whole = self.path / (_SUM + ".new")
                whole.write_bytes(self._sum(one))
                whole.replace(file)

    def mend(self) -> None:
        """Leave out what is damaged and note that it must be filled again; the folder must be held."""
        try:
            toc = self.read()
            sound = [segment for segment in toc.segments if self._is_sound(segment)]
        except DAMAGE:
            self.recreate()
            return
        if len(sound) < len(toc.segments):
            (self.path / _REBUILD).touch()
            storage = Files(self.path)
            TOC(make_schema(), sound, toc.generation + 1).write(storage, NAME)
            clean_files(storage, NAME, toc.generation + 1, sound)
            storage.release()
            self.seal()

    def _is_sound(self, segment: W3Segment) -> bool:
        """Tell whether all of a segment can be read, also where its sum is missing."""
        try:
            self.prove(segment)
            files = Files(self.path)
            try:
                reader = FileIndex._reader(files, make_schema(), [segment], 0)
                for _ in reader.iter_docs():
                    pass
                for _ in reader.iter_postings():
                    pass
                reader.close()
            finally:
                files.release()
        except DAMAGE:
            return False
        return True

    def recreate(self) -> None:
        """Empty the folder, but for the locks; the new index asks to be filled. The folder must be held."""
        for entry in self.path.iterdir():
            if entry.is_dir():
                shutil.rmtree(entry)
            elif entry.name not in (_WRITING, _FILLING):
                entry.unlink()
        (self.path / _REBUILD).touch()
        TOC.create(Files(self.path), make_schema(), NAME)
        self.seal()

    def filled(self) -> None:
        """Note that the index holds what the database holds."""
        (self.path / _REBUILD).unlink(missing_ok=True)


def _file_of(segment: W3Segment) -> str:
    name: str = segment.make_filename(segment.COMPOUND_EXT)
    return name
