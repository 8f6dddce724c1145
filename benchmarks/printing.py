"""Labels and reports on paper and in Excel."""

from collections.abc import Iterator
from dataclasses import replace

from sqlalchemy import Connection, select

from benchmarks.measuring import Figure, fastest
from benchmarks.stores import Bench
from benchmarks.story import DEPOTS, KEEPER, NOW
from supplies.cli.labels import label_pdf
from supplies.models.stock import Lot
from supplies.printing.fonts import find_faces
from supplies.printing.reports.pdf import report_pdf
from supplies.reports.catalogue import build_report
from supplies.reports.request import Grouping, Occasion, ReportFilter
from supplies.sheets.writing import report_xlsx
from supplies.stock.labelling import LabelRow, lot_labels
from supplies.tables import Report

LABELS = 1_000
LABELS_SECONDS = 2.0
REPORT_ROWS = 10_000
REPORT_SECONDS = 5.0
TRIES = 3


def measure(bench: Bench) -> Iterator[Figure]:
    """Measure labels and a long stock report, each from the query to the bytes of the file."""
    faces, tries = find_faces(), min(TRIES, bench.rounds)
    with bench.opened(bench.large) as program:
        labels = program.read(_labels)

        def print_labels() -> None:
            label_pdf(program.read(_labels), "a4-3x8", 1, (0.0, 0.0), is_sample=False)

        yield Figure(f"{len(labels):,} labels to PDF", fastest(print_labels, tries), "s", LABELS_SECONDS)
        report = program.read(_report)
        name = f"stock report of {report.line_count:,} rows"
        read = fastest(lambda: program.read(_report), tries)
        yield Figure(f"{name}, read", read, "s")
        drawn = read + fastest(lambda: report_pdf(report, faces), tries)
        yield Figure(f"{name}, read and to PDF", drawn, "s", REPORT_SECONDS)
        written = read + fastest(lambda: report_xlsx(report), tries)
        yield Figure(f"{name}, read and to Excel", written, "s", REPORT_SECONDS)


def _labels(connection: Connection) -> list[LabelRow]:
    """Return the labels of the first lots."""
    return lot_labels(connection, connection.scalars(select(Lot.lot_id).order_by(Lot.lot_id).limit(LABELS)))


def _report(connection: Connection) -> Report:
    """Return a depot's stock report by lot, cut to the wanted length."""
    report = build_report(connection, "stock", ReportFilter(depot=DEPOTS[0], by=Grouping.LOT), Occasion(KEEPER, NOW))
    table = report.tables[0]
    return replace(report, tables=(replace(table, rows=table.rows[:REPORT_ROWS]),))
