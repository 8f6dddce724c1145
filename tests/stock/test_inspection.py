"""Inspection: what is accepted, conceded and rejected, who may say so, and what stands on the certificate."""

from datetime import timedelta

import pytest

from supplies.errors import (
    AwaitsNothing,
    ConcessionUnfounded,
    EmergencyOwesMore,
    InspectorNeeded,
    LineTwice,
    NothingToDo,
    NotOfThisReceipt,
    QuantityNegative,
    QuantityNotPositive,
    ReasonNeeded,
    ReceiptReversed,
    ReceiverInspects,
    SetAside,
    TooManyDecimals,
    TooManyLines,
    UnknownRecord,
)
from supplies.models.accounts import Role
from supplies.models.incoming import Outcome
from supplies.models.open_items import DebtKind
from supplies.models.stock import DocumentKind, PlaceKind
from supplies.stock.actions import AddDepot, AddPlace, Emergency, Issue, WriteOff
from supplies.stock.debts import open_debts
from supplies.stock.documents import DocumentRow, document, documents_page
from supplies.stock.incoming import awaiting
from supplies.stock.inspection import Certificate, Inspect, Signer, certificate
from supplies.stock.lookups import part_of
from supplies.values import DepotCode, Login
from tests.rooms import (
    A01,
    A02,
    ADMIN,
    CLOTH,
    COMMAND_TENT,
    DEPOT,
    SITE,
    TENT,
    Desk,
    act,
    ago,
    assert_line,
    goods,
    lot_line,
    some,
    yuan,
)
from tests.stock.incoming import SIGNED, found, inspect, inspector, receipt, standing

CHECK = part_of(A01, PlaceKind.INSPECTING)
STOP = part_of(A01, PlaceKind.OUT_OF_SERVICE)


def arrived(desk: Desk, quantity: int = 10) -> tuple[DocumentRow, Login]:
    """Take tents in to be inspected; return the receipt and who may inspect them."""
    paper = desk.paper(receipt(goods(TENT, quantity, yuan(5000)), contract_number="HT-7", counterparty="某厂"))
    return paper, inspector(desk)


def carried_out(desk: Desk, action: Inspect, actor: Login) -> int:
    return desk.post(action, actor=actor)[0].entry.seq


def test_goods_are_accepted_conceded_and_rejected_line_by_line(desk: Desk) -> None:
    paper, checker = arrived(desk)
    lot = desk.lines(paper)[0].lot_id
    assert (desk.held(lot, CHECK), desk.held(lot)) == (some(10), some(0))
    line = found(1, 6, conceded=1, rejected=2, concession="色差", allowed_by="科长", reason="开线")
    seq = carried_out(desk, inspect(paper, line), checker)
    assert [desk.held(lot, place) for place in (A01, STOP, CHECK)] == [some(7), some(2), some(1)]
    (now,) = standing(desk, paper)
    assert (now.delivered, now.accepted, now.conceded, now.rejected, now.waiting) == tuple(map(some, (10, 6, 1, 2, 1)))
    assert now.counts == some(7)
    written = desk.read(certificate, SITE, seq)
    assert [(row.name, row.unit) for row in written.inspectors] == [("王一", "使用单位"), ("李二", "质检所")]
    assert (written.method, written.sample_number, written.correction) == ("现场抽样", "CY-01", "供应商当日更换")
    assert written.outcomes == {
        1: (Outcome.ACCEPTED, ""),
        2: (Outcome.CONCEDED, "科长"),
        3: (Outcome.REJECTED, ""),
    }
    assert desk.program.verify(deep=True).is_sound


def test_the_rest_is_inspected_later_and_the_amount_follows_to_the_last_fen(desk: Desk) -> None:
    paper = desk.paper(receipt(goods(TENT, 3, yuan("10.00"))))
    checker = inspector(desk)
    assert [row.number for row in desk.read(awaiting)] == [paper.number]
    carried_out(desk, inspect(paper, found(1, 1)), checker)
    carried_out(desk, inspect(paper, found(1, 1, to_place=A02)), checker)
    assert [row.lines for row in desk.read(awaiting, DEPOT)] == [1]
    carried_out(desk, inspect(paper, found(1, rejected=1, reason="破损")), checker)
    assert desk.read(awaiting) == []
    assert [(row.place_code, row.amount) for row in desk.stock()] == [(A01, yuan("3.33")), (A02, yuan("3.33"))]


