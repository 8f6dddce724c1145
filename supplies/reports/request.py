"""What is asked of a report, and who asks."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from supplies.language import N_, _
from supplies.models.procurement import LotStage
from supplies.values import BadValue, DepotCode, ItemCode, Login


class Grouping(StrEnum):
    """What stock is summed by."""

    CATEGORY = "category"
    ITEM = "item"
    DEPOT = "depot"
    LOT = "lot"


class AmountUnit(StrEnum):
    """What the amounts of a table are in; never two in one table."""

    WAN = "wan"
    YUAN = "yuan"


class FilterField(StrEnum):
    """A field of a filter; its name in ``ReportFilter``."""

    DEPOT = "depot"
    CATEGORY = "category"
    ITEM = "item"
    BY = "by"
    AS_OF = "as_of"
    FIRST = "first"
    LAST = "last"
    DAYS = "days"
    NUMBER = "number"
    BUCKET = "bucket"
    LABEL = "label"
    PROJECT = "project"
    YEAR = "year"
    STAGE = "stage"
    UNIT = "unit"


_GROUPINGS = {
    Grouping.CATEGORY: N_("By category"),
    Grouping.ITEM: N_("By item type"),
    Grouping.DEPOT: N_("By depot"),
    Grouping.LOT: N_("By lot"),
}
_UNITS = {AmountUnit.WAN: N_("10,000 yuan"), AmountUnit.YUAN: N_("yuan")}
_FIELDS = {
    FilterField.DEPOT: N_("Depot"),
    FilterField.CATEGORY: N_("Category"),
    FilterField.ITEM: N_("Item type"),
    FilterField.BY: N_("Summed by"),
    FilterField.AS_OF: N_("As of"),
    FilterField.FIRST: N_("From day"),
    FilterField.LAST: N_("To day"),
    FilterField.DAYS: N_("Days of warning"),
    FilterField.NUMBER: N_("Number"),
    FilterField.BUCKET: N_("State"),
    FilterField.LABEL: N_("Label"),
    FilterField.PROJECT: N_("Project"),
    FilterField.YEAR: N_("Year"),
    FilterField.STAGE: N_("Stage"),
    FilterField.UNIT: N_("Amounts in"),
}

YEAR_DIGITS = 4
DEFAULT_DAYS = (30, 90, 180)
"""Red, orange and yellow warnings: so many days before the expiry, where the bureau says nothing else."""


def grouping_name(grouping: Grouping) -> str:
    """Return what stock is summed by, in the reader's language."""
    return _(_GROUPINGS[grouping])


def unit_name(unit: AmountUnit) -> str:
    """Return what amounts are in, in the reader's language."""
    return _(_UNITS[unit])


def field_name(field: FilterField) -> str:
    """Return a field's name in the reader's language."""
    return _(_FIELDS[field])


def parse_year(text: str) -> int:
    """Read a year such as ``2023``.

    Raises:
        BadValue: any other form.
    """
    digits = text.strip()
    if not (digits.isascii() and digits.isdecimal() and len(digits) == YEAR_DIGITS and int(digits) >= date.min.year):
        raise BadValue(_("“{text}” is not a year; write it as 2023").format(text=text))
    return int(digits)


@dataclass(frozen=True, slots=True)
class ReportFilter:
    """What a report is to be about; an empty filter wants everything, now."""

    depot: DepotCode | None = None
    category: str = ""
    item: ItemCode | None = None
    by: Grouping | None = None
    as_of: date | None = None
    """The end of a past day."""
    first: date | None = None
    last: date | None = None
    days: tuple[int, int, int] | None = None
    """How many days before the expiry the red, orange and yellow warnings begin."""
    number: str = ""
    """Of a document, a certificate, or a lot such as ``CG-2023-01/2``."""
    bucket: str = ""
    """As what goods count; empty is on hand."""
    label: str = ""
    """Of a lot or an object."""
    project: str = ""
    """Its number."""
    year: int | None = None
    stage: LotStage | None = None
    unit: AmountUnit | None = None
    """What amounts are in; what is usual for the report where nothing is said."""

    def has(self, field: FilterField) -> bool:
        """Return whether a field is filled in."""
        return getattr(self, field.value) not in {None, ""}


@dataclass(frozen=True, slots=True)
class Occasion:
    """Who makes a report, and when."""

    login: Login | None
    at: datetime

    @property
    def today(self) -> date:
        """Return the day, in local time."""
        return self.at.astimezone().date()
