"""Forms: fields in reading order. Enter moves on, Ctrl+Enter posts, problems stand beside their fields."""

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from supplies.errors import SuppliesError
from supplies.ui.icons import Button
from supplies.ui.widgets.fields import ChoiceField, Field
from supplies.ui.widgets.flow import FlowLayout
from supplies.ui.widgets.message import MessageBar
from supplies.ui.widgets.picker import Option
from supplies.ui.widgets.status import Status

AnyField = TypeVar("AnyField", bound=Field[Any])

COLUMN_EMS = 15
"""A column narrower than this gives way to fewer columns."""
SETTLED_MS = 400
"""A pause this long after the last key is worth keeping a draft."""


class Form(QFrame):
    """Holds fields by name.

    ``submitted`` comes only when every field is well. Problems that a rule finds after posting come back through
    ``set_errors``.
    """

    submitted = Signal()
    settled = Signal()
    """Something was changed, and then nothing for a moment: time to keep a draft."""

    def __init__(self, name: str, submit_text: str, *, columns: int = 2, parent: QWidget | None = None) -> None:
        """Make an empty form; ``submit_text`` carries the mnemonic of its button."""
        super().__init__(parent)
        self.setObjectName(name)
        self._columns = columns
        self._placed_columns = 0
        self._fields: dict[str, Field[Any]] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self.message = MessageBar(f"{name}_message")
        self.submit_button = Button(f"{name}_submit", submit_text, "check", "primary")
        enter = QKeySequence("Ctrl+Return").toString(QKeySequence.SequenceFormat.NativeText)
        self.submit_button.setToolTip(f"{self.submit_button.accessibleName()} ({enter})")
        self.submit_button.clicked.connect(self.submit)
        self._buttons = FlowLayout()
        self._buttons.setContentsMargins(0, 0, 0, 0)
        self._buttons.addWidget(self.submit_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        layout.addWidget(self.message)
        layout.addLayout(self._grid)
        layout.addLayout(self._buttons)
        self._changed = QTimer(self, interval=SETTLED_MS, singleShot=True)
        self._changed.timeout.connect(self.settled)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            shortcut = QShortcut(QKeySequence(keys), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.setObjectName(f"{name}_{keys}")
            shortcut.activated.connect(self.submit)
        shortcut.setWhatsThis(self.submit_button.accessibleName())

    def add(self, field: AnyField) -> AnyField:
        """Add a field after those there are; returns it."""
        assert field.name not in self._fields, "a name stands for one field"
        self._fields[field.name] = field
        field.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # columns of one width
        field.edited.connect(self._changed.start)
        field.installEventFilter(self)
        self._place_fields()
        return field

    def set_shown(self, name: str, *, is_shown: bool) -> None:
        """Show or hide a field, as other answers want it; a hidden one is neither checked nor stepped on."""
        field = self._fields[name]
        if field.isHidden() == is_shown:
            field.setVisible(is_shown)
            self._placed_columns = 0
            self._place_fields()

    def add_button(self, button: Button) -> Button:
        """Put another button beside the one that submits."""
        self._buttons.addWidget(button)
        return button

    def field(self, name: str) -> Field[Any]:
        """Return a field by its name."""
        return self._fields[name]

    def check(self) -> bool:
        """Show every field's problem, put the cursor into the first bad one; True where all is well."""
        problems = {name: field.problem() for name, field in self._fields.items() if not field.isHidden()}
        found = {name: problem for name, problem in problems.items() if problem is not None}
        self.set_errors(found)
        return not found

    def submit(self) -> None:
        """Tell that the form is filled, if it is."""
        if self.submit_button.isEnabled() and self.check():
            self.submitted.emit()

    def set_errors(self, errors: Mapping[str, SuppliesError]) -> None:
        """Show problems beside their fields; those of no field stand above. None at all withdraws the old ones."""
        for name, field in self._fields.items():
            field.show_problem(errors.get(name))
        elsewhere = [error for name, error in errors.items() if name not in self._fields]
        if elsewhere:
            self.message.show_error(elsewhere[0])
        else:
            self.message.dismiss()
        bad = [field for name, field in self._fields.items() if name in errors]
        if bad:
            bad[0].focus()

    def show_error(self, error: SuppliesError) -> None:
        """Show a refusal above the form; what was entered stays."""
        self.message.show_error(error)

    def show_done(self, text: str) -> None:
        """Show above the form that it was accepted."""
        self.message.show_message(Status.OK, text)

    def set_busy(self, *, is_busy: bool) -> None:
        """Keep the form from being submitted twice while its post is on the way."""
        self.submit_button.setEnabled(not (is_busy or self.submit_button.reason))

    def content(self) -> dict[str, list[str]]:
        """Return all that was entered: of each field its text, and what was chosen."""
        return {name: [field.text(), *_choice(field)] for name, field in self._fields.items()}

    def draft(self) -> dict[str, list[str]]:
        """Return what of that a draft may keep."""
        return {name: answer for name, answer in self.content().items() if self._fields[name].is_kept}

    def restore(self, content: Mapping[str, Sequence[str]]) -> None:
        """Fill in what a draft kept; fields it does not know stay as they are."""
        for name, (text, *choice) in content.items():
            field = self._fields.get(name)
            if isinstance(field, ChoiceField):
                field.choose(Option(*choice) if choice else None)
            if field is not None and not choice:
                field.set_text(text)

    def settle(self) -> None:
        """Do not wait for the pause: keep now what was changed."""
        if self._changed.isActive():
            self._changed.stop()
            self.settled.emit()

    def take_as_it_stands(self) -> None:
        """Let what was filled in for a person not count as changed by them."""
        self._changed.stop()

    def clear(self) -> None:
        """Empty every field and go to the first one."""
        for field in self._fields.values():
            if isinstance(field, ChoiceField):
                field.choose(None)
            field.set_text("")
        self.message.dismiss()
        self.focus_first()

    def focus_first(self) -> None:
        """Put the cursor into the first field that can be seen; in a form without any, on its button."""
        for field in self._shown():
            field.focus()
            return
        self.submit_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move on with Enter, which an entry passes on once it has done with it."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._move_on()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use fewer columns where the window is narrow or the text large."""
        super().resizeEvent(event)
        self._place_fields()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Lay the fields out anew when one of them is shown or hidden."""
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._place_fields()
        return super().eventFilter(watched, event)

    def _move_on(self) -> None:
        """Go to the field after the one with the cursor, or to the button after the last."""
        shown = self._shown()
        at = next((index for index, field in enumerate(shown) if field.has_cursor()), None)
        if at is not None and at + 1 < len(shown):
            shown[at + 1].focus()
        elif at is not None:
            self.submit_button.setFocus(Qt.FocusReason.TabFocusReason)

    def _shown(self) -> list[Field[Any]]:
        """Return the fields that are not put away, in reading order; one that is just being added is not yet placed."""
        return [field for field in self._fields.values() if field.parent() is None or not field.isHidden()]

    def _place_fields(self) -> None:
        """Lay the fields out in as many columns as there is room for; a wide one takes its line alone."""
        room = max(1, self.width() // max(1, COLUMN_EMS * self.fontMetrics().horizontalAdvance("中")))
        columns = min(self._columns, room)
        shown = self._shown()
        if columns == self._placed_columns and self._grid.count() == len(shown):
            return
        self._clear_grid()
        self._placed_columns = columns
        place = 0
        for field in shown:
            if field.is_wide and place % columns:
                place += columns - place % columns
            span = columns if field.is_wide else 1
            self._grid.addWidget(field, place // columns, place % columns, 1, span)
            place += span
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)

    def _clear_grid(self) -> None:
        """Take every field out of its place."""
        for field in self._fields.values():
            self._grid.removeWidget(field)  # not takeAt: what remembers the field's size would outlive its place
        for column in range(self._columns):
            self._grid.setColumnStretch(column, 0)


def _choice(field: Field[Any]) -> list[str]:
    """Return what a field has chosen, as a draft keeps it."""
    option = field.option if isinstance(field, ChoiceField) else None
    return [option.value, option.label, option.detail] if option else []
