"""What a receipt says beyond its lines: contract, order, gift, and as what the goods are taken in."""

import pytest
from sqlalchemy import insert, select

from supplies.errors import (
    BenefitsItself,
    DonorNamed,
    DonorNeeded,
    HeldIsNotOurs,
    NoPartsThere,
    OriginElsewhere,
    OwnerNeeded,
    PurposeNeeded,
    QuantityNegative,
    TooManyDecimals,
    UnknownRecord,
)
from supplies.models.incoming import Donation, ValueBasis
from supplies.models.stock import Bucket, Origin, Place, PlaceKind
from supplies.stock.actions import Into
from supplies.stock.incoming import DetailRow, awaiting, receipt_detail, receipt_standing
from supplies.stock.lookups import part_of
from tests.rooms import A01, DEPOT, SITE, TENT, Desk, assert_line, goods, some, yuan
from tests.stock.incoming import PROVINCE, gift, organisations, receipt, standing


@pytest.mark.parametrize(
    ("into", "kind"),
    [(Into.ON_HAND, None), (Into.INSPECTING, PlaceKind.INSPECTING), (Into.HELD, PlaceKind.HELD)],
)
def test_goods_are_taken_in_as_what_they_are(desk: Desk, into: Into, kind: PlaceKind | None) -> None:
    organisations(desk)
    paper = desk.paper(receipt(goods(TENT, 5, owner=PROVINCE), into=into, keeps_owner=into is Into.HELD))
    lot = desk.lines(paper)[0].lot_id
    assert desk.held(lot, A01 if kind is None else part_of(A01, kind)) == some(5)
    assert len(desk.stock()) == (1 if kind is None else 0)


def test_contract_lot_and_invoice_stand_beside_the_receipt(desk: Desk) -> None:
    action = receipt(goods(TENT, 8, ordered=some(10)), contract_number="HT-1", tender_lot="2包", invoice_number="FP9")
    paper = desk.paper(action)
    detail = desk.read(receipt_detail, SITE, paper.seq)
    assert (detail.contract_number, detail.tender_lot, detail.invoice_number) == ("HT-1", "2包", "FP9")
    (line,) = standing(desk, paper)
    assert (line.ordered, line.delivered) == (some(10), some(8))
    assert [row.contract_number for row in desk.read(awaiting)] == ["HT-1"]


def test_a_plain_receipt_says_nothing_more(desk: Desk) -> None:
    paper = desk.receive(goods(TENT, 8))
    assert desk.read(receipt_detail, SITE, paper.seq) == DetailRow()
    assert [line.ordered for line in standing(desk, paper)] == [None]


def test_what_the_law_wants_of_a_gift_is_recorded(desk: Desk) -> None:
    facts = gift(
        is_directed=True,
        purpose="安置群众",
        beneficiary="岫岩县",
        basis=ValueBasis.INVOICE,
        quality_proof="合格证3号",
        receipt_number="JZ-0001",
        remaining_life="18个月",
    )
    paper = desk.paper(receipt(goods(TENT, 5, yuan(900)), origin=Origin.DONATION, donation=facts))
    (row,) = desk.read(lambda connection: connection.execute(select(Donation)).mappings().all())
    assert dict(row) == {"site_id": SITE, "seq": paper.seq} | {
        name: getattr(facts, name) for name in type(facts).__struct_fields__
    }
    assert desk.program.verify(deep=True).is_sound


def test_an_anonymous_donor_is_named_nowhere(desk: Desk) -> None:
    given = {"origin": Origin.DONATION, "donation": gift(is_anonymous=True)}
    assert type(desk.refused(receipt(goods(), **given))) is DonorNamed
    unnamed = {"origin": Origin.DONATION, "donation": gift(donor="", is_anonymous=True)}
    assert type(desk.refused(receipt(goods(), counterparty="某人", **unnamed))) is DonorNamed
    desk.post(receipt(goods(), **unnamed))


def test_a_gift_says_who_gave_it_for_what_and_for_whom(desk: Desk) -> None:
    def refused(**facts: object) -> type:
        return type(desk.refused(receipt(goods(), origin=Origin.DONATION, donation=gift(**facts))))

    assert refused(donor=" ") is DonorNeeded
    assert refused(is_directed=True) is PurposeNeeded
    assert refused(beneficiary="鞍山市应急管理局") is BenefitsItself


def test_facts_of_one_origin_stand_on_no_other(desk: Desk) -> None:
    error = desk.refused(receipt(goods(), donation=gift()))
    assert type(error) is OriginElsewhere and "采购" in error.text()
    assert type(desk.refused(receipt(goods(), allotment_number="辽减办〔2026〕1号"))) is OriginElsewhere
    desk.post(receipt(goods(), origin=Origin.ALLOTMENT, allotment_number="辽减办〔2026〕1号"))


def test_goods_of_others_have_an_owner_and_only_those_are_held(desk: Desk) -> None:
    organisations(desk)
    assert type(desk.refused(receipt(goods(owner=PROVINCE), into=Into.HELD))) is HeldIsNotOurs
    for into in (Into.HELD, Into.INSPECTING):
        assert_line(desk.refused(receipt(goods(), into=into, keeps_owner=True)), OwnerNeeded, "owner")


def test_how_much_was_due_is_a_quantity_of_the_item(desk: Desk) -> None:
    assert_line(desk.refused(receipt(goods(ordered=some(-1)))), QuantityNegative, "ordered")
    assert_line(desk.refused(receipt(goods(ordered=some("0.5")))), TooManyDecimals, "ordered")


def test_goods_are_set_aside_in_storage_locations_only(desk: Desk) -> None:
    assert_line(desk.refused(receipt(goods(place=part_of(A01, PlaceKind.INSPECTING)))), UnknownRecord, "place")
    carton = {
        "depot_code": DEPOT,
        "code": "X9",
        "name": "箱",
        "kind": PlaceKind.UNIT,
        "bucket": Bucket.ON_HAND,
        "within": A01,
        "label_code": None,
        "is_active": True,
        "seq": 1,
    }
    desk.program.database.write(lambda connection: connection.execute(insert(Place), carton))
    assert_line(desk.refused(receipt(goods(place="X9"))), NoPartsThere, "place")
    desk.post(receipt(goods(place="X9"), into=Into.ON_HAND))


def test_only_a_receipt_has_a_standing(desk: Desk) -> None:
    with pytest.raises(UnknownRecord):
        desk.read(receipt_standing, SITE, 1)
