"""What this room brings to the journal."""

from supplies.accounts import apply, role_rules, rules, sign_in
from supplies.accounts.actions import (
    AddOrganisation,
    AddPerson,
    CloseOrganisation,
    DeactivatePerson,
    GrantRole,
    OpenSite,
    ReactivatePerson,
    RevokeRole,
    SetPassword,
    SetRoleConflicts,
    SetSignInPolicy,
    SignIn,
)
from supplies.accounts.permissions import ADMINISTRATORS
from supplies.journal.action import Procedure, Room, nothing_to_check
from supplies.language import N_
from supplies.models.accounts import Role
from supplies.values import Topic

_WHO = frozenset({Topic.ACCOUNTS})
_CITY = frozenset({Role.CITY_ADMIN})
"""What holds for the whole reserve is the city administrator's: sites, and the rules about people."""
_MASTERS = ADMINISTRATORS | {Role.KEEPER, Role.FINANCE, Role.BUYER}
"""Whoever meets a new supplier, donor or receiver first records it: at the gate, in a tender or in a letter."""
_EVERYBODY = frozenset[Role]()
"""Coming in, and choosing one's own password, needs no role; somebody else's password is looked at by its rule."""

ACCOUNTS = Room(
    procedures=(
        Procedure(OpenSite, N_("Open a site"), rules.check_open_site, apply.open_site, _WHO, _CITY),
        Procedure(AddPerson, N_("Record a person"), rules.check_add_person, apply.add_person, _WHO, ADMINISTRATORS),
        Procedure(
            DeactivatePerson,
            N_("Disable a person"),
            rules.check_deactivate,
            apply.deactivate,
            _WHO,
            ADMINISTRATORS,
        ),
        Procedure(
            ReactivatePerson,
            N_("Enable a person"),
            rules.check_reactivate,
            apply.reactivate,
            _WHO,
            ADMINISTRATORS,
        ),
        Procedure(GrantRole, N_("Give a role"), role_rules.check_grant, apply.grant, _WHO, ADMINISTRATORS),
        Procedure(RevokeRole, N_("Take a role away"), role_rules.check_revoke, apply.revoke, _WHO, ADMINISTRATORS),
        Procedure(
            SetRoleConflicts,
            N_("Say which roles are kept apart"),
            role_rules.check_conflicts,
            apply.set_conflicts,
            _WHO,
            _CITY,
        ),
        Procedure(SetPassword, N_("Set a password"), sign_in.check_set_password, apply.set_password, _WHO, _EVERYBODY),
        Procedure(SignIn, N_("Sign in"), sign_in.check_sign_in, apply.sign_in, _WHO, _EVERYBODY),
        Procedure(SetSignInPolicy, N_("Say when sign-in waits"), nothing_to_check, apply.set_policy, _WHO, _CITY),
        Procedure(
            AddOrganisation,
            N_("Record an organisation"),
            rules.check_add_organisation,
            apply.add_organisation,
            _WHO,
            _MASTERS,
        ),
        Procedure(
            CloseOrganisation,
            N_("Close an organisation"),
            rules.check_close_organisation,
            apply.close_organisation,
            _WHO,
            ADMINISTRATORS,
        ),
    )
)
