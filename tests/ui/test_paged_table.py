"""Paging by key: every row once, whatever happens to the table meanwhile."""

from collections.abc import Iterable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text

from supplies.errors import FieldEmpty
from supplies.ui.paged_table import PAGE_ROWS, Align, Column, PagedTableModel, number_column
from supplies.ui.session import Query, Session
from supplies.values import Login, Quantity
from tests.ui.backend import FakeBackend

COLUMNS: tuple[Column[int], ...] = (
    Column("name", "Name", lambda row: f"item {row}", mark=lambda row: "warning" if row % 10 == 0 else ""),
    number_column("quantity", "Quantity", lambda row: Quantity(row * 1_000_000)),
)
DISPLAY, ALIGN, TIP = (
    Qt.ItemDataRole.DisplayRole,
    Qt.ItemDataRole.TextAlignmentRole,
    Qt.ItemDataRole.ToolTipRole,
)


def fill(backend: FakeBackend, numbers: Iterable[int]) -> None:
    with backend.engine.begin() as connection:
        connection.execute(text("create table if not exists line (number integer primary key)"))
        connection.execute(text("delete from line"))
        if numbers:
            rows = [{"number": number} for number in numbers]
            connection.execute(text("insert into line values (:number)"), rows)


def lines_after(last, limit):
    def query(connection):
        statement = text("select number from line where number > :last order by number limit :limit")
        return [row.number for row in connection.execute(statement, {"last": last or 0, "limit": limit})]

    return query


def only(number: int, _last: int | None, _limit: int) -> Query[list[int]]:
    return lambda _connection: [number]


def settled(qtbot: QtBot, model: PagedTableModel[int]) -> None:
    qtbot.waitUntil(lambda: not model.is_loading)


def shown(model: PagedTableModel[int]) -> list[int]:
    return [model.row_at(at) for at in range(model.rowCount())]


def read_all(qtbot: QtBot, model: PagedTableModel[int]) -> None:
    settled(qtbot, model)
    while model.canFetchMore():
        model.fetchMore()
        settled(qtbot, model)


