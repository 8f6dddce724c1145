"""What may be taken in: each line of a receipt becomes a lot, so each line is looked at whole."""

import dataclasses
from dataclasses import dataclass
from datetime import date
from typing import Any

from supplies.accounts.actions import AddOrganisation
from supplies.catalogue.actions import ReviseCatalogue
from supplies.catalogue.queries import item
from supplies.errors import (
    AlreadyThere,
    AmountNegative,
    ItemRetired,
    LifeBackward,
    NothingToDo,
    PlaceRetired,
    ProducedLater,
    QuantityNotPositive,
    SerialNeeded,
    SerialNotWanted,
    SerialTaken,
    SuppliesError,
    TooManyDecimals,
    TooManyLines,
    UnknownRecord,
)
from supplies.funds.actions import Appropriate, ShareLine
from supplies.models.accounts import Level, OrganisationKind
from supplies.models.stock import Origin
from supplies.stock.actions import LINES_MAX, ReceiptLine, Receive, RetirePlace
from supplies.stock.tracing import lot
from supplies.values import ItemCode, OrganisationCode, PlaceCode, new_id
from tests.rooms import (
    A02,
    CLOTH,
    COMMAND_TENT,
    DEPOT,
    QUILT,
    TENT,
    TODAY,
    Desk,
    act,
    ago,
    assert_line,
    assert_lines,
    goods,
    yuan,
)


@dataclass(frozen=True)
class Wrong:
    """A line that must be refused: why, and for which field."""

    kind: type[SuppliesError]
    field: str
    item: ItemCode = TENT
    quantity: str = "1"
    more: dict[str, Any] = dataclasses.field(default_factory=dict)
    fact: tuple[str, str] = ("", "")


NOBODY = OrganisationCode("NOBODY")
WRONG = [
    Wrong(UnknownRecord, "item", ItemCode("XX99"), fact=("key", "XX99")),
    Wrong(AmountNegative, "amount", more={"amount": yuan("-0.01")}, fact=("amount", "-0.01")),
    Wrong(QuantityNotPositive, "quantity", quantity="0", fact=("quantity", "0")),
    Wrong(QuantityNotPositive, "quantity", quantity="-1", fact=("quantity", "-1")),
    Wrong(TooManyDecimals, "quantity", quantity="1.5", fact=("quantity", "1.5")),
    Wrong(UnknownRecord, "place", more={"place": PlaceCode("Z99")}, fact=("key", "Z99")),
    Wrong(UnknownRecord, "place", more={"place": PlaceCode("~issued")}, fact=("key", "~issued")),
    Wrong(SerialNeeded, "serial_no", COMMAND_TENT),
    Wrong(SerialNeeded, "serial_no", COMMAND_TENT, more={"serial_no": "  "}),
    Wrong(SerialNeeded, "serial_no", COMMAND_TENT, "2", {"serial_no": "S1"}),
    Wrong(SerialNotWanted, "serial_no", more={"serial_no": "S1"}),
    Wrong(ProducedLater, "produced_on", more={"produced_on": ago(-1)}, fact=("produced", str(ago(-1)))),
    Wrong(LifeBackward, "expires_on", more={"produced_on": ago(1), "expires_on": ago(2)}),
    Wrong(UnknownRecord, "owner", more={"owner": NOBODY}, fact=("key", NOBODY)),
    Wrong(UnknownRecord, "manager", more={"manager": NOBODY}, fact=("key", NOBODY)),
    Wrong(UnknownRecord, "appropriation_id", more={"appropriation_id": new_id()}),
]


def line_of(wrong: Wrong) -> ReceiptLine:
    return goods(wrong.item, wrong.quantity, **wrong.more)


def receipt(*lines: ReceiptLine, **fields: Any) -> Receive:
    return act(Receive, depot=DEPOT, origin=Origin.PURCHASE, lines=lines, **fields)


def test_each_wrong_line_is_refused_by_its_own_error_and_field(desk: Desk) -> None:
    for wrong in WRONG:
        error = desk.refused(receipt(goods(), line_of(wrong)))
        assert_line(error, wrong.kind, wrong.field, line=2)
        name, shown = wrong.fact
        assert not name or str(error.facts[name]) == shown


def test_all_wrong_lines_are_named_at_once(desk: Desk) -> None:
    error = desk.refused(receipt(goods(), *map(line_of, WRONG), goods()))
    assert_lines(error, *((line, wrong.field, wrong.kind) for line, wrong in enumerate(WRONG, 2)))


def test_a_retired_item_and_a_closed_place_take_nothing_in(desk: Desk) -> None:
    desk.post(act(ReviseCatalogue, retired=(QUILT,)), act(RetirePlace, depot=DEPOT, code=A02))
    assert_line(desk.refused(receipt(goods(QUILT))), ItemRetired, "item")
    assert_line(desk.refused(receipt(goods(place=A02))), PlaceRetired, "place")


