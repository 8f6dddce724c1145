"""Goods that come in to be inspected or held, as the tests of this room need them."""

from typing import Any

from supplies.accounts.actions import AddOrganisation
from supplies.models.accounts import OrganisationKind, Role
from supplies.models.stock import Origin
from supplies.stock.actions import Gift, Into, ReceiptLine, Receive
from supplies.stock.documents import DocumentRow
from supplies.stock.incoming import StandingLine, receipt_standing
from supplies.stock.inspection import Certificate, Inspect, InspectLine, Signer
from supplies.values import Login, OrganisationCode
from tests.rooms import DEPOT, SITE, Desk, act, some

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
    quantities = {name: some(more.pop(name)) for name in ("conceded", "rejected") if name in more}
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
