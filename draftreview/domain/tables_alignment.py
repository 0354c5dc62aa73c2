"""Which row and which column of a table became which, judged by their words and never by their place."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from draftreview.domain.numbering import to_roman
from draftreview.domain.similarity import bag, likeness, normalised

Cells = tuple[tuple[str, ...], ...]
"""The rows of a table; they need not be of one length."""

Pair = tuple[int | None, int | None]
"""Places of a row or column in the older and in the newer table; ``None`` where one has it not."""

_LIKE = 0.4  # rows less alike than this are another row
_WEIGHT = 0.8  # what a share of equal cells counts beside likeness of words
_ANY = 0.01  # what it is worth to pair two columns at all, so that as few as possible come and go
_MOST_PAIRS = 40_000  # beyond it rows that are not equal are paired in order


def row_pairs(old: Cells, new: Cells, old_serials: frozenset[int], new_serials: frozenset[int]) -> list[Pair]:
    """Pair the rows: equal ones first, between them those most alike; the numbers of rows say nothing."""
    before, after = _said(old, old_serials), _said(new, new_serials)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found: list[Pair] = []
    for tag, start, end, begin, stop in matcher.get_opcodes():
        if tag == "equal":
            found.extend(zip(range(start, end), range(begin, stop), strict=True))
        else:
            found.extend(_alike(before, after, range(start, end), range(begin, stop)))
    return found


def column_pairs(
    rows: Sequence[tuple[tuple[str, ...], tuple[str, ...]]], tables: tuple[Cells, Cells]
) -> list[Pair]:
    """Pair the columns by what stands in them in the rows that both tables have."""
    widths = [max(map(len, table), default=0) for table in tables]
    old = [[_cell(row, at) for row, _ in rows] for at in range(widths[0])]
    new = [[_cell(row, at) for _, row in rows] for at in range(widths[1])]
    if widths[0] == widths[1] and old == new:
        return [(at, at) for at in range(widths[0])]

    def gain(one: int, other: int) -> float:
        alike = [_cell_likeness(*pair) for pair in zip(old[one], new[other], strict=True)]
        return _ANY + (sum(alike) / len(alike) if alike else 0)

    return list(aligned(range(widths[0]), range(widths[1]), gain))


def serial_columns(rows: Cells) -> frozenset[int]:
    """Find the columns that only number the rows: 1, 2, 3 or I, II, III beneath a head."""
    width = max(map(len, rows), default=0)
    return frozenset(at for at in range(width) if _counts([_cell(row, at) for row in rows]))


def _counts(column: Sequence[str]) -> bool:
    numbers = [cell.rstrip(".") for cell in column]
    for body in (numbers, numbers[1:]):
        for write in (str, "{:02}".format, to_roman):
            if len(body) > 1 and body == [write(at) for at in range(1, len(body) + 1)]:
                return True
    return False


def _said(rows: Cells, serials: frozenset[int]) -> list[tuple[str, ...]]:
    return [tuple("" if at in serials else normalised(cell) for at, cell in enumerate(row)) for row in rows]


def _cell(row: tuple[str, ...], at: int) -> str:
    return row[at] if at < len(row) else ""


def _cell_likeness(one: str, other: str) -> float:
    return 1.0 if one == other else likeness(bag(one), bag(other))


def _equal_cells(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """Give the share of cells that are equal and say something: of the shorter row where a column is gone."""
    before, after = Counter(filter(None, one)), Counter(filter(None, other))
    of = max if len(one) == len(other) else min
    return (before & after).total() / max(of(before.total(), after.total()), 1)


def _alike(
    before: Sequence[tuple[str, ...]], after: Sequence[tuple[str, ...]], old: range, new: range
) -> Iterator[Pair]:
    if len(old) * len(new) > _MOST_PAIRS:
        shared = min(len(old), len(new))
        yield from zip(old[:shared], new[:shared], strict=True)
        yield from ((at, None) for at in old[shared:])
        yield from ((None, at) for at in new[shared:])
        return
    bags: dict[tuple[str, ...], Counter[str]] = {}

    def words(row: tuple[str, ...]) -> Counter[str]:
        if row not in bags:
            bags[row] = bag(" ".join(row))
        return bags[row]

    def gain(one: int, other: int) -> float:
        row, twin = before[one], after[other]
        alike = max(likeness(words(row), words(twin)), _WEIGHT * _equal_cells(row, twin))
        return alike if alike >= _LIKE else 0

    yield from aligned(old, new, gain)


def aligned(old: range, new: range, gain: Callable[[int, int], float]) -> Iterator[Pair]:
    """Pair two sequences in their order so that the gains are largest; what has no partner stands alone.

    Where nothing is gained nothing is paired.
    """
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    gains = [[gain(one, other) for other in new] for one in old]
    for one in reversed(range(len(old))):
        for other in reversed(range(len(new))):
            together = best[one + 1][other + 1] + gains[one][other]
            best[one][other] = max(
                best[one + 1][other], best[one][other + 1], together if gains[one][other] else 0
            )
    one = other = 0
    while one < len(old) and other < len(new):
        together = best[one + 1][other + 1] + gains[one][other]
        if gains[one][other] and together >= best[one][other]:
            yield old[one], new[other]
            one, other = one + 1, other + 1
        elif best[one + 1][other] >= best[one][other + 1]:
            yield old[one], None
            one += 1
        else:
            yield None, new[other]
            other += 1
    yield from ((at, None) for at in old[one:])
    yield from ((None, at) for at in new[other:])
