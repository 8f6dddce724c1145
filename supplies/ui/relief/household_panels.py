"""The forms of goods handed on to households: the roster and its issues, the signed list, the end of a roster."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from supplies.catalogue.queries import items
from supplies.errors import (
    DateInFuture,
    FieldEmpty,
    IncidentClosed,
    NotAQuantity,
    SuppliesError,
    TooManySigned,
    UnknownRecord,
)
from supplies.language import _
from supplies.relief.actions import ConfirmDistribution, Distribute, GoodsLine, PurgeRoster
from supplies.relief.attachments import store_id
from supplies.relief.distributions import DistributionRow
from supplies.relief.roster import Roster, encode_roster
from supplies.relief.vault import name_of, seal
from supplies.sheets.roster import read_roster
from supplies.ui.icons import Button
from supplies.ui.relief.incident_panels import TEXT_MAX, TITLE_MAX
from supplies.ui.relief.picture import ReliefPicture
from supplies.ui.services import Services
from supplies.ui.session import Actions, Latest, Session, StoreView
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import Field, TextField, plain_number
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.lines_field import LinesField
from supplies.values import ActionId, new_id

ROWS_SHOWN = 5
"""Wrong rows that are named at once."""


@dataclass(frozen=True, slots=True)
class ReadRoster:
    """A roster that was read, and the store whose key shall seal it."""

    roster: Roster
    store_id: UUID
    file_name: str
    totals: str
    """What all households receive, in words."""


def read_whole(path: Path, connection: StoreView) -> ReadRoster:
    """Read a roster file with the items that the catalogue knows. Runs on a worker thread."""
    known = items(connection)
    roster = read_roster(path, known)
    names = {row.code: row for row in known}
    words = (f"{names[code].name} {much.grouped()} {names[code].unit}" for code, much in roster.totals.items())
    return ReadRoster(roster, store_id(connection), path.name, _(", ").join(words))


class RosterField(Field[ReadRoster]):
    """A roster out of a file; only its counts are shown, and no draft keeps it."""

    is_wide = True
    is_kept = False

    def __init__(self, name: str, label: str, session: Session) -> None:
        """Make the field without a roster yet."""
        self._session = session
        self._latest = Latest()
        self._read: ReadRoster | None = None
        self._error: SuppliesError | None = None
        self._dialog: QFileDialog | None = None
        box = QWidget()
        self.button = Button(f"{name}_choose", _("Choose the roster (&J)"), "import")
        self._counts = text_label("", "quiet", wraps=True)
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.button)
        row.addWidget(self._counts, 1)
        super().__init__(name, label, box, is_required=True)
        box.setFocusProxy(self.button)
        self.set_text("")
        self.button.clicked.connect(self._ask_for_file)

    def value(self) -> ReadRoster | None:
        """Return the roster that was read."""
        return self._read

    def text(self) -> str:
        """Return which file was read."""
        return "" if self._read is None else self._read.file_name

    def set_text(self, text: str) -> None:
        """Forget the roster; only its file can bring it back."""
        if not text:
            self._latest.cancel()
            self._read, self._error = None, None
            self._counts.setText(_("An Excel or CSV list: head, identity number, people, a column for each item"))
        self.show_problem(None)

    def problem(self) -> SuppliesError | None:
        """Return why the roster could not be read, or that none was chosen."""
        return self._error or (None if self._read else FieldEmpty())

    def problem_of_text(self) -> SuppliesError:
        """Return never: see ``problem``."""
        raise AssertionError("a roster is looked at when it is read")

    def focus(self) -> None:
        """Go to the button."""
        self.button.setFocus()

    def read_file(self, file: str) -> None:
        """Read a roster, while everything else goes on."""
        self._session.read(self, partial(read_whole, Path(file)), self._show, self._refuse, latest=self._latest)

    def _ask_for_file(self) -> None:
        """Let a file be chosen."""
        if self._dialog is None:
            names = _("Lists ({patterns})").format(patterns="*.xlsx *.xls *.ods *.csv")
            self._dialog = QFileDialog(self, _("Choose a file"), "", names)
            self._dialog.setObjectName("roster_dialog")
            self._dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
            self._dialog.fileSelected.connect(self.read_file)
        self._dialog.open()

    def _show(self, read: ReadRoster) -> None:
        """Show what the roster adds up to, and no name."""
        self._read, self._error = read, None
        text = _("{households} households, {persons} people")
        counted = text.format(households=len(read.roster.households), persons=read.roster.persons)
        self._counts.setText(f"{read.file_name}  {counted}  {read.totals}")
        self.show_problem(None)
        self._edited()

    def _refuse(self, error: SuppliesError) -> None:
        """Say which rows are wrong."""
        self._read, self._error = None, error
        self._counts.setText("\n".join(map(str, error.lines[:ROWS_SHOWN])))
        self.show_problem(error)


class DistributePanel(ActionPanel):
    """Records what the households of a village receive; the roster is encrypted and kept beside it."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {IncidentClosed: "incident", DateInFuture: "day", UnknownRecord: "issues"}
        super().__init__("distribute", _("Hand goods on to households"), page, services, places)
        self.say(_("Names and identity numbers are kept encrypted; the journal holds counts and totals only."))
        self._sealed = b""
        add = self.form.add
        self.roster = add(RosterField("roster", _("Roster"), services.session))
        self.incident = add(SelectField("incident", _("Incident")))
        self.village = add(TextField("village", _("Village"), is_required=True, longest=TITLE_MAX))
        hint = _("numbers of issues, with blanks between them")
        self.issues = add(TextField("issues", _("Issues handed on"), is_required=True, hint=hint))
        self.note = add(TextField("note", _("Remarks"), longest=TEXT_MAX))
        self.day = self.add_day("day", _("Handed on on"))

    def show_picture(self, picture: ReliefPicture) -> None:
        """Offer the incidents that are under way."""
        self.incident.set_options(picture.open_incidents)

    def make_actions(self) -> Actions:
        """Return the distribution, its roster sealed."""
        read, village = answer(self.roster), answer(self.village)
        self._sealed = seal(read.store_id, encode_roster(read.roster))
        self.tell(_("What {village} receives is recorded; print the roster to be signed.").format(village=village))
        return [
            Distribute(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                incident=self.incident.value() or "",
                village=village,
                roster_hash=name_of(self._sealed),
                roster_size=len(self._sealed),
                households=len(read.roster.households),
                persons=read.roster.persons,
                issues=tuple(answer(self.issues).upper().replace(",", " ").replace("，", " ").split()),
                lines=tuple(GoodsLine(item=item, quantity=much) for item, much in read.roster.totals.items()),
                note=self.note.value() or "",
            )
        ]

    def attachment(self) -> bytes:
        """Return the sealed roster, which is kept together with the action."""
        return self._sealed

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal: issues and goods are refused line by line."""
        fields = {line.field for line in error.lines}
        if fields:
            return "issues" if "issues" in fields else "roster"
        return super().place_of(error)


class ConfirmPanel(ActionPanel):
    """Records that the signed list came back."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {TooManySigned: "signed", DateInFuture: "day"}
        title = _("Record the signed list of a distribution")
        super().__init__("confirm_distribution", title, page, services, places)
        add = self.form.add
        self.signed = add(CountField("signed", _("Households that signed"), is_required=True, longest=8))
        self.paper = add(TextField("paper", _("Where the signed list is kept"), longest=TEXT_MAX))
        self.short = add(LinesField("short", _("Goods that were short"), services.session, is_required=False))
        self.day = self.add_day("day", _("The list came back on"))
        self._row: DistributionRow | None = None

    def open_for(self, row: DistributionRow) -> None:
        """Ask about this distribution."""
        self.about(row.number)
        self._row = row
        self.set_title(_("Signed list of {village}").format(village=row.village))
        self.say(_("{households} households: {items}").format(households=row.households, items=row.items))
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the signed list."""
        assert self._row is not None, "open_for comes first"
        self.tell(_("The signed list of {number} is recorded.").format(number=self._row.number), self._row.number)
        return [
            ConfirmDistribution(
                action_id=ActionId(new_id()),
                business_date=answer(self.day),
                distribution=self._row.number,
                signed_households=int(plain_number(answer(self.signed))),
                paper=self.paper.value() or "",
                short=tuple(GoodsLine(item=line.code, quantity=line.quantity) for line in self.short.value() or ()),
            )
        ]

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; goods are refused line by line."""
        return "short" if error.lines else super().place_of(error)


