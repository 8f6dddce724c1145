"""A row of filters above a list, on several lines where the window is narrow."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from supplies.language import _
from supplies.ui.icons import Button, without_mnemonic
from supplies.ui.widgets.choice_box import ChoiceBox
from supplies.ui.widgets.flow import FlowLayout


class FilterBar(QWidget):
    """Filters by name; ``changed`` tells all their values."""

    changed = Signal(dict)
    """Every filter's value by name: a text, "yes" or "" for a tick."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._name = name
        self._choices: dict[str, ChoiceBox] = {}
        self._ticks: dict[str, QCheckBox] = {}
        self._flow = FlowLayout(self)
        self._flow.setContentsMargins(0, 0, 0, 0)
        self._clear = Button(f"{name}_clear", _("Clear &filters"), "close", "quiet")
        self._clear.clicked.connect(self.clear)
        self._clear.hide()

    def add_widget(self, widget: QWidget) -> None:
        """Put a widget, such as a search field, at the end of the row."""
        self._flow.removeWidget(self._clear)
        self._flow.addWidget(widget)
        self._flow.addWidget(self._clear)

    def add_choice(self, name: str, title: str, all_words: str, options: Sequence[tuple[str, str]] = ()) -> ChoiceBox:
        """Add a filter by one of several values.

        Args:
            name: under which its value is told.
            title: what it is called when read aloud, and shown as its hint.
            all_words: the first choice, which filters nothing.
            options: value and words of each other choice.
        """
        box = ChoiceBox(f"{self._name}_{name}", title)
        box.setToolTip(title)
        self._choices[name] = box
        box.addItem(all_words, "")
        self.set_options(name, options)
        box.currentIndexChanged.connect(self._tell)
        self.add_widget(box)
        return box

    def set_options(self, name: str, options: Sequence[tuple[str, str]]) -> None:
        """Offer other values; the one chosen stays chosen where it is still offered."""
        box = self._choices[name]
        before = box.value()
        with QSignalBlocker(box):
            while box.count() > 1:
                box.removeItem(1)
            for value, words in options:
                box.addItem(words, value)
            box.choose(before)

    def add_tick(self, name: str, text: str) -> QCheckBox:
        """Add a filter that is on or off; its mnemonic stands in ``text``."""
        tick = QCheckBox(text)
        tick.setObjectName(f"{self._name}_{name}")
        tick.setAccessibleName(without_mnemonic(text))
        self._ticks[name] = tick
        tick.toggled.connect(self._tell)
        self.add_widget(tick)
        return tick

    def values(self) -> dict[str, str]:
        """Return every filter's value by name."""
        chosen = {name: box.value() for name, box in self._choices.items()}
        return chosen | {name: "yes" if tick.isChecked() else "" for name, tick in self._ticks.items()}

    def set_values(self, values: Mapping[str, str]) -> None:
        """Set filters by name and tell once."""
        with QSignalBlocker(self):
            for name, box in self._choices.items():
                box.choose(values.get(name, box.value()))
            for name, tick in self._ticks.items():
                tick.setChecked(values.get(name, "yes" if tick.isChecked() else "") == "yes")
        self._tell()

    def clear(self) -> None:
        """Filter nothing."""
        self.set_values(dict.fromkeys((*self._choices, *self._ticks), ""))

    def _tell(self) -> None:
        """Tell the values, and offer to clear them while any filters."""
        values = self.values()
        self._clear.setVisible(any(values.values()))
        self.changed.emit(values)
