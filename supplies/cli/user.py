"""``supplies user``: people, their passwords and their roles."""

import argparse

from supplies.accounts import passwords
from supplies.accounts.actions import (
    EVERY_DEPOT,
    AddPerson,
    DeactivatePerson,
    GrantRole,
    ReactivatePerson,
    RevokeRole,
    SetPassword,
)
from supplies.accounts.queries import PersonStanding, people_standings
from supplies.accounts.words import Role, role_name
from supplies.cli.call import NEW_PASSWORD, Call, Parser, given_password, password_prompt
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_group, add_verb
from supplies.errors import BadField, PasswordsDiffer, UnknownRecord
from supplies.journal.action import Action
from supplies.language import _
from supplies.program import Program
from supplies.values import ActionId, DepotCode, Login, SiteId, new_id

ALL = "all"
"""What stands for every depot on the command line."""


def add(groups: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verbs = add_group(groups, shared, "user", _("people, their passwords and their roles"))
    add_verb(verbs, shared, "list", _list, _("list people with their roles"))
    verb = add_verb(verbs, shared, "add", _add, _("record a person, without a role and without a password"))
    _add_login(verb)
    verb.add_argument("--name", required=True, help=_("name of the person"))
    verb.add_argument("--site", metavar="CODE")
    for name, command, text in (
        ("disable", _disable, _("let a person act no more")),
        ("enable", _enable, _("let a person act again")),
    ):
        verb = add_verb(verbs, shared, name, command, text)
        _add_login(verb)
        verb.add_argument("--reason", required=True)
    verb = add_verb(verbs, shared, "passwd", _passwd, _("set your own password, or give somebody a one-time password"))
    verb.add_argument("login", nargs="?", default="", help=_("whose; without it your own"))
    roles = add_group(verbs, shared, "role", _("give and take away roles"))
    verb = add_verb(roles, shared, "grant", _grant, _("give a role"))
    _add_role(verb)
    verb.add_argument("--exception", default="", metavar="REASON", help=_("why, though another role forbids it"))
    verb = add_verb(roles, shared, "revoke", _revoke, _("take a role away"))
    _add_role(verb)
    verb.add_argument("--reason", default="")


def _add_login(verb: argparse.ArgumentParser) -> None:
    """Ask whom it is about."""
    verb.add_argument("login", help=_("login of the person"))


def _add_role(verb: argparse.ArgumentParser) -> None:
    """Ask for the person, the role, and where it is held."""
    _add_login(verb)
    verb.add_argument("role", choices=[role.value for role in Role], help=_("the role"))
    verb.add_argument("--depot", default=ALL, metavar="CODE", help=_("only for this depot; “all” for every depot"))


def _list(call: Call) -> Answer:
    """List people with their roles."""
    with call.program() as program:
        rows = program.read(people_standings)
    heads = (_("Login"), _("Name"), _("Site"), _("State"), _("Password"), _("Last sign-in"), _("Roles"))
    return Answer(rows, table(heads, (_cells(row) for row in rows)))


def _cells(row: PersonStanding) -> tuple[object, ...]:
    """Return what the list shows of a person."""
    roles = (role_name(role.role) + (f"({role.depot})" if role.depot else "") for role in row.roles)
    return (
        row.login,
        row.name,
        row.site_id,
        _("May act") if row.is_active else _("No longer acts"),
        _("yes") if row.has_password else _("no"),
        row.signed_in_at,
        _(", ").join(roles),
    )


def _add(call: Call) -> Answer:
    """Record a person."""
    login = Login(call.text("login").lower())
    with call.program() as program:
        action = AddPerson(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            login=login,
            name=call.text("name"),
            site_id=SiteId(call.text("site")) if call.text("site") else program.store.site_id,
        )
        call.post(program, [action])
    text = _("{name} is recorded as {login}; give roles next.")
    return Answer({"login": login}, [text.format(name=action.name, login=login)])


def _disable(call: Call) -> Answer:
    """Let a person act no more."""
    login = Login(call.text("login"))
    with call.program() as program:
        action = DeactivatePerson(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            login=login,
            reason=call.text("reason"),
        )
        call.post(program, [action])
    return Answer({"login": login}, [_("{name} no longer acts.").format(name=login)])


def _enable(call: Call) -> Answer:
    """Let a person act again."""
    login = Login(call.text("login"))
    with call.program() as program:
        action = ReactivatePerson(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            login=login,
            reason=call.text("reason"),
        )
        call.post(program, [action])
    return Answer({"login": login}, [_("{name} acts again.").format(name=login)])


def _grant(call: Call) -> Answer:
    """Give a role."""
    login, role = Login(call.text("login")), Role(call.text("role"))
    with call.program() as program:
        action = GrantRole(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            login=login,
            role=role,
            depot=_depot(call),
            exception=call.text("exception"),
        )
        call.post(program, [action])
    data = {"login": login, "role": role, "depot": action.depot or ALL}
    return Answer(data, [_("{name} is {role} now.").format(name=login, role=role_name(role))])


def _revoke(call: Call) -> Answer:
    """Take a role away."""
    login, role = Login(call.text("login")), Role(call.text("role"))
    with call.program() as program:
        action: Action = RevokeRole(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            login=login,
            role=role,
            depot=_depot(call),
            reason=call.text("reason"),
        )
        call.post(program, [action])
    return Answer(
        {"login": login, "role": role}, [_("{name} is no longer {role}.").format(name=login, role=role_name(role))]
    )


def _depot(call: Call) -> DepotCode:
    """Return for which depot a role is held."""
    code = call.text("depot")
    return EVERY_DEPOT if code == ALL else DepotCode(code.upper())


def _passwd(call: Call) -> Answer:
    """Set the actor's own password, or give somebody else one for one time."""
    with call.program() as program:
        actor = call.actor(program)
        login = Login(call.text("login")) if call.text("login") else actor
        return _set_own(program, actor) if login == actor else _reset(call, program, login)


def _set_own(program: Program, login: Login) -> Answer:
    """Set one's own password: from the environment, or typed twice."""
    old = ""
    if program.has_password(login):
        old = given_password(password_prompt(login))
    new = given_password(_("New password: "), NEW_PASSWORD)
    if not new:
        raise BadField(field=NEW_PASSWORD, problem=_("it is empty"))
    if new != given_password(_("New password again: "), NEW_PASSWORD):
        raise PasswordsDiffer
    program.change_password(login, old, new)
    return Answer({"login": login}, [_("The password of {login} is set.").format(login=login)])


def _reset(call: Call, program: Program, login: Login) -> Answer:
    """Give somebody a password for one time; it is printed now and never again."""
    if all(row.login != login for row in program.read(people_standings)):
        raise UnknownRecord(kind=_("Person"), key=login)
    password = passwords.one_time()
    action = SetPassword(
        action_id=ActionId(new_id()),
        business_date=call.business_date(program),
        login=login,
        password_hash=passwords.make_hash(password),
        must_change=True,
    )
    call.post(program, [action])
    text = _("One-time password of {name}: {password}   It is shown only now.")
    return Answer({"login": login, "password": password}, [text.format(name=login, password=password)])
