"""What this room brings to the journal."""

from supplies.accounts import apply, rules
from supplies.accounts.actions import AddOrganisation, AddPerson, OpenSite
from supplies.journal.action import Procedure, Room
from supplies.language import N_
from supplies.values import Topic

_WHO = frozenset({Topic.ACCOUNTS})

ACCOUNTS = Room(
    procedures=(
        Procedure(OpenSite, N_("Open a site"), rules.check_open_site, apply.open_site, _WHO),
        Procedure(AddPerson, N_("Record a person"), rules.check_add_person, apply.add_person, _WHO),
        Procedure(
            AddOrganisation, N_("Record an organisation"), rules.check_add_organisation, apply.add_organisation, _WHO
        ),
    )
)
