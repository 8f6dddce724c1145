"""What this room brings to the journal."""

from supplies.catalogue.actions import DefineKit, ReviseCatalogue
from supplies.catalogue.apply import define_kit, revise
from supplies.catalogue.rules import check_define_kit, check_revise
from supplies.journal.action import Procedure, Room
from supplies.language import N_
from supplies.models.accounts import Role
from supplies.values import Topic

_CITY = frozenset({Role.CITY_ADMIN})
"""There is one catalogue for the whole reserve: the city's."""

CATALOGUE = Room(
    procedures=(
        Procedure(
            ReviseCatalogue,
            N_("Revise the catalogue"),
            check_revise,
            revise,
            frozenset({Topic.CATALOGUE, Topic.STOCK}),
            _CITY,
        ),
        Procedure(DefineKit, N_("Define a kit"), check_define_kit, define_kit, frozenset({Topic.CATALOGUE}), _CITY),
    )
)
