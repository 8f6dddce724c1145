"""Following one yuan: down to goods and with whom they are, and back up from any label; every level adds up."""

import pytest
from sqlalchemy import select

from supplies.errors import UnknownRecord
from supplies.models.funds import Appropriation, Bucket
from supplies.models.procurement import ChangeKind
from supplies.models.stock import Document, Lot
from supplies.procurement.actions import CancelLot, CloseLot, StartTender
from supplies.procurement.refunds import ReturnPayment
from supplies.procurement.trace import NodeKind, find, unfold
from supplies.procurement.withdrawn import WithdrawAcceptance
from supplies.scanning.label_code import item_code
from supplies.stock.actions import Return
from supplies.values import AppropriationId
from tests.funds.allotted import allot, counties, give_back, lot, money, project, take_back, use
from tests.journal.story import tell
from tests.procurement.deals import Deal, acceptance, change, invoice, line, payment, received, signed
from tests.procurement.followed import above, below, check_sums, found, one, parts, ways_up
from tests.procurement.money_lists import appropriated, awarded_lot
from tests.rooms import DEPOT, TENT, TODAY, Desk, act, ago, coming_back, goods, lot_line, some, yuan


def number_of(desk: Desk, fund: AppropriationId) -> str:
    """Return the number of an appropriation."""
    statement = select(Appropriation.number).where(Appropriation.appropriation_id == fund)
    number: str = desk.read(lambda connection: connection.scalar(statement))
    return number


def bought(desk: Desk, *funds: AppropriationId, tents: int = 4) -> Deal:
    """Return a contract of tents at ten yuan that were received, accepted, invoiced and paid."""
    deal = signed(desk, awarded_lot(desk, tents * 10 * max(1, len(funds)), *funds), line(tents), number="HT-1")
    desk.post(acceptance(deal, received(desk, tents), tents), invoice(deal, tents, tents * 10))
    desk.post(payment(deal, tents * 10, voucher="PZ-1"))
    return deal


def batch_of(desk: Desk) -> str:
    """Return the label of the only batch."""
    (label,) = desk.read(lambda connection: connection.scalars(select(Lot.label_code)).all())
    assert isinstance(label, str)
    return label


# --- down ----------------------------------------------------------------------------------------------------------


def test_an_appropriation_is_unfolded_to_counties_lots_and_what_went_back(desk: Desk) -> None:
    fund, of = money(100, number="财-1"), project()
    county = allot(fund, 40, number="下达-1")
    desk.post(*counties(), fund, of, county, use(county, 5), take_back(county, 10), give_back(fund, 7))
    desk.post(lot(fund, of, 12), given_up := lot(fund, of, 3, 2))
    desk.post(act(CancelLot, tender_lot_id=given_up.tender_lot_id, reason="取消"))
    root = found(desk, "财-1")
    assert root.kind is NodeKind.APPROPRIATION and root.amount == yuan(100)
    assert parts(desk, root) == [
        ("已交回", yuan(7), None),
        ("台安县", yuan(30), None),
        ("帐篷", yuan(12), None),
        ("帐篷", yuan(0), None),
        ("可用", yuan(51), None),
    ]
    county_node = one(below(desk, root), "台安县")
    assert [amount for _words, amount, _quantity in parts(desk, county_node)] == [yuan(5), yuan(25)]
    assert "10.00" in county_node.note


def test_a_lot_is_what_its_stages_and_contracts_hold(desk: Desk) -> None:
    fund = appropriated(desk, 100)
    deal = signed(desk, awarded_lot(desk, 60, fund), line(4), deviation="减量", number="HT-1")
    desk.post(acceptance(deal, received(desk, 3), 3, number="YS-1"))
    (tender,) = [node for node in below(desk, found(desk, number_of(desk, fund))) if node.kind is NodeKind.LOT]
    assert [(node.kind, node.amount) for node in below(desk, tender)] == [
        (NodeKind.STEP, yuan(20)),
        (NodeKind.CONTRACT, yuan(40)),
    ]
    saved, contract = below(desk, tender)
    assert saved.words == "结余待收回" and saved.is_leaf
    assert [(node.kind, node.amount, node.quantity, node.is_view) for node in below(desk, contract)] == [
        (NodeKind.ACCEPTANCE, yuan(30), None, False),
        (NodeKind.STEP, yuan(10), some(1), False),
        (NodeKind.PAYMENTS, yuan(40), None, True),
    ]
    assert "未验收" in below(desk, contract)[1].words


