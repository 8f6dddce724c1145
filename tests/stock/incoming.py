"""Goods that come in to be inspected or held, as the tests of this room need them."""

from typing import Any

from supplies.accounts.actions import AddOrganisation
from supplies.models.accounts import OrganisationKind, Role
from supplies.models.stock import Origin, PlaceKind
from supplies.stock.actions import Gift, Into, ReceiptLine, Receive
from supplies.stock.documents import DocumentRow
from supplies.stock.held import HandBack, TakeOver, TakeOverLine
from supplies.stock.incoming import StandingLine, receipt_standing
from supplies.stock.inspection import Certificate, Inspect, InspectLine, Signer
from supplies.stock.lookups import part_of
from supplies.stock.sending_back import BackLine, SendBack
from supplies.values import Login, OrganisationCode
from tests.rooms import A01, DEPOT, SITE, TENT, Desk, act, goods, lot_line, some, yuan

PROVINCE = OrganisationCode("SJT")
CITY = OrganisationCode("YJJ")
SIGNED = Certificate(
    inspectors=(Signer(name="王一", unit="使用单位"), Signer(name="李二", unit="质检所")),
    method="现场抽样",
    indicators="尺寸、重量、阻燃均符合合同",
    sample_number="CY-01",
    problems="两箱外包装破损",
    correction="供应商当日更换",
    group_opinion="同意验收",
    buyer_opinion="同意",
    supplier_confirmation="无异议",
)


def receipt(*lines: ReceiptLine, **more: Any) -> Receive:
    """Return a receipt, to be inspected unless it is said otherwise."""
    values: dict[str, Any] = {"depot": DEPOT, "origin": Origin.PURCHASE, "into": Into.INSPECTING, **more}
    return act(Receive, lines=lines, **values)


def gift(**more: Any) -> Gift:
    """Return a gift of a company."""
    return Gift(**{"donor": "某公司", **more})


def found(of_line: int = 1, accepted: str | int = 0, **more: Any) -> InspectLine:
    """Return what was found of a line."""
    quantities: dict[str, Any] = {name: some(more.pop(name)) for name in ("conceded", "rejected") if name in more}
    return InspectLine(of_line=of_line, accepted=some(accepted), **quantities, **more)


def inspect(paper: DocumentRow, *lines: InspectLine, **more: Any) -> Inspect:
    """Return the inspection of a receipt."""
    values: dict[str, Any] = {"depot": paper.depot_code, "certificate": SIGNED, **more}
    return act(Inspect, of_seq=paper.seq, lines=lines, **values)


def inspector(desk: Desk) -> Login:
    """Record somebody who did not receive the goods and may accept them."""
    return desk.hire("checker", Role.REVIEWER, name="验收员")


def organisations(desk: Desk) -> None:
    """Record the province and the city's bureau."""
    for code, name in ((PROVINCE, "省应急厅"), (CITY, "市应急局")):
        desk.post(act(AddOrganisation, code=code, name=name, kind=OrganisationKind.AUTHORITY))


def standing(desk: Desk, paper: DocumentRow) -> list[StandingLine]:
    """Return what has become of the lines of a receipt."""
    lines: list[StandingLine] = desk.read(receipt_standing, SITE, paper.seq)
    return lines


def tell_incoming(desk: Desk) -> dict[str, int]:
    """Take a contract's goods in, inspect them, send some back and get others; take a gift; hold and take over."""
    first = desk.program.head.seq
    organisations(desk)
    checker = desk.hire("ys", Role.REVIEWER, name="验收员")
    line = goods(TENT, 10, yuan(1800), ordered=some(12))
    paper = desk.paper(receipt(line, contract_number="HT-1", counterparty="某厂"))
    inspected = inspect(paper, found(1, 6, conceded=1, rejected=2, concession="色差", allowed_by="科长", reason="开线"))
    desk.post(inspected, actor=checker)
    back = BackLine(of_line=1, place=part_of(A01, PlaceKind.OUT_OF_SERVICE), quantity=some(2), reason="不合格")
    sent = desk.paper(act(SendBack, depot=DEPOT, of_seq=paper.seq, expects_exchange=True, lines=(back,)))
    desk.post(receipt(goods(TENT, 2), replaces=sent.seq, into=Into.ON_HAND))
    given = gift(is_directed=True, purpose="冬春救助", beneficiary="岫岩县")
    desk.post(receipt(goods(TENT, 3), origin=Origin.DONATION, into=Into.ON_HAND, donation=given))
    kept = goods(TENT, 4, owner=PROVINCE)
    held = {"origin": Origin.ALLOTMENT, "allotment_number": "省令1号", "into": Into.HELD, "keeps_owner": True}
    desk.post(receipt(kept, **held))
    out = lot_line(kept.lot_id, 1)
    desk.post(act(HandBack, depot=DEPOT, paper_number="省令2号", lines=(out,)))
    ours = TakeOverLine(lot_id=kept.lot_id, place=A01, quantity=some(3))
    desk.post(act(TakeOver, depot=DEPOT, owner=CITY, lines=(ours,)))
    return {"first of what came in": first + 1, "return to the supplier": sent.seq}
