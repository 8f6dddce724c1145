"""Bad states that the database itself refuses, whoever writes: each is tried by bare SQL, on SQLite and PostgreSQL.

Each attempt differs in one thing from what ``test_what_is_right_is_accepted`` posts, and must be refused for that.
Not tried, for the tables do not exist: 34 approving one's own document, 35 posting a count that nobody approved.
"""

from collections.abc import Callable
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import DataError, IntegrityError, StatementError

from supplies.database import Database
from supplies.errors import StoreSchemaWrong
from supplies.models import Base
from supplies.upgrade import require_current
from tests.faults.raw_store import (
    CITY,
    COUNTY,
    COUNTY_DEPOT,
    DAY,
    DEPOT,
    FLOOR,
    ISSUED,
    NEXT,
    ONE_PUMP,
    PUMP,
    RICE,
    SHELF,
    SUPPLIER,
    TENT,
    TENTS,
    Line,
    RawStore,
    digest,
    fund_movement,
    tents,
    write_small_store,
)

Attempt = Callable[[RawStore], None]
LEDGERS = ("movement", "document", "journal_entry", "balance")
KEYS = {
    "movement": "site_id, seq, line",
    "document": "site_id, seq",
    "journal_entry": "site_id, seq",
    "balance": "site_id, depot_code, lot_id, place_code",
}
CHANGES = {
    "movement": "quantity = 1",
    "document": "note = 'x'",
    "journal_entry": "actor = 'x'",
    "balance": "quantity = 99000",
}
ROW = {
    "movement": "seq = 3 AND line = 1",
    "document": "seq = 3",
    "journal_entry": "seq = 3",
    "balance": "place_code = 'A-01' AND item_code = 'tent'",
}
SEVENTY_YEARS = 10**13
NAMES_LINE = "names the line that it settles"
OF_ISSUE = {"of_seq": 3, "of_line": 1}
"""The line by which the small store hands tents out."""


def issue(*lines: Line, **values: object) -> Attempt:
    """Return the attempt to post a document with these lines as the next entry."""
    return lambda raw: raw.post(NEXT, list(lines), **values)


def issue_of(quantity: object) -> Attempt:
    """Return the attempt to issue a quantity of tents without value."""
    return issue(tents(FLOOR, ISSUED, quantity, 0))


def update(table: str, raw: RawStore) -> None:
    raw.run(f"UPDATE {table} SET {CHANGES[table]} WHERE {ROW[table]}")


def delete(table: str, raw: RawStore) -> None:
    raw.run(f"DELETE FROM {table} WHERE {ROW[table]}")


def replace(table: str, raw: RawStore) -> None:
    raw.insert_over(table, KEYS[table], **raw.row(table, ROW[table]))


def empty(table: str, raw: RawStore) -> None:
    raw.empty(table)


def line_for_a_posted_document(raw: RawStore) -> None:
    header = {"site_id": CITY, "seq": 3, "depot_code": DEPOT, "business_date": DAY}
    raw.movement(header, 3, tents(FLOOR, ISSUED, 1_000, 500))


def entry_after_a_gap(raw: RawStore) -> None:
    raw.entry(NEXT + 1, prev_hash=digest("entry", NEXT - 1))


def entry_with_a_used_number(raw: RawStore) -> None:
    raw.entry(NEXT - 1, action_id=UUID(int=99), hash=digest("other"))


def entry_after_another_hash(raw: RawStore) -> None:
    raw.entry(NEXT, prev_hash=digest("other"))


def entry_of_an_epoch_gone_by(raw: RawStore) -> None:
    raw.entry(NEXT, epoch=2, action_type="journal.new_epoch")
    raw.entry(NEXT + 1, epoch=1)


def document_of_another_sites_depot(raw: RawStore) -> None:
    raw.post(NEXT, [tents(SUPPLIER, SHELF, 1_000, 0)], depot_code=COUNTY_DEPOT, kind="receipt")


