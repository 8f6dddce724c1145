"""A program to stand behind the desktop in tests: a real database, real threads, and no rules."""

import threading
import time
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, NoReturn, TypeVar

import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.pool import NullPool

from supplies.accounts.permissions import Administrator, Held, Permissions, Standing
from supplies.journal.action import Action
from supplies.journal.post import Posted
from supplies.journal.queries import EntryRow
from supplies.journal.verify import Verification
from supplies.models.accounts import Role
from supplies.values import ActionId, Changes, DepotCode, Login, SiteId, Topic, new_id

T = TypeVar("T")


class Note(Action, tag="test.note", frozen=True, kw_only=True):
    """An action of no room."""

    text: str


def note(text: str) -> Note:
    return Note(action_id=ActionId(new_id()), business_date=date(2026, 11, 23), text=text)


def never(answer: object) -> NoReturn:
    """Take an answer that must not come."""
    pytest.fail(f"came: {answer!r}")


class FakeBackend:
    """Keeps what was posted, in order, and on which thread each call came."""

    def __init__(self, folder: Path) -> None:
        self.engine = create_engine(f"sqlite:///{folder / 'fake.db'}", poolclass=NullPool)
        self.posted: list[tuple[Action | str, Login]] = []
        self.threads: set[str] = set()
        self.refusal: Exception | None = None
        self.delay_seconds = 0.0
        self.gate = threading.Event()
        self.gate.set()
        self.unseen = Changes()
        self.is_down = False
        self.roles: dict[str, frozenset[Role]] = {}
        self.held: frozenset[Held] = frozenset()
        self.has_password = False

    @property
    def texts(self) -> list[str]:
        """Return what was noted, in order."""
        return [action.text if isinstance(action, Note) else str(action) for action, _actor in self.posted]

    def read(self, query: Callable[[Connection], T]) -> T:
        self.threads.add(threading.current_thread().name)
        with self.engine.connect() as connection:
            return query(connection)

    def post(self, actions: Sequence[Action], actor: Login, *, submitting: bool = False) -> list[Posted]:
        assert submitting, "a screen submits what others have to approve"
        self.threads.add(threading.current_thread().name)
        self.gate.wait(10)
        time.sleep(self.delay_seconds)
        if self.refusal is not None:
            raise self.refusal
        answers: list[Any] = []
        for action in actions:
            self.posted.append((action, actor))
            answers.append(Posted(_entry(len(self.posted)), Changes(frozenset({Topic.STOCK})), is_new=True))
        return answers

    def permissions(self, login: Login) -> Permissions:
        """Return what is held here; the actions of these tests want no role unless one says so."""
        standing = Standing(login, is_active=True, must_change=False, has_password=self.has_password, held=self.held)
        return Permissions(login, standing, self.roles, (Administrator("管理员", DepotCode("")),))

    def change_password(self, login: Login, old: str, new: str) -> None:
        if self.refusal is not None:
            raise self.refusal
        self.posted.append((f"password of {login}: {old} {new}", login))

    def verify(self, *, deep: bool = False) -> Verification:
        return Verification(len(self.posted), (), deep, ())

    def back_up(self, target: Path) -> None:
        target.write_bytes(b"backup")

    def post_with(self, actions: Sequence[Action], actor: Login, attachment: bytes) -> list[Posted]:
        assert attachment, "a post with nothing attached is a plain post"
        return self.post(actions, actor, submitting=True)

    def poll(self) -> Changes:
        if self.is_down:
            raise ConnectionError("down")
        changes, self.unseen = self.unseen, Changes()
        return changes


def _entry(seq: int) -> EntryRow:
    return EntryRow(
        site_id=SiteId("210381A"),
        seq=seq,
        epoch=1,
        action_id=ActionId(new_id()),
        action_type="test",
        version=1,
        actor=Login("zhang"),
        business_date=date(2026, 11, 23),
        recorded_at=datetime(2026, 11, 23, tzinfo=UTC),
        seen="{}",
        payload_hash=bytes(32),
        prev_hash=bytes(32),
        hash=bytes(32),
        payload=b"{}",
    )
