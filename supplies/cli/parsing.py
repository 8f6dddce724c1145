"""Small helpers to declare groups and verbs; each takes the options that all commands share."""

import argparse
from typing import Any

from supplies.cli.call import Command, Parser

Groups = Any
"""Argparse's own collection of sub-parsers, which has no public name."""


def add_group(groups: Groups, shared: Parser, name: str, help_text: str) -> Groups:
    """Add a group of verbs and return where its verbs are added."""
    group = groups.add_parser(name, help=help_text, description=help_text, parents=[shared])
    group.set_defaults(parser=group, command=None)
    return group.add_subparsers(metavar="VERB")


def add_verb(verbs: Groups, shared: Parser, name: str, command: Command, help_text: str) -> argparse.ArgumentParser:
    """Add a verb, or a group that is its own verb."""
    verb: argparse.ArgumentParser = verbs.add_parser(name, help=help_text, description=help_text, parents=[shared])
    verb.set_defaults(command=command)
    return verb
