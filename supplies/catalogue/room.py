"""What this room brings to the journal."""

from supplies.catalogue.actions import ReviseCatalogue
from supplies.catalogue.apply import revise
from supplies.catalogue.rules import check_revise
from supplies.journal.action import Procedure, Room
from supplies.language import N_
from supplies.values import Topic

CATALOGUE = Room(
    procedures=(
        Procedure(
            ReviseCatalogue,
            N_("Revise the catalogue"),
            check_revise,
            revise,
            frozenset({Topic.CATALOGUE, Topic.STOCK}),
        ),
    )
)
