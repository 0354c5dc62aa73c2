"""An agency's official letter (công văn góp ý) as of 2017: its facts, and every line that it says.

The parts and their order are those of form 1.5 of Circular 01/2011/TT-BNV, its articles are cited where they
rule a detail. What is not known is left as dots for the clerk and the signer, never invented.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import groupby

from draftreview.domain import synthesis_words
from draftreview.domain.numbering import POINT_LETTERS
from draftreview.domain.provisions import opening_capital
from draftreview.domain.synthesis import Proposed
from draftreview.domain.synthesis_head import MOTTO, NATION
from draftreview.domain.vocabulary import AgencyKind, Stance

PROVINCE = "Đồng Nai"
SHORT_BLANK = "……"
BLANK = "……………………………"
_FIRST_MONTH_WITHOUT_ZERO = 3
_DISTRICT = "UBND "
_AREAS = ("huyện ", "thị xã ", "thành phố ", "quận ")
_GENERAL, _ARTICLES, _TOPICS = "Ý kiến chung", "Ý kiến cụ thể", "Nội dung trọng tâm không có ý kiến"


@dataclass(frozen=True, slots=True)
class Sender:
    """The agency that writes."""

    name: str
    kind: AgencyKind


@dataclass(frozen=True, slots=True)
class Facts:
    """What the clerk writes on a letter; every part may still be unknown."""

    number: str = ""
    day: date | None = None
    signer: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What the letter answers: the drafting agency's letter and the draft that it sent."""

    agency: str
    number: str
    day: date
    title: str
    short_title: str
    version: int


@dataclass(frozen=True, slots=True)
class Opinion:
    """One comment: ``group`` is the Điều or part it belongs to, "" where it is on the whole draft.

    ``place`` is the citation, ``words`` what stands there now, ``passage`` the words chosen in it;
    ``body`` and ``reason`` are plain text.
    """

    group: str = ""
    place: str = ""
    words: str = ""
    passage: str = ""
    proposed: Proposed | None = None
    body: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class OfficialLetter:
    """A letter with all it says; ``opinions`` in the order of the reply, ``silent`` focus topics by title."""

    sender: Sender
    asked: Asked
    stance: Stance | None = None
    facts: Facts = Facts()
    opinions: tuple[Opinion, ...] = ()
    silent: tuple[str, ...] = ()


class LineRole(StrEnum):
    """How a line of the body is set."""

    SECTION = "section"
    GROUP = "group"
    PLACE = "place"
    PLAIN = "plain"
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class BodyLine:
    """A line of the body; ``lead`` says what the text is ("Lý do: ")."""

    role: LineRole
    text: str
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands at the left and at the right, above the body or below it; each side line by line."""

    left: tuple[str, ...]
    right: tuple[str, ...]


def authority_of(sender: Sender) -> str:
    """Name what stands above the agency; a people's committee of a district names nothing above itself."""
    return "" if sender.kind is AgencyKind.DISTRICT else f"UBND tỉnh {PROVINCE}".upper()


def names_of(sender: Sender) -> tuple[str, ...]:
    """Write the agency as its letters do: "ỦY BAN NHÂN DÂN", "HUYỆN ĐỊNH QUÁN"."""
    if sender.kind is AgencyKind.DISTRICT and sender.name.startswith(_DISTRICT):
        return "ỦY BAN NHÂN DÂN", sender.name.removeprefix(_DISTRICT).upper()
    return (sender.name.upper(),)


def town_of(sender: Sender) -> str:
    """Name the place a letter is dated at: the district's own name, else the province's (art. 9)."""
    if sender.kind is AgencyKind.DISTRICT:
        name = sender.name.removeprefix(_DISTRICT)
        for area in _AREAS:
            name = name.removeprefix(area)
        return name
    return PROVINCE


def dated(day: date | None) -> str:
    """Write a day in full, days below 10 and the months 1 and 2 with a zero (art. 9); dots where unknown."""
    if day is None:
        return f"ngày {SHORT_BLANK} tháng {SHORT_BLANK} năm {SHORT_BLANK}"
    month = f"{day.month:02}" if day.month < _FIRST_MONTH_WITHOUT_ZERO else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def numbered(letter: OfficialLetter) -> str:
    """Write the line of the letter's number, dots where it has none."""
    return f"Số: {letter.facts.number or f'{SHORT_BLANK}/{SHORT_BLANK}'}"


def subject_of(letter: OfficialLetter) -> str:
    """Say in brief what the letter is about."""
    return f"V/v góp ý dự thảo {letter.asked.short_title}"


def placed(letter: OfficialLetter) -> str:
    """Write the place and the day."""
    return f"{town_of(letter.sender)}, {dated(letter.facts.day)}"


def addressed(letter: OfficialLetter) -> str:
    """Name whom the letter goes to."""
    return f"Kính gửi: {letter.asked.agency}"


