"""Who shows what: after a change, visible views reload at once, hidden ones when they are shown again."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from supplies.values import Changes, Topic

GATHER_MS = 40
"""Changes this close together make one reload."""


@dataclass(slots=True)
class _Watch:
    """A view, what it shows, and whether it is out of date."""

    view: QWidget
    topics: frozenset[Topic]
    reload: Callable[[], None]
    is_stale: bool

    def refresh(self) -> None:
        """Reload a stale view that can be seen."""
        if self.is_stale and self.view.isVisible():
            self.is_stale = False
            self.reload()


class _ShowFilter(QObject):
    """Notices that a view is shown; belongs to the view and ends with it."""

    def __init__(self, watch: _Watch) -> None:
        super().__init__(watch.view)
        self._watch = watch
        watch.view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Refresh on show; never keeps an event from its goal."""
        if event.type() == QEvent.Type.Show and watched is self._watch.view:
            QTimer.singleShot(0, self, self._shown)
        return False

    @Slot()
    def _shown(self) -> None:
        """Refresh the view, now that it can be seen."""
        self._watch.refresh()


class ChangeNotifier(QObject):
    """Tells views of changes to the topics they show."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._watches: list[_Watch] = []
        self._gathered = Changes()
        self._timer = QTimer(self, interval=GATHER_MS, singleShot=True)
        self._timer.timeout.connect(self._tell)

    def watch(self, view: QWidget, topics: frozenset[Topic], reload: Callable[[], None], *, stale: bool = True) -> None:
        """Reload ``view`` after changes to its topics.

        Args:
            view: once it is destroyed it is forgotten.
            topics: what the view shows.
            reload: reads again what is shown; called while the view can be seen.
            stale: whether the view has yet to load for the first time.
        """
        watch = _Watch(view, topics, reload, stale)
        self._watches.append(watch)
        _ShowFilter(watch)
        watch.refresh()

    @Slot(object)
    def publish(self, changes: Changes) -> None:
        """Take note of changes; views learn of them a moment later, of many at once only once."""
        self._gathered |= changes
        if not self._timer.isActive():
            self._timer.start()

    def _tell(self) -> None:
        """Mark the views concerned and refresh those that can be seen."""
        changes, self._gathered = self._gathered, Changes()
        self._watches = [watch for watch in self._watches if isValid(watch.view)]
        concerned = [watch for watch in self._watches if watch.topics & changes.topics]
        for watch in concerned:
            watch.is_stale = True
        for watch in concerned:
            watch.refresh()
