"""``supplies actions`` and ``supplies post``: every action's form, and the universal way in."""

import sys
from pathlib import Path

from supplies.cli.call import Call, Parser
from supplies.cli.journal import entry_data
from supplies.cli.output import Answer, json_text, table
from supplies.cli.parsing import Groups, add_submit, add_verb
from supplies.errors import BadRequest, LineProblem, SuppliesError, UnknownAction
from supplies.files import read_file
from supplies.journal import codec
from supplies.journal.action import Action
from supplies.journal.post import JOURNAL
from supplies.language import _
from supplies.program import ROOMS, Program


def add(groups: Groups, shared: Parser) -> None:
    """Declare the commands."""
    verb = add_verb(groups, shared, "actions", _actions, _("list every action, or show the form of one"))
    verb.add_argument("name", nargs="?", default="", help=_("name of the action; without it, all are listed"))
    verb = add_verb(groups, shared, "post", _post, _("post one action, or many as JSON lines, all or nothing"))
    verb.add_argument("file", nargs="?", default="-", help=_("a file, or - for standard input"))
    add_submit(verb)


def _actions(call: Call) -> Answer:
    """List the actions, or print one's JSON Schema; needs no store."""
    procedures = {procedure.name: procedure for room in (JOURNAL, *ROOMS) for procedure in room.procedures}
    if call.text("name"):
        if call.text("name") not in procedures:
            raise UnknownAction(name=call.text("name"))
        form = codec.schema(procedures[call.text("name")].action)
        return Answer(form, [json_text(form)])
    rows = [(name, _(procedures[name].title)) for name in sorted(procedures)]
    return Answer(
        [{"name": name, "title": title} for name, title in rows], table((_("Action"), _("What it does")), rows)
    )


def _post(call: Call) -> Answer:
    """Post what the file holds."""
    content = sys.stdin.buffer.read() if call.options.file == "-" else read_file(Path(call.options.file))
    with call.program() as program:
        actions = _read(program, content)
        posted = call.post(program, actions)
    data = [{**entry_data(each.entry), "is_new": each.is_new} for each in posted]
    lines = [
        _("Entry {seq}: {type}").format(seq=each.entry.seq, type=each.entry.action_type)
        + ("" if each.is_new else " " + _("(posted before)"))
        for each in posted
    ]
    return Answer(data, lines)


def _read(program: Program, content: bytes) -> list[Action]:
    """Return the actions in a text: one JSON document, or one on each line."""
    lines = [line for line in content.splitlines() if line.strip()]
    if not lines:
        raise BadRequest(problem=_("it is empty"))
    try:
        return [program.journal.read_action(content)]
    except BadRequest:
        if len(lines) == 1:
            raise
    actions = []
    for number, line in enumerate(lines, 1):
        try:
            actions.append(program.journal.read_action(line))
        except SuppliesError as error:
            error.lines = (LineProblem(number, "", error),)
            raise
    return actions
