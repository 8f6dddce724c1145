"""A field for a 统一社会信用代码, checked while it is typed."""

from supplies.accounts.credit_code import is_credit_code
from supplies.errors import CreditCodeWrong, SuppliesError
from supplies.language import _
from supplies.ui.widgets.code_field import CodeField, matching

LENGTH = 18
has_form = matching("[0-9A-Z]{18}")


class CreditCodeField(CodeField):
    """A code of eighteen characters, the last of which proves the others; it may stay unknown."""

    def __init__(self, name: str, label: str) -> None:
        form = _("18 digits and capital letters; empty where it is not known")
        super().__init__(name, label, is_credit_code, form, is_required=False)
        self.edit.textChanged.connect(self._look)

    def problem_of_text(self) -> SuppliesError:
        """Return how such a code is written, or that its check character does not fit."""
        code = self.plain()
        return CreditCodeWrong(text=code) if has_form(code) else super().problem_of_text()

    def _look(self) -> None:
        """Say as soon as it is whole whether it is right; until then how much of it is missing."""
        code = self.plain()
        missing = LENGTH - len(code)
        is_whole = bool(code) and missing <= 0
        self.show_problem(self.problem() if is_whole else None)
        note = _("{n} more characters").format(n=missing) if code and missing > 0 else ""
        self.set_note(_("The check character fits.") if is_credit_code(code) else note)
