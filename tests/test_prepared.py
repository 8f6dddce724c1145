"""Statements put into words once: they say, take and give exactly what SQLAlchemy's own would."""

from datetime import UTC, date, datetime
from functools import partial
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Connection, bindparam, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from supplies.database import Database
from supplies.errors import StoreNotAllowed
from supplies.models.accounts import Level, Organisation, OrganisationKind, Site
from supplies.models.journal import Store
from supplies.models.stock import Lot, Origin
from supplies.prepared import Prepared, prepared_insert
from tests.faults.raw_store import RICE, SACKS, TENT, TENTS, write_small_store
from tests.rooms import many

INSERT = prepared_insert(Organisation)
BY_CODE = Prepared(select(Organisation.__table__).where(Organisation.code == bindparam("code")))
AMONG = Prepared(select(Organisation.code).where(Organisation.code.in_(bindparam("codes", expanding=True))))
LOTS = Prepared(select(Lot.lot_id, Lot.received_on, Lot.is_single, Lot.origin).where(Lot.lot_id == bindparam("lot_id")))


def organisation(code: str, **fields: Any) -> dict[str, Any]:
    values: dict[str, Any] = {
        "code": code,
        "name": f"名{code}",
        "kind": OrganisationKind.SUPPLIER,
        "level": None,
        "credit_code": None,
        "pinyin": "",
        "is_active": True,
        "seq": 1,
    }
    return values | fields


def write(database: Database, *rows: dict[str, Any]) -> None:
    database.write(lambda connection: INSERT.run(connection, *rows))


@pytest.fixture
def store(database: Database) -> Database:
    write_small_store(database)
    return database


def test_a_row_is_written_and_read_as_its_columns_have_it(database: Database) -> None:
    row = organisation("A", level=Level.CITY)
    database.write(lambda connection: INSERT.run(connection, row))
    assert database.read(lambda c: BY_CODE.rows(c, code="A")) == [tuple(row.values())]
    plain = select(Organisation.__table__)
    assert database.read(lambda c: [tuple(each) for each in c.execute(plain)]) == [tuple(row.values())]


def test_ids_days_and_words_come_back_as_they_went_in(store: Database) -> None:
    found = store.read(lambda connection: LOTS.first(connection, lot_id=TENTS))
    assert found == (TENTS, date(2026, 3, 2), False, Origin.PURCHASE)
    moment = datetime(2026, 1, 5, 8, 0, 0, 120_000, tzinfo=UTC)
    change = Prepared(update(Site).where(Site.site_id == bindparam("site")).values(seq=bindparam("seq")))
    store.write(lambda connection: change.run(connection, {"site": "210300", "seq": 2**53}))
    assert store.read(lambda c: c.scalar(select(Site.seq).where(Site.site_id == "210300"))) == 2**53
    made = Prepared(select(Store.created_at).where(Store.created_at < bindparam("moment")))
    assert store.read(lambda c: made.rows(c, moment=moment)) == []


def test_many_rows_are_written_in_their_order(database: Database) -> None:
    rows = [organisation(f"C{number}") for number in range(20)]
    database.write(lambda connection: INSERT.run(connection, *rows))
    found = database.read(lambda c: AMONG.rows(c, codes=[row["code"] for row in rows]))
    assert {code for (code,) in found} == {row["code"] for row in rows}


def test_nothing_found_is_none_or_no_rows(database: Database) -> None:
    def ask(connection: Connection) -> tuple[Any, Any, Any]:
        asked = {"code": "X"}
        return (
            BY_CODE.rows(connection, **asked),
            BY_CODE.first(connection, **asked),
            BY_CODE.scalar(connection, **asked),
        )

    assert database.read(ask) == ([], None, None)


@many()
@given(st.lists(st.integers(0, 40).map(lambda number: f"C{number}"), max_size=40))
def test_a_list_of_any_length_finds_just_those_that_are_there(store: Database, codes: list[str]) -> None:
    wanted = {f"C{number}" for number in range(0, 40, 3)}
    if store.read(lambda connection: BY_CODE.first(connection, code="C0")) is None:
        store.write(lambda connection: INSERT.run(connection, *map(organisation, sorted(wanted))))
    found = store.read(lambda connection: AMONG.rows(connection, codes=list(codes)))
    assert sorted(code for (code,) in found) == sorted(wanted & set(codes))


def test_two_lists_in_one_statement_are_not_taken_for_each_other(store: Database) -> None:
    both = Prepared(
        select(Lot.label_code)
        .where(Lot.lot_id.in_(bindparam("lots", expanding=True)), Lot.item_code.in_(bindparam("items", expanding=True)))
        .order_by(Lot.label_code)
    )

    def labels(lots: list[UUID], items: list[str]) -> list[str]:
        return [label for (label,) in store.read(lambda connection: both.rows(connection, lots=lots, items=items))]

    assert labels([TENTS, SACKS], [TENT]) == [f"L-{TENT}"]
    assert labels([TENTS], [TENT, RICE]) == [f"L-{TENT}"]
    assert labels([TENTS, SACKS], [TENT, RICE]) == sorted([f"L-{TENT}", f"L-{RICE}"])
    assert labels([SACKS], [TENT]) == []


@pytest.mark.parametrize("wrong", [1.5, True, "1", None])
def test_an_exact_column_takes_no_other_number(database: Database, wrong: object) -> None:
    with pytest.raises((TypeError, DBAPIError)):
        database.write(lambda connection: INSERT.run(connection, organisation("A", seq=wrong)))
    assert database.read(lambda connection: BY_CODE.first(connection, code="A")) is None


def test_a_word_that_is_not_known_is_refused(database: Database) -> None:
    with pytest.raises(ValueError, match="thief"):
        database.write(lambda connection: INSERT.run(connection, organisation("A", kind="thief")))


def test_a_value_that_is_missing_is_an_error_and_not_nothing(database: Database) -> None:
    row = organisation("A")
    del row["name"]
    with pytest.raises((KeyError, Exception)) as caught:
        database.write(lambda connection: INSERT.run(connection, row))
    assert "name" in str(caught.value)


def test_what_the_database_refuses_is_the_error_that_sqlalchemy_has_for_it(store: Database) -> None:
    for rows in ([organisation("A"), organisation("A", name="B")], [organisation("A"), organisation("B", name="名A")]):
        with pytest.raises(IntegrityError):
            write(store, *rows)
        assert store.read(lambda connection: BY_CODE.first(connection, code="A")) is None


def test_what_stands_in_a_value_is_never_read_as_words_of_the_statement(database: Database) -> None:
    for text in ("'; DROP TABLE organisation; --", "%s %(x)s ? :code", '"', "\\", "名%"):
        write(database, organisation(text))
        assert database.read(partial(BY_CODE.scalar, code=text)) == text


def test_a_query_sees_one_state_of_the_store_whatever_is_written_meanwhile(store: Database) -> None:
    def look(connection: Connection) -> list[object]:
        first = BY_CODE.first(connection, code="A")
        store.write(lambda writer: INSERT.run(writer, organisation("A")))
        return [first, BY_CODE.first(connection, code="A"), connection.execute(select(Organisation)).first()]

    assert store.read(look) == [None, None, None]
    assert store.read(lambda connection: BY_CODE.scalar(connection, code="A")) == "A"


def test_a_query_changes_nothing(store: Database) -> None:
    with pytest.raises((DBAPIError, StoreNotAllowed)):
        store.read(lambda connection: INSERT.run(connection, organisation("A")))
    assert store.read(lambda connection: BY_CODE.first(connection, code="A")) is None
