"""The Markdown of a comment as plain lines, for tables and files that know no markup."""

import re

from markdown_it import MarkdownIt
from markdown_it.token import Token

# The marks that can mean anything in Markdown; most comments hold none of them and are taken as they are.
_MARKED = re.compile(r"[*_`#>\[\]<&\\|~]|^\s*(?:[-+]|\d+[.)])\s|^(?:-{3,}|={3,})\s*$|^ {4}", re.MULTILINE)

_markdown = MarkdownIt("commonmark", {"html": False}).disable("image")


def plain(text: str) -> str:
    """Say a comment without its markup: paragraphs and list items a line each, raw HTML as typed."""
    if not _MARKED.search(text):
        return "\n".join(line.strip() for line in text.splitlines() if line.strip())
    lines: list[str] = []
    marks: list[str] = []
    numbers: list[int] = []
    for token in _markdown.parse(text):
        if token.type == "ordered_list_open":
            numbers.append(int(token.attrs.get("start", 1)))
        elif token.type == "bullet_list_open":
            numbers.append(-1)
        elif token.type in ("ordered_list_close", "bullet_list_close"):
            numbers.pop()
        elif token.type == "list_item_open":
            marks = ["- " if numbers[-1] < 0 else f"{numbers[-1]}. "]
            numbers[-1] += numbers[-1] >= 0
        elif token.type == "list_item_close":
            lines += marks  # of an item that says nothing more than its number
            marks = []
        elif token.type in ("inline", "fence", "code_block"):
            found = _said(token).split("\n")
            lines += ["".join(marks) + found[0], *found[1:]]
            marks = []
    return "\n".join(line.strip() for line in lines if line.strip())


def _said(token: Token) -> str:
    if token.type != "inline":
        return token.content
    return "".join(
        "\n" if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or ()
    )