class CountField(TextField):
    """A whole number."""

    def value(self) -> str | None:
        """Return the digits; None where there are none."""
        digits = plain_number(self.text())
        return digits if digits.isascii() and digits.isdigit() else None

    def problem_of_text(self) -> SuppliesError:
        """Return how a count is written."""
        return NotAQuantity(text=self.text(), example="12")


class PurgePanel(ActionPanel):
    """Destroys a roster once the work has ended."""

    def __init__(self, page: QWidget, services: Services) -> None:
        title, submit = _("Destroy a roster"), _("Destroy the roster (&B)")
        super().__init__("purge_roster", title, page, services, {DateInFuture: "day"}, submit)
        self.say(_("Names and identity numbers are gone for good; households, people and totals stay."))
        self.reason = self.form.add(TextField("reason", _("Reason"), is_required=True, longest=TEXT_MAX))
        self.day = self.add_day("day", _("Destroyed on"))
        self._row: DistributionRow | None = None

    def open_for(self, row: DistributionRow) -> None:
        """Ask about this distribution."""
        self.about(row.number)
        self._row = row
        self.set_title(_("Destroy the roster of {village} {number}").format(village=row.village, number=row.number))
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the end of the roster."""
        assert self._row is not None, "open_for comes first"
        number = self._row.number
        self.tell(_("The roster of {number} is destroyed.").format(number=number), number)
        reason, day = answer(self.reason), answer(self.day)
        return [PurgeRoster(action_id=ActionId(new_id()), business_date=day, distribution=number, reason=reason)]
