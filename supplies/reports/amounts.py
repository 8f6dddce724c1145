"""Amounts of a table in yuan or in ten thousand yuan, never both in one, and their sum in capitals."""

from supplies.capitals import chinese_capitals
from supplies.language import _
from supplies.reports.request import AmountUnit, ReportFilter
from supplies.reports.subject import in_yuan
from supplies.tables import Column, Kind
from supplies.values import Money


def unit_of(wanted: ReportFilter) -> AmountUnit:
    """Return what the amounts of a report are in; yuan where nothing is said."""
    return wanted.unit or AmountUnit.YUAN


def money_column(key: str, title: str, unit: AmountUnit) -> Column:
    """Return a column of amounts."""
    return Column(key, title, Kind.WAN if unit is AmountUnit.WAN else Kind.MONEY)


def unit_note(unit: AmountUnit) -> str:
    """Return the note over a table."""
    return _("Unit: 10,000 yuan") if unit is AmountUnit.WAN else in_yuan()


def in_capitals(label: str, amount: Money) -> str:
    """Return an amount in figures and in the capitals of a voucher."""
    words = _("{label}: {amount} yuan, in capitals {capitals}")
    return words.format(label=label, amount=amount.grouped(), capitals=chinese_capitals(amount))
