"""Lists that are taken over: what is there already changes nothing, and nothing is listed that is not recorded."""

from typing import Any

from supplies.errors import (
    AlreadyThere,
    DecisionUnclear,
    DifferencesNotAccepted,
    LineDecided,
    LinesRefused,
    LineTaken,
    ListedAboveRecorded,
    ListTaken,
    NothingToDo,
    UnknownRecord,
)
from supplies.models.treasury import DifferenceKind, ListKind
from supplies.procurement.treasury import DecideLine, ListedDifference, ListedEntry, TakeList
from supplies.procurement.treasury_queries import open_count, open_lines
from supplies.values import ContractId, new_id
from tests.procurement.deals import payment
from tests.procurement.money_lists import delivered, row
from tests.rooms import Desk, act, ago, assert_line, yuan

MARK, OTHER = "0" * 64, "1" * 64


def entry(number: str = "PZ-1", amount: str | int = 40, **fields: Any) -> ListedEntry:
    listed = row(number, amount)
    values: dict[str, Any] = {"sheet": "支付", "row": 2, "dated": listed.dated, "fingerprint": listed.fingerprint}
    return ListedEntry(number=number, amount=yuan(amount), **values | fields)


def taking(*lines: ListedEntry, **fields: Any) -> TakeList:
    values: dict[str, Any] = {"kind": ListKind.PAYMENTS, "file": "支付.xlsx", "fingerprint": MARK}
    return act(TakeList, lines=lines, **values | fields)


def deciding(desk: Desk, **fields: Any) -> DecideLine:
    (found,) = desk.read(open_lines)
    return act(DecideLine, **{"of_list": found.list_seq, "line": found.line, **fields})


def test_a_list_is_taken_over_once(desk: Desk) -> None:
    desk.post(taking(entry()))
    assert desk.read(open_count) == 1
    assert type(desk.refused(taking(entry("PZ-2")))) is ListTaken
    assert type(desk.refused(taking(entry(), fingerprint=OTHER))) is LineTaken
    assert type(desk.refused(taking(fingerprint=OTHER))) is NothingToDo


def test_a_line_is_named_that_stands_twice_in_one_list(desk: Desk) -> None:
    assert_line(desk.refused(taking(entry("PZ-2"), entry(), entry())), LineTaken, "fingerprint", 3)


def test_a_difference_is_accepted_by_its_name(desk: Desk) -> None:
    wrong = ListedDifference(name="支付!D2:total", kind=DifferenceKind.TOTAL, told=yuan(2), computed=yuan(3))
    error = desk.refused(taking(entry(), differences=(wrong,)))
    assert type(error) is DifferencesNotAccepted and error.facts == {"count": 1, "names": "支付!D2:total"}
    assert type(desk.refused(taking(entry(), accepted=("支付!D2:total",)))) is UnknownRecord
    desk.post(taking(entry(), differences=(wrong,), accepted=("支付!D2:total",)))


def test_nothing_is_matched_that_is_not_recorded(desk: Desk) -> None:
    deal = delivered(desk, "HT-1")
    error = desk.refused(taking(entry(contract_id=deal.contract)))
    assert type(error) is ListedAboveRecorded and error.facts["recorded"] == yuan(0)
    desk.post(payment(deal, 30, voucher="PZ-1"))
    assert type(desk.refused(taking(entry(contract_id=deal.contract)))) is ListedAboveRecorded
    desk.post(taking(entry(amount=20, contract_id=deal.contract)))
    again = entry(amount=11, contract_id=deal.contract)
    assert type(desk.refused(taking(again, fingerprint=OTHER))) is ListedAboveRecorded, "twenty are listed already"
    desk.post(taking(entry(amount=10, contract_id=deal.contract), fingerprint=OTHER))


def test_a_voucher_of_another_contract_is_no_record(desk: Desk) -> None:
    deal, other = delivered(desk, "HT-1"), delivered(desk, "HT-2")
    desk.post(payment(deal, 40, voucher="PZ-1"))
    assert type(desk.refused(taking(entry(contract_id=other.contract)))) is ListedAboveRecorded
    assert type(desk.refused(taking(entry(amount=-40, contract_id=deal.contract)))) is ListedAboveRecorded


def test_a_line_belongs_to_a_contract_or_to_none(desk: Desk) -> None:
    deal = delivered(desk, "HT-1")
    desk.post(payment(deal, 40, voucher="PZ-1"))
    both = entry(contract_id=deal.contract, reason="非本局")
    assert_line(desk.refused(taking(both)), DecisionUnclear, "reason")
    stranger = entry(contract_id=ContractId(new_id()))
    assert_line(desk.refused(taking(stranger)), UnknownRecord, "contract_id")
    assert type(desk.refused(taking(both, entry("PZ-2", contract_id=stranger.contract_id)))) is LinesRefused


def test_an_open_line_is_decided_later_and_once(desk: Desk) -> None:
    deal = delivered(desk, "HT-1")
    desk.post(taking(entry()))
    assert type(desk.refused(deciding(desk))) is DecisionUnclear
    assert type(desk.refused(deciding(desk, contract_id=deal.contract, reason="x"))) is DecisionUnclear
    assert type(desk.refused(deciding(desk, line=9, reason="x"))) is UnknownRecord
    assert type(desk.refused(deciding(desk, contract_id=ContractId(new_id())))) is UnknownRecord
    assert type(desk.refused(deciding(desk, contract_id=deal.contract))) is ListedAboveRecorded
    matching = deciding(desk, contract_id=deal.contract)
    dismissing = deciding(desk, reason="非本局支付")
    desk.post(dismissing)
    assert desk.read(open_count) == 0
    desk.post(payment(deal, 40, voucher="PZ-1"), matching)
    again = act(DecideLine, of_list=matching.of_list, line=matching.line, reason="x")
    assert type(desk.refused(again)) is LineDecided


def test_one_voucher_pays_several_contracts_on_one_day(desk: Desk) -> None:
    first, second = delivered(desk, "HT-1"), delivered(desk, "HT-2")
    desk.post(payment(first, 40, voucher="PZ-1"))
    assert type(desk.refused(payment(second, 40, voucher="PZ-1", paid_on=ago(1)))) is AlreadyThere
    desk.post(payment(second, 40, voucher="PZ-1"))
    lines = (entry(contract_id=first.contract), entry(contract_id=second.contract, fingerprint=OTHER))
    desk.post(taking(*lines))
    assert desk.read(open_count) == 0
