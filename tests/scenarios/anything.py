"""Somebody who does anything at all in two depots, in any order, sensible or not: what the program must withstand."""

from collections.abc import Callable
from datetime import timedelta
from random import Random
from typing import Any

import msgspec
from sqlalchemy import Connection, select

from supplies.accounts.actions import AddOrganisation, AddPerson, GrantRole, OrganisationKind
from supplies.approvals.actions import Decide, RouteLine, SetRoutes, Submit, Verdict
from supplies.errors import SuppliesError
from supplies.journal import codec
from supplies.journal.action import Action
from supplies.models.accounts import Role
from supplies.models.approvals import Proposal, ProposalState
from supplies.models.counts import CountSession
from supplies.models.open_items import Debt, OpenLine
from supplies.models.relief import ReliefRequest, ReliefRequestLine
from supplies.models.stock import INSIDE, Bucket, Document, DocumentKind, Lot, Movement, PlaceKind
from supplies.relief.actions import Order, OrderLine, ReleaseOrder, Request, RequestLine
from supplies.relief.queries import orders
from supplies.stock.actions import (
    AddDepot,
    AddPlace,
    Adjust,
    Condition,
    CountLine,
    Emergency,
    Into,
    Issue,
    LotLine,
    Move,
    MoveLine,
    Origin,
    Receive,
    Return,
    ReturnLine,
    Reverse,
    WriteOff,
)
from supplies.stock.counting import CountedLine, FinishCount, RecordCount, StartCount
from supplies.stock.debts import SettleDebt
from supplies.stock.disposal import DisposalWay, RecordDisposal
from supplies.stock.emergencies import lacking
from supplies.stock.held import HandBack, TakeOver, TakeOverLine
from supplies.stock.inspection import Certificate, Inspect, InspectLine, Signer
from supplies.stock.loans import Lend
from supplies.stock.lookups import location_of, part_of
from supplies.stock.rotation import Rotate, RotationWay
from supplies.stock.sending_back import BackLine, SendBack
from supplies.stock.transfers import AcceptLine, AcceptTransfer, Dispatch, Terms
from supplies.stock.units import CloseUnit, MakeUnit, MoveUnit, UnitKind
from supplies.stock.upkeep import RecordUpkeep, ReturnToService, UpkeepKind, UpkeepLine, UpkeepResult
from supplies.values import (
    NO_MONEY,
    NO_QUANTITY,
    ItemCode,
    Login,
    Money,
    OrganisationCode,
    PlaceCode,
    Quantity,
)
from tests.rooms import A01, A02, ADMIN, CLOTH, COMMAND_TENT, NOW, SITE, TENT, TODAY, WATER, Desk, act, goods
from tests.scenarios.looking import COUNTY, DEPOTS, Looking

ITEMS: tuple[ItemCode, ...] = (TENT, WATER, CLOTH, COMMAND_TENT)
ASIDE = (PlaceKind.INSPECTING, PlaceKind.OUT_OF_SERVICE, PlaceKind.HELD)
AUTHORITY, PROVINCE = OrganisationCode("ASYJ"), OrganisationCode("LNYJ")
REMEMBERED = 0.8
"""So often somebody thinks of what a rule asks: that a write-off needs approval, or whose the goods are."""
SECOND = Login("second")
"""Somebody who did not draw up what is confirmed."""


