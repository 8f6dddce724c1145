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


class CorrectionNotWhole(Refused):
    """A payment that was recorded by mistake, of which something came back or would stay."""

    code = "treasury.correction_not_whole"
    message = N_("{number} is corrected whole, with its own number and all {amount} of it.")
    hint = N_("Where money of it really came back, record that as a return instead.")


class ReturnAboveInvoice(Refused):
    """A red-letter invoice of more than the invoice that it takes back."""

    code = "treasury.return_above_invoice"
    message = N_("Of {item} the invoice has only {left} for {amount} that were not taken back.")
    hint = N_("Check the lines, and which invoice it takes back.")


class InvoicedBelowPaid(Refused):
    """Invoices that would no longer cover what was paid."""

    code = "treasury.invoiced_below_paid"
    message = N_("{left} would stay invoiced, but {paid} are paid.")
    hint = N_("Record the return of the payment first, then what takes the invoice back.")


class MatchStands(Refused):
    """A line that is not matched, or whose record cannot be taken back."""

    code = "treasury.match_stands"
    message = N_("{number} is not matched to a contract.")
    hint = N_("Choose a line that is matched.")


class ReturnStands(Refused):
    """What came back: it cannot be taken back by undoing a match."""

    code = "treasury.return_stands"
    message = N_("{number} is a return; what is recorded of it stays.")
    hint = N_("Undo the match alone, and record the payment anew if the money never came back.")


class RedLetterUnclear(Refused):
    """A red-letter invoice, without saying which invoice or which goods it takes back."""

    code = "treasury.red_letter_unclear"
    message = N_("It is not clear which invoice of the contract the red-letter invoice of {amount} takes back.")
    hint = N_("Record the red-letter invoice with its lines; the listed line then finds it by its number.")


class NumberNeeded(Refused):
    """A red-letter invoice without a number."""

    code = "treasury.number_needed"
    message = N_("A red-letter invoice has a number of its own.")
    hint = N_("Enter the number of the red-letter invoice.")
