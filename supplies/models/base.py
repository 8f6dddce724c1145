"""What all tables share: column types that hold the same on SQLite and PostgreSQL, names, and STRICT tables."""

from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, CheckConstraint, Date, DateTime, Integer, LargeBinary, MetaData, Text, Uuid
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator, TypeEngine

from supplies import values
from supplies.values import utc_text

UUIDS_KEPT = 16_384
"""How many ids that were read are kept: a statement of two thousand lots reads each of its ids four times."""

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Whole(TypeDecorator[int]):
    """A whole number. PostgreSQL would round 1.5 to 2 without a word, so nothing but an int may pass."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Use INTEGER where STRICT tables ask for it."""
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else BigInteger())

    def process_bind_param(self, value: int | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Refuse float, bool and Decimal."""
        if value is not None and type(value) is not int:
            raise TypeError(f"an exact column takes int, not {type(value).__name__}")
        return value


class Flag(TypeDecorator[bool]):
    """Yes or no; 0 and 1 in SQLite."""

    impl = Boolean
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Use INTEGER where STRICT tables ask for it."""
        return dialect.type_descriptor(Integer() if dialect.name == "sqlite" else Boolean())

    def process_bind_param(self, value: bool | None, dialect: Dialect) -> bool | int | None:
        """Write 0 and 1 for SQLite."""
        return int(value) if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> bool | None:  # noqa: ANN401, ARG002
        """Read a bool from either database."""
        return None if value is None else bool(value)


class Day(TypeDecorator[date]):
    """A calendar day; ISO text in SQLite."""

    impl = Date
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Use TEXT where STRICT tables ask for it."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else Date())

    def process_bind_param(self, value: date | None, dialect: Dialect) -> Any:  # noqa: ANN401
        """Write ISO text for SQLite."""
        return value.isoformat() if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> date | None:  # noqa: ANN401, ARG002
        """Read a date from either database."""
        return date.fromisoformat(value) if isinstance(value, str) else value


class Moment(TypeDecorator[datetime]):
    """A moment in UTC to the millisecond; a naive datetime is refused."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Use TEXT where STRICT tables ask for it."""
        return dialect.type_descriptor(Text() if dialect.name == "sqlite" else DateTime(timezone=True))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:  # noqa: ANN401
        """Write ISO text with Z for SQLite."""
        if value is None:
            return None
        text = utc_text(value)
        return text if dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ANN401, ARG002
        """Read an aware datetime from either database."""
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return None if value is None else value.astimezone(UTC)


@lru_cache(maxsize=UUIDS_KEPT)
def _uuid(content: bytes) -> UUID:
    """Return the UUID of sixteen bytes; the same ones come back over and over, and never change."""
    return UUID(bytes=content)


class Key(TypeDecorator[UUID]):
    """A UUID; sixteen bytes in SQLite."""

    impl = Uuid
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """Use BLOB where STRICT tables ask for it."""
        return dialect.type_descriptor(LargeBinary() if dialect.name == "sqlite" else Uuid())

    def process_bind_param(self, value: UUID | None, dialect: Dialect) -> Any:  # noqa: ANN401
        """Write the bytes for SQLite."""
        return value.bytes if value is not None and dialect.name == "sqlite" else value

    def process_result_value(self, value: Any, dialect: Dialect) -> UUID | None:  # noqa: ANN401, ARG002
        """Read a UUID from either database."""
        return _uuid(value) if isinstance(value, bytes) else value


class Word(TypeDecorator[StrEnum]):
    """A word out of a fixed list, stored as text; the table's CHECK holds the same list (see ``one_of``)."""

    impl = Text
    cache_ok = True

    def __init__(self, words: type[StrEnum]) -> None:
        """Take the list of words."""
        super().__init__()
        self.words = words
        self._known = {word.value: word for word in words}

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Write the word; one that is not in the list raises ValueError."""
        return None if value is None else self.words(value).value

    def process_result_value(self, value: str | None, dialect: Dialect) -> StrEnum | None:  # noqa: ARG002
        """Read the word."""
        return None if value is None else self._known.get(value) or self.words(value)


def one_of(column: str, words: type[StrEnum]) -> CheckConstraint:
    """Return the CHECK that keeps ``column`` to ``words``."""
    listed = ", ".join(f"'{word.value}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=f"{column}_known")


def real_day(column: str) -> CheckConstraint:
    """Return the CHECK that refuses text like 2026-02-30 in SQLite; PostgreSQL's DATE refuses it by itself."""
    check = CheckConstraint(f"{column} IS date({column})", name=f"{column}_is_a_day")
    return check.ddl_if(dialect="sqlite")


OUTSIDE_JOURNAL: dict[Any, Any] = {"outside_journal": True}
"""Marks a column whose content stands in no entry, so that it can be purged: a replay does not give it again."""

STRICT = {"sqlite_strict": True}
"""SQLite refuses a value of the wrong type in STRICT tables, as PostgreSQL does everywhere."""


class Base(DeclarativeBase):
    """The declarative base: names by convention, Python types to column types."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        int: Whole,
        bool: Flag,
        date: Day,
        datetime: Moment,
        UUID: Key,
        bytes: LargeBinary,
        **dict.fromkeys(
            (
                values.SiteId,
                values.DepotCode,
                values.PlaceCode,
                values.ItemCode,
                values.OrganisationCode,
                values.Login,
            ),
            Text,
        ),
        **dict.fromkeys(
            (
                values.ActionId,
                values.LotId,
                values.AppropriationId,
                values.ProjectId,
                values.TenderLotId,
                values.AllotmentId,
                values.ContractId,
            ),
            Key,
        ),
    }
