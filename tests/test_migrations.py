"""The migrations make the tables that the models say, and can be taken back."""

from pathlib import Path

from alembic import command
from sqlalchemy import Engine, inspect, text

from draftreview.config import Config
from draftreview.db import alembic_config, make_engine, upgrade
from draftreview.models.base import Base


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


def test_what_a_database_holds_is_there_after_every_step(tmp_path: Path) -> None:
    config = Config(data=tmp_path)
    upgrade(config, "0002")
    engine = make_engine(config.url)
    with engine.begin() as connection:
        for statement in (
            "INSERT INTO agencies VALUES (1, 'a', 'A', 'A', 'drafting', 1, 0, NULL)",
            "INSERT INTO drafts VALUES (1, 'a', 'A', 'A', 0, 0, '2017-10-01')",
            "INSERT INTO versions VALUES (1, 1, 1, '2017-10-01', NULL, NULL, 'x')",
            "INSERT INTO components VALUES (1, 1, 0, 'main', '', '', '', '')",
            "INSERT INTO lineages VALUES (1, 1, 'g')",
            "INSERT INTO provisions VALUES (1, 1, 1, NULL, 1, 0, 'article', '1', '', 'a', '', 'art_1', 'x')",
            "INSERT INTO consultations VALUES"
            " (1, 1, 1, '2015', 1, '1', '2017-10-02', '', 1, '2017-10-02', '2017-11-02', NULL)",
            "INSERT INTO focus_topics VALUES (1, 1, NULL, '1', 0, 'a', 'a', '')",
            "INSERT INTO topic_provisions VALUES (1, 1)",
        ):
            connection.execute(text(statement))
    upgrade(config)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT lineage_id FROM provisions")).scalar_one() == 1
        assert connection.execute(text("SELECT openness FROM consultations")).scalar_one() == "after_closing"
        assert not connection.execute(text("PRAGMA foreign_key_check")).all()
    engine.dispose()


def test_migrations_and_models_lock_the_same_tables(tmp_path: Path) -> None:
    config = Config(data=tmp_path)
    upgrade(config)
    made = make_engine("sqlite://")
    Base.metadata.create_all(made)
    assert _triggers(make_engine(config.url)) == _triggers(made) != set()


def _triggers(engine: Engine) -> set[str]:
    with engine.connect() as connection:
        names = connection.execute(text("SELECT sql FROM sqlite_master WHERE type = 'trigger'")).scalars()
        found = set(names)
    engine.dispose()
    return found


def _tables(config: Config) -> set[str]:
    engine = make_engine(config.url)
    names = set(inspect(engine).get_table_names())
    engine.dispose()
    return names
