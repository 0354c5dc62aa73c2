"""Compute the fingerprint of a sent reply again from the canonical form that was taken away."""

from pathlib import Path

import click

from draftreview.cli.documents import FILE
from draftreview.domain.errors import Invalid
from draftreview.domain.fingerprint import fingerprint_of_file
from draftreview.domain.sentences import sentence


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--fingerprint", "expected", metavar="SHA256", help="What the receipt says; compared with FILE."
)
def verify(file: Path, expected: str | None) -> None:
    """Compute the fingerprint of FILE, the canonical form of a sent reply; needs no database."""
    found = fingerprint_of_file(file.read_bytes())
    if expected is not None and expected.strip().lower() != found:
        raise Invalid(
            sentence(
                "Mã tính từ tệp là %(found)s, không khớp với mã đã cho. Tải lại tệp rồi thử.", found=found
            )
        )
    click.echo(found)
