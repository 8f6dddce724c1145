"""The sample store: realistic, marked as invented, the same at every making, and sound to the last fen."""

from collections import Counter
from contextlib import closing
from datetime import UTC
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select, text

from supplies.accounts.queries import people
from supplies.catalogue.queries import categories, items
from supplies.errors import AlreadyThere
from supplies.journal import queries
from supplies.models.stock import Balance, Bucket, Document, DocumentKind, Lot, Movement
from supplies.procurement.contract_queries import contracts
from supplies.procurement.queries import tender_lots
from supplies.procurement.reconciliation import statement
from supplies.program import Program
from supplies.sample import make_sample
from supplies.sample.facts import DEPOTS, REPORT, SITE
from supplies.stock.queries import StockFilter, depots, places, stock_page
from supplies.values import NO_MONEY, Money
from tests.sample.conftest import Made, make

SECONDS_MAX = 60
"""Far more than it takes: it only fails where making it has become another kind of work."""


def scalar(program: Program, statement_: str) -> Any:
    return program.read(lambda connection: connection.execute(text(statement_)).scalar_one())


# --- what it holds ---------------------------------------------------------------------------------------------------


def test_it_is_a_store_of_its_own_marked_as_sample(sample: Program) -> None:
    assert sample.store.is_sample
    assert sample.store.site_id == SITE


def test_it_has_the_default_catalogue(sample: Program) -> None:
    found = sample.read(items)
    assert len(found) == 176
    assert len(sample.read(categories)) == 9
    stocked = set(sample.read(lambda connection: connection.scalars(select(Balance.item_code).distinct()).all()))
    assert {row.code for row in found} == stocked, "and some of every item type"


def test_it_has_the_city_and_its_seven_counties(sample: Program) -> None:
    assert {row.code for row in sample.read(depots)} == set(DEPOTS)
    assert len(DEPOTS) == 8
    for depot in DEPOTS:
        assert len(sample.read(partial(places, depot=depot))) >= 8
        assert sample.read(partial(stock_page, wanted=StockFilter(depot=depot), limit=1))


def test_it_has_some_thousand_lots_and_movements_over_three_years(sample: Program) -> None:
    assert scalar(sample, "SELECT count(*) FROM lot") > 1000
    assert scalar(sample, "SELECT count(*) FROM movement") > 2000
    kinds = Counter(sample.read(lambda connection: connection.scalars(select(Document.kind)).all()))
    assert set(kinds) == set(DocumentKind) - {DocumentKind.REVERSAL}
    days = sample.read(lambda connection: connection.scalars(select(Document.business_date)).all())
    assert (max(days) - min(days)).days > 2.8 * 365


def test_everything_invented_says_so(sample: Program) -> None:
    assert all("示例" in row.name for row in sample.read(people))
    assert all("示例" in row.name for row in sample.read(depots))
    notes = sample.read(lambda connection: set(connection.scalars(select(Document.note)).all()))
    assert notes == {"示例数据"}
    for table, column in (
        ("appropriation", "number"),
        ("appropriation", "title"),
        ("project", "name"),
        ("tender_lot", "name"),
    ):
        assert scalar(sample, f"SELECT count(*) FROM {table} WHERE {column} NOT LIKE '%示例%'") == 0
    others = "kind <> 'authority' AND kind <> 'keeper'"
    assert scalar(sample, f"SELECT count(*) FROM organisation WHERE {others} AND name NOT LIKE '%示例%'") == 0
    assert scalar(sample, "SELECT count(*) FROM site WHERE name NOT LIKE '%示例%'") == 0


# --- the figures of the report ---------------------------------------------------------------------------------------


def test_the_figures_of_the_report_come_out_with_no_difference(sample: Program) -> None:
    found = sample.read(statement)
    assert found.is_reconciled
    assert [check.difference for check in found.checks] == [Money(0)] * len(found.checks)
    assert found.figures is not None and (found.figures.title, found.figures.dated) == REPORT[:2]
    assert (found.appropriated.wan(), found.tendered.wan(), found.tendering.wan()) == ("1,298.44", "1,008.40", "290.04")
    assert found.appropriated == found.tendered + found.tendering
    assert REPORT[2:] == ("1298.44", "1008.40", "290.04")


def test_its_contracts_stand_at_every_step_from_signing_to_payment(sample: Program) -> None:
    rows = {row.number: row for row in sample.read(contracts)}
    steps = Counter((row.accepted > NO_MONEY, row.to_accept > NO_MONEY, row.paid > NO_MONEY) for row in rows.values())
    assert steps == {
        (True, False, True): 2,  # accepted whole and paid, in part or but for the retention
        (True, False, False): 1,  # accepted, not paid
        (True, True, False): 1,  # accepted in part
        (False, True, True): 1,  # paid in advance
    }
    assert all(row.retention == row.payable for row in rows.values() if row.retention)
    found = sample.read(statement)
    assert (found.contracted.wan(), found.paid.wan()) == ("859.40", "401.145")
    assert found.is_reconciled


