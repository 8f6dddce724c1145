"""What the relief screen shows, read at one moment."""

from dataclasses import dataclass

from supplies.relief.distributions import DistributionRow, distributions
from supplies.relief.incidents import IncidentRow, incidents
from supplies.relief.queries import OrderRow, RequestRow, orders, requests
from supplies.stock.queries import DepotRow, own_depots
from supplies.ui.session import Query


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


def relief_picture() -> Query[ReliefPicture]:
    """Return the query for all that the screen shows."""
    return lambda connection: ReliefPicture(
        tuple(incidents(connection)),
        tuple(requests(connection)),
        tuple(orders(connection)),
        tuple(own_depots(connection)),
        tuple(distributions(connection)),
    )
