"""Goods and the places that hold them."""

from collections.abc import Sequence

from supplies.errors.base import LineProblem, Refused
from supplies.language import N_


class LinesRefused(Refused):
    """Several lines of a document cannot be posted."""

    code = "stock.lines_refused"
    message = N_("{count} lines cannot be posted; nothing was changed.")
    hint = N_("Correct the lines named, then post again.")


def refuse_lines(problems: Sequence[LineProblem]) -> None:
    """Raise what was found in single lines: one error itself, several together; nothing where nothing was found."""
    if len(problems) == 1:
        error = problems[0].error
        error.lines = tuple(problems)
        raise error
    if problems:
        raise LinesRefused(count=len(problems), lines=problems)


class TooManyLines(Refused):
    """A document with more lines than one action may have."""

    code = "stock.too_many_lines"
    message = N_("The document has {count} lines; at most {most} can be posted at once.")
    hint = N_("Post it as several documents.")


class DepotNotOurs(Refused):
    """A depot whose stock another site writes."""

    code = "stock.depot_not_ours"
    message = N_("The stock of depot {depot} is written by site {site}.")
    hint = N_("Post it there, or choose a depot of this site.")


class PeriodClosed(Refused):
    """A business date in a closed period."""

    code = "stock.period_closed"
    message = N_("The books of depot {depot} are closed through {closed}; {date} is too early.")
    hint = N_("Book it in the open period, and give the date on the paper as such: the document is marked as late.")


class PaperNotLate(Refused):
    """A date on a late paper that lies in the open period."""

    code = "stock.paper_not_late"
    message = N_("The books are still open on {date}: a paper of that day is not late.")
    hint = N_("Use it as the business date, and leave the date on the paper empty.")


class PeriodNotForward(Refused):
    """A closing that does not close more."""

    code = "stock.period_not_forward"
    message = N_("The books of depot {depot} are already closed through {closed}.")
    hint = N_("Choose a later day, not after today.")


class PlaceRetired(Refused):
    """A storage location that is closed."""

    code = "stock.place_retired"
    message = N_("The location {place} is closed.")
    hint = N_("Choose a location in use.")


class PlaceNotEmpty(Refused):
    """A storage location that still holds goods."""

    code = "stock.place_not_empty"
    message = N_("The location {place} still holds goods.")
    hint = N_("Move them to another location first.")


class SamePlace(Refused):
    """A move to where the goods are."""

    code = "stock.same_place"
    message = N_("{place} is both origin and goal.")
    hint = N_("Choose another location to move to.")


class QuantityNotPositive(Refused):
    """A quantity of nothing or less."""

    code = "stock.quantity_not_positive"
    message = N_("The quantity {quantity} is not above zero.")
    hint = N_("Enter how many, above zero.")


class ObjectElsewhere(Refused):
    """An object counted where the books do not have it, while they have it somewhere else."""

    code = "stock.object_elsewhere"
    message = N_("{item} ({label}) is at {place} by the books; there is only one.")
    hint = N_("Post a move or a return to where it was found.")


class LotVoid(Refused):
    """A lot whose receipt was reversed: it is in no books."""

    code = "stock.lot_void"
    message = N_("The receipt of {item} ({label}) was reversed; the lot is not in the books any more.")
    hint = N_("Receive the goods again: they get a new label. 'supplies stock trace' tells what became of this one.")


class QuantityNegative(Refused):
    """A counted quantity that cannot be."""

    code = "stock.count_impossible"
    message = N_("{quantity} cannot have been counted here.")
    hint = N_("Enter 0 or more; an object with a serial number is there once or not at all.")


class TooManyDecimals(Refused):
    """A quantity finer than its item allows."""

    code = "stock.too_many_decimals"
    message = N_("{item} is counted with at most {decimals} decimals, not as {quantity}.")
    hint = N_("Enter a rounder quantity.")


class AmountNegative(Refused):
    """A cost below zero."""

    code = "stock.amount_negative"
    message = N_("The amount {amount} is below zero.")
    hint = N_("Enter what the goods cost, or 0 if that is not known.")


class AmountTooLarge(Refused):
    """A cost beyond what the books can hold."""

    code = "stock.amount_too_large"
    message = N_("{quantity} of {item} would be worth more than the books can hold.")
    hint = N_("Check the quantity and the amount.")


class SerialNeeded(Refused):
    """An object that has to have a serial number."""

    code = "stock.serial_needed"
    message = N_("{item} is tracked by serial number.")
    hint = N_("Enter one line with a serial number and the quantity 1 for each object.")


class SerialNotWanted(Refused):
    """A serial number on an item that is not tracked by it."""

    code = "stock.serial_not_wanted"
    message = N_("{item} is not tracked by serial number.")
    hint = N_("Leave the serial number empty; use the batch number.")


