"""``supplies report``: any report, written as PDF or Excel, or read on the terminal."""

import argparse
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path

from supplies.cli.call import Call, Parser, read_value
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_verb
from supplies.errors import ReportFileUnknown
from supplies.files import write_file
from supplies.language import _
from supplies.printing.fonts import find_faces
from supplies.printing.reports.pdf import report_pdf
from supplies.procurement.words import LotStage
from supplies.reports.catalogue import REPORTS, ReportKind, build_report, report_kind
from supplies.reports.request import (
    DEFAULT_DAYS,
    AmountUnit,
    FilterField,
    Grouping,
    Occasion,
    ReportFilter,
    parse_year,
)
from supplies.sheets.writing import report_xlsx
from supplies.stock.availability import BUCKET_NAMES
from supplies.tables import Cell, Percent, Report, Row, RowKind, Table, row_texts
from supplies.values import BadValue, DepotCode, ItemCode, parse_date

OPTIONS = {
    FilterField.DEPOT: "--depot",
    FilterField.CATEGORY: "--category",
    FilterField.ITEM: "--item",
    FilterField.BY: "--by",
    FilterField.AS_OF: "--as-of",
    FilterField.FIRST: "--from",
    FilterField.LAST: "--to",
    FilterField.DAYS: "--days",
    FilterField.NUMBER: "--number",
    FilterField.BUCKET: "--state",
    FilterField.LABEL: "--label",
    FilterField.PROJECT: "--project",
    FilterField.YEAR: "--year",
    FilterField.STAGE: "--stage",
    FilterField.UNIT: "--unit",
}
"""The option of each field of a filter."""


def _as_pdf(report: Report) -> bytes:
    """Return a report as PDF, in the type of this computer."""
    return report_pdf(report, find_faces())


WRITERS: dict[str, Callable[[Report], bytes]] = {".pdf": _as_pdf, ".xlsx": report_xlsx}


def add(groups: Groups, shared: Parser) -> None:
    """Declare the command."""
    verb = add_verb(groups, shared, "report", _report, _("reports as PDF or Excel; without a name, the list of them"))
    verb.add_argument("name", nargs="?", metavar="NAME", help=", ".join(REPORTS))
    verb.add_argument("-o", "--output", type=Path, metavar="FILE", help=_("a .pdf or .xlsx file; else shown here"))
    _add_filters(verb)


def _add_filters(verb: argparse.ArgumentParser) -> None:
    """Declare the filters; each report takes some of them."""
    verb.add_argument("--by", choices=[grouping.value for grouping in Grouping], help=_("what stock is summed by"))
    verb.add_argument("--depot", metavar="CODE")
    verb.add_argument("--category", metavar="CODE")
    verb.add_argument("--item", metavar="CODE")
    verb.add_argument("--as-of", metavar="DATE", help=_("at the end of a past day"))
    verb.add_argument("--from", dest="first", metavar="DATE")
    verb.add_argument("--to", dest="last", metavar="DATE")
    usual = ",".join(map(str, DEFAULT_DAYS))
    verb.add_argument("--days", metavar=usual, help=_("days before expiry of the red, orange and yellow warning"))
    verb.add_argument("--number", help=_("number of a document, or of a lot such as CG-2023-01/2"))
    states = [bucket.value for bucket in BUCKET_NAMES]
    verb.add_argument("--state", dest="bucket", choices=states, help=_("as what the goods count; on hand if left out"))
    verb.add_argument("--label", help=_("label of a lot or an object"))
    verb.add_argument("--project", metavar="NUMBER", help=_("number of a procurement project"))
    verb.add_argument("--year", metavar="YYYY", help=_("year of the projects, contracts or appropriations"))
    verb.add_argument("--stage", choices=[stage.value for stage in LotStage], help=_("how far the lots have come"))
    verb.add_argument("--unit", choices=[unit.value for unit in AmountUnit], help=_("what amounts are in"))


def _report(call: Call) -> Answer:
    """List the reports, or make one."""
    if not call.text("name"):
        return _list()
    kind = report_kind(call.text("name"))
    path: Path | None = call.options.output
    if path is not None and path.suffix.lower() not in WRITERS:
        raise ReportFileUnknown(path=str(path))
    wanted = _filter(call)
    with call.program() as program:
        occasion = Occasion(call.actor_if_known(program), program.clock())
        report = program.read(partial(build_report, name=kind.name, wanted=wanted, occasion=occasion))
    data = report_data(report)
    if path is None:
        return Answer(data, report_lines(report))
    write_file(path, WRITERS[path.suffix.lower()](report))
    text = _("{title}, {count} lines: {path}").format(title=report.title, count=report.line_count, path=path)
    return Answer({**data, "file": str(path)}, [text])


