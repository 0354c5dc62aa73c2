"""The matrix of roles and routes: every route, every role, no route forgotten."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask

from draftreview.app import create_app
from draftreview.config import Config
from draftreview.domain.alignment import align
from draftreview.domain.pairs import Pair
from draftreview.domain.provisions import Kind
from draftreview.domain.vocabulary import Openness, Role
from draftreview.formats.reading import split_file
from draftreview.models.accounts import User
from draftreview.models.base import Base
from draftreview.models.desk import CommentGroup, GroupMember
from draftreview.models.settings import ROUND_TODAY
from draftreview.services import intakes, lineage
from tests.factories import Factory, FixedClock, small_text
from tests.web.browsing import sign_in, token
from tests.web.matrix import ANSWERED, ASKED, COLUMNS, FIELDS, PATHS, SENT, TABLE, UNASKED, WRITING

CLAUSE = "att_1__art_3__para_1"
NEW_TEXT = "QUYẾT ĐỊNH\n\nĐiều 1. Phạm vi\n\nQuyết định này áp dụng tại Bộ phận một cửa.\n".encode()
INSIDE, OVER = "2017-10-24", "2017-11-20"
BROWSER = {"Origin": "http://localhost"}


def read_table() -> Iterator[tuple[str, str, dict[str, str]]]:
    for line in TABLE.strip().splitlines()[1:]:
        row, method, outcomes = (part.strip() for part in line.split("|"))
        yield row, method, dict(zip(COLUMNS, outcomes.split(), strict=True))


@dataclass
class World:
    """The application, everybody's session and token, and the database as it was."""

    app: Flask
    database: Path
    kept: Path
    sessions: dict[str, tuple[str, str]]

    def ask(self, column: str, method: str, row: str) -> str:
        """Send one request as if it were the first; give its status."""
        copy(self.kept, self.database)
        with closing(sqlite3.connect(self.database)) as rows:
            day = OVER if column == "after" else INSIDE
            rows.execute("UPDATE settings SET value = ? WHERE name = ?", (day, ROUND_TODAY))
            rows.commit()
        cookie, csrf = self.sessions[column]
        client = self.app.test_client()
        client.set_cookie("session", cookie)
        fields = {"csrf_token": csrf} | FIELDS.get(row, {}) if method == "POST" else None
        with client.open(PATHS[row], method=method, data=fields, headers=BROWSER) as answer:
            return str(answer.status_code)


def copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)


def pairs() -> list[Pair]:
    """Pair a text with itself, the first pair not for certain."""
    doubtful = Pair(CLAUSE, CLAUSE, Kind.CLAUSE, certain=False, score=0.4)
    return [doubtful, *(pair for pair in align(small_text(), small_text()) if pair.old != CLAUSE)]


def people_of(make: Factory) -> dict[str, User]:
    """Write the draft, the round, the agencies, the comments and everybody."""
    draft = make.draft(key="mot-cua")
    round_ = make.round(make.version(draft), openness=Openness.AFTER_SENDING)
    lineage.write_successor(make.session, None, make.clock, round_.version, small_text(), pairs())
    asked, other = make.invitation(round_), make.invitation(round_)
    place = make.provision(round_.version, CLAUSE)
    make.topic(round_, make.provision(round_.version, CLAUSE), code="1")
    people = {
        "commenter": make.user(Role.COMMENTER, asked.agency),
        "head": make.user(Role.AGENCY_HEAD, asked.agency),
        "uninvited": make.user(Role.COMMENTER),
        "colleague": make.user(Role.AGENCY_HEAD, other.agency),
        "drafter": make.drafter(),
        "lead": make.lead(),
        "appraiser": make.user(Role.APPRAISER),
        "admin": make.user(Role.ADMIN),
    }
    comments = (
        make.comment(asked, people["commenter"], place),
        make.sent(make.comment(other, people["colleague"], place), other),
        make.sent(make.comment(other, people["colleague"], place), other),
    )
    make.disposition(comments[2])
    group = make._add(CommentGroup(consultation=round_, at=make.clock.now()))
    for grouped in comments[1:]:
        make._add(GroupMember(comment=grouped, group=group))
    assert [comment.id for comment in comments] == [WRITING, SENT, ANSWERED]
    assert (asked.agency_id, people["uninvited"].agency_id) == (ASKED, UNASKED)
    tree = split_file("moi.txt", NEW_TEXT)
    intakes.take_in(make.session, None, make.clock, draft, "moi.txt", NEW_TEXT, tree)
    return people | {"after": people["appraiser"]}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A draft that is not public, its round, and everybody signed in."""
    folder = tmp_path_factory.mktemp("matrix")
    app = create_app(Config(data=folder, secret_key="test"))
    engine = app.extensions["draftreview"].sessions.kw["bind"]
    Base.metadata.create_all(engine)
    app.config.update(TESTING=True, PROPAGATE_EXCEPTIONS=False)
    with app.extensions["draftreview"].sessions() as session:
        make = Factory(session, FixedClock(datetime(2017, 10, 24, 2, 0, tzinfo=UTC)))
        make.round_today(INSIDE)
        people = people_of(make)
        make.commit()
    database, kept = folder / "draftreview.sqlite3", folder / "kept.sqlite3"
    copy(database, kept)
    yield World(app, database, kept, {column: begin(app, people.get(column)) for column in COLUMNS})
    engine.dispose()


def begin(app: Flask, user: User | None) -> tuple[str, str]:
    """Begin a session, signed in as the user; give its cookie and its token."""
    client = app.test_client()
    if user is not None:
        assert sign_in(client, user).status_code == 303
    csrf = token(client, "/account/password" if user else "/sign-in")
    cookie = client.get_cookie("session")
    assert cookie is not None
    return cookie.value, csrf


@pytest.mark.parametrize(
    ("row", "method", "expected"), [pytest.param(*one, id=f"{one[1]} {one[0]}") for one in read_table()]
)
def test_everybody_gets_what_the_matrix_says(
    world: World, row: str, method: str, expected: dict[str, str]
) -> None:
    assert {column: world.ask(column, method, row) for column in COLUMNS} == expected


def test_what_is_not_in_the_matrix_is_no_way_in(world: World) -> None:
    listed = {(PATHS[row], method) for row, method, _outcomes in read_table()}
    others = [
        (row, way) for row, path in PATHS.items() for way in ("GET", "POST") if (path, way) not in listed
    ]
    assert {(row, world.ask("lead", method, row)) for row, method in others} == {
        (row, "405") for row, _ in others
    }


def test_every_route_stands_in_the_matrix(world: World) -> None:
    routes = {
        (rule.endpoint, method)
        for rule in world.app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
    }
    assert {(row.split()[0], method) for row, method, _outcomes in read_table()} == routes
