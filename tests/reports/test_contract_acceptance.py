"""The certificate of acceptance of a contract: what was accepted now and before, what came late, and who signs."""

from decimal import Decimal

import pytest

from supplies.errors import CertificateAmbiguous, UnknownRecord
from supplies.language import Language, use_language
from supplies.procurement.queries import tender_lots
from supplies.tables import RowKind, Tone
from tests.procurement.deals import WINNER, acceptance, line, received, signed
from tests.reports.paper import printed, sheet
from tests.reports.purchases import CERTIFICATE, CONTRACT, LOT, OLD_PROJECT, SECOND_CERTIFICATE, purchases
from tests.reports.reading import facts, lines, made, rows
from tests.rooms import TENT, Desk, ago, assert_speaks, some, yuan


@pytest.fixture
def bought(desk: Desk) -> Desk:
    purchases(desk)
    return desk


def test_the_certificate_sets_what_is_accepted_now_beside_contract_and_earlier_certificates(bought: Desk) -> None:
    first, second = (made(bought, "contract_acceptance", number=each) for each in (CERTIFICATE, SECOND_CERTIFICATE))
    assert first.title == "政府采购验收书"
    head = facts(second)
    assert (head["验收书编号"], head["合同号"], head["供应商"], head["验收日期"]) == (
        SECOND_CERTIFICATE,
        CONTRACT,
        WINNER,
        ago(4).isoformat(),
    )
    keys = ("item", "contracted", "before", "accepted", "price", "amount")
    assert lines(first.tables[0], *keys) == [(TENT, some(210), some(0), some(50), yuan(1000), yuan(50_000))]
    assert lines(second.tables[0], *keys) == [(TENT, some(210), some(50), some(40), yuan(1000), yuan(40_000))]
    assert rows(second.tables[0], RowKind.TOTAL) == [{"no": "验收金额（大写）：人民币肆万元整", "amount": yuan(40_000)}]
    ((documents,),) = lines(second.tables[0], "documents")
    assert str(documents).startswith("RK-")


def test_what_came_late_says_how_late_and_what_the_contract_makes_it_cost(bought: Desk) -> None:
    in_time = made(bought, "contract_acceptance", number=CERTIFICATE).tables[1]
    late = made(bought, "contract_acceptance", number=SECOND_CERTIFICATE).tables[1]
    keys = ("delivered", "due", "late", "penalty", "result")
    assert lines(in_time, *keys) == [(ago(11), ago(10), 0, yuan(0), "按期交货")]
    assert lines(late, *keys) == [(ago(5), ago(10), 5, yuan(200), "逾期交货，违约金在付款时结算")]
    assert [row.tone for row in (*in_time.rows, *late.rows)] == [Tone.PLAIN, Tone.RED]


def test_the_paper_and_the_workbook_say_the_same_in_both_languages(bought: Desk) -> None:
    report = made(bought, "contract_acceptance", number=SECOND_CERTIFICATE)
    words = printed(report)
    for text in ("政府采购验收书", CONTRACT, WINNER, "人民币肆万元整", "40,000.00", "RK-", "供应商（盖章）", "采购人"):
        assert text in words
    (accepted, total) = sheet(report)
    assert (accepted["本次验收"], accepted["金额"], total["金额"]) == (Decimal(40), Decimal(40_000), Decimal(40_000))
    (delivery,) = sheet(report, 1)
    assert [delivery[name] for name in ("逾期天数", "合同约定违约金", "约定交货日期")] == [5, 200, ago(10)]
    use_language(Language.ENGLISH)
    report = made(bought, "contract_acceptance", number=SECOND_CERTIFICATE)
    words = printed(report)
    for text in ("Certificateofacceptanceofgovernmentprocurement", CONTRACT, "人民币肆万元整", "Dayslate"):
        assert text in words
    assert sheet(report)[0]["Accepted before"] == Decimal(50)


def test_two_certificates_of_one_number_are_told_apart_by_their_contracts(bought: Desk, desk: Desk) -> None:
    lot = next(row for row in desk.read(tender_lots) if row.project_number == OLD_PROJECT)
    deal = signed(desk, lot.tender_lot_id, line(80, 1000), supplier=lot.winner)
    desk.post(acceptance(deal, received(desk, 1), 1, number=CERTIFICATE))
    with pytest.raises(CertificateAmbiguous) as caught:
        made(bought, "contract_acceptance", number=CERTIFICATE)
    assert_speaks(caught.value)
    report = made(bought, "contract_acceptance", number=f"{CONTRACT}/{CERTIFICATE}")
    assert facts(report)["合同号"] == CONTRACT


@pytest.mark.parametrize("number", ["YS-0", LOT, f"{CONTRACT}/"])
def test_a_certificate_that_is_not_there_is_refused(bought: Desk, number: str) -> None:
    with pytest.raises(UnknownRecord) as caught:
        made(bought, "contract_acceptance", number=number)
    assert_speaks(caught.value)


def test_the_group_that_accepted_stands_there_by_name(bought: Desk, desk: Desk) -> None:
    assert lines(made(bought, "contract_acceptance", number=CERTIFICATE).tables[2], "name") == [("",)] * 3
    lot = next(row for row in desk.read(tender_lots) if row.project_number == OLD_PROJECT)
    deal = signed(desk, lot.tender_lot_id, line(80, 1000), supplier=lot.winner)
    desk.post(acceptance(deal, received(desk, 80), 80, number="YS-9", group=("张某", "李某", "王某", "赵某")))
    report = made(desk, "contract_acceptance", number="YS-9")
    names = [("张某",), ("李某",), ("王某",), ("赵某",)]
    assert lines(report.tables[2], "name") == names
    assert all(name in printed(report) for (name,) in names)
