"""Every entry, newest first; verifying the store, and backing it up."""

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog

from supplies.accounts.queries import PersonRow, people
from supplies.journal.queries import EntryRow, own_entries
from supplies.language import N_, _
from supplies.ui.journal.entry_panel import EntryPanel
from supplies.ui.list_page import ListPage
from supplies.ui.paged_table import Column
from supplies.ui.services import Services
from supplies.ui.session import Query, Verified
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.status import Status
from supplies.values import Login, Topic

ROOMS = (
    ("stock.", N_("Stock")),
    ("catalogue.", N_("Catalogue")),
    ("funds.", N_("Funds")),
    ("procurement.", N_("Procurement")),
    ("accounts.", N_("People and organisations")),
    ("store.", N_("Store")),
)


def _moment(row: EntryRow) -> str:
    """Return when an entry was posted, in this computer's time."""
    return row.recorded_at.astimezone().strftime("%Y-%m-%d %H:%M:%S")


def columns(titles: Mapping[str, str]) -> tuple[Column[EntryRow], ...]:
    """Return the columns; ``titles`` says what each kind of action is called."""
    return (
        Column("seq", N_("Entry"), lambda row: f"{row.seq:,}", width_ems=4),
        Column("recorded", N_("Recorded"), _moment, width_ems=10.5),
        Column("date", N_("Date"), lambda row: str(row.business_date), width_ems=6),
        Column("what", N_("What it does"), lambda row: _(titles.get(row.action_type, "")), width_ems=12),
        Column("actor", N_("Who"), lambda row: row.actor, width_ems=6),
        Column("hash", N_("Hash"), lambda row: row.hash.hex(), width_ems=12, stretches=True),
    )


class JournalPage(ListPage[EntryRow]):
    """Nothing here changes anything."""

    topics = frozenset({Topic.JOURNAL})
    _wanted_actor = ""
    """Whose entries are to be shown as soon as the people are known."""

    def __init__(self, services: Services, titles: Mapping[str, str]) -> None:
        """Build the page; ``titles`` says what each kind of action is called, in English."""
        empty = EmptyState(
            "journal_empty", "journal", _("No entries here"), _("Everything that changes the store stands here.")
        )
        super().__init__(services, "journal", _("Journal"), columns(titles), _row_key, empty)
        self.add_action("back_up", _("&Back up …"), self._ask_file, icon="export")
        self.add_action("deep", _("Replay and &compare"), partial(self._verify, deep=True), icon="refresh")
        self.add_action("verify", _("Verif&y"), partial(self._verify, deep=False), icon="chain", kind="primary")
        rooms = [(prefix, _(name)) for prefix, name in ROOMS]
        self.filters.add_choice("room", _("Part"), _("All parts"), rooms)
        self.filters.add_choice("actor", _("Who"), _("Everybody"))
        self.panel = EntryPanel(self, titles)
        self.table.row_opened.connect(self.panel.show_entry)
        self.body.addLayout(self.listing)

    def reload(self) -> None:
        """Read the entries again, and who there is."""
        super().reload()
        self.services.session.read(self, people, self._show_people)

    def open_record(self, key: str) -> None:
        """Show everything that one person did."""
        self._wanted_actor = key
        self.filters.clear()
        self.services.session.read(self, people, self._show_people)

    def _show_people(self, rows: Sequence[PersonRow]) -> None:
        """Offer everybody whose entries can be asked for, and show those that are waited for."""
        self.filters.set_options("actor", [(row.login, f"{row.name} {row.login}") for row in rows])
        if self._wanted_actor:
            wanted, self._wanted_actor = self._wanted_actor, ""
            self.filters.set_values({"actor": wanted})

    def reader(self, after: EntryRow | None, limit: int) -> Query[Sequence[EntryRow]]:
        """Return the query for the next entries."""
        room, actor = self.filters.values()["room"], self.filters.values()["actor"]
        before = None if after is None else after.seq
        return partial(own_entries, before=before, limit=limit, actor=Login(actor) if actor else None, action_type=room)

    def _verify(self, *, deep: bool) -> None:
        """Check the whole store."""
        task = self.services.session.verify(self, self._verified, deep=deep)
        self.follow(task, _("Replaying every entry …") if deep else _("Verifying …"))

    def _verified(self, found: Verified) -> None:
        """Say what was proved."""
        first = found.first
        if first is not None:
            text = _("Not sound. First at entry {seq}: {problem}").format(seq=first.seq, problem=first.text)
            remedy = _("Keep the store as it is and restore the newest backup that verifies.")
            self.show_message(Status.ERROR, text, remedy)
        elif found.is_deep:
            text = _("{count} entries replayed: every table is as they say.").format(count=f"{found.entries:,}")
            self.show_message(Status.OK, text)
        else:
            self.show_message(Status.OK, _("{count} entries: sound.").format(count=f"{found.entries:,}"))

    def _ask_file(self) -> None:
        """Ask where the backup goes."""
        dialog = QFileDialog(self, _("Back up the store"))
        dialog.setObjectName("journal_backup_file")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("db")
        dialog.selectFile(f"backup-{self.services.today():%Y%m%d}.db")
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        dialog.fileSelected.connect(self._back_up)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _back_up(self, file: str) -> None:
        """Copy the store to a file; one that is there already is never written over."""
        target = Path(file)
        task = self.services.session.back_up(self, target, partial(self._backed_up, target))
        self.follow(task, _("Backing up …"))

    def _backed_up(self, target: Path) -> None:
        """Say where the backup lies."""
        self.show_message(Status.OK, _("The backup is verified: {path}").format(path=target))


def _row_key(row: EntryRow) -> tuple[object, ...]:
    """Return what tells one entry from every other."""
    return row.site_id, row.seq
