"""Lots, contracts and appropriations are found by a part of what people know of them."""

from supplies.funds.queries import appropriations
from supplies.procurement.finding import appropriations_found, contracts_found, lots_found
from supplies.procurement.lot_queries import lot_name
from supplies.procurement.queries import tender_lots
from tests.procurement.deals import WINNER, line, signed
from tests.procurement.money_lists import awarded_lot
from tests.rooms import Desk, ago


def test_a_lot_is_found_by_number_project_name_and_winner(desk: Desk) -> None:
    awarded_lot(desk, 40)
    (lot,) = desk.read(tender_lots)
    wanted = [(lot_name(lot), f"{lot.name} {WINNER}")]
    for text in (lot_name(lot), lot.project_number[:4].lower(), lot.project_name, lot.name, WINNER[1:3]):
        assert desk.read(lots_found, text, 10) == wanted, text
    assert desk.read(lots_found, "没有这样的", 10) == []
    assert desk.read(lots_found, "%", 10) == [], "what is typed is no pattern"


def test_a_contract_is_found_by_number_and_supplier_the_newest_first(desk: Desk) -> None:
    signed(desk, awarded_lot(desk, 40), line(4), number="HT-1", signed_on=ago(8))
    signed(desk, awarded_lot(desk, 40), line(4), number="HT-2", signed_on=ago(2))
    assert [number for number, _words in desk.read(contracts_found, WINNER, 10)] == ["HT-2", "HT-1"]
    assert desk.read(contracts_found, "ht-1", 10) == [("HT-1", f"{WINNER} {ago(8)}")]
    assert len(desk.read(contracts_found, WINNER, 1)) == 1


def test_an_appropriation_is_found_by_number_and_title(desk: Desk) -> None:
    awarded_lot(desk, 40)
    (row,) = desk.read(appropriations)
    for text in (row.number, row.title):
        assert desk.read(appropriations_found, text, 10) == [(row.number, f"{row.title} {row.dated}")]
