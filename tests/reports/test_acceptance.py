"""The certificate of acceptance: all that the law wants on it, the amount in capitals, and the paper says the same."""

from datetime import date

import pytest

from supplies.errors import UnknownRecord
from supplies.stock.documents import DocumentRow, document
from supplies.tables import RowKind
from tests.printing.reports.samples import page_texts
from tests.reports.reading import facts, lines, made, rows
from tests.rooms import SITE, TENT, TODAY, Desk, goods, some, yuan
from tests.stock.incoming import found, inspect, inspector, receipt


def inspected(desk: Desk) -> DocumentRow:
    """Take ten tents of a contract in, accept seven and one by concession, and reject one."""
    line = goods(TENT, 10, yuan("16409.00"), batch_no="P1", expires_on=date(2030, 1, 1), ordered=some(12))
    contract = {"contract_number": "HT-2026-8", "tender_lot": "2包", "invoice_number": "FP-9", "counterparty": "某公司"}
    paper = desk.paper(receipt(line, **contract))
    report = found(1, 7, conceded=1, rejected=1, concession="色差", allowed_by="物资科长", reason="开线")
    seq = desk.post(inspect(paper, report), actor=inspector(desk))[0].entry.seq
    made_out: DocumentRow = desk.read(document, SITE, seq)
    return made_out


def test_the_certificate_holds_what_the_law_wants(desk: Desk) -> None:
    paper = inspected(desk)
    report = made(desk, "acceptance", number=paper.number)
    assert report.title == "履约验收书"
    head = facts(report)
    assert (head["合同号"], head["采购包"], head["发票号"], head["供应商"], head["抽检号"]) == (
        "HT-2026-8",
        "2包",
        "FP-9",
        "某公司",
        "CY-01",
    )
    found_now, standing, said, signed = report.tables
    assert lines(found_now, "quantity", "outcome", "reason", "allowed") == [
        (some(7), "合格", "", ""),
        (some(1), "让步接收", "色差", "物资科长"),
        (some(1), "不合格", "开线", ""),
    ]
    (total,) = rows(found_now, RowKind.TOTAL)
    assert total["amount"] == yuan("13127.20")
    assert total["no"] == "验收金额（大写）：人民币壹万叁仟壹佰贰拾柒元贰角"
    assert lines(standing, "ordered", "delivered", "accepted", "conceded", "rejected", "waiting") == [
        tuple(map(some, (12, 10, 7, 1, 1, 1)))
    ]
    assert ("技术、服务、安全标准履约情况", "尺寸、重量、阻燃均符合合同") in lines(said, "point", "said")
    assert len(lines(said, "said")) == 7
    assert lines(signed, "name", "unit") == [("王一", "使用单位"), ("李二", "质检所")]
    assert "第四十一条" in report.footnotes[-1]


def test_the_paper_says_what_the_certificate_says(desk: Desk) -> None:
    paper = inspected(desk)
    words = "".join(page_texts(made(desk, "acceptance", number=paper.number)))
    for text in (
        "履约验收书",
        paper.number,
        "HT-2026-8",
        "壹万叁仟壹佰贰拾柒元贰角",
        "两箱外包装破损",
        "供应商当日更换",
        "质检所",
        TODAY.isoformat(),
    ):
        assert text in words


def test_only_an_inspection_has_a_certificate(desk: Desk) -> None:
    paper = desk.receive(goods(TENT, 1))
    with pytest.raises(UnknownRecord):
        made(desk, "acceptance", number=paper.number)
