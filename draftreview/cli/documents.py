"""Commands that look at files and need no database: split and compare."""

import json
from pathlib import Path

import click

from draftreview.cli.opening import read_bytes
from draftreview.cli.outline import outline, pair_line, part_lines, totals_line
from draftreview.config import from_environment
from draftreview.domain.alignment import align
from draftreview.domain.alignment_totals import totals_of
from draftreview.domain.citations import citations
from draftreview.domain.pairs import pairs_as_json
from draftreview.domain.provisions import Tree
from draftreview.domain.tree_json import as_json
from draftreview.formats.reading import split_file

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def split_path(path: Path) -> Tree:
    """Read a file and split it."""
    return split_file(path.name, read_bytes(path, from_environment().upload_limit))


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--format", "form", type=click.Choice(["outline", "json"]), default="outline", show_default=True,
    help="An outline to read, or the tree as JSON.",
)  # fmt: skip
def split(file: Path, form: str) -> None:
    """Split FILE (.docx, .doc, .odt, .rtf, .pdf, .md, .txt) into components, Điều, khoản and điểm.

    Warnings are part of the JSON; with the outline they follow on stderr. They leave the exit status 0.
    """
    tree = split_path(file)
    if form == "json":
        click.echo(json.dumps(as_json(tree), ensure_ascii=False))
        return
    for line in outline(tree):
        click.echo(line)
    for warning in tree.warnings:
        click.echo(f"Dòng {warning.line}: {warning.message}", err=True)


@click.command()
@click.argument("old", type=FILE)
@click.argument("new", type=FILE)
@click.option(
    "--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True,
    help="One line a provision that changed, or every pair as JSON; the totals end both.",
)  # fmt: skip
def compare(old: Path, new: Path, form: str) -> None:
    """Tell what became of every provision of OLD in NEW, and where the words around them changed.

    The totals count provisions; a Phụ lục or the căn cứ that changed stands before them in a line of its own.
    """
    older, newer = split_path(old), split_path(new)
    pairs = align(older.components, newer.components)
    if form == "json":
        click.echo(json.dumps({**pairs_as_json(pairs), "totals": totals_of(pairs)}, ensure_ascii=False))
        return
    before, after = citations(older.components), citations(newer.components)
    changed = [line for pair in pairs if (line := pair_line(pair, before, after))]
    around = list(part_lines(older.components, newer.components, pairs))
    for line in [*changed, *around] or ["Hai văn bản không khác nhau."]:
        click.echo(line)
    click.echo(totals_line(pairs))
