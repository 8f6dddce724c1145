"""The one doorway to data: what a widget may read and post. Everything behind it runs off the UI thread."""

import logging
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol, TypeAlias, TypeVar, runtime_checkable

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid
from sqlalchemy import Connection

from supplies.accounts.permissions import Permissions
from supplies.drafts import Draft
from supplies.errors import SuppliesError, Unforeseen
from supplies.journal.action import Action
from supplies.journal.post import Posted
from supplies.journal.verify import Verification
from supplies.ui.background import Job, Runner, Task, Work
from supplies.values import Changes, DepotCode, Login, Topic

T = TypeVar("T")

StoreView: TypeAlias = Connection
"""One consistent view of the store, as a query is given it."""

Query: TypeAlias = Callable[[Connection], T]
"""A question to the store: takes a connection, returns frozen rows, holds no widget."""

READERS = 2
POLL_MS = 1_000

_log = logging.getLogger(__name__)


Actions: TypeAlias = Sequence[Action]
"""What is posted together, or not at all."""

Answer: TypeAlias = Sequence[Posted]
"""What became of the actions that were posted together, in their order."""


Verified: TypeAlias = Verification
"""What a check of the whole store has proved."""


class Backend(Protocol):
    """The program behind the desktop. Each call may come from any worker thread."""

    def read(self, query: Callable[[Connection], T]) -> T:
        """Run a query and return its answer."""
        ...

    def post(self, actions: Actions, actor: Login, *, submitting: bool = False) -> Answer:
        """Post all the actions in one transaction, or none of them; submit what others have to approve."""
        ...

    def post_with(self, actions: Actions, actor: Login, attachment: bytes) -> Answer:
        """Post actions that name an encrypted file, and keep the file beside them, all or nothing."""
        ...

    def poll(self) -> Changes:
        """Return what anyone changed since the last poll."""
        ...

    def permissions(self, login: Login) -> Permissions:
        """Return what somebody may do, as it stands now."""
        ...

    def change_password(self, login: Login, old: str, new: str) -> object:
        """Set somebody's own password."""
        ...

    def verify(self, *, deep: bool = False) -> Verification:
        """Check the whole store."""
        ...

    def back_up(self, target: Path) -> object:
        """Copy the store to a file, verified."""
        ...


class DraftStore(Protocol):
    """Half-filled forms, kept on this computer."""

    def save(self, draft_id: str, kind: str, owner: str, title: str, content: bytes) -> object:
        """Keep a draft in place of an earlier one of the same id."""
        ...

    def drafts(self, owner: str, kind: str) -> list[Draft]:
        """Return a person's drafts of a kind, newest first."""
        ...

    def remove(self, draft_id: str) -> object:
        """Forget a draft."""
        ...


@runtime_checkable
class ShowsErrors(Protocol):
    """A widget that shows errors of everything inside it, such as a page."""

    def show_error(self, error: SuppliesError) -> None:
        """Show what happened and what to do next."""
        ...


class Latest:
    """A place for one question at a time: asking anew lets go of the question before, so the newest answer wins."""

    def __init__(self) -> None:
        self._task: Task | None = None

    def take(self, task: Task) -> None:
        """Wait for this task only."""
        self.cancel()
        self._task = task

    def cancel(self) -> None:
        """Wait for nothing."""
        if self._task is not None:
            self._task.cancel()
            self._task = None


def foreseen(error: Exception) -> SuppliesError:
    """Return an error that has words: the error itself, or what an unforeseen one is called."""
    if isinstance(error, SuppliesError):
        return error
    return Unforeseen(problem=f"{type(error).__name__}: {error}")


