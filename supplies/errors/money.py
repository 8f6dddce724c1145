"""Relief money and tenders."""

from supplies.errors.base import Refused
from supplies.language import N_


class AmountNotPositive(Refused):
    """An amount of nothing or less."""

    code = "funds.amount_not_positive"
    message = N_("The amount {amount} is not above zero.")
    hint = N_("Enter the amount in yuan, above zero.")


class SharesMissing(Refused):
    """An appropriation without a source."""

    code = "funds.shares_missing"
    message = N_("The appropriation names no level that the money comes from.")
    hint = N_("Name at least one level; leave the amounts empty where the split is not known.")


class LevelTwice(Refused):
    """A level named twice."""

    code = "funds.level_twice"
    message = N_("A level is named more than once.")
    hint = N_("Put the money of one level into one line.")


class SharesDoNotAddUp(Refused):
    """Sources that are not the whole."""

    code = "funds.shares_do_not_add_up"
    message = N_("The sources add up to {total}, the appropriation is {amount}.")
    hint = N_("Correct the amounts, or leave them empty where the split is not known.")


class WithdrawnAlready(Refused):
    """An appropriation that was taken back."""

    code = "funds.withdrawn"
    message = N_("The appropriation {number} was withdrawn.")
    hint = N_("Choose another appropriation.")


class MoneyPlanned(Refused):
    """An appropriation of which money is already planned."""

    code = "funds.money_planned"
    message = N_("Of {amount} only {available} are still available.")
    hint = N_("Cancel the planned lots first; what is tendered cannot be withdrawn.")


class FiguresDoNotAddUp(Refused):
    """Published parts above the whole."""

    code = "funds.figures_do_not_add_up"
    message = N_("Tendered and in tender are {parts} together, more than the {appropriated} appropriated.")
    hint = N_("Check the published figures.")


class FundsInsufficient(Refused):
    """A budget above what is available."""

    code = "funds.insufficient"
    message = N_("{wanted} are asked for, but only {available} of the appropriation are available.")
    hint = N_("Lower the budget, choose another appropriation, or cancel a planned lot.")


class CeilingAboveBudget(Refused):
    """A ceiling that the budget cannot pay."""

    code = "procurement.ceiling_above_budget"
    message = N_("The ceiling {ceiling} is above the budget {budget}.")
    hint = N_("Lower the ceiling.")


class AwardAboveCeiling(Refused):
    """An award above the highest price accepted."""

    code = "procurement.award_above_ceiling"
    message = N_("The award {award} is above the ceiling {ceiling}.")
    hint = N_("Check the notice of award; a bid above the ceiling is invalid.")


class WrongStage(Refused):
    """A lot that is not where this step begins."""

    code = "procurement.wrong_stage"
    message = N_("The lot {lot} is at the stage {stage}; this step needs {wanted}.")
    hint = N_("Look at the lot's rounds and take the step that is due.")


class DatesBackward(Refused):
    """Days out of order."""

    code = "procurement.dates_backward"
    message = N_("{later} is before {earlier}.")
    hint = N_("Check the dates on the papers.")


class LotUnsettled(Refused):
    """A lot of which something is still to be accepted or paid."""

    code = "procurement.lot_unsettled"
    message = N_("{left} of the lot are still to be accepted or paid.")
    hint = N_("Accept and pay the rest, or reduce the contract by what will not come.")


class ContractBeforeAward(Refused):
    """A contract signed before its award."""

    code = "procurement.contract_before_award"
    message = N_("The contract was signed on {signed}, before the award of {awarded}.")
    hint = N_("Check both dates; a contract follows the notice of award.")


class ContractAboveBudget(Refused):
    """A contract that the budget does not pay."""

    code = "procurement.contract_above_budget"
    message = N_("The contract would be for {amount}, the budget of the lot has {budget}.")
    hint = N_("Lower the amount, or add money of an appropriation to the lot first.")


