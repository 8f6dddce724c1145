"""The doorway: order, threads, owners that vanish, errors that find their page."""

import threading
from functools import partial
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection, text

from supplies.drafts import Draft
from supplies.errors import FieldEmpty, SuppliesError, Unforeseen
from supplies.ui.session import Latest, Session
from supplies.values import Changes, Login, Topic
from tests.ui.backend import FakeBackend, never, note


class Shelf(QWidget):
    """Something that shows errors of what it holds."""

    def __init__(self) -> None:
        super().__init__()
        self.errors: list[SuppliesError] = []

    def show_error(self, error: SuppliesError) -> None:
        self.errors.append(error)


def number(value: int, connection: Connection) -> Any:
    return connection.execute(text("select :value"), {"value": value}).scalar_one()


def slow(seconds: float, value: Any, _connection: Connection) -> Any:
    threading.Event().wait(seconds)
    return value


def test_an_answer_comes_back_on_the_ui_thread(qtbot: QtBot, session: Session, backend: FakeBackend) -> None:
    owner = QWidget()
    answers: list[Any] = []
    session.read(owner, partial(number, 7), lambda value: answers.append((value, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == [(7, threading.main_thread())]
    assert threading.main_thread().name not in backend.threads


def test_posts_stay_in_the_order_made(qtbot: QtBot, session: Session, backend: FakeBackend) -> None:
    owner = QWidget()
    answered: list[Any] = []
    for at in range(60):
        backend.delay_seconds = 0.004 if at % 7 == 0 else 0.0
        session.post(owner, [note(str(at))], partial(lambda at, _posted: answered.append(at), at))
    qtbot.waitUntil(lambda: len(answered) == 60)
    assert answered == list(range(60))
    assert backend.texts == [str(at) for at in range(60)]
    assert {actor for _action, actor in backend.posted} == {"zhang"}


def test_an_answer_for_a_destroyed_owner_is_dropped(qtbot: QtBot, session: Session) -> None:
    owner, witness = QWidget(), QWidget()
    answers: list[Any] = []
    session.read(owner, partial(slow, 0.05, "lost"), answers.append)
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    session.read(witness, partial(slow, 0.1, "kept"), answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    assert answers == ["kept"]


def test_a_post_of_a_destroyed_owner_is_posted_and_told_to_every_view(
    qtbot: QtBot, session: Session, backend: FakeBackend
) -> None:
    owner = QWidget()
    backend.gate.clear()
    session.post(owner, [note("kept")], never)
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    with qtbot.waitSignal(session.changed) as heard:
        backend.gate.set()
    assert heard.args[0].topics == {Topic.STOCK}
    assert backend.texts == ["kept"]


def test_a_refusal_of_a_destroyed_owner_is_not_lost(qtbot: QtBot, session: Session, backend: FakeBackend) -> None:
    owner = QWidget()
    backend.gate.clear()
    backend.refusal = FieldEmpty()
    session.post(owner, [note("refused")], never)
    owner.deleteLater()
    with qtbot.waitSignal(owner.destroyed):
        pass
    with qtbot.waitSignal(session.failed) as heard:
        backend.gate.set()
    assert heard.args == [backend.refusal]


def test_the_newest_search_wins(qtbot: QtBot, session: Session) -> None:
    owner = QWidget()
    latest = Latest()
    answers: list[Any] = []
    for at in range(8):
        session.read(owner, partial(slow, 0.08 - at * 0.01, at), answers.append, latest=latest)
    qtbot.waitUntil(lambda: bool(answers))
    qtbot.wait(120)
    assert answers == [7]


def test_a_search_let_go_before_it_began_is_not_asked(qtbot: QtBot, session: Session) -> None:
    owner = QWidget()
    latest = Latest()
    asked: list[Any] = []
    answers: list[Any] = []

    def query(at, connection):
        asked.append(at)
        return slow(0.05, at, connection)

    for at in range(10):
        session.read(owner, partial(query, at), answers.append, latest=latest)
    qtbot.waitUntil(lambda: answers == [9])
    assert len(asked) <= 3


def test_an_error_shows_on_the_page_around_its_owner(qtbot: QtBot, session: Session) -> None:
    page = Shelf()
    inner = QWidget(page)

    def refuse(_connection):
        raise FieldEmpty

    session.read(QWidget(inner), refuse, never)
    owner = QWidget(inner)
    session.read(owner, refuse, never)
    qtbot.waitUntil(lambda: bool(page.errors))
    assert page.errors[0].text() == "此处尚未填写。"


def test_an_unforeseen_error_has_words_too(qtbot: QtBot, session: Session, caplog: pytest.LogCaptureFixture) -> None:
    page = Shelf()

    def break_down(_connection):
        raise ZeroDivisionError("by zero")

    session.read(page, break_down, never)
    qtbot.waitUntil(lambda: bool(page.errors))
    assert isinstance(page.errors[0], Unforeseen)
    assert "ZeroDivisionError" in page.errors[0].text()
    assert "unforeseen" in caplog.text


def test_an_error_without_a_page_is_told_to_the_window(qtbot: QtBot, session: Session, backend: FakeBackend) -> None:
    backend.refusal = FieldEmpty()
    owner = QWidget()
    with qtbot.waitSignal(session.failed):
        session.post(owner, [note("refused")], never)


def test_a_post_reloads_views_once_together_with_what_others_did(
    qtbot: QtBot, session: Session, backend: FakeBackend
) -> None:
    heard: list[Any] = []
    session.changed.connect(heard.append)
    backend.unseen = Changes(frozenset({Topic.FUNDS}))
    owner = QWidget()
    with qtbot.waitSignal(session.posts_done):
        session.post(owner, [note("one")], lambda _posted: heard.append("answered"))
    session._poll()
    qtbot.wait(80)
    assert heard == ["answered", Changes(frozenset({Topic.FUNDS, Topic.STOCK}))]


def test_what_others_change_is_noticed_within_two_seconds(qtbot: QtBot, session: Session, backend: FakeBackend) -> None:
    session.start_polling()
    backend.unseen = Changes(frozenset({Topic.TENDERS}))
    with qtbot.waitSignal(session.changed, timeout=2000) as heard:
        pass
    assert heard.args[0].topics == {Topic.TENDERS}


def test_a_store_that_stops_answering_is_told_once_and_again_when_it_answers(
    qtbot: QtBot, session: Session, backend: FakeBackend
) -> None:
    heard: list[Any] = []
    session.reachable.connect(heard.append)
    for is_down in (True, True, False, False):
        backend.is_down = is_down
        session._poll()
        qtbot.waitUntil(lambda: session._polling is None)
    assert heard == [False, True]


def test_a_post_succeeds_although_the_poll_after_it_fails(qtbot: QtBot, session: Session, backend: FakeBackend) -> None:
    backend.is_down = True
    owner = QWidget()
    answers: list[Any] = []
    session.post(owner, [note("one")], answers.append, never)
    qtbot.waitUntil(lambda: bool(answers))
    assert len(backend.posted) == 1


def test_a_post_cannot_be_called_back(session: Session) -> None:
    task = session.post(QWidget(), [note("one")], lambda _posted: None)
    with pytest.raises(AssertionError):
        task.cancel()


def test_closing_finishes_every_post(qapp: QApplication, backend: FakeBackend) -> None:
    session = Session(backend, Login("zhang"))
    backend.delay_seconds = 0.01
    owner = QWidget()
    for at in range(10):
        session.post(owner, [note(str(at))], lambda _posted: None)
    session.close()
    assert backend.texts == [str(at) for at in range(10)]


def test_drafts_are_kept_in_order_with_the_posts(qtbot: QtBot, backend: FakeBackend) -> None:
    class Drafts:
        def save(self, draft_id: str, kind: str, owner: str, title: str, content: bytes) -> None:
            backend.posted.append((f"{draft_id} {kind} {owner} {title} {content!r}", Login("draft")))

        def drafts(self, owner: str, kind: str) -> list[Draft]:
            return []

        def remove(self, draft_id: str) -> None:
            backend.posted.append((f"{draft_id} removed", Login("draft")))

    session = Session(backend, Login("zhang"), Drafts())
    owner = QWidget()
    saved: list[Any] = []
    session.post(owner, [note("before")], lambda _posted: None)
    session.save_draft(owner, "d1", "receipt", "入库单", b"{}", partial(saved.append, "saved"))
    session.post(owner, [note("after")], lambda _posted: saved.append("posted"))
    session.remove_draft(owner, "d1")
    qtbot.waitUntil(lambda: len(saved) == 2)
    session.close()
    assert saved == ["saved", "posted"]
    assert backend.texts == ["before", "d1 receipt zhang 入库单 b'{}'", "after", "d1 removed"]
