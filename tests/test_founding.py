"""Founding a store that goods can come into at once, and the stores of this computer."""

from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from supplies import founding
from supplies.accounts.queries import people, sites
from supplies.catalogue.queries import ItemFilter, items
from supplies.errors import BadRequest, FileThere, StoreMissing, SuppliesError
from supplies.founding import PLACES_MAX, LocalStores, NewBureau, found_bureau
from supplies.models.accounts import Level
from supplies.models.stock import Origin
from supplies.program import Program
from supplies.stock.actions import Receive
from supplies.stock.queries import own_depots, places
from supplies.values import DepotCode, Login, PlaceCode, SiteId
from tests.postgres_server import PostgresServer
from tests.rooms import QUILT, Desk, act, assert_speaks, goods

BUREAU = NewBureau(SiteId("210381A"), "海城市应急管理局", Level.COUNTY, Login("zhang"), "张保管", "海城市储备库", 3)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Return where a store may be founded, on both databases."""
    if request.param == "sqlite":
        yield str(tmp_path / "own.db")
    else:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        made = server.new_database()
        yield made
        server.drop_database(made)


def test_goods_can_come_in_at_once(url: str) -> None:
    with closing(found_bureau(url, BUREAU)) as program:
        assert [(row.code, row.name) for row in program.read(own_depots)] == [("210381A", "海城市储备库")]
        codes = [row.code for row in program.read(lambda connection: places(connection, DepotCode("210381A")))]
        assert codes == ["A01", "A02", "A03"]
        assert [(row.login, row.name) for row in program.read(people)] == [("zhang", "张保管")]
        assert [(row.site_id, row.level) for row in program.read(sites)] == [("210381A", Level.COUNTY)]
        assert len(program.read(lambda connection: items(connection, ItemFilter()))) == 176
        assert not program.store.is_sample
        desk, line = Desk(program), goods(QUILT, 20, place=PlaceCode("A03"))
        receipt = act(Receive, depot=DepotCode("210381A"), origin=Origin.PURCHASE, lines=(line,))
        desk.post(receipt, actor=Login("zhang"))
        assert desk.held(line.lot_id, PlaceCode("A03"), DepotCode("210381A")) == line.quantity
        assert program.verify(deep=True).first is None


@pytest.mark.parametrize(
    "wrong",
    [
        {"site_id": SiteId("21-03")},
        {"login": Login("张")},
        {"name": " "},
        {"person_name": ""},
        {"depot_name": "A" * 500},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_a_wrong_answer_makes_nothing(url: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(BadRequest) as caught:
        found_bureau(url, replace(BUREAU, **wrong))
    assert_speaks(caught.value)
    with pytest.raises(SuppliesError):
        Program.open(url)
    found_bureau(url, BUREAU).close()


def test_a_file_that_is_there_stays_as_it_is(tmp_path: Path) -> None:
    target = tmp_path / "own.db"
    target.write_bytes(b"precious")
    with pytest.raises(FileThere) as caught:
        found_bureau(str(target), BUREAU)
    assert_speaks(caught.value)
    assert target.read_bytes() == b"precious"


def test_a_depot_begins_with_no_more_locations_than_two_digits_name(tmp_path: Path) -> None:
    with closing(found_bureau(str(tmp_path / "own.db"), replace(BUREAU, places=PLACES_MAX + 50))) as program:
        codes = [row.code for row in program.read(lambda connection: places(connection, DepotCode("210381A")))]
    assert (len(codes), codes[-1]) == (PLACES_MAX, "A99")


class Story:
    """Makes a small sample store in place of the real one, which takes seconds, and may fail half-way."""

    def __init__(self, *, fails: bool = False) -> None:
        self.made = 0
        self.fails = fails

    def __call__(self, url: str, progress: Callable[[int, int], None]) -> Program:
        self.made += 1
        program = found_bureau(url, BUREAU)
        progress(1, 2)
        if self.fails:
            program.close()
            raise RuntimeError("stopped")
        progress(2, 2)
        return program


def test_the_sample_is_made_once_and_opened_from_then_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    story = Story()
    told: list[tuple[int, int]] = []
    monkeypatch.setattr(founding, "make_sample", story)
    stores = LocalStores(tmp_path / "own")
    for _time in range(2):
        with closing(stores.sample(lambda done, total: told.append((done, total)))) as program:
            assert program.head.seq > 0
    assert (story.made, told) == (1, [(1, 2), (2, 2)])
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["sample.db"]


def test_a_sample_that_was_not_finished_is_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stores, story = LocalStores(tmp_path / "own"), Story(fails=True)
    monkeypatch.setattr(founding, "make_sample", story)
    with pytest.raises(RuntimeError):
        stores.sample(lambda _done, _total: None)
    assert list((tmp_path / "own").iterdir()) == []
    (tmp_path / "own" / "sample.making").write_bytes(b"killed half-way")
    story.fails = False
    stores.sample(lambda _done, _total: None).close()
    assert [path.name for path in (tmp_path / "own").iterdir()] == ["sample.db"]


def test_the_own_store_of_a_computer_is_where_the_settings_say(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPPLIES_STORE", str(tmp_path / "mine.db"))
    stores = LocalStores(tmp_path)
    assert stores.own() == ""
    stores.found(BUREAU).close()
    assert stores.own() == str(tmp_path / "mine.db")
    stores.open(stores.own()).close()
    with pytest.raises(StoreMissing):
        stores.open(str(tmp_path / "nowhere.db"))
