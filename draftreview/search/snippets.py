"""The words of a hit in their context: which part of the text to show and what to mark in it."""

from collections.abc import Iterable, Iterator, Sequence

from draftreview.search.analysis import Syllable, nfc, syllables
from draftreview.search.questions import Asked, Phrase

WIDTH = 240
_ELLIPSIS = "…"

Span = tuple[int, int]


def snippet(body: str, asked: Asked) -> tuple[str, tuple[Span, ...]]:
    """Cut the most telling piece out of a text, with the offsets of the words found in that piece."""
    text = nfc(body)
    found = find_marks(text, asked)
    start, end = _window(text, found)
    before, after = _ELLIPSIS if start else "", _ELLIPSIS if end < len(text) else ""
    shift = len(before) - start
    marks = tuple((a + shift, b + shift) for a, b in found if start <= a and b <= end)
    shown = "".join(" " if one.isspace() else one for one in text[start:end])
    return before + shown + after, marks


def find_marks(text: str, asked: Asked) -> list[Span]:
    """Find the words asked for in NFC text, as they were marked if they stand so, else folded.

    Where the whole question stands in one row, its single words elsewhere are not marked; those of a
    citation alone never are.
    """
    words = list(syllables(text))
    spans = set(_row(words, asked.whole)) if len(asked.whole) > 1 else set()
    if not spans and not asked.only_place:
        spans = {span for phrase in asked.phrases for span in _row(words, phrase)}
    return _joined(text, sorted(spans))


def title_marks(title: str, asked: Asked, shown: str, marks: Sequence[Span]) -> tuple[Span, ...]:
    """Find the words asked for in the title above a snippet.

    Where the snippet shows the whole question in a row, lone words of the title that look like one of its
    are not marked: "Sở" is not what "hồ sơ" asks for.
    """
    found = find_marks(title, asked)
    length = len(asked.whole)
    if length > 1 and any(_count(shown, mark) >= length for mark in marks):
        found = [mark for mark in found if _count(title, mark) >= length]
    return tuple(found)


def _count(text: str, span: Span) -> int:
    return sum(1 for _ in syllables(text[slice(*span)]))


def stands_as_typed(text: str, phrase: Phrase) -> bool:
    """Tell whether syllables follow each other in NFC text with the marks that were typed."""
    return any(same for _, same in _occurrences(list(syllables(text)), phrase))


def _row(words: Sequence[Syllable], phrase: Phrase) -> list[Span]:
    found = list(_occurrences(words, phrase))
    exact = [span for span, same in found if same]
    return exact or [span for span, _ in found]


def _occurrences(words: Sequence[Syllable], phrase: Phrase) -> Iterator[tuple[Span, bool]]:
    """Yield each place where the syllables follow each other, and whether the marks typed agree."""
    first, length = phrase[0].folded, len(phrase)
    for index in range(len(words) - length + 1):
        if words[index].folded != first:
            continue
        run = words[index : index + length]
        if all(one.folded == wanted.folded for one, wanted in zip(run, phrase, strict=True)):
            yield (run[0].start, run[-1].end), _as_typed(run, phrase)


def _as_typed(run: Sequence[Syllable], phrase: Phrase) -> bool:
    """Tell whether the marks agree wherever marks were typed."""
    return all(
        one.exact == wanted.exact or not wanted.accented for one, wanted in zip(run, phrase, strict=True)
    )


def _joined(text: str, spans: Iterable[Span]) -> list[Span]:
    """Make one mark of marks that overlap or have only a space between them."""
    joined: list[Span] = []
    for start, end in spans:
        if joined and (start <= joined[-1][1] or text[joined[-1][1] : start] == " "):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _window(text: str, marks: Sequence[Span]) -> Span:
    """Choose the piece: around the marks that lie closest together, cut between words."""
    if len(text) <= WIDTH:
        return 0, len(text)
    best = max(marks, key=lambda mark: (_marked(marks, mark[0]), -mark[0]), default=(0, 0))
    start = max(0, min(best[0] - WIDTH // 4, len(text) - WIDTH))
    end = max(start + WIDTH, best[1])
    return _word_start(text, start), _word_end(text, end)


def _marked(marks: Sequence[Span], start: int) -> int:
    """Count the marked characters that a piece beginning near ``start`` would show."""
    return sum(b - a for a, b in marks if start <= a and b <= start + WIDTH * 3 // 4)


def _word_start(text: str, start: int) -> int:
    while 0 < start < len(text) and not text[start - 1].isspace():
        start -= 1
    return start


def _word_end(text: str, end: int) -> int:
    while end < len(text) and not text[end].isspace():
        end += 1
    return min(end, len(text))
