"""A form in a panel over its page: it makes one action, posts it, and keeps what was entered until that is done."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from supplies.errors import SuppliesError
from supplies.language import _
from supplies.ui.icons import Button
from supplies.ui.session import Actions, Answer, Session
from supplies.ui.widgets.forms import Form
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.overlay import MARGIN_PX, Overlay

WIDEST_EMS = 46
SIDE_PX = 20
"""What title and words are set in by, to stand above the fields."""
HEAD_PX = 64
"""The margins of the card around title and form."""


class FormOverlay(Overlay):
    """Holds a form over its page. Whoever makes it adds the fields and listens to the form's ``submitted``."""

    def __init__(self, name: str, title: str, submit_text: str, page: QWidget) -> None:
        """Make a hidden panel.

        Args:
            name: its object name; the form's is the same with ``_form``.
            title: what it is for.
            submit_text: the button that is the point of the form, with its mnemonic.
            page: what it lies over.
        """
        super().__init__(name, title, page, WIDEST_EMS)
        self.form = Form(f"{name}_form", submit_text)
        self.form.setProperty("role", "bare")
        self._title = text_label(title, "heading", wraps=True)
        self._said = text_label("", "quiet", wraps=True)
        self._said.hide()
        close = Button(f"{name}_close", _("&Close"), "close", "quiet")
        close.clicked.connect(self.close_panel)
        head = QHBoxLayout()
        head.setContentsMargins(SIDE_PX, 0, 0, 0)
        self._said.setContentsMargins(SIDE_PX, 0, SIDE_PX, 0)
        head.addWidget(self._title, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setObjectName(f"{name}_scroll")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self.form)
        self._fitting = QTimer(self, interval=0, singleShot=True)
        self._fitting.timeout.connect(self.fit)
        self.form.installEventFilter(self)
        layout = QVBoxLayout(self.card)
        layout.addLayout(head)
        layout.addWidget(self._said)
        layout.addWidget(self._scroll, 1)

    def set_title(self, title: str) -> None:
        """Say what the form is about this time."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def say(self, text: str) -> None:
        """Say below the title what must be known before filling in."""
        self._said.setText(text)
        self._said.setVisible(bool(text))

    def open_panel(self) -> None:
        """Show the form as high as it needs, its cursor in the first field."""
        super().open_panel()
        self.fit()
        self.form.focus_first()

    def first_focus(self) -> QWidget:
        """Return the form; its first field takes the cursor."""
        return self.form

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with the form, as sentences come and go below its fields."""
        if watched is self.form and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fitting.start()  # once the layout itself has seen the event
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Give the form the height it wants, as far as the page has room; the rest scrolls."""
        wanted = self._wanted_height() + self._scroll.frameWidth() * 2
        room = self.covered.height() - 2 * self._title.height() - 2 * MARGIN_PX - HEAD_PX
        self._scroll.setFixedHeight(max(0, min(wanted, room)))

    def _wanted_height(self) -> int:
        """Return how high the form is at its present width, with its sentences broken into lines."""
        layout = self.form.layout()
        assert layout is not None, "a form has a layout"
        layout.activate()
        least = layout.totalMinimumSize().height()
        return max(least, layout.totalHeightForWidth(self._scroll.viewport().width()))


class FormPanel(FormOverlay):
    """A form that makes actions and posts them."""

    posted = Signal(object)
    """What became of the actions; the panel is put away."""

    def __init__(
        self, name: str, title: str, submit_text: str, page: QWidget, session: Session, make: Callable[[], Actions]
    ) -> None:
        """Make a hidden panel; ``make`` returns the actions of the form, and is called when every field is well."""
        super().__init__(name, title, submit_text, page)
        self.form.submitted.connect(self._submit)
        self._session = session
        self._make = make

    def _submit(self) -> None:
        """Post what the form stands for."""
        self.form.set_busy(is_busy=True)
        actions = self._make()
        self._session.post(self, actions, self._done, self._refused, attachment=self.attachment())

    def attachment(self) -> bytes:
        """Return an encrypted file that the actions just made name; a subclass may have one."""
        return b""

    def _done(self, answer: Answer) -> None:
        """Put the panel away, empty for the next time."""
        self.form.set_busy(is_busy=False)
        self.form.clear()
        self.close_panel()
        self.posted.emit(answer)

    def _refused(self, error: SuppliesError) -> None:
        """Show the refusal beside the field it is about, or above the form."""
        self.form.set_busy(is_busy=False)
        self.form.set_errors(self.places_of(error))
        self.fit()

    def places_of(self, error: SuppliesError) -> Mapping[str, SuppliesError]:
        """Return a refusal under the name of the field it is about; a subclass may know that better."""
        return errors_by_field(error)


def errors_by_field(error: SuppliesError) -> Mapping[str, SuppliesError]:
    """Return a refusal under the name of the field that it names; under none, it stands above the form."""
    named = {line.field: line.error for line in error.lines if line.field}
    return named or {str(error.facts.get("field", "")): error}
