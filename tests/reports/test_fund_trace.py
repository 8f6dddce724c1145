"""The trace of money and goods on paper: every line with its level, both ways, and page after page where it is long."""

import pytest
from sqlalchemy import select

from supplies.models.stock import Lot
from supplies.reports import fund_trace
from supplies.tables import RowKind
from tests.procurement.money_lists import delivered
from tests.reports.paper import pages_of, printed, sheet
from tests.reports.reading import facts, lines, made, rows
from tests.rooms import Desk, lot_line, some, yuan


def label_of(desk: Desk) -> str:
    """Return the label of the only batch."""
    found: str = desk.read(lambda connection: connection.scalar(select(Lot.label_code)))
    return found


def test_a_contract_is_followed_both_ways_and_read_back(desk: Desk) -> None:
    delivered(desk, "HT-1")
    paper = desk.issue(lot_line(desk.stock()[0].lot_id, 3))
    report = made(desk, "fund_trace", number="HT-1")
    assert facts(report)["合同"] == "HT-1 辽宁某公司"
    down, up = report.tables
    (root,) = rows(down, RowKind.SUBTOTAL)
    assert (root["number"], root["amount"]) == ("HT-1", yuan(40))
    assert lines(down, "what", "amount", "quantity")[:5] == [
        ("· 履约验收书", yuan(40), None),
        ("· · 验收：12㎡单帐篷", yuan(40), some(4)),
        ("· · · 批次：12㎡单帐篷", yuan(0), some(4)),
        ("· · · · 市本级库 在库", yuan(0), some(1)),
        ("· · · · · A01", yuan(0), some(1)),
    ]
    assert ("· · · · 已发出", some(3)) in lines(down, "what", "quantity")
    assert [cells[0] for cells in lines(up, "what")] == ["· 采购包：帐篷", "· · 资金指标：救灾"]
    text = printed(report)
    for words in ("资金物资流向表", "履约验收书", paper.number, label_of(desk), "铁东区", "二、资金来源"):
        assert words in text
    assert sheet(report)[0]["金额"] == 40


def test_a_batch_with_a_long_history_goes_on_over_pages(desk: Desk) -> None:
    delivered(desk, "HT-1", 80)
    lot = desk.stock()[0].lot_id
    papers = [desk.issue(lot_line(lot, 1)) for _ in range(60)]
    report = made(desk, "fund_trace", number=label_of(desk))
    text = printed(report)
    assert len(pages_of(report)) > 1
    assert all(paper.number in text for paper in papers)
    assert len([words for (words,) in lines(report.tables[0], "what") if str(words).startswith("· · 出库")]) == 60


def test_an_appropriation_has_no_sources_and_is_followed_down_alone(desk: Desk) -> None:
    delivered(desk, "HT-1")
    (number,) = {cells[0] for cells in lines(made(desk, "fund_trace", number="HT-1").tables[1], "number")} - {
        cells[0] for cells in lines(made(desk, "fund_trace", number="HT-1").tables[1], "number")[:1]
    }
    report = made(desk, "fund_trace", number=number)
    assert len(report.tables) == 1
    assert report.footnotes[0].startswith("下一级各行合计等于上一级")


def test_a_trace_too_long_for_a_paper_says_so(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    delivered(desk, "HT-1")
    monkeypatch.setattr(fund_trace, "LINES_MAX", 3)
    report = made(desk, "fund_trace", number="HT-1")
    assert len(report.tables[0].rows) == 3
    assert "仅列前 3 行" in report.footnotes[-1]
