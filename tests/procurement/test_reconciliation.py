"""The statement at budget basis, to the fen: 1298.44 = 1008.40 + 290.04 (万元)."""

from dataclasses import replace

import pytest

from supplies.funds.actions import Appropriate, PublishFigures, ShareLine
from supplies.models.accounts import Level
from supplies.models.funds import OF_LOT, Bucket
from supplies.models.procurement import LotStage, Method
from supplies.procurement.actions import AddLot, CancelLot, FailTender, OpenProject, RecordAward, StartTender
from supplies.procurement.reconciliation import Check, Statement, statement
from supplies.values import NO_MONEY, Money, TenderLotId, new_id, total_money
from tests.procurement.money_lists import IDENTITIES
from tests.rooms import TODAY, Desk, act, ago

APPROPRIATED, TENDERED, IN_TENDER = (Money.parse_wan(wan) for wan in ("1298.44", "1008.40", "290.04"))


def published(
    desk: Desk, appropriated: Money = APPROPRIATED, tendered: Money = TENDERED, in_tender: Money = IN_TENDER
) -> None:
    desk.post(
        act(
            PublishFigures,
            title="救灾资金使用情况公开",
            dated=TODAY,
            appropriated=appropriated,
            tendered=tendered,
            in_tender=in_tender,
        )
    )


@pytest.fixture
def bought(desk: Desk) -> Desk:
    """Return a store with two appropriations and five lots.

    One lot saved something, one failed first, and one was given up.
    """
    first, second, project = new_id(), new_id(), new_id()
    for money, number, wan in ((first, "辽财指企〔2025〕1号", "1000.00"), (second, "鞍财〔2025〕2号", "298.44")):
        shares = (ShareLine(Level.CENTRAL), ShareLine(Level.CITY))
        amount = Money.parse_wan(wan)
        desk.post(
            act(
                Appropriate,
                appropriation_id=money,
                number=number,
                title="救灾",
                dated=ago(90),
                amount=amount,
                shares=shares,
            )
        )
    desk.post(
        act(
            OpenProject, project_id=project, number="ASCG-1", name="采购", method=Method.OPEN_TENDER, started_on=ago(80)
        )
    )
    lots: dict[int, TenderLotId] = {number: TenderLotId(new_id()) for number in range(1, 6)}

    def plan(number: int, money: object, wan: str) -> AddLot:
        amount = Money.parse_wan(wan)
        common = {"project_id": project, "appropriation_id": money, "number": number, "name": f"第{number}包"}
        return act(AddLot, tender_lot_id=lots[number], budget=amount, ceiling=amount, **common)

    def start(number: int) -> StartTender:
        return act(StartTender, tender_lot_id=lots[number], announced_on=ago(40))

    def award(number: int, wan: str) -> RecordAward:
        amount = Money.parse_wan(wan)
        return act(RecordAward, tender_lot_id=lots[number], ended_on=ago(5), winner="某公司", award=amount)

    desk.post(
        plan(1, first, "987.40"),
        start(1),
        award(1, "980.05"),
        plan(2, first, "12.60"),
        start(2),
        plan(3, second, "21.00"),
        start(3),
        act(FailTender, tender_lot_id=lots[3], ended_on=ago(40), reason="废标"),
        start(3),
        award(3, "21.00"),
        plan(4, second, "100.00"),
        act(CancelLot, tender_lot_id=lots[4], reason="改由调拨解决"),
        plan(5, second, "277.44"),
        start(5),
    )
    return desk


def checks_that_fail(found: Statement) -> list[Check]:
    return [check for check in found.checks if check.difference]


