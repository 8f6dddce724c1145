"""The page of a contract: three-way match, acceptance, invoices, payments and changes, from the click to the entry."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from supplies.models.procurement import ChangeKind, PaymentKind
from supplies.models.stock import Origin
from supplies.procurement.actions import FundLot
from supplies.procurement.contract_queries import ContractRow, contract
from supplies.procurement.refunds import ReturnPayment
from supplies.stock.actions import Receive
from supplies.ui.icons import Button
from supplies.ui.procurement.contract_page import ContractPage, step_reason
from supplies.ui.procurement.figures_field import Figure
from supplies.ui.procurement.lot_page import LotPage
from supplies.ui.theme import TEXT_SCALES, Look
from supplies.values import AppropriationId, Money
from tests.procurement.deals import Deal, acceptance, invoice, line, payment, received, signed
from tests.rooms import DEPOT, TENT, TODAY, Desk, act, ago, goods, some, yuan
from tests.ui import walks
from tests.ui.desktop import Desktop, fill, on_sqlite
from tests.ui.funds.money import appropriated, award, lot, project, start

CONTROL = Qt.KeyboardModifier.ControlModifier
NUMBER = "HT-1"


def made(desk: Desk, *, budget: str = "0.01", **fields: Any) -> Deal:
    """Record a contract for four tents at ten yuan, of a lot with a budget of a hundred yuan."""
    tender = lot(desk, project(desk), appropriated(desk, "1"), budget)
    start(desk, tender, 60)
    award(desk, tender, "0.004", 50)
    values: dict[str, Any] = {"supplier": "某公司", "signed_on": ago(40), "number": NUMBER}
    return signed(desk, tender, line(4), **values | fields)


def took_in(desk: Desk, quantity: str = "4", day: date = TODAY, **head: str) -> int:
    """Take tents into the warehouse under a paper."""
    lines = (goods(TENT, quantity),)
    return desk.paper(act(Receive, business_date=day, depot=DEPOT, origin=Origin.PURCHASE, lines=lines, **head)).seq


def show(desktop: Desktop) -> ContractPage:
    """Open the page of the contract."""
    page = desktop.open(ContractPage, "contract")
    page.open_record(NUMBER)
    desktop.settle()
    return page


def now(desk: Desk) -> ContractRow:
    """Return the contract."""
    found: ContractRow = desk.read(contract, NUMBER)
    return found


def texts(table: Any) -> list[tuple[str, ...]]:
    """Return all that a table shows."""
    model = table.model()
    return [model._lines[at].texts for at in range(model.rowCount())]


def submit(desktop: Desktop) -> None:
    """Post what is filled in."""
    desktop.press(Qt.Key.Key_Return, CONTROL)


def retype(edit: Any, text: str) -> None:
    """Type a figure in place of another."""
    edit.setFocus()
    edit.selectAll()
    edit.insert(text)
    edit.textEdited.emit(text)


def test_a_contract_goes_from_delivery_to_payment(desktop: Desktop, desk: Desk) -> None:
    made(desk, delivery_due=ago(10), penalty_mille=5, retention=yuan(4), retention_until=ago(-300))
    number = desk.receive(goods(TENT, 3)).number
    page = show(desktop)
    assert texts(page.match)[0][10] == "4 顶 未验收"

    desktop.click("contract_steps_accept")
    accept = page.accept_panel
    (row,) = accept.view.proposed
    assert (row.goods.number, row.proposed) == (number, some(3))
    fill(accept.form, number="YS-1", delivered=str(ago(6)), accepted=str(ago(5)))
    assert accept.delivered.note == f"逾期 4 天，约定 {ago(10)} 交货。按合同应计违约金 0.60 元。"
    assert accept.lines.said == "合计 30.00 元"
    submit(desktop)
    assert now(desk).accepted == yuan(30)
    assert texts(page.match)[0][7] == number
    assert texts(page.match)[0][10] == "1 顶 未验收；3 顶 已验收未开票"
    assert "0.60" in page.facts.words and "4 天" in page.facts.words

    desktop.click("contract_steps_invoice")
    fill(page.invoice_panel.form, number="FP-1", dated=str(ago(4)))
    assert page.invoice_panel.lines.said == "合计 30.00 元"
    submit(desktop)
    assert now(desk).invoiced == yuan(30)
    assert texts(page.match)[0][10] == "1 顶 未验收"

    desktop.click("contract_steps_pay")
    payment_panel = page.payment_panel
    assert payment_panel.kind.value() == PaymentKind.ACCEPTED
    assert payment_panel.amount.value() == yuan(26)
    assert payment_panel.shares.said == "合计 26.00 元"
    fill(payment_panel.form, voucher="PZ-1", paid=str(ago(1)))
    submit(desktop)
    assert now(desk).paid == yuan(26)
    assert [row[2] for row in texts(page.papers)] == ["YS-1", "FP-1", "PZ-1"]
    assert "PZ-1" in page.message.words


def test_goods_that_name_the_contract_are_proposed_and_those_of_others_only_offered(
    desktop: Desktop, desk: Desk
) -> None:
    made(desk)
    other = took_in(desk, "9", counterparty="另一家公司")
    ours = took_in(desk, "3", paper_number=NUMBER)
    page = show(desktop)
    desktop.click("contract_steps_accept")
    proposed = {each.goods.document: str(each.proposed) for each in page.accept_panel.view.proposed}
    assert proposed == {ours: "3", other: "0"}
    assert page.accept_panel.lines.edit_of(f"1/{other}", Figure.QUANTITY).text() == ""


@on_sqlite
def test_goods_of_a_reversed_paper_or_accepted_before_are_not_offered(desktop: Desktop, desk: Desk) -> None:
    deal = made(desk)
    desk.reverse(desk.receive(goods(TENT, 4)))
    taken = received(desk, 4)
    desk.post(acceptance(deal, taken, 2, delivered_on=TODAY, accepted_on=TODAY))
    page = show(desktop)
    desktop.click("contract_steps_accept")
    assert [(each.goods.document, str(each.goods.free)) for each in page.accept_panel.view.proposed] == [(taken, "2")]


REFUSED_ACCEPTANCES = [
    ({"number": ""}, {}, "number", "尚未填写"),
    ({"delivered": str(ago(41)), "accepted": str(ago(1))}, {}, "delivered", "早于"),
    ({"delivered": str(ago(1)), "accepted": str(ago(2))}, {}, "accepted", "早于"),
    ({"accepted": str(ago(-1))}, {}, "accepted", "晚于今天"),
    ({}, {"quantity": "5"}, "lines", "验收"),
    ({}, {"quantity": ""}, "lines", ""),
]


@on_sqlite
@pytest.mark.parametrize(("wrong", "line_wrong", "field", "words"), REFUSED_ACCEPTANCES)
def test_a_refusal_of_an_acceptance_stands_beside_its_field(
    desktop: Desktop, desk: Desk, wrong: dict[str, str], line_wrong: dict[str, str], field: str, words: str
) -> None:
    made(desk)
    document = took_in(desk, "6")
    page = show(desktop)
    desktop.click("contract_steps_accept")
    panel = page.accept_panel
    if "quantity" in line_wrong:
        retype(panel.lines.edit_of(f"1/{document}", Figure.QUANTITY), line_wrong["quantity"])
    fill(panel.form, **{"number": "YS-1", "delivered": str(ago(2)), "accepted": str(ago(1))} | wrong)
    submit(desktop)
    problem = panel.form.field(field).shown_problem
    assert problem and words in problem
    assert panel.isVisible() and not now(desk).accepted


REFUSED_INVOICES = [
    ({"number": ""}, None, "number", "尚未填写"),
    ({"number": "FP-0"}, None, "number", "已存在"),
    ({"dated": str(ago(41))}, None, "dated", "早于"),
    ({"dated": str(ago(-1))}, None, "dated", "晚于今天"),
    ({}, ("5", "50"), "lines", "开票"),
    ({}, ("1", "0"), "lines", "大于零"),
]


@on_sqlite
@pytest.mark.parametrize(("wrong", "figures", "field", "words"), REFUSED_INVOICES)
def test_a_refusal_of_an_invoice_stands_beside_its_field(
    desktop: Desktop, desk: Desk, wrong: dict[str, str], figures: tuple[str, str] | None, field: str, words: str
) -> None:
    deal = made(desk)
    desk.post(invoice(deal, 1, 10, number="FP-0"))
    page = show(desktop)
    desktop.click("contract_steps_invoice")
    panel = page.invoice_panel
    quantity, amount = figures or ("2", "20")
    retype(panel.lines.edit_of("1", Figure.QUANTITY), quantity)
    retype(panel.lines.edit_of("1", Figure.AMOUNT), amount)
    fill(panel.form, **{"number": "FP-1", "dated": str(ago(2))} | wrong)
    submit(desktop)
    assert words in panel.form.field(field).shown_problem
    assert panel.isVisible() and now(desk).invoiced == yuan(10)


def two_funds(desk: Desk) -> tuple[Deal, AppropriationId, AppropriationId]:
    """Record an accepted and invoiced contract of a lot that two appropriations pay in equal parts."""
    first, second = appropriated(desk, "1", "辽财1号"), appropriated(desk, "1", "鞍财2号")
    tender = lot(desk, project(desk), first, "0.002")
    desk.post(act(FundLot, tender_lot_id=tender, appropriation_id=second, amount=yuan(20), reason="资金拼盘"))
    start(desk, tender, 60)
    award(desk, tender, "0.002", 50)
    deal = signed(desk, tender, line(2), supplier="某公司", signed_on=ago(40), number=NUMBER)
    desk.post(acceptance(deal, received(desk), 2), invoice(deal, 2, 20))
    return deal, first, second


def test_a_payment_names_the_appropriations_it_consumes_and_they_can_be_edited(desktop: Desktop, desk: Desk) -> None:
    _deal, first, second = two_funds(desk)
    page = show(desktop)
    desktop.click("contract_steps_pay")
    panel = page.payment_panel
    edits = {fund: panel.shares.edit_of(str(fund), Figure.AMOUNT) for fund in (first, second)}
    assert {edit.text() for edit in edits.values()} == {"10.00"}
    fill(panel.form, voucher="PZ-1", amount="10.01")
    assert sorted(edit.text() for edit in edits.values()) == ["5.00", "5.01"]
    retype(edits[first], "9")
    retype(edits[second], "1")
    submit(desktop)
    assert panel.shares.shown_problem and not now(desk).paid
    retype(edits[first], "10.01")
    retype(edits[second], "")
    submit(desktop)
    assert "10.00" in panel.shares.shown_problem and not now(desk).paid
    retype(edits[first], "9.01")
    retype(edits[second], "1")
    submit(desktop)
    assert now(desk).paid == Money.parse("10.01")


REFUSED_PAYMENTS = [
    ({"voucher": ""}, PaymentKind.ACCEPTED, "voucher", "尚未填写"),
    ({"paid": str(ago(41))}, PaymentKind.ACCEPTED, "paid", "早于"),
    ({"paid": str(ago(-1))}, PaymentKind.ACCEPTED, "paid", "晚于今天"),
    ({"amount": "37"}, PaymentKind.ACCEPTED, "amount", "36.00"),
    ({"amount": "0"}, PaymentKind.ACCEPTED, "amount", "大于零"),
    ({"amount": "36"}, PaymentKind.ACCEPTED, "amount", "发票"),
    ({"amount": "1"}, PaymentKind.RETENTION, "paid", "质保金"),
]


@on_sqlite
@pytest.mark.parametrize(("wrong", "kind", "field", "words"), REFUSED_PAYMENTS)
def test_a_refusal_of_a_payment_stands_beside_its_field(
    desktop: Desktop, desk: Desk, wrong: dict[str, str], kind: PaymentKind, field: str, words: str
) -> None:
    deal = made(desk, retention=yuan(4), retention_until=ago(-300))
    desk.post(acceptance(deal, received(desk), 4), invoice(deal, 3, 30))
    page = show(desktop)
    desktop.click("contract_steps_pay")
    panel = page.payment_panel
    panel.kind.set_text(kind.value)
    fill(panel.form, **{"voucher": "PZ-1", "amount": "20"} | wrong)
    if wrong.get("amount") in {"37", "0"}:
        retype(panel.shares.edit_of(next(iter(panel.shares._edits)), Figure.AMOUNT), wrong["amount"] or "1")
    submit(desktop)
    if not panel.form.field(field).shown_problem:
        retype(panel.shares.edit_of(next(iter(panel.shares._edits)), Figure.AMOUNT), "1")
        submit(desktop)
    assert words in panel.form.field(field).shown_problem
    assert panel.isVisible() and not now(desk).paid


def test_a_contract_is_supplemented_within_a_tenth(desktop: Desktop, desk: Desk) -> None:
    made(desk, budget="0.006")
    page = show(desktop)
    desktop.click("contract_steps_change")
    panel = page.change_panel
    fill(panel.form, number="BC-1", signed=str(ago(7)), reason="需求增加")
    retype(panel.lines.edit_of("1", Figure.QUANTITY), "5")
    assert panel.lines.edit_of("1", Figure.AMOUNT).text() == "50.00"
    assert "50.00" in panel.lines.said and "4.00" in panel.lines.said
    submit(desktop)
    assert "10%" in panel.lines.shown_problem or "百分之十" in panel.lines.shown_problem
    assert now(desk).amount == yuan(40)
    retype(panel.lines.edit_of("1", Figure.QUANTITY), "4")
    retype(panel.lines.edit_of("1", Figure.AMOUNT), "44")
    submit(desktop)
    assert now(desk).amount == yuan(44)
    assert "44.00" in page.facts.words


REFUSED_CHANGES = [
    ({"number": ""}, ("4", "44"), ChangeKind.SUPPLEMENT, "number", "尚未填写"),
    ({"reason": ""}, ("4", "44"), ChangeKind.SUPPLEMENT, "reason", "尚未填写"),
    ({"signed": str(ago(41))}, ("4", "44"), ChangeKind.SUPPLEMENT, "signed", "早于"),
    ({}, ("4", "44"), ChangeKind.REDUCTION, "kind", ""),
    ({}, ("4", "200"), ChangeKind.OTHER, "lines", "预算"),
    ({}, ("1", "10"), ChangeKind.REDUCTION, "lines", "20.00"),
    ({}, ("4", "40"), ChangeKind.OTHER, "lines", ""),
]


@on_sqlite
@pytest.mark.parametrize(("wrong", "figures", "kind", "field", "words"), REFUSED_CHANGES)
def test_a_refusal_of_a_change_stands_beside_its_field(
    desktop: Desktop, desk: Desk, wrong: dict[str, str], figures: tuple[str, str], kind: ChangeKind, field: str,
    words: str,
) -> None:  # fmt: skip
    deal = made(desk)
    desk.post(acceptance(deal, received(desk), 2))
    page = show(desktop)
    desktop.click("contract_steps_change")
    panel = page.change_panel
    panel.kind.set_text(kind.value)
    retype(panel.lines.edit_of("1", Figure.QUANTITY), figures[0])
    retype(panel.lines.edit_of("1", Figure.AMOUNT), figures[1])
    fill(panel.form, **{"number": "BC-1", "signed": str(ago(7)), "reason": "需求变化"} | wrong)
    submit(desktop)
    problem = panel.form.field(field).shown_problem
    assert problem and words in problem
    assert panel.isVisible() and now(desk).amount == yuan(40)


@on_sqlite
def test_a_step_that_the_rules_would_refuse_says_why_on_its_button(desktop: Desktop, desk: Desk) -> None:
    deal = made(desk)
    page = show(desktop)

    def why(name: str) -> str:
        button = desktop.find(Button, f"contract_steps_{name}")
        return "" if button.isEnabled() else button.toolTip()

    assert "没有属于本合同" in why("accept") and not why("invoice") and not why("change")
    desk.post(acceptance(deal, received(desk), 4))
    page.reload()
    desktop.settle()
    assert "全部验收" in why("accept") and "先登记发票" in why("pay")
    desk.post(invoice(deal), payment(deal))
    page.reload()
    desktop.settle()
    assert "全部开票" in why("invoice") and "付清" in why("pay")
    assert texts(page.match)[0][10] == "三单一致"


@on_sqlite
def test_what_was_entered_and_not_posted_stands_there_again(desktop: Desktop, desk: Desk) -> None:
    made(desk)
    document = took_in(desk, "4")
    page = show(desktop)
    desktop.click("contract_steps_accept")
    fill(page.accept_panel.form, number="YS-1")
    retype(page.accept_panel.lines.edit_of(f"1/{document}", Figure.QUANTITY), "2")
    desktop.press(Qt.Key.Key_Escape)
    desktop.click("contract_steps_accept")
    assert page.accept_panel.number.text() == "YS-1"
    assert page.accept_panel.lines.edit_of(f"1/{document}", Figure.QUANTITY).text() == "2"


@on_sqlite
def test_the_contract_leads_to_its_lot_and_back(desktop: Desktop, desk: Desk) -> None:
    made(desk)
    show(desktop)
    desktop.click("contract_lot")
    page = desktop.shown(LotPage)
    assert page.title == "ASCG-1 第 1 包 帐篷"
    page.tabs.open("contracts")
    page.contracts.selectRow(0)
    page.contracts._open_current()
    desktop.settle()
    assert desktop.shown(ContractPage).title == f"合同  {NUMBER}"


@on_sqlite
@pytest.mark.parametrize("look", [*(Look(scale=scale) for scale in TEXT_SCALES), Look(is_large_print=True)], ids=str)
def test_the_page_keeps_what_every_screen_must_keep(desktop: Desktop, desk: Desk, look: Look) -> None:
    deal = made(desk, delivery_due=ago(10), penalty_mille=5, retention=yuan(4), retention_until=ago(-300))
    desk.post(acceptance(deal, received(desk), 2), invoice(deal, 1, 10))
    page = show(desktop)
    desktop.appearance.set_look(look)

    def check(where: str) -> None:
        desktop.settle()
        assert desktop.window.size().toTuple() == (1366, 768)
        for walk in (walks.nameless, walks.keyless, walks.clashing, walks.cut_off):
            assert walk(desktop.window) == [], where
        if look.is_large_print:
            assert walks.lower_than(desktop.window, 44) == [], where
        assert QApplication.activeModalWidget() is None

    check("page")
    assert page.view is not None
    for panel in (page.accept_panel, page.invoice_panel, page.payment_panel, page.change_panel):
        panel.open_for(page.view)
        panel.form.check()
        check(panel.objectName())
        panel.close_panel()


def test_a_certificate_is_withdrawn_and_its_goods_wait_again(desktop: Desktop, desk: Desk) -> None:
    deal = made(desk)
    page = show(desktop)
    assert page.view is not None and step_reason(page.view, "withdraw") == "尚未验收任何货物。"
    desk.post(acceptance(deal, received(desk), 4, number="YS-1"), invoice(deal), payment(deal, 40, voucher="PZ-1"))
    page.reload()
    desktop.settle()
    desktop.click("contract_steps_withdraw")
    panel = page.withdraw_panel
    fill(panel.form, reason="复验不合格")
    submit(desktop)
    back = {"returned_on": TODAY, "amount": yuan(40)}
    assert "请先登记付款退回" in panel.certificate.shown_problem
    desk.post(act(ReturnPayment, contract_id=deal.contract, voucher="PZ-1", number="TK-1", **back))
    submit(desktop)
    assert now(desk).accepted == Money(0)
    assert texts(page.match)[0][10] == "4 顶 未验收；4 顶 已开票未验收"
    assert [row[1] for row in texts(page.papers)][-1] == "验收撤回"
    assert "YS-1" in page.message.words
