"""What the lines around the provisions are: agency and state, number, căn cứ, recipients, signature."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby

from draftreview.domain.components import is_closing
from draftreview.domain.lines import in_capitals

_NATION = re.compile(r"C[ỘO]NG H[ÒO][AÀ] X[ÃA] H[ỘO]I CH[ỦU] NGH[ĨI]A")
_MOTTO = re.compile(r"Độc lập\s*[-–—]\s*Tự do")
_RULE = re.compile(r"[-–—_*=~]{3,}\s*$")
_NUMBER = re.compile(r"S[ốỐ]\s*:")
_DATE = re.compile(r"[^,]{1,60},\s*ngày\b.*\btháng\b.*\bnăm\b")
_DRAFT = re.compile(r"\(?d[ựỰ] th[ảẢ]o", re.IGNORECASE)
_BASIS = re.compile(r"(?:Căn cứ|Theo đề nghị|Xét đề nghị|Thực hiện|Xét tờ trình)(?!\w)", re.IGNORECASE)
_ENACTING = re.compile(r"(?:QUYẾT ĐỊNH|QUYẾT NGHỊ|NGHỊ ĐỊNH|THÔNG TƯ|CHỈ THỊ)\s*:\s*$")
_RECIPIENTS = re.compile(r"N[ơƠ][iI] [nN][hH][ậẬ][nN]\s*(?:[:./]|$)")
_BREAK_IN_CELL = re.compile(
    r"\s(?=(?:CỘNG H[ÒO][AÀ] XÃ HỘI|Độc lập\s*[-–—]\s*Tự do|Số\s*:|KT\.|PHÓ CHỦ TỊCH|PHÓ GIÁM ĐỐC|"
    r"[-–—_*=~]{3,}))|(?<!KT\.)(?<!PHÓ)\s(?=CHỦ TỊCH|GIÁM ĐỐC)|(?<=[;:.,])\s(?=- )|"
    r"(?<=Hạnh phúc)\s|(?<=[-–—_*=~]{3})\s"
)
_HEAD_REACH = 6
_LONGEST_SIGNED = 80


class LineRole(StrEnum):
    """What a line before the first provision does."""

    HEAD = "head"
    BASIS = "basis"
    ENACTING = "enacting"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class FrameRow:
    """Lines that stand beside one another on the page: the agency and the state, recipients and signature."""

    left: tuple[str, ...]
    right: tuple[str, ...]


def head_frame(lines: Sequence[str]) -> tuple[tuple[FrameRow, ...], int]:
    """Find the block of agency and state that opens an act: its rows, and how many lines it takes.

    The rows read from left to right give the lines in their order.
    """
    nation = next((at for at, line in enumerate(lines[:_HEAD_REACH]) if _NATION.match(line)), None)
    if nation is None or not all(_stands_left(line) or in_capitals(line) for line in lines[:nation]):
        return (), 0
    sides = [False] * nation + [True]
    for line in lines[nation + 1 :]:
        side = _side(line, sides[-1])
        if side is None:
            break
        sides.append(side)
    return tuple(_rows(lines, sides)), len(sides)


def _side(line: str, before: bool) -> bool | None:
    """Tell whether a line of the head stands at the right; None ends the head."""
    if _RULE.match(line):
        return before
    if _MOTTO.match(line) or _DATE.match(line):
        return True
    return False if _stands_left(line) else None


def _stands_left(line: str) -> bool:
    return bool(_NUMBER.match(line) or _DRAFT.match(line) or _RULE.match(line))


def _rows(lines: Sequence[str], sides: Sequence[bool]) -> Iterator[FrameRow]:
    left: tuple[str, ...] = ()
    for side, run in groupby(zip(sides, lines, strict=False), key=lambda pair: pair[0]):
        words = tuple(line for _, line in run)
        if side:
            yield FrameRow(left, words)
            left = ()
        else:
            left = words
    if left:
        yield FrameRow(left, ())


def is_nation(line: str) -> bool:
    """Tell whether a line of the head names the state."""
    return bool(_NATION.match(line))


def is_motto(line: str) -> bool:
    """Tell whether a line of the head is the motto below the state's name."""
    return bool(_MOTTO.match(line))


def is_dated(line: str) -> bool:
    """Tell whether a line gives place and day: "Đồng Nai, ngày … tháng … năm …"."""
    return bool(_DATE.match(line))


def is_numbered(line: str) -> bool:
    """Tell whether a line gives the number of an act: "Số: …"."""
    return bool(_NUMBER.match(line))


def authority(lines: Sequence[str]) -> str:
    """Give the agency that a head names, "" where there is none to recognise."""
    rows, _ = head_frame(lines)
    words = [line for line in rows[0].left if not _stands_left(line)] if rows else []
    return " ".join(words)


def roles(lines: Sequence[str]) -> tuple[LineRole, ...]:
    """Tell what each line before the first provision does; without căn cứ nothing is taken for a head."""
    enacting = next((at for at, line in enumerate(lines) if _ENACTING.match(line)), None)
    first = next((at for at, line in enumerate(lines) if _BASIS.match(line)), enacting)
    found = []
    for at, line in enumerate(lines):
        if first is None or (enacting is not None and at > enacting):
            found.append(LineRole.PLAIN)
        elif at == enacting:
            found.append(LineRole.ENACTING)
        elif at < first:
            found.append(LineRole.HEAD)
        else:
            within = enacting is not None or _BASIS.match(line)
            found.append(LineRole.BASIS if within else LineRole.PLAIN)
    return tuple(found)


def closing_frame(lines: Sequence[str]) -> tuple[FrameRow | None, int]:
    """Find recipients and signature at the beginning of a closing, and how many lines they take."""
    start = next((at for at, line in enumerate(lines) if _is_signature(line)), None)
    if start is None or (start and not _RECIPIENTS.match(lines[0])):
        return None, 0
    end = start + 1
    while end < len(lines) and len(lines[end]) <= _LONGEST_SIGNED and lines[end][:1] not in "[|-":
        end += 1
    return FrameRow(tuple(lines[:start]), tuple(lines[start:end])), end


def is_recipients_label(line: str) -> bool:
    """Tell whether a line is the words "Nơi nhận:"."""
    return bool(_RECIPIENTS.match(line))


def _is_signature(line: str) -> bool:
    return is_closing(line) and in_capitals(line) and line[:1] != "|" and not _RECIPIENTS.match(line)


def cells_of(line: str) -> tuple[str, ...] | None:
    """Take a row ("| a | b |") apart; None where the cells would not give the same row again.

    >>> cells_of("| a |  |")
    ('a', '')
    """
    if not line.startswith("| ") or not line.endswith(" |") or len(line) < 4:
        return None
    cells = tuple(line[2:-2].split(" | "))
    clean = all("\n" not in cell and cell == cell.strip() for cell in cells)
    return cells if clean and row_of(cells) == line else None


def row_of(cells: Sequence[str]) -> str:
    """Write cells as a row."""
    return f"| {' | '.join(cells)} |"


def lines_in_cell(cell: str) -> tuple[str, ...]:
    """Break a cell of a head or closing that was read from a table into the lines that it had."""
    return tuple(_BREAK_IN_CELL.split(cell))


def is_layout_row(cells: Sequence[str]) -> bool:
    """Tell whether a row of two cells is no data but the head or the closing of an act."""
    if len(cells) != 2:
        return False
    return any(
        _NATION.match(cell) or _DATE.match(cell) or _RECIPIENTS.match(cell) or _is_signature(cell)
        for cell in cells
    )
