"""Data folders with the demonstration in them, made once and copied, and the real server on a copy."""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from pathlib import Path

from sqlalchemy import select

from draftreview import db
from draftreview.cli.indexing import bring_up_to_date, sessions
from draftreview.cli.opening import opened
from draftreview.cli.serving import FACTORY, load_into, server_command
from draftreview.config import Config, shipped
from draftreview.domain.clock import Clock
from draftreview.domain.pairing import judged
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Kind
from draftreview.domain.vocabulary import Category, Operation, Role
from draftreview.formats.reading import split_file
from draftreview.models.accounts import User
from draftreview.models.settings import ROUND_TODAY, Setting
from draftreview.search.whoosh_engine import WhooshEngine
from draftreview.services import (
    comments,
    consultations,
    drafts,
    filling,
    group_offers,
    groups,
    intakes,
    lineage,
)
from draftreview.services.clock import clock_of
from draftreview.services.wordings import Wording
from tests.domain.texts import article, numbered
from tests.serving import free_port, get
from tests.warm import serving_warm

KEY = "mot-cua"
DOUBTS = "xac-nhan"
"""A draft whose second version has four pairs that a person must judge; their numbers are 3 to 6."""
CLAUSE = "att_1__art_15__para_2"
"""Khoản 2 Điều 15: an agency that is asked answers in writing within 05 working days."""
TEXT = (
    "Cơ quan được hỏi trả lời bằng văn bản trong thời hạn 05 ngày làm việc kể từ ngày nhận được yêu cầu; "
    "quá thời hạn mà không trả lời thì xem như thống nhất và chịu trách nhiệm về nội dung được hỏi."
)
WORDING = (
    "Cơ quan được hỏi trả lời trên phần mềm, có ký số, trong thời hạn 03 ngày làm việc kể từ ngày nhận được "
    "yêu cầu; quá thời hạn mà không trả lời thì phải nêu rõ lý do và chịu trách nhiệm về việc chậm trả lời."
)
REASON = "Im lặng không phải là đồng ý. Trả lời trên phần mềm thì Bộ phận một cửa theo dõi được ngay."
SOONER = Wording(
    Operation.REPLACE,
    text="Phần mềm tự động nhắc cơ quan được hỏi trước khi hết hạn 02 ngày làm việc, đồng thời báo cho "
    "Bộ phận một cửa nơi tiếp nhận hồ sơ.",
)
UNSENT = (
    ("att_1__art_15__para_3", comments.Contents(reason="01 ngày thì quá gấp.", wording=SOONER), True),
    ("att_1__art_15__para_1", comments.Contents(Category.QUESTION, body="Ai định thời hạn trả lời?"), False),
    ("att_1__art_7__para_3", comments.Contents(body="Nên cho ghép quầy ở nơi ít hồ sơ."), True),
    ("general", comments.Contents(body="Đề nghị gộp phần giải thích từ ngữ vào một điều."), True),
)
"""What UBND TP. Biên Hòa has written so far: where, what, and whether it is finished."""
BEFORE = (
    "Mỗi quầy bố trí ít nhất 01 công chức trực.",
    "Công chức trực ghi sổ khi bàn giao.",
    "Người nộp lấy số thứ tự tại cửa.",
    "Quầy mở cửa từ 07 giờ 30.",
)
AFTER = (
    "Mỗi quầy có ít nhất 01 công chức trực và 01 người thay.",
    "Số công chức trực tại mỗi quầy theo số hồ sơ bình quân.",
    "Công chức trực bàn giao trên phần mềm.",
    "Người nộp lấy số qua tin nhắn hoặc tại cửa.",
    "Quầy mở cửa cả sáng thứ bảy.",
)
"""The clauses of two versions of which each may have become the one with the next number."""
AFTER_THE_ROUND = "2017-11-20"
ODD = "Điều 1. Phạm vi\n\n1. Quy định này áp dụng tại Bộ phận một cửa.\n\n3. Không áp dụng cho việc khác.\n"
"""A text with a gap in its numbers, which is warned of."""


