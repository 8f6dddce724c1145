"""Blank forms (空白应急出库单): given out and printed beforehand, listed until they come back, void where spoilt."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from supplies.errors import (
    BadRequest,
    DepotNotOurs,
    FormEntered,
    FormItemTwice,
    FormVoid,
    ItemRetired,
    SuppliesError,
    UnknownRecord,
)
from supplies.files import write_file
from supplies.journal.queries import store
from supplies.language import N_, _
from supplies.printing.fonts import find_faces
from supplies.printing.forms.blank_issue import BlankForm, blank_forms, blank_forms_pdf
from supplies.stock.forms import FormItem, FormRow, IssueBlankForms, VoidBlankForm, form_items, forms
from supplies.stock.forms import most_wanted as wanted_items
from supplies.stock.queries import DepotRow, own_depots
from supplies.ui.list_page import ListPage
from supplies.ui.paged_table import Column
from supplies.ui.printing.output import ask_file, ask_printer
from supplies.ui.printing.preview import Preview
from supplies.ui.services import Services
from supplies.ui.session import Actions, Query, StoreView
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.fields import QuantityField, TextField
from supplies.ui.widgets.halves import Halves
from supplies.ui.widgets.row_actions import RowActions
from supplies.ui.widgets.status import Status
from supplies.values import ActionId, DepotCode, ItemCode, Topic, new_id

COLUMNS: tuple[Column[FormRow], ...] = (
    Column("number", N_("Number"), lambda row: row.number, width_ems=11.6),
    Column("state", N_("State"), lambda row: row.state_name, width_ems=4),
    Column("made", N_("Given out"), lambda row: row.made_at.astimezone().strftime("%Y-%m-%d %H:%M"), width_ems=8),
    Column("depot", N_("Depot"), lambda row: row.depot_name, width_ems=8),
    Column("document", N_("Entered as"), lambda row: row.document, width_ems=11.6),
    Column("reason", N_("Why void"), lambda row: row.void_reason, width_ems=7, stretches=True),
)
SHARES = (3, 2)


class FormsPage(ListPage[FormRow]):
    """The list, and beside it the pages to print."""

    topics = frozenset({Topic.STOCK})

    def __init__(self, services: Services) -> None:
        """Build the page."""
        words = _("Print some before the season: they work when nothing else does.")
        empty = EmptyState("forms_empty", "print", _("No blank forms"), words)
        super().__init__(services, "forms", _("Blank forms"), COLUMNS, lambda row: row.number, empty)
        self._pdf = b""
        self._name = ""
        self._rows: Sequence[FormRow] = ()
        self.add_back()
        self.new_button = self.add_action(
            "new", _("&New forms …"), self._open_issue, icon="add", kind="primary", needs="stock.issue_blank_forms"
        )
        self.save_button = self.add_action("save", _("&Save as PDF …"), self._ask_file, icon="export", keys="Ctrl+S")
        self.print_button = self.add_action("print", _("&Print …"), self._ask_printer, icon="print", keys="Ctrl+P")
        self.filters.add_tick("outstanding", _("Only outstanding ones"))
        self.row_actions = RowActions("forms_row_actions")
        self.row_actions.add("show", _("Show and &reprint"), self._show_selected, "Ctrl+R", "print")
        self.row_actions.add("void", _("Mark v&oid …"), self._open_void, "Ctrl+D", "remove")
        self.preview = Preview("forms_preview", services.session, _("Give out forms; their pages are shown here."))
        self.issue_panel = IssueFormsPanel(self, services)
        self.issue_panel.done.connect(self._given_out)
        self.void_panel = VoidFormPanel(self, services)
        self.void_panel.done.connect(self._tell)
        left = QWidget()
        self.listing.setContentsMargins(0, 0, 0, 0)
        self.listing.addWidget(self.row_actions)
        left.setLayout(self.listing)
        self.body.addWidget(Halves("forms_halves", left, self.preview, shares=SHARES), 1)
        self.table.row_opened.connect(self._show)
        self._show_ready()

    def reader(self, after: FormRow | None, limit: int) -> Query[Sequence[FormRow]]:
        """Return the query for the next forms."""
        only_outstanding = bool(self.filters.values()["outstanding"])

        def rows(connection: StoreView) -> Sequence[FormRow]:
            every = forms(connection, only_outstanding=only_outstanding)
            start = 0 if after is None else [row.number for row in every].index(after.number) + 1
            return every[start : start + limit]

        return rows

    def has_unsaved(self) -> bool:
        """Return whether a panel holds something that is not posted."""
        return self.issue_panel.has_entries or self.void_panel.has_entries

    def save(self, path: Path) -> None:
        """Save the pages that are shown."""
        write_file(path, self._pdf)
        self.show_message(Status.OK, _("Saved: {path}").format(path=path))

    # --- giving out ----------------------------------------------------------------------------------------------

    def _open_issue(self) -> None:
        """Ask how many forms of which depot."""
        self.issue_panel.begin()

    def _given_out(self, words: str, _key: object) -> None:
        """Show the pages of the forms that were given out."""
        self.show_message(Status.OK, words, _("Print them now and put them where the torch is."))
        self.reload()
        self.services.session.read(self, _newest, self._show_pages)

    def _show(self, row: FormRow) -> None:
        """Show the page of one form."""
        self.services.session.read(self, partial(_papers, rows=[row]), self._show_pages)

    def _show_selected(self) -> None:
        """Show the page of the form selected."""
        row = self._selected()
        if row is not None:
            self._show(row)

    def _show_pages(self, papers: Sequence[BlankForm]) -> None:
        """Draw forms, off the UI thread."""
        if papers:
            self._name = papers[0].number
            self.services.session.run(self, lambda _job: blank_forms_pdf(papers, find_faces()), self._drawn)

    def _drawn(self, pdf: bytes) -> None:
        """Show pages."""
        self._pdf = pdf
        self.preview.show_pdf(pdf)
        self._show_ready()

    def _show_ready(self) -> None:
        """Offer to save and print what is shown."""
        why = "" if self._pdf else _("Give out forms first, or show one of the list.")
        for button in (self.save_button, self.print_button):
            button.forbid("empty", why)

    def _ask_file(self) -> None:
        """Ask where the pages are to be saved."""
        ask_file(self, _("Save the forms"), self._name, "pdf", self.save)

    def _ask_printer(self) -> None:
        """Print the pages."""
        ask_printer(self, _("Blank forms"), self._pdf)

    # --- void ----------------------------------------------------------------------------------------------------

    def _selected(self) -> FormRow | None:
        """Return the form selected."""
        rows: Sequence[FormRow] = self.table.selected_rows()
        return rows[0] if rows else None

    def _open_void(self) -> None:
        """Ask why the form selected is void."""
        row = self._selected()
        if row is None:
            self.show_message(Status.WARNING, _("Select a form first."))
        else:
            self.void_panel.begin(row)

    def _tell(self, words: str, _key: object) -> None:
        """Say what was done."""
        self.show_message(Status.OK, words)
        self.reload()


class IssueFormsPanel(ActionPanel):
    """Gives out numbers."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {
            UnknownRecord: "items",
            ItemRetired: "items",
            FormItemTwice: "items",
            DepotNotOurs: "depot",
        }
        super().__init__("issue_forms", _("New blank forms"), page, services, places, _("&Give out"))
        self.say(_("Each form has a number and is entered once. Items with their code stand on it, free lines follow."))
        self.depot = self.form.add(SelectField("depot", _("Depot")))
        self.count = self.form.add(QuantityField("count", _("How many")))
        self.count.set_decimals(0, _("sheets"))
        self.items = self.form.add(TextField("items", _("Item codes, apart by blanks"), longest=200))
        self.items.set_note(_("Filled with what this depot hands out most; change it as you need."))
        self.depot.edited.connect(self._suggest)

    def begin(self) -> None:
        """Read the depots, then ask."""
        self.services.session.read(self, own_depots, self._offer)

    def make_actions(self) -> Actions:
        """Return the forms."""
        count = int(str(answer(self.count)))
        self.tell(_("{n} forms are given out.").format(n=count))
        return [
            IssueBlankForms(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                depot=DepotCode(answer(self.depot)),
                count=count,
                items=tuple(map(ItemCode, self.items.text().upper().split())),
            )
        ]

    def place_of(self, error: SuppliesError) -> str:
        """Return the field that a refusal is about; too many of something is said of the action as a whole."""
        if isinstance(error, BadRequest):
            return "items" if "items" in str(error.facts["problem"]) else "count"
        return super().place_of(error)

    def _offer(self, rows: Sequence[DepotRow]) -> None:
        """Offer the depots, and open."""
        self.depot.set_options([(row.code, row.name) for row in rows])
        if not self.count.text():
            self.count.set_text("10")
        self.open_panel()
        self._suggest()

    def _suggest(self) -> None:
        """Fill in what the depot hands out most, where nothing stands."""
        depot = self.depot.value()
        if depot:
            query = partial(wanted_items, depot=DepotCode(depot))
            self.services.session.read(self, query, self._fill_items)

    def _fill_items(self, items: Sequence[FormItem]) -> None:
        """Fill the items in."""
        self.items.set_text(" ".join(item.code for item in items))