class DeviationNeeded(Refused):
    """A contract that is not what was awarded, without a reason."""

    code = "procurement.deviation_needed"
    message = N_("The award is {award} for {winner}; the contract says otherwise and gives no reason.")
    hint = N_("Correct supplier and amount, or state the reason (Government Procurement Law, article 46).")


class LineArithmetic(Refused):
    """A line whose amount is not quantity times price."""

    code = "procurement.line_arithmetic"
    message = N_("Quantity times price is {computed}, the line says {amount}.")
    hint = N_("Check quantity, price and amount on the paper.")


class RetentionTooHigh(Refused):
    """A retention above the contract."""

    code = "procurement.retention_too_high"
    message = N_("The retention {retention} is not between nothing and the contract's {amount}.")
    hint = N_("Check the retention in the contract.")


class ChangeAgainstItsKind(Refused):
    """A supplement that is no more, a reduction that is no less, a change of nothing."""

    code = "procurement.change_against_its_kind"
    message = N_("The change comes to {amount}, which is not what its kind says.")
    hint = N_("A supplement adds, a reduction takes away; choose the other kind or correct the lines.")


class ChangeBelowSettled(Refused):
    """Less than was accepted, invoiced, paid or retained."""

    code = "procurement.change_below_settled"
    message = N_("{settled} are accepted, invoiced, paid or retained already; the contract cannot be for less.")
    hint = N_("Reduce only what is still to come.")


class SupplementTooLarge(Refused):
    """Supplements of more than a tenth."""

    code = "procurement.supplement_too_large"
    message = N_("The supplements would come to {total}; at most {allowed} are allowed, a tenth of the contract.")
    hint = N_("Buy the rest by a new tender (Government Procurement Law, article 49).")


class AcceptedAboveContract(Refused):
    """More than was contracted."""

    code = "procurement.accepted_above_contract"
    message = N_("{quantity} of {item} are to be accepted, but only {left} of the contract are still to come.")
    hint = N_("Accept what was contracted; more needs a supplement first.")


class AcceptedAboveReceipt(Refused):
    """More than the warehouse has taken in by a document."""

    code = "procurement.accepted_above_receipt"
    message = N_("{quantity} of {item} are to be accepted, but the warehouse's document has only {received} left.")
    hint = N_("Name the receipt or inspection by which the goods became usable, and no more than it has.")


class AcceptanceWithdrawn(Refused):
    """A certificate that was taken back before."""

    code = "procurement.acceptance_withdrawn"
    message = N_("The certificate {number} was withdrawn already.")
    hint = N_("Nothing needs to be done; accept the goods anew by another certificate.")


class AcceptancePaid(Refused):
    """A certificate whose goods are paid."""

    code = "procurement.acceptance_paid"
    message = N_("{paid} of the contract are paid for what was accepted; without {number} only {left} would be.")
    hint = N_("Record the return of the payment first.")


class DocumentAccepted(Refused):
    """A document of the warehouse whose goods a certificate has accepted."""

    code = "procurement.document_accepted"
    message = N_("Goods of this document are accepted by certificate {number} of contract {contract}.")
    hint = N_("Let the acceptance be withdrawn first, then reverse the document.")


class InvoicedAboveContract(Refused):
    """An invoice above its contract."""

    code = "procurement.invoiced_above_contract"
    message = N_("Of {item} only {left} for {amount} are still to be invoiced.")
    hint = N_("Send the invoice back, or record the supplement first.")


class PaidAboveDue(Refused):
    """More than is due."""

    code = "procurement.paid_above_due"
    message = N_("{amount} are to be paid, but only {due} are due.")
    hint = N_("Accept the goods first; the retention is paid by itself, and before acceptance only in advance.")


class PaidAboveInvoices(Refused):
    """More than was invoiced."""

    code = "procurement.paid_above_invoices"
    message = N_("{paid} would be paid, but the invoices come to {invoiced}.")
    hint = N_("Record the missing invoice first.")


class RetentionNotDue(Refused):
    """A retention before its day."""

    code = "procurement.retention_not_due"
    message = N_("The retention is kept until {until}.")
    hint = N_("Pay it on that day or later.")
