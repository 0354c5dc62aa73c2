"""Load a file as the next text of a draft."""

from pathlib import Path

import click

from draftreview.cli.documents import FILE
from draftreview.cli.opening import opened, read_bytes, the_draft
from draftreview.config import from_environment
from draftreview.domain.errors import Invalid
from draftreview.domain.sentences import sentence
from draftreview.formats.reading import split_file
from draftreview.services import intakes
from draftreview.services.clock import clock_of
from draftreview.services.drafts import create_draft


@click.command()
@click.argument("file", type=FILE)
@click.option("--draft", "key", metavar="KEY", help="The draft it belongs to, where there are several.")
@click.option("--new", "new_key", metavar="KEY", help="Make it the first text of a new draft of this key.")
@click.option("--title", help="The new draft's title.")
@click.option("--public", is_flag=True, help="Let everybody read the new draft.")
@click.option("--publish", is_flag=True, help="Publish it at once, as the page's button does.")
def load(
    file: Path, key: str | None, new_key: str | None, title: str | None, public: bool, publish: bool
) -> None:
    """Load FILE as the next intake of a draft; the lead drafter looks it over and publishes it.

    In an empty data folder the database is made first.
    """
    if new_key and not title:
        raise Invalid(sentence("Dự thảo mới cần tên: thêm --title TÊN."))
    config = from_environment()
    data = read_bytes(file, config.upload_limit)
    tree = split_file(file.name, data)
    with opened(config, make=True) as session:
        clock = clock_of(session)
        if new_key:
            draft = create_draft(session, None, clock, key=new_key, title=title or "", public=public)
        else:
            draft = the_draft(session, key)
        intake = intakes.take_in(session, None, clock, draft, file.name, data, tree)
        said = f"Đã nạp “{file.name}” vào dự thảo “{draft.key}”, chờ trưởng ban xem và công bố."
        if publish:
            version = intakes.publish(session, None, clock, intake.id)
            said = f"Đã công bố bản dự thảo lần {version.number} của “{draft.key}” từ “{file.name}”."
        session.commit()
    for warning in tree.warnings:
        click.echo(f"Dòng {warning.line}: {warning.message}", err=True)
    click.echo(said)
