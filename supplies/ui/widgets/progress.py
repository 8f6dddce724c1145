"""How far long work is, and a way to stop it. Short work never shows it."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from supplies.language import _
from supplies.ui.background import Task
from supplies.ui.icons import Button
from supplies.ui.widgets.labels import text_label

PATIENCE_MS = 500
"""Work that takes no longer than this is not worth showing."""


class ProgressStrip(QFrame):
    """Follows one task at a time; hidden otherwise."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setProperty("role", "card")
        self._task: Task | None = None
        self._text = text_label("", wraps=True)
        self._bar = QProgressBar()
        self._bar.setObjectName(f"{name}_bar")
        self._bar.setTextVisible(False)
        self._stop = Button(f"{name}_stop", _("&Stop"), "close")
        self._stop.clicked.connect(self._stop_task)
        words = QVBoxLayout()
        words.addWidget(self._text)
        words.addWidget(self._bar)
        layout = QHBoxLayout(self)
        layout.addLayout(words, 1)
        layout.addWidget(self._stop)
        self._timer = QTimer(self, interval=PATIENCE_MS, singleShot=True)
        self._timer.timeout.connect(self.show)
        self.hide()

    def follow(self, task: Task, text: str) -> None:
        """Show a task that takes its time; ``text`` says what is being done."""
        self._task = task
        self._text.setText(text)
        self._bar.setAccessibleName(text)
        self._bar.setRange(0, 0)
        self._stop.setEnabled(not task.must_finish)
        task.progressed.connect(self._show_progress)
        task.finished.connect(self._finished)
        self._timer.start()

    def _show_progress(self, done: int, total: int) -> None:
        """Move the bar; without a known end it only runs."""
        if self.sender() is self._task:
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    def _finished(self) -> None:
        """Put the strip away when the task that it follows has ended."""
        if self.sender() is self._task:
            self._timer.stop()
            self._task = None
            self.hide()

    def _stop_task(self) -> None:
        """Stop the work at its next step."""
        if self._task is not None:
            self._text.setText(_("Stopping …"))
            self._stop.setEnabled(False)
            self._task.cancel()
