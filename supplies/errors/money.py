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


class RoundDatesBackward(Refused):
    """A round whose days are out of order."""

    code = "procurement.dates_backward"
    message = N_("{later} is before {earlier}.")
    hint = N_("Check the dates on the announcement and the notice.")
