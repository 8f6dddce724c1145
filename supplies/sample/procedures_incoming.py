"""What the sample store shows of goods that come in: a delivery inspected in part, a gift, goods held, promises."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection

from supplies import pinyin
from supplies.accounts.actions import AddOrganisation
from supplies.agreements.actions import CallOff, Conclude, PromiseLine, Verify
from supplies.catalogue.queries import ItemFilter, ItemRow, items
from supplies.models.accounts import Level, OrganisationKind
from supplies.models.agreements import AgreementKind
from supplies.models.catalogue import Tracking
from supplies.models.stock import Origin, PlaceKind
from supplies.program import Program
from supplies.sample.facts import CITY, DONOR, SUPPLIERS
from supplies.sample.history import AUTHORITY
from supplies.sample.identity import Identity
from supplies.stock.actions import Gift, Into, ReceiptLine, Receive, ValueBasis
from supplies.stock.held import TakeOver, TakeOverLine
from supplies.stock.inspection import Certificate, Inspect, InspectLine, Signer
from supplies.stock.lookups import part_of
from supplies.stock.queries import places
from supplies.stock.sending_back import BackLine, SendBack
from supplies.values import ItemCode, Login, Money, OrganisationCode, PlaceCode, Quantity

ADMIN, KEEPER, REVIEWER, HEAD = Login("admin"), Login("keeper"), Login("reviewer"), Login("head")
PROVINCE = OrganisationCode("SJYJ")
NOTE = "示例数据"
TEN, ONE, TWO = Quantity(10_000), Quantity(1_000), Quantity(2_000)
PRICE = Money(1_000_00)


class _Incoming:
    """Makes the actions of one day."""

    def __init__(self, identity: Identity, day: date, place: PlaceCode, item: ItemCode) -> None:
        """Take where the goods are put, and what they are."""
        self._identity = identity
        self._day = day
        self._place = place
        self._item = item

    def receipt(self, origin: Origin, counterparty: str, **more: Any) -> Receive:  # noqa: ANN401 - the fields of a receipt
        """Return a receipt of ten."""
        owner = PROVINCE if more.get("keeps_owner") else AUTHORITY
        line = ReceiptLine(
            lot_id=self._identity.lot(),
            item=self._item,
            quantity=TEN,
            place=self._place,
            amount=PRICE,
            batch_no=f"SL-{origin.value}",
            owner=owner,
            ordered=TEN,
        )
        return Receive(
            action_id=self._identity.action(),
            business_date=self._day,
            depot=CITY,
            origin=origin,
            counterparty=counterparty,
            note=NOTE,
            lines=(line,),
            **more,
        )

    def inspection(self, seq: int) -> Inspect:
        """Return an inspection that accepts most, one by concession, rejects one, and leaves two waiting."""
        line = InspectLine(
            of_line=1,
            accepted=TEN - ONE - ONE - TWO,
            conceded=ONE,
            rejected=ONE,
            concession="外包装颜色与合同不符,不影响使用(示例)",
            allowed_by="物资保障科科长(示例)",
            reason="缝线脱落(示例)",
        )
        certificate = Certificate(
            inspectors=(Signer(name="示例验收人甲", unit="采购人"), Signer(name="示例验收人乙", unit="使用单位")),
            method="现场清点,按批抽检(示例)",
            indicators="规格、数量、质量、包装、随货资料逐项核对(示例)",
            sample_number="示例抽检1号",
            problems="一件缝线脱落(示例)",
            correction="供应商承诺换货(示例)",
            group_opinion="除不合格品外同意验收(示例)",
            buyer_opinion="同意(示例)",
            supplier_confirmation="确认(示例)",
        )
        return Inspect(
            action_id=self._identity.action(),
            business_date=self._day,
            depot=CITY,
            of_seq=seq,
            certificate=certificate,
            note=NOTE,
            lines=(line,),
        )

    def sending_back(self, seq: int) -> SendBack:
        """Return what was rejected to the supplier, who sends another for it."""
        line = BackLine(
            of_line=1,
            place=part_of(self._place, PlaceKind.OUT_OF_SERVICE),
            quantity=ONE,
            reason="缝线脱落(示例)",
        )
        return SendBack(
            action_id=self._identity.action(),
            business_date=self._day,
            depot=CITY,
            of_seq=seq,
            counterparty=SUPPLIERS[min(SUPPLIERS)],
            expects_exchange=True,
            note=NOTE,
            lines=(line,),
        )

    def taking_over(self, held: Receive) -> TakeOver:
        """Return that goods held for the province become the city's."""
        lines = tuple(TakeOverLine(lot_id=line.lot_id, place=line.place, quantity=line.quantity) for line in held.lines)
        return TakeOver(
            action_id=self._identity.action(),
            business_date=self._day,
            depot=CITY,
            owner=AUTHORITY,
            paper_number="示例省令3号",
            note=NOTE,
            lines=lines,
        )

    def promises(self) -> list[Conclude | Verify | CallOff]:
        """Return an agreement that was verified and called upon, and a capacity that was not."""
        last = self._day + timedelta(days=364)
        common: dict[str, Any] = {"business_date": self._day, "starts_on": self._day, "ends_on": last}
        return [
            *(
                Conclude(
                    action_id=self._identity.action(),
                    number=number,
                    kind=kind,
                    enterprise=OrganisationCode(enterprise),
                    hours=hours,
                    price_formula="出厂价上浮不超过5%(示例)",
                    note=NOTE,
                    lines=(PromiseLine(item=self._item, quantity=Quantity(thousandths)),),
                    **common,
                )
                for number, kind, enterprise, hours, thousandths in (
                    ("示例协议1号", AgreementKind.AGREEMENT, min(SUPPLIERS), 12, 500_000),
                    ("示例产能1号", AgreementKind.CAPACITY, max(SUPPLIERS), 72, 3_000_000),
                )
            ),
            Verify(
                action_id=self._identity.action(),
                business_date=self._day,
                agreement="示例协议1号",
                lines=(PromiseLine(item=self._item, quantity=Quantity(420_000)),),
            ),
            CallOff(
                action_id=self._identity.action(),
                business_date=self._day,
                agreement="示例协议1号",
                needed_by=self._day + timedelta(days=1),
                deliver_to="示例安置点",
                lines=(PromiseLine(item=self._item, quantity=Quantity(60_000)),),
            ),
        ]