def test_each_movement_names_the_line_of_the_receipt(desk: Desk) -> None:
    paper = desk.paper(receipt(goods(TENT, 5), goods(COMMAND_TENT, 1, serial_no="S-9")))
    seq = carried_out(desk, inspect(paper, found(2, 1), found(1, 5)), inspector(desk))
    lines = desk.lines(desk.read(document, SITE, seq))
    assert [(line.of_seq, line.of_line, str(line.quantity)) for line in lines] == [
        (paper.seq, 2, "1"),
        (paper.seq, 1, "5"),
    ]


def test_whoever_received_the_goods_does_not_accept_them(desk: Desk) -> None:
    paper, _checker = arrived(desk)
    error = desk.refused(inspect(paper, found(1, 10)))
    assert type(error) is ReceiverInspects and error.facts == {"login": ADMIN}


def test_in_an_emergency_the_receiver_accepts_and_owes_the_second_person(desk: Desk) -> None:
    paper, _checker = arrived(desk)
    alone = Emergency(owes=(DebtKind.SIGNATURE,))
    owing = Emergency(owes=(DebtKind.SIGNATURE, DebtKind.SECOND_PERSON))
    error = desk.refused(inspect(paper, found(1, 10), emergency=alone, incident="洪水"))
    assert type(error) is EmergencyOwesMore
    desk.post(inspect(paper, found(1, 10), emergency=owing, incident="洪水"))
    debts = {(debt.kind, debt.owner) for debt in desk.read(open_debts)}
    assert debts == {(DebtKind.SIGNATURE, ADMIN), (DebtKind.SECOND_PERSON, ADMIN)}


def test_the_buyer_does_not_accept_goods(desk: Desk) -> None:
    paper, _checker = arrived(desk)
    buyer = desk.hire("buyer", Role.BUYER)
    assert desk.refused(inspect(paper, found(1, 10)), actor=buyer).code == "accounts.role_missing"


def test_a_certificate_names_who_inspected(desk: Desk) -> None:
    paper, checker = arrived(desk)
    nobody = Certificate(method="目测")
    assert type(desk.refused(inspect(paper, found(1, 10), certificate=nobody), actor=checker)) is InspectorNeeded
    crowd = Certificate(inspectors=(Signer(name="王一"),) * 51)
    error = desk.refused(inspect(paper, found(1, 10), certificate=crowd), actor=checker)
    assert type(error) is TooManyLines and error.facts == {"count": 51, "most": 50}


@pytest.mark.parametrize(
    ("line", "kind", "field"),
    [
        (found(1, 11), AwaitsNothing, "accepted"),
        (found(1, 8, rejected=3, reason="破"), AwaitsNothing, "accepted"),
        (found(1, 0), QuantityNotPositive, "accepted"),
        (found(1, -1), QuantityNegative, "accepted"),
        (found(1, "0.5"), TooManyDecimals, "accepted"),
        (found(1, 5, rejected=1), ReasonNeeded, "reason"),
        (found(1, 5, conceded=1, concession="色差"), ConcessionUnfounded, "concession"),
        (found(1, 5, conceded=1, allowed_by="科长"), ConcessionUnfounded, "concession"),
        (found(2, 1), NotOfThisReceipt, "of_line"),
        (found(1, 5, to_place="Z9"), UnknownRecord, "to_place"),
    ],
)
def test_what_cannot_have_been_found_is_refused(desk: Desk, line: object, kind: type, field: str) -> None:
    paper, checker = arrived(desk)
    assert_line(desk.refused(inspect(paper, line), actor=checker), kind, field)  # type: ignore[arg-type]


