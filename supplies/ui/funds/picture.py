"""What the funds screen shows, read at one moment, so that all its parts agree."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from supplies.funds.allotment_queries import AllotmentRow, allotments
from supplies.funds.carrying import YearsRule, surplus_rules
from supplies.funds.matrix import Matrix, matrix_of
from supplies.funds.queries import AppropriationRow, appropriations
from supplies.language import _
from supplies.procurement.queries import ProjectRow, TenderLotRow, projects
from supplies.procurement.reconciliation import Check, Statement, statement_of
from supplies.procurement.words import method_name
from supplies.ui.session import Query, StoreView
from supplies.ui.widgets.picker import Option, OptionProvider, matches
from supplies.values import NO_MONEY


@dataclass(frozen=True, slots=True)
class FundsPicture:
    """The statement, every appropriation, withdrawn ones too, and every project."""

    statement: Statement
    appropriations: tuple[AppropriationRow, ...]
    projects: tuple[ProjectRow, ...]
    allotments: tuple[AllotmentRow, ...]
    matrix: Matrix
    rules: tuple[YearsRule, ...]
    """After how many years money is surplus, the one that counts first for a day behind those that it replaces."""

    @property
    def lots(self) -> tuple[TenderLotRow, ...]:
        """Return every lot."""
        return self.statement.lots

    @property
    def checks(self) -> tuple[Check, ...]:
        """Return every check."""
        return self.statement.checks

    @property
    def wrong_checks(self) -> tuple[Check, ...]:
        """Return the checks that do not hold."""
        return tuple(check for check in self.checks if not check.holds)

    @property
    def planning_obstacle(self) -> str:
        """Return why no lot can be planned now; empty where one can."""
        if not self.projects:
            return _("Open a project first: a lot belongs to one.")
        if self.statement.available <= NO_MONEY:
            return _("No money is available: every yuan is planned, in tender or tendered.")
        return ""

    def next_lot_number(self, project_number: str) -> int:
        """Return the number after those of a project's lots."""
        return max((lot.number for lot in self.lots if lot.project_number == project_number), default=0) + 1


PictureQuery = Query[FundsPicture]


def read_picture(connection: StoreView) -> FundsPicture:
    """Return all that the screen shows."""
    rows = appropriations(connection)
    return FundsPicture(
        statement=statement_of(connection, rows),
        appropriations=tuple(rows),
        projects=tuple(projects(connection)),
        allotments=tuple(allotments(connection)),
        matrix=matrix_of(connection, rows),
        rules=tuple(surplus_rules(connection)),
    )


def funds_picture() -> PictureQuery:
    """Return the query for all that the screen shows."""
    return read_picture


def _listed(options: Callable[[], Iterable[Option]], text: str, limit: int) -> Query[Sequence[Option]]:
    """Return the query for the options that a text means."""
    wanted = text.strip().lower()
    kept = tuple(options())
    return lambda _connection: [option for option in kept if matches(option, wanted)][:limit]


def project_options(picture: Callable[[], FundsPicture | None]) -> OptionProvider:
    """Return a provider of projects, newest first."""

    def options() -> Iterable[Option]:
        shown = picture()
        for row in reversed(shown.projects if shown else ()):
            yield Option(str(row.project_id), row.number, f"{row.name}  {method_name(row.method)}")

    return lambda text, limit: _listed(options, text, limit)


def fund_options(picture: Callable[[], FundsPicture | None]) -> OptionProvider:
    """Return a provider of appropriations that have money available, oldest first: that money should go first."""

    def options() -> Iterable[Option]:
        shown = picture()
        for row in shown.statement.appropriations if shown else ():
            if row.available > NO_MONEY:
                yield fund_option(row)

    return lambda text, limit: _listed(options, text, limit)


def fund_option(row: AppropriationRow) -> Option:
    """Return an appropriation as it is picked."""
    available = _("available {amount} × 10,000 yuan").format(amount=row.available.wan())
    return Option(str(row.appropriation_id), row.number, f"{row.title}  {available}")


def available_funds(text: str, limit: int) -> Query[Sequence[Option]]:
    """Return the query for the appropriations that have money available, oldest first."""
    wanted = text.strip().lower()

    def options(connection: StoreView) -> Sequence[Option]:
        rows = (row for row in appropriations(connection) if row.available > NO_MONEY and not row.is_withdrawn)
        return [option for option in map(fund_option, rows) if matches(option, wanted)][:limit]

    return options