@pytest.fixture
def owner(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def model(owner: QWidget, session: Session) -> PagedTableModel[int]:
    return PagedTableModel(COLUMNS, lines_after, lambda row: row, session, owner)


@pytest.mark.parametrize("total", [0, 1, PAGE_ROWS - 1, PAGE_ROWS, PAGE_ROWS + 1, 3 * PAGE_ROWS])
def test_paging_shows_every_row_once_and_in_order(
    qtbot: QtBot, backend: FakeBackend, model: PagedTableModel[int], total: int
) -> None:
    fill(backend, range(1, total + 1))
    model.reload()
    read_all(qtbot, model)
    assert shown(model) == list(range(1, total + 1))
    assert model.is_complete


def test_the_model_keeps_the_rules_of_qt_even_for_one_who_asks_for_more_in_between(
    qtbot: QtBot, backend: FakeBackend, model: PagedTableModel[int]
) -> None:
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    fill(backend, range(1, 700))
    model.reload()
    read_all(qtbot, model)
    assert shown(model) == list(range(1, 700))
    fill(backend, range(5, 650))
    model.reload()
    read_all(qtbot, model)
    assert shown(model) == list(range(5, 650))


def test_texts_are_looked_up(qtbot: QtBot, backend: FakeBackend, model: PagedTableModel[int]) -> None:
    fill(backend, [5])
    model.reload()
    settled(qtbot, model)
    name, quantity = model.index(0, 0), model.index(0, 1)
    assert (name.data(DISPLAY), quantity.data(DISPLAY)) == ("item 5", "5,000")
    assert (name.data(ALIGN), quantity.data(ALIGN)) == (Align.LEFT.value, Align.RIGHT.value)
    assert name.data(TIP) == "item 5"
    assert model.plain_texts(0) == ("item 5", "5000")
    assert model.headerData(1, Qt.Orientation.Horizontal) == "数量"


def test_no_page_is_asked_for_twice(qtbot: QtBot, backend: FakeBackend, model: PagedTableModel[int]) -> None:
    fill(backend, range(1, 500))
    model.reload()
    settled(qtbot, model)
    for _scroll in range(5):
        model.fetchMore()
    read_all(qtbot, model)
    assert shown(model) == list(range(1, 500))


def test_a_page_asked_for_before_a_reload_is_dropped(
    qtbot: QtBot, backend: FakeBackend, model: PagedTableModel[int]
) -> None:
    fill(backend, range(1, 500))
    model.reload()
    settled(qtbot, model)
    model.fetchMore()
    fill(backend, range(1000, 1003))
    model.reload()
    read_all(qtbot, model)
    qtbot.wait(50)
    assert shown(model) == [1000, 1001, 1002]


def test_the_newest_search_wins_however_fast_one_types(
    qtbot: QtBot, backend: FakeBackend, model: PagedTableModel[int]
) -> None:
    for at in range(10):
        model.set_reader(partial(only, at))
    settled(qtbot, model)
    qtbot.wait(30)
    assert shown(model) == [9]


def test_a_reload_keeps_as_many_rows_as_were_shown(
    qtbot: QtBot, backend: FakeBackend, model: PagedTableModel[int]
) -> None:
    fill(backend, range(1, 700))
    model.reload()
    settled(qtbot, model)
    model.fetchMore()
    settled(qtbot, model)
    fill(backend, range(2, 800))
    model.reload()
    settled(qtbot, model)
    assert shown(model) == list(range(2, 2 + 2 * PAGE_ROWS))
    read_all(qtbot, model)
    assert shown(model) == list(range(2, 800))


def test_a_reload_of_the_same_rows_resets_nothing(
    qtbot: QtBot, backend: FakeBackend, model: PagedTableModel[int]
) -> None:
    fill(backend, range(1, 50))
    model.reload()
    settled(qtbot, model)
    resets: list[Any] = []
    model.modelReset.connect(lambda: resets.append(True))
    model.reload()
    settled(qtbot, model)
    assert resets == []


def test_an_error_keeps_what_is_shown_and_does_not_ask_again_by_itself(
    qtbot: QtBot, backend: FakeBackend, session: Session, model: PagedTableModel[int]
) -> None:
    fill(backend, range(1, 500))
    model.reload()
    settled(qtbot, model)

    def refuse(_connection):
        raise FieldEmpty

    model._reader = lambda _last, _limit: refuse
    with qtbot.waitSignal(session.failed):
        model.fetchMore()
    assert model.rowCount() == PAGE_ROWS
    assert not model.canFetchMore()
    model.set_reader(lines_after)
    read_all(qtbot, model)
    assert shown(model) == list(range(1, 500))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(steps=st.lists(st.sampled_from(["more", "reload", "insert", "remove"]), max_size=12), total=st.integers(0, 700))
def test_no_order_of_scrolling_reloading_and_changes_doubles_or_loses_a_row(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path, steps: list[str], total: int
) -> None:
    backend = FakeBackend(tmp_path)
    session, owner = Session(backend, Login("zhang")), QWidget()
    numbers = set(range(10, 10 + 3 * total, 3))
    fill(backend, numbers)
    model = PagedTableModel(COLUMNS, lines_after, lambda row: row, session, owner)
    model.reload()
    for at, step in enumerate(steps):
        if step == "more":
            model.fetchMore()
        elif step == "reload":
            model.reload()
        else:
            numbers = numbers | {at * 100 + 11} if step == "insert" else numbers - set(list(numbers)[:5])
            fill(backend, numbers)
            model.reload()
    read_all(qtbot, model)
    session.close()
    assert shown(model) == sorted(numbers)


def test_a_destroyed_page_gets_no_rows(qtbot: QtBot, backend: FakeBackend, session: Session) -> None:
    owner = QWidget()
    model = PagedTableModel(COLUMNS, lines_after, lambda row: row, session, owner)
    fill(backend, [1])
    model.reload()
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    done: list[Any] = []
    witness = QWidget()
    session.read(witness, lambda _connection: 1, done.append)
    qtbot.waitUntil(lambda: bool(done))
