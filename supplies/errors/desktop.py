"""The screens."""

from supplies.errors.base import Refused, SuppliesError, Unreadable
from supplies.language import N_


class Unforeseen(SuppliesError):
    """The program failed in a way that nobody foresaw."""

    code = "desktop.unforeseen"
    message = N_("The program met a fault: {problem}")
    hint = N_("This step was not carried out. Try again; if it happens again, send the diagnostics to the maintainers.")


class FieldEmpty(Unreadable):
    """A field that must be filled."""

    code = "desktop.field_empty"
    message = N_("Nothing is entered here.")
    hint = N_("Fill in this field.")


class NotAQuantity(Unreadable):
    """A field that should hold a quantity."""

    code = "desktop.not_a_quantity"
    message = N_("“{text}” is not a quantity.")
    hint = N_("Enter digits, such as {example}.")


class NotAnAmount(Unreadable):
    """A field that should hold a sum of money."""

    code = "desktop.not_an_amount"
    message = N_("“{text}” is not an amount in yuan.")
    hint = N_("Enter digits, such as 1234.56.")


class NotAnAmountInWan(Unreadable):
    """A field that should hold a sum of money in units of ten thousand yuan."""

    code = "desktop.not_an_amount_in_wan"
    message = N_("“{text}” is not an amount in 10,000 yuan.")
    hint = N_("Enter digits, at most six behind the point, such as 1298.44.")


class NotACode(Unreadable):
    """A field that should hold a code of a fixed form."""

    code = "desktop.not_a_code"
    message = N_("“{text}” cannot stand here.")
    hint = N_("It is written so: {form}")


class NotADate(Unreadable):
    """A field that should hold a date."""

    code = "desktop.not_a_date"
    message = N_("“{text}” is not a date.")
    hint = N_("Enter it as 2026-11-23 or 20261123.")


class NothingChosen(Unreadable):
    """A text typed into a field where something has to be chosen."""

    code = "desktop.nothing_chosen"
    message = N_("“{text}” is not in the list.")
    hint = N_("Type a part of the name, its pinyin initials or the code, and choose from the list.")


class UnsavedWork(Refused):
    """Something entered on a page would be lost."""

    code = "desktop.unsaved_work"
    message = N_("“{page}” holds something that is not posted yet.")
    hint = N_("Post it or clear it first.")


class PagesNotDrawn(SuppliesError):
    """The desktop could not be started to draw its pages."""

    code = "desktop.pages_not_drawn"
    message = N_("The pages could not be drawn: {problem}")
    hint = N_("Everything else was made. Run 'make setup' for what Qt needs, or use --no-pictures.")