class Anybody(Looking):
    """Chooses what to do, does it, and keeps count of what was done and of what was refused."""

    def __init__(self, desk: Desk, random: Random) -> None:
        """Work in a store that has a second depot and a second person; see ``prepare``."""
        super().__init__(desk, random)
        self.done: dict[str, int] = {}
        self.refused: dict[str, int] = {}
        self._deeds: tuple[Callable[[], Action | None], ...] = (
            *(self.receive,) * 5,
            *(self.inspect,) * 2,
            self.issue,
            self.issue,
            self.emergency,
            self.settle,
            self.take_back,
            self.move,
            self.dispatch,
            *(self.accept,) * 2,
            self.lend,
            *(self.write_off,) * 2,
            *(self.decide,) * 2,
            self.dispose,
            self.adjust,
            self.find,
            *(self.look_after,) * 2,
            self.back_to_service,
            self.rotate,
            self.replace,
            self.make_unit,
            *(self.pack,) * 2,
            self.move_unit,
            self.close_unit,
            self.send_back,
            self.take_over,
            self.hand_back,
            self.request,
            *(self.order,) * 2,
            self.hand_over,
            self.release,
            self.start_count,
            self.record_count,
            self.finish_count,
            self.reverse,
            self.reverse,
        )

    def do(self) -> None:
        """Do one thing, if there is anything to do it with."""
        action = self.random.choice(self._deeds)()
        if action is None:
            return
        name = type(action).__name__
        actor = SECOND if isinstance(action, SettleDebt | Inspect | FinishCount | Decide) else ADMIN
        try:
            self.desk.post(action, actor=actor)
        except SuppliesError as error:
            assert error.text() and error.remedy(), error
            self.refused[name] = self.refused.get(name, 0) + 1
        else:
            self.done[name] = self.done.get(name, 0) + 1

    # --- what can be done ------------------------------------------------------------------------------------------

    def receive(self) -> Action:
        """Take goods in, as what they may be."""
        item = self.random.choice(ITEMS)
        is_single = item == COMMAND_TENT
        into = self.random.choice((*(Into.ON_HAND,) * 3, *(Into.INSPECTING,) * 2, Into.HELD))
        keeps = into is Into.HELD or (into is Into.INSPECTING and self.random.random() > REMEMBERED)
        line = goods(
            item,
            1 if is_single else self.random.randint(1, 40),
            Money(self.random.randint(0, 100_000)),
            place=self.place(),
            serial_no=f"SN{self.random.randint(1, 30)}" if is_single else "",
            is_consumable=item == WATER,
            expires_on=TODAY + timedelta(days=self.random.choice((-3, 20, 400))) if item == WATER else None,
            owner=PROVINCE if keeps and self.random.random() < REMEMBERED else None,
        )
        depot = self.random.choice(DEPOTS)
        day = self.day()
        return act(
            Receive, depot=depot, business_date=day, origin=Origin.PURCHASE, into=into, keeps_owner=keeps, lines=(line,)
        )

    def inspect(self) -> Action | None:
        """Accept some of what a receipt brought, and reject some."""
        paper = self.paper(DocumentKind.RECEIPT)
        if paper is None:
            return None
        parts = [Quantity(1000 * self.random.randint(0, 1)) for _part in range(3)]
        line = InspectLine(
            of_line=1, accepted=parts[0], conceded=parts[1], rejected=parts[2], concession="急用", allowed_by="科长",
            reason="破损",
        )  # fmt: skip
        certificate = Certificate(inspectors=(Signer(name="验收员"),))
        return act(Inspect, depot=paper[1], of_seq=paper[0], certificate=certificate, lines=(line,))

    def issue(self, **more: Any) -> Action | None:
        """Hand something out, from wherever it lies."""
        held = self.holding(Bucket.ON_HAND, Bucket.ON_HAND, Bucket.INSPECTING)
        if held is None:
            return None
        return act(
            Issue, depot=held[0], business_date=self.day(), counterparty="某队", lines=(self.line(held),), **more
        )

    def emergency(self) -> Action | None:
        """Hand something out before its papers."""
        emergency = Emergency(owes=lacking("", "", ""))
        return self.issue(emergency=emergency, incident="7·28暴雨")

    def settle(self) -> Action | None:
        """Supply what is owed."""
        found = self.rows(select(Debt.of_seq, Debt.kind).order_by(Debt.of_seq, Debt.kind))
        if not found:
            return None
        of_seq, kind = self.random.choice(found)
        return act(SettleDebt, of_seq=of_seq, kind=kind, answer="已补")

    def take_back(self) -> Action | None:
        """Bring something back, in some condition."""
        held = self.holding(Bucket.ISSUED, Bucket.ON_LOAN, Bucket.GONE)
        if held is None:
            return None
        condition = self.random.choice(list(Condition))
        quantity = self.some_of(held[3])
        line = ReturnLine(lot_id=held[1], place=self.place(), quantity=quantity, condition=condition, reason="退回")
        return act(Return, depot=held[0], business_date=self.day(), lines=(line,))

    def move(self) -> Action | None:
        """Move something within its depot."""
        held = self.holding(Bucket.ON_HAND, Bucket.HELD)
        if held is None:
            return None
        line = MoveLine(lot_id=held[1], place=held[2], to_place=self.place(), quantity=self.some_of(held[3]))
        return act(Move, depot=held[0], business_date=self.day(), lines=(line,))

    def dispatch(self) -> Action | None:
        """Send something to the other depot, or out of the city."""
        held = self.holding(Bucket.ON_HAND, Bucket.HELD)
        if held is None:
            return None
        other = self.random.choice((*(depot for depot in DEPOTS if depot != held[0]), None))
        terms = self.random.choice(list(Terms))
        where = {"depot": held[0], "to_depot": other, "counterparty": "" if other else "邻市", "terms": terms}
        return act(Dispatch, business_date=self.day(), lines=(self.line(held),), **where)

    def accept(self) -> Action | None:
        """Say what arrived of a transfer."""
        head = (Document.site_id == OpenLine.site_id) & (Document.seq == OpenLine.of_seq)
        columns = (OpenLine.of_seq, OpenLine.of_line, OpenLine.left_quantity, Document.depot_code, Document.peer_depot)
        on_way = (OpenLine.bucket == Bucket.IN_TRANSIT, OpenLine.left_quantity > 0)
        found = self.rows(select(*columns).join(Document, head).where(*on_way).order_by(*columns[:2]))
        if not found:
            return None
        of_seq, of_line, left, sender, receiver = self.random.choice(found)
        damaged, short = (Quantity(1000 * self.random.randint(0, 1)) for _part in range(2))
        accepted = self.some_of(left)
        line = AcceptLine(
            of_line=of_line, place=self.place(), accepted=accepted, damaged=damaged, short=short, reason="途中"
        )
        return act(AcceptTransfer, depot=receiver or sender, of_seq=of_seq, lines=(line,))

    def lend(self) -> Action | None:
        """Lend something until tomorrow."""
        held = self.holding(Bucket.ON_HAND)
        if held is None:
            return None
        due = TODAY + timedelta(days=1)
        return act(Lend, depot=held[0], counterparty="某局", due_on=due, lines=(self.line(held),))

    def write_off(self) -> Action | None:
        """Take something off the books: submit it for approval, or try to do without."""
        held = self.holding(Bucket.ON_HAND, Bucket.OUT_OF_SERVICE, Bucket.HELD)
        if held is None:
            return None
        wanted = act(WriteOff, depot=held[0], lines=(self.line(held, "损毁"),))
        is_submitted = self.random.random() < REMEMBERED
        return act(Submit, proposed=msgspec.Raw(codec.encode(wanted))) if is_submitted else wanted

    def decide(self) -> Action | None:
        """Approve what was submitted, or return it."""
        found = self.rows(select(Proposal.seq).where(Proposal.state == ProposalState.OPEN).order_by(Proposal.seq))
        if not found:
            return None
        verdict = self.random.choice((Verdict.APPROVE, Verdict.APPROVE, Verdict.RETURN))
        return act(Decide, of_seq=self.random.choice(found)[0], verdict=verdict, note="请核实")

    def dispose(self) -> Action | None:
        """Say what became of goods that were written off."""
        paper = self.paper(DocumentKind.WRITE_OFF)
        if paper is None:
            return None
        return act(
            RecordDisposal, depot=paper[1], write_off=paper[0], way=self.random.choice(list(DisposalWay)),
            handled_on=TODAY, receiver="某厂", witnesses=("监销一", "监销二"),
        )  # fmt: skip

    def adjust(self) -> Action | None:
        """Set the books to a count."""
        held = self.holding(Bucket.ON_HAND, Bucket.OUT_OF_SERVICE)
        if held is None:
            return None
        counted = Quantity(1000 * self.random.randint(0, 12))
        line = CountLine(lot_id=held[1], place=held[2], book=Quantity(held[3]), counted=counted, reason="点数")
        return act(Adjust, depot=held[0], lines=(line,))

    def find(self) -> Action | None:
        """Find something that was gone, or believe so."""
        held = self.holding(Bucket.GONE)
        if held is None:
            return None
        line = CountLine(
            lot_id=held[1], place=self.place(), book=NO_QUANTITY, counted=self.some_of(held[3]), reason="找到了"
        )
        return act(Adjust, depot=held[0], lines=(line,))

    def look_after(self) -> Action | None:
        """Record what was done to something, and what it is good for now."""
        held = self.holding(Bucket.ON_HAND, Bucket.OUT_OF_SERVICE)
        if held is None:
            return None
        result = self.random.choice(list(UpkeepResult))
        line = UpkeepLine(lot_id=held[1], place=held[2], quantity=self.some_of(held[3]), result=result, faults="异响")
        kind = self.random.choice(list(UpkeepKind))
        return act(RecordUpkeep, depot=held[0], kind=kind, done_on=TODAY, lines=(line,))

    def back_to_service(self) -> Action | None:
        """Put something back into service, found usable or not."""
        held = self.holding(Bucket.OUT_OF_SERVICE)
        if held is None:
            return None
        line = LotLine(lot_id=held[1], place=location_of(held[2]), quantity=self.some_of(held[3]))
        return act(ReturnToService, depot=held[0], lines=(line,))

    def rotate(self) -> Action | None:
        """Take something out before it expires."""
        held = self.holding(Bucket.ON_HAND)
        if held is None:
            return None
        way = self.random.choice(list(RotationWay))
        proceeds = Money(5000) if way is RotationWay.SALE else NO_MONEY
        return act(Rotate, depot=held[0], way=way, proceeds=proceeds, lines=(self.line(held),))

    def replace(self) -> Action | None:
        """Take in what stands for goods that were rotated out."""
        paper = self.paper(DocumentKind.ROTATION)
        if paper is None:
            return None
        line = select(Movement.item_code, Movement.is_single).where(Movement.seq == paper[0])
        item, is_single = self.rows(line)[0]
        serial = f"SN{self.random.randint(1, 30)}" if is_single else ""
        expires = TODAY + timedelta(days=400) if item == WATER else None
        bought = goods(
            item,
            1,
            Money(self.random.randint(0, 5_000)),
            place=self.place(),
            serial_no=serial,
            is_consumable=item == WATER,
            expires_on=expires,
            of_line=1,
        )
        return act(Receive, depot=paper[1], origin=Origin.ROTATION, rotation=paper[0], lines=(bought,))

    def make_unit(self) -> Action:
        """Make a carton or a pallet."""
        kind = self.random.choice(list(UnitKind))
        return act(MakeUnit, depot=self.random.choice(DEPOTS), location=self.place(), kind=kind)

    def pack(self) -> Action | None:
        """Put something into a carton, or try to with something set aside."""
        held = self.holding(Bucket.ON_HAND, *self.random.choice((INSIDE, ())))
        unit = None if held is None else self.unit(held[0])
        if unit is None:
            return None
        line = MoveLine(lot_id=held[1], place=held[2], to_place=unit[1], quantity=self.some_of(held[3]))
        return act(Move, depot=unit[0], lines=(line,))

    def move_unit(self) -> Action | None:
        """Move a carton with all that is in it."""
        unit = self.unit()
        return None if unit is None else act(MoveUnit, depot=unit[0], unit=unit[1], to_place=self.place())

    def close_unit(self) -> Action | None:
        """Take a carton out of use, empty or not."""
        unit = self.unit()
        return None if unit is None else act(CloseUnit, depot=unit[0], unit=unit[1])

    def send_back(self) -> Action | None:
        """Send goods of a receipt back to the supplier."""
        paper = self.paper(DocumentKind.RECEIPT)
        if paper is None:
            return None
        place = self.random.choice((A01, A02, *(part_of(A01, kind) for kind in ASIDE)))
        line = BackLine(of_line=1, place=place, quantity=Quantity(1000 * self.random.randint(1, 3)), reason="不合格")
        return act(SendBack, depot=paper[1], of_seq=paper[0], lines=(line,))

    def take_over(self) -> Action | None:
        """Make goods ours that were held for others."""
        held = self.holding(Bucket.HELD)
        if held is None:
            return None
        place = PlaceCode(held[2].rpartition(".")[2])
        line = TakeOverLine(lot_id=held[1], place=place, quantity=Quantity(held[3]))
        return act(TakeOver, depot=held[0], owner=AUTHORITY, paper_number="鞍应急〔2026〕3号", lines=(line,))

    def hand_back(self) -> Action | None:
        """Hand goods back to whom they belong."""
        held = self.holding(Bucket.HELD)
        if held is None:
            return None
        place = PlaceCode(held[2].rpartition(".")[2])
        line = LotLine(lot_id=held[1], place=place, quantity=self.some_of(held[3]))
        where = {"depot": held[0], "counterparty": "省厅", "paper_number": "辽应急〔2026〕8号"}
        return act(HandBack, lines=(line,), **where)

    def request(self) -> Action:
        """Ask for goods."""
        item = self.random.choice(ITEMS)
        line = RequestLine(item=item, quantity=Quantity(1000 * self.random.randint(1, 20)))
        return act(Request, requester="海城市", needed_by=TODAY, lines=(line,))

    def order(self) -> Action | None:
        """Reserve goods for a request."""
        held = self.holding(Bucket.ON_HAND)
        if held is None:
            return None
        item = self.rows(select(Lot.item_code).where(Lot.lot_id == held[1]))[0][0]
        same = (ReliefRequestLine.site_id == ReliefRequest.site_id) & (ReliefRequestLine.seq == ReliefRequest.seq)
        wanted = select(ReliefRequest.number).join(ReliefRequestLine, same).where(ReliefRequestLine.item_code == item)
        asked = [number for (number,) in self.rows(wanted.order_by(ReliefRequest.seq))]
        if not asked:
            return None
        number = self.random.choice(asked)
        line = OrderLine(request_line=1, depot=held[0], lot_id=held[1], quantity=self.some_of(held[3]))
        return act(Order, request=number, receiver="某队", lines=(line,))

    def hand_over(self) -> Action | None:
        """Hand out what an order holds."""
        known = self.desk.read(orders)
        return self.issue(order=self.random.choice(known).seq) if known else None

    def release(self) -> Action | None:
        """Let go of what an order holds."""
        known = self.desk.read(orders)
        return act(ReleaseOrder, order=self.random.choice(known).number, reason="不再需要") if known else None

    def start_count(self) -> Action:
        """Begin to count a depot."""
        return act(StartCount, depot=self.random.choice(DEPOTS), name="随机盘点", is_blind=False)

    def record_count(self) -> Action | None:
        """Count something that lies in the depot."""
        count, held = self.count(), self.holding(Bucket.ON_HAND, Bucket.OUT_OF_SERVICE)
        if count is None or held is None:
            return None
        line = CountedLine(
            lot_id=held[1],
            place=held[2],
            counted=Quantity(1000 * self.random.randint(0, 9)),
            at_seq=self.desk.program.head.seq,
            counted_at=NOW,
        )
        return act(RecordCount, of_seq=count[0], lines=(line,))

    def finish_count(self) -> Action | None:
        """Finish a count with what was counted so far."""
        count = self.count()
        if count is None:
            return None
        last = self.rows(select(CountSession.last_record).where(CountSession.seq == count[0]))[0][0]
        return act(FinishCount, of_seq=count[0], last_record=last, reason="盘点差异", left_out="未及")

    def reverse(self) -> Action | None:
        """Take some document back."""
        paper = self.paper(*DocumentKind)
        return None if paper is None else act(Reverse, reverses_seq=paper[0], reason="录入有误")