def reverse(seq: int, reverses_seq: int, *lines: Line) -> Attempt:
    """Return the attempt to post a reversal."""
    return lambda raw: raw.post(seq, list(lines), kind="reversal", reverses_seq=reverses_seq, number=f"CX-{seq}")


def whole_reversal(seq: int) -> Attempt:
    return reverse(seq, 3, tents(ISSUED, SHELF, 4_000, 2_000, **OF_ISSUE), tents(FLOOR, SHELF, 1_000, 500))


def second_reversal(raw: RawStore) -> None:
    whole_reversal(NEXT)(raw)
    whole_reversal(NEXT + 1)(raw)


def reversal_of_a_reversal(raw: RawStore) -> None:
    whole_reversal(NEXT)(raw)
    reverse(NEXT + 1, NEXT, tents(SHELF, ISSUED, 4_000, 2_000), tents(SHELF, FLOOR, 1_000, 500))(raw)


def close_period(raw: RawStore, seq: int, through: str) -> None:
    raw.insert("period_closing", site_id=CITY, depot_code=DEPOT, closed_through=through, seq=seq)
    raw.entry(seq, action_type="stock.close_period")


def document_in_a_closed_period(raw: RawStore) -> None:
    close_period(raw, NEXT, DAY)
    raw.post(NEXT + 1, [tents(FLOOR, ISSUED, 1_000, 500)])


def period_opened_again(raw: RawStore) -> None:
    close_period(raw, NEXT, DAY)
    close_period(raw, NEXT + 1, "2026-02-28")


def document_without_entry(raw: RawStore) -> None:
    raw.document(NEXT, [tents(FLOOR, ISSUED, 1_000, 500)])


NEGATIVE = "ck_balance_not_below_zero"
QUANTITY = "ck_movement_quantity_range"
UNKNOWN_KEY = "FOREIGN KEY constraint failed|violates foreign key constraint"

BAD_STATES: list[tuple[str, Attempt, str]] = [
    ("01 more than there is", issue(tents(SHELF, ISSUED, 6_000, 0)), NEGATIVE),
    ("02 more by two lines", issue(tents(SHELF, ISSUED, 3_000, 0), tents(SHELF, FLOOR, 3_000, 0)), NEGATIVE),
    ("03 value without goods", issue(tents(FLOOR, ISSUED, 1_000, 499)), NEGATIVE),
    ("04 a quantity of zero", issue_of(0), QUANTITY),
    ("05 a negative quantity", issue_of(-1_000), QUANTITY),
    ("06 no quantity", issue_of(None), "NOT NULL constraint failed|violates not-null|ck_balance|movement.quantity"),
    ("07 text for a quantity", issue_of("many"), "cannot store TEXT value|invalid input syntax"),
    ("08 a huge quantity", issue(tents(SUPPLIER, SHELF, SEVENTY_YEARS, 0)), QUANTITY),
    ("09 a place of another depot", issue(tents(SUPPLIER, "C-01", 1_000, 0)), UNKNOWN_KEY),
    ("10 a lot of another item", issue(Line(TENTS, RICE, SUPPLIER, SHELF, 1_000, 500)), UNKNOWN_KEY),
    *(
        (f"{number + 4 * index} {verb.__name__} {table}", partial(verb, table), f"refused: {words}")
        for index, table in enumerate(LEDGERS)
        for number, verb, words in (
            (11, update, "only a movement changes a balance" if table == "balance" else f"{table} is never changed"),
            (12, delete, f"{table} is never deleted"),
            (13, replace, ""),
            (14, empty, "[a-z_]+ is never deleted"),
        )
    ),
    ("27 a line for a posted document", line_for_a_posted_document, "refused: a line belongs to a document"),
    (
        "28 a number used twice",
        issue(tents(FLOOR, ISSUED, 1_000, 500), number="CK-3"),
        "already posted|document_number",
    ),
    ("29 a gap in the sequence", entry_after_a_gap, "refused: an entry must follow"),
    ("30 a sequence number used twice", entry_with_a_used_number, "refused: an entry must follow"),
    ("31 a broken chain", entry_after_another_hash, "refused: an entry must follow"),
    ("32 an epoch gone by", entry_of_an_epoch_gone_by, "refused: an entry must follow"),
    ("33 another site's depot", document_of_another_sites_depot, UNKNOWN_KEY),
    ("36 a second reversal", second_reversal, "already posted|document_site_id_reverses_seq"),
    (
        "37 half a reversal",
        reverse(NEXT, 3, tents(ISSUED, SHELF, 4_000, 2_000, **OF_ISSUE)),
        "refused: a reversal mirrors",
    ),
    (
        "38 an altered reversal",
        reverse(NEXT, 3, tents(ISSUED, SHELF, 3_000, 2_000, **OF_ISSUE), tents(FLOOR, SHELF, 1_000, 500)),
        "refused: a reversal mirrors",
    ),
    ("39 a reversal of a reversal", reversal_of_a_reversal, "refused: a reversal mirrors"),
    ("40 a document in a closed period", document_in_a_closed_period, "refused: the period is closed"),
    ("41 a closed period opened again", period_opened_again, "refused: a closed period is never reopened"),
    (
        "42 a day that is none",
        issue(tents(FLOOR, ISSUED, 1_000, 500), business_date="2026-02-30"),
        "is_a_day|date/time field value out of range",
    ),
    ("44 a document without its entry, at the commit", document_without_entry, UNKNOWN_KEY),
]


