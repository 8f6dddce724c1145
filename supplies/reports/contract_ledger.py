"""The ledger of contracts (合同台账): with whom, for how much, and what of it is accepted, invoiced, paid and late."""

from collections.abc import Iterator, Sequence
from datetime import date

from sqlalchemy import Connection

from supplies.language import _
from supplies.procurement.contract_queries import ContractRow, contracts
from supplies.reports import columns
from supplies.reports.amounts import in_capitals, money_column, unit_note, unit_of
from supplies.reports.request import AmountUnit, Occasion, ReportFilter
from supplies.reports.subject import as_of_fact, stamp
from supplies.tables import Cell, Column, Fact, Kind, Report, Row, RowKind, Table, Tone
from supplies.values import Money, total_money

AMOUNTS = ("original", "changes", "amount", "accepted", "invoiced", "paid", "payable", "retention")
KEY_COLUMNS = 2


def contract_ledger(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return the contracts of a project or of a year of signing, the oldest first."""
    rows = [row for row in reversed(contracts(connection)) if _is_wanted(row, wanted)]
    unit = unit_of(wanted)
    return Report(
        name="contract_ledger",
        title=_("Ledger of contracts"),
        facts=tuple(_facts(wanted, occasion)),
        tables=(_table(rows, unit, occasion.today),),
        stamp=stamp(connection, occasion),
        footnotes=(in_capitals(_("Contracts in all"), _sum(rows, "amount")),),
        signatures=(_("Prepared by"), _("Checked by"), _("Head of procurement"), _("Unit (seal)")),
        has_seal=True,
    )


def _is_wanted(row: ContractRow, wanted: ReportFilter) -> bool:
    """Return whether a contract is asked for."""
    return wanted.project in {"", row.project_number} and wanted.year in {None, row.signed_on.year}


def _facts(wanted: ReportFilter, occasion: Occasion) -> Iterator[Fact]:
    """Yield what was asked for."""
    yield as_of_fact(occasion.today)
    if wanted.project:
        yield Fact(_("Project"), wanted.project)
    if wanted.year is not None:
        yield Fact(_("Signed in"), str(wanted.year))


def _columns(unit: AmountUnit) -> tuple[Column, ...]:
    """Return the columns."""
    titles = {
        "original": _("Original amount"),
        "changes": _("Changes"),
        "amount": _("Amount now"),
        "accepted": _("Accepted so far"),
        "invoiced": _("Invoiced"),
        "paid": _("Paid"),
        "payable": _("Payable"),
        "retention": _("Retention"),
    }
    return (
        columns.number(),
        Column("number", _("Contract number"), width=1.3),
        Column("project", _("Project number"), width=1.3),
        Column("lot", _("Lot number"), Kind.WHOLE),
        Column("name", _("Name of the lot"), width=1.3),
        Column("supplier", _("Supplier"), width=1.5),
        Column("code", _("Unified social credit code"), width=1.5, wraps=False),
        Column("signed", _("Signed on"), Kind.DATE),
        Column("delivery", _("Delivery due"), Kind.DATE),
        *(money_column(key, titles[key], unit) for key in AMOUNTS),
        Column("retention_until", _("Retention until"), Kind.DATE),
        Column("late", _("Days late"), Kind.WHOLE),
        Column("note", _("Remarks"), width=1.2),
    )


def _table(rows: Sequence[ContractRow], unit: AmountUnit, today: date) -> Table:
    """Return a line for each contract, and the sums."""
    some = _columns(unit)
    lines = [
        Row(_cells(place, row, today), tone=Tone.RED if row.late_days(today) else Tone.PLAIN)
        for place, row in enumerate(rows, 1)
    ]
    sums: dict[str, Cell] = {key: _sum(rows, key) for key in AMOUNTS}
    total = columns.summed(some, _("Total"), RowKind.TOTAL, **sums)
    return Table(some, (*lines, total), unit=unit_note(unit), key_columns=KEY_COLUMNS)


def _cells(place: int, row: ContractRow, today: date) -> tuple[Cell, ...]:
    """Return the cells of a contract."""
    return (
        place,
        row.number,
        row.project_number,
        row.lot_number,
        row.lot_name,
        row.supplier,
        row.supplier_code,
        row.signed_on,
        row.delivery_due,
        *(_amount(row, key) for key in AMOUNTS),
        row.retention_until,
        row.late_days(today) or None,
        row.deviation,
    )


def _amount(row: ContractRow, key: str) -> Money:
    """Return one amount of a contract."""
    if key == "changes":
        return row.amount - row.original
    amount: Money = getattr(row, key)
    return amount


def _sum(rows: Sequence[ContractRow], key: str) -> Money:
    """Return the sum of one amount over all contracts."""
    return total_money(_amount(row, key) for row in rows)
