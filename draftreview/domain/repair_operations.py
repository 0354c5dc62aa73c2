"""What each repair does to the pieces of a component; none of them loses a word."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from draftreview.domain.errors import Invalid
from draftreview.domain.numbering import rank, successor
from draftreview.domain.provisions import CONTAINERS, Component, Kind, Provision
from draftreview.domain.rendering import provision_lines
from draftreview.domain.repair_labels import (
    FIRSTS,
    INSIDE,
    LONGEST_NUMBER,
    carried_number,
    read_label,
    worded,
)
from draftreview.domain.repair_pieces import DEEPEST, LEVELS, Piece, beginning, joined
from draftreview.domain.sentences import sentence


class RepairOperation(StrEnum):
    """What may be done to one provision of a text that was split."""

    PROMOTE = "promote"
    DEMOTE = "demote"
    KIND = "kind"
    JOIN = "join"
    SPLIT = "split"
    RENUMBER = "renumber"
    TEXT = "text"
    HEADING = "heading"


class Into(StrEnum):
    """Where the second half of a split goes, and where words marked as text go."""

    SIBLING = "sibling"
    CHILD = "child"
    TAIL = "tail"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A component laid out."""

    component: Component
    pieces: tuple[Piece, ...]

    def with_pieces(self, at: int, *new: Piece) -> "Sheet":
        """Put pieces in the place of the one at ``at``."""
        return replace(self, pieces=(*self.pieces[:at], *new, *self.pieces[at + 1 :]))


@dataclass(frozen=True, slots=True)
class Wanted:
    """One repair of the provision that stands at ``at``; argument and offset are those of the repair."""

    at: int
    provision: Provision
    argument: str = ""
    offset: int = 0


_LADDERS = ((Kind.PART, Kind.CHAPTER, Kind.SECTION, Kind.SUBSECTION), (Kind.ARTICLE, Kind.CLAUSE, Kind.POINT))


def _promote(sheet: Sheet, wanted: Wanted) -> Sheet:
    return _step(sheet, wanted, -1, sentence("Đã ở cấp cao nhất. Chọn “Đổi cấp” nếu đây là chương, mục."))


def _demote(sheet: Sheet, wanted: Wanted) -> Sheet:
    return _step(
        sheet, wanted, 1, sentence("Đã ở cấp thấp nhất. Chọn “Thành nội dung” nếu đây không phải một cấp.")
    )


def _step(sheet: Sheet, wanted: Wanted, step: int, refusal: str) -> Sheet:
    ladder = next(kinds for kinds in _LADDERS if wanted.provision.kind in kinds)
    rung = ladder.index(wanted.provision.kind) + step
    if not 0 <= rung < len(ladder):
        raise Invalid(refusal)
    return sheet.with_pieces(wanted.at, beginning(_of_kind(wanted.provision, ladder[rung])))


def _change_kind(sheet: Sheet, wanted: Wanted) -> Sheet:
    if wanted.argument not in set(Kind) or wanted.argument == wanted.provision.kind:
        raise Invalid(sentence("Chọn một cấp khác với cấp đang có."))
    return sheet.with_pieces(wanted.at, beginning(_of_kind(wanted.provision, Kind(wanted.argument))))


def _of_kind(provision: Provision, kind: Kind) -> Provision:
    """Make it another kind; what stands inside keeps its own."""
    number = carried_number(provision.kind, kind, provision.number)
    moved = replace(provision, kind=kind, number=number)
    if moved.heading and (kind in CONTAINERS or kind is Kind.ARTICLE):
        return moved
    return worded(moved, joined(provision.heading, "\n", provision.text))


def _join(sheet: Sheet, wanted: Wanted) -> Sheet:
    """Go on with the words of the sibling before, or of what holds this; the number goes."""
    words = joined(wanted.provision.heading, "\n", wanted.provision.text)
    return sheet.with_pieces(wanted.at, Piece(LEVELS[wanted.provision.kind], words=words, glue=" "))


def _make_text(sheet: Sheet, wanted: Wanted) -> Sheet:
    """Leave the words as they are printed, number and all, to what stands before."""
    level = LEVELS[wanted.provision.kind] if wanted.argument == Into.TAIL else DEEPEST
    words = "\n".join(provision_lines(replace(wanted.provision, children=(), tail="")))
    return sheet.with_pieces(wanted.at, Piece(level, words=words))


def _renumber(sheet: Sheet, wanted: Wanted) -> Sheet:
    number = " ".join(wanted.argument.split())
    if number == wanted.provision.number:
        raise Invalid(sentence("Số mới trùng với số đang có."))
    if len(number) > LONGEST_NUMBER or not rank(wanted.provision.kind, number)[0]:
        raise Invalid(sentence("Không đọc được số này. Ghi số như trong văn bản, thí dụ 5, 5a, IV hoặc đ."))
    return sheet.with_pieces(wanted.at, beginning(replace(wanted.provision, number=number)))


def _turn_heading(sheet: Sheet, wanted: Wanted) -> Sheet:
    """Make the title the first line of the text, or the first line of the text the title."""
    provision = wanted.provision
    if provision.kind in (Kind.CLAUSE, Kind.POINT):
        raise Invalid(sentence("Khoản và điểm không có tên."))
    if provision.heading:
        turned = replace(provision, heading="", text=joined(provision.heading, "\n", provision.text))
    elif provision.text:
        first, _, rest = provision.text.partition("\n")
        turned = replace(provision, heading=first, text=rest)
    else:
        raise Invalid(sentence("Không có chữ nào để làm tên hoặc nội dung."))
    return sheet.with_pieces(wanted.at, beginning(turned))


