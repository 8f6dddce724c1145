"""A slip while it is being filled."""

from supplies.errors.base import Refused
from supplies.language import N_


class NothingScanned(Refused):
    """A quantity or a command without goods that it could be about."""

    code = "slip.nothing_scanned"
    message = N_("No goods have been scanned yet.")
    hint = N_("Scan the goods first, then the quantity.")


class NotOnHand(Refused):
    """Goods that the depot does not have."""

    code = "slip.not_on_hand"
    message = N_("{item} is not on hand here. Elsewhere: {elsewhere}.")
    hint = N_("Check the depot chosen above, or take the goods from where they are.")


class SlipShort(Refused):
    """More of a lot on a slip than its place holds."""

    code = "slip.short"
    message = N_("{wanted} of {item} ({label}) are too many: {place} has {limit}.")
    hint = N_("Take less, or scan the lot again to take the rest from another location.")


class PlaceWanted(Refused):
    """Goods scanned before the location that they go to or are counted at."""

    code = "slip.place_wanted"
    message = N_("The location is not known yet.")
    hint = N_("Scan the label of the location first, or choose it above.")


class PlaceNeeded(Refused):
    """A line without a location."""

    code = "slip.place_needed"
    message = N_("It is not said where {item} is put.")
    hint = N_("Scan the label of the location, or enter it in the line.")


class PlaceElsewhere(Refused):
    """A location of another depot than the one chosen."""

    code = "slip.place_elsewhere"
    message = N_("{place} is a location of {depot}.")
    hint = N_("Choose that depot above, or scan a location of this one.")


class LabelWanted(Refused):
    """An item type where a lot or an object has to be named."""

    code = "slip.label_wanted"
    message = N_("There may be several lots of {item}.")
    hint = N_("Scan the label on the goods, or type the batch or serial number.")


class QuantityTooLarge(Refused):
    """A quantity beyond what a line can hold."""

    code = "slip.quantity_too_large"
    message = N_("{quantity} of {item} are more than one line can hold.")
    hint = N_("Enter a smaller quantity.")


class TextTooLong(Refused):
    """A text that would not fit on the paper."""

    code = "slip.text_too_long"
    message = N_("The text has {count} characters; at most {most} can be kept.")
    hint = N_("Enter a shorter text.")


class DepotNeeded(Refused):
    """Goods scanned at a site that has no depot yet."""

    code = "slip.depot_needed"
    message = N_("This site has no depot yet.")
    hint = N_("Open a depot and its locations on the set-up page first.")


class SlipUnreadable(Refused):
    """A slip that another version of the program kept."""

    code = "slip.unreadable"
    message = N_("{count} slips that were not posted cannot be read by this version of the program.")
    hint = N_("They are kept on this computer. Scan the goods again, or ask the maintainers for what was on them.")
