"""Made-up decisions with the traps of real ones, and the provisions that a splitter must find in them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from draftreview.domain.numbering import POINT_LETTERS, to_roman

SUBJECTS = ("Thủ thư", "Bạn đọc", "Giám đốc thư viện", "Người giữ kho", "Hội đồng chọn sách")
VERBS = ("ghi sổ", "kiểm kê", "bàn giao sách", "trả lời", "lập danh mục", "gia hạn thẻ", "niêm yết lịch")
ENDS = (
    "trong thời hạn 05 ngày làm việc",
    "theo quy định tại khoản 2 Điều 3 Quy chế này",
    "theo Điều 4 của Luật Thư viện công cộng",
    "trước ngày 15 tháng 12 năm 2017",
    "theo mẫu tại Phụ lục I ban hành kèm theo Quy chế này",
    "như quy định tại các điểm a, b và c khoản 1 Điều 2",
    "đối với sách gọi là “sách hiếm” và “sách quý”",
    "tại phòng số 2, tầng 1",
)
TITLES = (
    "Phạm vi điều chỉnh", "Đối tượng áp dụng", "Giải thích từ ngữ", "Thẻ bạn đọc", "Trách nhiệm của thủ thư",
    "Giờ mở cửa, đóng cửa", "Kiểm kê sách", "Mượn và trả sách", "Bồi thường sách bị mất", "Lưu trữ hồ sơ",
)  # fmt: skip
CAPITALS = ("QUY ĐỊNH CHUNG", "MƯỢN, TRẢ SÁCH", "TỔ CHỨC KHO SÁCH", "ĐIỀU KHOẢN THI HÀNH", "KINH PHÍ")


@dataclass
class Decision:
    """The lines of a made-up decision and what it holds: (eid, text) of every provision."""

    lines: list[str] = field(default_factory=list)
    expected: list[tuple[str, str]] = field(default_factory=list)

    def last_text(self, more: str) -> None:
        """Add a paragraph to the last provision."""
        self.lines.append(more)
        eid, text = self.expected[-1]
        self.expected[-1] = (eid, f"{text}\n{more}" if text else more)


def decision(seed: int) -> Decision:
    """Make up a decision; the same seed gives the same one."""
    maker = _Maker(Random(seed))  # noqa: S311 - reproducible texts, no secrets
    maker.act()
    return maker.decision


class _Maker:
    """Write a decision line by line and keep account of its provisions."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.decision = Decision()
        self.mark = random.choice((".", ".", ".", ":", "" if random.random() < 0.3 else "."))
        self.dash = random.choice((".", ".", ".", ".", "-"))
        self.named = random.random() < 0.8
        self.signed = random.random() < 0.8
        self.word = random.choice(("Điều", "Điều", "Điều", "\u00d0iều"))
        self.glue = ""

    def act(self) -> None:
        """Write the decision, its annex, perhaps appendices."""
        self.say("ỦY BAN NHÂN DÂN TỈNH A", "Căn cứ Luật Thư viện công cộng;", "QUYẾT ĐỊNH:")
        self.articles("", self.random.randint(2, 4))
        self.flush()
        if self.signed:
            self.say("Nơi nhận:", "- Như Điều 2;", "TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn B")
        self.annex()
        for number in range(1, self.random.randint(1, 3)):
            self.say(f"Phụ lục {to_roman(number)}", "BIỂU TỔNG HỢP", "| TT | Tên sách |", "| 1. | Điều 5. |")
        if self.random.random() < 0.3:
            self.form()

    def say(self, *lines: str) -> None:
        """Write lines that belong to no provision."""
        self.decision.lines += lines

    def annex(self) -> None:
        """Write the annexed regulation with chapters and sections."""
        self.say("QUY CHẾ", "MƯỢN SÁCH")
        if self.named or not self.signed:
            self.say("(Ban hành kèm theo Quyết định số 01/2017/QĐ-UBND)")
        first = 1
        for chapter in range(1, self.random.randint(2, 5)):
            place = f"att_1__chp_{to_roman(chapter)}"
            self.container(f"Chương {to_roman(chapter)}", place)
            for section in range(1, self.random.choice((2, 2, 4))):
                if self.random.random() < 0.4:
                    self.container(f"Mục {section}", f"{place}__sec_{section}")
            count = self.random.randint(1, 6)
            self.articles("att_1__", count, first)
            first += count
        self.flush()

    def form(self) -> None:
        """Write a form with articles of its own."""
        appendices = sum(line == "BIỂU TỔNG HỢP" for line in self.decision.lines)
        self.say("Mẫu số 01", "HỢP ĐỒNG MƯỢN SÁCH")
        self.articles(f"att_{2 + appendices}__", 2)
        self.flush()

    def container(self, label: str, eid: str) -> None:
        """Write the heading of a chapter or section, its title in one of the usual places."""
        self.flush()
        title = self.random.choice(CAPITALS)
        lines = self.random.choice(
            (
                [f"{label} {title}"],
                [label, title],
                [f"{label}. {title}"],
                [f"{label}:", title],
                [f"{label}. {title.capitalize()}"],
                [label, title, "VÀ NHỮNG VIỆC KHÁC"],
            )
        )
        if len(lines) == 1 and self.decision.lines[-1].endswith(".") and self.random.random() < 0.05:
            lines = [f"{self.decision.lines.pop()} {label} {title}"]
        self.say(*lines)
        self.decision.expected.append((eid, ""))

    def articles(self, prefix: str, count: int, first: int = 1) -> None:
        """Write a run of articles."""
        for number in range(first, first + count):
            self.article(f"{prefix}art_{number}", f"{self.word} {number}{self.mark}")

    def article(self, eid: str, label: str) -> None:
        """Write one article in one of several shapes."""
        shape = self.random.choice(
            ("sentence", "plain", "clauses", "clauses", "clauses", "points", "quoting")
        )
        self.decision.expected.append((eid, ""))
        if shape == "sentence":
            words = self.sentence()
            self.begin(f"{label} {words}")
            self.decision.expected[-1] = (eid, words)
            return
        title = self.random.choice(TITLES)
        below = self.random.random() < 0.15
        if below:
            self.begin(label)
            self.say(title)
        else:
            self.begin(f"{label} {title}")
        if shape == "plain":
            self.decision.last_text(self.sentence())
            self.paragraphs()
        elif shape == "points":
            self.decision.last_text(f"{self.random.choice(SUBJECTS)} có trách nhiệm:")
            self.points(eid)
        elif shape == "quoting":
            self.quoting(eid)
        else:
            self.clauses(eid)
        if self.random.random() < 0.08 and self.decision.lines[-1][0] not in "|\u00d0Đ":
            self.glue = self.decision.lines.pop()

    def begin(self, line: str) -> None:
        """Write the first line of an article, glued to the line before where that was held back."""
        if self.glue:
            line, self.glue = f"{self.glue} {line}", ""
        self.say(line)

    def flush(self) -> None:
        """Write the line that was held back for a heading that did not come."""
        if self.glue:
            self.say(self.glue)
            self.glue = ""

    def sentence(self) -> str:
        """Make up a finished sentence."""
        return f"{self.random.choice(SUBJECTS)} {self.random.choice(VERBS)} {self.random.choice(ENDS)}."

    def paragraphs(self) -> None:
        """Add unnumbered paragraphs, dashes, a table or a wrapped reference to the last provision."""
        draw = self.random.random()
        if draw < 0.1:
            self.decision.last_text("- Việc làm trong giờ;")
            self.decision.last_text("- Việc làm ngoài giờ.")
        elif draw < 0.15:
            self.decision.last_text("| 1. Tên sách | a) Số lượng |")
        elif draw < 0.25:
            self.decision.last_text("Trường hợp khác thì thủ thư làm theo quy định tại khoản 1")
            self.decision.last_text("Điều 7 của Luật này.")
        elif draw < 0.3:
            self.decision.last_text("Việc mượn sách giữa hai thư viện thực hiện theo")
            self.decision.last_text("Điều 2, Điều 3 Quy chế này.")

    def clauses(self, eid: str) -> None:
        """Write a list of clauses, sometimes run together on one line, sometimes with an inserted one."""
        numbers = [str(number) for number in range(1, self.random.randint(3, 7))]
        if self.random.random() < 0.1:
            numbers.insert(2, "2a")
        if self.random.random() < 0.1:
            sentences = [self.sentence() for _ in numbers]
            self.say(
                " ".join(
                    f"{number}{self.dash} {words}" for number, words in zip(numbers, sentences, strict=True)
                )
            )
            self.decision.expected += [
                (f"{eid}__para_{number}", words) for number, words in zip(numbers, sentences, strict=True)
            ]
            return
        for number in numbers:
            place = f"{eid}__para_{number}"
            if self.random.random() < 0.3:
                lead = f"{self.random.choice(SUBJECTS)} có các nhiệm vụ sau đây:"
                self.say(f"{number}{self.dash} {lead}")
                self.decision.expected.append((place, lead))
                self.points(place)
            else:
                words = self.sentence()
                self.say(f"{number}{self.dash} {words}")
                self.decision.expected.append((place, words))
                self.paragraphs()

    def points(self, eid: str) -> None:
        """Write a list of points, sometimes followed by a paragraph that belongs to their parent."""
        parent = len(self.decision.expected) - 1
        letters = POINT_LETTERS[: self.random.randint(2, 9)]
        for letter in letters:
            words = f"{self.random.choice(VERBS).capitalize()} {self.random.choice(ENDS)}"
            words += "." if letter == letters[-1] else ";"
            self.say(f"{letter}) {words}")
            self.decision.expected.append((f"{eid}__point_{letter}", words))
        if self.random.random() < 0.2:
            words = self.sentence()
            self.say(words)
            place, text = self.decision.expected[parent]
            self.decision.expected[parent] = (place, f"{text}\n{words}")

    def quoting(self, eid: str) -> None:
        """Write clauses that amend another text and quote its articles whole."""
        for number in range(1, self.random.randint(2, 4)):
            quoted = self.random.randint(1, 30)
            lead = f"Sửa đổi, bổ sung Điều {quoted} như sau:"
            self.say(f"{number}. {lead}")
            self.decision.expected.append((f"{eid}__para_{number}", lead))
            for line in self.quoted(quoted):
                self.decision.last_text(line)

    def quoted(self, number: int) -> Iterator[str]:
        """Write the lines of a quoted article."""
        opening, closing = self.random.choice((("“", "”"), ('"', '"'), ("“", '"')))
        yield f"{opening}Điều {number}. {self.random.choice(TITLES)}"
        yield f"1. {self.sentence()}".replace("“", "").replace("”", "")
        yield "2. Thủ thư làm các việc sau:"
        yield "a) Ghi sổ;"
        yield f"b) Kiểm kê.{closing}{self.random.choice(('', '.', ';'))}"
