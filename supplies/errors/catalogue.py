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


class PackUnknown(Refused):
    """A quantity in a unit in which the item does not come."""

    code = "catalogue.pack_unknown"
    message = N_("The item does not come in {unit}.")
    hint = N_("Units of the item: {known}. A number on the goods is entered in the field of the line.")


class PackFiner(Refused):
    """Packs that do not make a quantity which the item can have."""

    code = "catalogue.pack_finer"
    message = N_("{said} is no quantity of the item: {packed}, and the item has {decimals} decimals.")
    hint = N_("Enter the quantity in the item's own unit.")


class PackTooMany(Refused):
    """So many packs that no line holds their content."""

    code = "catalogue.pack_too_many"
    message = N_("{said} are more than one line can hold.")
    hint = N_("Enter a smaller quantity.")


class PackWrong(Refused):
    """A pack that says nothing: named like the unit itself, twice, or of no or too fine a quantity."""

    code = "catalogue.pack_wrong"
    message = N_("The pack {pack} of {item} cannot be.")
    hint = N_("Name each pack once, other than the unit, with a quantity above zero that the item can have.")


class ComponentTwice(Refused):
    """A component that stands twice in an item type."""

    code = "catalogue.component_twice"
    message = N_("{item} names the component {component} twice.")
    hint = N_("Name each component once.")


class KitRetired(Refused):
    """A kit that is retired already."""

    code = "catalogue.kit_retired"
    message = N_("The kit {kit} is retired.")
    hint = N_("A retired code is never used again: define the kit under a new code.")
