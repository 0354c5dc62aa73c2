"""The next version made from everything accepted: looked at as often as one likes, issued once."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from draftreview.domain.alignment import Pair
from draftreview.domain.clock import Clock
from draftreview.domain.comparing import Row
from draftreview.domain.errors import Conflict, Invalid, OverlappingWordings, StaleText
from draftreview.domain.merging import CLASH_LABELS, Clash, Fate, NextText, next_tree
from draftreview.domain.provisions import Component, opening_capital
from draftreview.domain.sentences import sentence
from draftreview.domain.stale_references import StaleReference, rewritten, stale_references
from draftreview.domain.succession import successions
from draftreview.models.accounts import User
from draftreview.models.drafts import Version
from draftreview.services import audit, lineage
from draftreview.services.accepted import Acceptance, Accepted, gather, named
from draftreview.services.comparing import Compared, compared_trees
from draftreview.services.drafts import find_draft, lock_draft, read_components
from draftreview.services.permissions import is_drafting, may_issue, require
from draftreview.services.version_rows import words_hash


class IssuedMeanwhile(Conflict):
    """The next version was issued since the page was shown; ``version`` is the newest one."""

    def __init__(self, version: Version) -> None:
        super().__init__(
            sentence(
                "Bản dự thảo lần %(number)s đã được phát hành trong lúc trang này mở.", number=version.number
            )
        )
        self.version = version


@dataclass(frozen=True, slots=True)
class Preview:
    """The next version as it would be issued now.

    Every worded acceptance stands in exactly one of ``clean``, ``adopted``, ``conflicts`` and ``orphans``;
    ``near`` are those of the clean ones whose edits touch one sentence with others. ``components`` is the
    text with its references put right where numbers changed; ``references`` lists those for checking.
    """

    accepted: Accepted
    text: NextText
    components: tuple[Component, ...]
    pairs: tuple[Pair, ...]
    compared: Compared
    clean: tuple[Acceptance, ...]
    adopted: tuple[Acceptance, ...]
    conflicts: tuple[Acceptance, ...]
    orphans: tuple[Acceptance, ...]
    near: tuple[Acceptance, ...]
    references: tuple[StaleReference, ...]

    @property
    def number(self) -> int:
        """Give the number that the next version would have."""
        return self.accepted.version.number + 1

    @property
    def changed(self) -> tuple[Row, ...]:
        """List the places whose words or standing change; other numbers alone do not count."""
        return tuple(row for row in self.compared.comparison.rows if row.changed)

    @property
    def may_be_issued(self) -> bool:
        """Tell whether nothing is left to settle and the text differs from the present one."""
        return not self.text.clashes and bool(self.clean)


def preview(session: Session, actor: User | None, draft_key: str) -> Preview:
    """Make the next version without writing it, for the drafting side: four queries.

    :raises NotFound: where the draft has no version
    """
    require(is_drafting(actor))
    return _made(session, gather(session, draft_key))


def _made(session: Session, accepted: Accepted) -> Preview:
    old = read_components(session, accepted.version)
    text = next_tree(old, accepted.changes)
    new = rewritten(old, text.components, text.origins)
    pairs = successions(old, new, text.origins)
    by_key = named(accepted.worded)

    def ended(fate: Fate) -> tuple[Acceptance, ...]:
        return tuple(by_key[result.key] for result in text.results if result.fate is fate)

    return Preview(
        accepted,
        text,
        new,
        pairs,
        compared_trees(old, new, pairs),
        clean=ended(Fate.CLEAN),
        adopted=ended(Fate.ADOPTED),
        conflicts=ended(Fate.CONFLICT),
        orphans=ended(Fate.ORPHAN),
        near=tuple(by_key[result.key] for result in text.results if result.near),
        references=stale_references(old, text.components, text.origins),
    )


def issue(session: Session, actor: User | None, clock: Clock, draft_key: str, seen: str) -> Version:
    """Issue the next version from what is accepted; ``seen`` is the seal of what the actor looked at.

    :raises IssuedMeanwhile: where the version was issued since
    :raises StaleText: where other wordings are accepted now
    :raises OverlappingWordings: naming every place where accepted wordings cannot all stand
    :raises Invalid: where nothing accepted changes the text
    """
    require(may_issue(actor))
    lock_draft(session, find_draft(session, draft_key))
    accepted = gather(session, draft_key)
    _refuse_stale(accepted, seen)
    made = _made(session, accepted)
    _refuse_unsettled(made)
    version = lineage.write_successor(session, actor, clock, accepted.version, made.components, made.pairs)
    audit.record(
        session,
        actor,
        clock,
        "version.merged",
        f"version:{version.id}",
        comments=[one.comment.id for one in (*made.clean, *made.adopted)],
    )
    return version


def _refuse_stale(accepted: Accepted, seen: str) -> None:
    if accepted.seal == seen:
        return
    number = seen.partition(":")[0]
    if number.isdecimal() and int(number) < accepted.version.number:
        raise IssuedMeanwhile(accepted.version)
    raise StaleText(
        sentence("Các ý kiến được tiếp thu đã thay đổi từ khi mở trang. Xem lại bản tiếp theo rồi phát hành.")
    )


def _refuse_unsettled(made: Preview) -> None:
    if made.text.clashes:
        raise OverlappingWordings(
            sentence(
                "Chưa phát hành được: có câu chữ đã tiếp thu không cùng đưa vào được. Về Bàn xử lý "
                "để chọn lại."
            ),
            [place_of(clash) for clash in made.text.clashes],
        )
    if words_hash(made.components) == made.accepted.version.text_hash:
        raise Invalid(
            sentence(
                "Chưa có câu chữ nào được tiếp thu làm thay đổi dự thảo. Duyệt kết quả xử lý ý kiến "
                "trước khi phát hành bản tiếp theo."
            )
        )


def place_of(clash: Clash) -> str:
    """Name the place of a clash, who proposed and why it cannot stand."""
    who = ", ".join(dict.fromkeys(clash.labels))
    return f"{opening_capital(clash.citation)}: {CLASH_LABELS[clash.kind].lower()} ({who})"
