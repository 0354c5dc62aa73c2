"""Run migrations against the address that db.alembic_config gives."""

from alembic import context

from draftreview.db import make_engine
from draftreview.models.base import Base

engine = make_engine(context.config.get_main_option("sqlalchemy.url") or "")
with engine.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
engine.dispose()
