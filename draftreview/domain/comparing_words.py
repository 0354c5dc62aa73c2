"""Two wordings compared with the tables in them: words by syllable, tables cell by cell."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain

from draftreview.domain.diffing import Hunk, Op, same_wording
from draftreview.domain.similarity import bag, likeness
from draftreview.domain.tables import Table, compared_tables, has_table, pieces
from draftreview.domain.tables_alignment import Cells, aligned

Differ = Callable[[str, str], tuple[Hunk, ...]]

Run = Hunk | Table
"""What words are made of when they are compared: stretches of them, and whole tables between."""

_LIKE = 0.15  # tables less alike than this are two tables
_SIGNS = range(0xF0000, 0xFFFFD)
"""Characters that no text uses: they stand for tables that only one wording has."""


def compared_words(old: str, new: str, differ: Differ) -> tuple[Run, ...]:
    """Compare two wordings; spaces alone make no difference.

    :raises NotRebuilt: the difference does not give both wordings back
    """
    if has_table(old) or has_table(new):
        return tuple(_with_tables(pieces(old), pieces(new), differ))
    return prose_compared(old, new, differ)


def words_in(runs: Iterable[Run]) -> Iterator[Hunk]:
    """Yield all words, those in the cells of tables too."""
    return chain.from_iterable(run.hunks if isinstance(run, Table) else (run,) for run in runs)


def prose_compared(old: str, new: str, differ: Differ) -> tuple[Hunk, ...]:
    """Compare two wordings line by line, tables as the rows that they are written in.

    :raises NotRebuilt: the difference does not give both wordings back
    """
    if same_wording(old, new):
        return (Hunk(Op.EQUAL, new),) if new else ()
    return differ(old, new)


def _with_tables(old: Sequence[str | Cells], new: Sequence[str | Cells], differ: Differ) -> Iterator[Run]:
    """Compare the tables that both wordings have, and what stands between them."""
    before = [at for at, piece in enumerate(old) if not isinstance(piece, str)]
    after = [at for at, piece in enumerate(new) if not isinstance(piece, str)]

    def gain(one: int, other: int) -> float:
        alike = likeness(_bag(old[before[one]]), _bag(new[after[other]]))
        return alike if alike >= _LIKE else 0

    done, reached = 0, 0
    for one, other in aligned(range(len(before)), range(len(after)), gain):
        if one is None or other is None:
            continue
        left, right = before[one], after[other]
        yield from _between(old[done:left], new[reached:right], differ)
        yield compared_tables(_table(old[left]), _table(new[right]), differ)
        done, reached = left + 1, right + 1
    yield from _between(old[done:], new[reached:], differ)


def _between(old: Sequence[str | Cells], new: Sequence[str | Cells], differ: Differ) -> Iterator[Run]:
    """Compare prose in which stand only tables that the other wording has not."""
    prose = "\n".join(piece for piece in (*old, *new) if isinstance(piece, str))
    signs = (sign for sign in map(chr, _SIGNS) if sign not in prose)
    tables: dict[str, Table] = {}

    def line(piece: str | Cells, mine: bool) -> str:
        if isinstance(piece, str):
            return piece
        sign = next(signs)
        tables[sign] = compared_tables(piece, (), differ) if mine else compared_tables((), piece, differ)
        return sign

    before, after = "\n".join(line(one, True) for one in old), "\n".join(line(one, False) for one in new)
    for hunk in prose_compared(before, after, differ):
        yield from _parted(hunk, tables)


def _parted(hunk: Hunk, tables: Mapping[str, Table]) -> Iterator[Run]:
    """Put the tables in the place of their signs; the line feeds around them go with the signs."""
    if not tables:
        yield hunk
        return
    for part in re.split(f"\n?([{''.join(tables)}])\n?", hunk.text):
        if part in tables:
            yield tables[part]
        elif part:
            yield Hunk(hunk.op, part)


def _bag(piece: str | Cells) -> Counter[str]:
    return bag(" ".join(chain.from_iterable(_table(piece))))


def _table(piece: str | Cells) -> Cells:
    return () if isinstance(piece, str) else piece
