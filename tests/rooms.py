"""A store to try the rooms on, the same on SQLite and PostgreSQL: site, person, default catalogue, depot and places."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from string import Formatter
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Connection, func, select

from supplies.accounts.actions import AddPerson, GrantRole
from supplies.catalogue.lists import default_list
from supplies.errors import LinesRefused, SuppliesError
from supplies.journal.action import Action
from supplies.journal.post import Posted
from supplies.models import Base
from supplies.models.accounts import Level, Role
from supplies.models.stock import DocumentKind, Origin
from supplies.program import NewStore, Program
from supplies.stock.actions import (
    AddDepot,
    AddPlace,
    Issue,
    LotLine,
    Move,
    MoveLine,
    ReceiptLine,
    Receive,
    ReturnLine,
    Reverse,
)
from supplies.stock.documents import DocumentLine, DocumentRow, document, document_lines
from supplies.stock.queries import StockFilter, StockRow, on_hand_at, stock_page
from supplies.values import (
    NO_MONEY,
    ActionId,
    DepotCode,
    ItemCode,
    Login,
    LotId,
    Money,
    PlaceCode,
    Quantity,
    SiteId,
    new_id,
)
from tests.postgres_pool import PostgresPool
from tests.postgres_server import PostgresServer

SITE = SiteId("210300A")
DEPOT = DepotCode("210300A")
A01, A02, B01 = PlaceCode("A01"), PlaceCode("A02"), PlaceCode("B01")
ADMIN = Login("admin")
NOW = datetime(2026, 6, 30, 4, 0, tzinfo=UTC)
TODAY = NOW.astimezone().date()

TENT = ItemCode("YJ01001")
"""12㎡单帐篷: by batch, whole."""
QUILT = ItemCode("YJ01008")
"""棉被: by batch, whole."""
COMMAND_TENT = ItemCode("YJ01006")
"""60㎡指挥帐篷: by serial number."""
WATER = ItemCode("YJ01022")
"""瓶装饮用水: by batch, whole."""
CLOTH = ItemCode("YJ02004")
"""土工布: by batch, three decimals."""

T = TypeVar("T")
A = TypeVar("A", bound=Action)


def clock() -> datetime:
    """Return a moment that never passes, so that every run gives the same numbers and dates."""
    return NOW


def ago(days: int) -> date:
    """Return the day so many days before the stores' today; below zero after it."""
    return TODAY - timedelta(days=days)


def some(quantity: str | int) -> Quantity:
    """Return a quantity."""
    return Quantity.parse(quantity)


def yuan(amount: str | int) -> Money:
    """Return a sum in yuan."""
    return Money.parse(amount)


def act(action: type[A], /, **fields: Any) -> A:
    """Return an action dated today, with an id of its own, unless it is said otherwise."""
    values: dict[str, Any] = {"action_id": new_id(), "business_date": TODAY, **fields}
    return action(**values)


def goods(item: ItemCode = TENT, quantity: str | int = 10, amount: Money = NO_MONEY, **fields: Any) -> ReceiptLine:
    """Return a line of a receipt, at A01 unless it is said otherwise."""
    values: dict[str, Any] = {"lot_id": new_id(), "place": A01, **fields}
    return ReceiptLine(item=item, quantity=some(quantity), amount=amount, **values)


def lot_line(lot: LotId, quantity: str | int, place: PlaceCode = A01, reason: str = "") -> LotLine:
    """Return a line that takes some of a lot, or brings it back."""
    return LotLine(lot_id=lot, place=place, quantity=some(quantity), reason=reason)


def return_line(lot: LotId, quantity: str | int, place: PlaceCode = A01, **more: Any) -> ReturnLine:
    """Return a line that brings some of a lot back."""
    return ReturnLine(lot_id=lot, place=place, quantity=some(quantity), **more)


def coming_back(*lines: LotLine) -> tuple[ReturnLine, ...]:
    """Return lines that bring back what others take."""
    return tuple(return_line(line.lot_id, str(line.quantity), line.place, reason=line.reason) for line in lines)


def move_line(lot: LotId, quantity: str | int, place: PlaceCode = A01, to_place: PlaceCode = A02) -> MoveLine:
    """Return a line that moves some of a lot."""
    return MoveLine(lot_id=lot, place=place, to_place=to_place, quantity=some(quantity))


