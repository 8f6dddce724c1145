"""The command line, and files on this computer."""

from supplies.errors.base import Refused, Unreadable
from supplies.errors.requests import AlreadyThere
from supplies.language import N_


class WrongUsage(Unreadable):
    """A command line that no command takes."""

    code = "cli.wrong_usage"
    message = N_("The command cannot be understood: {problem}.")
    hint = N_("Usage: {usage}")


class ActorNeeded(Unreadable):
    """Nobody is named who acts."""

    code = "cli.actor_needed"
    message = N_("It is not said who acts.")
    hint = N_("Add --actor LOGIN, or set SUPPLIES_ACTOR.")


class FileUnreadable(Unreadable):
    """A file that cannot be read or written."""

    code = "file.unreadable"
    message = N_("{path}: {problem}.")
    hint = N_("Check the path and your rights there.")


class FileThere(AlreadyThere):
    """A file that must be new exists."""

    code = "file.exists"
    message = N_("The file {path} already exists.")
    hint = N_("Choose another name: nothing is ever written over.")


class ColumnWrong(Unreadable):
    """A cell of a list that cannot be."""

    code = "catalogue.column_wrong"
    message = N_("{column}: {problem}.")
    hint = N_("Correct the cell and import again.")


class CatalogueUnreadable(Unreadable):
    """Some lines of a list cannot be read."""

    code = "catalogue.unreadable"
    message = N_("{count} lines of the list cannot be read; nothing was changed.")
    hint = N_("Correct the lines named, then import again.")


class LotAmbiguous(Refused):
    """A batch or serial number that several lots have."""

    code = "stock.lot_ambiguous"
    message = N_("{text} names {count} lots.")
    hint = N_("Give the code on the label.")


class ItemShort(Refused):
    """Less of an item on hand than is asked for."""

    code = "stock.item_short"
    message = N_("{wanted} of {item} are asked for; depot {depot} can issue {available}. Elsewhere: {elsewhere}.")
    hint = N_("Ask for less, or take from another depot; an expired lot needs its label and a reason.")
