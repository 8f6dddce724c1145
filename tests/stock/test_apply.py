"""What follows from a stock action: a document, its movements, new lots, and what each of them is worth."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.models.stock import DocumentKind, Origin
from supplies.scanning.label_code import LabelKind, parse
from supplies.stock.actions import AddDepot, AddPlace, Adjust, CountLine, Issue, Move, Receive, Return, WriteOff
from supplies.stock.documents import DocumentRow, documents_page
from supplies.stock.ledger import PREFIXES
from supplies.stock.lookups import COUNT_DIFFERENCE, ISSUED, LOST
from supplies.stock.tracing import lot
from supplies.values import NO_MONEY, DepotCode, LotId, Money
from tests.rooms import (
    A01,
    A02,
    ADMIN,
    B01,
    CLOTH,
    COMMAND_TENT,
    DEPOT,
    NOW,
    QUILT,
    TENT,
    TODAY,
    Desk,
    act,
    ago,
    coming_back,
    goods,
    lot_line,
    many,
    move_line,
    return_line,
    some,
    yuan,
)
from tests.soak import size

SECOND = DepotCode("210300B")


def second_depot(desk: Desk) -> None:
    desk.post(act(AddDepot, code=SECOND, name="二号库"), act(AddPlace, depot=SECOND, code=A01, name="甲区"))


def worth(desk: Desk) -> dict[str, tuple[str, str]]:
    """Return what each place holds and what that is worth."""
    return {row.place_code: (str(row.quantity), str(row.amount)) for row in desk.stock()}


# --- numbers ---------------------------------------------------------------------------------------------------------


def test_documents_are_numbered_without_gaps_by_kind(desk: Desk) -> None:
    lot = desk.lot(quantity=100)
    papers = [desk.issue(lot_line(lot, 1)) for _each in range(3)]
    desk.refused(act(Issue, depot=DEPOT, lines=(lot_line(lot, 1000),)))
    papers.append(desk.issue(lot_line(lot, 1)))
    assert [paper.number for paper in papers] == [f"CK-{DEPOT}-2026-00000{number}" for number in (1, 2, 3, 4)]
    assert desk.receive(goods()).number == f"RK-{DEPOT}-2026-000002"


def test_every_kind_of_document_has_its_letters(desk: Desk) -> None:
    lot = desk.lot()
    line = lot_line(lot, 2, reason="破损")
    counted = CountLine(lot_id=lot, place=A01, book=some(6), counted=some(7), reason="多出")
    papers = [
        desk.issue(line),
        desk.move(move_line(lot, 2)),
        desk.paper(act(Return, depot=DEPOT, lines=coming_back(line))),
        desk.paper(act(WriteOff, depot=DEPOT, lines=(line,))),
        desk.paper(act(Adjust, depot=DEPOT, lines=(counted,))),
        desk.reverse(desk.receive(goods())),
    ]
    letters = {paper.kind: paper.number.split("-")[0] for paper in papers}
    assert letters == {
        DocumentKind.ISSUE: "CK",
        DocumentKind.MOVE: "YK",
        DocumentKind.RETURN: "TK",
        DocumentKind.WRITE_OFF: "BS",
        DocumentKind.ADJUSTMENT: "TZ",
        DocumentKind.REVERSAL: "CX",
    }
    assert PREFIXES.items() >= {**letters, DocumentKind.RECEIPT: "RK"}.items()
    assert set(PREFIXES) == set(DocumentKind) and len(set(PREFIXES.values())) == len(PREFIXES)


def test_numbers_begin_anew_in_each_year_and_each_depot(desk: Desk) -> None:
    second_depot(desk)
    days = (date(2026, 1, 1), date(2025, 12, 31), date(2026, 1, 2))
    numbers = [desk.receive(goods(), day=day).number for day in days]
    assert numbers == [f"RK-{DEPOT}-2026-000001", f"RK-{DEPOT}-2025-000001", f"RK-{DEPOT}-2026-000002"]
    assert desk.receive(goods(), depot=SECOND, day=days[0]).number == f"RK-{SECOND}-2026-000001"


def test_the_head_of_a_document_is_what_the_paper_says_and_who_posted_it(desk: Desk) -> None:
    lot = desk.lot(day=ago(9))
    action = act(
        Issue,
        business_date=ago(3),
        depot=DEPOT,
        counterparty="铁东区应急管理局",
        paper_number="鞍应急〔2026〕7号",
        incident="7·28暴雨",
        note="夜间发运",
        lines=(lot_line(lot, 1), lot_line(lot, 2)),
    )
    paper = desk.paper(action)
    assert (paper.kind, paper.depot_code, paper.depot_name) == (DocumentKind.ISSUE, DEPOT, "市本级库")
    assert (paper.business_date, paper.recorded_at) == (ago(3), NOW)
    assert (paper.actor, paper.actor_name) == (ADMIN, "管理员")
    assert (paper.counterparty, paper.paper_number) == ("铁东区应急管理局", "鞍应急〔2026〕7号")
    assert (paper.incident, paper.note) == ("7·28暴雨", "夜间发运")
    assert (paper.reverses, paper.reversed_by, paper.line_count) == ("", "", 2)


def test_posting_the_same_action_again_changes_nothing(desk: Desk) -> None:
    action = act(Receive, depot=DEPOT, origin=Origin.PURCHASE, lines=(goods(),))
    first = desk.post(action)[0]
    before = desk.everything()
    again = desk.post(action)[0]
    assert (again.is_new, again.entry) == (False, first.entry)
    assert desk.everything() == before


# --- where goods go --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("origin", "place"),
    [(Origin.PURCHASE, "~supplier"), (Origin.DONATION, "~donor"), (Origin.ALLOTMENT, "~superior")],
)
def test_a_receipt_comes_from_where_its_origin_says(desk: Desk, origin: Origin, place: str) -> None:
    line = goods(quantity=12, amount=yuan("34.56"))
    paper = desk.paper(act(Receive, depot=DEPOT, origin=origin, lines=(line,)))
    (row,) = desk.lines(paper)
    assert (row.from_place, row.to_place, row.quantity, row.amount) == (place, A01, some(12), yuan("34.56"))
    assert desk.read(lot, line.lot_id).origin is origin


def test_each_line_of_a_receipt_is_a_lot_with_a_label_of_its_own(desk: Desk) -> None:
    paper = desk.receive(goods(), goods(), goods(COMMAND_TENT, 1, serial_no="S1"))
    labels = [row.label_code for row in desk.lines(paper)]
    assert [parse(label).kind for label in labels] == [LabelKind.LOT, LabelKind.LOT, LabelKind.OBJECT]
    assert len(set(labels)) == 3 and all(len(label) <= 25 for label in labels)


def test_issued_goods_come_back_to_any_location(desk: Desk) -> None:
    lot = desk.lot(quantity=10, amount=yuan(100))
    desk.issue(lot_line(lot, 4))
    assert desk.held(lot, ISSUED) == some(4)
    desk.post(act(Return, depot=DEPOT, lines=(return_line(lot, 1, B01),)))
    assert worth(desk) == {"A01": ("6", "60.00"), "B01": ("1", "10.00")}
    assert desk.held(lot, ISSUED) == some(3)


def test_goods_written_off_are_off_the_books(desk: Desk) -> None:
    lot = desk.lot(quantity=10, amount=yuan(100))
    desk.post(act(WriteOff, depot=DEPOT, lines=(lot_line(lot, 4, reason="水浸"),)))
    assert worth(desk) == {"A01": ("6", "60.00")}
    assert desk.held(lot, LOST) == some(4)


def test_a_move_changes_no_total(desk: Desk) -> None:
    lot = desk.lot(quantity=3, amount=yuan("0.10"))
    desk.move(move_line(lot, 1), move_line(lot, 1, A01, B01))
    assert worth(desk) == {"A01": ("1", "0.04"), "A02": ("1", "0.03"), "B01": ("1", "0.03")}
    desk.move(move_line(lot, 1, A02, A01), move_line(lot, 1, B01, A01))
    assert worth(desk) == {"A01": ("3", "0.10")}


def test_goods_that_arrive_and_leave_in_one_document_keep_their_worth(desk: Desk) -> None:
    lot = desk.lot(quantity=10, amount=yuan(100))
    desk.move(move_line(lot, 2))
    desk.move(move_line(lot, 1), move_line(lot, 2, A02, B01))
    assert worth(desk) == {"A01": ("7", "70.00"), "A02": ("1", "10.00"), "B01": ("2", "20.00")}


def test_a_count_down_takes_its_share_and_a_count_up_brings_the_unit_price(desk: Desk) -> None:
    lot = desk.lot(quantity=3, amount=yuan("1.00"))
    desk.post(adjustment(lot, 3, 1))
    assert worth(desk) == {"A01": ("1", "0.34")}
    assert desk.held(lot, COUNT_DIFFERENCE) == some(2)
    desk.post(adjustment(lot, 1, 6))
    assert worth(desk) == {"A01": ("6", "2.00")}  # 5 at 0.3333 are 1.6665, rounded down.
    assert desk.held(lot, COUNT_DIFFERENCE) == some(-3)


def adjustment(lot: LotId, book: int, counted: int) -> Adjust:
    line = CountLine(lot_id=lot, place=A01, book=some(book), counted=some(counted), reason="盘点")
    return act(Adjust, depot=DEPOT, lines=(line,))


def test_an_object_is_lost_and_found_as_often_as_it_likes(desk: Desk) -> None:
    """No place holds an object twice, so that what is found comes back from where the books had it."""
    lot = desk.lot(COMMAND_TENT, 1, yuan("9000.00"), serial_no="S1")
    for _again in range(3):
        desk.post(act(WriteOff, depot=DEPOT, lines=(lot_line(lot, 1, reason="洪水冲走"),)))
        desk.post(adjustment(lot, 0, 1))
        assert worth(desk) == {"A01": ("1", "9000.00")}
        assert (desk.held(lot, LOST), desk.held(lot, COUNT_DIFFERENCE)) == (some(0), some(0))
        desk.post(adjustment(lot, 1, 0))
        desk.post(adjustment(lot, 0, 1))
    assert worth(desk) == {"A01": ("1", "9000.00")}
    assert desk.program.verify(deep=True).findings == ()


def test_a_count_finds_goods_where_the_books_had_none(desk: Desk) -> None:
    lot = desk.lot(quantity=10, amount=yuan(100))
    line = CountLine(lot_id=lot, place=B01, book=some(0), counted=some(2), reason="漏记")
    desk.post(act(Adjust, depot=DEPOT, lines=(line,)))
    assert worth(desk) == {"A01": ("10", "100.00"), "B01": ("2", "20.00")}


def test_two_depots_keep_their_goods_apart(desk: Desk) -> None:
    second_depot(desk)
    here, there = goods(quantity=10), goods(quantity=20)
    desk.receive(here)
    desk.receive(there, depot=SECOND)
    desk.issue(lot_line(there.lot_id, 5), depot=SECOND)
    desk.refused(act(Issue, depot=DEPOT, lines=(lot_line(there.lot_id, 1),)))
    desk.refused(act(Issue, depot=SECOND, lines=(lot_line(here.lot_id, 1),)))
    desk.refused(act(Return, depot=DEPOT, lines=(return_line(there.lot_id, 1),)))
    assert [(row.depot_code, row.quantity) for row in desk.stock()] == [(DEPOT, some(10)), (SECOND, some(15))]


def test_an_object_goes_out_comes_back_and_is_written_off(desk: Desk) -> None:
    lot = desk.lot(COMMAND_TENT, 1, yuan("12345.67"), serial_no="S1")
    desk.issue(lot_line(lot, 1))
    assert desk.stock() == []
    desk.post(act(Return, depot=DEPOT, lines=(return_line(lot, 1, A02),)))
    (row,) = desk.stock()
    assert (row.serial_no, row.place_code, row.quantity, row.amount) == ("S1", A02, some(1), yuan("12345.67"))
    desk.post(act(WriteOff, depot=DEPOT, lines=(lot_line(lot, 1, A02, "烧毁"),)))
    assert desk.stock() == []


def test_an_object_not_found_at_a_count_is_found_at_the_next(desk: Desk) -> None:
    lot = desk.lot(COMMAND_TENT, 1, yuan(100), serial_no="S1")
    desk.post(adjustment(lot, 1, 0))
    assert desk.stock() == []
    desk.post(adjustment(lot, 0, 1))
    assert worth(desk) == {"A01": ("1", "100.00")}


# --- what goods are worth --------------------------------------------------------------------------------------------


def test_a_share_is_rounded_down_and_the_last_takes_the_rest(desk: Desk) -> None:
    lot = desk.lot(quantity=3, amount=yuan("0.10"))
    amounts = [desk.lines(desk.issue(lot_line(lot, 1)))[0].amount for _each in range(3)]
    assert amounts == [Money(3), Money(3), Money(4)]


def test_the_lines_of_one_document_share_as_documents_after_each_other_do(desk: Desk) -> None:
    lot = desk.lot(quantity=3, amount=yuan("0.10"))
    paper = desk.issue(lot_line(lot, 1), lot_line(lot, 1), lot_line(lot, 1))
    assert [row.amount for row in desk.lines(paper)] == [Money(3), Money(3), Money(4)]
    assert desk.stock() == []


def test_goods_without_a_cost_stay_without(desk: Desk) -> None:
    lot = desk.lot(quantity=3)
    assert desk.lines(desk.issue(lot_line(lot, 2)))[0].amount == NO_MONEY
    desk.post(adjustment(lot, 1, 5))
    assert worth(desk) == {"A01": ("5", "0.00")}


def test_fractions_of_a_unit_are_worth_their_part(desk: Desk) -> None:
    lot = desk.lot(CLOTH, "2.5", yuan("10.00"))
    assert desk.lines(desk.issue(lot_line(lot, "0.001")))[0].amount == NO_MONEY
    assert desk.lines(desk.issue(lot_line(lot, "1.25")))[0].amount == yuan("5.00")  # 1.25 of 2.499 that cost 10.00
    assert worth(desk) == {"A01": ("1.249", "5.00")}


@many(max_examples=size(15, 200))
@given(
    steps=st.lists(st.tuples(st.sampled_from(["issue", "return", "move", "back"]), st.integers(1, 60)), max_size=8),
    fen=st.integers(0, 10**6),
)
def test_what_went_out_less_what_came_back_and_what_is_left_is_what_was_paid(
    desk: Desk, steps: list[tuple[str, int]], fen: int
) -> None:
    lot = desk.lot(QUILT, 100, Money(fen))
    spent = 0
    for kind, quantity in steps:
        place = ISSUED if kind == "return" else A02 if kind == "back" else A01
        wanted = min(quantity, desk.held(lot, place).thousandths // 1000)
        if wanted == 0:
            continue
        if kind == "issue":
            paper = desk.issue(lot_line(lot, wanted))
        elif kind == "return":
            paper = desk.paper(act(Return, depot=DEPOT, lines=(return_line(lot, wanted),)))
        else:
            there = A01 if kind == "back" else A02
            paper = desk.paper(act(Move, depot=DEPOT, lines=(move_line(lot, wanted, place, there),)))
        sign = {"issue": 1, "return": -1}.get(kind, 0)
        spent += sign * sum(row.amount.fen for row in desk.lines(paper))
    left = sum(row.amount.fen for row in desk.stock(item=QUILT) if row.lot_id == lot)
    assert spent + left == fen
    assert spent >= 0
    for row in desk.stock(item=QUILT):  # Whatever is left can still go out, to the last fen.
        desk.issue(lot_line(row.lot_id, str(row.quantity), row.place_code))


def test_a_year_of_work_verifies(desk: Desk) -> None:
    lot = desk.lot(TENT, 100, yuan("333.33"), day=ago(300))
    papers: list[DocumentRow] = []
    for month in range(9):
        day = ago(300) + timedelta(days=30 * month)
        papers.append(desk.issue(lot_line(lot, 7), day=day))
        desk.post(act(Return, business_date=day, depot=DEPOT, lines=(return_line(lot, 3, A02),)))
    desk.reverse(papers[-1], TODAY)
    assert len(desk.read(documents_page)) == 20
    verification = desk.program.verify(deep=True)
    assert verification.is_sound, verification
