"""A certificate that is taken back is accepted no more: its money, its goods and its number are free again."""

import pytest

from supplies.errors import (
    AcceptancePaid,
    AcceptanceWithdrawn,
    AlreadyThere,
    DatesBackward,
    DocumentAccepted,
    UnknownRecord,
    WrongStage,
)
from supplies.funds.ledger import lot_standing
from supplies.models.funds import Bucket
from supplies.models.procurement import PaymentKind
from supplies.procurement.actions import CloseLot
from supplies.procurement.certificate_queries import acceptance_certificate, certificates_found
from supplies.procurement.contract_queries import PaperKind
from supplies.procurement.contract_view import contract_view
from supplies.procurement.lot_queries import EventKind, lot_name, lot_view
from supplies.procurement.queries import tender_lots
from supplies.procurement.reconciliation import statement
from supplies.procurement.refunds import ReturnPayment
from supplies.procurement.withdrawn import WithdrawAcceptance
from supplies.stock.actions import Reverse
from supplies.values import NO_MONEY, NO_QUANTITY
from tests.procurement.deals import Deal, acceptance, invoice, line, payment, received, signed
from tests.procurement.money_lists import awarded_lot
from tests.rooms import SITE, TODAY, Desk, act, ago, yuan


@pytest.fixture
def deal(desk: Desk) -> Deal:
    """Return a contract of four tents for forty yuan."""
    return signed(desk, awarded_lot(desk, 40), line(4), number="HT-1", delivery_due=ago(7), penalty_mille=10)


def accepted(desk: Desk, deal: Deal, number: str = "YS-1", quantity: int = 4) -> int:
    """Accept tents that come in; return the entry of the certificate."""
    return desk.post(acceptance(deal, received(desk), quantity, number=number))[0].entry.seq


def withdrawal(deal: Deal, seq: int, **fields: object) -> WithdrawAcceptance:
    values: dict[str, object] = {"withdrawn_on": TODAY, "reason": "复验不合格"}
    return act(WithdrawAcceptance, contract_id=deal.contract, acceptance=seq, **values | fields)