def test_a_line_stands_once_and_at_least_one_is_named(desk: Desk) -> None:
    paper, checker = arrived(desk)
    assert_line(desk.refused(inspect(paper, found(1, 1), found(1, 1)), actor=checker), LineTwice, "of_line", 2)
    assert type(desk.refused(inspect(paper), actor=checker)) is NothingToDo


def test_only_a_receipt_of_this_depot_that_still_counts_is_inspected(desk: Desk) -> None:
    other = DepotCode("210300B")
    desk.post(act(AddDepot, code=other, name="二库"), act(AddPlace, depot=other, code=A01, name="甲"))
    paper, checker = arrived(desk)
    elsewhere = inspect(paper, found(1, 1), depot=other)
    assert type(desk.refused(elsewhere, actor=checker)) is UnknownRecord
    desk.reverse(paper)
    error = desk.refused(inspect(paper, found(1, 1)), actor=checker)
    assert type(error) is ReceiptReversed and error.facts["number"] == paper.number
    unknown = act(Inspect, depot=DEPOT, of_seq=1, certificate=SIGNED, lines=(found(1, 1),))
    assert type(desk.refused(unknown, actor=checker)) is UnknownRecord


def test_goods_that_went_straight_into_stock_await_nothing(desk: Desk) -> None:
    paper = desk.receive(goods(TENT, 5))
    assert_line(desk.refused(inspect(paper, found(1, 1)), actor=inspector(desk)), AwaitsNothing, "accepted")
    (now,) = standing(desk, paper)
    assert now.counts == some(5)


def test_goods_awaiting_their_inspection_are_not_issued_and_the_words_name_the_way(desk: Desk) -> None:
    paper, _checker = arrived(desk)
    lot = desk.lines(paper)[0].lot_id
    error = desk.refused(act(Issue, depot=DEPOT, lines=(lot_line(lot, 1, CHECK),)))
    assert_line(error, SetAside, "place")
    assert "待检" in error.text() and "验收" in error.remedy()


def test_a_reversed_inspection_leaves_the_goods_waiting_again(desk: Desk) -> None:
    paper, checker = arrived(desk)
    seq = carried_out(desk, inspect(paper, found(1, 4, rejected=1, reason="破")), checker)
    desk.reverse(desk.read(document, SITE, seq))
    (now,) = standing(desk, paper)
    assert (now.accepted, now.rejected, now.waiting, now.counts) == (some(0), some(0), some(10), some(0))
    assert desk.program.verify(deep=True).is_sound


def test_goods_written_off_while_waiting_are_not_accepted_any_more(desk: Desk) -> None:
    paper, checker = arrived(desk)
    lot = desk.lines(paper)[0].lot_id
    desk.post(act(WriteOff, depot=DEPOT, lines=(lot_line(lot, 4, CHECK, reason="水浸"),)))
    assert_line(desk.refused(inspect(paper, found(1, 7)), actor=checker), AwaitsNothing, "accepted")
    carried_out(desk, inspect(paper, found(1, 6)), checker)
    assert desk.held(lot) == some(6)


def test_an_inspection_is_not_dated_before_the_goods_came(desk: Desk) -> None:
    paper, checker = arrived(desk)
    early = inspect(paper, found(1, 1), business_date=ago(0) - timedelta(days=3))
    assert desk.refused(early, actor=checker).code == "stock.short_on_later_day"


def test_decimals_are_those_of_the_item(desk: Desk) -> None:
    paper = desk.paper(receipt(goods(CLOTH, "10.500")))
    carried_out(desk, inspect(paper, found(1, "10.125", rejected="0.375", reason="污损")), inspector(desk))
    (now,) = standing(desk, paper)
    assert (now.accepted, now.rejected, now.waiting) == (some("10.125"), some("0.375"), some(0))


def test_an_inspection_has_a_number_of_its_own_kind(desk: Desk) -> None:
    paper, checker = arrived(desk)
    action = inspect(paper, found(1, 10))
    desk.post(action, actor=checker)
    desk.post(action, actor=checker)
    found_now = [row for row in desk.read(documents_page, limit=100) if row.kind is DocumentKind.INSPECTION]
    assert [row.number for row in found_now] == [f"YS-{DEPOT}-2026-000001"]
