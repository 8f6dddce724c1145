"""Goods on their way between depots, and goods that are lent."""

from supplies.errors.base import Refused
from supplies.language import N_


class AddresseeNeeded(Refused):
    """A transfer to nobody."""

    code = "stock.addressee_needed"
    message = N_("A transfer needs an addressee.")
    hint = N_("Name the depot that receives the goods, or the organisation outside.")


class SameDepot(Refused):
    """A transfer from a depot to itself."""

    code = "stock.same_depot"
    message = N_("Depot {depot} cannot send goods to itself.")
    hint = N_("Choose another depot; within a depot goods are moved.")


class DueBackward(Refused):
    """Goods expected before they leave."""

    code = "stock.due_backward"
    message = N_("The goods cannot be due on {due}: they leave on {date}.")
    hint = N_("Enter a day on or after the business date.")


class DueNeeded(Refused):
    """A loan without an end."""

    code = "stock.due_needed"
    message = N_("A loan needs the day on which the goods are to be back.")
    hint = N_("Enter the day; it can be agreed anew when the goods come back.")


class BorrowerNeeded(Refused):
    """A loan to nobody."""

    code = "stock.borrower_needed"
    message = N_("A loan needs a borrower.")
    hint = N_("Enter the unit that borrows the goods.")


class NotAddressee(Refused):
    """Goods accepted by a depot that they were not sent to."""

    code = "stock.not_addressee"
    message = N_("{number} goes to {addressee}, not to {depot}.")
    hint = N_("Let the addressee accept it; then the goods can be sent on.")


class MoreThanSent(Refused):
    """More arrives than is on its way."""

    code = "stock.more_than_sent"
    message = N_("{wanted} of {item} ({label}) are said to have arrived, but {left} of {number} are on their way.")
    hint = N_("Count again, and look at what was accepted before; receive what was never sent as a receipt.")


class ShortageElsewhere(Refused):
    """A shortage told by the sender, who cannot know it."""

    code = "stock.shortage_elsewhere"
    message = N_("What is missing of {number} can be told by {addressee} only.")
    hint = N_("Take back what came back; let the addressee confirm the rest.")
