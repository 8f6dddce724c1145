"""What every action of the program is: named, described, frozen, and belonging to one room."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import FrozenInstanceError
from typing import Any

import msgspec
import pytest
from msgspec import inspect
from sqlalchemy import Connection

from supplies.journal.action import Action, Context, Finding, Procedure, action_name, no_effect, nothing_to_check
from supplies.journal.post import JOURNAL
from supplies.language import Language, _, use_language
from supplies.program import ROOMS, Program
from supplies.values import Topic
from tests.journal.any_action import ACTIONS
from tests.rooms import ADMIN, NOW, SITE, act

PROCEDURES = [procedure for room in (JOURNAL, *ROOMS) for procedure in room.procedures]

every_action = pytest.mark.parametrize("kind", ACTIONS, ids=action_name)


def test_no_two_actions_have_one_name() -> None:
    assert [name for name, times in Counter(map(action_name, ACTIONS)).items() if times > 1] == []


def test_every_action_class_belongs_to_a_room() -> None:
    def all_below(kind: type[Action]) -> set[type[Action]]:
        return {kind}.union(*(all_below(each) for each in kind.__subclasses__()))

    tagged = {
        kind
        for kind in all_below(Action)
        if kind.__struct_config__.tag is not None and kind.__module__[:9] == "supplies."
    }
    assert tagged == set(ACTIONS)


@every_action
def test_an_action_is_named_room_dot_deed(kind: type[Action]) -> None:
    room = kind.__module__.split(".")[1]
    assert re.fullmatch(rf"{room}\.[a-z]+(_[a-z]+)*", action_name(kind))


@every_action
def test_an_action_never_changes_once_it_is_made(kind: type[Action]) -> None:
    assert kind.__struct_config__.frozen
    assert kind.__struct_config__.forbid_unknown_fields
    for field in msgspec.structs.fields(kind):
        assert not isinstance(field.default, list | dict | set), f"{field.name} may be changed from outside"


@every_action
def test_every_whole_number_of_an_action_fits_into_its_column(kind: type[Action]) -> None:
    numbers = list(whole_numbers(inspect.type_info(kind)))
    assert all(number.ge is not None and number.le is not None and number.le <= 2**53 for number in numbers)


def whole_numbers(info: inspect.Type) -> Iterator[inspect.IntType]:
    """Yield every whole number in a form, those of its lines included."""
    if isinstance(info, inspect.IntType):
        yield info
    parts: Sequence[inspect.Type] = ()
    if isinstance(info, inspect.StructType):
        parts = [field.type for field in info.fields]
    elif isinstance(info, inspect.VarTupleType):
        parts = [info.item_type]
    elif isinstance(info, inspect.UnionType):
        parts = info.types
    for part in parts:
        yield from whole_numbers(part)


@every_action
def test_an_action_counts_its_versions_from_one_and_says_what_it_is(kind: type[Action]) -> None:
    assert kind.version >= 1
    assert kind.__doc__ and kind.__doc__.strip().endswith(".")


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda procedure: procedure.name)
def test_what_an_action_does_is_said_in_both_languages(procedure: Procedure[Any]) -> None:
    use_language(Language.ENGLISH)
    english = _(procedure.title)
    use_language(Language.CHINESE)
    chinese = _(procedure.title)
    assert english.isascii() and english
    assert re.search("[\u4e00-\u9fff]", chinese), f"{english!r} has no Chinese"


@pytest.mark.parametrize("procedure", PROCEDURES, ids=lambda procedure: procedure.name)
def test_an_action_names_what_it_may_change(procedure: Procedure[Any]) -> None:
    assert procedure.topics
    assert procedure.topics <= set(Topic)


def test_procedures_are_listed_by_name_and_found_by_it(program: Program) -> None:
    listed = program.journal.procedures
    assert [procedure.name for procedure in listed] == sorted(action_name(kind) for kind in ACTIONS)
    assert all(program.journal.procedure(each.name) is each for each in listed)


def test_an_action_without_rules_or_effect_passes_and_changes_nothing(program: Program) -> None:
    kept = program.head

    class Nothing(Action, frozen=True, kw_only=True, tag="tests.nothing"):
        """Do nothing."""

    action = act(Nothing)

    def run(connection: Connection) -> None:
        context = Context(connection, SITE, 1, kept.seq + 1, ADMIN, NOW)
        nothing_to_check(context, action)
        no_effect(context, action)

    program.database.write(run)
    assert program.head == kept


def test_a_finding_is_kept_as_it_was_found() -> None:
    with pytest.raises(FrozenInstanceError):
        Finding(SITE, 1, "x").seq = 2  # type: ignore[misc]