class VoidFormPanel(ActionPanel):
    """Marks a form void."""

    def __init__(self, page: QWidget, services: Services) -> None:
        places: Places = {FormVoid: "reason", FormEntered: "reason", UnknownRecord: "reason"}
        super().__init__("void_form", _("Mark a form void"), page, services, places, _("Mark it v&oid"))
        self._number = ""
        self.reason = self.form.add(TextField("reason", _("Why"), is_required=True, longest=200))

    def begin(self, row: FormRow) -> None:
        """Ask why a form is void."""
        self.about(row.number)
        self._number = row.number
        self.set_title(_("Mark {number} void?").format(number=row.number))
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the mark."""
        self.tell(_("{number} is void.").format(number=self._number), self._number)
        return [
            VoidBlankForm(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                number=self._number,
                reason=answer(self.reason),
            )
        ]


def _papers(connection: StoreView, rows: Sequence[FormRow]) -> list[BlankForm]:
    """Return forms with what stands on their lines."""
    if not rows:
        return []
    known = store(connection)
    items = form_items(connection, rows[0].site_id, rows[0].made_seq)
    return blank_forms(rows, items, is_sample=known is not None and known.is_sample)


def _newest(connection: StoreView) -> list[BlankForm]:
    """Return the forms that were given out last."""
    every = forms(connection)
    last = max((row.made_seq for row in every), default=0)
    return _papers(connection, [row for row in every if row.made_seq == last])