class Desk:
    """Somebody at work: posts, and looks at what came of it."""

    def __init__(self, program: Program) -> None:
        self.program = program

    def read(self, query: Any, *arguments: Any, **named: Any) -> Any:
        """Ask a query of one of the rooms."""
        return self.program.read(lambda connection: query(connection, *arguments, **named))

    def post(self, *actions: Action, actor: Login = ADMIN) -> list[Posted]:
        """Post actions, all or nothing."""
        return self.program.post(actions, actor)

    def hire(self, login: str, *roles: Role, name: str = "", depot: str = "") -> Login:
        """Record somebody who holds these roles, for a depot or for all; whether they should be apart is no matter."""
        made = Login(login)
        given = (
            act(GrantRole, login=made, role=role, depot=DepotCode(depot), exception="小库一人多岗") for role in roles
        )
        self.post(act(AddPerson, login=made, name=name or login, site_id=SITE), *given)
        return made

    def paper(self, action: Action) -> DocumentRow:
        """Post one stock action and return its document."""
        seq = self.post(action)[0].entry.seq
        found: DocumentRow = self.read(document, SITE, seq)
        return found

    def lines(self, paper: DocumentRow) -> list[DocumentLine]:
        """Return the lines of a document."""
        found: list[DocumentLine] = self.read(document_lines, SITE, paper.seq)
        return found

    def receive(self, *lines: ReceiptLine, depot: DepotCode = DEPOT, day: date = TODAY) -> DocumentRow:
        """Take goods in."""
        return self.paper(act(Receive, business_date=day, depot=depot, origin=Origin.PURCHASE, lines=lines))

    def lot(
        self,
        item: ItemCode = TENT,
        quantity: str | int = 10,
        amount: Money = NO_MONEY,
        day: date = TODAY,
        **more: Any,
    ) -> LotId:
        """Take one lot in and return its id."""
        line = goods(item, quantity, amount, **more)
        self.receive(line, day=day)
        return line.lot_id

    def issue(self, *lines: LotLine, day: date = TODAY, depot: DepotCode = DEPOT) -> DocumentRow:
        """Hand goods out."""
        return self.paper(act(Issue, business_date=day, depot=depot, counterparty="铁东区", lines=lines))

    def move(self, *lines: MoveLine, day: date = TODAY) -> DocumentRow:
        """Move goods within the depot."""
        return self.paper(act(Move, business_date=day, depot=DEPOT, lines=lines))

    def reverse(self, paper: DocumentRow, day: date = TODAY) -> DocumentRow:
        """Take a document back."""
        return self.paper(act(Reverse, business_date=day, reverses_seq=paper.seq, reason="录入有误"))

    def held(self, lot: LotId, place: PlaceCode = A01, depot: DepotCode = DEPOT) -> Quantity:
        """Return what a place holds of a lot, inside the depot or outside it."""
        found: Quantity = self.read(on_hand_at, depot, place, lot)
        return found

    def stock(self, **wanted: Any) -> list[StockRow]:
        """Return what is on hand."""
        found: list[StockRow] = self.read(stock_page, StockFilter(**wanted), limit=1000)
        return found

    def kinds(self, papers: Sequence[DocumentRow]) -> list[DocumentKind]:
        """Return what kinds of document these are."""
        return [paper.kind for paper in papers]

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """Return every row of every table, to see whether anything changed."""
        return self.program.read(every_row)

    def refused(self, *actions: Action, actor: Login = ADMIN) -> SuppliesError:
        """Post what must be refused; return the error, once it is proved that it has words and changed nothing."""
        before, head = self.everything(), self.program.head
        with pytest.raises(SuppliesError) as caught:
            self.post(*actions, actor=actor)
        assert self.program.head == head
        assert self.everything() == before
        assert_speaks(caught.value)
        return caught.value


_EVERY_ROW = {
    name: f"SELECT * FROM {name} ORDER BY {', '.join(column.name for column in table.primary_key)}"
    for name, table in Base.metadata.tables.items()
}
"""As text, for so many SELECTs take longer to be composed than to be answered."""