class Session(QObject):
    """What widgets may do with data, on behalf of one person."""

    changed = Signal(object)
    """Changes made by anyone."""
    reachable = Signal(bool)
    """Whether the store answers; emitted when that turns."""
    failed = Signal(object)
    """A SuppliesError that no widget was there to show."""
    posts_done = Signal()
    """Nothing waits to be posted."""
    permissions_changed = Signal()
    """The person may do other things than before."""

    def __init__(self, backend: Backend, actor: Login, drafts: DraftStore | None = None) -> None:
        """Open the doorway; ``close`` must end it.

        Args:
            backend: the program.
            actor: the person in whose name is posted.
            drafts: where half-filled forms are kept, if anywhere.
        """
        super().__init__()
        self.actor = actor
        self._backend = backend
        self._drafts = drafts
        self._poll_lock = threading.Lock()
        self._is_reachable = True
        self._permissions = backend.permissions(actor)
        self._readers = Runner("read", READERS, self)
        self._writer = Runner("post", 1, self)
        self._worker = Runner("work", 1, self)
        self._writer.idle.connect(self.posts_done)
        self._polling: Task | None = None
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._poll)

    @property
    def keeps_drafts(self) -> bool:
        """Return whether half-filled forms are kept on this computer."""
        return self._drafts is not None

    @property
    def posts_pending(self) -> int:
        """Return how many posts and drafts are still on their way."""
        return self._writer.pending

    @property
    def is_idle(self) -> bool:
        """Return whether nothing is on its way."""
        return not (self._readers.pending or self._writer.pending or self._worker.pending)

    def may(self, action: str, depot: DepotCode | None = None) -> SuppliesError | None:
        """Return why an action would be refused, as far as it is known; None where nothing stands against it.

        The answer is there at once: what the person may do was read when the session began, and is read again when
        people or roles have changed. The rules have the last word.

        Args:
            action: its name, such as ``stock.issue``.
            depot: where; None where that is not known yet.
        """
        return self._permissions.may(action, depot)

    @property
    def has_password(self) -> bool:
        """Return whether the person has a password, as far as it is known."""
        standing = self._permissions.standing
        return standing is not None and standing.has_password

    def change_password(
        self,
        owner: QObject,
        old: str,
        new: str,
        on_done: Callable[[], None],
        on_error: Callable[[SuppliesError], None] | None = None,
    ) -> Task:
        """Set the person's own password, in order with the posts."""
        backend, login = self._backend, self.actor
        return self._writer.start(
            owner,
            lambda _job: backend.change_password(login, old, new),
            lambda _changed: self._password_changed(on_done),
            self._error_taker(owner, on_error),
            must_finish=True,
        )

    def _password_changed(self, on_done: Callable[[], None]) -> None:
        """Answer, and tell the views that show people."""
        on_done()
        self._tell(Changes(frozenset({Topic.ACCOUNTS, Topic.JOURNAL})))

    def start_polling(self) -> None:
        """Begin to look, once a second, for what others changed."""
        self._timer.start()

    def close(self) -> None:
        """Finish every post, drop every read, end the workers."""
        self._timer.stop()
        for runner in (self._readers, self._worker):
            runner.cancel_all()
            runner.close()
        self._writer.close()

    def read(
        self,
        owner: QObject,
        query: Query[T],
        on_result: Callable[[T], None],
        on_error: Callable[[SuppliesError], None] | None = None,
        *,
        latest: Latest | None = None,
    ) -> Task:
        """Ask a question of the store; the answer comes back on the UI thread.

        Args:
            owner: whoever asks; an answer for a destroyed owner is dropped.
            query: runs on a worker thread and holds no widget.
            on_result: takes the answer.
            on_error: takes the error; without it the page of the owner shows it.
            latest: lets go of the question asked before under the same token.
        """
        task = self._readers.start(
            owner, partial(_read, self._backend, query), on_result, self._error_taker(owner, on_error)
        )
        if latest is not None:
            latest.take(task)
        return task

    def run(
        self,
        owner: QObject,
        work: Work[T],
        on_result: Callable[[T], None],
        on_error: Callable[[SuppliesError], None] | None = None,
    ) -> Task:
        """Do long work that needs no store, such as writing a PDF, with progress and cancelling; one at a time.

        The work calls ``report`` or ``check`` of its job often: every hundredth of a second is not too often.
        """
        return self._worker.start(owner, work, on_result, self._error_taker(owner, on_error))

    def verify(self, owner: QObject, on_result: Callable[[Verified], None], *, deep: bool) -> Task:
        """Check the whole store while work goes on."""
        backend = self._backend
        return self._worker.start(
            owner, lambda _job: backend.verify(deep=deep), on_result, self._error_taker(owner, None)
        )

    def back_up(self, owner: QObject, target: Path, on_done: Callable[[], None]) -> Task:
        """Copy the store to a file while work goes on; the copy is verified before it gets its name."""
        backend = self._backend
        return self._worker.start(
            owner, lambda _job: backend.back_up(target), lambda _file: on_done(), self._error_taker(owner, None)
        )

    def post(
        self,
        owner: QObject,
        actions: Actions,
        on_posted: Callable[[Answer], None],
        on_error: Callable[[SuppliesError], None] | None = None,
        *,
        attachment: bytes = b"",
    ) -> Task:
        """Post actions, after all that were posted before.

        The posting goes on when ``owner`` is destroyed; only its answer is dropped then, and a refusal is told by
        ``failed``.

        Args:
            owner: whoever posts.
            actions: posted together or not at all.
            on_posted: takes what became of them, before the views reload.
            on_error: takes the refusal; without it the page of the owner shows it.
            attachment: an encrypted file that an action names, kept together with it; empty: none.
        """
        work = partial(_post, self._backend, tuple(actions), self.actor, self._poll_lock, attachment)
        return self._writer.start(
            self,
            work,
            partial(self._posted, owner, on_posted),
            partial(self._not_posted, owner, on_error),
            must_finish=True,
        )

    def save_draft(
        self,
        owner: QObject,
        draft_id: str,
        kind: str,
        title: str,
        content: bytes,
        on_saved: Callable[[], None],
        on_error: Callable[[SuppliesError], None] | None = None,
    ) -> Task:
        """Keep a half-filled form on this computer, in order with the posts; it is on the disk before ``on_saved``."""
        login = self.actor

        def save(drafts: DraftStore) -> None:
            drafts.save(draft_id, kind, login, title, content)

        return self._use_drafts(owner, save, lambda _saved: on_saved(), on_error)

    def read_drafts(
        self,
        owner: QObject,
        kind: str,
        on_result: Callable[[list[Draft]], None],
        on_error: Callable[[SuppliesError], None] | None = None,
    ) -> Task:
        """Ask for the person's drafts of a kind, newest first."""
        login = self.actor
        return self._use_drafts(owner, lambda drafts: drafts.drafts(login, kind), on_result, on_error)

    def remove_draft(self, owner: QObject, draft_id: str) -> Task:
        """Forget a draft, after all that was saved and posted before."""
        return self._use_drafts(owner, lambda drafts: drafts.remove(draft_id), lambda _removed: None, None)

    def _use_drafts(
        self,
        owner: QObject,
        use: Callable[[DraftStore], T],
        on_done: Callable[[T], None],
        on_error: Callable[[SuppliesError], None] | None,
    ) -> Task:
        """Do something with the drafts in the queue of the posts; it is done even where nobody waits any more."""
        drafts = self._drafts
        assert drafts is not None, "a session without drafts keeps none"
        return self._writer.start(
            owner, lambda _job: use(drafts), on_done, self._error_taker(owner, on_error), must_finish=True
        )

    def _posted(self, owner: QObject, on_posted: Callable[[Answer], None], answer: tuple[Answer, Changes]) -> None:
        """Answer the poster, then tell every view."""
        posted, changes = answer
        try:
            if isValid(owner):
                on_posted(posted)
        finally:
            self._tell(changes)

    def _not_posted(self, owner: QObject, on_error: Callable[[SuppliesError], None] | None, error: Exception) -> None:
        """Tell the poster of a refusal, or whoever is there when the poster is gone."""
        if isValid(owner):
            self._error_taker(owner, on_error)(error)
        else:
            self.failed.emit(foreseen(error))

    def _error_taker(
        self, owner: QObject, on_error: Callable[[SuppliesError], None] | None
    ) -> Callable[[Exception], None]:
        """Return what takes an error: the one given, or the page around the owner."""

        def take(error: Exception) -> None:
            (on_error or partial(self.show_near, owner))(foreseen(error))

        return take

    def show_near(self, owner: QObject, error: SuppliesError) -> None:
        """Show an error on the nearest page around its owner."""
        around: QObject | None = owner
        while around is not None:
            if isinstance(around, ShowsErrors):
                around.show_error(error)
                return
            around = around.parent()
        self.failed.emit(error)

    def _poll(self) -> None:
        """Look for others' changes, unless still looking."""
        if self._polling is None:
            work = partial(_poll, self._backend, self._poll_lock)
            self._polling = self._readers.start(self, work, self._polled, self._poll_failed)
            self._polling.finished.connect(self._poll_ended)

    def _poll_ended(self) -> None:
        """Allow the next look."""
        self._polling = None

    def _polled(self, changes: Changes) -> None:
        """Pass on what others changed."""
        self._set_reachable(is_reachable=True)
        if changes.topics:
            self._tell(changes)

    def _tell(self, changes: Changes) -> None:
        """Pass on what was changed; where it is about people, look what this one may do now."""
        self.changed.emit(changes)
        if Topic.ACCOUNTS in changes.topics:
            backend, login = self._backend, self.actor
            self._readers.start(
                self, lambda _job: backend.permissions(login), self._take_permissions, self._poll_failed
            )

    def _take_permissions(self, permissions: Permissions) -> None:
        """Note what the person may do now."""
        if permissions != self._permissions:
            self._permissions = permissions
            self.permissions_changed.emit()

    def _poll_failed(self, error: Exception) -> None:
        """Note that the store does not answer; the status bar shows it, and looking goes on."""
        _log.info("the store does not answer: %s", error)
        self._set_reachable(is_reachable=False)

    def _set_reachable(self, *, is_reachable: bool) -> None:
        """Tell when the store stops or begins to answer."""
        if is_reachable != self._is_reachable:
            self._is_reachable = is_reachable
            self.reachable.emit(is_reachable)


def _read(backend: Backend, query: Query[T], job: Job) -> T:
    """Ask the store, unless nobody waits any more. Runs on a worker thread."""
    job.check()
    return backend.read(query)


def _post(
    backend: Backend, actions: Actions, actor: Login, poll_lock: threading.Lock, attachment: bytes, _job: Job
) -> tuple[Answer, Changes]:
    """Post, and take what the next poll would report, so that views reload once. Runs on a worker thread."""
    if attachment:
        posted = backend.post_with(actions, actor, attachment)
    else:
        posted = backend.post(actions, actor, submitting=True)
    try:
        with poll_lock:
            others = backend.poll()
    except Exception as error:  # noqa: BLE001 - the posting succeeded; the timer will find that the store is gone
        _log.info("poll after a post failed: %s", error)
        others = Changes()
    for each in posted:
        others |= each.changes
    return posted, others


def _poll(backend: Backend, poll_lock: threading.Lock, _job: Job) -> Changes:
    """Ask what changed. Runs on a worker thread."""
    with poll_lock:
        return backend.poll()