def standing(desk: Desk, deal: Deal) -> dict[Bucket, str]:
    """Return where the money of the lot stands, once it is proved that it stands where it should."""
    assert desk.read(statement).is_reconciled
    (row,) = desk.read(tender_lots)
    assert row.is_right
    found = desk.read(lot_standing, SITE, deal.lot)
    return {bucket: str(sum((part.fen for part in parts.values()), 0) // 100) for bucket, parts in found.items()}


def test_what_is_withdrawn_is_contracted_again_and_may_be_accepted_anew(desk: Desk, deal: Deal) -> None:
    seq = accepted(desk, deal)
    assert standing(desk, deal)[Bucket.ACCEPTED] == "40"
    desk.post(withdrawal(deal, seq))
    view = desk.read(contract_view, "HT-1")
    assert (view.row.accepted, view.items[0].accepted) == (NO_MONEY, NO_QUANTITY)
    assert (view.late_days, view.penalty) == (0, NO_MONEY)
    assert standing(desk, deal) == {Bucket.CONTRACTED: "40"}
    assert [each.kind for each in view.papers] == [PaperKind.ACCEPTANCE, PaperKind.WITHDRAWAL]
    assert (view.behind, view.certificates) == ((), ())
    assert view.proposed[0].proposed == view.items[0].quantity, "the goods wait to be accepted again"
    document = view.proposed[0].goods.document
    again = desk.post(acceptance(deal, document, 4, number="YS-1"))[0].entry.seq
    view = desk.read(contract_view, "HT-1")
    assert [each.seq for each in view.certificates] == [again]
    assert (view.row.accepted, view.late_days) == (yuan(40), 2)
    assert desk.read(acceptance_certificate, "YS-1").seq == again
    assert desk.program.verify(deep=True).is_sound


def test_one_of_several_certificates_is_withdrawn(desk: Desk, deal: Deal) -> None:
    accepted(desk, deal, "YS-1", 1)
    seq = accepted(desk, deal, "YS-2", 3)
    desk.post(withdrawal(deal, seq))
    view = desk.read(contract_view, "HT-1")
    assert ([each.number for each in view.certificates], view.row.accepted) == (["YS-1"], yuan(10))
    assert [name for name, _words in desk.read(certificates_found, "HT-1", 10)] == ["HT-1/YS-1"]
    with pytest.raises(UnknownRecord):
        desk.read(acceptance_certificate, "YS-2")
    (lot,) = desk.read(tender_lots)
    events = desk.read(lot_view, lot_name(lot)).events
    assert [(each.words, each.amount) for each in events if each.kind is EventKind.WITHDRAWN] == [("YS-2", yuan(-30))]


def test_what_was_paid_in_advance_is_in_advance_again(desk: Desk, deal: Deal) -> None:
    desk.post(payment(deal, 15, PaymentKind.ADVANCE))
    seq = accepted(desk, deal)
    assert standing(desk, deal) == {Bucket.ACCEPTED: "25", Bucket.PAID: "15"}
    desk.post(withdrawal(deal, seq))
    assert standing(desk, deal) == {Bucket.CONTRACTED: "25", Bucket.ADVANCED: "15"}


def test_what_is_paid_is_not_withdrawn_until_the_money_is_back(desk: Desk, deal: Deal) -> None:
    seq = accepted(desk, deal)
    desk.post(invoice(deal), payment(deal, 12, voucher="PZ-1"))
    error = desk.refused(withdrawal(deal, seq))
    assert isinstance(error, AcceptancePaid) and error.facts["paid"] == yuan(12)
    back = {"voucher": "PZ-1", "number": "TK-1", "returned_on": TODAY, "amount": yuan(12)}
    desk.post(act(ReturnPayment, contract_id=deal.contract, **back), withdrawal(deal, seq))
    assert standing(desk, deal) == {Bucket.CONTRACTED: "40"}


def test_each_refusal_of_a_withdrawal(desk: Desk, deal: Deal) -> None:
    seq = accepted(desk, deal)
    assert isinstance(desk.refused(withdrawal(deal, seq + 1000)), UnknownRecord)
    assert isinstance(desk.refused(withdrawal(deal, seq, withdrawn_on=ago(5))), DatesBackward)
    other = signed(desk, awarded_lot(desk, 40), line(4))
    assert isinstance(desk.refused(withdrawal(other, seq)), UnknownRecord), "the certificate is of another contract"
    (posted,) = desk.post(withdrawal(deal, seq))
    assert isinstance(desk.refused(withdrawal(deal, seq)), AcceptanceWithdrawn)
    assert isinstance(desk.refused(withdrawal(deal, posted.entry.seq)), UnknownRecord), "a withdrawal stands"


def test_a_lot_that_is_closed_keeps_its_certificates(desk: Desk, deal: Deal) -> None:
    seq = accepted(desk, deal)
    desk.post(invoice(deal), payment(deal, 40), act(CloseLot, tender_lot_id=deal.lot, closed_on=TODAY))
    assert isinstance(desk.refused(withdrawal(deal, seq)), WrongStage)


def test_a_certificate_is_not_written_twice(desk: Desk, deal: Deal) -> None:
    accepted(desk, deal, "YS-1", 1)
    assert isinstance(desk.refused(acceptance(deal, received(desk), 1, number="YS-1")), AlreadyThere)


def test_a_document_with_accepted_goods_is_not_reversed(desk: Desk, deal: Deal) -> None:
    document = received(desk)
    (posted,) = desk.post(acceptance(deal, document, 2, number="YS-1"))
    reversal = act(Reverse, reverses_seq=document, reason="录错")
    error = desk.refused(reversal)
    assert isinstance(error, DocumentAccepted) and error.facts == {"number": "YS-1", "contract": "HT-1"}
    desk.post(withdrawal(deal, posted.entry.seq), reversal)
    assert desk.read(statement).is_reconciled
