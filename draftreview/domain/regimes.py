"""The clocks of the law: how many days each regime gives, with the source of every figure."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Regime:
    """One legal regime for provincial decisions; days are calendar days unless the name says otherwise."""

    key: str
    name: str
    citation: str
    portal_days: int
    affected_days: int
    reply_days: int
    dossier_lead_days: int
    appraisal_days: int
    committee_lead_working_days: int
    table_title: str
    note: str = ""


STATUTORY_TITLE = "Bản tổng hợp, giải trình, tiếp thu ý kiến góp ý của cơ quan, tổ chức, cá nhân"

SHIPPED: tuple[Regime, ...] = (
    Regime(
        key="2015",
        name="Luật Ban hành văn bản quy phạm pháp luật năm 2015",
        citation="Luật số 80/2015/QH13, các Điều 120, 121, 124, 125, 128 đến 131",
        portal_days=30,
        affected_days=30,
        reply_days=10,
        dossier_lead_days=20,
        appraisal_days=10,
        committee_lead_working_days=3,
        table_title=STATUTORY_TITLE,
    ),
    Regime(
        key="2020",
        name="Luật Ban hành văn bản quy phạm pháp luật năm 2015, sửa đổi năm 2020",
        citation="Luật số 63/2020/QH14",
        portal_days=30,
        affected_days=30,
        reply_days=10,
        dossier_lead_days=25,
        appraisal_days=15,
        committee_lead_working_days=3,
        table_title=STATUTORY_TITLE,
        note="Số ngày làm việc gửi hồ sơ trình Ủy ban nhân dân chưa được đối chiếu với văn bản gốc.",
    ),
    Regime(
        key="2025",
        name="Luật Ban hành văn bản quy phạm pháp luật năm 2025",
        citation="Luật số 64/2025/QH15; Nghị định số 78/2025/NĐ-CP; Nghị định số 187/2025/NĐ-CP",
        portal_days=20,
        affected_days=20,
        reply_days=10,
        dossier_lead_days=25,
        appraisal_days=15,
        committee_lead_working_days=3,
        table_title=("Bản tổng hợp ý kiến, tiếp thu, giải trình ý kiến góp ý, phản biện xã hội"),
        note="Các thời hạn của chế độ này chưa được đối chiếu với văn bản gốc; cần kiểm tra trước khi dùng.",
    ),
)


def statutory_day(received_on: date, reply_days: int) -> date:
    """Give the last day on which an agency answers in time by law: calendar days from receiving."""
    return received_on + timedelta(days=reply_days)
