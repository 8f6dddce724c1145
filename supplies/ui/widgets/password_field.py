"""A field for a password: what is typed is not shown, and may be pasted; blanks belong to it."""

from PySide6.QtWidgets import QLineEdit

from supplies.accounts.passwords import LONGEST, SHORTEST
from supplies.errors import PasswordGuessable, PasswordLength, PasswordsDiffer, SuppliesError
from supplies.language import _
from supplies.ui.widgets.fields import LineField
from supplies.ui.widgets.forms import Form


class PasswordField(LineField[str]):
    """A password as it was typed; no draft keeps it."""

    is_kept = False

    def __init__(
        self, name: str, label: str, *, is_required: bool = True, same_as: "PasswordField | None" = None
    ) -> None:
        """Make the field; with ``same_as`` it asks for the password of that field again."""
        edit = QLineEdit()
        edit.setEchoMode(QLineEdit.EchoMode.Password)
        edit.setMaxLength(LONGEST + 1)  # so that one that is too long is refused, not cut off
        super().__init__(name, label, edit, is_required=is_required)
        self._same_as = same_as

    def text(self) -> str:
        """Return what stands in the entry, with its blanks."""
        return self.edit.text()

    def value(self) -> str | None:
        """Return the password; None where it is empty, or not the same as before."""
        return None if self._differs() else self.text() or None

    def problem(self) -> SuppliesError | None:
        """Return what is wrong; a password that need not be given has to be repeated where it is."""
        return self.problem_of_text() if self._differs() else super().problem()

    def _differs(self) -> bool:
        """Return whether it is not the same as before; where nothing was entered before, that is the problem there."""
        return self._same_as is not None and bool(self._same_as.text()) and self.text() != self._same_as.text()

    def problem_of_text(self) -> SuppliesError:
        """Return that it is not the same as before, which alone can be wrong."""
        return PasswordsDiffer()


def password_fields(form: Form) -> tuple[PasswordField, PasswordField]:
    """Add the fields for a new password, and its repetition, to a form."""
    words = _("at least {least} characters; a sentence that only you know is easy to remember")
    new = form.add(PasswordField("new", _("New password")))
    new.set_note(words.format(least=SHORTEST))
    return new, form.add(PasswordField("again", _("New password again"), same_as=new))


def place_of(error: SuppliesError) -> str:
    """Return the field that a refusal of a new password is about: the new one, or the present one."""
    return "new" if isinstance(error, PasswordLength | PasswordGuessable) else "old"
