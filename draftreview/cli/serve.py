"""Start the server."""

from dataclasses import replace

import click

from draftreview.cli.serving import become_server, greeting, make_ready
from draftreview.config import from_environment


@click.command()
@click.option("--port", type=click.IntRange(1, 65535), help="TCP port; by default PORT or 8000.")
@click.option("--no-demo", is_flag=True, help="Leave an empty database empty, for a real draft; also DEMO=0.")
def serve(port: int | None, no_demo: bool) -> None:
    """Serve the pages on 127.0.0.1 until interrupted.

    Makes the data folder and the database where they are missing; an empty database gets the demonstration.
    """
    config = from_environment()
    config = replace(config, port=port or config.port, demonstration=config.demonstration and not no_demo)
    make_ready(config)
    for line in greeting(config):
        click.echo(line)
    become_server(config.port)
