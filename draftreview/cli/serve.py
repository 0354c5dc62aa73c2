"""Start the server: the database brought up to date, the demonstration loaded where there is nothing."""

import os

import click
from sqlalchemy.orm import Session

from draftreview.cli.opening import opened
from draftreview.cli.serving import HOST, become_server, require_free, require_writable
from draftreview.config import Config, from_environment, shipped
from draftreview.formats.reading.content import read_content
from draftreview.models.accounts import User
from draftreview.services import demonstration, trial_accounts
from draftreview.services.clock import clock_of


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="TCP port; by default PORT or 8000.")
@click.option(
    "--demo/--no-demo", default=None,
    help="Load the demonstration into an empty database; by default unless DEMO=0.",
)  # fmt: skip
def serve(port: int | None, demo: bool | None) -> None:
    """Serve the pages on 127.0.0.1 until interrupted.

    Makes the data folder and the database where they are missing.
    """
    config = from_environment()
    port = port or config.port
    require_writable(config.data)
    require_free(port)
    wanted = os.environ.get("DEMO", "1") != "0" if demo is None else demo
    people = prepare(config, wanted)
    announce(port, people)
    become_server(port)


def prepare(config: Config, demo: bool) -> list[User]:
    """Make the database ready; give the demonstration's accounts where it is loaded."""
    with opened(config, make=True) as session:
        if demo and demonstration.is_empty(session):
            load_demonstration_into(session)
        loaded = demonstration.is_loaded(session)
        return trial_accounts.accounts_of(session) if loaded else []


def load_demonstration_into(session: Session) -> None:
    """Load the content that travels with the program and commit."""
    content = read_content(shipped("content") / "draft_decision")
    demonstration.load(session, clock_of(session), content)
    session.commit()


def announce(port: int, people: list[User]) -> None:
    """Print the address and, in a demonstration, the accounts."""
    click.echo(f"Góp ý dự thảo: http://{HOST}:{port}")
    if not people:
        return
    click.echo(f"Tài khoản dùng thử, mật khẩu chung “{trial_accounts.PASSWORD}”:")
    for user in people:
        click.echo(f"  {user.login:<22} {user.display_name}, {user.agency.short_name}")
