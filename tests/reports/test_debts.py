from datetime import timedelta
from typing import Any

from supplies.printing.fonts import find_faces
from supplies.printing.reports.pdf import report_pdf
from supplies.reports.catalogue import build_report
from supplies.reports.request import Occasion, ReportFilter
from supplies.sheets.writing import report_xlsx
from supplies.stock.debts import SettleDebt
from supplies.tables import Report, Tone
from tests.reports.reading import only_table
from tests.rooms import ADMIN, DEPOT, NOW, Desk, act
from tests.stock.test_emergencies import ALL, going


def debts(desk: Desk, hours_later: int = 0, **wanted: Any) -> Report:
    """Return the list as it is some hours later."""
    occasion = Occasion(ADMIN, NOW + timedelta(hours=hours_later))
    report: Report = desk.read(build_report, "debts", ReportFilter(**wanted), occasion)
    return report


def test_each_paper_that_is_owed_stands_in_the_list_until_it_is_there(desk: Desk) -> None:
    paper = desk.paper(going(desk.lot()))
    rows = only_table(debts(desk)).rows
    assert len(rows) == len(ALL)
    assert all(paper.number in row.cells for row in rows)
    assert all(row.tone is Tone.PLAIN for row in rows)
    desk.post(act(SettleDebt, of_seq=paper.seq, kind=ALL[0], answer="张三"))
    assert len(only_table(debts(desk)).rows) == len(ALL) - 1


def test_what_is_overdue_stands_out_and_is_counted(desk: Desk) -> None:
    desk.post(going(desk.lot()))
    assert all(row.tone is Tone.RED for row in only_table(debts(desk, 49)).rows)
    assert [fact.text for fact in debts(desk, 49).facts][-1] == str(len(ALL))
    assert [fact.text for fact in debts(desk, 47).facts][-1] == "0"


def test_the_list_of_a_depot_has_only_its_documents(desk: Desk) -> None:
    desk.post(going(desk.lot()))
    assert len(only_table(debts(desk, depot=DEPOT)).rows) == len(ALL)


def test_the_list_is_printed_and_saved_as_a_workbook(desk: Desk) -> None:
    desk.post(going(desk.lot()))
    report = debts(desk, 60)
    assert report_pdf(report, find_faces()).startswith(b"%PDF")
    assert report_xlsx(report).startswith(b"PK")