def prepare(desk: Desk) -> None:
    """Open the second depot, and record the second person and the authority."""
    places = [act(AddPlace, depot=COUNTY, code=code, name=f"{code}区") for code in (A01, A02)]
    desk.post(act(AddDepot, code=COUNTY, name="海城库"), *places)
    for code, name in ((AUTHORITY, "市局"), (PROVINCE, "省厅")):
        desk.post(act(AddOrganisation, code=code, name=name, kind=OrganisationKind.AUTHORITY))
    desk.post(act(AddPerson, login=SECOND, name="复核员", site_id=SITE))
    roles = (Role.KEEPER, Role.REVIEWER, Role.SECTION_HEAD)
    desk.post(*(act(GrantRole, login=SECOND, role=role, exception="两人库") for role in roles))
    desk.post(act(SetRoutes, routes=(RouteLine(action_type="stock.write_off", steps=(Role.REVIEWER,)),)))


def unsettled(connection: Connection) -> dict[tuple[Any, ...], int]:
    """Return what the open lines of each lot add up to."""
    found: dict[tuple[Any, ...], int] = {}
    columns = (OpenLine.depot_code, OpenLine.bucket, OpenLine.lot_id, OpenLine.left_quantity)
    for depot, bucket, lot, left in connection.execute(select(*columns)):
        found[depot, bucket, lot] = found.get((depot, bucket, lot), 0) + left
    return {key: left for key, left in found.items() if left}
