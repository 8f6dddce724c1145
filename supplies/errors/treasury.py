"""Lists of payments and invoices that are taken over, and payments that come back."""

from supplies.errors.base import Refused
from supplies.language import N_


class ListTaken(Refused):
    """A list that is there already."""

    code = "treasury.list_taken"
    message = N_("{file} was taken over already; nothing was changed.")
    hint = N_("Nothing needs to be done; what is still open of it is among the open lines.")


class LineTaken(Refused):
    """A line that came with another list."""

    code = "treasury.line_taken"
    message = N_("{number} of {dated} was taken over with a list already.")
    hint = N_("Read the file again: only lines that are new are taken over.")


class DifferencesNotAccepted(Refused):
    """A list whose own arithmetic is wrong, which nobody has accepted."""

    code = "treasury.differences_not_accepted"
    message = N_("{count} differences of the list are not accepted: {names}.")
    hint = N_("Ask for a corrected list, or accept each difference by its name.")


class DecisionUnclear(Refused):
    """A line that is both matched and not, or neither."""

    code = "treasury.decision_unclear"
    message = N_("A line belongs to a contract, or to none for a reason: one of the two.")
    hint = N_("Name the contract, or say why the line belongs to none.")


class LineDecided(Refused):
    """A line that is matched already."""

    code = "treasury.line_decided"
    message = N_("{number} is matched to a contract already.")
    hint = N_("Choose a line that is still open.")


class ListedAboveRecorded(Refused):
    """A line that is matched to a contract, without the payment or invoice that records it."""

    code = "treasury.listed_above_recorded"
    message = N_("{number}: {listed} are listed for the contract, but {recorded} are recorded.")
    hint = N_("Record the payment, the return or the invoice together with the list.")


class RecordedOtherwise(Refused):
    """A voucher or invoice that is recorded with less than is listed."""

    code = "treasury.recorded_otherwise"
    message = N_("{number} is recorded for the contract already, and {left} of it are not listed yet.")
    hint = N_("Compare the paper with what was recorded; then leave the line open, or say why it belongs to none.")


class InvoiceUnclear(Refused):
    """An invoice of which the list does not say what goods it is for."""

    code = "treasury.invoice_unclear"
    message = N_("The list does not say for which goods of the contract the invoice of {amount} is.")
    hint = N_("Record the invoice with its lines; the listed line then finds it by its number.")


class ReturnUnclear(Refused):
    """Money that came back, without saying of which payment."""

    code = "treasury.return_unclear"
    message = N_("It is not clear which payment of the contract the {amount} give back.")
    hint = N_("Record the return and name the payment; the listed line then finds it by its number.")


class ReturnAbovePayment(Refused):
    """More than a payment was."""

    code = "treasury.return_above_payment"
    message = N_("{amount} are to come back, but of the payment only {left} are not returned yet.")
    hint = N_("Check the amount, and which payment it gives back.")
