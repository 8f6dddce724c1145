"""Each identity of a lot's amounts holds for honest papers, and names the paper where a row was changed behind it."""

import pytest

from supplies.models.procurement import PaymentKind
from supplies.procurement.actions import CloseLot
from supplies.procurement.identities import CauseKind, Check
from supplies.procurement.reconciliation import Statement, statement
from tests.journal.tampering import tamper
from tests.procurement.deals import acceptance, invoice, payment, received, signed
from tests.procurement.money_lists import awarded_lot, bill_list, delivered, money_list, ordered, row, taken
from tests.rooms import TODAY, Desk, act, yuan

NUMBER = "HT-1"


@pytest.fixture
def settled(desk: Desk) -> Desk:
    """Return a store with a contract accepted, invoiced and paid as the treasury's list says."""
    delivered(desk, NUMBER)
    taken(desk, money_list(row("ZF-1", 40, NUMBER)), {"ZF-1": NUMBER})
    return desk


def wrong(desk: Desk) -> list[Check]:
    """Return the checks with causes of their own; the buckets of the ladder are checked elsewhere."""
    found: Statement = desk.read(statement)
    return [check for check in found.checks if check.causes]


def test_every_identity_holds_for_honest_papers(settled: Desk) -> None:
    found = settled.read(statement)
    assert found.is_reconciled, [check for check in found.checks if not check.holds]
    titles = [check.title for check in found.checks]
    assert len(set(titles)) == len(titles)


BROKEN = {
    "最高限价 ≤ 预算": ("UPDATE tender_lot SET ceiling_fen = budget_fen + 1", CauseKind.LOT, 1),
    "中标 ≤ 最高限价": ("UPDATE tender_lot SET award_fen = ceiling_fen + 1", CauseKind.LOT, 1),
    "预算 = 资金来源": ("UPDATE lot_funding SET amount_fen = amount_fen - 1", CauseKind.LOT, -1),
    "原合同 = 中标": ("UPDATE contract SET original_fen = original_fen - 1, deviation = ''", CauseKind.LOT, -1),
    "合同 ≤ 预算": ("UPDATE contract SET amount_fen = amount_fen + 1", CauseKind.LOT, 1),
    "现行合同 = 原合同 + 变更": ("UPDATE contract SET amount_fen = amount_fen + 1", CauseKind.CONTRACT, 1),
    "合同 = 明细合计": ("UPDATE contract_line SET amount_fen = amount_fen + 1", CauseKind.CONTRACT, -1),
    "已验收 = 验收书合计": ("UPDATE contract_acceptance SET amount_fen = amount_fen - 1", CauseKind.CONTRACT, 1),
    "Σ 数量×单价": ("UPDATE contract_acceptance_line SET amount_fen = amount_fen - 1", CauseKind.CONTRACT, 1),
    "已付款 = 支付凭证合计": ("UPDATE payment SET amount_fen = amount_fen - 1", CauseKind.CONTRACT, 1),
    "已验收 ≤ 合同": ("UPDATE contract SET accepted_fen = amount_fen + 1", CauseKind.CONTRACT, 1),
    "已开票 ≤ 合同": ("UPDATE contract SET invoiced_fen = amount_fen + 1", CauseKind.CONTRACT, 1),
    "已付款 ≤ 合同、验收": ("UPDATE contract SET paid_fen = accepted_fen + 1", CauseKind.CONTRACT, 1),
    "已付款 ≤ 已开票": ("UPDATE contract SET invoiced_fen = paid_fen - 1", CauseKind.CONTRACT, 1),
    "三单匹配": ("UPDATE contract_acceptance_line SET quantity = 5000", CauseKind.DOCUMENT, 800),
    "合格入库金额": ("UPDATE contract_acceptance_line SET quantity = 5000", CauseKind.CONTRACT, -800),
    "应付未付": ("UPDATE payment SET amount_fen = amount_fen - 1", CauseKind.CONTRACT, -1),
    "已付质保金": ("UPDATE payment SET kind = 'retention'", CauseKind.CONTRACT, 4000),
    "政府储备物资余额": ("UPDATE item_total SET amount_fen = 7 WHERE bucket = 'on_hand'", CauseKind.ITEM, 7),
    "项目合计 + 未立项": (
        "UPDATE fund_balance SET amount_fen = amount_fen + 1 WHERE bucket = 'paid'",
        CauseKind.PROJECT,
        1,
    ),
    "国库支付 = 付款台账": ("UPDATE money_list_line SET amount_fen = amount_fen + 1", CauseKind.VOUCHER, -1),
}
"""What breaks each identity, what it then names, and by how many fen."""


