"""The records that some reports are about: an inspection, a gift, a count, a purchase, and scrapped goods."""

from supplies.models.disposal import DisposalWay, Ground
from supplies.models.stock import Origin
from supplies.stock.actions import Into, TechnicalAppraisal, WriteOff
from supplies.stock.count_sessions import count_sessions
from supplies.stock.counting import StartCount
from supplies.stock.disposal import RecordDisposal
from supplies.stock.documents import documents_page
from tests.procurement.offered import EMERGENCY, bought, planned_lot
from tests.reports.purchases import CERTIFICATE, LOT, purchases
from tests.rooms import DEPOT, TENT, TODAY, Desk, act, ago, goods, lot_line
from tests.stock.incoming import found, gift, inspect, inspector, receipt
from tests.stock.keeper import label_of


def subjects(desk: Desk) -> dict[str, str]:
    """Post one record of each kind; return by the name of each report what it is to be about."""
    given = desk.paper(receipt(goods(TENT, 1), origin=Origin.DONATION, into=Into.ON_HAND, donation=gift()))
    arrived = desk.paper(receipt(goods(TENT, 2)))
    desk.post(inspect(arrived, found(1, 2)), actor=inspector(desk))
    inspected: str = desk.read(documents_page, limit=1)[0].number
    desk.post(act(StartCount, depot=DEPOT, name="季度盘点"))
    count: str = desk.read(count_sessions, limit=1)[0].number
    scrapped = scrap(desk)
    purchases(desk)
    desk.post(bought(planned_lot(desk, project_number=EMERGENCY)))
    return {
        "acceptance": inspected,
        "award_notice": LOT,
        "contract_acceptance": CERTIFICATE,
        "emergency_purchase": f"{EMERGENCY}/1",
        "donation_receipt": given.number,
        "count_sheet": count,
        "count_lines": count,
        "count_result": count,
        "scrap": scrapped,
        "disposal": scrapped,
        "upkeep_card": label_of(desk, desk.lot(TENT, 1)),
    }


def scrap(desk: Desk) -> str:
    """Scrap some goods, say what became of them, and return the document's number."""
    appraisal = TechnicalAppraisal(institute="省检测中心", opinion="无修复价值", appraised_on=ago(1))
    lines = (lot_line(desk.lot(TENT, 3), 1, reason="超年限"),)
    paper = desk.paper(act(WriteOff, depot=DEPOT, ground=Ground.OVER_AGE, appraisal=appraisal, lines=lines))
    handled = {"way": DisposalWay.DESTRUCTION, "handled_on": TODAY, "witnesses": ("甲", "乙"), "receiver": "环卫中心"}
    desk.post(act(RecordDisposal, depot=DEPOT, write_off=paper.seq, **handled))
    return paper.number
