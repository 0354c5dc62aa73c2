"""Fill the demonstration with a labelled load of made-up replies."""

import click

from draftreview.cli.opening import opened
from draftreview.cli.serving import load_into
from draftreview.services import demonstration, filling
from draftreview.services.clock import clock_of


@click.command()
@click.option("--agencies", type=click.IntRange(min=0), required=True, help="How many agencies reply.")
@click.option("--comments", type=click.IntRange(min=0), required=True, help="How many comments in all.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed makes the same load.")
def fill(agencies: int, comments: int, seed: int) -> None:
    """Add made-up replies to the demonstration, for trials and benchmarks.

    In an empty data folder the database and the demonstration are made first; any database other than a
    demonstration is refused.
    """
    with opened(make=True) as session:
        if demonstration.is_empty(session):
            load_into(session)
        filling.fill(session, clock_of(session), filling.Amount(agencies, comments, seed))
        session.commit()
    click.echo(f"Đã dựng {comments} ý kiến của {agencies} cơ quan (dữ liệu thử, không phải ý kiến thật).")