def signature_frame(letter: OfficialLetter) -> Frame:
    """Give the recipients, and the place of the signature: authority and office, then the name."""
    recipients = ("Nơi nhận:", "- Như trên;", f"- {SHORT_BLANK};", f"- Lưu: VT, {SHORT_BLANK}")
    return Frame(recipients, (BLANK, BLANK, letter.facts.signer or BLANK))


def body_lines(letter: OfficialLetter) -> Iterator[BodyLine]:
    """Yield the body: what is answered, the stance, the opinions by Điều and khoản, the closing."""
    asked = letter.asked
    yield _plain(
        f"Phúc đáp Công văn số {asked.number} {dated(asked.day)} của {asked.agency} về việc góp ý dự thảo "
        f"{asked.title} (bản dự thảo lần {asked.version}), {_stated(letter)}"
    )
    general = tuple(one for one in letter.opinions if not one.group)
    special = letter.opinions[len(general) :]
    parts = [
        (_GENERAL, tuple(_general(general))),
        (_ARTICLES, tuple(_special(special, 1 + bool(general)))),
        (_TOPICS, tuple(_plain(f"- {title}.") for title in letter.silent)),
    ]
    for number, (title, lines) in enumerate((part for part in parts if part[1]), start=1):
        yield BodyLine(LineRole.SECTION, f"{number}. {title}")
        yield from lines
    closing = f"Trên đây là ý kiến của {letter.sender.name}, gửi {asked.agency} tổng hợp./."
    yield BodyLine(LineRole.CLOSING, closing)


def plain_lines(letter: OfficialLetter) -> Iterator[str]:
    """Yield the whole letter as lines of plain text."""
    yield from filter(None, (authority_of(letter.sender), *names_of(letter.sender)))
    yield from (numbered(letter), subject_of(letter), "", NATION, MOTTO, placed(letter), "")
    yield from (addressed(letter), "")
    for line in body_lines(letter):
        if line.role in (LineRole.SECTION, LineRole.GROUP):
            yield ""
        yield f"{line.lead}{line.text}"
    frame = signature_frame(letter)
    yield from ("", *frame.right, "", *frame.left)


def _stated(letter: OfficialLetter) -> str:
    """Say the agency's stance as the sentence that opens the letter ends."""
    name = letter.sender.name
    if letter.stance is Stance.AGREE:
        return f"{name} nhất trí hoàn toàn với dự thảo."
    if letter.stance is Stance.NO_OPINION:
        return f"{name} không có ý kiến đối với dự thảo."
    if letter.stance is Stance.DISAGREE:
        return f"{name} không nhất trí với dự thảo và có ý kiến như sau:"
    if letter.stance is Stance.AGREE_WITH_COMMENTS:
        return f"{name} nhất trí với dự thảo và có ý kiến góp ý như sau:"
    return f"{name} có ý kiến như sau:" + ("" if letter.opinions else f" {BLANK}")


def _general(opinions: Sequence[Opinion]) -> Iterator[BodyLine]:
    for place, one in enumerate(opinions):
        first, *rest = _opinion(one)
        mark = f"{_lettered(place)}) " if len(opinions) > 1 else ""
        yield BodyLine(first.role, first.text, mark + first.lead)
        yield from rest


def _special(opinions: Sequence[Opinion], section: int) -> Iterator[BodyLine]:
    for number, (group, members) in enumerate(groupby(opinions, lambda one: one.group), start=1):
        yield BodyLine(LineRole.GROUP, f"{section}.{number}. {group}")
        for place, one in enumerate(members):
            yield BodyLine(LineRole.PLACE, f"{_lettered(place)}) {opening_capital(one.place)}")
            yield from _opinion(one)


def _opinion(one: Opinion) -> Iterator[BodyLine]:
    if one.words:
        yield from _led("- Nội dung dự thảo: ", f"“{one.words}”")
    if one.passage:
        yield from _led("- Đoạn được góp ý: ", f"“{one.passage}”")
    if one.proposed is not None:
        said = synthesis_words.plain_lines(synthesis_words.proposal_lines(one.proposed))
        yield from map(_wording, said.splitlines())
    if one.body:
        yield from _led("- Ý kiến: " if one.place else "", one.body)
    if one.reason:
        yield from _led("- Lý do: " if one.place else "Lý do: ", one.reason)


def _wording(line: str) -> BodyLine:
    lead, colon, words = line.partition(": ")
    if colon and lead.startswith("Đề nghị"):
        return BodyLine(LineRole.PLAIN, words, f"- {lead}: ")
    return _plain(f"- {line}" if line.startswith("Đề nghị") else line)


def _led(lead: str, text: str) -> Iterator[BodyLine]:
    first, *rest = [line.strip() for line in text.splitlines() if line.strip()] or [""]
    yield BodyLine(LineRole.PLAIN, first, lead)
    yield from map(_plain, rest)


def _plain(text: str) -> BodyLine:
    return BodyLine(LineRole.PLAIN, text)


def _lettered(place: int) -> str:
    """Give the letter of a place, counted from 0, doubled where the series is through."""
    times, letter = divmod(place, len(POINT_LETTERS))
    return POINT_LETTERS[letter] * (times + 1)
