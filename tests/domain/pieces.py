"""Made-up decisions in pieces that tests can edit, written as provisions when they are done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

from draftreview.domain.addressing import addressed
from draftreview.domain.numbering import POINT_LETTERS, to_roman
from draftreview.domain.provisions import Component, ComponentKind, Kind, Provision, Tree

WHO = (
    "Sở Nội vụ", "Sở Tư pháp", "Văn phòng Ủy ban", "Ủy ban nhân dân cấp huyện", "Ủy ban nhân dân cấp xã",
    "Công chức một cửa", "Người nộp hồ sơ", "Bưu điện tỉnh", "Trưởng bộ phận", "Cơ quan phối hợp",
)  # fmt: skip
DOES = (
    "tiếp nhận", "luân chuyển", "phân công", "thẩm tra", "niêm yết", "lưu trữ", "cập nhật", "đối chiếu",
    "số hóa", "hoàn trả", "công khai", "bàn giao", "tổng hợp", "rà soát", "đăng ký", "thanh toán",
)  # fmt: skip
WHAT = (
    "giấy tờ bản chính", "phiếu hẹn điện tử", "sổ theo dõi quầy", "mã số biên nhận", "thư xin lỗi",
    "danh mục thủ tục", "biên lai thu phí", "kết quả giải quyết", "ý kiến khảo sát", "lịch trực hằng tuần",
    "tài khoản đăng nhập", "bản sao chứng thực", "dấu tiếp nhận", "hình ảnh camera", "quy trình nội bộ",
    "báo cáo tháng", "bảng phân ca", "tin nhắn nhắc hẹn",
)  # fmt: skip
WHERE = (
    "tại quầy số hai", "trên phần mềm dùng chung", "qua bưu chính công ích", "ở phòng chờ tầng trệt",
    "trên cổng dịch vụ", "tại nhà văn hóa thôn", "ở kho lưu trữ", "trên bảng thông báo",
)  # fmt: skip
WHEN = (
    "trong 05 ngày làm việc", "trước khi hết giờ chiều", "không quá 30 phút mỗi lượt", "ngay sau khi ký số",
    "ít nhất hai lần mỗi quý", "trừ ngày nghỉ lễ", "khi có yêu cầu bằng lời", "vào sáng thứ bảy",
)  # fmt: skip
SHORT = ("Các trường hợp khác.", "Nhiệm vụ khác được giao.", "Đơn đề nghị;")
TWISTS = (
    ("cấp huyện", "cấp xã"), ("cấp xã", "cấp huyện"), ("Sở Nội vụ", "Sở Tư pháp"), ("05 ngày", "15 ngày"),
    ("không quá", "quá"), ("trước khi", "sau khi"), ("sau khi", "trước khi"), ("ít nhất", "nhiều nhất"),
    ("Sở Tư pháp", "Sở Nội vụ"), ("trừ ngày", "kể cả ngày"), ("30 phút", "60 phút"), ("hai lần", "ba lần"),
    ("Người nộp", "Người nhận"), ("tiếp nhận", "từ chối"), ("có yêu cầu", "không có yêu cầu"),
)  # fmt: skip
"""How a near-twin says something else with nearly the same words."""


@dataclass(eq=False)
class Piece:
    """A provision while it is edited; ``origins``: the pieces of the older text that it comes from."""

    kind: Kind
    heading: str = ""
    sentences: list[str] = field(default_factory=list)
    children: list["Piece"] = field(default_factory=list)
    origins: list["Piece"] = field(default_factory=list)
    eid: str = ""

    def copy(self) -> "Piece":
        """Give a piece of the newer text that comes from this one."""
        inner = [child.copy() for child in self.children]
        return Piece(self.kind, self.heading, list(self.sentences), inner, [self])

    def below(self) -> Iterator["Piece"]:
        """Yield this piece and everything beneath it."""
        yield self
        for child in self.children:
            yield from child.below()


def made_up(random: Random, articles: int) -> list[list[Piece]]:
    """Make up the decision itself and a Quy định of so many Điều in chapters of four."""
    chapters = [
        Piece(Kind.CHAPTER, sentence(random).upper(), children=[article(random) for _ in range(4)])
        for _ in range(max(articles // 4, 1))
    ]
    return [[article(random, 1) for _ in range(3)], chapters]


def article(random: Random, most: int = 5) -> Piece:
    """Make up a Điều with khoản, some of which have điểm and some a near-twin beside them."""
    clauses: list[Piece] = []
    for _ in range(random.randint(1, most)):
        one = clause(random)
        clauses.append(one)
        if random.random() < 0.15 and (words := twisted(random, one.sentences[0])):
            clauses.append(Piece(Kind.CLAUSE, sentences=[words, *one.sentences[1:]]))
    heading = f"{random.choice(DOES).capitalize()} {random.choice(WHAT)} {random.choice(WHERE)}"
    return Piece(Kind.ARTICLE, heading, children=clauses)


def clause(random: Random) -> Piece:
    """Make up a khoản of one to three sentences, or one with điểm, the last of which may be a short one."""
    if random.random() < 0.8:
        return Piece(Kind.CLAUSE, sentences=[sentence(random) for _ in range(random.randint(1, 3))])
    points = [Piece(Kind.POINT, sentences=[sentence(random)]) for _ in range(random.randint(2, 4))]
    points += [Piece(Kind.POINT, sentences=[random.choice(SHORT)]) for _ in range(random.randint(0, 1))]
    lead = f"{random.choice(WHO)} {random.choice(DOES)} {random.choice(WHAT)} gồm:"
    return Piece(Kind.CLAUSE, sentences=[lead], children=points)


def sentence(random: Random) -> str:
    """Make up a sentence; there are a few million of them."""
    who, does, what, where, when = (random.choice(words) for words in (WHO, DOES, WHAT, WHERE, WHEN))
    also = f"{random.choice(DOES)} {random.choice(WHAT)}"
    return f"{who} {does} {what} {where} {when} và {also}."


def written(parts: Sequence[Sequence[Piece]]) -> tuple[Component, ...]:
    """Number the pieces, write them as provisions, and note the eid that each one has."""
    kinds = (ComponentKind.MAIN, ComponentKind.REGULATION)
    titles = ("", "QUY ĐỊNH")
    components = []
    for kind, title, part in zip(kinds, titles, parts, strict=True):
        articles = iter(range(1, 10_000))
        inner = tuple(_provision(one, at, articles) for at, one in enumerate(part, 1))
        components.append(Component(kind, title=title, children=inner))
    found = addressed(Tree(tuple(components))).components
    for component, part in zip(found, parts, strict=True):
        for provision, piece in zip(component.children, part, strict=True):
            _note(provision, piece)
    return found


def _provision(one: Piece, at: int, articles: Iterator[int]) -> Provision:
    number = {
        Kind.CHAPTER: lambda: to_roman(at),
        Kind.ARTICLE: lambda: str(next(articles)),
        Kind.CLAUSE: lambda: str(at),
        Kind.POINT: lambda: POINT_LETTERS[at - 1],
    }[one.kind]()
    inner = tuple(_provision(child, place, articles) for place, child in enumerate(one.children, 1))
    return Provision(one.kind, number, one.heading, " ".join(one.sentences), children=inner)


def _note(provision: Provision, piece: Piece) -> None:
    piece.eid = provision.eid
    for child, inner in zip(provision.children, piece.children, strict=True):
        _note(child, inner)


def twisted(random: Random, words: str) -> str:
    """Exchange a telling word, or give "" where there is none."""
    found = [(one, other) for one, other in TWISTS if one in words]
    return words.replace(*random.choice(found)) if found else ""
