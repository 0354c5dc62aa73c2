"""The ``draftreview`` command: each command is a few lines over services."""

import sys

import click
from sqlalchemy.exc import SQLAlchemyError

from draftreview.cli import (
    database,
    documents,
    exporting,
    filling,
    indexing,
    issuing,
    search,
    serve,
    synthesis,
    texts,
    users,
    verifying,
)
from draftreview.domain.completeness import LACK_LABELS
from draftreview.domain.errors import DraftReviewError, Incomplete, OverlappingWordings


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="draftreview")
def draftreview() -> None:
    """Consult on a draft legal decision, article by article."""


for command in (
    documents.split,
    documents.compare,
    texts.load,
    issuing.issue,
    exporting.export,
    synthesis.synthesis,
    search.search,
    indexing.index,
    users.user,
    database.db,
    serve.serve,
    filling.fill,
    verifying.verify,
):
    draftreview.add_command(command)


def main(arguments: list[str] | None = None) -> None:
    """Run the command; a mistake is one sentence on stderr and exit status 2.

    What a final table lacks is a list and exit status 1: nothing was typed wrong.
    """
    try:
        draftreview.main(arguments, standalone_mode=False)
    except Incomplete as error:
        fail(listed(error), 1)
    except DraftReviewError as error:
        fail(said(error))
    except click.ClickException as error:
        fail(error.format_message())
    except click.Abort:
        fail("Đã dừng.")
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except SQLAlchemyError as error:
        fail(f"Không dùng được cơ sở dữ liệu: {str(error).splitlines()[0]}. Xem lại thư mục dữ liệu.")
    except OSError as error:
        fail(f"Không đọc hoặc ghi được “{error.filename or ''}”: {error.strerror or error}.")


def said(error: DraftReviewError) -> str:
    """Say an error in one line, with the places it names."""
    places = error.places if isinstance(error, OverlappingWordings) else ()
    return error.message + (" " + "; ".join(places) + "." if places else "")


def listed(error: Incomplete) -> str:
    """Say what a final table still lacks, a line each."""
    lines = [error.message]
    for lack, missing in error.check.kinds.items():
        lines += [f"{LACK_LABELS[lack]} ({len(missing)}):"] if missing else []
        for one in missing:
            about = " · ".join(part for part in (one.place, one.agency, one.note) if part)
            lines.append(f"  - {about}")
    return "\n".join(lines)


def fail(sentence: str, status: int = 2) -> None:
    """Say a sentence on stderr and exit, with 2 for a mistake."""
    click.echo(sentence, err=True)
    sys.exit(status)