def test_a_lot_id_is_used_once(desk: Desk) -> None:
    known = desk.lot()
    assert_line(desk.refused(receipt(goods(lot_id=known))), AlreadyThere, "lot_id")
    twice = goods()
    assert_line(desk.refused(receipt(twice, goods(QUILT, lot_id=twice.lot_id))), AlreadyThere, "lot_id", line=2)


def test_a_serial_number_is_recorded_once_for_an_item(desk: Desk) -> None:
    desk.lot(COMMAND_TENT, 1, serial_no="S1")
    error = desk.refused(receipt(goods(COMMAND_TENT, 1, serial_no="S1")))
    assert_line(error, SerialTaken, "serial_no")
    assert error.facts["serial"] == "S1"
    pair = (goods(COMMAND_TENT, 1, serial_no="S2"), goods(COMMAND_TENT, 1, serial_no="S2"))
    assert_line(desk.refused(receipt(*pair)), SerialTaken, "serial_no", line=2)
    for same in ("s1", "Ｓ１", " S1 "):
        assert_line(desk.refused(receipt(goods(COMMAND_TENT, 1, serial_no=same))), SerialTaken, "serial_no")
    toilet = goods(ItemCode("YJ01018"), 1, serial_no="S1")
    desk.receive(toilet)  # Another maker may give the same number to another kind of thing.
    assert desk.held(toilet.lot_id).thousandths == 1000


def test_a_document_has_lines_and_not_too_many(desk: Desk) -> None:
    assert type(desk.refused(receipt())) is NothingToDo
    error = desk.refused(receipt(*(goods() for _line in range(LINES_MAX + 1))))
    assert type(error) is TooManyLines
    assert error.facts == {"count": LINES_MAX + 1, "most": LINES_MAX}


def test_a_supplier_is_recorded_before_goods_come_from_it(desk: Desk) -> None:
    error = desk.refused(receipt(goods(), supplier=NOBODY))
    assert type(error) is UnknownRecord and error.facts["key"] == NOBODY


def test_a_lot_keeps_all_that_the_paper_says(desk: Desk) -> None:
    money = new_id()
    shares = (ShareLine(Level.CENTRAL, yuan(100)),)
    desk.post(
        act(AddOrganisation, code="CITY", name="市应急管理局", kind=OrganisationKind.AUTHORITY),
        act(AddOrganisation, code="KEEPER", name="储备中心", kind=OrganisationKind.KEEPER),
        act(AddOrganisation, code="MAKER", name="帐篷厂", kind=OrganisationKind.SUPPLIER),
        act(
            Appropriate,
            appropriation_id=money,
            number="辽财1号",
            title="救灾",
            dated=TODAY,
            amount=yuan(100),
            shares=shares,
        ),
    )
    line = goods(
        CLOTH,
        "2.5",
        yuan("10.01"),
        batch_no="P-1",
        produced_on=date(2024, 2, 29),
        expires_on=date(2029, 2, 28),
        owner=OrganisationCode("CITY"),
        manager=OrganisationCode("KEEPER"),
        appropriation_id=money,
    )
    desk.post(receipt(line, supplier=OrganisationCode("MAKER")))
    row = desk.read(lot, line.lot_id)
    assert (row.item_code, row.batch_no, row.serial_no) == (CLOTH, "P-1", None)
    assert (row.origin, row.received_on) == (Origin.PURCHASE, TODAY)
    assert (row.produced_on, row.expires_on) == (date(2024, 2, 29), date(2029, 2, 28))
    assert (row.owner, row.manager, row.supplier, row.appropriation) == (
        "市应急管理局",
        "储备中心",
        "帐篷厂",
        "辽财1号",
    )
    assert row.unit_price_e4 == 40040  # 10.01 yuan for 2.5 is 4.004 each.


def test_what_is_not_known_stays_open(desk: Desk) -> None:
    row = desk.read(lot, desk.lot())
    assert (row.owner, row.manager, row.supplier, row.appropriation) == ("", "", "", "")
    assert (row.produced_on, row.expires_on, row.unit_price_e4) == (None, None, None)


def test_a_unit_price_is_rounded_half_up_to_a_hundredth_of_a_fen(desk: Desk) -> None:
    prices = {("3", "1.00"): 3333, ("3", "2.00"): 6667, ("8000", "1.00"): 1, ("30000", "1.00"): 0}
    for (quantity, amount), expected in prices.items():
        row = desk.read(lot, desk.lot(TENT, quantity, yuan(amount)))
        assert row.unit_price_e4 == expected


def test_goods_may_come_on_the_day_they_were_made_and_may_be_expired(desk: Desk) -> None:
    assert desk.held(desk.lot(produced_on=TODAY, expires_on=TODAY)).thousandths == 10_000
    assert desk.held(desk.lot(expires_on=ago(400))).thousandths == 10_000


def test_decimals_are_what_the_catalogue_says(desk: Desk) -> None:
    assert desk.read(item, CLOTH).decimals == 3
    assert str(desk.held(desk.lot(CLOTH, "0.001"))) == "0.001"
