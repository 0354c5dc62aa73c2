"""A demonstration whose comments are all answered and wait for the lead drafter."""

from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path

from sqlalchemy import select

from draftreview.config import Config
from draftreview.db import make_engine, session_factory
from draftreview.domain.vocabulary import Outcome
from draftreview.models.consultations import Consultation
from tests.factories import Factory, FixedClock
from tests.services.answering import Desk
from tests.services.rounds import Round

PLACES = ("att_1__art_7__para_4", "att_1__art_13__para_1", "att_1__art_15__para_2")
REWORDED = "Khoản 2 Điều 15"
"""The comment on this clause was sent again in other words after it had been answered."""


def make_signing(folder: Path) -> None:
    """Answer three comments; the words of the last are other ones now."""
    engine = make_engine(Config(data=folder).url)
    with session_factory(engine)() as session:
        make = Factory(session, FixedClock(datetime(2017, 10, 24, 2, 0, tzinfo=UTC)))
        make._numbers = count(1000)  # beside the demonstration's own
        desk = Desk(Round(make, session.scalars(select(Consultation)).one()))
        sent = [desk.answered(Outcome.DECLINED, f"Luật đã định, mục {place}.", place) for place in PLACES]
        for comment in sent:
            assert comment.reply is not None
            comment.reply.letter_number, comment.reply.letter_date = "12/CV", date(2017, 10, 20)
        desk.send_again(sent[-1], body="Đề nghị 02 ngày làm việc.")
        make.commit()
    engine.dispose()
