"""What a person may do, as buttons show it: one that would be refused cannot be pressed, and says why."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Slot

from supplies.errors import SuppliesError
from supplies.ui.icons import Button
from supplies.ui.session import Session
from supplies.values import DepotCode

SOURCE = "permission"
"""Under which a button keeps this reason among others."""


def no_depot() -> None:
    """Return no depot: it is not known yet, or the action belongs to none."""


class Permit(QObject):
    """Keeps one button as its person's rights have it; it lives and ends with the button."""

    def __init__(
        self,
        session: Session,
        button: Button,
        action: str,
        depot: Callable[[], DepotCode | None] = no_depot,
        told: Callable[[], object] = no_depot,
    ) -> None:
        """Look at once, and again whenever rights have changed.

        Args:
            session: who acts.
            button: what is allowed or not.
            action: the name of the action that it leads to.
            depot: where it would be done; asked at each look.
            told: called after each look.
        """
        super().__init__(button)
        self._session = session
        self._button = button
        self._action = action
        self._depot = depot
        self._told = told
        session.permissions_changed.connect(self.look)
        self.look()

    @Slot()
    def look(self) -> None:
        """Allow the button, or say on it why not."""
        self._button.forbid(SOURCE, refusal(self._session.may(self._action, self._depot())))
        self._told()


def refusal(error: SuppliesError | None) -> str:
    """Return in one text why something may not be done, and what helps; empty where it may."""
    if error is None:
        return ""
    text, remedy = error.text(), error.remedy()
    return f"{text}{remedy}" if text.endswith("。") else f"{text} {remedy}".strip()
