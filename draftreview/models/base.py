"""What all tables share: names of constraints, stored words of a closed list, moments in UTC, locks."""

from datetime import UTC, datetime
from enum import StrEnum

from sqlalchemy import DDL, DateTime, Dialect, Enum, MetaData, Table, TypeDecorator, event
from sqlalchemy.orm import DeclarativeBase

NAMES = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The declarative base of every table."""

    metadata = MetaData(naming_convention=NAMES)


class Moment(TypeDecorator[datetime]):
    """A moment, stored in UTC without its zone and given back with it."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store in UTC; a moment without a zone is a mistake of the program."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back in UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


def stored(words: type[StrEnum], name: str) -> Enum:
    """Store a closed list of words by value, with a CHECK of that name."""
    return Enum(
        words,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [member.value for member in members],
    )


def locks(table: str) -> tuple[str, ...]:
    """Give the SQLite triggers that refuse to change or delete rows of a table."""
    return tuple(
        f"CREATE TRIGGER {table}_refuse_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} is immutable'); END"
        for verb in ("UPDATE", "DELETE")
    )


def undeletable(table: str) -> str:
    """Give the SQLite trigger that refuses to delete rows of a table."""
    return (
        f"CREATE TRIGGER {table}_refuse_delete BEFORE DELETE ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table} keeps every row'); END"
    )


def lock(table: Table) -> None:
    """Make the rows of a table immutable wherever the table is created."""
    for statement in locks(table.name):
        ddl = DDL(statement)  # type: ignore[no-untyped-call]
        event.listen(table, "after_create", ddl.execute_if(dialect="sqlite"))


def keep(table: Table) -> None:
    """Make the rows of a table undeletable wherever the table is created."""
    ddl = DDL(undeletable(table.name))  # type: ignore[no-untyped-call]
    event.listen(table, "after_create", ddl.execute_if(dialect="sqlite"))
