"""Command labels: what a keeper with gloves scans instead of touching keys."""

from enum import StrEnum

from supplies.language import N_, _
from supplies.scanning.label_code import LabelKind, compose
from supplies.values import Quantity


class Command(StrEnum):
    """What a command label asks for; the values stand in the labels and never change."""

    POST = "POST"
    UNDO = "UNDO"
    ALL = "ALL"
    ADD_5 = "ADD5"
    ADD_10 = "ADD10"
    ADD_50 = "ADD50"
    ADD_100 = "ADD100"
    ISSUE = "ISSUE"
    RECEIVE = "RECEIVE"
    RETURN = "RETURN"
    MOVE = "MOVE"
    COUNT = "COUNT"
    WRITE_OFF = "SPOILT"
    DISPATCH = "SEND"
    LEND = "LEND"
    LOOK_UP = "LOOKUP"
    EMERGENCY = "URGENT"

    @property
    def words(self) -> str:
        """Return what it does, in the reader's language."""
        return _(_WORDS[self])

    @property
    def label_code(self) -> str:
        """Return the code of its label."""
        return compose(LabelKind.COMMAND, self.value)


_WORDS = {
    Command.POST: N_("Post the slip"),
    Command.UNDO: N_("Undo the last scan"),
    Command.ALL: N_("All that is there"),
    Command.ADD_5: N_("5 more"),
    Command.ADD_10: N_("10 more"),
    Command.ADD_50: N_("50 more"),
    Command.ADD_100: N_("100 more"),
    Command.ISSUE: N_("Issue"),
    Command.RECEIVE: N_("Receipt"),
    Command.RETURN: N_("Return"),
    Command.MOVE: N_("Move"),
    Command.COUNT: N_("Count"),
    Command.WRITE_OFF: N_("Write-off"),
    Command.DISPATCH: N_("Transfer"),
    Command.LEND: N_("Loan"),
    Command.LOOK_UP: N_("Look up"),
    Command.EMERGENCY: N_("Disaster mode"),
}

MORE = {
    Command.ADD_5: Quantity(5_000),
    Command.ADD_10: Quantity(10_000),
    Command.ADD_50: Quantity(50_000),
    Command.ADD_100: Quantity(100_000),
}
"""By how much each of these counts up."""
