"""Files read into trees, whatever program made them."""

import re

from draftreview.domain.lines import Line, LineKind, Lines, clean
from draftreview.domain.parsing import parse
from draftreview.domain.provisions import Tree


def split_file(name: str, data: bytes) -> Tree:
    """Read a text or Markdown file and split it."""
    text = data.decode("utf-8-sig")
    text = re.sub(r"\A---\n.*?\n---\n", lambda found: "\n" * found[0].count("\n"), text, flags=re.S)
    lines = []
    for number, raw in enumerate(text.split("\n"), 1):
        words = clean(re.sub(r"^#{1,6}\s+", "", raw))
        if words and not re.fullmatch(r"[|\s:-]+", words):
            kind = LineKind.ROW if words.startswith("|") else LineKind.PLAIN
            lines.append(Line(number, words, kind))
    return parse(Lines(tuple(lines)))
