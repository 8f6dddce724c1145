"""A count of five thousand lines stays fluid: a scan costs the same as in a small one, and nothing waits for it."""

import statistics
from collections.abc import Callable
from time import perf_counter

from supplies.scanning.label_code import place_code
from supplies.ui.counting.count_page import CountPage
from tests.rooms import A01, DEPOT, QUILT, Desk, goods
from tests.stock.counts import TEAM, Counting
from tests.stock.keeper import label_of
from tests.ui.counting.count_window import CountWindow
from tests.ui.desktop import on_sqlite

LINES = 5_000
SCANS = 12
SCAN_SECONDS_MAX = 0.25
"""From a scan to its answer and the table that shows it, the waiting of the test itself included."""

Open = Callable[..., CountWindow]

pytestmark = on_sqlite


def test_a_count_of_five_thousand_lines_answers_each_scan_at_once(desk: Desk, open_window: Open) -> None:
    lines = [goods(QUILT, 5, batch_no=f"Q{number:04}") for number in range(LINES)]
    desk.receive(*lines)
    count = Counting(desk)
    window = open_window(next(iter(TEAM)))
    page = window.open_count(count.number)
    assert page.desk.board is not None and len(page.desk.board.lines) == LINES
    assert page.model.rowCount() <= 1000, "the table holds what is looked at, not everything"
    page.desk.scan(place_code(DEPOT, A01))
    window.settle()
    times = [_time(window, page, label_of(desk, line.lot_id)) for line in lines[:SCANS]]
    assert statistics.median(times) < SCAN_SECONDS_MAX, times
    page.desk.send()
    window.settle()
    assert count.session.counted_count == SCANS
    result = window.open_result(count.number)
    assert result.listing.model.rowCount() <= 1000


def _time(window: CountWindow, page: CountPage, label: str) -> float:
    """Scan a label; return how long it took until everything was answered and shown."""
    began = perf_counter()
    page.desk.scan(label)
    window.settle()
    return perf_counter() - began
