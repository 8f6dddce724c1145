"""What can be picked from a list by name, pinyin initials or code: item types, places, bodies, money, papers."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial

from supplies.accounts.queries import organisations
from supplies.catalogue.queries import ItemFilter, categories, items
from supplies.funds.queries import appropriations
from supplies.procurement.award_queries import awarded_lots
from supplies.procurement.certificate_queries import certificates_found
from supplies.procurement.finding import appropriations_found, contracts_found, lots_found
from supplies.procurement.queries import projects
from supplies.stock.count_sessions import count_sessions
from supplies.stock.documents import documents_page
from supplies.stock.queries import depots, places
from supplies.ui.session import Query, StoreView
from supplies.ui.widgets.picker import Option, OptionProvider, matches
from supplies.values import DepotCode


def _chosen(query: Query[Iterable[Option]], text: str, limit: int) -> Query[Sequence[Option]]:
    """Return the query for the options of a short list that a text means."""
    wanted = text.strip().lower()
    return lambda connection: [option for option in query(connection) if matches(option, wanted)][:limit]


def _listed(query: Query[Iterable[Option]]) -> OptionProvider:
    """Return a provider of a list that is short enough to be read whole."""
    return partial(_chosen, query)


def item_options(text: str, limit: int) -> Query[Sequence[Option]]:
    """Return the query for item types in use."""
    return lambda connection: [
        Option(row.code, row.name, f"{row.code} {row.specification}".strip())
        for row in items(connection, ItemFilter(text))[:limit]
    ]


def place_options(depot: Callable[[], DepotCode]) -> OptionProvider:
    """Return a provider of the locations in use of the depot that is chosen when the list opens."""

    def query(code: DepotCode) -> Query[Iterable[Option]]:
        return lambda connection: (
            Option(row.code, row.code, row.name) for row in places(connection, code) if row.is_active
        )

    return lambda text, limit: _chosen(query(depot()), text, limit)


depot_options: OptionProvider = _listed(
    lambda connection: (Option(row.code, row.name, row.code) for row in depots(connection))
)
organisation_options: OptionProvider = _listed(
    lambda connection: (Option(row.code, row.name, row.code) for row in organisations(connection) if row.is_active)
)
appropriation_options: OptionProvider = _listed(
    lambda connection: (
        Option(str(row.appropriation_id), row.number, f"{row.title} {row.amount.wan()}")
        for row in appropriations(connection)
        if not row.is_withdrawn
    )
)


def paper_options(text: str, limit: int) -> Query[Sequence[Option]]:
    """Return the query for stock documents by a part of their number, receiver or incident, newest first."""
    return lambda connection: [
        Option(row.number, row.number, f"{row.kind_name} {row.business_date} {row.counterparty}".strip())
        for row in (documents_page(connection, search=text, limit=limit) if text.strip() else ())
    ]


def _found(query: Callable[[StoreView, str, int], Sequence[tuple[str, str]]]) -> OptionProvider:
    """Return a provider of records that are found by a part of a number or name; of nothing where nothing is typed."""

    def options(text: str, limit: int) -> Query[Sequence[Option]]:
        return lambda connection: [
            Option(key, key, words) for key, words in (query(connection, text, limit) if text.strip() else ())
        ]

    return options


lot_options = _found(lots_found)
contract_options = _found(contracts_found)
money_options = _found(appropriations_found)


def number_options(text: str, limit: int) -> Query[Sequence[Option]]:
    """Return the query for whatever has a printed form of its own: documents, counts, awards, certificates."""
    papers = paper_options(text, limit)
    return lambda connection: [
        *papers(connection),
        *(
            Option(row.number, row.number, f"{row.name} {row.started_on}")
            for row in (count_sessions(connection, search=text, limit=limit) if text.strip() else ())
        ),
        *(
            Option(number, number, words)
            for query in (awarded_lots, certificates_found)
            for number, words in (query(connection, text, limit) if text.strip() else ())
        ),
    ]


project_options: OptionProvider = _listed(
    lambda connection: (Option(row.number, row.number, f"{row.name} {row.started_on}") for row in projects(connection))
)
category_options: OptionProvider = _listed(
    lambda connection: (Option(row.code, row.name, row.code) for row in categories(connection))
)