def make_plain(folder: Path) -> None:
    """Make a data folder as the first `make run` does."""
    config = Config(data=folder)
    db.upgrade(config)
    with opened(config) as session:
        load_into(session)
    index(config)


def make_busy(folder: Path) -> None:
    """Make one in the middle of the work.

    Sixty comments of twelve agencies, Sở TTTT among them; UBND TP. Biên Hòa still writing; version 2 out;
    a file waiting to be looked over.
    """
    make_plain(folder)
    with opened(Config(data=folder)) as session:
        clock = clock_of(session)
        filling.fill(session, clock, filling.Amount(agencies=12, comments=60, seed=7))
        officer = session.scalars(select(User).where(User.login == "chuyenvien.bien-hoa")).one()
        session.flush()

        for eid, contents, ready in UNSENT:
            comments.write(
                session, officer, clock, key=KEY, number=1, eid=eid, contents=contents, ready=ready
            )
        _bring_group(session, clock)
        _bring_doubts(session, clock)
        _bring_texts(session, clock)
        session.commit()
    index(Config(data=folder))


def _bring_group(session: db.Session, clock: Clock) -> None:
    """Put together what is proposed first, or else two comments by hand."""
    drafter = session.scalars(select(User).where(User.role == Role.DRAFTER)).one()
    round_ = consultations.require_round(session, KEY)
    offers = group_offers.grouped(session, drafter, round_).offers
    groups.gather(session, drafter, clock, round_, offers[0].ids if offers else (1, 2))


def _bring_doubts(session: db.Session, clock: Clock) -> None:
    draft = drafts.create_draft(session, None, clock, key=DOUBTS, title="Quy chế trực", short_title="Quy chế")
    old, new = (
        numbered(article(1, "Trực", *clauses), article(2, "Bàn giao", "Bàn giao có sổ."))
        for clauses in (BEFORE, AFTER)
    )
    sure = [f"att_1__{eid}" for eid in ("art_1", "art_2", "art_2__para_1")]
    doubts = [(f"att_1__art_1__para_{at}", f"att_1__art_1__para_{at + 1}") for at in range(1, 5)]
    links = [Pair(eid, eid, Kind.CLAUSE, score=1.0) for eid in sure]
    links += [Pair(one, other, Kind.CLAUSE, certain=False, score=0.44) for one, other in doubts]
    first = drafts.write_version(session, None, clock, draft, old, number=1)
    lineage.write_successor(session, None, clock, first, new, judged(old, new, links))


def _bring_texts(session: db.Session, clock: Clock) -> None:
    lead = session.scalars(select(User).where(User.role == Role.LEAD_DRAFTER)).one()
    draft = drafts.find_draft(session, KEY)
    second = shipped("content") / "draft_decision" / "version_2.md"
    for name, data in ((second.name, second.read_bytes()), ("ban-3.md", ODD.encode())):
        intake = intakes.take_in(session, lead, clock, draft, name, data, split_file(name, data))
        if name == second.name:
            intakes.publish(session, lead, clock, intake.id)


def index(config: Config) -> None:
    """Take all there is into the search index."""
    with sessions(config) as opening:
        bring_up_to_date(opening, WhooshEngine(config.index_folder))


def set_round_today(folder: Path, day: str) -> None:
    """Move the day that rounds are judged by (ISO)."""
    with opened(Config(data=folder)) as session:
        session.merge(Setting(name=ROUND_TODAY, value=day))
        session.commit()


@contextmanager
def served(folder: Path, port: int = 0) -> Iterator[str]:
    """Serve a data folder as `draftreview serve` does while the block runs; give the address."""
    port = port or free_port()
    settings = {**os.environ, "PYTHONPATH": str(Path.cwd()), "DRAFTREVIEW_DATA": str(folder)}
    with serving_warm(server_command(port, FACTORY), port, folder.parent, settings):
        # The port is open before the workers are there: the first page must not pay for their start.
        with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            assert get(connection, "/")[0] == 200
        yield f"http://127.0.0.1:{port}"


@contextmanager
def copy_served(template: Path, folder: Path) -> Iterator[str]:
    """Serve a copy of a data folder."""
    shutil.copytree(template, folder / "var")
    with served(folder / "var") as address:
        yield address
