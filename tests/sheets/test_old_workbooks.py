"""Workbooks of before 2007: whatever is damaged in one, it is found before room is made for it."""

import struct

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplies.errors import SheetUnreadable
from supplies.sheets.old_workbooks import check_old_workbook, is_old_workbook
from tests.rooms import assert_speaks
from tests.sheets.old_excel import xls
from tests.soak import size

GOOD = xls([("编码", "名称"), *(("A", number) for number in range(300))])


def refused(content: bytes) -> None:
    with pytest.raises(SheetUnreadable) as caught:
        check_old_workbook("list.xls", content)
    assert_speaks(caught.value)


def test_a_sound_workbook_passes() -> None:
    assert is_old_workbook(GOOD)
    check_old_workbook("list.xls", GOOD)


@pytest.mark.parametrize("content", [b"", b"PK", b"\xd0\xcf"])
def test_another_file_is_no_old_workbook(content: bytes) -> None:
    assert not is_old_workbook(content)


def record(kind: int, content: bytes) -> bytes:
    return struct.pack("<HH", kind, len(content)) + content


@pytest.mark.parametrize(
    "damaged",
    [
        record(0x0203, struct.pack("<HHHd", 0, 256, 0, 1.0)),
        record(0x027E, struct.pack("<HHHl", 0, 65_535, 0, 1)),
        record(0x00BD, struct.pack("<HHHlH", 0, 0, 0, 1, 256)),
        record(0x00BD, struct.pack("<HHHlH", 0, 9, 0, 1, 3)),
        record(0x0200, struct.pack("<LLHHH", 0, 4_000_000_000, 0, 2, 0)),
        record(0x0200, struct.pack("<LLHHH", 0, 10, 0, 60_000, 0)),
        record(0x0200, b"\0"),
        record(0x00FC, struct.pack("<LL", 1, 4_000_000_000)),
    ],
    ids=lambda content: content.hex(),
)
def test_a_record_beyond_what_a_sheet_can_hold_is_refused(damaged: bytes) -> None:
    number = record(0x0203, struct.pack("<HHHd", 5, 1, 0, 4.0))
    assert GOOD.count(number) == 1
    place = GOOD.index(number)
    refused(GOOD[:place] + damaged + GOOD[place:])


def test_sectors_in_a_ring_are_refused() -> None:
    content = bytearray(GOOD)
    struct.pack_into("<L", content, 512 + 4 * 5, 5)
    refused(bytes(content))


@pytest.mark.parametrize("cut", [8, 80, 511, 600, 1100, 1600])
def test_a_file_cut_short_is_refused_or_sound_as_far_as_it_goes(cut: int) -> None:
    try:
        check_old_workbook("list.xls", GOOD[:cut])
    except SheetUnreadable as error:
        assert_speaks(error)


@settings(max_examples=size(200, 20_000))
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=8))
def test_whatever_is_damaged_it_is_refused_in_words_or_passes(place: int, damage: bytes) -> None:
    content = GOOD[:place] + damage + GOOD[place + len(damage) :]
    try:
        check_old_workbook("list.xls", content)
    except SheetUnreadable as error:
        assert_speaks(error)