def test_goods_are_followed_to_the_shelf_and_to_whoever_has_them(desk: Desk) -> None:
    bought(desk, tents=10)
    label = batch_of(desk)
    batch = desk.stock()[0].lot_id
    out = desk.issue(lot_line(batch, 4), day=TODAY)
    desk.paper(act(Return, depot=DEPOT, lines=coming_back(lot_line(batch, 1))))
    contract = found(desk, "HT-1")
    certificate = below(desk, contract)[0]
    (accepted,) = below(desk, certificate)
    assert (accepted.amount, accepted.quantity, accepted.page) == (yuan(100), some(10), "document")
    goods_in, difference = below(desk, accepted)
    assert (goods_in.kind, goods_in.key, goods_in.quantity) == (NodeKind.BATCH, label, some(10))
    assert difference.amount == yuan(100), "the receipt told no value"
    where = below(desk, goods_in)
    assert [(node.words, node.quantity) for node in where] == [("市本级库 在库", some(7)), ("已发出", some(3))]
    assert [(node.words, node.quantity) for node in below(desk, where[0])] == [("A01", some(7))]
    (paper,) = below(desk, where[1])
    assert (paper.key, paper.on, paper.quantity) == (out.number, TODAY, some(3))
    assert "铁东区" in paper.note and "1" in paper.note


def test_goods_that_all_came_back_or_are_gone_are_told(desk: Desk) -> None:
    bought(desk, tents=10)
    batch = desk.stock()[0].lot_id
    desk.issue(lot_line(batch, 4))
    desk.paper(act(Return, depot=DEPOT, lines=coming_back(lot_line(batch, 4))))
    where = below(desk, found(desk, batch_of(desk)))
    assert [(node.words, node.quantity) for node in where] == [("市本级库 在库", some(10)), ("已发出", some(0))]
    assert where[1].note
    (paper,) = below(desk, where[1])
    assert paper.quantity == some(0) and "4" in paper.note


def test_a_document_with_more_than_was_accepted_is_shown_whole_and_not_added_up(desk: Desk) -> None:
    deal = signed(desk, awarded_lot(desk, 40), line(4), number="HT-1")
    receipt = desk.receive(goods(TENT, 3), goods(TENT, 5))
    desk.post(acceptance(deal, receipt.seq, 4))
    (accepted,) = below(desk, below(desk, found(desk, "HT-1"))[0])
    (whole,) = below(desk, accepted)
    assert (whole.kind, whole.key, whole.quantity, whole.is_view) == (
        NodeKind.DOCUMENT,
        receipt.number,
        some(8),
        True,
    )
    assert {node.quantity for node in below(desk, whole)} == {some(3), some(5)}


def test_a_certificate_that_was_taken_back_is_not_followed(desk: Desk) -> None:
    deal = signed(desk, awarded_lot(desk, 40), line(4), number="HT-1")
    (posted,) = desk.post(acceptance(deal, received(desk), number="YS-1"))
    taken = {"acceptance": posted.entry.seq, "withdrawn_on": TODAY, "reason": "复验不合格"}
    desk.post(act(WithdrawAcceptance, contract_id=deal.contract, **taken))
    assert [node.kind for node in below(desk, found(desk, "HT-1"))] == [NodeKind.STEP, NodeKind.PAYMENTS]
    with pytest.raises(UnknownRecord):
        found(desk, "YS-1")


# --- shares --------------------------------------------------------------------------------------------------------


