"""What the funds screen shows, read at one moment, so that all its parts agree."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from supplies.funds.queries import AppropriationRow, appropriations
from supplies.language import _
from supplies.procurement.queries import ProjectRow, TenderLotRow, projects
from supplies.procurement.reconciliation import Check, Statement, statement
from supplies.procurement.words import method_name
from supplies.ui.session import Query
from supplies.ui.widgets.picker import Option, OptionProvider, matches
from supplies.values import NO_MONEY


@dataclass(frozen=True, slots=True)
class FundsPicture:
    """The statement, every appropriation, withdrawn ones too, and every project."""

    statement: Statement
    appropriations: tuple[AppropriationRow, ...]
    projects: tuple[ProjectRow, ...]

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


def funds_picture() -> PictureQuery:
    """Return the query for all that the screen shows."""
    return lambda connection: FundsPicture(
        statement(connection), tuple(appropriations(connection)), tuple(projects(connection))
    )


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
