"""The labels that stand for commands: each can be printed, read back, and told from all others."""

import pytest

from supplies.language import Language, use_language
from supplies.scanning.commands import MORE, Command
from supplies.scanning.label_code import ALPHABET, LENGTH_MAX, LabelCode, LabelKind, parse
from supplies.stock.labelling import command_labels
from supplies.values import Quantity

PRINTED = {
    Command.POST: "POST",
    Command.UNDO: "UNDO",
    Command.ALL: "ALL",
    Command.ADD_5: "ADD5",
    Command.ADD_10: "ADD10",
    Command.ADD_50: "ADD50",
    Command.ADD_100: "ADD100",
    Command.ISSUE: "ISSUE",
    Command.RECEIVE: "RECEIVE",
    Command.RETURN: "RETURN",
    Command.MOVE: "MOVE",
    Command.COUNT: "COUNT",
    Command.WRITE_OFF: "SPOILT",
    Command.DISPATCH: "SEND",
    Command.LEND: "LEND",
    Command.LOOK_UP: "LOOKUP",
    Command.EMERGENCY: "URGENT",
}
"""What stands in the labels on the walls of the depots; a change here makes them useless."""


def test_the_labels_that_hang_on_the_walls_stay_good() -> None:
    assert {command: command.value for command in Command} == PRINTED


@pytest.mark.parametrize("command", list(Command))
def test_every_command_has_a_label_that_is_read_back(command: Command) -> None:
    label = command.label_code
    assert parse(label) == LabelCode(LabelKind.COMMAND, command.value)
    assert len(label) <= LENGTH_MAX and set(label) <= set(ALPHABET)


def test_no_two_commands_share_a_label_or_a_word() -> None:
    assert len({command.label_code for command in Command}) == len(Command)
    assert len({command.words for command in Command}) == len(Command)


@pytest.mark.parametrize("command", list(Command))
def test_every_command_has_words_in_both_languages(command: Command) -> None:
    chinese = command.words
    use_language(Language.ENGLISH)
    assert command.words and chinese and command.words != chinese


def test_counting_up_is_by_what_the_label_says() -> None:
    counted = {
        Command.ADD_5: Quantity.parse(5),
        Command.ADD_10: Quantity.parse(10),
        Command.ADD_50: Quantity.parse(50),
        Command.ADD_100: Quantity.parse(100),
    }
    assert counted == MORE


def test_the_printed_sheet_has_every_command() -> None:
    assert [(row.code, row.name) for row in command_labels()] == [(each.label_code, each.words) for each in Command]