def every_row(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table, as the driver gives it."""
    return {name: list(map(tuple, connection.exec_driver_sql(query))) for name, query in _EVERY_ROW.items()}


def every_value(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    """Return every row of every table as the program reads it, in an order that is no database's own."""
    tables = Base.metadata.sorted_tables
    return {table.name: sorted(map(tuple, connection.execute(select(table))), key=repr) for table in tables}


def rows_in(connection: Connection, table: str) -> int:
    """Return how many rows a table has."""
    return int(connection.scalar(select(func.count()).select_from(Base.metadata.tables[table])) or 0)


def assert_speaks(error: SuppliesError) -> None:
    """Prove that an error, and each of its lines, says what happened and what to do, with every fact in its place."""
    for each in (error, *(line.error for line in error.lines)):
        for template, sentence in ((each.message, each.text()), (each.hint, each.remedy())):
            assert sentence.strip(), f"{each.code} says nothing"
            for _text, name, _spec, _conversion in Formatter().parse(template):
                fact = each.facts[name] if name else "nothing to fill in"
                shown = fact.grouped() if isinstance(fact, Quantity | Money) else str(fact)
                assert fact not in {None, ""}, f"{each.code} has a hole where its {name} should stand: {sentence}"
                assert not name or shown in sentence, f"{each.code} does not show its {name}: {sentence}"


def assert_line(error: SuppliesError, kind: type[SuppliesError], field: str, line: int = 1) -> None:
    """Prove that one line was refused: the error is that line's own and names its number and field."""
    assert type(error) is kind, repr(error)
    assert [(each.line, each.field, type(each.error)) for each in error.lines] == [(line, field, kind)]


def assert_lines(error: SuppliesError, *expected: tuple[int, str, type[SuppliesError]]) -> None:
    """Prove that several lines were refused, each with its own number, field and error."""
    assert type(error) is LinesRefused, repr(error)
    assert [(each.line, each.field, type(each.error)) for each in error.lines] == list(expected)
    assert error.facts["count"] == len(expected)


many = partial(settings, suppress_health_check=[HealthCheck.function_scoped_fixture])
"""The settings of a property whose examples share one store: each begins with goods or money of its own."""


# --- stores ----------------------------------------------------------------------------------------------------------


def _make(url: str, folder: Path) -> None:
    """Make the store that every test begins with; what this computer remembers of its head goes to ``folder``."""
    new = NewStore(SITE, "鞍山市应急管理局", Level.CITY, ADMIN, "管理员")
    day = date(2023, 1, 1)
    places = [act(AddPlace, business_date=day, depot=DEPOT, code=code, name=f"{code}区") for code in (A01, A02, B01)]
    catalogue = default_list().action(ActionId(new_id()), day)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SUPPLIES_DATA", str(folder))
        program = Program.create(url, new, clock)
    with closing(program):
        program.post([catalogue, act(AddDepot, business_date=day, code=DEPOT, name="市本级库"), *places], ADMIN)


@pytest.fixture(scope="session")
def room_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the SQLite store that tests copy."""
    folder = tmp_path_factory.mktemp("rooms")
    _make(str(folder / "template.db"), folder)
    return folder / "template.db"


@pytest.fixture(scope="session")
def room_database(tmp_path_factory: pytest.TempPathFactory, postgres_server: PostgresServer) -> str:
    """Return the PostgreSQL store that tests copy."""
    url = postgres_server.new_database()
    _make(url, tmp_path_factory.mktemp("rooms"))
    return url


@pytest.fixture(params=["sqlite", "postgresql"])
def program(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Program]:
    """Return a store of a test's own, open: the test runs on both databases."""
    if request.param == "sqlite":
        path = tmp_path / "rooms.db"
        shutil.copyfile(request.getfixturevalue("room_file"), path)
        yield from _opened(str(path))
    else:
        pool: PostgresPool = request.getfixturevalue("postgres_pool")
        with pool.lent(request.getfixturevalue("room_database")) as url:
            yield from _opened(url)


def _opened(url: str) -> Iterator[Program]:
    """Open a store for a test and close it afterwards."""
    with closing(Program.open(url, clock)) as program:
        yield program


@pytest.fixture
def desk(program: Program) -> Desk:
    """Return somebody at work in the store."""
    return Desk(program)