@pytest.fixture
def store(database: Database) -> Database:
    write_small_store(database)
    return database


def try_it(store: Database, attempt: Attempt) -> None:
    """Try a change by bare SQL in a transaction of its own."""
    store.write(lambda connection: attempt(RawStore(connection)))


@pytest.mark.parametrize(("attempt", "because"), [bad[1:] for bad in BAD_STATES], ids=[bad[0] for bad in BAD_STATES])
def test_a_bad_state_is_refused(store: Database, attempt: Attempt, because: str) -> None:
    with pytest.raises((IntegrityError, DataError), match=because):
        try_it(store, attempt)


def test_43_a_store_without_one_of_its_rules_is_not_opened(store: Database) -> None:
    table = "" if store.dialect == "sqlite" else " ON movement"
    try_it(store, lambda raw: raw.run(f"DROP TRIGGER movement_keeps_rows{table}"))
    with pytest.raises(StoreSchemaWrong, match="movement_keeps_rows"):
        require_current(store)


@pytest.mark.parametrize("quantity", [1500.5, True, "1000"])
def test_45_a_quantity_that_is_not_a_whole_number_never_reaches_the_database(store: Database, quantity: object) -> None:
    table = Base.metadata.tables["movement"]

    def post(connection: Connection) -> None:
        RawStore(connection).document(NEXT, [], line_count=1)
        posted = connection.execute(select(table).where(table.c.seq == 2)).mappings().one()
        connection.execute(insert(table), {**posted, "seq": NEXT, "quantity": quantity})

    with pytest.raises(StatementError, match="an exact column takes int"):
        store.write(post)


FIRST, OTHER = "财〔2026〕1号", "财〔2026〕2号"


def moved_balance(values: str) -> Attempt:
    """Return the attempt to change a balance as if the newest movement had done it again."""
    return lambda raw: raw.run(f"UPDATE balance SET {values} WHERE {ROW['balance']}")


def total_by_hand(raw: RawStore) -> None:
    raw.run("UPDATE item_total SET quantity = quantity + 1000")


def head_by_hand(raw: RawStore) -> None:
    raw.run("UPDATE journal_head SET seq = seq + 1")


def head_that_starts_later(raw: RawStore) -> None:
    raw.insert("journal_head", site_id="210000", epoch=1, seq=7, hash=digest("x"))


def balance_from_nowhere(raw: RawStore) -> None:
    row = raw.row("balance", ROW["balance"]) | {"depot_code": COUNTY_DEPOT}
    raw.insert("balance", **row)


