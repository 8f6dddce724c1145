"""What the sample store shows of emergencies: an issue whose papers are half there, and blank forms."""

from datetime import date

from sqlalchemy import Connection

from supplies.models.relief import Disaster, IncidentKind
from supplies.program import Program
from supplies.relief.actions import OpenIncident
from supplies.relief.incidents import incidents
from supplies.sample.facts import CITY
from supplies.sample.identity import Identity
from supplies.stock.actions import DebtKind, Emergency, Issue, LotLine
from supplies.stock.debts import SettleDebt
from supplies.stock.emergencies import lacking
from supplies.stock.forms import IssueBlankForms, VoidBlankForm, forms, most_wanted
from supplies.stock.queries import StockFilter, StockRow, stock_page
from supplies.values import Login, Quantity

KEEPER, HEAD = Login("keeper"), Login("head")
HANDED = Quantity(3_000)
FORMS = 5


def show_emergency(program: Program, identity: Identity, day: date) -> None:
    """Hand goods out on a spoken order, supply some of the papers, and give out blank forms of which one is spoilt."""
    rows = program.read(_some_stock)
    if not rows:
        return
    incident = _incident(program, identity, day)
    issue = Issue(
        action_id=identity.action(),
        business_date=day,
        depot=CITY,
        incident=incident,
        note="示例数据",
        emergency=Emergency(ordered_by="示例值班领导", phone="0412-0000000", basis="电话", owes=lacking("", "", "")),
        lines=(LotLine(lot_id=rows[0].lot_id, place=rows[0].place_code, quantity=HANDED, reason="就近先发(示例)"),),
    )
    seq = program.post([issue], KEEPER)[0].entry.seq
    program.post([_settled(identity, day, seq, DebtKind.RECEIVER, "示例领取人，铁东区应急局(示例)")], KEEPER)
    program.post([_settled(identity, day, seq, DebtKind.SECOND_PERSON, "数量已核对(示例)")], HEAD)
    items = tuple(item.code for item in program.read(lambda connection: most_wanted(connection, CITY)))
    given = IssueBlankForms(action_id=identity.action(), business_date=day, depot=CITY, count=FORMS, items=items)
    made = program.post([given], KEEPER)[0].entry.seq
    last = program.read(lambda connection: forms(connection, made_seq=made))[-1].number
    void = VoidBlankForm(action_id=identity.action(), business_date=day, number=last, reason="雨水浸坏(示例)")
    program.post([void], KEEPER)


def _some_stock(connection: Connection) -> list[StockRow]:
    """Return lots without an expiry of the city depot that can be spared."""
    rows = stock_page(connection, StockFilter(depot=CITY), limit=200)
    return [row for row in rows if row.serial_no is None and row.expires_on is None and row.quantity > HANDED]


def _incident(program: Program, identity: Identity, day: date) -> str:
    """Return the number of an open incident; where there is none, of one that is opened now."""
    found = program.read(lambda connection: incidents(connection, only_open=True))
    if not found:
        opening = OpenIncident(
            action_id=identity.action(),
            business_date=day,
            kind=IncidentKind.INCIDENT,
            title="铁东区内涝(示例)",
            disaster=Disaster.FLOOD,
            started_on=day,
        )
        program.post([opening], HEAD)
        found = program.read(lambda connection: incidents(connection, only_open=True))
    return found[0].number


def _settled(identity: Identity, day: date, seq: int, kind: DebtKind, answer: str) -> SettleDebt:
    """Return a paper that was supplied."""
    return SettleDebt(action_id=identity.action(), business_date=day, of_seq=seq, kind=kind, answer=answer)
