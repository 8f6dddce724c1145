from tests.rooms import Desk, act, goods, lot_line, TENT, COMMAND_TENT, DEPOT, A01, ago
from supplies.models.stock import DocumentKind
from supplies.stock.actions import AddDepot, AddPlace
from tests.stock.keeper import label_of
def test_shots(window, desk):
    desk.post(act(AddDepot, code="210302A", name="铁东区应急物资储备库"), act(AddPlace, depot="210302A", code=A01, name="甲区"))
    a = goods(TENT, 50, batch_no="PC-2026-01")
    desk.receive(a, day=ago(60))
    window.choose(DocumentKind.DISPATCH)
    window.scan(label_of(desk, a.lot_id)); window.scan("12")
    window.window.grab().save("/tmp/w/tl/scan_dispatch.png")
    window.choose(DocumentKind.LOAN)
    window.window.grab().save("/tmp/w/tl/scan_loan.png")
