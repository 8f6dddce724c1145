"""Scanned papers: files that cannot be kept, papers that are there already, bytes that are not here."""

from supplies.errors.base import Refused, StoreUnusable, Unreadable
from supplies.language import N_


class PaperTypeUnknown(Unreadable):
    """A file of a type that is not kept, whatever its ending says."""

    code = "attachments.type_unknown"
    message = N_("{name} is no PDF, OFD, JPEG or PNG file.")
    hint = N_("Scan the paper as PDF. Programs, web pages and office files are not kept.")


class PaperTooLarge(Unreadable):
    """A file above the limit."""

    code = "attachments.too_large"
    message = N_("{name} is larger than {most} MB.")
    hint = N_("Scan it in black and white at 200 dpi, or in several parts.")


class PaperEmpty(Unreadable):
    """A file of no bytes."""

    code = "attachments.empty"
    message = N_("{name} is empty.")
    hint = N_("Scan the paper again.")


class PaperIncomplete(Unreadable):
    """A file that was cut off, as by a stick that was pulled out too early."""

    code = "attachments.incomplete"
    message = N_("The end of {name} is missing.")
    hint = N_("Copy the file again from where it comes from, or scan the paper again.")


class PaperNameUnfit(Unreadable):
    """A name that is a path, or hides something."""

    code = "attachments.name_unfit"
    message = N_("“{name}” cannot be the name of a file here.")
    hint = N_("Rename it: no strokes, colons or control characters, at most 200 characters, no blank at its ends.")


class PaperTypeOther(Refused):
    """Bytes that are not of the type that the action tells."""

    code = "attachments.type_other"
    message = N_("{name} is told to be {told}, but its bytes are {found}.")
    hint = N_("Attach the file itself; the program finds out its type.")


class PaperSizeOther(Refused):
    """More or fewer bytes than the action tells."""

    code = "attachments.size_other"
    message = N_("{name} is told to have {told} bytes, but {found} came.")
    hint = N_("Attach the file again.")


class PaperContentMissing(Refused):
    """An action without its file."""

    code = "attachments.content_missing"
    message = N_("The bytes of {name} did not come with it.")
    hint = N_("Attach the file with “supplies attachment add”, or on the page of the record.")


class PaperContentOther(Refused):
    """A file that the action does not name."""

    code = "attachments.content_other"
    message = N_("The file that came is not the one that is to be attached.")
    hint = N_("Attach the file again; it may have changed meanwhile.")


class PaperAttached(Refused):
    """The same file on the same record."""

    code = "attachments.attached"
    message = N_("The same file is attached here already, as {name} of {day}.")
    hint = N_("Nothing needs to be done.")


class PaperDetached(Refused):
    """A paper that was taken off before."""

    code = "attachments.detached"
    message = N_("{name} was taken off already.")
    hint = N_("Look at the list with the papers that were taken off.")


class PaperNotHereYet(Refused):
    """A paper of another site whose bytes have not arrived."""

    code = "attachments.not_here_yet"
    message = N_("The file of {name} is not here yet; the site {site} has it.")
    hint = N_("Exchange data with that site; the file comes with it.")


class PaperDamaged(StoreUnusable):
    """Bytes that are not those that were attached."""

    code = "attachments.damaged"
    message = N_("The bytes of {name} are not those that were attached.")
    hint = N_("Do not use the file. Check the whole store, then restore a backup.")


class NoViewer(Refused):
    """A computer that has no program for a type of file."""

    code = "attachments.no_viewer"
    message = N_("No program of this computer opens {name}.")
    hint = N_("Save it, and open it on a computer that has a viewer for its type.")
