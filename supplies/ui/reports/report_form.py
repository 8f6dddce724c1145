"""What a report is to be about: one field for each filter, those that the report takes in sight."""

import re
from datetime import date

from supplies.errors import BadField
from supplies.language import _
from supplies.procurement.words import LotStage, stage_name
from supplies.reports.catalogue import ReportKind
from supplies.reports.request import (
    DEFAULT_DAYS,
    AmountUnit,
    FilterField,
    Grouping,
    ReportFilter,
    field_name,
    grouping_name,
    parse_year,
    unit_name,
)
from supplies.stock.availability import BUCKET_NAMES, bucket_name
from supplies.ui.options import category_options, depot_options, item_options, number_options, project_options
from supplies.ui.services import Services
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import ChoiceField, DateField, Field, TextField
from supplies.ui.widgets.forms import Form
from supplies.ui.widgets.picker import Option
from supplies.values import BadValue, DepotCode, ItemCode


class ReportForm(Form):
    """Its button shows the report."""

    def __init__(self, services: Services) -> None:
        super().__init__("report", _("&Show the report"), columns=1)
        session = services.session
        groupings = [(each.value, grouping_name(each)) for each in Grouping]
        grouping = self.add(SelectField(FilterField.BY.value, field_name(FilterField.BY), groupings))
        grouping.set_text(Grouping.ITEM.value)
        states = [(bucket.value, bucket_name(bucket)) for bucket in BUCKET_NAMES]
        self.add(SelectField(FilterField.BUCKET.value, field_name(FilterField.BUCKET), states))
        self.add(TextField(FilterField.LABEL.value, field_name(FilterField.LABEL)))
        providers = {
            FilterField.DEPOT: depot_options,
            FilterField.CATEGORY: category_options,
            FilterField.ITEM: item_options,
            FilterField.NUMBER: number_options,
            FilterField.PROJECT: project_options,
        }
        for field, provider in providers.items():
            self.add(ChoiceField(field.value, field_name(field), session, provider, is_required=False))
        for field in (FilterField.AS_OF, FilterField.FIRST, FilterField.LAST):
            self.add(DateField(field.value, field_name(field), services.today))
        self.add(TextField(FilterField.YEAR.value, field_name(FilterField.YEAR), hint=str(services.today().year)))
        stages = [(stage.value, stage_name(stage)) for stage in LotStage]
        label = field_name(FilterField.STAGE)
        self.add(SelectField(FilterField.STAGE.value, label, stages, empty_words=_("All stages")))
        units = [(unit.value, unit_name(unit)) for unit in AmountUnit]
        self.add(SelectField(FilterField.UNIT.value, field_name(FilterField.UNIT), units))
        days = ", ".join(map(str, DEFAULT_DAYS))
        self.add(TextField(FilterField.DAYS.value, field_name(FilterField.DAYS), hint=days))

    def show_fields(self, kind: ReportKind) -> None:
        """Show the fields that a report takes; those it cannot do without must be filled."""
        for field in FilterField:
            self.set_shown(field.value, is_shown=field in kind.takes)
            shown = self.field(field.value)
            shown.set_required(is_required=field in kind.needs)
            shown.show_problem(None)

    def choose(self, field: FilterField, key: str) -> None:
        """Fill in what was found elsewhere."""
        found = self.field(field.value)
        if isinstance(found, ChoiceField):
            found.choose(Option(key, key) if key else None)
        else:
            found.set_text(key)

    def wanted(self, kind: ReportKind) -> ReportFilter:
        """Return what was entered, as far as the report takes it.

        Raises:
            BadField: the days of warning are not three numbers, or the year is none.
        """
        by, stage, unit = (self._text(kind, field) for field in (FilterField.BY, FilterField.STAGE, FilterField.UNIT))
        return ReportFilter(
            depot=DepotCode(self._text(kind, FilterField.DEPOT)) or None,
            category=self._text(kind, FilterField.CATEGORY),
            item=ItemCode(self._text(kind, FilterField.ITEM)) or None,
            by=Grouping(by) if by else None,
            as_of=self._day(kind, FilterField.AS_OF),
            first=self._day(kind, FilterField.FIRST),
            last=self._day(kind, FilterField.LAST),
            days=_three_numbers(self._text(kind, FilterField.DAYS)),
            number=self._text(kind, FilterField.NUMBER),
            bucket=self._text(kind, FilterField.BUCKET),
            label=self._text(kind, FilterField.LABEL),
            project=self._text(kind, FilterField.PROJECT),
            year=_year(self._text(kind, FilterField.YEAR)),
            stage=LotStage(stage) if stage else None,
            unit=AmountUnit(unit) if unit else None,
        )

    def _text(self, kind: ReportKind, field: FilterField) -> str:
        """Return the value of a field that the report takes."""
        found: Field[str] = self.field(field.value)
        return (found.value() or "") if field in kind.takes else ""

    def _day(self, kind: ReportKind, field: FilterField) -> date | None:
        """Return the day in a field that the report takes."""
        found: Field[date] = self.field(field.value)
        return found.value() if field in kind.takes else None


def _year(text: str) -> int | None:
    """Return a year; None for an empty text.

    Raises:
        BadField: it is none.
    """
    try:
        return parse_year(text) if text else None
    except BadValue as error:
        raise BadField(field=FilterField.YEAR.value, problem=str(error)) from error


def _three_numbers(text: str) -> tuple[int, int, int] | None:
    """Return three numbers of days; None for an empty text.

    Raises:
        BadField: there are not three.
    """
    if not text:
        return None
    numbers = re.findall(r"\d{1,5}", text)
    if len(numbers) != len(DEFAULT_DAYS):
        example = ", ".join(map(str, DEFAULT_DAYS))
        raise BadField(
            field=FilterField.DAYS.value, problem=_("write three numbers, such as {days}").format(days=example)
        )
    red, orange, yellow = map(int, numbers)
    return red, orange, yellow
