"""Write the synthesis table as a file."""

from pathlib import Path

import click

from draftreview.cli.opening import opened, operator, the_draft
from draftreview.domain.errors import Invalid
from draftreview.domain.sentences import sentence
from draftreview.domain.synthesis_filter import Filter, narrowed
from draftreview.domain.synthesis_layouts import LAYOUTS
from draftreview.formats.writing.synthesis_files import FILE_KINDS, Wishes, file_name
from draftreview.services.clock import clock_of
from draftreview.services.completeness import require_complete
from draftreview.services.synthesis import table


@click.command()
@click.option(
    "--format", "suffix", type=click.Choice(list(FILE_KINDS)),
    help="The kind of file; by default what the suffix of the file says, else docx.",
)  # fmt: skip
@click.option(
    "--layout", "layout", type=click.Choice(list(LAYOUTS), case_sensitive=False), default="A",
    metavar="A|B", show_default=True,
    help="Four columns (A) or five with the words of the draft (B); for docx, pdf, html.",
)  # fmt: skip
@click.option("--agency", metavar="CODE", default="", help="Only the comments of this agency.")
@click.option("--article", metavar="EID", default="", help="Only the comments on this place and inside it.")
@click.option("--topic", metavar="CODE", default="", help="Only the comments on this focus topic.")
@click.option("--differences", is_flag=True, help="Strike and underline what proposed wordings change.")
@click.option("--stages", is_flag=True, help="Say how far each answer has come (xlsx, csv).")
@click.option(
    "--final", is_flag=True,
    help="Without the marks of a draft; refused while anything is missing, which is listed.",
)  # fmt: skip
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; by default one in this folder, named after the draft.",
)  # fmt: skip
@click.option("--round", "number", type=int, help="Of which round; by default the newest.")
@click.option("--draft", "key", metavar="KEY", help="Of which draft, where there are several.")
def synthesis(
    suffix: str | None,
    layout: str,
    agency: str,
    article: str,
    topic: str,
    differences: bool,
    stages: bool,
    final: bool,
    output: Path | None,
    number: int | None,
    key: str | None,
) -> None:
    """Write the table of all comments and answers of a round, or an extract: a draft by default."""
    suffix = suffix or _suffix_of(output)
    with opened() as session:
        draft = the_draft(session, key)
        consultation, whole = table(session, operator(), clock_of(session), draft.key, number)
        if final:
            require_complete(session, consultation)
    found = narrowed(whole, Filter(agency, article, topic))
    output = output or Path(file_name(draft.key, found, suffix, final))
    wishes = Wishes(LAYOUTS[layout.upper()], differences, stages, final)
    output.write_bytes(FILE_KINDS[suffix].write(found, wishes))
    click.echo(f"Đã ghi {found.totals.comments} ý kiến vào “{output}”.")


def _suffix_of(output: Path | None) -> str:
    if output is None:
        return "docx"
    suffix = output.suffix.lower().removeprefix(".")
    if suffix not in FILE_KINDS:
        raise Invalid(
            sentence(
                "Không ghi được tệp đuôi “%(suffix)s”. Đặt tên tệp có đuôi %(known)s, hoặc dùng --format.",
                suffix=output.suffix,
                known=", ".join(f".{kind}" for kind in FILE_KINDS),
            )
        )
    return suffix
