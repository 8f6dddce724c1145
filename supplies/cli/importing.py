"""``supplies import``: lists from Excel and CSV files."""

from pathlib import Path

from supplies.cli.call import Parser
from supplies.cli.catalogue import add_import_options, import_file
from supplies.cli.parsing import Groups, add_group, add_verb
from supplies.language import _


def add(groups: Groups, shared: Parser) -> None:
    """Declare one verb for each kind of list."""
    verbs = add_group(groups, shared, "import", _("lists from Excel and CSV files"))
    verb = add_verb(verbs, shared, "catalogue", import_file, _("add, revise and retire from an Excel or CSV list"))
    verb.add_argument("file", type=Path)
    add_import_options(verb)
