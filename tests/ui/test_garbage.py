"""Garbage is collected on the UI thread only."""

import gc
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from supplies.ui.garbage import FULL_EVERY, GarbageCollector
from supplies.ui.session import Session


@pytest.fixture
def threads() -> Iterator[list[str]]:
    seen: list[str] = []

    def note(phase: str, _info: dict[str, int]) -> None:
        if phase == "start":
            seen.append(threading.current_thread().name)

    was_enabled = gc.isenabled()
    gc.callbacks.append(note)
    yield seen
    gc.callbacks.remove(note)
    if was_enabled:
        gc.enable()


class Knot:
    """An object that only the collector can free."""

    def __init__(self) -> None:
        self.myself = self
        self.last_words: _LastWords | None = None


def test_garbage_made_on_workers_is_collected_on_the_ui_thread(
    qtbot: QtBot, session: Session, threads: list[str]
) -> None:
    parent = QObject()
    GarbageCollector(parent, interval_ms=10)
    threads.clear()
    owner = QWidget()
    done: list[Any] = []

    def litter(_connection):
        return len([Knot() for _knot in range(20_000)])

    for _read in range(6):
        session.read(owner, litter, done.append)
    qtbot.waitUntil(lambda: len(done) == 6)
    qtbot.waitUntil(lambda: bool(threads))
    assert set(threads) == {threading.main_thread().name}


def test_old_garbage_is_collected_too(qtbot: QtBot, threads: list[str]) -> None:
    collector = GarbageCollector(QObject(), interval_ms=1_000_000)
    knots = [Knot() for _knot in range(3)]
    gc.collect()
    freed: list[Any] = []
    for knot in knots:
        knot.last_words = _LastWords(freed)
    del knots, knot
    for _round in range(FULL_EVERY):
        collector.collect()
    assert len(freed) == 3


class _LastWords:
    def __init__(self, freed: list[bool]) -> None:
        self._freed = freed

    def __del__(self) -> None:
        self._freed.append(True)
