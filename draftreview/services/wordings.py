"""The wording a comment proposes: checked against the text it would change and kept with its base."""

import unicodedata
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from draftreview.domain.diffing import same_wording
from draftreview.domain.errors import Invalid, UnchangedWording
from draftreview.domain.provisions import CONTAINERS, Kind
from draftreview.domain.sentences import sentence
from draftreview.domain.vocabulary import Operation
from draftreview.models.comments import Comment, Proposal
from draftreview.models.drafts import Provision

_TITLED = CONTAINERS | {Kind.ARTICLE}


@dataclass(frozen=True, slots=True)
class Wording:
    """What shall become of a provision.

    ``insert`` puts a new one after it, or first inside it; ``move`` puts it after ``target_eid``.
    ``tail`` are the words after its points; where nothing is said of them they stay.
    """

    operation: Operation
    heading: str = ""
    text: str = ""
    as_first_child: bool = False
    target_eid: str = ""
    tail: str | None = None

    def tidied(self) -> "Wording":
        """Keep only what the operation uses, in the form in which texts are kept."""
        worded = self.operation in (Operation.REPLACE, Operation.INSERT)
        return Wording(
            self.operation,
            tidy(self.heading) if worded else "",
            tidy(self.text) if worded else "",
            self.as_first_child and self.operation is Operation.INSERT,
            self.target_eid if self.operation is Operation.MOVE else "",
            tidy(self.tail) if self.operation is Operation.REPLACE and self.tail is not None else None,
        )

    def against(self, place: Provision | None) -> "Wording":
        """Tidy it, and say nothing of the words after the points of a place where they stay as they are."""
        tidied = self.tidied()
        tail = place.tail if place else ""
        stays = not tail or tidied.tail is None or same_wording(tidied.tail, tail)
        return replace(tidied, tail=None) if stays else tidied


def tidy(words: str) -> str:
    """Bring typed words into the form in which texts are kept: NFC, line feeds, no blanks at line ends."""
    lines = unicodedata.normalize("NFC", words).replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def has_heading(kind: Kind) -> bool:
    """Tell whether provisions of a kind carry a heading that may be reworded."""
    return kind in _TITLED


def wording_of(proposal: Proposal | None) -> Wording | None:
    """Give a kept proposal as the wording it was made from."""
    if proposal is None:
        return None
    target = proposal.target
    return Wording(
        proposal.operation,
        proposal.new_heading,
        proposal.new_text,
        proposal.as_first_child,
        target.eid if target else "",
        # Where neither is kept, the proposal says nothing of the words after the points.
        proposal.new_tail if proposal.new_tail or proposal.base_tail else None,
    )


def propose(session: Session, comment: Comment, place: Provision | None, wording: Wording | None) -> None:
    """Give a comment its proposed wording, or take it away.

    :raises Invalid: where the wording is empty, does not fit the place or has no place
    :raises UnchangedWording: where it says what the text says
    """
    if wording is None:
        comment.proposal = None
        return
    if place is None:
        raise Invalid(sentence("Câu chữ đề xuất phải gắn với một điều, khoản hoặc điểm."), "operation")
    wording = wording.against(place)
    heading = wording.heading if has_heading(place.kind) or wording.operation is not Operation.REPLACE else ""
    _refuse_unfit(place, replace(wording, heading=heading))
    if wording.as_first_child and place.kind is Kind.POINT:
        raise Invalid(
            sentence("Trong điểm không có cấp nhỏ hơn. Chọn thêm vào sau điểm này."), "as_first_child"
        )
    target = _target(session, place, wording)
    proposal = comment.proposal or Proposal()
    proposal.operation = wording.operation
    proposal.new_heading = heading
    proposal.new_text = wording.text
    proposal.new_tail = wording.tail or ""
    proposal.base_heading = place.heading
    proposal.base_text = place.text
    proposal.base_tail = place.tail if wording.tail is not None else ""
    proposal.base_hash = place.text_hash
    proposal.as_first_child = wording.as_first_child
    proposal.target = target
    comment.proposal = proposal


def _refuse_unfit(place: Provision, wording: Wording) -> None:
    heading, text = wording.heading, wording.text
    if wording.operation is Operation.INSERT and not heading and not text:
        raise Invalid(sentence("Cần ghi câu chữ của quy định mới."), "new_text")
    if wording.operation is Operation.REPLACE:
        if not heading and not text:
            raise Invalid(
                sentence("Câu chữ đề xuất đang trống. Muốn bỏ hẳn quy định này thì chọn “Bỏ”."), "new_text"
            )
        stays = wording.tail is None and same_wording(text, place.text)
        if stays and same_wording(heading, place.heading):
            raise UnchangedWording(
                sentence("Câu chữ chưa khác dự thảo. Sửa câu chữ, hoặc chọn “Nêu ý kiến”."), "new_text"
            )


def _target(session: Session, place: Provision, wording: Wording) -> Provision | None:
    """Find the provision that a moved one shall follow: of its own level and not where it stands already."""
    if wording.operation is not Operation.MOVE:
        return None
    rows = session.scalars(
        select(Provision).where(Provision.version_id == place.version_id).order_by(Provision.position)
    ).all()
    target = next((row for row in rows if row.eid == wording.target_eid), None)
    if target is None:
        raise Invalid(sentence("Chọn chỗ chuyển đến."), "target")
    if target.id == place.id or target.kind is not place.kind:
        raise Invalid(sentence("Chỉ chuyển được đến sau một quy định khác cùng cấp."), "target")
    siblings = [row.id for row in rows if row.parent_id == place.parent_id and row.kind is place.kind]
    before = siblings.index(place.id) - 1
    if before >= 0 and siblings[before] == target.id:
        raise UnchangedWording(
            sentence("Quy định này đang đứng ngay sau chỗ đã chọn. Chọn chỗ khác."), "target"
        )
    return target
