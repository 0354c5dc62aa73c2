"""Where one text of a file ends and the next begins: signatures, Quy định kèm theo, Phụ lục, Mẫu số."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from draftreview.domain.headings import container_at_start
from draftreview.domain.lines import CAPITALS, Line, LineKind, ends_sentence, in_capitals
from draftreview.domain.provisions import ComponentKind

_APPENDIX = re.compile(
    r"(?P<word>PHỤ LỤC|Phụ lục|Phụ Lục)(?:\s+(?:SỐ|số|Số))?"
    r"(?:\s*(?P<number>\d{1,3}[a-zA-Z]?|[IVXLC]+[a-z]?|[A-Z]))?(?!\w)\s*(?P<rest>.*)"
)
_FORM = re.compile(
    r"(?P<word>BIỂU MẪU|Biểu mẫu|BIỂU|Biểu|MẪU|Mẫu)"
    r"(?:(?:\s+[^\W\d]+){1,6}?\s+(?:SỐ|số|Số)|\s+(?:SỐ|số|Số))?\s*:?\s*"
    r"(?P<number>(?:\d{1,3}|[IVXLC]{1,5})(?!\w)[\w./\-]*|\d{1,3}[A-Za-z][\w./\-]*)\s*(?P<rest>.*)"
)
_REGULATION = re.compile(
    r"(?:QUY ĐỊNH|QUY CHẾ|QUY TRÌNH|ĐIỀU LỆ|NỘI QUY|QUY CHUẨN|QUY ƯỚC|HƯỚNG DẪN|CHƯƠNG TRÌNH|ĐỀ ÁN|KẾ HOẠCH|"
    r"PHƯƠNG ÁN|CHIẾN LƯỢC|TIÊU CHÍ|BỘ TIÊU CHÍ|CHÍNH SÁCH|QUY HOẠCH|QUY TẮC|BỘ QUY TẮC|THỂ LỆ)(?!\w)"
)
_LIST = re.compile(r"(?:DANH MỤC|DANH SÁCH|BẢNG|BIỂU|PHIẾU|SƠ ĐỒ|MẪU|PHỤ LỤC|ĐỀ CƯƠNG)(?!\w)")
_CHAPTER_TITLE = re.compile(r"QUY ĐỊNH (?:CHUNG|CỤ THỂ|CHI TIẾT|KHÁC|CHUYỂN TIẾP)\s*$")
_ENACTED = re.compile(
    r"\W{0,3}(?:(?:được )?[Bb]an hành )?[Kk]èm theo\s+"
    r"(?:Quyết|Thông|Nghị|Công|Tờ|[Vv]ăn|Luật|Pháp|Kế|Quy|QĐ|dự thảo)"
)
_ENACTED_INSIDE = re.compile(r"\(\s*(?:[Bb]an hành )?[Kk]èm theo\s")
_HEADER = re.compile(
    r"(?:\|\s*)?(?:(?:ỦY|UỶ) BAN NHÂN DÂN|UBND|HỘI ĐỒNG NHÂN DÂN|CỘNG H[ÒO][AÀ] XÃ HỘI|Độc lập\s*[-–]|"
    r"[-–_*=~]{3,})"
)
_FORM_HEAD = re.compile(r"[<…._(\[]|TÊN |CƠ QUAN|BỘ |SỞ |HỘI ĐỒNG|CÔNG TY|ĐƠN VỊ|TỔ CHỨC|Kính gửi|Số:")
_CLOSING = re.compile(
    r"(?:[|*\s]*)(?:N[ơƠ][iI] [nN][hH][ậẬ][nN]\s*(?:[:./|\-]|$)"
    rf"|(?:TM|T/M|T\.M|KT|K/T|TL|TUQ|T/L)\s*[./]\s*[{CAPITALS}…]{{2}}"
    r"|XÁC THỰC VĂN BẢN HỢP NHẤT"
    r"|(?:Luật|Bộ luật|Pháp lệnh|Nghị quyết|Hiến pháp) này (?:đã )?được .{0,160}thông qua"
    r"|\[1\] |_{5,}\s*$)"
)
_OFFICES = re.compile(
    r"(?:PHÓ )?(?:CHỦ TỊCH|THỦ TƯỚNG|BỘ TRƯỞNG|THỨ TRƯỞNG|GIÁM ĐỐC|CHỦ NHIỆM|"
    r"TỔNG (?:KIỂM TOÁN|CỤC TRƯỞNG|GIÁM ĐỐC)|THỐNG ĐỐC|"
    r"CHÁNH (?:ÁN|VĂN PHÒNG|THANH TRA)|VIỆN TRƯỞNG|CỤC TRƯỞNG)(?!\w)"
)
_WRAP = re.compile(r"(?:[,(]|\b(?:tại|theo|của|và|với|hoặc|các|trong|như|ở|là|số|đến|từ|thuộc|cho))\s*$")
_TITLE_REACH = 8
_ENTRY = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign that one text ends (``kind`` None) or another begins; ``sure`` when its own words say so."""

    place: int
    kind: ComponentKind | None
    label: str = ""
    sure: bool = True

    @property
    def anew(self) -> float:
        """Give what starting a new numbering behind this sign costs."""
        if self.kind is None:
            return 8.0
        return 0.0 if self.sure else 6.0


