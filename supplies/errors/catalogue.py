"""Item types and classes."""

from supplies.errors.base import Refused
from supplies.language import N_


class NothingToDo(Refused):
    """An action without lines."""

    code = "request.empty"
    message = N_("There is nothing to post.")
    hint = N_("Add at least one line.")


class CatalogueRefused(Refused):
    """Some lines of a revision cannot be."""

    code = "catalogue.refused"
    message = N_("{count} lines of the catalogue cannot be recorded; nothing was changed.")
    hint = N_("Correct the lines named, then import again.")


class CodeTwice(Refused):
    """A code stands in two lines."""

    code = "catalogue.code_twice"
    message = N_("the code {code} stands in more than one line")
    hint = N_("Leave one line for each code.")


class ClassInRing(Refused):
    """A class that stands above itself."""

    code = "catalogue.class_in_ring"
    message = N_("the class {code} stands above itself")
    hint = N_("Name another class above it.")


class TwoClasses(Refused):
    """An item type in two classes of one scheme."""

    code = "catalogue.two_classes"
    message = N_("{item} stands in two classes of one scheme")
    hint = N_("Leave one class for each scheme.")


class ItemRetired(Refused):
    """A retired item type."""

    code = "catalogue.item_retired"
    message = N_("The item type {item} is retired.")
    hint = N_("A retired code is never used again: record the type under a new code.")


class ItemKeepsCounting(Refused):
    """Another unit, other decimals or another tracking for an item type that exists."""

    code = "catalogue.item_keeps_counting"
    message = N_("{item} keeps its unit, decimals and tracking.")
    hint = N_("Retire it and record a new item type with a new code.")


class SerialsAreWhole(Refused):
    """Decimals on an item that is tracked by serial number."""

    code = "catalogue.serials_are_whole"
    message = N_("{item} is tracked by serial number and has no decimals.")
    hint = N_("Set the decimals to 0.")
