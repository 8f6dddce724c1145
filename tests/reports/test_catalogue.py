"""Asking for a report: what each takes, what it cannot do without, and what is refused before a figure is read."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.errors import (
    DateInFuture,
    FilterNeeded,
    FilterNotTaken,
    PeriodBackward,
    PersonUnknown,
    ReportUnknown,
    UnknownRecord,
)
from supplies.language import Language, use_language
from supplies.models.procurement import LotStage
from supplies.reports.catalogue import REPORTS, build_report, report_kind
from supplies.reports.request import (
    AmountUnit,
    FilterField,
    Grouping,
    Occasion,
    ReportFilter,
    field_name,
    grouping_name,
)
from supplies.values import DepotCode, ItemCode, Login
from tests.procurement.offered import EMERGENCY
from tests.reports.purchases import CERTIFICATE, LOT, PROJECT
from tests.reports.reading import OCCASION, made
from tests.reports.subjects import subjects
from tests.rooms import DEPOT, NOW, TENT, TODAY, Desk, ago, assert_speaks, goods

FILLED: dict[FilterField, Any] = {
    FilterField.DEPOT: DEPOT,
    FilterField.CATEGORY: "C01",
    FilterField.ITEM: TENT,
    FilterField.BY: Grouping.LOT,
    FilterField.AS_OF: ago(1),
    FilterField.FIRST: ago(9),
    FilterField.LAST: ago(1),
    FilterField.DAYS: (1, 2, 3),
    FilterField.NUMBER: "RK-210300A-2026-000001",
    FilterField.BUCKET: "on_hand",
    FilterField.LABEL: "B210300A00000K001N",
    FilterField.PROJECT: PROJECT,
    FilterField.YEAR: TODAY.year,
    FilterField.STAGE: LotStage.CONTRACTED,
    FilterField.UNIT: AmountUnit.YUAN,
}
COUNT, SCRAP = "PD-210300A-2026-000001", "BS-210300A-2026-000001"
NUMBERS = {
    "acceptance": "YS-210300A-2026-000001",
    "award_notice": LOT,
    "contract_acceptance": CERTIFICATE,
    "emergency_purchase": f"{EMERGENCY}/1",
    "donation_receipt": "RK-210300A-2026-000002",
    "count_sheet": COUNT,
    "count_lines": COUNT,
    "count_result": COUNT,
    "scrap": SCRAP,
    "disposal": SCRAP,
    "upkeep_card": FILLED[FilterField.LABEL],
}
"""The records of reports that are not about any stock document."""


def filled(name: str, fields: Iterable[FilterField]) -> dict[str, Any]:
    """Return fields of a report's filter, each with something that is there."""
    values = {**FILLED, FilterField.NUMBER: NUMBERS.get(name, FILLED[FilterField.NUMBER])}
    return {field.value: values[field] for field in fields}


@pytest.fixture
def stocked(desk: Desk) -> Desk:
    desk.receive(goods(TENT, 10), day=ago(9))
    subjects(desk)
    return desk


@pytest.mark.parametrize("name", REPORTS)
def test_every_report_is_made_with_all_that_it_takes_and_with_no_more_than_it_needs(stocked: Desk, name: str) -> None:
    kind = report_kind(name)
    for fields in (kind.takes, kind.needs):
        report = made(stocked, name, **filled(name, fields))
        assert report.name == name
        assert report.tables and report.title and report.signatures
        assert all(column.title for table in report.tables for column in table.columns)
        for table in report.tables:
            keys = [column.key for column in table.columns]
            assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("name", REPORTS)
def test_a_filter_that_a_report_would_overlook_is_refused(stocked: Desk, name: str) -> None:
    kind = report_kind(name)
    needed = filled(name, kind.needs)
    for field in set(FilterField) - set(kind.takes):
        with pytest.raises(FilterNotTaken) as caught:
            made(stocked, name, **{**needed, field.value: FILLED[field]})
        assert_speaks(caught.value)


@pytest.mark.parametrize("name", [name for name, kind in REPORTS.items() if kind.needs])
def test_a_report_about_one_thing_asks_which(stocked: Desk, name: str) -> None:
    with pytest.raises(FilterNeeded) as caught:
        made(stocked, name)
    assert_speaks(caught.value)


def test_a_report_that_nobody_knows_is_refused_with_the_names_of_those_there_are(desk: Desk) -> None:
    with pytest.raises(ReportUnknown) as caught:
        made(desk, "stocks")
    assert_speaks(caught.value)
    assert ", ".join(REPORTS) in caught.value.remedy()


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("stock", {"depot": DepotCode("999999A")}),
        ("stock", {"category": "C99"}),
        ("stock", {"item": ItemCode("YJ99999")}),
        ("card", {"item": ItemCode("YJ99999")}),
        ("document", {"number": "RK-210300A-2026-999999"}),
    ],
)
def test_what_is_not_in_the_store_is_refused_not_shown_empty(desk: Desk, name: str, wanted: dict[str, object]) -> None:
    with pytest.raises(UnknownRecord) as caught:
        made(desk, name, **wanted)
    assert_speaks(caught.value)


@pytest.mark.parametrize(("name", "field"), [("stock", "as_of"), ("ledger", "as_of"), ("card", "first")])
def test_a_day_that_has_not_been_is_refused(desk: Desk, name: str, field: str) -> None:
    wanted = {"item": TENT} if name == "card" else {}
    with pytest.raises(DateInFuture):
        made(desk, name, **wanted, **{field: TODAY + timedelta(days=1)})


def test_a_period_that_ends_before_it_begins_is_refused(desk: Desk) -> None:
    with pytest.raises(PeriodBackward) as caught:
        made(desk, "card", item=TENT, first=ago(1), last=ago(2))
    assert_speaks(caught.value)


def test_nobody_can_be_named_who_is_not_recorded(desk: Desk) -> None:
    with pytest.raises(PersonUnknown):
        desk.read(build_report, "funds", ReportFilter(), Occasion(Login("nobody"), NOW))


def test_a_report_may_be_made_by_nobody_in_particular(desk: Desk) -> None:
    report = desk.read(build_report, "funds", ReportFilter(), Occasion(None, NOW))
    assert report.stamp.person == ""


def test_a_report_is_in_the_language_of_whoever_asks(stocked: Desk) -> None:
    chinese = made(stocked, "stock")
    use_language(Language.ENGLISH)
    english = made(stocked, "stock")
    assert (chinese.title, english.title) == ("库存报表", "Stock report")
    assert (report_kind("funds").title_text, report_kind("card").summary_text) == (
        "Statement of relief funds",
        "an item type's movements with what was left after each",
    )
    assert [english.tables[0].columns[place].title for place in (1, 2)] == ["Code", "Name"]
    assert english.stamp == chinese.stamp


def test_every_field_and_grouping_has_a_name_of_its_own() -> None:
    names = [*map(field_name, FilterField), *map(grouping_name, Grouping)]
    assert all(names) and len(set(names)) == len(names)


@given(st.sampled_from(FilterField))
def test_a_filter_knows_which_fields_are_filled_in(field: FilterField) -> None:
    filled = ReportFilter(**{field.value: FILLED[field]})
    assert [each for each in FilterField if filled.has(each)] == [field]
    assert not any(ReportFilter().has(each) for each in FilterField)


def test_the_day_of_an_occasion_is_the_local_one() -> None:
    assert OCCASION.today == NOW.astimezone().date()