def _split(sheet: Sheet, wanted: Wanted) -> Sheet:
    """Cut the words of a provision in two; a number that the second half begins with becomes its own."""
    provision = wanted.provision
    own = joined(provision.heading, "\n", provision.text)
    if own and wanted.offset > len(own):
        return _split_tail(sheet, wanted, wanted.offset - len(own) - 1)
    if not own:
        return _split_tail(sheet, wanted, wanted.offset)
    before, after = cut(own, wanted.offset)
    if len(before) <= len(provision.heading):
        kept = replace(provision, heading=before, text="")
    else:
        kept = replace(provision, text=before[len(provision.heading) :].lstrip())
    line = provision.line + own[: wanted.offset].count("\n")
    if wanted.argument in (Into.TAIL, Into.CLOSING):
        return _split_off(sheet.with_pieces(wanted.at, beginning(kept)), wanted, after)
    return sheet.with_pieces(wanted.at, beginning(kept), beginning(_second(wanted, after, line)))


def _split_tail(sheet: Sheet, wanted: Wanted, offset: int) -> Sheet:
    """Cut the words behind the children; the second half becomes a provision behind them."""
    level, tail = LEVELS[wanted.provision.kind], wanted.provision.tail
    before, after = cut(tail, offset)
    at = next(
        place
        for place, piece in enumerate(sheet.pieces[wanted.at :], start=wanted.at)
        if piece.provision is None and piece.level == level
    )
    first = replace(sheet.pieces[at], words=before)
    if wanted.argument == Into.CLOSING:
        return _split_off(sheet.with_pieces(at, first), replace(wanted, at=at), after)
    return sheet.with_pieces(at, first, beginning(_second(wanted, after, wanted.provision.line)))


def _split_off(sheet: Sheet, wanted: Wanted, words: str) -> Sheet:
    """Give the second half to what holds the provision, or to the closing; nothing may come between."""
    following = sheet.pieces[wanted.at + 1 :]
    if wanted.argument == Into.CLOSING:
        if following:
            raise Invalid(sentence("Chỉ tách được ra phần ký ở quy định cuối cùng."))
        closing = joined(words, "\n", sheet.component.closing)
        return replace(sheet, component=replace(sheet.component, closing=closing))
    own = LEVELS[wanted.provision.kind]
    above = [piece.level for piece in sheet.pieces[: wanted.at] if piece.provision and piece.level < own]
    if not above or (following and following[0].level > above[-1] and following[0].provision):
        raise Invalid(sentence("Chỉ điểm hoặc khoản cuối cùng mới có đoạn nằm sau thuộc cấp trên."))
    tail = Piece(above[-1], words=words)
    return replace(sheet, pieces=(*sheet.pieces[: wanted.at + 1], tail, *following))


def _second(wanted: Wanted, words: str, line: int) -> Provision:
    """Make the provision that the second half of a split becomes."""
    found = read_label(words)
    if found is not None:
        kind, number, rest = found
        return worded(Provision(kind, number, line=line), rest)
    kind = wanted.provision.kind
    if wanted.argument == Into.CHILD:
        if kind not in INSIDE:
            raise Invalid(sentence("Chỉ Điều và khoản mới tách được thành danh sách bên trong."))
        kind = INSIDE[kind]
        return worded(Provision(kind, FIRSTS[kind], line=line), words)
    try:
        number = successor(kind, wanted.provision.number)
    except ValueError as error:
        raise Invalid(sentence("Không tính được số kế tiếp. Đánh số lại trước khi tách.")) from error
    return worded(Provision(kind, number, line=line), words)


def cut(words: str, offset: int) -> tuple[str, str]:
    """Cut between two words.

    :raises Invalid: inside a word, or where one half would be empty
    """
    before, after = _halves(words, offset)
    if not before or not after:
        raise Invalid(sentence("Chọn chỗ tách sao cho mỗi phần còn ít nhất một chữ."))
    return before, after


def _halves(words: str, offset: int) -> tuple[str, str]:
    before, after = words[: max(offset, 0)], words[max(offset, 0) :]
    if before[-1:].isalnum() and after[:1].isalnum():
        raise Invalid(sentence("Chỉ tách được giữa hai chữ."))
    return before.strip(), after.strip()


def split_frame(sheet: Sheet, offset: int) -> Sheet:
    """Cut a provision out of the lines before or behind all others; it must begin with its number.

    ``offset`` counts in preamble and closing, one line after the other.
    """
    preamble, closing = sheet.component.preamble, sheet.component.closing
    opening = offset < len(preamble)
    within = offset if opening or not preamble else offset - len(preamble) - 1
    before, after = _halves(preamble if opening else closing, within)
    found = read_label(after)
    if found is None:
        raise Invalid(sentence("Phần tách ra phải bắt đầu bằng số của một quy định, thí dụ “Điều 1.”."))
    kind, number, rest = found
    line = sheet.component.line + preamble[: max(within, 0)].count("\n") + 1 if opening else 0
    new = beginning(worded(Provision(kind, number, line=line), rest))
    if opening:
        return Sheet(replace(sheet.component, preamble=before), (new, *sheet.pieces))
    kept = (Piece(DEEPEST, words=before),) if before else ()
    return Sheet(replace(sheet.component, closing=""), (*sheet.pieces, *kept, new))


OPERATIONS: Mapping[RepairOperation, Callable[[Sheet, Wanted], Sheet]] = {
    RepairOperation.PROMOTE: _promote,
    RepairOperation.DEMOTE: _demote,
    RepairOperation.KIND: _change_kind,
    RepairOperation.JOIN: _join,
    RepairOperation.SPLIT: _split,
    RepairOperation.RENUMBER: _renumber,
    RepairOperation.TEXT: _make_text,
    RepairOperation.HEADING: _turn_heading,
}