def balance_that_outlives_its_lot(raw: RawStore) -> None:
    starting = {"depot_code": COUNTY_DEPOT, "quantity": 0, "amount_fen": 0, "seq": 0, "line": 0}
    raw.insert("balance", **raw.row("balance", ROW["balance"]) | starting | {"expires_on": "2040-01-01"})


def money(seq: int, from_account: str, to_account: str, amount_fen: int) -> Attempt:
    return lambda raw: fund_movement(raw, seq, from_account, to_account, amount_fen)


def statement(sql: str) -> Attempt:
    return lambda raw: raw.run(sql)


def entry_that_says_less_than_its_document(raw: RawStore) -> None:
    raw.document(NEXT, [tents(FLOOR, ISSUED, 1_000, 500)], line_count=2)
    raw.entry(NEXT)


def entry_of_another_person(raw: RawStore) -> None:
    raw.document(NEXT, [tents(FLOOR, ISSUED, 1_000, 500)])
    raw.entry(NEXT, actor="wang")


def entry_of_another_day(raw: RawStore) -> None:
    raw.document(NEXT, [tents(FLOOR, ISSUED, 1_000, 500)])
    raw.entry(NEXT, business_date="2026-03-01")


def entry_posted_twice(raw: RawStore) -> None:
    raw.entry(NEXT, action_id=UUID(int=4))


def closed_then(sql: str) -> Attempt:
    """Return the attempt to close a period and then to run a statement."""

    def attempt(raw: RawStore) -> None:
        close_period(raw, NEXT, DAY)
        raw.run(sql)

    return attempt


def period_closed_without_entry(raw: RawStore) -> None:
    raw.insert("period_closing", site_id=CITY, depot_code=DEPOT, closed_through=DAY, seq=NEXT)


def reported_then(sql: str) -> Attempt:
    """Return the attempt to publish figures and then to run a statement."""
    figures = {"appropriated_fen": 3, "tendered_fen": 2, "in_tender_fen": 1}

    def attempt(raw: RawStore) -> None:
        raw.insert("fund_report", site_id=CITY, seq=NEXT, title="", dated=DAY, **figures)
        raw.run(sql)

    return attempt


def copied(table: str, where: str, **values: object) -> Attempt:
    """Return the attempt to write a row again with some of its columns changed."""
    return lambda raw: raw.insert(table, **raw.row(table, where) | values)


def put_over(table: str, key: str, where: str, **values: object) -> Attempt:
    """Return the attempt to write a row over another with the same key."""
    return lambda raw: raw.insert_over(table, key, **raw.row(table, where) | values)