def find_marks(lines: Sequence[Line], inside: Sequence[bool]) -> list[Mark]:
    """Find every sign of a new text, in order."""
    marks: dict[int, Mark] = {}
    for place, line in enumerate(lines):
        if inside[place] or line.kind is LineKind.NOTE:
            continue
        mark = _mark_at(lines, place)
        if mark and (mark.place not in marks or mark.sure):
            marks[mark.place] = mark
    return _without_contents([marks[place] for place in sorted(marks)])


def _mark_at(lines: Sequence[Line], place: int) -> Mark | None:
    text = lines[place].text
    if is_closing(text):
        return Mark(place, None)
    if lines[place].kind is LineKind.ROW:
        return None
    if _begins_appendix(lines, place):
        return Mark(place, ComponentKind.APPENDIX, _label(text))
    if _ENACTED.match(text) or _ENACTED_INSIDE.search(text):
        return _mark_of_enacted(lines, place)
    if _begins_regulation(lines, place):
        return Mark(place, ComponentKind.REGULATION, sure=lines[place].level == 1)
    return None


def is_closing(text: str) -> bool:
    """Tell whether a line begins a block of signatures or recipients."""
    if _CLOSING.match(text):
        return True
    return len(text) <= 60 and bool(_OFFICES.match(text)) and text.isupper()


def is_header(text: str) -> bool:
    """Tell whether a line is of the block that names the agency and the state."""
    return bool(_HEADER.match(text))


def begins_form(text: str) -> bool:
    """Tell whether a line is the first of a form's own words, behind its label: agency, dots to fill in."""
    return is_header(text) or bool(_FORM_HEAD.match(text))


def _label(text: str) -> str:
    match = _APPENDIX.match(text) or _FORM.match(text)
    return " ".join(text[: match.start("rest")].lower().split()) if match else ""


def _begins_appendix(lines: Sequence[Line], place: int) -> bool:
    text = lines[place].text
    if text[:1] not in ("P", "M", "B"):
        return False
    match = _APPENDIX.match(text) or _FORM.match(text)
    if not match:
        return False
    if lines[place].level:
        return True
    if place and _WRAP.search(lines[place - 1].text) and not in_capitals(lines[place - 1].text):
        return False
    rest, capitals = match["rest"], match["word"].isupper()
    if not rest:
        return bool(match["number"]) or capitals or _stands_free(lines, place)
    if rest[0] in ".:–-([" or in_capitals(rest):
        return not rest.startswith("...") and len(text) < 400
    if rest[0].islower():
        return capitals and rest.lower().startswith(("kèm theo", "ban hành kèm"))
    return bool(match["number"]) and rest[0].isupper() and not ends_sentence(rest) and len(rest) < 200


def _stands_free(lines: Sequence[Line], place: int) -> bool:
    """Tell whether a bare "Phụ lục" is a title: nothing runs on into it, or it is set or followed as one."""
    if not place or lines[place].bold or lines[place - 1].kind is LineKind.ROW:
        return True
    after = lines[place + 1].text if place + 1 < len(lines) else ""
    return ends_sentence(lines[place - 1].text) or in_capitals(after) or is_enactment(after)


def _begins_regulation(lines: Sequence[Line], place: int) -> bool:
    line = lines[place]
    if not _REGULATION.match(line.text.upper() if line.level == 1 else line.text):
        return False
    if line.level == 1:
        return True
    if not in_capitals(line.text.partition("(")[0]) or _CHAPTER_TITLE.match(line.text):
        return False
    before = container_at_start(lines[place - 1].text) if place else None
    return before is None or bool(before.rest)


def _mark_of_enacted(lines: Sequence[Line], place: int) -> Mark | None:
    """Follow "(Ban hành kèm theo …)" up to the first line of the title that it belongs to."""
    text = lines[place].text
    if not _ENACTED.match(text):
        head = text[: text.index("(")]
        if not in_capitals(head) or is_closing(head):
            return None
        if container_at_start(text):
            return None
        return Mark(place, _kind(head), _label(text))
    top = place
    for above in range(place - 1, max(-1, place - 1 - _TITLE_REACH), -1):
        line = lines[above]
        if line.kind is not LineKind.PLAIN or is_closing(line.text) or container_at_start(line.text):
            break
        if _begins_appendix(lines, above):
            return Mark(above, ComponentKind.APPENDIX, _label(line.text))
        if _begins_regulation(lines, above):
            return Mark(above, ComponentKind.REGULATION)
        if not in_capitals(line.text) and (ends_sentence(line.text) or line.text[:1] in "-+"):
            break
        if in_capitals(line.text) and not is_header(line.text) and top == above + 1:
            top = above
    return Mark(top, _kind(lines[top].text)) if top < place else None


def _kind(title: str) -> ComponentKind:
    return ComponentKind.APPENDIX if _LIST.match(title) else ComponentKind.REGULATION


def _without_contents(marks: Sequence[Mark]) -> list[Mark]:
    """Leave out a table of contents: labels close together that all come again later."""
    last = {mark.label: mark.place for mark in marks if mark.label}
    kept: list[Mark] = []
    listing, end = False, 0
    for mark, following in zip_longest(marks, marks[1:]):
        near = following is not None and bool(following.label) and following.place - mark.place <= _ENTRY
        again = bool(mark.label) and last[mark.label] > mark.place
        listing = (again and (near or listing)) or (listing and near and mark.place - end <= _ENTRY)
        end = mark.place
        if not listing:
            kept.append(mark)
    return kept


def is_enactment(text: str) -> bool:
    """Tell whether a line says with which act an annex was issued: "(Ban hành kèm theo Quyết định số …)"."""
    return bool(_ENACTED.match(text) or _ENACTED_INSIDE.search(text))
