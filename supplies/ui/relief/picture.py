"""What the relief screen shows, read at one moment."""

from dataclasses import dataclass
from datetime import date, timedelta

from supplies.relief.distributions import DistributionRow, distributions
from supplies.relief.incidents import IncidentRow, incidents
from supplies.relief.queries import OrderRow, RequestRow, orders, requests
from supplies.stock.queries import DepotRow, own_depots
from supplies.ui.session import Query

SETTLED_SHOWN = timedelta(days=366)
"""For so long settled requests and orders stay in their lists; later they are found by their number."""


@dataclass(frozen=True, slots=True)
class ReliefPicture:
    """Incidents, requests and orders, and the depots that goods can be ordered from."""

    incidents: tuple[IncidentRow, ...]
    requests: tuple[RequestRow, ...]
    orders: tuple[OrderRow, ...]
    depots: tuple[DepotRow, ...]
    distributions: tuple[DistributionRow, ...]

    @property
    def open_incidents(self) -> list[tuple[str, str]]:
        """Return number and words of the incidents that something can be recorded for."""
        return [(row.number, f"{row.title} {row.number}") for row in self.incidents if row.is_open]


def relief_picture(today: date, also: str, *, with_settled: bool) -> Query[ReliefPicture]:
    """Return the query for all that the screen shows: what is open, orders of the last year, and one more.

    Args:
        today: the day on which the year ends.
        also: the number of a request or an order that is wanted however old it is; empty for none.
        with_settled: whether the requests settled within the year are wanted too.
    """
    since = today - SETTLED_SHOWN
    requested_since = since if with_settled else date.max
    return lambda connection: ReliefPicture(
        tuple(incidents(connection)),
        tuple(requests(connection, since=requested_since, also=also)),
        tuple(orders(connection, since=since, also=also)),
        tuple(own_depots(connection)),
        tuple(distributions(connection)),
    )
