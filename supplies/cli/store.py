"""``supplies store``: make a store, say what it is, upgrade, verify, back up and restore it."""

from pathlib import Path

from supplies.accounts.actions import Level
from supplies.cli.call import Call, Parser, given_password, password_prompt
from supplies.cli.catalogue import default_catalogue
from supplies.cli.journal import verification_answer
from supplies.cli.output import Answer
from supplies.cli.parsing import Groups, add_group, add_verb
from supplies.journal.queries import HeadRow
from supplies.language import _
from supplies.program import NewStore, Program, restore, upgrade_store, usual_routes
from supplies.sheets.catalogue_list import read_catalogue
from supplies.upgrade import newest_revision, revision
from supplies.values import ActionId, Login, SiteId, new_id, utc_now


def add(groups: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verbs = add_group(groups, shared, "store", _("make, describe, upgrade, verify, back up and restore a store"))
    verb = add_verb(verbs, shared, "init", _init, _("make an empty store with the default catalogue"))
    verb.add_argument("--site", required=True, metavar="CODE", help=_("code of this site, such as 210300A"))
    verb.add_argument("--name", required=True, help=_("name of this site"))
    verb.add_argument("--level", choices=("city", "county"), default="city")
    verb.add_argument("--catalogue", metavar="FILE", help=_("a catalogue of your own instead of the default one"))
    verb.add_argument("--login", default="admin", help=_("login of the first person"))
    verb.add_argument("--person", default="", help=_("name of the first person"))
    add_verb(verbs, shared, "info", _info, _("say what the store is and where it stands"))
    add_verb(verbs, shared, "upgrade", _upgrade, _("bring an older store up to date, after a backup"))
    verb = add_verb(verbs, shared, "verify", _verify, _("check chain, sequence, balances and schema"))
    verb.add_argument("--deep", action="store_true", help=_("replay every entry and compare every table"))
    verb = add_verb(verbs, shared, "backup", _backup, _("copy the store to a file while it is in use"))
    verb.add_argument("file", type=Path)
    verb = add_verb(verbs, shared, "restore", _restore, _("put a backup into a new store (--store)"))
    verb.add_argument("file", type=Path)
    verb.add_argument("--reason", default="", help=_("why the store is restored"))


def head_data(head: HeadRow) -> dict[str, object]:
    """Return a head as JSON shows it."""
    return {"site": head.site_id, "epoch": head.epoch, "seq": head.seq, "hash": head.hash.hex()}


def _init(call: Call) -> Answer:
    """Make a store and load a catalogue into it."""
    login = Login(call.text("login"))
    new = NewStore(
        SiteId(call.text("site")),
        call.text("name"),
        Level(call.options.level),
        login,
        call.text("person") or login,
    )
    lines = read_catalogue(Path(call.options.catalogue)).wanted if call.options.catalogue else default_catalogue()
    day = utc_now().astimezone().date()
    first = [lines.action(ActionId(new_id()), day), usual_routes(day)]
    program = Program.create(call.store_url, new, first=first)
    try:
        head, name = program.head, program.database.name
    finally:
        program.close()
    data = {"store": name, "items": len(lines.items), "head": head_data(head)}
    text = _("The store {store} is ready, with {items} item types in {categories} categories.")
    return Answer(data, [text.format(store=name, items=len(lines.items), categories=len(lines.nodes))])


def _info(call: Call) -> Answer:
    """Say what the store is."""
    with call.program() as program:
        store, head = program.store, program.head
        data = {
            "store": program.database.name,
            "dialect": program.database.dialect,
            "store_id": store.store_id,
            "site": store.site_id,
            "is_sample": store.is_sample,
            "created_at": store.created_at,
            "schema": program.read(revision),
            "program_schema": newest_revision(),
            "head": head_data(head),
        }
    sample = _("sample data") if store.is_sample else _("own data")
    return Answer(
        data,
        [
            _("Store: {name} ({dialect})").format(name=data["store"], dialect=data["dialect"]),
            _("Site: {site}, {kind}").format(site=store.site_id, kind=sample),
            _("Schema: {schema}").format(schema=data["schema"]),
            _("Entries: {seq}, epoch {epoch}, head {hash}").format(
                seq=head.seq, epoch=head.epoch, hash=head.short_hash()
            ),
        ],
    )


def _upgrade(call: Call) -> Answer:
    """Upgrade an older store after a backup beside it."""
    made = upgrade_store(call.store_url)
    if made is None:
        return Answer({"upgraded": False}, [_("The store is up to date.")])
    text = _("The store was upgraded. The backup made before is {path}.").format(path=made.path)
    return Answer({"upgraded": True, "backup": str(made.path)}, [text])


def _verify(call: Call) -> Answer:
    """Check the whole store."""
    with call.program() as program:
        return verification_answer(program.verify(deep=call.options.deep))


def _backup(call: Call) -> Answer:
    """Make a verified copy."""
    with call.program() as program:
        made, head = program.back_up(call.options.file)
    data = {"file": str(made.path), "bytes": made.bytes, "sha256": made.sha256, "head": head_data(head)}
    text = _("Backup {path}: {seq} entries, head {hash}, verified. SHA-256 {sha256}")
    shown = {"path": made.path, "seq": head.seq, "hash": head.short_hash(), "sha256": made.sha256}
    return Answer(data, [text.format(**shown)])


def _restore(call: Call) -> Answer:
    """Put a backup into a new store."""
    reason = call.text("reason") or _("restored from a backup")
    actor = call.named_actor or Login("admin")
    found = restore(
        call.options.file, call.store_url, actor, reason, password=lambda: given_password(password_prompt(actor))
    )
    data = {
        "store": call.store_url,
        "backup_head": head_data(found.backup_head),
        "backup_at": found.backup_at,
        "head": head_data(found.head),
        "missing": found.missing,
    }
    lines = [
        _("The backup holds {seq} entries and verifies; its newest is of {moment}.").format(
            seq=found.backup_head.seq, moment=found.backup_at.astimezone().strftime("%Y-%m-%d %H:%M")
        ),
        _("The new store {store} goes on in epoch {epoch}, so that no number is given twice.").format(
            store=call.store_url, epoch=found.head.epoch
        ),
    ]
    if found.missing:
        text = _("{count} entries made after the backup are not in it: enter their papers again.")
        lines.append(text.format(count=found.missing))
    return Answer(data, lines)