MORE_BAD_STATES: list[tuple[str, Attempt, str]] = [
    ("an object with a serial number twice", issue(Line(ONE_PUMP, PUMP, SUPPLIER, SHELF, 1_000, 0)), "single_is_one"),
    ("what comes back without its line", issue(tents(ISSUED, SHELF, 1_000, 500), kind="return"), NAMES_LINE),
    (
        "what comes back for a line that is none",
        issue(tents(ISSUED, SHELF, 1_000, 500, of_seq=3, of_line=2), kind="return"),
        NAMES_LINE,
    ),
    (
        "half of a settled line's name",
        issue(tents(SHELF, FLOOR, 1_000, 500, of_seq=3), kind="move"),
        "settles_one_line",
    ),
    ("an open line changed", statement("UPDATE open_line SET left_quantity = 0"), "only a movement settles"),
    ("an open line deleted", statement("DELETE FROM open_line"), "refused: open_line is never deleted"),
    ("an open line from nowhere", copied("open_line", "of_seq = 3", of_line=2), "opened whole"),
    ("a total of another bucket", statement("UPDATE item_total SET bucket = 'gone'"), "only a movement changes"),
    (
        "more back than went out",
        issue(tents(ISSUED, SHELF, 5_000, 2_000, **OF_ISSUE), kind="return"),
        f"{NEGATIVE}|left_in_range",
    ),
    ("a movement that goes nowhere", issue(tents(SHELF, SHELF, 1_000, 0)), "goes_somewhere|only a movement changes"),
    ("a balance changed and named after no movement", moved_balance("quantity = 1, seq = 99"), "refused: only a"),
    ("a balance moved by an old movement again", moved_balance("quantity = quantity + 1000"), "refused: only a"),
    ("a balance from nowhere", balance_from_nowhere, "refused: a balance starts at zero"),
    ("a balance that outlives its lot", balance_that_outlives_its_lot, "refused: a balance expires with its lot"),
    ("a balance that comes to outlive its lot", moved_balance("expires_on = '2040-01-01'"), "refused: only a"),
    ("a total changed by hand", total_by_hand, "refused: only a movement changes a total"),
    ("a head moved by hand", head_by_hand, "refused: only an entry moves the head"),
    ("a journal that starts later", head_that_starts_later, "refused: a journal starts at entry 0"),
    (
        "a document with fewer lines than it says",
        entry_that_says_less_than_its_document,
        "refused: the document differs",
    ),
    ("an entry of another person than its document", entry_of_another_person, "refused: the document differs"),
    ("an entry of another day than its document", entry_of_another_day, "refused: the document differs"),
    ("an action posted twice", entry_posted_twice, "refused: this action is already posted"),
    ("money below zero", money(NEXT, f"{FIRST}/available", f"{FIRST}/source", 100_001), "fund_balance_not_below_zero"),
    (
        "money of another appropriation",
        money(NEXT, f"{FIRST}/available", f"{OTHER}/available", 1),
        "refused: money moves",
    ),
    ("money moved by a posted entry", money(4, f"{FIRST}/available", f"{FIRST}/source", 1), "refused: money moves"),
    ("money without its entry, at the commit", money(NEXT, f"{FIRST}/available", f"{FIRST}/source", 1), UNKNOWN_KEY),
    ("a fund balance changed", statement("UPDATE fund_balance SET amount_fen = 1"), "refused: only a movement"),
    ("a fund balance deleted", statement("DELETE FROM fund_balance"), "refused: fund_balance is never deleted"),
    ("a place that changes its bucket", statement("UPDATE place SET bucket = 'gone'"), "refused: a place keeps"),
    ("a lot that becomes another item", statement("UPDATE lot SET item_code = 'rice'"), "refused: a lot keeps"),
    ("a lot that lives longer", statement("UPDATE lot SET expires_on = '2040-01-01'"), "refused: a lot keeps"),
    ("a store that becomes another", statement(f"UPDATE store SET site_id = '{COUNTY}'"), "refused: store is never"),
]


@pytest.mark.parametrize(
    ("attempt", "because"), [bad[1:] for bad in MORE_BAD_STATES], ids=[bad[0] for bad in MORE_BAD_STATES]
)
def test_what_only_the_database_can_know_is_refused(store: Database, attempt: Attempt, because: str) -> None:
    with pytest.raises(IntegrityError, match=because):
        try_it(store, attempt)


FROM_OUTSIDE = partial(tents, SUPPLIER, SHELF)
OUT_OF_RANGE = "amount_range"
ROW_OF_A_TENT = "item_code = 'tent'"
TOTAL_OF_TENTS = f"{ROW_OF_A_TENT} AND bucket = 'on_hand'"
OTHER_BUCKET = {"place_code": ISSUED, "depot_code": COUNTY_DEPOT, "quantity": 0, "amount_fen": 0, "seq": 0, "line": 0}

