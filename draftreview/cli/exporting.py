"""Write a version as a file that leaves the house."""

from pathlib import Path

import click

from draftreview.cli.opening import opened, operator, the_draft
from draftreview.domain.errors import Invalid
from draftreview.domain.sentences import sentence
from draftreview.formats.writing import akoma_ntoso, version_word
from draftreview.services.clock import clock_of
from draftreview.services.exporting import edition, edition_with_changes


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["akn", "docx"]), required=True,
    help="Akoma Ntoso 3.0 (XML), or Word in the form of a legal document.",
)  # fmt: skip
@click.option("--version", "number", type=click.IntRange(1), help="Which version; by default the newest.")
@click.option(
    "--changes-from", "older", type=click.IntRange(1), metavar="N",
    help="Track the changes from version N (docx only).",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True,
    help="The file to write.",
)  # fmt: skip
@click.option("--draft", "key", metavar="KEY", help="Of which draft, where there are several.")
def export(form: str, number: int | None, older: int | None, output: Path, key: str | None) -> None:
    """Write a version of a draft as a file."""
    if form == "akn" and older is not None:
        raise Invalid(sentence("Chỉ tệp Word ghi được thay đổi. Dùng --format docx, hoặc bỏ --changes-from."))
    with opened() as session:
        clock, draft = clock_of(session), the_draft(session, key)
        if form == "akn":
            one = edition(session, operator(), clock, draft.key, number)
            data = akoma_ntoso.write(one)
        else:
            one, changes = edition_with_changes(session, operator(), clock, draft.key, number, older)
            data = version_word.write(one, changes)
    output.write_bytes(data)
    click.echo(f"Đã ghi bản dự thảo lần {one.number} vào “{output}”.")
