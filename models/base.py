"""Mapped base classes, used by every table: column types, names of constraints, and what every record carries."""

import enum
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import (
    ColumnElement,
    Date,
    DateTime,
    Dialect,
    Enum,
    FetchedValue,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    MetaData,
    Text,
    UniqueConstraint,
    Uuid,
    case,
    text,
    type_coerce,
)
from sqlalchemy.orm import DeclarativeBase, Mapped, declared_attr, mapped_column
from sqlalchemy.schema import SchemaItem
from sqlalchemy.types import TypeDecorator, TypeEngine

from models.keys import new_id

# Named constraints, so that a migration can drop what another one made, on every database.
NAMES = {
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
}
SQLITE_FORMAT = "%Y-%m-%d %H:%M:%S.%f"
_KEYS_KEPT = 16_384  # some four megabytes at most
_MOMENTS_KEPT = 4_096


class UtcDateTime(TypeDecorator[datetime]):
    """A moment. Refuses one without a zone: an hour lost at a clock change would shift a 48-hour deadline.

    PostgreSQL keeps it as `timestamptz`; SQLite as UTC text of one width, which orders as the moments do.
    """

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime]:
        """With a zone where the database has one."""
        return dialect.type_descriptor(DateTime(timezone=dialect.name == "postgresql"))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store as UTC."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise TypeError(f"moment without a time zone: {value!r}")
        utc = value.astimezone(UTC)
        return utc if dialect.name == "postgresql" else utc.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give back an aware moment in UTC."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """On SQLite in one step: a county's Today reads a hundred thousand moments."""
        return _moment_of_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


class SharedMoment(UtcDateTime):
    """A moment that many rows share, as all ratings of a visit do: on SQLite each is read once."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], datetime | None] | None:
        """Make each moment once where the driver gives text."""
        return _shared_moment if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


class Day(Date):
    """A day. SQLite keeps it as text, and there are few of them: they are kept."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], date | None] | None:
        """Make each day once where the driver gives text."""
        return _day_of_text if dialect.name == "sqlite" else super().result_processor(dialect, coltype)


class Key(Uuid[UUID]):
    """A key. SQLite keeps it as text, and the same few thousand come again with each question: they are kept."""

    cache_ok = True

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], UUID | None] | None:
        """Make each key once where the driver gives text."""
        if dialect.name == "sqlite":
            return key_of_text
        return super().result_processor(dialect, coltype)  # type: ignore[no-untyped-call,no-any-return]  # SQLAlchemy's


def _moment_of_text(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value + "+00:00")


_shared_moment = lru_cache(maxsize=_MOMENTS_KEPT)(_moment_of_text)


@lru_cache(maxsize=_MOMENTS_KEPT)
def _day_of_text(value: str | None) -> date | None:
    return None if value is None else date.fromisoformat(value)


@lru_cache(maxsize=_KEYS_KEPT)
def key_of_text(value: str | None) -> UUID | None:
    """A key as a file's driver gives it; none of none."""
    return None if value is None else UUID(value)


def as_kept(column: Any) -> Any:
    """The column as the driver gives it, for rows that are many and only compared; see `moment_as_kept`.

    A file's moments are texts that stand in the order of time, its keys texts too.
    """
    return type_coerce(column, Text)


def moment_as_kept(value: Any) -> datetime:
    """A moment that was asked for `as_kept`, in UTC."""
    return datetime.fromisoformat(f"{value}+00:00") if isinstance(value, str) else value.astimezone(UTC)


def index_where(name: str, *columns: str, rows: str) -> Index:
    """An index of some rows only, on either database."""
    return Index(name, *columns, postgresql_where=text(rows), sqlite_where=text(rows))


def first_there(first: Any, otherwise: Any) -> ColumnElement[Any]:
    """The first of two columns, or the other where it is null: what a column with an index is compared with.

    Not `coalesce`, which PostgreSQL counts among what could tell of rows that aren't one's own: behind row security it
    would use no index with it, and read the whole table each time.
    """
    return case((first.is_(None), otherwise), else_=first)


def _stored(choices: type[enum.Enum]) -> list[str]:
    return [each.value for each in choices]


class Base(DeclarativeBase):
    """Every mapped class; a `datetime` annotation means a moment (`UtcDateTime`), an Enum a checked word."""

    metadata = MetaData(naming_convention=NAMES)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        date: Day,
        str: Text,
        UUID: Key,
        enum.Enum: Enum(enum.Enum, native_enum=False, create_constraint=True, length=40, values_callable=_stored),
    }


class Recorded(Base):
    """A record that people edit: key, office, version, operation, and stamps that the database's triggers write.

    `links` names the parents as column → table; each becomes a foreign key that includes the office, so that no
    record can hang on another office's. `rules` are the class's own constraints.
    """

    __abstract__ = True
    links: ClassVar[Mapping[str, str]] = {}
    rules: ClassVar[tuple[SchemaItem, ...]] = ()

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    office_id: Mapped[UUID] = mapped_column(ForeignKey("office.id"))
    version: Mapped[int] = mapped_column(default=1)
    operation_id: Mapped[UUID | None]
    created_at: Mapped[datetime | None] = mapped_column(server_default=FetchedValue(), deferred=True)
    created_by: Mapped[str | None] = mapped_column(server_default=FetchedValue(), deferred=True)
    updated_at: Mapped[datetime | None] = mapped_column(server_default=FetchedValue(), deferred=True)
    updated_by: Mapped[str | None] = mapped_column(server_default=FetchedValue(), deferred=True)

    def __init__(self, **values: Any) -> None:
        values.setdefault("id", new_id())  # known before it is stored, so that children can name it
        super().__init__(**values)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805  SQLAlchemy hands the class
        """Count versions, so that two desks can't overwrite each other; never fetch stamps back."""
        return {"version_id_col": cls.version, "eager_defaults": False}

    @declared_attr.directive
    def __table_args__(cls) -> tuple[SchemaItem, ...]:  # noqa: N805  SQLAlchemy hands the class
        """The wall between offices, and an index on each parent."""
        return (
            UniqueConstraint("office_id", "id"),
            *(
                ForeignKeyConstraint(["office_id", column], [f"{table}.office_id", f"{table}.id"])
                for column, table in cls.links.items()
            ),
            *(Index(None, column) for column in cls.links),
            *cls.rules,
        )
