"""Labels as scanned."""

from supplies.errors.base import Unreadable
from supplies.language import N_


class LabelNotOurs(Unreadable):
    """A text that is not of the form of our labels."""

    code = "scan.not_ours"
    message = N_("{text} is not one of our labels.")
    hint = N_("Type the code under the QR, or look the goods up by name.")


class LabelCheckWrong(Unreadable):
    """A label code with a wrong or swapped character."""

    code = "scan.check_wrong"
    message = N_("{text} was misread or mistyped: its check character does not fit.")
    hint = N_("Scan again, or compare each group of four with the label.")
