"""The voucher of a stock document: what stands on it is what was posted, and the capitals say the same sum."""

from datetime import date

import pytest

from supplies.capitals import chinese_capitals
from supplies.errors import UnknownRecord
from supplies.language import _
from supplies.models.stock import Origin
from supplies.stock.actions import Adjust, CountLine, Receive, Return, WriteOff
from supplies.stock.documents import DocumentRow
from supplies.tables import Report, RowKind
from supplies.values import total_money
from tests.reports.reading import facts, lines, made, only_table, rows
from tests.rooms import (
    A02,
    CLOTH,
    DEPOT,
    NOW,
    TENT,
    TODAY,
    Desk,
    act,
    ago,
    goods,
    lot_line,
    move_line,
    return_line,
    some,
    yuan,
)


def voucher(desk: Desk, paper: DocumentRow) -> Report:
    return made(desk, "document", number=paper.number)


def columns(report: Report) -> list[str]:
    return [column.key for column in only_table(report).columns]


def test_a_receipt_shows_its_head_its_lines_and_the_sum_in_capitals(desk: Desk) -> None:
    line = goods(TENT, 10, yuan("16000.02"), batch_no="P1", expires_on=date(2030, 1, 1))
    action = act(
        Receive,
        business_date=ago(3),
        depot=DEPOT,
        origin=Origin.PURCHASE,
        counterparty="某公司",
        paper_number="合同2026-8",
        incident="7·28暴雨",
        note="两车",
        lines=(line, goods(CLOTH, "12.5", yuan("409"), place=A02)),
    )
    report = voucher(desk, desk.paper(action))
    assert report.title == "入库单"
    assert facts(report) == {
        _("Number"): "RK-210300A-2026-000001",
        "储备库": "市本级库",
        "业务日期": ago(3).isoformat(),
        _("With"): "某公司",
        "依据文号": "合同2026-8",
        _("Incident"): "7·28暴雨",
        "录入人": "管理员",
        "录入时间": NOW.astimezone().strftime("%Y-%m-%d %H:%M"),
        "备注": "两车",
    }
    table = only_table(report)
    assert lines(table, "no", "item", "batch", "expires", "to", "unit", "quantity", "amount") == [
        (1, TENT, "P1", date(2030, 1, 1), "A01区", "顶", some(10), yuan("16000.02")),
        (2, CLOTH, "", None, "A02区", "平方米", some("12.5"), yuan("409")),
    ]
    assert "from" not in columns(report)
    capitals = "合计（大写）：人民币壹万陆仟肆佰零玖元零贰分"
    assert rows(table, RowKind.TOTAL) == [{"no": capitals, "amount": yuan("16409.02")}]
    assert report.signatures == ("制单人", "审核人", "审批人", "移交人", "接收人")


def test_each_kind_of_document_has_its_title_and_says_where_goods_come_from_or_go(desk: Desk) -> None:
    lot = desk.lot(TENT, 10, yuan(100))
    issue = desk.issue(lot_line(lot, 4))
    papers = {
        "出库单": (issue, {"from"}),
        "移库单": (desk.move(move_line(lot, 2)), {"from", "to"}),
        "退库单": (desk.paper(act(Return, depot=DEPOT, lines=(return_line(lot, 1),))), {"to"}),
        "报损单": (desk.paper(act(WriteOff, depot=DEPOT, lines=(lot_line(lot, 1, reason="破损"),))), {"from"}),
        "冲销单": (desk.reverse(desk.issue(lot_line(lot, 1))), {"from", "to"}),
    }
    for title, (paper, places) in papers.items():
        report = voucher(desk, paper)
        assert report.title == title
        assert {"from", "to"} & set(columns(report)) == places
        (total,) = rows(only_table(report), RowKind.TOTAL)
        amount = total_money(line.amount for line in desk.lines(paper))
        assert total == {"no": f"合计（大写）：{chinese_capitals(amount)}", "amount": amount}


def test_reasons_have_a_column_only_where_there_are_some(desk: Desk) -> None:
    lot = desk.lot(TENT, 10)
    assert "reason" not in columns(voucher(desk, desk.issue(lot_line(lot, 1))))
    report = voucher(desk, desk.issue(lot_line(lot, 1, reason="演练")))
    assert lines(only_table(report), "reason") == [("演练",)]


def test_a_count_with_more_here_and_less_there_sums_each_by_itself(desk: Desk) -> None:
    more, less = desk.lot(TENT, 10, yuan(100)), desk.lot(TENT, 10, yuan(200))
    counted = (
        CountLine(lot_id=more, place=goods().place, book=some(10), counted=some(11), reason="多一顶"),
        CountLine(lot_id=less, place=goods().place, book=some(10), counted=some(8), reason="少两顶"),
    )
    report = voucher(desk, desk.paper(act(Adjust, depot=DEPOT, lines=counted)))
    assert report.title == "盘点调整单"
    assert rows(only_table(report), RowKind.TOTAL) == [
        {"no": "增加合计", "amount": yuan(10)},
        {"no": "减少合计", "amount": yuan(40)},
    ]


def test_a_document_that_was_reversed_says_so_and_its_reversal_names_it(desk: Desk) -> None:
    paper = desk.receive(goods(TENT, 10, yuan(100)))
    assert voucher(desk, paper).footnotes == ()
    reversal = desk.reverse(paper)
    assert voucher(desk, paper).footnotes == (f"本单已被 {reversal.number} 冲销，不再有效。",)
    assert facts(voucher(desk, reversal))["冲销原单"] == paper.number
    assert facts(voucher(desk, reversal))["业务日期"] == TODAY.isoformat()


def test_a_number_that_no_document_has_is_refused(desk: Desk) -> None:
    with pytest.raises(UnknownRecord):
        made(desk, "document", number="RK-210300A-2026-000001")
