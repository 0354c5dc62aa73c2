"""Write the synthesis table as a file."""

from pathlib import Path

import click

from draftreview.cli.opening import opened, operator, the_draft
from draftreview.domain.errors import Invalid
from draftreview.domain.sentences import sentence
from draftreview.formats.writing import synthesis_word
from draftreview.services.clock import clock_of
from draftreview.services.synthesis import table

WRITERS = {".docx": synthesis_word.write}
"""How the table is written, by the suffix of the file."""


@click.command()
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), required=True,
    help="The file to write; its suffix says the format (.docx).",
)  # fmt: skip
@click.option("--draft", "key", metavar="KEY", help="Of which draft, where there are several.")
def synthesis(output: Path, key: str | None) -> None:
    """Write the draft table of all comments and answers of the newest round."""
    write = WRITERS.get(output.suffix.lower())
    if write is None:
        known = ", ".join(WRITERS)
        raise Invalid(
            sentence(
                "Không ghi được tệp đuôi “%(suffix)s”. Đặt tên tệp có đuôi %(known)s.",
                suffix=output.suffix,
                known=known,
            )
        )
    with opened() as session:
        draft = the_draft(session, key)
        _consultation, rows = table(session, operator(), clock_of(session), draft.key)
    output.write_bytes(write(rows))
    click.echo(f"Đã ghi {rows.totals.comments} ý kiến vào “{output}”.")
