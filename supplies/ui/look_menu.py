"""The menu of looks: colours, text size, large print and language."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from supplies.language import N_, Language, _
from supplies.ui.appearance import Appearance
from supplies.ui.theme import TEXT_SCALES, Scheme

T = TypeVar("T")

SCHEME_WORDS = ((Scheme.LIGHT, N_("&Light")), (Scheme.DARK, N_("&Dark")), (Scheme.CONTRAST, N_("&High contrast")))
LANGUAGE_WORDS = ((Language.CHINESE, "中文(&Z)"), (Language.ENGLISH, "&English"))


class LookMenu(QMenu):
    """Made anew each time it opens, so that its ticks are right."""

    def __init__(
        self, appearance: Appearance, set_language: Callable[[Language], object], parent: QWidget | None = None
    ) -> None:
        """Offer the looks.

        Args:
            appearance: what is changed.
            set_language: asked to change the language, which the window may refuse.
            parent: the window.
        """
        super().__init__(parent)
        self.setObjectName("look_menu")
        self._appearance = appearance
        self._set_language = set_language
        self.aboutToShow.connect(self._fill)

    def _fill(self) -> None:
        """Offer every choice, the present ones ticked."""
        self.clear()
        look = self._appearance.look
        self._add_heading(_("Colours"))
        schemes = [(scheme, _(words)) for scheme, words in SCHEME_WORDS]
        self._add_choices("scheme", schemes, look.scheme, self._set_scheme)
        self._add_heading(_("Text size"))
        scales = [(scale, f"&{at}   {scale} %") for at, scale in enumerate(TEXT_SCALES, start=1)]
        self._add_choices("scale", scales, look.scale, self._set_scale)
        large = self._add("large_print", _("Large &print, large buttons"), is_chosen=look.is_large_print)
        large.triggered.connect(self._toggle_large_print)
        self._add_heading(_("Language"))
        self._add_choices("language", LANGUAGE_WORDS, self._appearance.language, self._set_language)

    def _add_heading(self, words: str) -> None:
        """Say what the next lines are about. Qt's own sections show no words in a style sheet's menu."""
        if self.actions():
            self.addSeparator()
        self.addAction(words).setEnabled(False)

    def _add_choices(
        self, name: str, options: Sequence[tuple[T, str]], chosen: T, choose: Callable[[T], object]
    ) -> None:
        """Add a choice of one among several."""
        group = QActionGroup(self)
        for value, words in options:
            action = self._add(f"{name}_{value}", words, is_chosen=value == chosen)
            action.setData(partial(choose, value))
            group.addAction(action)
        group.triggered.connect(_run)

    def _add(self, name: str, words: str, *, is_chosen: bool) -> QAction:
        """Add something to tick."""
        action = self.addAction(words)
        action.setObjectName(f"look_{name}")
        action.setCheckable(True)
        action.setChecked(is_chosen)
        return action

    def _set_scheme(self, scheme: Scheme) -> None:
        """Use other colours."""
        self._appearance.set_look(replace(self._appearance.look, scheme=scheme))

    def _set_scale(self, scale: int) -> None:
        """Use another size of text."""
        self._appearance.set_look(replace(self._appearance.look, scale=scale))

    def _toggle_large_print(self, is_large: bool) -> None:
        """Use large print, or not."""
        self._appearance.set_look(replace(self._appearance.look, is_large_print=is_large))


def _run(action: QAction) -> None:
    """Do what an action is there for."""
    action.data()()
