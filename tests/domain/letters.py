"""An agency's letter for tests."""

from datetime import date
from typing import Any

from draftreview.domain.letters import Asked, OfficialLetter, Opinion, Sender
from draftreview.domain.synthesis import Proposed
from draftreview.domain.vocabulary import AgencyKind, Operation, Stance

OLD = "Cơ quan được hỏi trả lời trong thời hạn 05 ngày."
ASKED = Asked(
    agency="Sở Nội vụ",
    number="2520/SNV-CCHC",
    day=date(2017, 10, 2),
    title="Quyết định ban hành Quy định về cơ chế một cửa",
    short_title="Quyết định về cơ chế một cửa",
    version=1,
)
GENERAL = Opinion(body="Đề nghị rà soát từ ngữ.", reason="Nhiều chỗ dùng khác nhau.")


def opinion(article: int, clause: int, **more: Any) -> Opinion:
    """Make an opinion on a khoản with a proposed wording."""
    facts: dict[str, Any] = {
        "group": f"Điều {article}. Xin ý kiến",
        "place": f"khoản {clause} Điều {article}",
        "words": OLD,
        "proposed": Proposed(Operation.REPLACE, text=OLD.replace("05", "03"), old_text=OLD),
        "body": "Thời hạn dài.\nNên rút ngắn.",
        "reason": "Hồ sơ chuyển qua mạng.",
    }
    return Opinion(**facts | more)


def letter(*opinions: Opinion, **more: Any) -> OfficialLetter:
    """Make a letter of Sở Y tế."""
    facts: dict[str, Any] = {
        "sender": Sender("Sở Y tế", AgencyKind.DEPARTMENT),
        "asked": ASKED,
        "stance": Stance.AGREE_WITH_COMMENTS,
    }
    return OfficialLetter(**facts | more, opinions=opinions)
