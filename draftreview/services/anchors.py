"""The words that a comment is about: chosen in its provision, and looked for in a later version."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from draftreview.domain import anchoring
from draftreview.domain.anchoring import GONE, Finding, Found, anchored, found_again
from draftreview.domain.choosing import Selection, chosen
from draftreview.domain.diffing import nfc, same_wording
from draftreview.domain.errors import Invalid
from draftreview.domain.following import Ending
from draftreview.domain.sentences import sentence
from draftreview.models.comments import Anchor, Comment
from draftreview.models.drafts import Provision
from draftreview.services.following import Following

_ELSEWHERE = sentence("Chỉ chọn được đoạn trong câu chữ của chính quy định này.")


@dataclass(frozen=True, slots=True)
class Passage:
    """Chosen words as a reader is told of them; ``number`` is the later version they were looked for in.

    Without a ``finding`` nothing is newer, or nobody has confirmed which provision theirs became.
    """

    quote: str
    number: int = 0
    finding: Finding | None = None

    @property
    def changed(self) -> bool:
        """Tell whether they are there with other words."""
        return self.finding is not None and self.finding.found is Found.CHANGED

    @property
    def gone(self) -> bool:
        """Tell whether they are not there any more."""
        return self.finding is not None and self.finding.found is Found.GONE


def anchor_on(
    session: Session, comment: Comment, place: Provision | None, start: int, end: int, quote: str
) -> Anchor:
    """Let a comment be about some words of its provision, instead of any chosen before; flushes.

    Whether the comment may be changed is asked by whoever saves it.

    :param start: characters from the beginning of the composed words of the provision
    :param quote: what was selected, as the reader saw it
    :raises Invalid: where those words do not stand there
    """
    if place is None or place.id != comment.provision_id:
        raise Invalid(_ELSEWHERE, "quote")
    words = words_of(place)
    made = anchored(words, start, end)
    if not same_wording(_visible(quote), _visible(nfc(words)[start:end])):
        raise Invalid(
            sentence("Câu chữ tại chỗ được chọn không đúng như vậy. Mở lại dự thảo và chọn lại."), "quote"
        )
    choose(comment, made)
    session.flush()
    assert comment.anchor is not None
    return comment.anchor


def passage_in(
    place: Provision | None, passage: Selection | anchoring.Anchor | None
) -> anchoring.Anchor | None:
    """Find the words that a comment shall be about in its provision.

    :raises Invalid: where they do not stand there, or in more places than one
    """
    if passage is None or isinstance(passage, anchoring.Anchor):
        return passage
    if place is None:
        raise Invalid(_ELSEWHERE, "quote")
    return chosen(words_of(place), passage)


def choose(comment: Comment, passage: Selection | anchoring.Anchor | None) -> None:
    """Let a comment be about these words of its provision, or about all of it."""
    if not isinstance(passage, anchoring.Anchor):
        comment.anchor = None
        return
    row = comment.anchor or Anchor()
    row.start, row.end, row.quote = passage.start, passage.end, passage.quote
    row.before, row.after = passage.before, passage.after
    comment.anchor = row


def anchor_of(comment: Comment) -> anchoring.Anchor | None:
    """Give the words that a comment is about."""
    row = comment.anchor
    return anchoring.Anchor(row.start, row.end, row.quote, row.before, row.after) if row else None


def passage_of(comment: Comment, following: Following, at: int = 0) -> Passage | None:
    """Tell what became of the words that a comment is about; none where it is about a whole place.

    Reads the comment's anchor, provision and version; asks the database for nothing where they are loaded.

    :param at: the number of the later version, by default the newest
    """
    row, place = comment.anchor, comment.provision
    if row is None or place is None:
        return None
    anchor = anchoring.Anchor(row.start, row.end, row.quote, row.before, row.after)
    return passage_at(anchor, place.eid, words_of(place), comment.consultation.version.number, following, at)


def passage_at(
    anchor: anchoring.Anchor, eid: str, words: str, number: int, following: Following, at: int = 0
) -> Passage:
    """Tell what became of some words of a provision of the version of that number.

    :param words: all that the provision itself says there
    :param at: the number of the later version, by default the newest
    """
    state = following.state(number, eid, at)
    if state is None or state.whereabouts.ending is Ending.UNCONFIRMED:
        return Passage(anchor.quote)
    places = state.whereabouts.places
    findings = [found_again(anchor, words, following.words(one, at) or words) for one in places]
    return Passage(anchor.quote, state.number, _the_one(findings))


def words_of(place: Provision) -> str:
    """Give everything that a provision itself says, heading, text and tail."""
    return "\n".join(part for part in (place.heading, place.text, place.tail) if part)


def _visible(words: str) -> str:
    """Leave out what nobody sees: zero-width characters come and go as words are copied."""
    return "".join(one for one in nfc(words) if unicodedata.category(one) != "Cf")


def _the_one(findings: Sequence[Finding]) -> Finding:
    """Choose where a provision became several: words found in two of them are in neither for certain."""
    for sought in (Found.UNCHANGED, Found.CHANGED):
        found = [one for one in findings if one.found is sought]
        if found:
            return found[0] if len(found) == 1 else GONE
    return GONE
