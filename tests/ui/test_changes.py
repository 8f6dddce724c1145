"""Which views reload after a change, and when."""

from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget
from pytestqt.qtbot import QtBot

from supplies.ui.changes import ChangeNotifier
from supplies.values import Changes, Topic

STOCK = Changes(frozenset({Topic.STOCK}))
FUNDS = Changes(frozenset({Topic.FUNDS}))


def watched(notifier: ChangeNotifier, stack: QStackedWidget, topic: Topic) -> tuple[QWidget, list[str]]:
    view = QWidget()
    loads: list[Any] = []
    stack.addWidget(view)
    notifier.watch(view, frozenset({topic}), lambda: loads.append("load"))
    return view, loads


def test_only_views_of_the_topic_reload(qtbot: QtBot) -> None:
    notifier, stack = ChangeNotifier(), QStackedWidget()
    qtbot.addWidget(stack)
    _view, loads = watched(notifier, stack, Topic.STOCK)
    stack.show()
    qtbot.waitUntil(lambda: len(loads) == 1)
    notifier.publish(FUNDS)
    qtbot.wait(80)
    assert len(loads) == 1
    notifier.publish(STOCK)
    qtbot.waitUntil(lambda: len(loads) == 2)


def test_a_hidden_view_reloads_once_when_it_is_shown(qtbot: QtBot) -> None:
    notifier, stack = ChangeNotifier(), QStackedWidget()
    qtbot.addWidget(stack)
    watched(notifier, stack, Topic.FUNDS)
    hidden, loads = watched(notifier, stack, Topic.STOCK)
    stack.show()
    for _change in range(3):
        notifier.publish(STOCK)
        qtbot.wait(60)
    assert loads == []
    stack.setCurrentWidget(hidden)
    qtbot.waitUntil(lambda: bool(loads))
    stack.setCurrentIndex(0)
    stack.setCurrentWidget(hidden)
    qtbot.wait(60)
    assert len(loads) == 1


def test_many_changes_at_once_make_one_reload(qtbot: QtBot) -> None:
    notifier, stack = ChangeNotifier(), QStackedWidget()
    qtbot.addWidget(stack)
    _view, loads = watched(notifier, stack, Topic.STOCK)
    stack.show()
    qtbot.waitUntil(lambda: len(loads) == 1)
    for _change in range(20):
        notifier.publish(STOCK)
    qtbot.wait(120)
    assert len(loads) == 2


def test_a_destroyed_view_is_forgotten(qtbot: QtBot) -> None:
    notifier, stack = ChangeNotifier(), QStackedWidget()
    qtbot.addWidget(stack)
    view, loads = watched(notifier, stack, Topic.STOCK)
    with qtbot.waitSignal(view.destroyed):
        view.deleteLater()
    notifier.publish(STOCK)
    qtbot.wait(80)
    assert loads == []
    assert notifier._watches == []
