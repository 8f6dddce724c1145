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