def test_what_one_of_two_appropriations_pays_is_told_by_the_payments_alone(desk: Desk) -> None:
    first, second = appropriated(desk, 100), appropriated(desk, 100)
    deal = signed(desk, awarded_lot(desk, 40, first, second), line(2), deviation="减量", number="HT-1")
    desk.post(acceptance(deal, received(desk, 2), 2), invoice(deal, 2, 20))
    (share,) = [node for node in below(desk, found(desk, number_of(desk, first))) if node.kind is NodeKind.LOT]
    saved, owed, whole = below(desk, share)
    assert (share.amount, saved.amount, owed.amount) == (yuan(20), yuan(10), yuan(10))
    assert number_of(desk, second) in owed.note and owed.is_leaf
    assert (whole.is_view, whole.amount) == (True, yuan(40))
    desk.post(payment(deal, 8, voucher="PZ-1", shares={first: 8}))
    _saved, owed, paid, _whole = below(desk, share)
    assert (owed.amount, paid.amount, paid.key) == (yuan(2), yuan(8), "PZ-1")
    assert "HT-1" in paid.note
    (other,) = [node for node in below(desk, found(desk, number_of(desk, second))) if node.kind is NodeKind.LOT]
    assert NodeKind.PAYMENT not in {node.kind for node in below(desk, other)}


def test_a_payment_names_its_appropriations_less_what_came_back(desk: Desk) -> None:
    first, second = appropriated(desk, 100), appropriated(desk, 100)
    deal = bought(desk, first, second)
    back = {"voucher": "PZ-1", "number": "TK-1", "returned_on": TODAY, "amount": yuan(10)}
    desk.post(act(ReturnPayment, contract_id=deal.contract, **back))
    (paid,) = desk.read(find, "PZ-1")
    assert (paid.amount, [node.amount for node in below(desk, paid)]) == (yuan(30), [yuan(15), yuan(15)])
    assert "TK-1" in paid.note and "10.00" in paid.note
    payments = one(below(desk, found(desk, "HT-1")), "支付情况")
    assert [(node.kind, node.amount) for node in below(desk, payments)] == [
        (NodeKind.PAYMENT, yuan(30)),
        (NodeKind.STEP, yuan(10)),
    ]


# --- up ------------------------------------------------------------------------------------------------------------


def test_a_label_leads_back_to_the_appropriations(desk: Desk) -> None:
    first, second = appropriated(desk, 100), appropriated(desk, 100)
    bought(desk, first, second)
    ways = desk.read(lambda connection: list(ways_up(connection, find(connection, batch_of(desk))[0])))
    kinds = [
        NodeKind.BATCH,
        NodeKind.DOCUMENT,
        NodeKind.ACCEPTED,
        NodeKind.ACCEPTANCE,
        NodeKind.CONTRACT,
        NodeKind.LOT,
        NodeKind.APPROPRIATION,
    ]
    assert [[node.kind for node in way] for way in ways] == [kinds, kinds]
    assert {way[-1].key for way in ways} == {number_of(desk, first), number_of(desk, second)}
    assert {(way[-1].amount, "20.00" in way[-1].note) for way in ways} == {(yuan(40), True)}


def test_goods_whose_receipt_names_the_money_say_so_though_no_certificate_does(desk: Desk) -> None:
    fund = appropriated(desk, 100)
    desk.receive(goods(TENT, 3, appropriation_id=fund))
    batch = found(desk, batch_of(desk))
    paper, named = above(desk, batch)
    assert (paper.kind, above(desk, paper)) == (NodeKind.DOCUMENT, [])
    assert (named.key, named.amount, named.is_view) == (number_of(desk, fund), None, True)


# --- finding and writing out ---------------------------------------------------------------------------------------


