"""The roster to be signed: every household with its goods, identity numbers masked, and room to sign."""

import pytest

from supplies.errors import RosterPurged, UnknownRecord
from supplies.relief.actions import CloseIncident
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.roster import roster_report
from tests.printing.reports.samples import page_texts
from tests.relief.households import FIRST, SECOND_HOME, handed_on, purge, signed
from tests.reports.reading import lines, only_table
from tests.rooms import ADMIN, NOW, QUILT, TENT, Desk, act, some

OCCASION = Occasion(ADMIN, NOW)


def test_every_household_stands_with_its_goods_and_a_masked_number(desk: Desk) -> None:
    row = handed_on(desk)
    report = desk.read(roster_report, ReportFilter(number=row.number), OCCASION)
    assert lines(only_table(report), "no", "head", "id_number", "persons", TENT, QUILT, "signature") == [
        (1, "张三", "210323********1234", 4, some(1), some(4), ""),
        (2, "李四", "210323********5678", 2, None, some(2), ""),
    ]


def test_the_paper_shows_no_whole_identity_number(desk: Desk) -> None:
    row = handed_on(desk)
    words = "".join(page_texts(desk.read(roster_report, ReportFilter(number=row.number), OCCASION)))
    for text in ("救灾物资发放花名册", "张三", "李四", "210323********1234", "指印", "偏岭村", row.number):
        assert text in words
    assert FIRST not in words and SECOND_HOME not in words


def test_a_destroyed_roster_is_not_printed(desk: Desk) -> None:
    row = handed_on(desk)
    desk.post(signed(row.number), act(CloseIncident, incident=row.incident), purge(row.number))
    with pytest.raises(RosterPurged):
        desk.read(roster_report, ReportFilter(number=row.number), OCCASION)
    with pytest.raises(UnknownRecord):
        desk.read(roster_report, ReportFilter(number="FF-0"), OCCASION)
