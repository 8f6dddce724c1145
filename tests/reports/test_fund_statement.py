"""The statement of relief funds: 1298.44 = 1008.40 + 290.04 (万元), to the fen, with every identity on paper."""

import pytest

from supplies.funds.actions import Appropriate, PublishFigures, ShareLine
from supplies.models.accounts import Level
from supplies.models.funds import OF_LOT
from supplies.models.procurement import Method
from supplies.procurement.actions import AddLot, OpenProject, RecordAward, StartTender
from supplies.tables import Percent, Report, RowKind, Table, Tone, row_texts
from supplies.values import NO_MONEY, Money, new_id
from tests.procurement.money_lists import IDENTITIES
from tests.reports.reading import facts, lines, made, rows
from tests.rooms import TODAY, Desk, act, ago


def wan(amount: str) -> Money:
    return Money.parse_wan(amount)


@pytest.fixture
def bought(desk: Desk) -> Desk:
    """Return a store with money from two papers, one of which splits its sources, and a lot tendered of each."""
    first, second, project = new_id(), new_id(), new_id()
    known = (ShareLine(Level.CENTRAL, wan("200")), ShareLine(Level.PROVINCE, wan("98.44")))
    unknown = (ShareLine(Level.CENTRAL), ShareLine(Level.PROVINCE))
    for money, number, amount, shares in ((first, "指1号", "1000", unknown), (second, "指2号", "298.44", known)):
        paper: dict[str, object] = {
            "number": number,
            "title": "救灾",
            "dated": ago(90),
            "amount": wan(amount),
            "shares": shares,
        }
        desk.post(act(Appropriate, appropriation_id=money, **paper))
    head: dict[str, object] = {"number": "CG-1", "name": "采购", "method": Method.OPEN_TENDER, "started_on": ago(80)}
    desk.post(act(OpenProject, project_id=project, **head))
    for place, (money, amount, award) in enumerate(
        ((first, "1000", "1000"), (second, "8.4", "8.4"), (second, "290.04", None)), 1
    ):
        lot = new_id()
        sums: dict[str, object] = {
            "budget": wan(amount),
            "ceiling": wan(amount),
            "number": place,
            "name": f"第{place}包",
        }
        desk.post(act(AddLot, tender_lot_id=lot, project_id=project, appropriation_id=money, **sums))
        desk.post(act(StartTender, tender_lot_id=lot, announced_on=ago(40)))
        if award is not None:
            desk.post(act(RecordAward, tender_lot_id=lot, ended_on=ago(5), winner="某公司", award=wan(award)))
    return desk


def published(desk: Desk, tendered: Money) -> None:
    figures = {"appropriated": wan("1298.44"), "tendered": tendered, "in_tender": wan("290.04")}
    desk.post(act(PublishFigures, title="落实情况的报告", dated=TODAY, **figures))


def texts(table: Table) -> list[tuple[str, ...]]:
    return [row_texts(table, row) for row in table.rows]


def tables(report: Report) -> tuple[Table, Table, Table, Table]:
    buckets, appropriations, lots, checks = report.tables
    return buckets, appropriations, lots, checks


def test_every_yuan_stands_in_one_bucket_and_the_shares_add_up(bought: Desk) -> None:
    buckets, *_others = tables(made(bought, "funds"))
    assert texts(buckets) == [
        ("下达资金", "1,298.44", "12,984,400.00", ""),
        ("已完成招标采购", "1,008.40", "10,084,000.00", "77.66%"),
        ("正在履行招投标程序", "290.04", "2,900,400.00", "22.34%"),
        ("已列计划未招标", "0.00", "0.00", "0.00%"),
        ("未安排", "0.00", "0.00", "0.00%"),
        ("以上合计", "1,298.44", "12,984,400.00", "100.00%"),
        ("差额", "0.00", "0.00", ""),
    ]
    shares = [share for (share,) in lines(buckets, "share") if isinstance(share, Percent)]
    assert sum(share.hundredths for share in shares) == 10_000


def test_each_appropriation_says_its_sources_or_that_they_are_not_split(bought: Desk) -> None:
    report = made(bought, "funds")
    _buckets, appropriations, *_others = tables(report)
    assert lines(appropriations, "number", "sources", "amount", "tendered", "tendering", "available") == [
        ("指1号", "中央、省级（来源未拆分）", wan("1000"), wan("1000"), NO_MONEY, NO_MONEY),
        ("指2号", "中央 2,000,000.00、省级 984,400.00", wan("298.44"), wan("8.4"), wan("290.04"), NO_MONEY),
    ]
    (total,) = rows(appropriations, RowKind.TOTAL)
    assert (total["amount"], total["tendered"], total["tendering"]) == (wan("1298.44"), wan("1008.40"), wan("290.04"))
    assert "“来源未拆分”指资金文件只载明合计数，各级金额未知。" in report.footnotes


def test_each_lot_says_what_the_ledger_holds_for_it(bought: Desk) -> None:
    _buckets, _appropriations, lots, _checks = tables(made(bought, "funds"))
    assert lines(lots, "project", "lot", "appropriation", "stage", "budget", "award", "standing", "winner") == [
        ("CG-1", 1, "指1号", "已中标", wan("1000"), wan("1000"), wan("1000"), "某公司"),
        ("CG-1", 2, "指2号", "已中标", wan("8.4"), wan("8.4"), wan("8.4"), "某公司"),
        ("CG-1", 3, "指2号", "招标中", wan("290.04"), None, wan("290.04"), ""),
    ]
    assert rows(lots, RowKind.TOTAL) == [{"no": "合计", "award": wan("1008.40"), "standing": wan("1298.44")}]


def test_identities_that_hold_say_so(bought: Desk) -> None:
    published(bought, wan("1008.40"))
    report = made(bought, "funds")
    *_others, checks = tables(report)
    assert len(lines(checks, "check")) == 2 + len(OF_LOT) + 3 + IDENTITIES
    assert set(lines(checks, "difference", "result")) == {(NO_MONEY, "相符")}
    assert rows(checks, RowKind.TOTAL) == [{"no": "全部相符", "difference": NO_MONEY}]
    assert facts(report)["结果"] == "逐分相符"
    assert f"公布数字：《落实情况的报告》，{TODAY}。" in report.footnotes


def test_an_identity_off_by_one_fen_names_its_lots_and_stands_out(bought: Desk) -> None:
    published(bought, wan("1008.40") - Money(1))
    report = made(bought, "funds")
    *_others, checks = tables(report)
    wrong = [row for row in checks.rows if row.tone is Tone.RED]
    assert [row_texts(checks, row)[2:] for row in wrong] == [
        ("10,083,999.99", "10,084,000.00", "0.01", "不符：CG-1/1、CG-1/2")
    ]
    assert rows(checks, RowKind.TOTAL) == [{"no": "差额合计", "difference": Money(1)}]
    assert facts(report)["结果"] == "不相符"


def test_a_store_without_money_is_reconciled_and_has_no_shares(desk: Desk) -> None:
    report = made(desk, "funds")
    buckets, appropriations, lots, _checks = tables(report)
    assert set(lines(buckets, "share")) == {(Percent(0),)}
    assert (lines(appropriations, "number"), lines(lots, "lot")) == ([], [])
    assert facts(report) == {"口径": "预算口径", "截至日期": TODAY.isoformat(), "结果": "逐分相符"}
