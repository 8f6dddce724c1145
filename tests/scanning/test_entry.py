"""What is entered into a scan field: a quantity, a command, or a code that is looked up as it is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.scanning.commands import Command
from supplies.scanning.entry import Amount, Code, read_entry
from supplies.scanning.label_code import LabelKind, compose, grouped, item_code, lot_code, parse
from supplies.values import Quantity

SITE = "210300A"


@pytest.mark.parametrize(
    ("typed", "thousandths"),
    [
        ("1", 1_000),
        ("0", 0),
        ("007", 7_000),
        ("999999", 999_999_000),
        ("12.5", 12_500),
        ("0.125", 125),
        ("１２．５", 12_500),
        ("１２", 12_000),
        (" 40 ", 40_000),
        ("\u300040\t", 40_000),
    ],
)
def test_digits_are_a_quantity_in_whatever_width(typed: str, thousandths: int) -> None:
    assert read_entry(typed) == Amount(Quantity(thousandths), multiplies=False)


@pytest.mark.parametrize("typed", ["*12", "×12", "＊12", "＊１２", " *12 "])
def test_a_star_multiplies(typed: str) -> None:
    assert read_entry(typed) == Amount(Quantity(12_000), multiplies=True)


@pytest.mark.parametrize(
    ("typed", "multiplies"), [("3箱", False), ("3 箱", False), ("３　箱", False), ("*3箱", True), ("×3 箱", True)]
)
def test_a_quantity_may_be_said_in_packs(typed: str, multiplies: bool) -> None:
    assert read_entry(typed) == Amount(Quantity(3_000), multiplies=multiplies, unit="箱")


@pytest.mark.parametrize(
    "typed",
    [
        "3A",
        "3箱4",
        "箱3",
        "1234567箱",
        "1234567",
        "20260101",
        "2026010101",
        "6901234567892",
        "106901234567892",
        "１２３４５６７",
        "*1234567",
        "1.2345",
        "-5",
        "+5",
        "5-",
        "1e3",
        "1,200",
        "12.",
        ".5",
        "**5",
        "5*",
        "5 0",
    ],
)
def test_a_longer_number_or_another_form_is_a_code_and_no_quantity(typed: str) -> None:
    assert read_entry(typed) == Code(typed)


@given(st.text(alphabet="0123456789", min_size=7, max_size=30))
def test_seven_digits_or_more_are_never_a_quantity(digits: str) -> None:
    assert read_entry(digits) == Code(digits)


@given(st.integers(0, 999_999), st.integers(0, 999))
def test_every_quantity_up_to_six_digits_is_read_exactly(whole: int, rest: int) -> None:
    read = read_entry(f"{whole}.{rest:03d}")
    assert read == Amount(Quantity(whole * 1000 + rest), multiplies=False)


@pytest.mark.parametrize("command", list(Command))
def test_every_command_is_read_however_its_label_is_typed(command: Command) -> None:
    label = command.label_code
    for typed in (label, label.lower(), grouped(label), f" {label} ", "".join(chr(ord(c) + 0xFEE0) for c in label)):
        assert read_entry(typed) is command


@given(st.sampled_from(Command), st.integers(0, 30), st.sampled_from("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
def test_a_misread_command_is_no_other_command(command: Command, at: int, character: str) -> None:
    label = command.label_code
    at %= len(label)
    misread = label[:at] + character + label[at + 1 :]
    assert read_entry(misread) == (command if misread == label else Code(misread))


@pytest.mark.parametrize(
    "text",
    [
        lot_code(SITE, 1, 17, 1),
        item_code("YJ01001"),
        compose(LabelKind.COMMAND, "DANCE"),
        compose(LabelKind.ITEM, "POST"),
        "POST",
        "NF-1",
        "批号 7",
        "0106912345678905\x1d10PH1\x1d21SN1",
    ],
)
def test_everything_else_is_a_code_as_it_was_scanned(text: str) -> None:
    assert read_entry(text) == Code(text)
    assert read_entry(f" {text}\r") == Code(text)


@given(st.text(max_size=60))
def test_whatever_is_scanned_is_read_as_something(text: str) -> None:
    read = read_entry(text)
    assert isinstance(read, Amount | Code | Command)
    if isinstance(read, Code):
        assert read.text == text.strip()
    if isinstance(read, Command):
        assert parse(text).body == read.value