SCHEMA_STATES: list[tuple[str, Attempt, str]] = [
    ("an amount below zero", issue(FROM_OUTSIDE(1_000, -1)), OUT_OF_RANGE),
    ("a huge amount", issue(FROM_OUTSIDE(1_000, 10**14 + 1)), OUT_OF_RANGE),
    (
        "no amount",
        issue(FROM_OUTSIDE(1_000, None)),
        "NOT NULL constraint failed|violates not-null|amount",
    ),
    ("text for an amount", issue(FROM_OUTSIDE(1_000, "much")), "cannot store TEXT|invalid input syntax"),
    ("a line of another day", issue(FROM_OUTSIDE(1_000, 0, business_date="2026-03-01")), "refused: a line belongs"),
    ("a line of another depot", issue(FROM_OUTSIDE(1_000, 0, depot_code=COUNTY_DEPOT)), "refused: a line belongs"),
    ("a line beyond the last", issue(FROM_OUTSIDE(1_000, 0, line=2)), "refused: a line belongs"),
    ("a line before the first", issue(FROM_OUTSIDE(1_000, 0, line=0)), "line_from_one|refused: a line belongs"),
    ("goods that are no single object as one", issue(FROM_OUTSIDE(1_000, 0, is_single=True)), UNKNOWN_KEY),
    ("a lot that nobody received", issue(Line(UUID(int=7), TENT, SUPPLIER, SHELF, 1_000, 0)), UNKNOWN_KEY),
    ("a place that nobody opened", issue(tents(SUPPLIER, "Z-99", 1_000, 0)), f"NOT NULL|not-null|{UNKNOWN_KEY}"),
    ("a document without lines", issue(), "has_lines"),
    ("a document after a gap", lambda raw: raw.document(NEXT + 1, [FROM_OUTSIDE(1_000, 0)]), "refused: a document is"),
    ("a reversal of nothing", reverse(NEXT, 99, FROM_OUTSIDE(1_000, 0)), f"reversal mirrors|{UNKNOWN_KEY}"),
    ("a reversal that names no document", issue(FROM_OUTSIDE(1_000, 0), kind="reversal"), "reversal_names_document"),
    ("a receipt that names a document", issue(FROM_OUTSIDE(1_000, 0), reverses_seq=3), "reversal_names_document"),
    ("a document of no known kind", issue(FROM_OUTSIDE(1_000, 0), kind="gift"), "kind_known"),
    ("a balance of another bucket", copied("balance", ROW["balance"], **OTHER_BUCKET), UNKNOWN_KEY),
    (
        "a total from nowhere",
        copied("item_total", TOTAL_OF_TENTS, depot_code=COUNTY_DEPOT),
        "refused: a (total|balance) starts",
    ),
    ("a total deleted", statement("DELETE FROM item_total"), "refused: item_total is never deleted"),
    ("a total emptied", partial(empty, "item_total"), "[a-z_]+ is never deleted"),
    ("a head deleted", statement("DELETE FROM journal_head"), "refused: journal_head is never deleted"),
    ("a second head", copied("journal_head", f"site_id = '{CITY}'", seq=0), "refused: a journal starts"),
    ("a serial number twice", copied("lot", "item_code = 'pump'", lot_id=UUID(int=8), label_code="x"), "(?i)unique"),
    ("a label twice", copied("lot", "item_code = 'rice'", lot_id=UUID(int=8)), "(?i)unique"),
    ("a single object without a serial number", statement("UPDATE lot SET serial_no = NULL"), "single_has_serial"),
    (
        "a lot that expires before it was made",
        copied(
            "lot", "item_code = 'rice'", lot_id=UUID(int=8), label_code="x", produced_on=DAY, expires_on="2026-03-01"
        ),
        "life_forward",
    ),
    ("a lot put over another", put_over("lot", "site_id, lot_id", ROW_OF_A_TENT, item_code=RICE), "refused: [a lot]+"),
    ("a period closed without its entry, at the commit", period_closed_without_entry, UNKNOWN_KEY),
    ("a closing changed", closed_then("UPDATE period_closing SET closed_through = '2026-01-31'"), "is never changed"),
    ("a closing deleted", closed_then("DELETE FROM period_closing"), "refused: period_closing is never deleted"),
    ("published figures changed", reported_then("UPDATE fund_report SET tendered_fen = 3"), "is never changed"),
    ("published figures deleted", reported_then("DELETE FROM fund_report"), "refused: fund_report is never deleted"),
    ("no money", money(NEXT, f"{FIRST}/available", f"{FIRST}/source", 0), OUT_OF_RANGE),
    ("money that goes backwards", money(NEXT, f"{FIRST}/available", f"{FIRST}/source", -1), OUT_OF_RANGE),
    ("huge money", money(NEXT, f"{FIRST}/source", f"{FIRST}/available", 10**14 + 1), OUT_OF_RANGE),
    ("money that goes nowhere", money(NEXT, f"{FIRST}/source", f"{FIRST}/source", 1), "goes_somewhere|only a movement"),
    ("money to an account that nobody opened", money(NEXT, f"{FIRST}/source", "x", 1), f"money moves|{UNKNOWN_KEY}"),
    ("a line of money changed", statement("UPDATE fund_movement SET amount_fen = 1"), "is never changed"),
    ("a line of money deleted", statement("DELETE FROM fund_movement"), "refused: fund_movement is never deleted"),
    ("the lines of money emptied", partial(empty, "fund_movement"), "[a-z_]+ is never deleted"),
    ("an account of money changed", statement("UPDATE fund_account SET bucket = 'planned'"), "is never changed"),
    ("an account of money deleted", statement("DELETE FROM fund_account"), "refused: fund_account is never deleted"),
    ("a balance of money from nowhere", copied("fund_balance", "bucket = 'available'", account="x"), "starts at zero"),
    *(
        (f"{table} {verb}", attempt, "refused: [a-z_]+ is never deleted")
        for table in ("store", "lot", "place", "depot", "item", "person", "site")
        for verb, attempt in (("deleted", statement(f"DELETE FROM {table}")), ("emptied", partial(empty, table)))
    ),
]


