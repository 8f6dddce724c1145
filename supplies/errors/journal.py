"""Posting to the journal."""

from supplies.errors.base import Refused, StoreUnusable
from supplies.language import N_


class NotThisStore(StoreUnusable):
    """The store is empty: nobody has said yet whose it is."""

    code = "store.not_founded"
    message = N_("This store has not been set up yet.")
    hint = N_("Set it up with 'supplies store init', or open another store.")


class StoreRewound(StoreUnusable):
    """The store is older than what this computer has already seen of it."""

    code = "store.rewound"
    message = N_("This store stands at entry {seq}, but entry {seen} was already posted to it. It has been put back.")
    hint = N_("Do not post to it. Restore it with 'supplies store restore', which begins a new epoch.")


class ActionIdUsed(Refused):
    """An action's id belongs to another action already."""

    code = "journal.id_used"
    message = N_("The id {action_id} was used for another action, entry {seq}.")
    hint = N_("Give each action an id of its own (a new UUIDv7).")


class DateInFuture(Refused):
    """A business date after today."""

    code = "journal.date_in_future"
    message = N_("The date {date} is after today, {today}.")
    hint = N_("Enter the day on the paper; check this computer's clock if today is wrong.")


class PayloadMissing(Refused):
    """An entry came without what it did."""

    code = "journal.payload_missing"
    message = N_("Entry {seq} of site {site} came without its content.")
    hint = N_("Ask the site that wrote it for the whole entry.")
