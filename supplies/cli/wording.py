"""What argparse writes by itself - headings, the usage line, complaints - and what options that recur are for."""

import argparse
from collections.abc import Iterable

from supplies.language import N_, Wording, _

_TEXTS = (
    N_("positional arguments"),
    N_("options"),
    N_("show this help message and exit"),
    N_("show program's version number and exit"),
)
"""The texts of argparse that are looked up where it writes them."""

_COMPLAINTS = Wording(
    (r"the following arguments are required: (?P<names>.+)", N_("{names} must be given")),
    (r"one of the arguments (?P<names>.+) is required", N_("one of {names} must be given")),
    (r"unrecognized arguments: (?P<names>.+)", N_("{names} is not known here")),
    (r"ambiguous option: (?P<name>.+) could match (?P<names>.+)", N_("{name} may mean any of {names}")),
    (
        r"argument .+: invalid choice: (?P<value>.+) \(choose from (?P<known>.+)\)",
        N_("{value} is none of {known}"),
    ),
    (r"argument (?P<name>.+): invalid .+ value: (?P<value>.+)", N_("{name} takes no {value}")),
    (r"argument (?P<name>.+): expected .+", N_("{name} needs a value")),
    (r"argument (?P<name>.+): ignored explicit argument .+", N_("{name} takes no value")),
    (r"argument (?P<name>.+): not allowed with argument (?P<other>.+)", N_("{name} does not go with {other}")),
)


_USUAL_HELP = {
    "--accepted": N_("quantity in good order"),
    "--address": N_("address"),
    "--after": N_("only entries behind this number"),
    "--as-of": N_("on which day; today if not given"),
    "--basis": N_("basis of the statement"),
    "--batch": N_("batch number"),
    "--category": N_("code of the category"),
    "--certificate": N_("number of the certificate"),
    "--code": N_("code"),
    "--conceded": N_("quantity accepted by concession"),
    "--condition": N_("in what condition it comes back"),
    "--cost": N_("what it cost"),
    "--count": N_("how many"),
    "--damaged": N_("quantity that cannot be used"),
    "--date": N_("business date; today if not given"),
    "--depot": N_("code of the depot"),
    "--driver": N_("driver"),
    "--expires": N_("day of expiry"),
    "--faults": N_("faults that were found"),
    "--from": N_("first day"),
    "--hours": N_("number of hours"),
    "--incident": N_("incident or drill that it is for"),
    "--income": N_("what it brought in"),
    "--item": N_("code of the item type"),
    "--kind": N_("which kind"),
    "--level": N_("level of the site"),
    "--limit": N_("at most so many"),
    "--line": N_("number of the line"),
    "--location": N_("code of the location"),
    "--lot": N_("label, batch or serial number"),
    "--manager": N_("code of the organisation that manages the goods"),
    "--name": N_("name"),
    "--note": N_("remark"),
    "--origin": N_("how the goods came"),
    "--out": N_("folder to write to"),
    "--owner": N_("code of the organisation that owns the goods"),
    "--paper": N_("number of the paper behind it"),
    "--place": N_("where it is"),
    "--priority": N_("how urgent it is; 1 is first"),
    "--produced": N_("day of production"),
    "--quantity": N_("quantity"),
    "--reason": N_("reason"),
    "--rejected": N_("quantity rejected"),
    "--result": N_("what the goods are good for now"),
    "--serial": N_("serial number"),
    "--short": N_("quantity that is missing"),
    "--site": N_("code of the site; this one if not given"),
    "--supplier": N_("code of the supplier"),
    "--terms": N_("on what terms the goods go"),
    "--to": N_("last day"),
    "--to-depot": N_("code of the depot that they go to"),
    "--vehicle": N_("plate and driver"),
    "--village": N_("village or community"),
    "--way": N_("in which way"),
    "--within": N_("within how many days"),
    "--witness": N_("who was there"),
    "-o": N_("file to write"),
    "code": N_("code or label"),
    "file": N_("path of the file"),
    "item": N_("code of the item type"),
    "number": N_("number on the paper"),
    "seq": N_("number of the entry"),
}


def usual_help(option: str) -> str | None:
    """Return what an option is for where its command does not say; None where it must."""
    return _(_USUAL_HELP[option]) if option in _USUAL_HELP else None


def complaint(message: str) -> str:
    """Return what argparse has against a command line, as a part of a sentence."""
    return _COMPLAINTS.say(message)


class HelpFormatter(argparse.HelpFormatter):
    """Help whose fixed texts are in the reader's language."""

    def start_section(self, heading: str | None) -> None:
        """Begin a section under its heading."""
        super().start_section(_(heading or ""))

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Add the usage line."""
        super().add_usage(usage, actions, groups, _("usage: ") if prefix is None else prefix)

    def _get_help_string(self, action: argparse.Action) -> str | None:
        """Return what an option is for; argparse's own options have English texts."""
        return _(action.help) if action.help else action.help
