"""Fields for short lists: one of a few from a box, several by ticks."""

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from supplies.errors import FieldEmpty, SuppliesError
from supplies.ui.icons import without_mnemonic
from supplies.ui.widgets.choice_box import ChoiceBox
from supplies.ui.widgets.fields import Field
from supplies.ui.widgets.flow import FlowLayout

SEPARATOR = ","


class SelectField(Field[str]):
    """One of a few, from a box; its first line, where nothing need be chosen yet, asks for a choice."""

    def __init__(
        self,
        name: str,
        label: str,
        options: Sequence[tuple[str, str]] = (),
        *,
        is_required: bool = True,
        empty_words: str = "",
    ) -> None:
        """Make the field.

        Args:
            name: its name in the form.
            label: what is asked.
            options: value and words of each choice.
            is_required: whether something has to be chosen.
            empty_words: the choice of nothing; without it the first option is chosen from the start.
        """
        self._box = ChoiceBox(name, without_mnemonic(label))
        super().__init__(name, label, self._box, is_required=is_required)
        self._empty_words = empty_words
        self._awaited = ""
        self.set_options(options)
        self._box.currentIndexChanged.connect(self._edited)

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """Offer other values; the one chosen, or awaited from a draft, is chosen where it is offered."""
        before = self._awaited or self._box.value()
        with QSignalBlocker(self._box):
            self._box.clear()
            if self._empty_words:
                self._box.addItem(self._empty_words, "")
            for value, words in options:
                self._box.addItem(words, value)
            self._box.choose(before)
        if self._box.value() == self._awaited:
            self._awaited = ""

    def value(self) -> str | None:
        """Return the value chosen."""
        return self._box.value() or None

    def text(self) -> str:
        """Return the value chosen."""
        return self._box.value()

    def set_text(self, text: str) -> None:
        """Choose a value, or await that it is offered; the empty text means the first choice."""
        if text:
            self._box.choose(text)
        else:
            self._box.setCurrentIndex(0)
        self._awaited = text if text != self._box.value() else ""
        self.show_problem(None)

    def problem_of_text(self) -> SuppliesError:
        """Return never: what is offered is right."""
        raise AssertionError("what is offered is never wrong")


class TicksField(Field[tuple[str, ...]]):
    """Several of a few, by ticks in a row."""

    is_wide = True
    ticked = Signal()
    """Other values than before are ticked, by a person or by a draft."""

    def __init__(self, name: str, label: str, options: Sequence[tuple[str, str]], *, is_required: bool = True) -> None:
        """Make the field with a tick for each option: its value, and its words with a mnemonic where one is free."""
        box = QWidget()
        super().__init__(name, label, box, is_required=is_required)
        row = FlowLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        self._ticks: dict[str, QCheckBox] = {}
        for value, words in options:
            tick = QCheckBox(words)
            tick.setObjectName(f"{name}_{value}")
            tick.setAccessibleName(f"{without_mnemonic(label)} {without_mnemonic(words)}")
            tick.toggled.connect(self._toggled)
            self._ticks[value] = tick
            row.addWidget(tick)
        box.setFocusProxy(self._first)

    @property
    def _first(self) -> QCheckBox:
        """Return the first tick."""
        return next(iter(self._ticks.values()))

    def value(self) -> tuple[str, ...] | None:
        """Return the values that are ticked, in their order; None where none is."""
        return tuple(value for value, tick in self._ticks.items() if tick.isChecked()) or None

    def text(self) -> str:
        """Return the values that are ticked."""
        return SEPARATOR.join(self.value() or ())

    def set_text(self, text: str) -> None:
        """Tick just these values."""
        wanted = set(text.split(SEPARATOR))
        for value, tick in self._ticks.items():
            with QSignalBlocker(tick):
                tick.setChecked(value in wanted)
        self.show_problem(None)
        self.ticked.emit()

    def problem(self) -> SuppliesError | None:
        """Return that nothing is ticked, where something must be."""
        return FieldEmpty() if self.is_required and self.value() is None else None

    def problem_of_text(self) -> SuppliesError:
        """Return never: what is offered is right."""
        raise AssertionError("what is offered is never wrong")

    def focus(self) -> None:
        """Go to the first tick."""
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _toggled(self) -> None:
        """Tell that a person ticked something."""
        self._edited()
        self.ticked.emit()
