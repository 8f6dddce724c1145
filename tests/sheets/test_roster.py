"""Rosters as villages send them: read whole, or refused row by row."""

from pathlib import Path

import pytest

from supplies.catalogue.queries import items
from supplies.errors import HeaderMissing, RosterEmpty, RosterRowWrong, RosterUnreadable
from supplies.sheets.roster import read_roster
from tests.relief.households import CSV, ROSTER, roster_file
from tests.rooms import Desk, desk, program, room_database, room_file

__all__ = ["desk", "program", "room_database", "room_file"]

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)


def test_a_roster_is_read_whole_and_its_sums_are_left_out(desk: Desk, tmp_path: Path) -> None:
    assert read_roster(roster_file(tmp_path), desk.read(items)) == ROSTER


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("张三,", ","),
        ('",4,1,', '",,1,'),
        ('",4,1,', '",0,1,'),
        ('",4,1,', '",四,1,'),
        (",4,1,4,", ",4,一,4,"),
        (",4,1,4,", ",4,1.5,4,"),
        (",4,1,4,", ",4,-1,4,"),
    ],
)
def test_a_wrong_row_is_named(desk: Desk, tmp_path: Path, before: str, after: str) -> None:
    assert before in CSV
    with pytest.raises(RosterUnreadable) as caught:
        read_roster(roster_file(tmp_path, CSV.replace(before, after)), desk.read(items))
    (problem,) = caught.value.lines
    assert (problem.line, type(problem.error)) == (3, RosterRowWrong)
    assert problem.error.text() and problem.error.remedy()


def test_a_roster_without_goods_or_without_its_columns_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(RosterEmpty):
        read_roster(roster_file(tmp_path, "户主,人口,某物\n张三,3,1\n"), desk.read(items))
    with pytest.raises(HeaderMissing):
        read_roster(roster_file(tmp_path, "姓甚名谁,人口,棉被\n张三,3,1\n"), desk.read(items))