def test_a_tender_that_failed_and_one_that_runs_are_among_its_lots(sample: Program) -> None:
    lots = sample.read(tender_lots)
    assert Counter(lot.stage.value for lot in lots) == {"awarded": 1, "contracted": 5, "tendering": 2}
    assert scalar(sample, "SELECT count(*) FROM tender_round WHERE result = 'failed'") == 1


# --- how sound it is -------------------------------------------------------------------------------------------------


def test_replaying_it_gives_the_very_same_tables(sample: Program) -> None:
    found = sample.verify(deep=True)
    assert found.is_sound, found.first
    assert found.entries == sample.head.seq > 1000


def test_no_place_ever_held_less_than_nothing(sample: Program) -> None:
    real = Balance.bucket != Bucket.OUTSIDE
    held = sample.read(lambda c: c.execute(select(Balance.quantity, Balance.amount_fen).where(real)).all())
    assert min(quantity for quantity, _fen in held) >= 0 and min(fen for _quantity, fen in held) >= 0
    assert lowest_day_end(sample) >= 0


def lowest_day_end(sample: Program) -> int:
    """Return the least that any real place held of a lot at the end of any day, by the movements alone."""
    columns = (Movement.lot_id, Movement.depot_code, Movement.from_place, Movement.to_place, Movement.quantity)
    rows = sample.read(
        lambda c: c.execute(select(*columns, Movement.business_date).order_by(Movement.business_date)).all()
    )
    held: Counter[Any] = Counter()
    ends: dict[Any, dict[Any, int]] = {}
    for lot, depot, origin, goal, quantity, day in rows:
        for place, sign in ((origin, -1), (goal, 1)):
            if not place.startswith("~") or place in {"~issued", "~lost"}:
                held[lot, depot, place] += sign * quantity
                ends.setdefault((lot, depot, place), {})[day] = held[lot, depot, place]
    return min(end for days in ends.values() for end in days.values())


def test_it_is_told_in_the_order_of_time_and_never_in_the_future(sample: Program) -> None:
    entries = sample.read(lambda connection: list(queries.walk(connection, SITE)))
    moments = [entry.recorded_at for entry in entries]
    assert moments == sorted(moments)
    assert all(entry.business_date <= entry.recorded_at.astimezone(UTC).date() for entry in entries)


def test_every_serial_number_stands_on_one_object(sample: Program) -> None:
    serials = sample.read(lambda connection: connection.execute(select(Lot.item_code, Lot.serial_no)).all())
    given = [(item, serial) for item, serial in serials if serial is not None]
    assert len(given) == len(set(given)) > 100


# --- how it is made --------------------------------------------------------------------------------------------------


def labels_and_figures(program: Program) -> list[Any]:
    """Return everything of a store that the same seed must give again."""
    wanted = (
        "SELECT label_code, item_code, batch_no, serial_no, expires_on, unit_price_e4 FROM lot ORDER BY label_code",
        "SELECT number, kind, depot_code, business_date, counterparty, line_count FROM document ORDER BY seq",
        "SELECT depot_code, item_code, bucket, quantity, amount_fen FROM item_total ORDER BY 1, 2, 3",
        "SELECT account, amount_fen FROM fund_balance ORDER BY account",
        "SELECT action_id, action_type, business_date FROM journal_entry WHERE seq > 13 ORDER BY seq",
    )

    def rows(connection: Connection, query: str) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in connection.execute(text(query))]

    return [program.read(partial(rows, query=each)) for each in wanted]


def test_the_same_seed_gives_the_same_labels_and_figures(sample: Program, tmp_path: Path) -> None:
    with closing(make(tmp_path).program) as again:
        assert again.store.store_id != sample.store.store_id, "but it is another store"
        assert labels_and_figures(again) == labels_and_figures(sample)


def test_it_says_how_far_it_is(made: Made) -> None:
    total = made.steps[-1][1]
    assert made.steps == tuple((done, total) for done in range(1, total + 1))
    assert total > 30


def test_it_takes_no_longer_than_somebody_waits(made: Made, record_property: Any) -> None:
    record_property("seconds", made.seconds)
    assert made.seconds < SECONDS_MAX


def test_it_is_never_made_over_a_file(tmp_path: Path) -> None:
    (tmp_path / "store.db").write_text("dear")
    with pytest.raises(AlreadyThere):
        make_sample(str(tmp_path / "store.db"))
    assert (tmp_path / "store.db").read_text() == "dear"
