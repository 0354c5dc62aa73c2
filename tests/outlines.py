"""What tests ask of a split text, in a line each: by eid."""

import re

from draftreview.domain.lines import lines_of
from draftreview.domain.parsing import parse, parse_text
from draftreview.domain.provisions import Kind, Provision, Tree, walk
from draftreview.domain.rendering import as_text


def provisions(tree: Tree) -> dict[str, Provision]:
    """Give every provision of a tree by its eid."""
    return {one.eid: one for component in tree.components for one, _ in walk(component.children)}


def split(text: str) -> dict[str, Provision]:
    """Split a text and give its provisions by their eids."""
    return provisions(parse_text(text))


def eids(text: str) -> list[str]:
    """Split a text and give the eids of its provisions in order."""
    return list(split(text))


def articles(tree: Tree) -> list[int]:
    """Count the articles of every component that has any."""
    counts = (
        sum(one.kind is Kind.ARTICLE for one, _ in walk(component.children)) for component in tree.components
    )
    return [count for count in counts if count]


def codes(text: str) -> list[tuple[int, str]]:
    """Split a text and give line and code of its warnings."""
    return [(notice.line, notice.code) for notice in parse_text(text).warnings]


def words(text: str) -> list[str]:
    """Give the words of a text, small letters, the look-alike Ð as Đ."""
    return re.findall(r"\w+", text.casefold().replace("ð", "đ"))


def words_kept(text: str) -> bool:
    """Tell whether the tree of a text prints back to the same words in the same order."""
    lines = lines_of(text)
    return words("\n".join(line.text for line in lines.lines)) == words(as_text(parse(lines)))