def test_the_worked_example_agrees_to_the_fen(bought: Desk) -> None:
    published(bought)
    found: Statement = bought.read(statement)
    assert (found.appropriated, found.tendered, found.tendering) == (APPROPRIATED, TENDERED, IN_TENDER)
    assert (found.available, found.planned) == (NO_MONEY, NO_MONEY)
    assert found.appropriated == found.tendered + found.tendering
    assert [wan.wan() for wan in (found.appropriated, found.tendered, found.tendering)] == [
        "1,298.44",
        "1,008.40",
        "290.04",
    ]
    assert found.is_reconciled
    assert {check.difference for check in found.checks} == {NO_MONEY}
    assert all(check.lots == () for check in found.checks)
    assert len(found.checks) == 2 + len(OF_LOT) + 3 + IDENTITIES
    assert found.figures is not None and found.figures.appropriated == APPROPRIATED


def test_without_published_figures_the_store_is_held_against_itself(bought: Desk) -> None:
    found = bought.read(statement)
    assert found.figures is None and found.is_reconciled
    assert len(found.checks) == 2 + len(OF_LOT) + IDENTITIES


def test_an_empty_store_is_reconciled(desk: Desk) -> None:
    found = desk.read(statement)
    assert found.is_reconciled and found.appropriated == NO_MONEY
    assert (found.appropriations, found.lots) == ((), ())


def test_a_wrong_figure_of_what_is_tendered_names_exactly_the_tendered_lots(bought: Desk) -> None:
    published(bought, tendered=TENDERED - Money(1))
    found = bought.read(statement)
    assert not found.is_reconciled
    (wrong,) = checks_that_fail(found)
    assert (wrong.expected, wrong.found, wrong.difference) == (TENDERED - Money(1), TENDERED, Money(1))
    assert [(lot.number, lot.stage) for lot in wrong.lots] == [(1, LotStage.AWARDED), (3, LotStage.AWARDED)]
    assert total_money(lot.standing for lot in wrong.lots) == TENDERED


def test_a_wrong_figure_of_what_is_in_tender_names_exactly_the_lots_in_tender(bought: Desk) -> None:
    published(bought, in_tender=IN_TENDER - Money(100))
    (wrong,) = checks_that_fail(bought.read(statement))
    assert wrong.difference == Money(100)
    assert [(lot.number, lot.stage) for lot in wrong.lots] == [(2, LotStage.TENDERING), (5, LotStage.TENDERING)]
    assert total_money(lot.standing for lot in wrong.lots) == IN_TENDER


def test_a_wrong_figure_of_what_was_appropriated_names_no_lot(bought: Desk) -> None:
    published(bought, appropriated=APPROPRIATED + Money(1))
    (wrong,) = checks_that_fail(bought.read(statement))
    assert (wrong.difference, wrong.lots) == (Money(-1), ())


def test_a_correction_of_the_published_figures_settles_it(bought: Desk) -> None:
    published(bought, tendered=TENDERED - Money(1))
    published(bought)
    assert bought.read(statement).is_reconciled


def test_the_next_step_of_a_lot_shows_against_older_figures(bought: Desk) -> None:
    published(bought)
    lot = next(lot for lot in bought.read(statement).lots if lot.number == 5)
    bought.post(
        act(RecordAward, tender_lot_id=lot.tender_lot_id, ended_on=TODAY, winner="某公司", award=Money.parse_wan("277"))
    )
    found = bought.read(statement)
    assert [check.difference.wan() for check in checks_that_fail(found)] == ["277.44", "-277.44"]
    assert found.of(Bucket.SAVED).wan() == "7.79"


def test_every_check_has_a_title_of_its_own(bought: Desk) -> None:
    published(bought)
    titles = [check.title for check in bought.read(statement).checks]
    assert all(titles) and len(set(titles)) == len(titles)


def test_a_difference_hides_in_no_other(bought: Desk) -> None:
    """A statement with one check off by a fen is not reconciled, whatever the others say."""
    found = bought.read(statement)
    for number, check in enumerate(found.checks):
        off = replace(check, found=check.found + Money(1))
        assert not replace(found, checks=(*found.checks[:number], off, *found.checks[number + 1 :])).is_reconciled
