"""How good an answer is, told three ways at once: colour, icon and word."""

from enum import StrEnum

from supplies.language import N_, _


class Status(StrEnum):
    """How good an answer is; the values name icons, tones and style sheet states alike."""

    INFO = "info"
    OK = "ok"
    WARNING = "warning"
    ERROR = "error"

    @property
    def word(self) -> str:
        """Return the word beside the icon."""
        return _(_WORDS[self])


_WORDS = {
    Status.INFO: N_("Note"),
    Status.OK: N_("Done"),
    Status.WARNING: N_("Attention"),
    Status.ERROR: N_("Not done"),
}
