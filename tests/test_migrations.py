"""The migrations make the tables that the models say, and can be taken back."""

from pathlib import Path

from alembic import command
from sqlalchemy import inspect, text

from draftreview.config import Config
from draftreview.db import alembic_config, make_engine, upgrade


def test_migrations_go_up_and_down_and_up_again(tmp_path: Path) -> None:
    config = Config(data=tmp_path)
    settings = alembic_config(config.url)
    upgrade(config)
    command.check(settings)
    command.downgrade(settings, "base")
    assert _tables(config) == {"alembic_version"}
    upgrade(config)
    command.check(settings)


def test_an_intake_of_before_has_no_repairs(tmp_path: Path) -> None:
    config = Config(data=tmp_path)
    upgrade(config, "0001")
    engine = make_engine(config.url)
    with engine.begin() as connection:
        for statement in (
            "INSERT INTO drafts VALUES (1, 'a', 'A', 'A', 0, 0, '2017-10-01')",
            "INSERT INTO files VALUES (1, 'a.txt', 'text/plain', 'x', x'61', '2017-10-01')",
            "INSERT INTO intakes VALUES (1, 1, 1, '{}', NULL, '2017-10-01', NULL)",
        ):
            connection.execute(text(statement))
    upgrade(config)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT repairs, revision FROM intakes")).one() == ("[]", 0)
    engine.dispose()


def _tables(config: Config) -> set[str]:
    engine = make_engine(config.url)
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names
