"""Markdown read line by line: a Markdown library would renumber clauses and knows no "a)" or "1a."."""

import re
from collections.abc import Iterator
from dataclasses import replace
from string import punctuation

from draftreview.domain.lines import Line, LineKind, Lines, clean, ends_sentence
from draftreview.formats.reading.text import decoded

_FACT = re.compile(r"([\w-]+)\s*:\s*(.*)$")
_HEADING = re.compile(r"(#{1,6})(?:\s|$)(.*)$")
_SEPARATOR = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?$")
_RULE = re.compile(r"(?:={3,}|(?:-\s*){3,}|(?:\*\s*){3,}|(?:_\s*){3,})$")
_QUOTE = re.compile(r"\A(?:>\s?)+")
_BULLET = re.compile(r"\A[*+]\s+")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\]\(([^()\s]*)(?:\s+\"[^\"\n]*\")?\)")
_AUTOLINK = re.compile(r"<((?:https?://|mailto:)[^<>\s]+)>")
_STRONG = re.compile(r"(\*\*|__)(?=[^\s*_])(.{1,2000}?)(?<=[^\s*_])\1")
_STRESS = re.compile(r"(?<![\w*_])([*_])(?=[^\s*_])([^*_\n]{1,2000}?)(?<=\S)\1(?![\w*_])")
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_HELD = {chr(0xFDD0 + place): mark for place, mark in enumerate(punctuation)}
_HOLD = {mark: held for held, mark in _HELD.items()}
_STRUCTURE = re.compile(r"[#>|]|[-*+]\s|\d{1,3}[a-zđ]?[.)]|[a-zđ]{1,2}\d?\)|\*\*")


def read_markdown(data: bytes) -> Lines:
    """Read Markdown; the front matter's ``key: value`` lines are returned apart as facts.

    :raises UnreadableFile: no known encoding fits
    """
    read = decoded(data)
    rows = _uncommented(read.text).splitlines()
    facts, start = _front_matter(rows)
    return Lines(tuple(_joined(_lines(rows, start))), read.notices, facts)


def _uncommented(text: str) -> str:
    """Drop comments, keeping the count of lines."""
    kept = []
    start = 0
    while (opened := text.find("<!--", start)) >= 0 and (closed := text.find("-->", opened + 4)) >= 0:
        kept += [text[start:opened], "\n" * text.count("\n", opened, closed)]
        start = closed + 3
    return "".join((*kept, text[start:]))


def _front_matter(rows: list[str]) -> tuple[dict[str, str], int]:
    """Read what stands between two lines of dashes at the very top; else nothing."""
    if not rows or rows[0].lstrip("\ufeff").rstrip() != "---":
        return {}, 0
    facts: dict[str, str] = {}
    for place, row in enumerate(rows[1:], start=1):
        if row.rstrip() in ("---", "..."):
            return facts, place + 1
        if match := _FACT.match(row):
            facts[match[1]] = clean(match[2]).strip("\"'")
    return {}, 0


def _lines(rows: list[str], start: int) -> Iterator[Line]:
    """Yield the lines, an empty one for each blank: it ends a paragraph."""
    before = LineKind.PLAIN
    for number, row in enumerate(rows[start:], start=start + 1):
        text = clean(row)
        if text.startswith("|") or (before is LineKind.ROW and "|" in text):
            if not (_SEPARATOR.match(text) and before is LineKind.ROW):
                yield Line(number, _row(text), LineKind.ROW)
            before = LineKind.ROW
            continue
        before = LineKind.PLAIN
        yield _paragraph(number, text)


def _paragraph(number: int, text: str) -> Line:
    text = _BULLET.sub("- ", _QUOTE.sub("", text, count=1), count=1)
    if _RULE.match(text):
        return Line(number, "")
    heading = _HEADING.match(text)
    level = len(heading[1]) if heading else 0
    words = _without_closing(heading[2].strip()) if heading else text
    bold = level > 0 or words.startswith(("**", "__"))
    return Line(number, _plain(words), level=level, bold=bold)


def _without_closing(words: str) -> str:
    """Take away the hash marks that may close a heading."""
    bare = words.rstrip("#")
    return bare.rstrip() if bare[-1:] in ("", " ") else words


def _row(text: str) -> str:
    """Write a row of a table in one form: "| a | b |"."""
    held = _ESCAPE.sub(lambda match: _HOLD.get(match[1], match[0]), text)
    cells = [_plain(cell.strip()) for cell in held.strip().strip("|").split("|")]
    return _released(f"| {' | '.join(cells)} |")


def _plain(text: str) -> str:
    """Take the marks of emphasis, links and escapes away, nothing else."""
    held = _ESCAPE.sub(lambda match: _HOLD.get(match[1], match[0]), text)
    held = _LINK.sub(lambda match: match[1] if match[1] == match[2] else f"{match[1]} ({match[2]})", held)
    held = _AUTOLINK.sub(r"\1", held)
    held = _STRESS.sub(r"\2", _STRONG.sub(r"\2", held))
    return clean(_released(held.removesuffix("\\")))


def _released(text: str) -> str:
    return "".join(_HELD.get(letter, letter) for letter in text)


def _joined(lines: Iterator[Line]) -> Iterator[Line]:
    """Join a paragraph that the editor wrapped: the next line goes on in small letters."""
    waiting: list[Line] = []
    for line in lines:
        if waiting and not _wraps(waiting[0], waiting[-1], line):
            yield from _paragraphs(waiting)
            waiting = []
        waiting.append(line)
    yield from _paragraphs(waiting)


def _paragraphs(lines: list[Line]) -> Iterator[Line]:
    if lines and lines[0].text:
        yield replace(lines[0], text=" ".join(line.text for line in lines))


def _wraps(begun: Line, before: Line, line: Line) -> bool:
    if begun.level or not before.text or LineKind.ROW in (begun.kind, line.kind):
        return False
    if line.bold or ends_sentence(before.text) or _STRUCTURE.match(line.text):
        return False
    return line.text[:1].islower()
