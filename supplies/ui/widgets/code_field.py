"""A field for a code of a fixed form, such as that of a depot: written in capitals, checked as a whole."""

import re
import unicodedata
from collections.abc import Callable

from PySide6.QtWidgets import QLineEdit

from supplies.errors import NotACode, SuppliesError
from supplies.ui.widgets.fields import LineField

LONGEST = 40


def matching(pattern: str) -> Callable[[str], bool]:
    """Return whether a whole text has the form of a regular expression, as a function of the text."""
    compiled = re.compile(pattern)
    return lambda text: compiled.fullmatch(text) is not None


class CodeField(LineField[str]):
    """A code. Full-width letters and digits become plain ones; small letters become capitals where codes have them."""

    def __init__(
        self,
        name: str,
        label: str,
        is_good: Callable[[str], bool],
        form: str,
        *,
        is_required: bool = True,
        is_capital: bool = True,
    ) -> None:
        """Make the field.

        Args:
            name: its name in the form.
            label: what is asked.
            is_good: whether a text is such a code.
            form: how such a code is written, as a sentence; also the hint in the empty entry.
            is_required: whether an empty answer is a problem.
            is_capital: whether small letters become capitals; else capitals become small.
        """
        edit = QLineEdit()
        edit.setMaxLength(LONGEST)
        super().__init__(name, label, edit, is_required=is_required, hint=form)
        self._is_good = is_good
        self._form = form
        self._is_capital = is_capital

    def plain(self) -> str:
        """Return what was typed, in plain letters and digits without blanks."""
        text = "".join(unicodedata.normalize("NFKC", self.text()).split())
        return text.upper() if self._is_capital else text.lower()

    def value(self) -> str | None:
        """Return the code; None where there is none."""
        code = self.plain()
        return code if code and self._is_good(code) else None

    def problem_of_text(self) -> SuppliesError:
        """Return how such a code is written."""
        return NotACode(text=self.text(), form=self._form)
