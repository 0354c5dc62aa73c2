"""Run migrations against the address that db.alembic_config gives."""

from alembic import context
from sqlalchemy import Connection

from draftreview.db import make_engine
from draftreview.models.base import Base


def _watch_foreign_keys(connection: Connection, watched: bool) -> None:
    # Making a table anew, as SQLite must for most changes, would break the keys that point at its rows
    # while it is away. The switch works outside of transactions only, so past SQLAlchemy's own.
    if connection.dialect.name == "sqlite":
        cursor = connection.connection.cursor()
        cursor.execute(f"PRAGMA foreign_keys={'ON' if watched else 'OFF'}")
        cursor.close()


def _refuse_broken_keys(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if broken:
            raise RuntimeError(f"the migration would leave rows without what they point at: {broken[:5]}")


engine = make_engine(context.config.get_main_option("sqlalchemy.url") or "")
with engine.connect() as connection:
    _watch_foreign_keys(connection, watched=False)
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
        _refuse_broken_keys(connection)
    connection.commit()
    _watch_foreign_keys(connection, watched=True)
engine.dispose()