@pytest.mark.parametrize("title", BROKEN)
@pytest.mark.parametrize("program", ["sqlite"], indirect=True)  # PostgreSQL's CHECKs cannot be put aside.
def test_an_identity_that_is_broken_names_the_paper(settled: Desk, title: str) -> None:
    statement_text, kind, fen = BROKEN[title]
    tamper(settled.program, statement_text)
    check = next(check for check in wrong(settled) if title in check.title)
    assert not check.holds and check.difference.fen == fen
    (cause,) = check.causes
    assert cause.kind is kind and (cause.found.fen - cause.expected.fen) == fen
    assert cause.key and cause.words
    if kind is CauseKind.CONTRACT:
        assert cause.key == NUMBER


def test_supplements_above_a_tenth_are_named(settled: Desk) -> None:
    columns = "site_id, seq, contract_id, number, kind, signed_on, amount_fen, reason"
    values = "site_id, 1, contract_id, 'BC-1', 'supplement', signed_on, 401, '超额'"
    tamper(settled.program, f"INSERT INTO contract_change ({columns}) SELECT {values} FROM contract")
    check = next(check for check in wrong(settled) if "10 %" in check.title)
    assert (check.difference.fen, [cause.key for cause in check.causes]) == (1, [NUMBER])


def test_a_contract_that_differs_from_its_award_for_a_reason_is_a_notice(desk: Desk) -> None:
    signed(desk, awarded_lot(desk, 50), deviation="核减数量")
    found = desk.read(statement)
    assert found.is_reconciled
    (notice,) = [notice for check in found.checks for notice in check.notices]
    assert "核减数量" in notice.words and (notice.expected, notice.found) == (yuan(50), yuan(40))


def test_a_closed_lot_gives_back_what_it_saved(desk: Desk) -> None:
    deal = signed(desk, awarded_lot(desk, 50), deviation="核减数量")
    desk.post(acceptance(deal, received(desk)), invoice(deal), payment(deal))
    desk.post(act(CloseLot, tender_lot_id=deal.lot, closed_on=TODAY))
    check = next(check for check in desk.read(statement).checks if "结余 = 预算" in check.title)
    assert check.holds and check.found == yuan(10)
    tamper(desk.program, "UPDATE tender_lot SET budget_fen = budget_fen + 1")
    (cause,) = next(each for each in wrong(desk) if each.title == check.title).causes
    assert cause.kind is CauseKind.LOT


def test_an_advance_needs_neither_acceptance_nor_invoice(desk: Desk) -> None:
    deal = ordered(desk, NUMBER)
    desk.post(payment(deal, 30, PaymentKind.ADVANCE))
    assert desk.read(statement).is_reconciled


def test_listed_invoices_are_held_against_the_recorded_ones(desk: Desk) -> None:
    ordered(desk, NUMBER)
    taken(desk, bill_list("FP-1", 40, NUMBER), {"FP-1": NUMBER})
    assert desk.read(statement).is_reconciled
    tamper(desk.program, "UPDATE money_list_line SET amount_fen = 3999")
    (check,) = wrong(desk)
    assert [cause.key for cause in check.causes] == ["FP-1"] and check.difference.fen == 1
