"""The sample's counts: one finished with a shortage that two people found, one under way."""

from random import Random

import pytest

from supplies.models.accounts import Role
from supplies.program import Program
from supplies.sample import procedures_counts
from supplies.sample.identity import Identity
from supplies.stock.count_queries import count_lines
from supplies.stock.count_sessions import count_sessions
from tests.rooms import DEPOT, QUILT, TENT, TODAY, Desk, yuan


@pytest.mark.parametrize("program", ["sqlite"], indirect=True)
def test_the_sample_has_a_finished_count_and_one_under_way(program: Program, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(program)
    for login, role in (("keeper", Role.KEEPER), ("reviewer", Role.REVIEWER), ("head", Role.SECTION_HEAD)):
        desk.hire(login, role)
    for item in (TENT, QUILT, TENT, QUILT):
        desk.lot(item, 20, yuan("100.00"))
    monkeypatch.setattr(procedures_counts, "CITY", DEPOT)
    procedures_counts.show_counts(program, Identity(Random(1)), TODAY)  # noqa: S311 - a story, not a secret
    running, done = desk.read(count_sessions)
    assert running.is_open and running.unknown_count == 1 and 0 < running.counted_count < running.line_count
    assert not done.is_open and done.document.startswith("TZ-")
    differing = [line for line in desk.read(count_lines, done.site_id, done.seq) if line.difference]
    assert len(differing) == 1 and differing[0].second is not None
    assert program.verify(deep=True).is_sound