def _list() -> Answer:
    """List the reports there are, and what each takes."""
    kinds = list(REPORTS.values())
    data = [
        {
            "name": kind.name,
            "title": kind.title_text,
            "summary": kind.summary_text,
            "takes": [OPTIONS[field] for field in kind.takes],
            "needs": [OPTIONS[field] for field in kind.needs],
        }
        for kind in kinds
    ]
    heads = (_("Report"), _("Title"), _("What it says"), _("Filters"))
    return Answer(data, table(heads, ((kind.name, kind.title_text, kind.summary_text, _usage(kind)) for kind in kinds)))


def _usage(kind: ReportKind) -> str:
    """Return the options of a report; those in brackets may be left out."""
    options = (OPTIONS[field] if field in kind.needs else f"[{OPTIONS[field]}]" for field in kind.takes)
    return " ".join(options)


def _filter(call: Call) -> ReportFilter:
    """Return what the options ask for."""
    by, stage, unit = call.text("by"), call.text("stage"), call.text("unit")
    return ReportFilter(
        depot=DepotCode(call.text("depot")) or None,
        category=call.text("category"),
        item=ItemCode(call.text("item").upper()) or None,
        by=Grouping(by) if by else None,
        as_of=_day(call, FilterField.AS_OF),
        first=_day(call, FilterField.FIRST),
        last=_day(call, FilterField.LAST),
        days=read_value("--days", call.text("days"), _days) if call.text("days") else None,
        number=call.text("number"),
        bucket=call.text("bucket"),
        label=call.text("label").upper(),
        project=call.text("project"),
        year=read_value("--year", call.text("year"), parse_year) if call.text("year") else None,
        stage=LotStage(stage) if stage else None,
        unit=AmountUnit(unit) if unit else None,
    )


def _day(call: Call, field: FilterField) -> date | None:
    """Return the day of an option; None where it is not given."""
    text = call.text(field.value)
    return read_value(OPTIONS[field], text, parse_date) if text else None


def _days(text: str) -> tuple[int, int, int]:
    """Read the days of the three warnings: ``30,90,180``."""
    parts = text.split(",")
    if len(parts) != len(DEFAULT_DAYS) or not all(part.strip().isdecimal() and len(part) < 9 for part in parts):
        raise BadValue(f"{text!r} is not three numbers of days such as 30,90,180")
    red, orange, yellow = map(int, parts)
    return red, orange, yellow


# --- on the terminal, and as data ------------------------------------------------------------------------------------


def report_data(report: Report) -> dict[str, object]:
    """Return a report as data: every row with its kind and its cells by the keys of their columns."""
    return {
        "report": report.name,
        "title": report.title,
        "facts": [{"label": fact.label, "text": fact.text} for fact in report.facts],
        "tables": [_table_data(each) for each in report.tables],
        "footnotes": report.footnotes,
        "stamp": report.stamp,
    }


def _table_data(rows: Table) -> dict[str, object]:
    """Return a table as data."""
    return {
        "title": rows.title,
        "unit": rows.unit,
        "columns": [{"key": column.key, "title": column.title, "kind": column.kind} for column in rows.columns],
        "rows": [{"kind": row.kind, "cells": _cells(rows, row)} for row in rows.rows],
    }


def _cells(rows: Table, row: Row) -> dict[str, Cell]:
    """Return the cells of a row by the keys of their columns; rows that are no lines only have those filled in."""
    cells = {column.key: cell for column, cell in zip(rows.columns, row.cells, strict=True)}
    return {
        key: str(cell) if isinstance(cell, Percent) else cell
        for key, cell in cells.items()
        if cell is not None or row.kind is RowKind.LINE
    }


def report_lines(report: Report) -> list[str]:
    """Return a report as people read it on a terminal."""
    lines = [report.title]
    lines += [_("{label}: {text}").format(label=fact.label, text=fact.text) for fact in report.facts]
    for rows in report.tables:
        lines += ["", *filter(None, (rows.title, rows.unit)), *_table_lines(rows)]
    return [*lines, *(["", *report.footnotes] if report.footnotes else [])]


def _table_lines(rows: Table) -> list[str]:
    """Return a table: headings as lines by themselves, and the words of sums in the first column of texts."""
    place = next((place for place, column in enumerate(rows.columns) if not column.is_number), 0)
    texts = [_moved(row_texts(rows, row), row.kind, place) for row in rows.rows]
    titles = [column.title for column in rows.columns]
    lines = table(titles, texts, is_number=[column.is_number for column in rows.columns])
    for number, row in enumerate(rows.rows, len(lines) - len(rows.rows)):
        if row.kind is RowKind.HEADING:
            lines[number] = str(row.cells[0])
    return lines


def _moved(texts: tuple[str, ...], kind: RowKind, place: int) -> tuple[str, ...]:
    """Return the texts of a row with its words where they belong on a terminal."""
    if kind is RowKind.LINE:
        return texts
    others = ("" if kind is RowKind.HEADING else text for text in texts[1:])
    moved = ["", *others]
    moved[place] = "" if kind is RowKind.HEADING else texts[0]
    return tuple(moved)
