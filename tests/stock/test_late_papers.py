"""Papers that come after their period was closed are booked in the open one, and marked as late."""

from datetime import date

import pytest

from supplies.errors import PaperNotLate
from supplies.stock.actions import ClosePeriod, Issue
from tests.reports.reading import facts, made
from tests.rooms import DEPOT, TENT, TODAY, Desk, act, ago, lot_line


@pytest.fixture
def closed(desk: Desk) -> Desk:
    """Return somebody at work in a depot whose books are closed through ten days ago."""
    desk.lot(TENT, 10, day=ago(30))
    desk.post(act(ClosePeriod, depot=DEPOT, closed_through=ago(10)))
    return desk


def issue(desk: Desk, paper_date: date | None) -> Issue:
    (row,) = desk.stock()
    lines = (lot_line(row.lot_id, 1),)
    return act(Issue, depot=DEPOT, counterparty="铁东区", paper_date=paper_date, lines=lines)


def test_a_late_paper_is_booked_today_and_marked(closed: Desk) -> None:
    paper = closed.paper(issue(closed, ago(15)))
    assert (paper.business_date, paper.paper_date) == (TODAY, ago(15))
    report = made(closed, "document", number=paper.number)
    assert facts(report)["原单日期"] == ago(15).isoformat()
    assert report.footnotes == ("补录：原单日期所在期间已结账。",)


@pytest.mark.parametrize("days", [9, 0, -1])
def test_a_paper_of_the_open_period_is_not_late(closed: Desk, days: int) -> None:
    error = closed.refused(issue(closed, ago(days)))
    assert type(error) is PaperNotLate and error.facts["date"] == ago(days)


def test_where_no_period_was_closed_no_paper_is_late(desk: Desk) -> None:
    desk.lot(TENT, 10)
    assert type(desk.refused(issue(desk, ago(400)))) is PaperNotLate
