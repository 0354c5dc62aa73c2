"""Small legal texts for the tests of versions, written as nested lists."""

from collections.abc import Sequence
from dataclasses import replace

from draftreview.domain.addressing import addressed
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Component, ComponentKind, Kind, Provision, Tree, walk


def point(number: str, text: str) -> Provision:
    return Provision(Kind.POINT, number, text=text)


def clause(number: int | str, text: str, *points: str | Provision, tail: str = "") -> Provision:
    lettered = zip("abcdđe", points, strict=False)
    inner = tuple(one if isinstance(one, Provision) else point(letter, one) for letter, one in lettered)
    return Provision(Kind.CLAUSE, str(number), text=text, tail=tail, children=inner)


def article(number: int | str, heading: str, *clauses: str | Provision, text: str = "") -> Provision:
    inner = tuple(one if isinstance(one, Provision) else clause(at, one) for at, one in enumerate(clauses, 1))
    return Provision(Kind.ARTICLE, str(number), heading=heading, text=text, children=inner)


def chapter(number: str, heading: str, *articles: Provision) -> Provision:
    return Provision(Kind.CHAPTER, number, heading=heading, children=articles)


def regulation(*provisions: Provision) -> Component:
    return Component(ComponentKind.REGULATION, title="QUY ĐỊNH", children=provisions)


def decision(*provisions: Provision) -> Component:
    return Component(ComponentKind.MAIN, preamble="QUYẾT ĐỊNH:", children=provisions)


def text(*components: Component | Provision) -> tuple[Component, ...]:
    """Address a text; bare provisions make a Quy định."""
    loose = tuple(one for one in components if isinstance(one, Provision))
    whole = [one for one in components if isinstance(one, Component)]
    return addressed(Tree((regulation(*loose),) if loose else tuple(whole))).components


def found(components: Sequence[Component], eid: str) -> Provision:
    """Find a provision by its eid."""
    return next(one for component in components for one, _ in walk(component.children) if one.eid == eid)


SCOPE = article(
    1,
    "Phạm vi điều chỉnh",
    "Quy định này quy định việc tiếp nhận hồ sơ tại Bộ phận một cửa các cấp.",
    "Quy định này không áp dụng đối với hồ sơ mật và hồ sơ khiếu nại, tố cáo.",
)
RECEIPT = article(
    2,
    "Tiếp nhận hồ sơ",
    "Công chức kiểm tra thành phần hồ sơ ngay khi người dân nộp tại quầy.",
    "Hồ sơ đủ thì lập phiếu hẹn trả kết quả, ghi rõ ngày giờ và nơi nhận.",
    "Hồ sơ thiếu thì hướng dẫn bổ sung một lần bằng phiếu, nêu từng giấy tờ còn thiếu.",
)
RETURN = article(
    3,
    "Trả kết quả",
    "Kết quả được trả tại nơi nộp hoặc qua bưu điện theo yêu cầu của người nộp.",
    "Trả chậm thì cơ quan giải quyết gửi thư xin lỗi và hẹn lại ngày trả, không quá một lần.",
)
FEES = article(
    4,
    "Phí và lệ phí",
    "Phí thu tại quầy hoặc chuyển khoản; biên lai in từ phần mềm.",
    "Người thuộc hộ nghèo được miễn lệ phí khi xuất trình giấy xác nhận còn hạn.",
)
ALL = (SCOPE, RECEIPT, RETURN, FEES)


def numbered(*articles: Provision) -> tuple[Component, ...]:
    return text(*(replace(one, number=str(place)) for place, one in enumerate(articles, 1)))


def with_clauses(one: Provision, *texts: str) -> Provision:
    return replace(one, children=tuple(clause(place, words) for place, words in enumerate(texts, 1)))


def texts_of(one: Provision) -> list[str]:
    return [child.text for child in one.children]


FIRST = "Công chức kiểm tra thành phần hồ sơ ngay khi người dân nộp tại quầy và cấp phiếu tiếp nhận."
SECOND = "Phần mềm tự động nhắn tin cho người nộp khi hồ sơ chuyển sang bước giải quyết tiếp theo."
DISTRICT = "Ủy ban nhân dân cấp huyện bố trí công chức, trụ sở và trang thiết bị cho Bộ phận một cửa."
COMMUNE = DISTRICT.replace("huyện", "xã")


def by_old(pairs: Sequence[Pair], eid: str) -> list[Pair]:
    return [pair for pair in pairs if pair.old == f"att_1__{eid}"]


def by_new(pairs: Sequence[Pair], eid: str) -> Pair:
    return next(pair for pair in pairs if pair.new == f"att_1__{eid}")