@pytest.mark.parametrize(
    ("attempt", "because"), [bad[1:] for bad in SCHEMA_STATES], ids=[bad[0] for bad in SCHEMA_STATES]
)
def test_what_the_schema_does_not_allow_is_refused(store: Database, attempt: Attempt, because: str) -> None:
    with pytest.raises((IntegrityError, DataError), match=because):
        try_it(store, attempt)


def test_sqlite_refuses_the_fraction_that_postgresql_would_round(sqlite_database: Database) -> None:
    """In PostgreSQL nothing but the column's own type can refuse it: see 45."""
    write_small_store(sqlite_database)
    with pytest.raises(IntegrityError, match="cannot store REAL value"):
        try_it(sqlite_database, issue_of(1_000.5))


def test_what_is_right_is_accepted_and_moves_every_balance(store: Database) -> None:
    try_it(store, issue(tents(FLOOR, ISSUED, 1_000, 500)))
    try_it(store, reverse(NEXT + 1, NEXT, tents(ISSUED, FLOOR, 1_000, 500, of_seq=NEXT, of_line=1)))
    try_it(store, lambda raw: close_period(raw, NEXT + 2, DAY))

    def figures(
        connection: Connection,
    ) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]], tuple[object, ...]]:
        raw = RawStore(connection)
        balances = raw.run("SELECT place_code, quantity, amount_fen FROM balance WHERE item_code = 'tent' ORDER BY 1")
        totals = raw.run("SELECT item_code, quantity, amount_fen FROM item_total WHERE bucket = 'on_hand' ORDER BY 1")
        head = raw.run(f"SELECT epoch, seq FROM journal_head WHERE site_id = '{CITY}'")
        return [tuple(row) for row in balances], [tuple(row) for row in totals], tuple(head.one())

    balances, totals, head = store.read(figures)
    expected = {SHELF: (5_000, 2_500), FLOOR: (1_000, 500), ISSUED: (4_000, 2_000), SUPPLIER: (-10_000, -5_000)}
    assert {place: (quantity, fen) for place, quantity, fen in balances} == expected
    assert totals == [(PUMP, 1_000, 900), (TENT, 6_000, 3_000)]
    assert head == (1, NEXT + 2)
