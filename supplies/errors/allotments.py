"""Allotments, adjustments, returns and years of relief money."""

from supplies.errors.base import Refused
from supplies.language import N_


class PurposeNotAllowed(Refused):
    """Money for what it was not given for."""

    code = "funds.purpose_not_allowed"
    message = N_("The appropriation {number} is not for “{purpose}”, only for: {allowed}.")
    hint = N_("Choose another appropriation; whoever gave the money decides its use (Budget Law, article 93).")


class PurposeTwice(Refused):
    """A purpose named twice."""

    code = "funds.purpose_twice"
    message = N_("A purpose is named more than once.")
    hint = N_("Name each purpose once.")


class SurplusMoney(Refused):
    """Money that was not used up in its years."""

    code = "funds.surplus"
    message = N_("What is left of {number} is surplus since {last} is past.")
    hint = N_("Return it to whoever gave it (Budget Law, article 42), or set the rule of years if it is another one.")


class YearFarOff(Refused):
    """A budget year that the document cannot mean."""

    code = "funds.year_far_off"
    message = N_("The budget year {year} does not fit a document of {dated}.")
    hint = N_("The year is that of the document, or the next where the money was announced ahead.")


class UsedAboveAllotted(Refused):
    """More spent, or taken back, than was allotted and is left."""

    code = "funds.used_above_allotted"
    message = N_("{amount} are more than the {left} that are left of the allotment.")
    hint = N_("Check the amount, and what was reported before.")


class AdjustedToNothing(Refused):
    """A decrease that leaves nothing."""

    code = "funds.adjusted_to_nothing"
    message = N_("The appropriation of {amount} would come to nothing.")
    hint = N_("Withdraw the appropriation instead.")


class LevelNeeded(Refused):
    """An adjustment that does not say whose money it is."""

    code = "funds.level_needed"
    message = N_("The sources of {number} are known, so the adjustment must name its level.")
    hint = N_("Name the level whose money becomes more or less.")


class LevelBelowNothing(Refused):
    """A level that has less than is taken."""

    code = "funds.level_below_nothing"
    message = N_("The level has {share} of this appropriation, less than {amount}.")
    hint = N_("Check the level and the amount.")


class WrongUnspent(Refused):
    """A figure to be carried over that is not what is unspent."""

    code = "funds.wrong_unspent"
    message = N_("{amount} are to be carried over, but {unspent} were unspent at the end of {year}.")
    hint = N_("Carry over {unspent}, or record first what was spent or returned in that year.")


class YearNotOver(Refused):
    """A year that has not ended."""

    code = "funds.year_not_over"
    message = N_("The year {year} is not over on {day}.")
    hint = N_("Carry over on 31 December or later.")


class YearBeforeMoney(Refused):
    """A year before the appropriation's own."""

    code = "funds.year_before_money"
    message = N_("The appropriation belongs to {first}, after {year}.")
    hint = N_("Check the year.")
