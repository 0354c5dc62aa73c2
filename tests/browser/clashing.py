"""A demonstration whose round is over and whose accepted wordings do not all go together."""

from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from sqlalchemy import select

from draftreview.config import Config
from draftreview.db import make_engine, session_factory
from draftreview.models.consultations import Consultation
from tests.factories import Factory, FixedClock
from tests.services.accepting import Desk

DISPUTED, CROWDED, SENTENCE = "att_1__art_15__para_2", "att_1__art_7__para_4", "att_1__art_13__para_1"
FIRST, SECOND = "Cơ quan được hỏi gửi trả lời qua phần mềm.", "Cơ quan được hỏi gửi trả lời bằng thư điện tử."


def make_clashing(folder: Path) -> None:
    """Accept two wordings of one clause, two insertions at one place and two edits in one sentence."""
    engine = make_engine(Config(data=folder).url)
    with session_factory(engine)() as session:
        make = Factory(session, FixedClock(datetime(2017, 11, 5, 2, 0, tzinfo=UTC)))
        make._numbers = count(1000)  # beside the demonstration's own
        consultation = session.scalars(select(Consultation)).one()
        desk = Desk(make, consultation)
        for wording in (FIRST, SECOND):
            desk.accept(wording, DISPUTED)
        for words in ("Người trực ghi rõ giờ nhận.", "Người đứng đầu kiểm tra hằng tuần."):
            desk.insert(words, CROWDED)
        words = make.provision(consultation.version, SENTENCE).text
        desk.accept(words.replace("ngay khi nhận", "ngay lúc nhận", 1), SENTENCE)
        desk.accept(words.replace("15 phút", "20 phút", 1), SENTENCE)
        desk.accept(None, DISPUTED)
        make.commit()
    engine.dispose()
