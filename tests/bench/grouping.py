"""How long it takes to propose groups of ten thousand comments, spread over a draft and all on one place."""

import time
from random import Random

from draftreview.domain.grouping import Said, Suggested, proposed
from draftreview.domain.made_up import comment_on
from draftreview.domain.vocabulary import Operation
from tests.bench.table import Row

COMMENTS = 10_000
GOAL = 10.0
TEXT = (
    "Cơ quan được hỏi trả lời bằng văn bản trong thời hạn 05 ngày làm việc kể từ ngày nhận được yêu cầu; quá "
    "thời hạn mà không trả lời thì xem như thống nhất và chịu trách nhiệm về nội dung được hỏi."
)
MORE = (
    "đề nghị bổ sung quy định rõ trách nhiệm người đứng đầu phối hợp liên thông phần mềm một cửa hồ sơ công "
    "chức tiếp nhận trả kết quả bưu điện trực tuyến mức độ"
)


def measure() -> list[Row]:
    """Propose groups of made-up comments, and of long ones that repeat few words, which is the worst."""
    return [
        _row("10,000 comments on 300 places grouped", made_up(300)),
        _row("10,000 comments on one place grouped", made_up(1)),
        _row("10,000 reworded texts of 40 syllables, one place", reworded(40)),
        _row("10,000 reworded texts of 120 syllables, one place", reworded(120)),
    ]


def _row(what: str, said: list[Said]) -> Row:
    begun = time.process_time()
    groups = proposed(said)
    taken = time.process_time() - begun
    return Row(what, f"{taken:.1f} s CPU", f"{GOAL:.0f} s, {len(groups)} groups", taken < GOAL)


def made_up(places: int) -> list[Said]:
    """Make comments up as the demonstration does."""
    random = Random(1)  # noqa: S311
    return [_made_up(random, number, random.randrange(places)) for number in range(COMMENTS)]


def _made_up(random: Random, number: int, place: int) -> Said:
    one = comment_on(random, f"khoản {place} Điều 3", TEXT, f"Sở {number % 40}", may_insert=True)
    base = TEXT if one.operation is Operation.REPLACE else ""
    suggested = Suggested(one.operation, one.new_text, base) if one.operation else None
    return Said(number, str(place), f"{one.body}\n{one.reason}", suggested)


def reworded(syllables: int) -> list[Said]:
    """Make texts of few different words, four of each with up to three words exchanged."""
    random = Random(2)  # noqa: S311
    known = f"{TEXT} {MORE}".lower().split()
    bases = [[random.choice(known) for _ in range(syllables)] for _ in range(COMMENTS // 4)]
    return [Said(number, "1", _exchanged(random, random.choice(bases), known)) for number in range(COMMENTS)]


def _exchanged(random: Random, words: list[str], known: list[str]) -> str:
    own = list(words)
    for _ in range(random.randrange(4)):
        own[random.randrange(len(own))] = random.choice(known)
    return " ".join(own)
