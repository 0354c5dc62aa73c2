"""Automatic numbering of a Word file resolved into the text that Word shows."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from draftreview.domain.numbering import to_roman
from draftreview.formats.reading.styles import Styles, own, value

_LEVELS = 9


@dataclass(slots=True)
class Level:
    """One level of a list: how it counts and how it prints."""

    start: int = 1
    form: str = "decimal"
    pattern: str = ""
    restart: int = -1
    legal: bool = False
    style: str = ""
    suffix: str = "tab"


@dataclass(slots=True)
class _List:
    """A list as a paragraph refers to it: the counters it shares, its levels, where it starts over."""

    shared: str
    levels: dict[int, Level]
    starts: dict[int, int] = field(default_factory=dict)


class Numbering:
    """Count along the paragraphs of one document, in order."""

    def __init__(self, root: etree._Element | None, styles: Styles) -> None:
        self._styles = styles
        self._lists: dict[str, _List] = {}
        self._counters: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()
        if root is not None:
            self._read(root)

    def label(self, list_id: str, level: int, style: str) -> str:
        """Count one paragraph and give its label with the blank behind it; "" for none."""
        numbered = self._lists.get(list_id)
        if numbered is None:
            return ""
        if level < 0:
            level = next((at for at, one in numbered.levels.items() if one.style and one.style == style), 0)
        shape = numbered.levels.get(level)
        if shape is None:
            return ""
        counters = self._count(list_id, numbered, level)
        if shape.form == "bullet":
            return "- "
        text = self._printed(shape, numbered, counters, level)
        return f"{text} " if text else ""

    def _count(self, list_id: str, numbered: _List, level: int) -> dict[int, int]:
        counters = self._counters.setdefault(numbered.shared, {})
        first = numbered.levels[level].start
        if level in numbered.starts and (list_id, level) not in self._started:
            counters[level] = numbered.starts[level]
        else:
            counters[level] = counters[level] + 1 if level in counters else numbered.starts.get(level, first)
        self._started.add((list_id, level))
        for deeper in [one for one in counters if one > level]:
            restart = numbered.levels[deeper].restart if deeper in numbered.levels else -1
            if restart != 0 and (restart < 0 or level < restart):
                del counters[deeper]
        return counters

    def _printed(self, shape: Level, numbered: _List, counters: dict[int, int], level: int) -> str:
        text = shape.pattern
        for above in range(min(level, _LEVELS - 1) + 1):
            if f"%{above + 1}" not in text:
                continue
            other = numbered.levels.get(above, Level())
            count = counters.get(above, numbered.starts.get(above, other.start))
            text = text.replace(f"%{above + 1}", written(count, "decimal" if shape.legal else other.form))
        return text.strip()

    def _read(self, root: etree._Element) -> None:
        shapes: dict[str, dict[int, Level]] = {}
        links: dict[str, str] = {}
        named: dict[str, str] = {}
        for abstract in own(root, "abstractNum"):
            key = value(abstract, "abstractNumId", attribute=True)
            shapes[key] = dict(_levels(abstract))
            if link := value(abstract, "numStyleLink"):
                links[key] = link
            if name := value(abstract, "styleLink"):
                named[name] = key
        for number in own(root, "num"):
            shared = value(number, "abstractNumId")
            shared = named.get(links.get(shared, ""), shared)
            levels = dict(shapes.get(shared, {}))
            starts: dict[int, int] = {}
            for override in own(number, "lvlOverride"):
                at = _count(value(override, "ilvl", attribute=True))
                levels.update(_levels(override))
                if start := value(override, "startOverride"):
                    starts[at] = _count(start)
            self._lists[value(number, "numId", attribute=True)] = _List(shared, levels, starts)


def _levels(parent: etree._Element) -> Iterator[tuple[int, Level]]:
    for level in own(parent, "lvl"):
        restart = value(level, "lvlRestart")
        yield (
            _count(value(level, "ilvl", attribute=True)),
            Level(
                start=_count(value(level, "start") or "1"),
                form=value(level, "numFmt") or "decimal",
                pattern=value(level, "lvlText"),
                restart=_count(restart) if restart else -1,
                legal=any(True for _ in own(level, "isLgl")),
                style=value(level, "pStyle"),
            ),
        )


def _count(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


def written(count: int, form: str) -> str:
    """Write a count as Word does: a, b, …, z, aa, bb; Roman; with a leading zero."""
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 9) if count > 0 else ""
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < count < 400:
        return to_roman(count).lower() if form == "lowerRoman" else to_roman(count)
    if form == "decimalZero":
        return f"{count:02d}"
    return "" if form == "none" else str(count)
