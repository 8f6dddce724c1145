"""``supplies journal``: read the journal, and prove it."""

from supplies.cli.call import Call, Parser
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_group, add_verb, whole
from supplies.errors import UnknownRecord
from supplies.journal import queries
from supplies.journal.queries import EntryRow
from supplies.journal.verify import Verification
from supplies.language import _
from supplies.program import Program
from supplies.values import Login, SiteId

LIMIT = 100


def add(groups: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verbs = add_group(groups, shared, "journal", _("read and verify the journal"))
    verb = add_verb(verbs, shared, "list", _list, _("list entries, oldest first"))
    verb.add_argument("--site", metavar="CODE")
    verb.add_argument("--after", type=whole, default=0, metavar="SEQ")
    verb.add_argument("--limit", type=whole, default=LIMIT)
    verb.add_argument("--by", metavar="LOGIN", help=_("only what this person did"))
    verb = add_verb(verbs, shared, "show", _show, _("show one entry whole"))
    verb.add_argument("seq", type=whole)
    verb.add_argument("--site", metavar="CODE")
    verb = add_verb(verbs, shared, "verify", _verify, _("check chain, sequence, balances and schema"))
    verb.add_argument("--deep", action="store_true", help=_("replay every entry and compare every table"))
    add_verb(verbs, shared, "head", _head, _("show the newest entry of every site"))


def entry_data(entry: EntryRow) -> dict[str, object]:
    """Return an entry as JSON shows it, without the content of its action."""
    return {
        "site": entry.site_id,
        "epoch": entry.epoch,
        "seq": entry.seq,
        "action_id": entry.action_id,
        "type": entry.action_type,
        "version": entry.version,
        "actor": entry.actor,
        "business_date": entry.business_date,
        "recorded_at": entry.recorded_at,
        "hash": entry.hash,
    }


def verification_answer(found: Verification) -> Answer:
    """Return what a verification found, the first wrong entry named."""
    first = found.first
    data = {
        "sound": found.is_sound,
        "entries": found.entries,
        "deep": found.is_deep,
        "heads": [
            {"site": head.site_id, "epoch": head.epoch, "seq": head.seq, "hash": head.hash} for head in found.heads
        ],
        "first": None if first is None else {"site": first.site_id, "seq": first.seq, "problem": first.text},
        "findings": found.findings,
    }
    if first is None:
        text = (
            _("{count} entries replayed: every table is as they say.")
            if found.is_deep
            else _("{count} entries: sound.")
        )
        return Answer(data, [text.format(count=found.entries)])
    lines = [_("Not sound. First at entry {seq}: {problem}").format(seq=first.seq, problem=first.text)]
    lines += [f"  {finding.site_id} {finding.seq}: {finding.text}" for finding in found.findings]
    lines.append(_("Keep the store as it is and restore the newest backup that verifies."))
    return Answer(data, lines, exit_status=3)


def _site(call: Call, program: Program) -> SiteId:
    """Return the site asked for, or the one that writes here."""
    return SiteId(call.text("site")) if call.text("site") else program.store.site_id


def _list(call: Call) -> Answer:
    """List entries behind one."""
    with call.program() as program:
        site = _site(call, program)
        limit = max(1, min(call.options.limit, queries.PAGE_ROWS_MAX))
        by = Login(call.text("by")) if call.text("by") else None
        statement = queries.entries_after(site, call.options.after, by).limit(limit)
        rows = program.read(lambda connection: [EntryRow(*row) for row in connection.execute(statement)])
    heads = (_("Seq"), _("Date"), _("Recorded"), _("Who"), _("Action"), _("Hash"))
    lines = table(
        heads,
        ((row.seq, row.business_date, row.recorded_at, row.actor, row.action_type, row.hash.hex()[:8]) for row in rows),
    )
    return Answer([entry_data(row) for row in rows], lines)


def _show(call: Call) -> Answer:
    """Show one entry with its action."""
    with call.program() as program:
        site, seq = _site(call, program), call.options.seq
        entry = program.read(lambda connection: queries.entry(connection, site, seq))
        if entry is None:
            raise UnknownRecord(kind=_("Entry"), key=f"{site} {seq}")
        procedure = program.journal.procedure(entry.action_type)
    payload = (entry.payload or b"").decode()
    data = {
        **entry_data(entry),
        "seen": entry.seen,
        "payload_sha256": entry.payload_hash,
        "prev_hash": entry.prev_hash,
        "payload": None if entry.payload is None else payload,
    }
    lines = [
        _("Entry {seq}: {title} ({type})").format(seq=seq, title=_(procedure.title), type=entry.action_type),
        _("By {actor}, dated {date}, recorded {moment}").format(
            actor=entry.actor, date=entry.business_date, moment=entry.recorded_at.astimezone().isoformat()
        ),
        f"prev {entry.prev_hash.hex()}",
        f"hash {entry.hash.hex()}",
        payload,
    ]
    return Answer(data, lines)


def _verify(call: Call) -> Answer:
    """Check the whole store."""
    with call.program() as program:
        return verification_answer(program.verify(deep=call.options.deep))


def _head(call: Call) -> Answer:
    """Show every head."""
    with call.program() as program:
        rows = program.read(queries.heads)
    data = [{"site": row.site_id, "epoch": row.epoch, "seq": row.seq, "hash": row.hash} for row in rows]
    lines = table(
        (_("Site"), _("Epoch"), _("Seq"), _("Hash")),
        ((row.site_id, row.epoch, row.seq, row.hash.hex()) for row in rows),
    )
    return Answer(data, lines)
