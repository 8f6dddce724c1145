"""Upkeep, disposal, rotation, cartons and pallets."""

from supplies.errors.base import Refused
from supplies.language import N_


class Untested(Refused):
    """Goods that lay idle for longer than their inspection interval and were not tested since."""

    code = "stock.test_first"
    message = N_("{item} ({label}) was not tested since {since}; its inspection was due on {due}.")
    hint = N_("Test it and record the result; in an emergency document, give the reason on the line.")


class ComponentExpired(Refused):
    """An object with a part that has expired, such as the pads of a defibrillator."""

    code = "stock.component_expired"
    message = N_("{item} ({label}): its {component} expired on {expires}.")
    hint = N_("Replace the part and record its new expiry; in an emergency document, give the reason on the line.")


class ServiceFirst(Refused):
    """Goods out of service that nobody has found usable since."""

    code = "stock.service_first"
    message = N_("{item} ({label}) is out of service, and no later record finds it usable.")
    hint = N_("Record the repair or the test with its result first.")


class NextTooEarly(Refused):
    """Upkeep that is due again before it was done."""

    code = "stock.next_too_early"
    message = N_("The next date {next} is not after {done}, when it was done.")
    hint = N_("Correct one of the two days.")


class PartTwice(Refused):
    """A part that is named twice in one line."""

    code = "stock.part_twice"
    message = N_("{component} stands in the same line twice.")
    hint = N_("Name each part once.")


class PartExpired(Refused):
    """A part that had expired when it was put in."""

    code = "stock.part_expired"
    message = N_("{component} would have expired on {expires}, before it was put in on {done}.")
    hint = N_("Check the date on the part.")


class HoursBackward(Refused):
    """A meter that shows fewer running hours than before."""

    code = "stock.hours_backward"
    message = N_("The meter of {item} ({label}) showed {before} hours before, not {hours}.")
    hint = N_("Read the meter again.")


class AppraisersNeeded(Refused):
    """An appraisal by neither an institute nor enough experts."""

    code = "stock.appraisers_needed"
    message = N_("The appraisal names no institute and only {count} experts.")
    hint = N_("Name the professional institute, or at least {least} experts.")


class AppraisalLater(Refused):
    """An appraisal dated after the write-off that it justifies."""

    code = "stock.appraisal_later"
    message = N_("The appraisal is dated {appraised}, after the write-off of {date}.")
    hint = N_("Correct one of the two days.")


class NotWrittenOff(Refused):
    """A handling of something that is not a write-off."""

    code = "stock.not_written_off"
    message = N_("{number} is not a write-off.")
    hint = N_("Name the document by which the goods were written off.")


class DocumentReversed(Refused):
    """Something about a document that was taken back."""

    code = "stock.document_reversed"
    message = N_("{number} was reversed by {reversal} and counts no more.")
    hint = N_("Name the document that holds.")


class HandledAlready(Refused):
    """A write-off whose goods were dealt with before."""

    code = "stock.handled_already"
    message = N_("The goods of {number} were dealt with already: {handling}.")
    hint = N_("The write-off and its record stay as they are.")


class NotHandled(Refused):
    """The record of a write-off whose goods are still there."""

    code = "stock.not_handled"
    message = N_("Nothing is recorded yet of what became of the goods of {number}.")
    hint = N_("Record the sale, the destruction or the return to the owner first.")


class HandledBefore(Refused):
    """Goods dealt with before they were written off."""

    code = "stock.handled_before"
    message = N_("The goods were dealt with on {handled}, before the write-off of {date}.")
    hint = N_("Correct the day.")


class IncomePaperNeeded(Refused):
    """Income without the voucher by which it went to the treasury, or the voucher without income."""

    code = "stock.income_paper_needed"
    message = N_("Income and the number of its payment voucher belong together.")
    hint = N_("Income goes to the treasury as non-tax revenue: enter the amount and the number of the voucher.")


class NoIncomeThere(Refused):
    """Income from goods that were not sold."""

    code = "stock.no_income_there"
    message = N_("Goods that are not sold bring no income.")
    hint = N_("Choose the sale, or leave the income out.")


class WitnessesNeeded(Refused):
    """A destruction that too few saw."""

    code = "stock.witnesses_needed"
    message = N_("{count} witnesses are named; a destruction needs {least}.")
    hint = N_("Name those who saw it.")


class RotationUnknown(Refused):
    """Goods that come in for something that is not a rotation, or one that needs nothing in return."""

    code = "stock.rotation_unknown"
    message = N_("Entry {seq} is no rotation that waits for goods.")
    hint = N_("Choose one of the open rotations.")


class RotationLineUnknown(Refused):
    """Goods that come in for a line that the rotation does not have, or for another item."""

    code = "stock.rotation_line_unknown"
    message = N_("{number} has no line {line} of {item}.")
    hint = N_("Name the line that went out, of the same item.")


class MoreThanRotated(Refused):
    """More comes in for a line of a rotation than went out by it."""

    code = "stock.more_than_rotated"
    message = N_("{wanted} are to come in for line {line} of {number}, but only {left} are missing.")
    hint = N_("Receive the rest as another receipt.")


class ExpiredNotRotated(Refused):
    """Goods that have expired and are to be used, sold or given away."""

    code = "stock.expired_not_rotated"
    message = N_("{item}: lot {label} expired on {expires}; nobody may use it any more.")
    hint = N_("Exchange it with the supplier, or scrap it.")


class RotationReplaced(Refused):
    """A rotation for which goods have come in."""

    code = "stock.rotation_replaced"
    message = N_("{number} cannot be reversed: {receipt} brought goods in for it.")
    hint = N_("Reverse the receipt first.")


class UnitInUnit(Refused):
    """A carton or pallet that is to stand in another."""

    code = "stock.unit_in_unit"
    message = N_("{place} is itself a carton or pallet.")
    hint = N_("Choose the storage location that it stands in.")


class NotAUnit(Refused):
    """A place that is no carton or pallet."""

    code = "stock.not_a_unit"
    message = N_("{place} is no carton or pallet.")
    hint = N_("Scan the label on the carton or pallet.")


class UnitStandsThere(Refused):
    """A carton or pallet that is moved to where it stands."""

    code = "stock.unit_stands_there"
    message = N_("{unit} stands in {place} already.")
    hint = N_("Choose another location.")


class UnitNotEmpty(Refused):
    """A carton or pallet that still holds goods."""

    code = "stock.unit_not_empty"
    message = N_("{unit} still holds {count} lots.")
    hint = N_("Unpack it first: move what is in it.")


class UnitEmpty(Refused):
    """A carton or pallet that was scanned and holds nothing to take."""

    code = "stock.unit_empty"
    message = N_("{unit} is empty.")
    hint = N_("Scan another one, or the goods themselves.")


class UnitElsewhere(Refused):
    """A carton or pallet of another depot."""

    code = "stock.unit_elsewhere"
    message = N_("{unit} is of the depot {depot}.")
    hint = N_("Open a document of that depot.")
