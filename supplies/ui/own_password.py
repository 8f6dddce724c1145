"""The panel in which somebody changes their own password."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supplies.errors import SuppliesError
from supplies.language import _
from supplies.ui.session import Session
from supplies.ui.widgets.form_panel import FormOverlay
from supplies.ui.widgets.password_field import PasswordField, password_fields, place_of


class OwnPasswordPanel(FormOverlay):
    """Asks for the present password, where there is one, and twice for the new one."""

    done = Signal()

    def __init__(self, window: QWidget, session: Session) -> None:
        """Make a hidden panel over ``window``."""
        super().__init__("own_password", _("Change your password"), _("&Set the password"), window)
        self.say(_("Nobody else knows it, not even the administrator; what is kept of it cannot be read."))
        self._session = session
        self.old = self.form.add(PasswordField("old", _("Present password")))
        self.new, self.again = password_fields(self.form)
        self.form.submitted.connect(self._submit)

    def open_panel(self) -> None:
        """Ask anew."""
        self.form.clear()
        self.form.set_shown("old", is_shown=self._session.has_password)
        super().open_panel()

    def close_panel(self) -> None:
        """Put the panel away; nothing that was typed stays."""
        super().close_panel()
        self.form.clear()

    def _submit(self) -> None:
        """Set the password."""
        self.form.set_busy(is_busy=True)
        self._session.change_password(self, self.old.text(), self.new.text(), self._done, self._refused)

    def _done(self) -> None:
        """Put the panel away and tell."""
        self.form.set_busy(is_busy=False)
        self.close_panel()
        self.done.emit()

    def _refused(self, error: SuppliesError) -> None:
        """Say beside the field what is wrong."""
        self.form.set_busy(is_busy=False)
        self.form.set_errors({place_of(error): error})
        self.fit()
