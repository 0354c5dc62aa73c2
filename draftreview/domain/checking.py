"""What a reader of the split should look at: gaps, odd letters, texts without articles."""

import itertools
from collections.abc import Iterator, Sequence

from draftreview.domain.numbering import is_official_letter, missing_between, rank
from draftreview.domain.provisions import (
    WORDS,
    Component,
    ComponentKind,
    Kind,
    Notice,
    Provision,
    Tree,
    opening_capital,
    walk,
)

_NO_ARTICLE = "Không tìm thấy Điều nào trong văn bản chính; toàn bộ nội dung được giữ ở phần mở đầu."
_BEGINS = "{first} đứng đầu dãy, không phải số thứ nhất."
_GAP = "Sau {before} là {after}: dãy số bị cách."
_BACK = "{after} đứng sau {before}: dãy số không tăng."
_LETTER = "Điểm {number}: chữ cái không thuộc thứ tự a, b, c, d, đ, e, g, h, i, k, l…"


def check(tree: Tree) -> Iterator[Notice]:
    """Yield what is odd in a split text; nothing of it is corrected."""
    for component in tree.components:
        yield from _check_component(component)


def _check_component(component: Component) -> Iterator[Notice]:
    everything = [provision for provision, _ in walk(component.children)]
    if component.kind is ComponentKind.MAIN and not any(one.kind is Kind.ARTICLE for one in everything):
        yield Notice(component.line, "no_article", _NO_ARTICLE)
    yield from _check_series([one for one in everything if one.kind is Kind.ARTICLE])
    for provision in everything:
        if provision.kind is Kind.POINT and not is_official_letter(provision.number):
            yield Notice(provision.line, "odd_letter", _LETTER.format(number=provision.number))
        for kind in (Kind.CLAUSE, Kind.POINT):
            yield from _check_series([child for child in provision.children if child.kind is kind])


def _check_series(provisions: Sequence[Provision]) -> Iterator[Notice]:
    """Look at the numbers of one series: its beginning, gaps, and steps back."""
    if provisions and rank(provisions[0].kind, provisions[0].number) > (1, 0, 0):
        yield Notice(provisions[0].line, "gap", _BEGINS.format(first=_label(provisions[0])))
    for before, after in itertools.pairwise(provisions):
        earlier, later = rank(before.kind, before.number), rank(after.kind, after.number)
        missing = missing_between(after.kind, earlier, later)
        if missing > 0:
            words = _GAP.format(before=_label(before), after=_label(after))
            yield Notice(after.line, "gap", words)
        elif missing < 0 and earlier != later:
            yield Notice(after.line, "order", _BACK.format(before=_label(before), after=_label(after)))


def _label(provision: Provision) -> str:
    return opening_capital(f"{WORDS[provision.kind]} {provision.number}")
