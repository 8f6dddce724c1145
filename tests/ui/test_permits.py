"""Buttons as rights have them: who may not post what one leads to reads on it which role is missing."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supplies.models.accounts import Role
from supplies.ui.icons import Button
from supplies.ui.permits import Permit
from supplies.ui.session import Session
from supplies.values import Changes, DepotCode, Login, Topic
from tests.ui.backend import FakeBackend

HERE, THERE = DepotCode("210300A"), DepotCode("210302A")
NOTE = "test.note"


@pytest.fixture
def keepers_only(qapp: QApplication, backend: FakeBackend) -> Iterator[Session]:
    """Return the session of somebody without a role, where notes are for keepers."""
    backend.roles = {NOTE: frozenset({Role.KEEPER})}
    opened = Session(backend, Login("zhang"))
    yield opened
    opened.close()


def tell(qtbot: QtBot, session: Session, backend: FakeBackend, *held: tuple[Role, DepotCode]) -> None:
    """Let the person hold other roles, as somebody else's entry says."""
    backend.held = frozenset(held)
    backend.unseen = Changes(frozenset({Topic.ACCOUNTS}))
    with qtbot.waitSignal(session.permissions_changed):
        session._poll()


def made(qtbot: QtBot) -> Button:
    button = Button("note", "登记(&N)")
    button.setToolTip("登记 (Ctrl+N)")
    qtbot.addWidget(button)
    return button


def test_a_button_without_the_role_cannot_be_used_and_says_why(
    qtbot: QtBot, keepers_only: Session, backend: FakeBackend
) -> None:
    button = made(qtbot)
    Permit(keepers_only, button, NOTE)
    assert not button.isEnabled()
    said = "此操作须由“保管员”办理，“zhang”没有该岗位。请由具有该岗位的人员办理，或请管理员授予岗位。"
    assert button.toolTip() == f"登记 (Ctrl+N)\n{said}"
    assert button.accessibleDescription() == said
    tell(qtbot, keepers_only, backend, (Role.KEEPER, DepotCode("")))
    assert button.isEnabled() and button.toolTip() == "登记 (Ctrl+N)" and button.accessibleDescription() == ""


def test_it_follows_the_depot_that_is_chosen(qtbot: QtBot, keepers_only: Session, backend: FakeBackend) -> None:
    chosen = [HERE]
    button = made(qtbot)
    permit = Permit(keepers_only, button, NOTE, lambda: chosen[-1])
    tell(qtbot, keepers_only, backend, (Role.KEEPER, THERE))
    assert not button.isEnabled() and HERE in button.toolTip()
    chosen.append(THERE)
    permit.look()
    assert button.isEnabled()


def test_other_reasons_stay_when_the_right_comes(qtbot: QtBot, keepers_only: Session, backend: FakeBackend) -> None:
    button = made(qtbot)
    Permit(keepers_only, button, NOTE)
    button.forbid("row", "请先选中一行。")
    tell(qtbot, keepers_only, backend, (Role.KEEPER, HERE))
    assert not button.isEnabled() and button.toolTip() == "登记 (Ctrl+N)\n请先选中一行。"
    button.forbid("row", "")
    assert button.isEnabled() and button.toolTip() == "登记 (Ctrl+N)"


def test_what_wants_no_role_is_open_to_everybody(qtbot: QtBot, keepers_only: Session) -> None:
    button = made(qtbot)
    Permit(keepers_only, button, "accounts.set_password")
    assert button.isEnabled()
