from datetime import UTC, datetime
from typing import Any

from PySide6.QtWidgets import QApplication

from supplies.stock.debts import NOTHING_OWED, DebtSum
from supplies.ui.disaster.debt_strip import owed_words
from supplies.ui.status_strip import StatusStrip, status_of
from tests.rooms import ADMIN, Desk
from tests.stock.test_emergencies import ALL, going
from tests.ui.desktop import FACTS


def test_the_line_says_how_many_how_many_late_and_the_oldest_deadline() -> None:
    due = datetime(2026, 7, 1, 4, 0, tzinfo=UTC)
    words = owed_words(DebtSum(12, 3, due))
    for part in ("12", "3", "2026-07-0"):
        assert part in words
    assert owed_words(NOTHING_OWED) == ""


def test_the_strip_at_the_foot_says_what_is_owed_only_while_something_is(desk: Desk, qapp: QApplication) -> None:
    strip = StatusStrip()
    strip.show_facts(FACTS)
    before = strip.words
    desk.post(going(desk.lot()))
    facts: Any = desk.program.read(status_of(ADMIN))
    assert facts.owed.count == len(ALL)
    strip.show_facts(facts)
    assert str(len(ALL)) in strip.words.replace(before, "")
    strip.deleteLater()
