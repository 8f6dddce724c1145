"""Errors of counts."""

from supplies.errors.base import Refused
from supplies.language import N_


class NothingToCount(Refused):
    """A count whose filters leave nothing."""

    code = "count.nothing"
    message = N_("Depot {depot} has nothing there that this count could cover.")
    hint = N_("Choose other locations, another category or other item types.")


class CountFinished(Refused):
    """A count that somebody has finished."""

    code = "count.finished"
    message = N_("Count {number} was finished by {by} on {at}.")
    hint = N_("Look at its result; start another count for what changed since.")


class CountCancelled(Refused):
    """A count that was given up."""

    code = "count.cancelled"
    message = N_("Count {number} was cancelled by {by}: {reason}")
    hint = N_("Start another count.")


class CountMoment(Refused):
    """A line that was counted before the count began, or after what the books have reached."""

    code = "count.moment"
    message = N_("Entry {at_seq} is outside this count: it goes from entry {first} to entry {last}.")
    hint = N_("Read the count again and enter the line anew.")


class CountTime(Refused):
    """A line that was counted before the count was started, or will be."""

    code = "count.time"
    message = N_("It cannot have been counted at {at}: that is outside this count.")
    hint = N_("Set the clock of this computer, then count the line again.")


class CountedByAnother(Refused):
    """A line that somebody else has counted."""

    code = "count.by_another"
    message = N_("{item} ({label}): {by} has counted it.")
    hint = N_("Only the same person replaces a count; enter yours as the second count.")


class SecondCountStands(Refused):
    """A first count that comes after the second one."""

    code = "count.second_stands"
    message = N_("{item} ({label}): {by} has counted it a second time, and that count holds.")
    hint = N_("Let {by} count it again where it is still wrong.")


class FirstCountMissing(Refused):
    """A second count of what nobody has counted."""

    code = "count.first_missing"
    message = N_("{item} ({label}): there is no first count yet.")
    hint = N_("Enter it as the first count.")


class OtherPersonNeeded(Refused):
    """A second count by the one who made the first."""

    code = "count.other_person"
    message = N_("{item} ({label}): {login} made the first count and cannot make the second.")
    hint = N_("Let another person count it.")


class CountChanged(Refused):
    """Something was counted after the one who finishes looked."""

    code = "count.changed"
    message = N_("Something of count {number} was counted since you looked at it.")
    hint = N_("Look at the differences again, then finish it.")


class CounterCannotFinish(Refused):
    """A count is to be finished by somebody who counted."""

    code = "count.counter_finishes"
    message = N_("{login} counted lines of {number} and cannot finish it.")
    hint = N_("Let somebody finish it who did not count.")


class NotAllCounted(Refused):
    """Lines that are neither counted nor left out."""

    code = "count.not_all"
    message = N_("{count} lines are not counted yet, the first is {item} ({label}) at {place}.")
    hint = N_("Count them, or say why they are left out.")


class SecondCountsNeeded(Refused):
    """Differences above the tolerance that were counted once only."""

    code = "count.second_needed"
    message = N_("{count} lines differ too much for one count, the first is {item} ({label}) at {place}.")
    hint = N_("Let another person count them a second time.")


class CorrectedSince(Refused):
    """A difference that another count may have corrected already."""

    code = "count.corrected_since"
    message = N_("{item} ({label}) at {place} was corrected by {document} after it was counted.")
    hint = N_("Count this line again.")


class CountBetween(Refused):
    """A document whose goods a finished count has found since."""

    code = "count.between"
    message = N_("{number} cannot be taken back: {count} has counted {item} ({label}) at {place} since.")
    hint = N_("Correct what is wrong by another count.")
