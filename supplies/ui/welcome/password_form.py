"""The form for a first password of one's own, or for one in place of what an administrator gave."""

from supplies.language import _
from supplies.ui.icons import Button
from supplies.ui.widgets.forms import Form
from supplies.ui.widgets.password_field import password_fields


class PasswordForm(Form):
    """Asks twice for the new password."""

    def __init__(self) -> None:
        super().__init__("welcome_password", _("&Set the password"), columns=1)
        self.new, self.again = password_fields(self)
        self.later = self.add_button(Button("welcome_later", _("&Later"), "right", "quiet"))

    def begin(self, *, is_optional: bool) -> None:
        """Ask anew; ``is_optional`` offers to do it later."""
        self.later.setVisible(is_optional)
        self.clear()