class SerialTaken(Refused):
    """A serial number that another object of the item has."""

    code = "stock.serial_taken"
    message = N_("The serial number {serial} of {item} is already recorded.")
    hint = N_("Check the number on the object; if it came back, post a return.")


class LifeBackward(Refused):
    """An expiry before the production."""

    code = "stock.life_backward"
    message = N_("The expiry date {expires} is before the production date {produced}.")
    hint = N_("Check both dates on the package.")


class ProducedLater(Refused):
    """Goods received before they were produced."""

    code = "stock.produced_later"
    message = N_("The production date {produced} is after the day of receipt, {date}.")
    hint = N_("Check the production date on the package.")


class ReasonNeeded(Refused):
    """A line that has to say why."""

    code = "stock.reason_needed"
    message = N_("This line needs a reason.")
    hint = N_("Say in a few words why.")


class InsufficientStock(Refused):
    """More is asked for than the place holds of the lot."""

    code = "stock.insufficient"
    message = N_("{wanted} of {item} ({label}) are asked for, but {place} holds {on_hand}. Elsewhere: {elsewhere}.")
    hint = N_("Take less, take another lot, or move goods here first.")


class NotFree(Refused):
    """More is asked for than is free, for orders hold the rest."""

    code = "stock.not_free"
    message = N_("{wanted} of {item} ({label}) are asked for, but only {free} are free. Held by: {holders}.")
    hint = N_("Take less, take another lot, or ask for a release of what is held.")


class SetAside(Refused):
    """Goods at a place where they are set aside: not inspected yet, out of service, or somebody else's."""

    code = "stock.set_aside"
    message = N_("{item} ({label}) cannot be taken there: {state}.")
    hint = N_(
        "Inspect it first, return it to service, or hand out what is held for others on the owner's order; "
        "else take another lot."
    )


class DebtSettled(Refused):
    """Something that an emergency document lacked and that was supplied before."""

    code = "stock.debt_settled"
    message = N_("{kind}: {by} supplied it on {at}.")
    hint = N_("Nothing is left to do.")


class SecondPersonNeeded(Refused):
    """A confirmation by the one who acted alone."""

    code = "stock.second_person_needed"
    message = N_("{login} posted it alone and cannot confirm it.")
    hint = N_("Let somebody else sign in and confirm it.")


class MoreThanIssued(Refused):
    """More comes back than went out."""

    code = "stock.more_than_issued"
    message = N_("{wanted} of {item} ({label}) are to come back, but only {on_hand} are out.")
    hint = N_("Check the lot; receive what was never issued as a receipt.")


class ShortOnLaterDay(Refused):
    """A back-dated line that would have left too little on a later day."""

    code = "stock.short_on_later_day"
    message = N_("Taking {wanted} of {item} ({label}) on {date} would leave less than nothing: {day} had {on_hand}.")
    hint = N_("Use a later date or a smaller quantity.")


class EarlierLotFirst(Refused):
    """A lot that expires later than another in stock, without a reason."""

    code = "stock.earlier_lot_first"
    message = N_("{item}: lot {earlier} expires first, on {expires}.")
    hint = N_("Take the lot that expires first, or give a reason.")


class LotExpired(Refused):
    """A lot past its expiry, without a reason."""

    code = "stock.lot_expired"
    message = N_("{item}: lot {label} expired on {expires}.")
    hint = N_("Take another lot, or give a reason.")


class BookChanged(Refused):
    """Goods were moved between the count and its posting."""

    code = "stock.book_changed"
    message = N_("{item} ({label}): the books say {on_hand} now, not {book} as when it was counted.")
    hint = N_("Count this line again.")


class LineTwice(Refused):
    """A lot at a place in two lines where there must be one."""

    code = "stock.line_twice"
    message = N_("{item} ({label}) stands in more than one line for {place}.")
    hint = N_("Put both into one line.")


class ReversedAlready(Refused):
    """A document that was taken back before."""

    code = "stock.reversed_already"
    message = N_("{number} was already reversed by {reversal}.")
    hint = N_("Nothing is left to reverse.")


class ReversalStays(Refused):
    """A reversal cannot itself be reversed."""

    code = "stock.reversal_stays"
    message = N_("{number} is a reversal and stays.")
    hint = N_("Post the original document again under a new number.")


class ReversalTooEarly(Refused):
    """A reversal dated before what it reverses."""

    code = "stock.reversal_too_early"
    message = N_("{number} is dated {original}; its reversal cannot be dated {date}.")
    hint = N_("Date the reversal on or after the document.")


class MovedSince(Refused):
    """Goods of a document have been moved on, so that it cannot be taken back whole."""

    code = "stock.moved_since"
    message = N_("{number} cannot be reversed: {item} ({label}) was moved since by {since}.")
    hint = N_("Reverse the later documents first, newest first.")
