"""Sources x purposes: rows and columns add up, nothing is guessed."""

from supplies.funds.actions import Withdraw
from supplies.funds.matrix import matrix
from supplies.models.accounts import Level
from supplies.models.funds import Bucket, Purpose
from tests.funds.allotted import allot, counties, give_back, lot, money, project
from tests.rooms import Desk, act, yuan

CENTRAL, CITY, PROVINCE = Level.CENTRAL, Level.CITY, Level.PROVINCE


def test_an_empty_store_has_an_empty_matrix(desk: Desk) -> None:
    found = desk.read(matrix)
    assert (found.columns, found.rows, found.total) == ((), (), yuan(0))


def test_each_yuan_stands_in_the_row_of_its_source_and_the_column_of_its_purpose(desk: Desk) -> None:
    fund, of = money(100, (CENTRAL, 100)), project()
    desk.post(*counties(), fund, of, lot(fund, of, 30), allot(fund, 20), give_back(fund, 10))
    (row,) = desk.read(matrix).rows
    assert row.level is CENTRAL
    assert row.cells == {
        Purpose.MATERIALS: yuan(30),
        Purpose.LIVING: yuan(20),
        Bucket.AVAILABLE: yuan(40),
        Bucket.RETURNED: yuan(10),
    }


def test_several_levels_share_each_purpose_and_both_totals_are_exact(desk: Desk) -> None:
    fund, of = money(100, (CENTRAL, 33), (PROVINCE, 33), (CITY, 34)), project()
    plans = [lot(fund, of, 1, 1), lot(fund, of, 7, 2, purpose=Purpose.LOGISTICS)]
    desk.post(*counties(), fund, of, *plans, allot(fund, 11))
    found = desk.read(matrix)
    assert {row.level: row.total for row in found.rows} == {CENTRAL: yuan(33), PROVINCE: yuan(33), CITY: yuan(34)}
    totals = {column: found.total_of(column) for column in found.columns}
    assert totals == {
        Purpose.MATERIALS: yuan(1),
        Purpose.LOGISTICS: yuan(7),
        Purpose.LIVING: yuan(11),
        Bucket.AVAILABLE: yuan(81),
    }
    assert found.total == yuan(100)


def test_money_whose_split_is_unknown_is_a_row_of_its_own(desk: Desk) -> None:
    known, unknown, half = money(), money(50, (CENTRAL, None), (CITY, None)), money(70, (CENTRAL, 60), (CITY, None))
    gone = money(30)
    desk.post(known, unknown, half, gone, act(Withdraw, appropriation_id=gone.appropriation_id, reason="收回"))
    found = desk.read(matrix)
    assert [(row.level, row.total) for row in found.rows] == [(CENTRAL, yuan(100)), (None, yuan(120))]
    assert found.rows[1].name == "来源未拆分"
