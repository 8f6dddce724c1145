"""Pages and labels."""

from supplies.errors.base import Refused, Unreadable
from supplies.language import N_


class NoFont(Refused):
    """No Chinese type on this computer."""

    code = "print.no_font"
    message = N_("This computer has no Chinese typeface that can be printed with.")
    hint = N_("Install one: sudo apt-get install fonts-wqy-microhei fonts-wqy-zenhei")


class Unprintable(Refused):
    """Characters that no face draws; better known before than blank on paper."""

    code = "print.unprintable"
    message = N_("These characters cannot be printed: {characters} ({where}).")
    hint = N_("Write the name with other characters, or add a typeface that has them in the settings.")


class LabelStockUnknown(Unreadable):
    """A label paper that is not known."""

    code = "print.stock_unknown"
    message = N_("There is no label paper named {stock}.")
    hint = N_("Choose one of: {known}.")


class LabelStartWrong(Unreadable):
    """A first label beyond the page."""

    code = "print.start_wrong"
    message = N_("The page has no label number {start}.")
    hint = N_("Choose a first label from 1 to {most}.")
