"""The ledger of contracts: with whom, for how much, and what of it is accepted, invoiced, paid and late."""

import pytest

from supplies.language import Language, use_language
from supplies.reports.request import AmountUnit
from supplies.tables import RowKind, Tone
from tests.procurement.deals import WINNER
from tests.reports.paper import printed, sheet
from tests.reports.purchases import CONTRACT, OLD_PROJECT, PROJECT, purchases
from tests.reports.reading import facts, lines, made, only_table, rows
from tests.rooms import Desk, ago, yuan


@pytest.fixture
def bought(desk: Desk) -> Desk:
    purchases(desk)
    return desk


def test_a_contract_shows_all_its_amounts_and_days(bought: Desk) -> None:
    table = only_table(made(bought, "contract_ledger"))
    amounts = ("original", "changes", "amount", "accepted", "invoiced", "paid", "payable", "retention")
    assert lines(table, "number", "project", "lot", "supplier", *amounts) == [
        (
            CONTRACT,
            PROJECT,
            1,
            WINNER,
            yuan(200_000),
            yuan(10_000),
            yuan(210_000),
            yuan(90_000),
            yuan(90_000),
            yuan(60_000),
            yuan(30_000),
            yuan(10_000),
        )
    ]
    assert lines(table, "signed", "delivery", "retention_until", "late") == [(ago(18), ago(10), ago(-300), 10)]
    assert [row.tone for row in table.rows if row.kind is RowKind.LINE] == [Tone.RED]
    (total,) = rows(table, RowKind.TOTAL)
    assert (total["amount"], total["payable"]) == (yuan(210_000), yuan(30_000))


def test_projects_and_years_are_told_by_themselves(bought: Desk) -> None:
    assert lines(only_table(made(bought, "contract_ledger", project=OLD_PROJECT)), "number") == []
    assert lines(only_table(made(bought, "contract_ledger", year=2025)), "number") == []
    report = made(bought, "contract_ledger", project=PROJECT, year=2026)
    assert lines(only_table(report), "number") == [(CONTRACT,)]
    assert (facts(report)["项目"], facts(report)["签订年度"]) == (PROJECT, "2026")


def test_the_paper_and_the_workbook_say_the_same_in_both_languages(bought: Desk) -> None:
    report = made(bought, "contract_ledger")
    words = printed(report)
    for text in ("合同台账", CONTRACT, WINNER, "210,000.00", "人民币贰拾壹万元整"):
        assert text in words
    assert sheet(report)[0]["合同号"] == CONTRACT
    use_language(Language.ENGLISH)
    report = made(bought, "contract_ledger", unit=AmountUnit.WAN)
    words = printed(report)
    for text in ("Ledgerofcontracts", CONTRACT, "21.00", "人民币贰拾壹万元整", "Unit:10,000yuan"):
        assert text in words
    assert sheet(report)[0]["Contract number"] == CONTRACT
