"""Whether the words behind "Điều 5." are a title or the article's own sentence, over one or several lines."""

import re
from collections.abc import Sequence

from draftreview.domain.clauses import Piece
from draftreview.domain.lines import ends_sentence, in_capitals

_LONGEST = 300
_LONGEST_FINISHED = 120
_SENTENCE = re.compile(
    r"\b(?:này có hiệu lực|có hiệu lực|chịu trách nhiệm|ban hành kèm|ban hành quy|"
    r"được|phải|có trách nhiệm|căn cứ|"
    r"hết hiệu lực|bãi bỏ|thay thế|quyết định này|quy định này|quy chế này|nghị định này|là|bao gồm|gồm)\b",
    re.IGNORECASE,
)
_OPEN_END = re.compile(
    r"(?:,|\b(?:của|và|về|cho|với|trong|tại|theo|các|từ|đến|hoặc|là|giữa|đối với|do|khi|bởi))$"
)


def split_title(pieces: Sequence[Piece], more: bool, marked: bool = True) -> tuple[str, list[Piece]]:
    """Give the title and what of the pieces is text.

    ``pieces`` begin with the words behind the number; ``more`` tells whether clauses or points follow,
    ``marked`` whether a stop or colon stands behind the number: old texts without one give no titles.
    """
    if not pieces:
        return "", []
    first = 0 if pieces[0].text or len(pieces) == 1 else 1
    if pieces[first].fixed or pieces[first].quoted:
        return "", list(pieces)
    if first and not _stands_alone(pieces[1], more or len(pieces) > 2):
        return "", list(pieces[1:])
    end = first + 1
    while end < len(pieces) and _continues(pieces[end - 1], pieces[end]):
        end += 1
    title = " ".join(piece.text for piece in pieces[first:end])
    if not _is_title(title, more or end < len(pieces), marked):
        return "", list(pieces[first:])
    return title, list(pieces[end:])


def _stands_alone(piece: Piece, followed: bool) -> bool:
    """Tell whether the line below a bare "Điều 5." can be its title."""
    return followed and not ends_sentence(piece.text) and not piece.text.startswith(("-", "+", "|"))


def _continues(before: Piece, after: Piece) -> bool:
    """Tell whether a title runs on into the next line."""
    if after.fixed or after.quoted or not before.text or ends_sentence(before.text):
        return False
    if after.text[:1].islower() or _OPEN_END.search(before.text):
        return True
    return in_capitals(before.text) and in_capitals(after.text)


def _is_title(words: str, followed: bool, marked: bool) -> bool:
    if not words or words.endswith((":", "/.")):
        return False
    if ends_sentence(words) and words[-1] not in ")]\"”’'":
        return followed and marked and len(words) <= _LONGEST_FINISHED and not _SENTENCE.search(words)
    if not followed:
        return len(words) <= _LONGEST_FINISHED and not _SENTENCE.search(words)
    return len(words) <= _LONGEST
