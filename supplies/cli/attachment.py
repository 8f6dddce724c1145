"""``supplies attachment``: scanned papers of appropriations, lots, contracts, invoices and documents."""

import argparse
from functools import partial
from pathlib import Path

from supplies.attachments.actions import Attach, Detach, PaperKind, SubjectKind
from supplies.attachments.content import ReadPaper, read_paper
from supplies.attachments.files import save_paper
from supplies.attachments.queries import PaperRow, paper, papers_of
from supplies.attachments.subjects import Subject, read_subject, sites_of
from supplies.attachments.words import subject_name, usual_kind
from supplies.cli.call import Call, Parser, read_value
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_group, add_verb, whole
from supplies.errors import FileThere, UnknownRecord
from supplies.language import _
from supplies.program import Program
from supplies.values import ActionId, new_id


def add(groups: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verbs = add_group(groups, shared, "attachment", _("scanned papers of contracts, lots, invoices and documents"))
    kinds = ", ".join(kind.value for kind in SubjectKind)
    subject = _("what it belongs to, such as contract:HT-2026-1; before the colon one of {kinds}").format(kinds=kinds)
    verb = add_verb(verbs, shared, "add", _add, _("attach a PDF, OFD, JPEG or PNG file of at most 20 MB"))
    verb.add_argument("subject", metavar="SUBJECT", help=subject)
    verb.add_argument("file", type=Path, help=_("the scanned paper"))
    verb.add_argument("--kind", choices=[kind.value for kind in PaperKind], help=_("what the paper is"))
    verb.add_argument("--note", default="")
    verb.add_argument("--date", metavar="DATE", help=_("business date; today if not given"))
    verb = add_verb(verbs, shared, "list", _list, _("list the papers of some records"))
    verb.add_argument("subjects", nargs="+", metavar="SUBJECT", help=subject)
    verb.add_argument("--all", action="store_true", help=_("with the papers that were taken off"))
    verb = add_verb(verbs, shared, "save", _save, _("write a paper to a file; its bytes are proved first"))
    _add_paper(verb)
    verb.add_argument("-o", "--out", type=Path, metavar="FILE", help=_("the file; its own name here if not given"))
    verb = add_verb(verbs, shared, "detach", _detach, _("take a paper off its record; its bytes are kept"))
    _add_paper(verb)
    verb.add_argument("--reason", required=True)
    verb.add_argument("--date", metavar="DATE", help=_("business date; today if not given"))


def _add_paper(verb: argparse.ArgumentParser) -> None:
    """Let a verb name one paper."""
    verb.add_argument("paper", type=whole, metavar="ENTRY", help=_("the entry that attached it, as listed"))


def _subject(text: str) -> Subject:
    """Return a record as it is written on the command line."""
    return read_value("SUBJECT", text, read_subject)


def _add(call: Call) -> Answer:
    """Attach a file."""
    subject, found = _subject(call.options.subject), read_paper(call.options.file)
    with call.program() as program:
        action = _attach(call, program, subject, found)
        entry = program.post_with([action], call.signed_in(program), found.content)[0].entry
        row = program.read(partial(paper, seq=entry.seq, site_id=entry.site_id))
    return Answer(row, _lines([row]))


def _attach(call: Call, program: Program, subject: Subject, found: ReadPaper) -> Attach:
    """Return the action that attaches a file."""
    kind = PaperKind(call.options.kind) if call.options.kind else usual_kind(subject.kind)
    return Attach(
        action_id=ActionId(new_id()),
        business_date=call.business_date(program),
        subject_kind=subject.kind,
        subject=subject.key,
        kind=kind,
        file_name=found.name,
        media_type=found.media_type,
        size=found.size,
        sha256=found.sha256,
        note=call.text("note"),
    )


def _list(call: Call) -> Answer:
    """List papers."""
    subjects = [_subject(text) for text in call.options.subjects]
    with call.program() as program:
        for subject in subjects:
            if not program.read(partial(sites_of, subject=subject)):
                raise UnknownRecord(kind=subject_name(subject.kind), key=subject.key)
        rows = program.read(partial(papers_of, subjects=subjects, with_detached=call.options.all))
    return Answer({"rows": rows}, [*_lines(rows), _("{n} papers").format(n=len(rows))])


def _save(call: Call) -> Answer:
    """Write a paper to a file."""
    with call.program() as program:
        site = program.store.site_id
        row = program.read(partial(paper, seq=call.options.paper, site_id=site))
        target = call.options.out or Path(row.saved_name)
        if target.exists():
            raise FileThere(path=str(target))
        program.read(partial(save_paper, seq=row.seq, site_id=site, target=target))
    said = [_("Written: {path}").format(path=target)]
    return Answer({"file": str(target), "sha256": row.hash, "size": row.size}, said)


def _detach(call: Call) -> Answer:
    """Take a paper off its record."""
    with call.program() as program:
        action = Detach(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            paper=call.options.paper,
            reason=call.text("reason"),
        )
        call.post(program, [action])
        row = program.read(partial(paper, seq=action.paper, site_id=program.store.site_id))
    return Answer(row, _lines([row]))


def _lines(rows: list[PaperRow]) -> list[str]:
    """Return papers as people read them."""
    heads = (_("Entry"), _("Belongs to"), _("Kind"), _("File name"), _("Size"), _("Date"), _("Who"), _("State"))
    cells = (
        (
            str(row.seq),
            row.of.words,
            row.kind_name,
            row.file_name,
            row.size_words,
            row.attached_on,
            row.actor_name,
            row.state_name,
        )
        for row in rows
    )
    return table(heads, cells)
