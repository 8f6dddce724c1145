"""The ``supplies`` command: reads the command line, runs one command, and says how it ended."""

import argparse
import os
import sys
from collections.abc import Sequence

from supplies import __version__
from supplies.cli import (
    agreement,
    approval,
    attachment,
    calendar,
    catalogue,
    contract,
    count,
    demo,
    emergency,
    funds,
    household,
    importing,
    incident,
    journal,
    labels,
    places,
    post,
    report,
    request,
    scan,
    stock,
    store,
    tender,
    treasury,
    user,
)
from supplies.cli.call import Call, Command, Parser
from supplies.cli.output import Answer, error_data, json_text, write
from supplies.errors import SuppliesError, WrongUsage
from supplies.language import Language, _, use_language

INTERRUPTED = 130
WRONG_USAGE = 2

GROUPS = (
    demo,
    store,
    post,
    journal,
    catalogue,
    places,
    stock,
    count,
    emergency,
    scan,
    incident,
    request,
    household,
    funds,
    tender,
    contract,
    treasury,
    attachment,
    calendar,
    labels,
    agreement,
    report,
    importing,
    user,
    approval,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit status.

    Returns:
        0 done, 1 refused, 2 wrong usage or unreadable input, 3 the store cannot be used, 130 interrupted.
    """
    given = list(sys.argv[1:] if arguments is None else arguments)
    use_language(_language(given))
    as_json = "--json" in given
    try:
        _refuse_foreign_bytes(given)
        options = _parser().parse_args(given)
        command: Command | None = getattr(options, "command", None)
        answer = _help(options) if command is None else command(Call(options))
        _print(answer, as_json=as_json)
        return answer.exit_status
    except SuppliesError as error:
        _print_error(error, as_json=as_json)
        return error.exit_status
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - whoever read us is gone
        return 0


def _language(given: Sequence[str]) -> Language:
    """Return the language asked for, looked up before anything else is read so that every message is in it."""
    asked = os.environ.get("SUPPLIES_LANG", "")
    for place, text in enumerate(given):
        if text.startswith("--lang="):
            asked = text.removeprefix("--lang=")
        elif text == "--lang" and place + 1 < len(given):
            asked = given[place + 1]
    return Language.ENGLISH if asked == Language.ENGLISH else Language.CHINESE


def _refuse_foreign_bytes(given: Sequence[str]) -> None:
    """Refuse what no store could keep: bytes that are not text, which Python passes on as lone surrogates."""
    for text in given:
        if any("\ud800" <= character <= "\udfff" for character in text):
            shown = text.encode("utf-8", "replace").decode()
            raise WrongUsage(problem=_("{text} is not text in UTF-8").format(text=shown), usage="supplies --help")


def _print(answer: Answer, *, as_json: bool) -> None:
    """Print the outcome: one JSON document, or what people read."""
    if as_json:
        write(json_text(answer.data))
    else:
        for line in answer.lines:
            write(line)


def _print_error(error: SuppliesError, *, as_json: bool) -> None:
    """Print what happened and what to do; never a traceback."""
    if as_json:
        write(json_text({"error": error_data(error)}))
        return
    is_of_one_line = len(error.lines) == 1 and error.lines[0].line > 1
    write(str(error.lines[0]) if is_of_one_line else error.text(), to_errors=True)
    if len(error.lines) > 1:
        for problem in error.lines:
            write(f"  {problem}", to_errors=True)
    write(error.remedy(), to_errors=True)


def _help(options: argparse.Namespace) -> Answer:
    """Print the help of the group that was named without a verb."""
    parser: Parser = options.parser
    if options.json:
        raise WrongUsage(problem=_("a command is missing"), usage=parser.usage_line())
    parser.print_help(sys.stderr)
    return Answer({}, (), WRONG_USAGE)


def _global_options(*, is_top: bool) -> Parser:
    """Return the options that every command takes, before or behind its name."""
    unset = None if is_top else argparse.SUPPRESS
    options = Parser(add_help=False)
    options.add_argument("--store", metavar="URL", default=unset, help=_("file or postgresql://... of the store"))
    options.add_argument("--actor", metavar="LOGIN", default=unset, help=_("who acts"))
    flag = False if is_top else argparse.SUPPRESS
    options.add_argument("--json", action="store_true", default=flag, help=_("print one JSON document"))
    options.add_argument("--lang", choices=("zh", "en"), default=unset, help=_("language"))
    return options


def _parser() -> Parser:
    """Return the parser of all groups."""
    parser = Parser(
        prog="supplies",
        description=_("Stock, tenders and relief funds of a city's emergency reserve."),
        parents=[_global_options(is_top=True)],
    )
    parser.add_argument("--version", action="version", version=f"supplies {__version__}")
    parser.set_defaults(parser=parser)
    shared = _global_options(is_top=False)
    groups = parser.add_subparsers(metavar="GROUP")
    for module in GROUPS:
        module.add(groups, shared)
    return parser
