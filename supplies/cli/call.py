"""What every command is given: its options, the store it works on, and who acts."""

import argparse
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from getpass import getpass
from typing import Any, NoReturn, TypeVar

from supplies.accounts.queries import people
from supplies.catalogue.packs import InUnit, in_base_unit, read_said
from supplies.catalogue.queries import item
from supplies.cli.output import Answer
from supplies.cli.wording import HelpFormatter, complaint, usual_help
from supplies.errors import ActorNeeded, BadField, WrongUsage
from supplies.journal.action import Action
from supplies.journal.post import Posted
from supplies.language import _
from supplies.program import Program
from supplies.settings import default_store
from supplies.values import BadValue, Login, Money, Quantity, parse_date

V = TypeVar("V")

PASSWORD, NEW_PASSWORD = "SUPPLIES_PASSWORD", "SUPPLIES_NEW_PASSWORD"
"""The environment variables with the password of whoever acts, and with the one that they set."""


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are errors like all others, so that ``--json`` prints them too."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - argparse's own options
        """Take the options of argparse; help is in the reader's language, and options are written in full."""
        super().__init__(**{"formatter_class": HelpFormatter, "allow_abbrev": False, **options})

    def add_argument(self, *names: str, **options: Any) -> argparse.Action:  # noqa: ANN401 - argparse's own options
        """Add an argument; one that recurs says by itself what it is for."""
        usual = usual_help(names[0])
        return super().add_argument(*names, **({"help": usual} if usual else {}) | options)

    def usage_line(self) -> str:
        """Return how the command is written, in one line."""
        return " ".join(self.format_usage().removeprefix(_("usage: ")).split())

    def error(self, message: str) -> NoReturn:
        """Raise what is wrong with the command line."""
        raise WrongUsage(problem=complaint(message), usage=self.usage_line())


def read_value(option: str, text: str, reader: Callable[[str], V]) -> V:
    """Return the exact value in an option's text.

    Raises:
        BadField: naming the option.
    """
    try:
        return reader(text)
    except BadValue as error:
        raise BadField(field=option, problem=str(error)) from error


def password_prompt(login: Login) -> str:
    """Return how somebody's password is asked for on a terminal."""
    return _("Password of {login}: ").format(login=login)


def given_password(prompt: str, variable: str = PASSWORD) -> str:
    """Return the password that the environment holds, or that is typed on a terminal without being shown; else none."""
    given = os.environ.get(variable, "")
    if given or not sys.stdin.isatty():
        return given
    return getpass(prompt, sys.stderr)


@dataclass(frozen=True, slots=True)
class Call:
    """One command as it was called."""

    options: argparse.Namespace

    @property
    def store_url(self) -> str:
        """Return the store named by ``--store``, the environment, or the user's own."""
        return str(getattr(self.options, "store", None) or default_store())

    @contextmanager
    def program(self) -> Iterator[Program]:
        """Open the store for as long as the command needs it."""
        program = Program.open(self.store_url)
        try:
            yield program
        finally:
            program.close()

    @property
    def named_actor(self) -> Login | None:
        """Return who is named by ``--actor`` or the environment; None where nobody is."""
        named = getattr(self.options, "actor", None) or os.environ.get("SUPPLIES_ACTOR")
        return Login(named) if named else None

    def actor(self, program: Program) -> Login:
        """Return who acts: ``--actor``, the environment, or the only person there is.

        Raises:
            ActorNeeded: it is not clear who.
        """
        known = self.actor_if_known(program)
        if known is None:
            raise ActorNeeded
        return known

    def actor_if_known(self, program: Program) -> Login | None:
        """Return who acts; None where it is not clear, which is no matter for one who only reads."""
        if self.named_actor is not None:
            return self.named_actor
        active = [person.login for person in program.read(people) if person.is_active]
        return active[0] if len(active) == 1 else None

    def post(self, program: Program, actions: Sequence[Action]) -> list[Posted]:
        """Post actions in the name of whoever acts, all or nothing; with ``--submit``, submit what needs approval.

        Raises:
            PasswordNeeded: whoever acts has a password, and none was given.
            SignInRefused: the password is wrong.
        """
        submitting = bool(getattr(self.options, "submit", False))
        return program.post(actions, self.signed_in(program), submitting=submitting)

    def signed_in(self, program: Program) -> Login:
        """Return who acts, once the password was right; somebody without one acts at once."""
        login = self.actor(program)
        if program.has_password(login):
            program.sign_in(login, given_password(password_prompt(login)))
        return login

    def text(self, name: str) -> str:
        """Return an option's text; empty where it is not given."""
        return str(getattr(self.options, name, None) or "").strip()

    def day(self, name: str) -> date | None:
        """Return an option's date; None where it is not given."""
        text = self.text(name)
        return read_value(f"--{name.replace('_', '-')}", text, parse_date) if text else None

    def business_date(self, program: Program) -> date:
        """Return ``--date``, or today."""
        return self.day("date") or program.clock().astimezone().date()

    def quantity(self, name: str = "quantity") -> Quantity:
        """Return an option's quantity."""
        return read_value(f"--{name}", self.text(name), Quantity.parse)

    def in_unit(self, name: str = "quantity") -> InUnit:
        """Return an option's number and the unit or pack that it was said in: ``3箱``."""
        return read_value(f"--{name}", self.text(name), read_said)

    def quantity_of(self, program: Program, code: str, name: str = "quantity") -> Quantity:
        """Return an option's quantity in the base unit of an item, converted from packs where it is said in them."""
        said = self.in_unit(name)
        if not said.unit:
            return said.number
        row = program.read(lambda connection: item(connection, code))
        return in_base_unit(said, row.unit, row.decimals, row.packs)

    def money(self, name: str) -> Money | None:
        """Return an option's amount in yuan; None where it is not given."""
        text = self.text(name)
        return read_value(f"--{name}", text, Money.parse) if text else None


Command = Callable[[Call], Answer]
