"""Relief money for tests: appropriations, projects and lots, posted as whoever kept the books before would have."""

from typing import Any

from supplies.funds.actions import Appropriate, PublishFigures, ShareLine
from supplies.models.accounts import Level
from supplies.models.procurement import Method
from supplies.procurement.actions import AddLot, FailTender, OpenProject, RecordAward, StartTender
from supplies.values import AppropriationId, Money, ProjectId, TenderLotId, new_id
from tests.rooms import TODAY, Desk, act, ago


def appropriated(desk: Desk, wan: str, number: str = "辽财指〔2026〕1号", **fields: Any) -> AppropriationId:
    """Record an appropriation whose split is not known."""
    money = AppropriationId(new_id())
    values = {"title": "救灾资金", "dated": ago(90), "shares": (ShareLine(Level.CENTRAL), ShareLine(Level.PROVINCE))}
    amount = Money.parse_wan(wan)
    desk.post(act(Appropriate, appropriation_id=money, number=number, amount=amount, **values | fields))
    return money


def project(desk: Desk, number: str = "ASCG-1") -> ProjectId:
    """Open a project."""
    opened = ProjectId(new_id())
    values = {"name": "帐篷采购", "method": Method.OPEN_TENDER, "started_on": ago(80)}
    desk.post(act(OpenProject, project_id=opened, number=number, **values))
    return opened


def lot(
    desk: Desk, of: ProjectId, money: AppropriationId, wan: str, number: int = 1, name: str = "帐篷"
) -> TenderLotId:
    """Plan a lot, its ceiling equal to its budget."""
    planned = TenderLotId(new_id())
    amount = Money.parse_wan(wan)
    values = {"number": number, "name": name, "budget": amount, "ceiling": amount}
    desk.post(act(AddLot, tender_lot_id=planned, project_id=of, appropriation_id=money, **values))
    return planned


def start(desk: Desk, planned: TenderLotId, days_ago: int = 40) -> None:
    """Put a lot to tender."""
    desk.post(act(StartTender, tender_lot_id=planned, announced_on=ago(days_ago)))


def fail(desk: Desk, running: TenderLotId, days_ago: int = 20) -> None:
    """Let the round of a lot fail."""
    desk.post(act(FailTender, tender_lot_id=running, ended_on=ago(days_ago), reason="有效投标人不足三家"))


def award(desk: Desk, running: TenderLotId, wan: str, days_ago: int = 5) -> None:
    """Record who won a lot."""
    amount = Money.parse_wan(wan)
    desk.post(act(RecordAward, tender_lot_id=running, ended_on=ago(days_ago), winner="某公司", award=amount))


def publish(desk: Desk, appropriated_wan: str, tendered: str, in_tender: str) -> None:
    """Record published figures."""
    figures = [Money.parse_wan(wan) for wan in (appropriated_wan, tendered, in_tender)]
    names = ("appropriated", "tendered", "in_tender")
    title = "关于全面振兴新突破三年行动有关落实情况的报告"
    desk.post(act(PublishFigures, title=title, dated=TODAY, **dict(zip(names, figures, strict=True))))


def report_figures(desk: Desk) -> dict[str, TenderLotId]:
    """Record the worked example: 1298.44 appropriated, 1008.40 tendered in two lots, 290.04 in tender in one."""
    first = appropriated(desk, "1000.00", "辽财指〔2026〕1号")
    second = appropriated(desk, "298.44", "鞍财〔2026〕2号")
    of = project(desk)
    lots = {
        "帐篷": lot(desk, of, first, "1000.00", 1, "帐篷"),
        "棉被": lot(desk, of, second, "8.40", 2, "棉被"),
        "水泵": lot(desk, of, second, "290.04", 3, "水泵"),
    }
    for each in lots.values():
        start(desk, each)
    award(desk, lots["帐篷"], "1000.00")
    award(desk, lots["棉被"], "8.40")
    return lots
