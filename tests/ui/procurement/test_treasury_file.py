"""What somebody decides about a file is kept until it is posted, and posting it twice posts the very same actions."""

import pytest

from supplies.procurement.lists import Difference, DifferenceKind, MoneyList
from supplies.procurement.take_over import Decision, Fate, plan
from supplies.ui.procurement.treasury_file import FileTaking
from tests.procurement.money_lists import delivered, money_list, row, taken
from tests.rooms import TODAY, Desk, yuan
from tests.ui.desktop import on_sqlite

pytestmark = on_sqlite

TOTAL = Difference("支付!D9:total", DifferenceKind.TOTAL, "支付", 9, "金额 (D)", yuan(41), yuan(42))


@pytest.fixture
def of(desk: Desk) -> MoneyList:
    """Return a list with a line that is sure, one that is not, and a total that is wrong."""
    delivered(desk, "HT-1")
    return money_list(row("ZF-1", 40, "HT-1"), row("ZF-2", 2, payee="自来水公司", at=3), differences=(TOTAL,))


def look(desk: Desk, file: FileTaking, of: MoneyList) -> None:
    """Hold the list against the store as it is, as the page does after each decision."""
    file.of = of
    file.hold(desk.read(plan, of, dict(file.decisions), TODAY))


def fates(file: FileTaking) -> list[Fate]:
    """Return what becomes of each line."""
    return [each.fate for each in file.lines]


def test_a_file_waits_for_its_reading_for_its_differences_and_for_nothing_else(desk: Desk, of: MoneyList) -> None:
    file = FileTaking()
    assert file.obstacle() and not file.is_begun and file.lines == () and file.facts() == []
    look(desk, file, of)
    assert "1" in file.obstacle() and file.unaccepted == 1
    assert [each.is_accepted for each in file.findings()] == [False]
    file.accept([TOTAL.name])
    assert file.obstacle() == "" and file.is_begun
    assert [each.is_accepted for each in file.findings()] == [True]


def test_confirming_all_follows_what_is_sure_and_overrules_nobody(desk: Desk, of: MoneyList) -> None:
    file = FileTaking()
    look(desk, file, of)
    file.decide(file.lines[:1], Decision(reason="待核实"))
    assert file.confirm_all() == 0, "somebody has decided about the only sure line"
    look(desk, file, of)
    assert fates(file) == [Fate.DISMISSED, Fate.OPEN]
    file.take_back(file.lines)
    look(desk, file, of)
    assert file.confirm(file.lines) == 1
    look(desk, file, of)
    assert fates(file) == [Fate.RECORD, Fate.OPEN] and "1" in file.counted()


def test_what_is_sent_again_is_the_very_same_until_something_else_is_decided(desk: Desk, of: MoneyList) -> None:
    file = FileTaking()
    look(desk, file, of)
    file.accept([TOTAL.name])
    sent = file.actions(TODAY)
    assert file.actions(TODAY) is sent
    file.decide(file.lines[1:], Decision(reason="水费"))
    look(desk, file, of)
    assert file.actions(TODAY) is not sent


def test_a_list_that_is_there_already_can_only_be_looked_at(desk: Desk, of: MoneyList) -> None:
    taken(desk, of)
    file = FileTaking()
    look(desk, file, of)
    assert not file.is_begun and file.obstacle() and file.lines == ()
