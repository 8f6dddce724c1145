"""The table of procurement execution: amounts from budget to payment, the days, and what is late."""

from datetime import date

import pytest

from supplies.deadlines.workdays import shipped_calendar
from supplies.funds.actions import ShareLine
from supplies.language import Language, use_language
from supplies.models.accounts import Level
from supplies.models.procurement import LotStage, Method
from supplies.reports.request import AmountUnit
from supplies.tables import Cell, RowKind, Tone
from tests.procurement.deals import WINNER
from tests.reports.paper import printed, sheet
from tests.reports.purchases import (
    OLD_PROJECT,
    PROJECT,
    appropriated,
    awarded,
    opened_project,
    planned,
    purchases,
)
from tests.reports.reading import facts, lines, made, only_table, rows
from tests.rooms import TODAY, Desk, ago, yuan


@pytest.fixture
def bought(desk: Desk) -> Desk:
    purchases(desk)
    return desk


def test_a_lot_shows_each_amount_from_its_budget_to_its_payment(bought: Desk) -> None:
    table = only_table(made(bought, "procurement_execution", project=PROJECT))
    amounts = ("budget", "award", "contract", "changes", "accepted", "paid", "retention", "saved")
    first, second, third = lines(table, "name", "stage", *amounts)
    assert first == (
        "帐篷",
        "已签约",
        yuan(300_000),
        yuan(200_000),
        yuan(210_000),
        yuan(10_000),
        yuan(90_000),
        yuan(60_000),
        yuan(10_000),
        yuan(90_000),
    )
    assert second == ("救生衣", "招标中", yuan(150_000), *(None,) * 7)
    assert third[:3] == ("发电机", "计划中", yuan("50000.02"))
    (total,) = rows(table, RowKind.TOTAL)
    assert (total["budget"], total["contract"]) == (yuan("500000.02"), yuan(210_000))


def test_what_is_late_says_by_how_many_days_and_stands_out(bought: Desk) -> None:
    table = only_table(made(bought, "procurement_execution"))
    late = {(project, lot): words for project, lot, words in lines(table, "project", "lot", "late")}
    assert late[PROJECT, 1] == "逾期 10 天未交货"
    assert late[PROJECT, 2] == late[PROJECT, 3] == ""
    tones = {row.cells[1:3]: row.tone for row in table.rows if row.kind is RowKind.LINE}
    assert tones[PROJECT, 1] is Tone.RED and tones[PROJECT, 2] is Tone.PLAIN


def test_an_award_that_nobody_signed_in_time_is_late(bought: Desk) -> None:
    fund = appropriated(bought, "辽财指〔2026〕8号", yuan(50_000), ShareLine(Level.CITY, yuan(50_000)))
    project = opened_project(bought, "CG-2026-02", Method.OPEN_TENDER, 90)
    awarded(bought, planned(bought, project, fund, 1, "雨衣", yuan(50_000)), yuan(40_000), days=45)
    last = shipped_calendar().add_calendar_days(ago(45), 30, rolls=True).day
    ((late, signed, saved),) = lines(
        only_table(made(bought, "procurement_execution", project="CG-2026-02")), "late", "signed", "saved"
    )
    assert late == f"逾期 {(TODAY - last).days} 天未签约" and signed is None
    assert saved == yuan(10_000)
    ((in_time,),) = lines(only_table(made(bought, "procurement_execution", project=OLD_PROJECT)), "late")
    assert in_time == ""


def test_the_days_of_a_lot_stand_beside_its_amounts(bought: Desk) -> None:
    table = only_table(made(bought, "procurement_execution", project=PROJECT))
    first, second, third = lines(table, "announced", "ended", "signed", "delivery", "supplier")
    assert first == (ago(45), ago(20), ago(18), ago(10), WINNER)
    assert second == (ago(10), None, None, None, "")
    assert third == (None, None, None, None, "")
    assert isinstance(first[0], date)


def test_projects_years_and_stages_are_told_by_themselves(bought: Desk) -> None:
    def lots(**wanted: object) -> list[tuple[Cell, ...]]:
        return lines(only_table(made(bought, "procurement_execution", **wanted)), "project", "lot")

    assert lots() == [(OLD_PROJECT, 1), (PROJECT, 1), (PROJECT, 2), (PROJECT, 3)]
    assert lots(year=2025) == [(OLD_PROJECT, 1)]
    assert lots(stage=LotStage.TENDERING) == [(PROJECT, 2)]
    assert lots(project=PROJECT, stage=LotStage.PLANNED) == [(PROJECT, 3)]
    report = made(bought, "procurement_execution", project=PROJECT, year=2026, stage=LotStage.PLANNED)
    assert (facts(report)["项目"], facts(report)["立项年度"], facts(report)["阶段"]) == (PROJECT, "2026", "计划中")


def test_the_paper_and_the_workbook_say_the_same_in_both_languages(bought: Desk) -> None:
    report = made(bought, "procurement_execution")
    words = printed(report)
    for text in ("采购执行情况表", "帐篷", "210,000.00", "质保金", "人民币贰拾壹万元整"):
        assert text in words
    assert [sheet(report)[1][head] for head in ("包名称", "逾期标记")] == ["帐篷", "逾期 10 天未交货"]
    use_language(Language.ENGLISH)
    report = made(bought, "procurement_execution", unit=AmountUnit.WAN)
    words = printed(report)
    for text in ("Tableofprocurementexecution", "21.00", "人民币贰拾壹万元整"):
        assert text in words
    assert [sheet(report)[1][head] for head in ("Name of the lot", "Late")] == ["帐篷", "not delivered, 10 days"]
