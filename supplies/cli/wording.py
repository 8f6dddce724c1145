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
    "--address": N_("address"),
    "--after": N_("only entries behind this number"),
    "--basis": N_("basis of the statement"),
    "--batch": N_("batch number"),
    "--category": N_("code of the category"),
    "--code": N_("code"),
    "--date": N_("business date; today if not given"),
    "--depot": N_("code of the depot"),
    "--expires": N_("day of expiry"),
    "--from": N_("first day"),
    "--incident": N_("incident or drill that it is for"),
    "--item": N_("code of the item type"),
    "--level": N_("level of the site"),
    "--limit": N_("at most so many"),
    "--location": N_("code of the location"),
    "--lot": N_("label, batch or serial number"),
    "--manager": N_("code of the organisation that manages the goods"),
    "--name": N_("name"),
    "--note": N_("remark"),
    "--origin": N_("how the goods came"),
    "--out": N_("folder to write to"),
    "--owner": N_("code of the organisation that owns the goods"),
    "--produced": N_("day of production"),
    "--quantity": N_("quantity"),
    "--reason": N_("reason"),
    "--serial": N_("serial number"),
    "--site": N_("code of the site; this one if not given"),
    "--supplier": N_("code of the supplier"),
    "--to": N_("last day"),
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