def show_incoming(program: Program, identity: Identity, day: date) -> None:
    """Post a delivery inspected and sent back in part, a gift, goods of the province, some taken over, and promises."""
    item, place = program.read(_some_item), program.read(_first_place)
    if item is None or place is None:
        return
    province = AddOrganisation(
        action_id=identity.action(),
        business_date=day,
        code=PROVINCE,
        name="省级应急物资主管部门(示例)",
        kind=OrganisationKind.AUTHORITY,
        level=Level.PROVINCE,
        pinyin=pinyin.initials("省级应急物资主管部门"),
    )
    program.post([province], ADMIN)
    made = _Incoming(identity, day, place, item.code)
    bought = made.receipt(
        Origin.PURCHASE,
        SUPPLIERS[min(SUPPLIERS)],
        into=Into.INSPECTING,
        contract_number="示例合同1号",
        tender_lot="1包",
        invoice_number="示例发票1号",
    )
    seq = program.post([bought], KEEPER)[0].entry.seq
    program.post([made.inspection(seq)], REVIEWER)
    program.post([made.sending_back(seq)], KEEPER)
    gift = Gift(
        donor=DONOR[1],
        is_directed=True,
        purpose="转移安置(示例)",
        beneficiary="岫岩满族自治县",
        basis=ValueBasis.INVOICE,
        quality_proof="出厂合格证(示例)",
        receipt_number="示例票据1号",
        remaining_life="三年(示例)",
    )
    given = made.receipt(Origin.DONATION, DONOR[1], donation=gift)
    held, passed = (
        made.receipt(Origin.ALLOTMENT, "省级储备库(示例)", into=Into.HELD, keeps_owner=True, allotment_number=number)
        for number in ("示例省令1号", "示例省令2号")
    )
    program.post([given, held, passed], KEEPER)
    program.post([made.taking_over(passed)], HEAD)
    program.post(made.promises(), HEAD)


def _some_item(connection: Connection) -> ItemRow | None:
    """Return the first item type that is kept by batch and counted whole."""
    rows = items(connection, ItemFilter())
    return next((row for row in rows if row.tracking is Tracking.BATCH and not row.decimals), None)


def _first_place(connection: Connection) -> PlaceCode | None:
    """Return the first location in use of the city depot."""
    return next((row.code for row in places(connection, CITY) if row.is_active), None)
