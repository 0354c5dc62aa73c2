"""The database's schema from the command line."""

import click

from draftreview.cli.serving import require_writable
from draftreview.config import from_environment
from draftreview.db import upgrade as upgrade_database


@click.group()
def db() -> None:
    """Manage the database."""


@db.command()
def upgrade() -> None:
    """Make the database in the data folder, or bring it up to date; nothing else changes."""
    config = from_environment()
    require_writable(config.data)
    upgrade_database(config)
    click.echo(f"Cơ sở dữ liệu đã sẵn sàng trong “{config.data}”.")
