"""The sample's time limits: most kept, one set otherwise, a challenge that waits for its answer."""

from random import Random

from supplies.deadlines.catalogue import Standing
from supplies.models.accounts import Role
from supplies.procurement.agenda import agenda
from supplies.sample.identity import Identity
from supplies.sample.procedures_dates import show_dates
from tests.procurement.days import contracted, in_tender
from tests.rooms import TODAY, Desk


def test_most_limits_are_kept_one_is_moved_and_a_challenge_waits(desk: Desk) -> None:
    desk.hire("buyer", Role.BUYER)
    desk.hire("head", Role.SECTION_HEAD)
    contracted(desk)
    contracted(desk)
    in_tender(desk)
    show_dates(desk.program, Identity(Random(1)), TODAY)  # noqa: S311 - a story, not a secret
    rows = [row for row in desk.read(agenda, TODAY) if row.rule is not None]
    assert [row.moved is not None for row in rows].count(True) == 1
    assert [row.subject for row in rows if row.rule is not None and row.rule.code == "challenge_answered"] != []
    late = [row for row in rows if row.standing is Standing.OVERDUE]
    assert late == []
    assert desk.program.verify().is_sound


def test_a_store_without_limits_stays_as_it_is(desk: Desk) -> None:
    before = desk.everything()
    show_dates(desk.program, Identity(Random(1)), TODAY)  # noqa: S311 - a story, not a secret
    assert desk.everything() == before
