"""The files of the index as Whoosh opens them, and what reading a damaged one may raise."""

import pickle
import struct
import zlib
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.index import IndexError as WhooshIndexError

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
)
"""What reading a damaged file may raise: Whoosh takes bytes at their word and checks nothing."""


class Damaged(ValueError):
    """A file does not hold what was written into it."""


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
