"""What stands on labels: of what a receipt brought in, and of cartons and pallets."""

from supplies.models.units import UnitKind
from supplies.stock.actions import Return
from supplies.stock.labelling import receipt_labels
from supplies.stock.unit_labels import unit_labels
from supplies.stock.units import MakeUnit, units
from tests.rooms import A01, DEPOT, TENT, Desk, act, goods, lot_line, return_line


def test_the_labels_of_a_receipt_stay_when_its_goods_were_used_since(desk: Desk) -> None:
    line = goods(TENT, 10)
    receipt = desk.receive(line)
    (before,) = desk.read(receipt_labels, receipt.number)
    issue = desk.issue(lot_line(line.lot_id, 1))
    desk.post(act(Return, depot=DEPOT, lines=(return_line(line.lot_id, 1, days_used=3),)))
    assert desk.read(receipt_labels, receipt.number) == [before]
    assert desk.read(receipt_labels, issue.number) == []


def test_a_carton_has_a_label_with_its_number_and_name(desk: Desk) -> None:
    desk.post(act(MakeUnit, depot=DEPOT, location=A01, kind=UnitKind.CARTON, name="被服箱"))
    (carton,) = desk.read(units, DEPOT)
    (label,) = desk.read(unit_labels, DEPOT)
    assert (label.code, label.name, label.specification, label.lines) == (
        carton.label_code,
        "U000001 被服箱",
        "市本级库",
        ("箱",),
    )
