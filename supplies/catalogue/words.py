"""The official names of what the catalogue says of an item."""

from supplies.language import N_, _
from supplies.models.catalogue import Tracking

_TRACKINGS = {
    Tracking.SERIAL: N_("By serial number"),
    Tracking.BATCH: N_("By batch"),
    Tracking.QUANTITY: N_("By quantity"),
}


def tracking_name(tracking: Tracking) -> str:
    """Return how the pieces of an item are told apart, in the reader's language."""
    return _(_TRACKINGS[tracking])
