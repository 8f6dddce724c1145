"""Papers kept on this computer until they are posted."""

from supplies.errors.base import StoreUnusable
from supplies.language import N_


class DraftsUnusable(StoreUnusable):
    """What was scanned or typed cannot be kept on this computer."""

    code = "drafts.unusable"
    message = N_("This cannot be kept on this computer: {problem} ({path}).")
    hint = N_("Free some space or ask for the right to write there, then scan again.")
