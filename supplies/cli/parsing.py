"""Small helpers to declare groups and verbs; each takes the options that all commands share."""

import argparse
from collections.abc import Sequence
from typing import Any, TypeVar

from supplies.cli.call import Command, Parser
from supplies.errors import WrongUsage
from supplies.language import _

N = TypeVar("N", int, float)

Groups = Any
"""Argparse's own collection of sub-parsers, which has no public name."""

WHOLE_MAX = 10**9
DAYS_MAX = 36_500
MILLIMETRES_MAX = 500.0


def whole(text: str) -> int:
    """Read a whole number of a size that a store can have."""
    return _within(int(text), WHOLE_MAX)


def days(text: str) -> int:
    """Read a number of days, at most a century."""
    return _within(int(text), DAYS_MAX)


def millimetres(text: str) -> float:
    """Read a length on paper."""
    return _within(float(text), MILLIMETRES_MAX)


def _within(number: N, most: N) -> N:
    """Return a number no farther from zero than ``most``; argparse reports a ValueError by the option's name."""
    if not -most <= number <= most:
        raise ValueError(number)
    return number


def pairs(option: str, texts: Sequence[str]) -> list[tuple[str, str]]:
    """Return the two sides of options such as ``YJ01001=20``."""
    pairs = [tuple(side.strip() for side in text.partition("=")[::2]) for text in texts]
    for text, pair in zip(texts, pairs, strict=True):
        if not all(pair):
            raise WrongUsage(
                problem=_("{option} is written KEY=QUANTITY, not {text}").format(option=option, text=text),
                usage="supplies --help",
            )
    return [(first, second) for first, second in pairs]


def add_group(groups: Groups, shared: Parser, name: str, help_text: str) -> Groups:
    """Add a group of verbs and return where its verbs are added."""
    group = groups.add_parser(name, help=help_text, description=help_text, parents=[shared])
    group.set_defaults(parser=group, command=None)
    return group.add_subparsers(metavar="VERB")


def add_submit(verb: argparse.ArgumentParser) -> None:
    """Let a verb that posts submit what others have to approve."""
    verb.add_argument("--submit", action="store_true", help=_("submit it for approval where others have to approve it"))


def add_verb(verbs: Groups, shared: Parser, name: str, command: Command, help_text: str) -> argparse.ArgumentParser:
    """Add a verb, or a group that is its own verb."""
    verb: argparse.ArgumentParser = verbs.add_parser(name, help=help_text, description=help_text, parents=[shared])
    verb.set_defaults(command=command)
    return verb
