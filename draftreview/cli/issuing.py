"""Issue the next version from the command line, where nothing is left for a person to settle."""

from collections.abc import Iterator

import click

from draftreview.cli.opening import opened, operator, the_draft
from draftreview.domain.provisions import opening_capital
from draftreview.domain.questions import Question
from draftreview.services import next_version
from draftreview.services.clock import clock_of
from draftreview.services.working_text import Working, working_text


@click.command()
@click.option("--draft", "key", metavar="KEY", help="Of which draft, where there are several.")
@click.option("--dry-run", is_flag=True, help="Say what would be issued; write nothing.")
def issue(key: str | None, dry_run: bool) -> None:
    """Issue the next version of a draft from everything that was accepted and approved.

    It does what the page's button does. Where wordings clash or a person has to choose, it stops with exit
    status 2 and names each place, why, and the agencies. References to check do not stop it: they are listed.
    """
    with opened() as session:
        draft = the_draft(session, key)
        working = working_text(session, operator(), draft.key)
        next_version.refuse_unready(working)
        if not dry_run:
            next_version.issue(session, None, clock_of(session), draft.key, working.seal)
            session.commit()
    for line in _told(working, draft.key, dry_run):
        click.echo(line)


def _told(working: Working, key: str, dry_run: bool) -> Iterator[str]:
    done = "Sẽ phát hành" if dry_run else "Đã phát hành"
    yield f"{done} bản dự thảo lần {working.number} của “{key}”."
    edits = sum(working.edit_result(one).stands for one in working.standing_edits)
    yield f"Câu chữ của {len(working.taken)} ý kiến được đưa vào; {edits} chỗ sửa trực tiếp."
    unchecked = working.text.unchecked
    if unchecked:
        yield f"Còn {len(unchecked)} dẫn chiếu cần kiểm tra:"
        yield from (f"  {_reference(one)}" for one in unchecked)


def _reference(question: Question) -> str:
    place, was = opening_capital(question.citation), f"“{question.base}”"
    if question.reference and question.reference.rewritten:
        return f"{place}: {was} đã sửa thành “{question.now}”"
    if question.reference and question.reference.new_target is None:
        return f"{place}: {was}, chỗ được dẫn chiếu không còn"
    return f"{place}: {was}, cần sửa lại số"
