"""The notice of award: what was awarded, in figures and capitals, and until when the law wants the contract signed."""

from datetime import date, timedelta

import pytest

from supplies.deadlines.actions import Override
from supplies.deadlines.workdays import shipped_calendar
from supplies.errors import LotNotAwarded, UnknownRecord
from supplies.language import Language, use_language
from supplies.procurement.award_queries import SIGNING_RULE
from supplies.tables import Cell
from tests.funds.allotted import money
from tests.procurement.deals import WINNER
from tests.procurement.offered import BEST, opened, planned
from tests.procurement.offered import bought as bought_in_emergency
from tests.reports.paper import printed, sheet
from tests.reports.purchases import LOT, OLD_PROJECT, PROJECT, purchases
from tests.reports.reading import facts, lines, made, only_table
from tests.rooms import Desk, act, ago, assert_speaks


@pytest.fixture
def bought(desk: Desk) -> Desk:
    purchases(desk)
    return desk


def told(rows: list[tuple[Cell, ...]]) -> dict[Cell, Cell]:
    """Return what is said of each point."""
    return {row[0]: row[1] for row in rows}


def last_day() -> date:
    """Return the thirtieth day after the award, or the next on which people work."""
    return shipped_calendar().add_calendar_days(ago(20), 30, rolls=True).day


def test_the_notice_says_what_was_awarded_to_whom_and_until_when_to_sign(bought: Desk) -> None:
    report = made(bought, "award_notice", number=LOT)
    assert report.title == "中标通知书"
    assert facts(report) == {"致": WINNER, "采购包编号": LOT}
    assert lines(only_table(report), "point", "said") == [
        ("项目", f"{PROJECT} 应急物资采购"),
        ("采购包", "第1包 帐篷"),
        ("采购方式", "公开招标"),
        ("轮次", "1"),
        ("中标供应商", WINNER),
        ("中标金额（元）", "200,000.00"),
        ("金额大写", "人民币贰拾万元整"),
        ("中标日期", ago(20).isoformat()),
        ("签订合同期限", f"{last_day()}前（自中标、成交之日起30日内，《中华人民共和国政府采购法》第四十六条）"),
    ]
    assert report.has_seal and report.signatures == ("供应商签收", "签收日期", "采购人（盖章）")
    assert report.footnotes[0] == f"请{WINNER}于{last_day()}前持本通知书与采购人签订政府采购合同。"


def test_of_what_was_not_tendered_the_notice_speaks_of_a_deal(bought: Desk) -> None:
    report = made(bought, "award_notice", number=f"{OLD_PROJECT}/1")
    assert report.title == "成交通知书"
    points = told(lines(only_table(report), "point", "said"))
    assert (points["成交供应商"], points["成交金额（元）"], points["采购方式"]) == ("沈阳某公司", "80,000.00", "询价")


def test_the_paper_and_the_workbook_say_the_same_in_both_languages(bought: Desk) -> None:
    report = made(bought, "award_notice", number=LOT)
    words = printed(report)
    for text in ("中标通知书", WINNER, "200,000.00", "人民币贰拾万元整", f"{last_day()}前", "第四十六条", "盖章"):
        assert text in words
    assert {"事项": "金额大写", "内容": "人民币贰拾万元整"} in sheet(report)
    use_language(Language.ENGLISH)
    report = made(bought, "award_notice", number=LOT)
    words = printed(report)
    for text in ("Noticeofaward", WINNER, "200,000.00", "人民币贰拾万元整", f"{last_day()}(within30calendardays"):
        assert text in words
    assert {"Point": "Method", "What is said": "Open tender"} in sheet(report)


def test_a_day_that_somebody_set_counts_instead_of_the_rules(bought: Desk) -> None:
    day = last_day() + timedelta(days=9)
    bought.post(act(Override, subject=PROJECT, rule=SIGNING_RULE, new_day=day, reason="质疑期间暂停签约"))
    points = told(lines(only_table(made(bought, "award_notice", number=LOT)), "point", "said"))
    assert points["签订合同期限"] == f"{day}前（另定日期，理由：质疑期间暂停签约）"


@pytest.mark.parametrize("number", ["2", "3"])
def test_a_lot_without_an_award_has_no_notice(bought: Desk, number: str) -> None:
    with pytest.raises(LotNotAwarded) as caught:
        made(bought, "award_notice", number=f"{PROJECT}/{number}")
    assert_speaks(caught.value)


@pytest.mark.parametrize(
    "number", ["CG-0/1", PROJECT, f"{PROJECT}/", f"{PROJECT}/９", f"{PROJECT}/9999999999999999999"]
)
def test_a_lot_that_is_not_there_is_refused(bought: Desk, number: str) -> None:
    with pytest.raises(UnknownRecord) as caught:
        made(bought, "award_notice", number=number)
    assert_speaks(caught.value)


def test_of_an_emergency_the_notice_sets_no_day_to_sign_by(desk: Desk) -> None:
    project = opened(number="CG-应急")
    fund = money(50)
    plan = planned(project, fund)
    desk.post(fund, project, plan, bought_in_emergency(plan.tender_lot_id))
    report = made(desk, "award_notice", number="CG-应急/1")
    points = told(lines(only_table(report), "point", "said"))
    assert (points["采购方式"], points["成交供应商"]) == ("紧急采购", BEST)
    assert "签订合同期限" not in points
    assert len(report.footnotes) == 1 and "第八十五条" in report.footnotes[0]