def test_every_number_and_label_is_found(desk: Desk) -> None:
    fund = appropriated(desk, 100)
    bought(desk, fund)
    of = desk.read(lambda connection: connection.scalar(select(Document.number)))
    share = next(node for node in below(desk, found(desk, number_of(desk, fund))) if node.kind is NodeKind.LOT)
    expected = {
        number_of(desk, fund): NodeKind.APPROPRIATION,
        share.key: NodeKind.LOT,
        share.key.rpartition("/")[0]: NodeKind.LOT,
        "HT-1": NodeKind.CONTRACT,
        "PZ-1": NodeKind.PAYMENT,
        of: NodeKind.DOCUMENT,
        of.lower(): NodeKind.DOCUMENT,
        f" {batch_of(desk).lower()} ": NodeKind.BATCH,
        TENT: NodeKind.ITEM,
        item_code(TENT): NodeKind.ITEM,
        "planned+tendering": NodeKind.MONEY,
    }
    assert {key: found(desk, key).kind for key in expected} == expected
    for key in ("", "  ", "source", "HT-2", "P-1/x", "P-1/99999999999999999999"):
        with pytest.raises(UnknownRecord):
            found(desk, key)


def test_an_item_type_is_what_contracts_are_for_of_it(desk: Desk) -> None:
    bought(desk)
    item = found(desk, TENT)
    assert (item.amount, item.quantity) == (yuan(40), some(4))
    (ordered,) = below(desk, item)
    assert (ordered.key, ordered.quantity, ordered.page) == ("HT-1", some(4), "contract")
    assert [node.kind for node in below(desk, ordered)] == [NodeKind.ACCEPTED]
    assert [node.key for node in above(desk, ordered)] == ["HT-1"]


def test_a_figure_of_the_statement_leads_to_the_lots_in_it(desk: Desk) -> None:
    fund, of = money(300, number="财-1"), project()
    desk.post(fund, of, first := lot(fund, of, 200), lot(fund, of, 90, 2))
    desk.post(act(StartTender, tender_lot_id=first.tender_lot_id, announced_on=ago(5)))
    figure = found(desk, f"{Bucket.PLANNED}+{Bucket.TENDERING}")
    assert figure.amount == yuan(290)
    (part,) = below(desk, figure)
    assert (part.key, part.amount, part.page) == ("财-1", yuan(290), "appropriation")
    assert [(node.key, node.amount) for node in below(desk, part)] == [
        (f"{of.number}/1", yuan(200)),
        (f"{of.number}/2", yuan(90)),
    ]
    assert parts(desk, below(desk, part)[0]) == [("招标中", yuan(200), None)]


def test_what_is_written_out_is_as_deep_as_is_asked(desk: Desk) -> None:
    bought(desk)
    for depth in range(4):
        lines = desk.read(
            lambda connection, deep: list(unfold(connection, find(connection, "HT-1"), depth=deep)), depth
        )
        assert max(line.depth for line in lines) == depth
    up = desk.read(lambda connection: list(unfold(connection, find(connection, "HT-1"), upward=True, depth=9)))
    assert [line.node.kind for line in up] == [NodeKind.CONTRACT, NodeKind.LOT, NodeKind.APPROPRIATION]


# --- everything ----------------------------------------------------------------------------------------------------


def test_everything_that_can_happen_adds_up(desk: Desk) -> None:
    tell(desk)
    numbers = desk.read(lambda connection: connection.scalars(select(Appropriation.number)).all())
    labels = desk.read(lambda connection: connection.scalars(select(Lot.label_code)).all())
    for key in (*numbers, *labels, TENT, "+".join(bucket for bucket in Bucket if bucket is not Bucket.SOURCE)):
        for node in desk.read(find, key):
            assert desk.read(check_sums, node) >= 1


def test_a_closed_lot_holds_what_its_contracts_are_for(desk: Desk) -> None:
    fund = appropriated(desk, 100)
    deal = signed(desk, awarded_lot(desk, 60, fund), line(4), deviation="减量", number="HT-1")
    desk.post(change(deal, 4, 38, ChangeKind.REDUCTION))
    desk.post(acceptance(deal, received(desk)), invoice(deal, 4, 38), payment(deal, 38))
    desk.post(act(CloseLot, tender_lot_id=deal.lot, closed_on=TODAY))
    root = found(desk, number_of(desk, fund))
    assert [amount for _words, amount, _quantity in parts(desk, root)] == [yuan(38), yuan(62)]
    assert desk.read(check_sums, root) > 5
