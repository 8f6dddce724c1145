"""Kits: what belongs to each, how many full ones there are, and what is missing for more."""

from collections.abc import Callable, Hashable
from functools import partial

from PySide6.QtWidgets import QWidget

from supplies.catalogue.actions import DefineKit, KitLine
from supplies.errors import CatalogueRefused, KitRetired, SuppliesError
from supplies.language import N_, _
from supplies.stock.kits import KitReadiness, PartReadiness, kit_readiness
from supplies.ui.depot_filter import DepotFilter
from supplies.ui.page import Page
from supplies.ui.paged_table import Align, Column, number_column
from supplies.ui.services import Services
from supplies.ui.session import Actions, Latest
from supplies.ui.whole_list import Wanted, WholeList, no_rows
from supplies.ui.widgets.action_panel import ActionPanel, answer
from supplies.ui.widgets.code_field import CodeField, matching
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.fields import TextField
from supplies.ui.widgets.lines_field import Line, LinesField
from supplies.ui.widgets.listing import Listing
from supplies.ui.widgets.record_panel import RecordPanel
from supplies.ui.widgets.status import Status
from supplies.values import ActionId, Topic, new_id

NAME_MAX = 100


def missing_words(row: KitReadiness) -> str:
    """Return what is missing for one more kit."""
    words = (f"{each.part.name} {each.missing.grouped()} {each.part.unit}" for each in row.missing)
    return _(", ").join(words)


KIT_COLUMNS: tuple[Column[KitReadiness], ...] = (
    Column("code", N_("Code"), lambda row: row.kit.code, width_ems=6, sort="code"),
    Column("name", N_("Name"), lambda row: row.kit.name, width_ems=12, stretches=True, sort="name"),
    Column("parts", N_("Items"), lambda row: str(len(row.parts)), Align.RIGHT, width_ems=3),
    Column(
        "full",
        N_("Full kits"),
        lambda row: f"{row.full:,}",
        Align.RIGHT,
        mark=lambda row: "ok" if row.full else "warning",
        width_ems=5,
        sort="full",
    ),
    Column("missing", N_("Missing for one more"), missing_words, width_ems=24, stretches=True),
)
PART_COLUMNS: tuple[Column[PartReadiness], ...] = (
    Column("code", N_("Item"), lambda row: row.part.item_code, width_ems=6),
    Column("name", N_("Name"), lambda row: row.part.name, width_ems=14, stretches=True),
    number_column("quantity", N_("In each kit"), lambda row: row.part.quantity, width_ems=6),
    number_column("free", N_("Free"), lambda row: row.free, width_ems=6),
    number_column("missing", N_("Missing for one more"), lambda row: row.missing, width_ems=8),
    Column("unit", N_("Unit"), lambda row: row.part.unit, width_ems=3),
)
_ORDERS: dict[str, Callable[[KitReadiness], object]] = {
    "code": lambda row: row.kit.code,
    "name": lambda row: row.kit.name,
    "full": lambda row: row.full,
}


class KitsPage(Page):
    """The kits, counted in one depot or in all together."""

    topics = frozenset({Topic.CATALOGUE, Topic.STOCK, Topic.RELIEF})

    def __init__(self, services: Services) -> None:
        """Build the page."""
        super().__init__(services, "kits", _("Kits"))
        self._latest = Latest()
        text = _("A kit says which goods belong together on a vehicle or in a bag; the page counts the full ones.")
        self.empty = EmptyState("kits_empty", "catalogue", _("No kits yet"), text)
        whole = WholeList(no_rows, _kit_key, _texts, _ORDERS)
        hint = _("Code, name or goods")
        self.list = Listing("kits_list", _("Kits"), KIT_COLUMNS, whole, services, self.empty, hint)
        self.depot = DepotFilter(self, self.list.filters)
        self.body.addWidget(self.list, 1)
        self.panel = KitPanel(self, services)
        self.record = KitRecord(self, services)
        add, needs = self.list.add_row_action, "catalogue.define_kit"
        add("add", _("Define a kit (&A)"), self.panel.open_new, "Ctrl+N", "add", "primary", needs)
        add("show", _("Show the kit (&D)"), self._show_kit, "Ctrl+Return", "info")
        add("change", _("Change the kit (&E)"), self._change, "Ctrl+E", "settings", needs=needs)
        add("retire", _("Retire the kit (&K)"), self._retire, "Ctrl+Del", "remove", needs=needs)
        self.empty.offer(_("Define a kit (&G)"), self.panel.open_new)
        self.add_back()
        self.list.filters.changed.connect(self.reload)
        self.list.row_opened.connect(self.record.show_kit)
        self.list.selection_changed.connect(self._show_allowed)
        self.panel.done.connect(self._done)

    def reload(self) -> None:
        """Count the kits again, and read the depots."""
        self.depot.reload()
        query = partial(kit_readiness, depot=self.depot.wanted)
        self.services.session.read(self, query, self.list.show_rows, latest=self._latest)

    def has_unsaved(self) -> bool:
        """Return whether the form holds something that is not posted."""
        return self.panel.has_entries

    def start_focus(self) -> None:
        """Begin in the list."""
        self.list.setFocus()

    def _show_allowed(self) -> None:
        """Allow what can be done with the kit selected."""
        reason = "" if self.list.selected() else _("Select one kit first.")
        for name in ("show", "change", "retire"):
            self.list.row_actions.allow(name, reason)

    def _show_kit(self) -> None:
        """Show the kit selected."""
        row = self.list.selected()
        if row is not None:
            self.record.show_kit(row)

    def _change(self) -> None:
        """Change what belongs to the kit selected."""
        row = self.list.selected()
        if row is not None:
            self.panel.open_for(row, retires=False)

    def _retire(self) -> None:
        """Retire the kit selected."""
        row = self.list.selected()
        if row is not None:
            self.panel.open_for(row, retires=True)

    def _done(self, words: str, key: Hashable) -> None:
        """Show the kit that was defined."""
        self.show_message(Status.OK, words)
        self.list.await_row(key)


class KitPanel(ActionPanel):
    """Says what belongs to a kit, or retires it."""

    def __init__(self, page: QWidget, services: Services) -> None:
        super().__init__("kit", _("Define a kit"), page, services, {KitRetired: "code", CatalogueRefused: "lines"})
        add = self.form.add
        form = _("1 to 16 capital letters and digits")
        self.code = add(CodeField("code", _("Code"), matching("[A-Z0-9.]{1,16}"), form))
        self.name = add(TextField("name", _("Name"), is_required=True, longest=NAME_MAX))
        self.lines = add(LinesField("lines", _("What belongs to one kit"), services.session))
        self._retires = False

    def open_new(self) -> None:
        """Ask for a new kit."""
        self.about()
        self._retires = False
        self.set_title(_("Define a kit"))
        self.open_panel()

    def open_for(self, row: KitReadiness, *, retires: bool) -> None:
        """Ask about a kit that there is, with what belongs to it filled in."""
        self.about(row.kit.code, "retire" if retires else "change")
        self._retires = retires
        title = _("Retire the kit {name}") if retires else _("Change the kit {name}")
        self.set_title(title.format(name=row.kit.name))
        if not self.has_entries:
            self._fill(row)
        self.open_panel()

    def _fill(self, row: KitReadiness) -> None:
        """Fill in what belongs to a kit."""
        self.code.set_text(row.kit.code)
        self.name.set_text(row.kit.name)
        self.lines.set_lines(
            [Line(each.part.item_code, each.part.name, each.part.unit, each.part.quantity) for each in row.parts]
        )

    def make_actions(self) -> Actions:
        """Return the kit."""
        code, name, lines = answer(self.code), answer(self.name), answer(self.lines)
        done = _("The kit {name} is retired.") if self._retires else _("The kit {name} is defined.")
        self.tell(done.format(name=name), code)
        return [
            DefineKit(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                code=code,
                name=name,
                lines=tuple(KitLine(item=line.code, quantity=line.quantity) for line in lines),
                retire=self._retires,
            )
        ]

    def place_of(self, error: SuppliesError) -> str:
        """Return the field of a refusal; what is wrong with a line is wrong with the lines."""
        return "lines" if error.lines else super().place_of(error)


class KitRecord(RecordPanel[PartReadiness]):
    """A kit: how many full ones, and what of each item is free and missing."""

    def __init__(self, page: QWidget, services: Services) -> None:
        empty = EmptyState("kit_parts_empty", "catalogue", _("No lines"), "")
        super().__init__("kit_record", _("Kit"), page, services, PART_COLUMNS, _part_key, empty)

    def show_kit(self, row: KitReadiness) -> None:
        """Show this kit."""
        facts = ((_("Code"), row.kit.code), (_("Full kits"), f"{row.full:,}"))
        parts: WholeList[PartReadiness] = WholeList(lambda _connection: row.parts, _part_key, _no_texts, {})
        self.show_record(row.kit.name, missing_words(row), facts, partial(parts.page, Wanted()))


def _kit_key(row: KitReadiness) -> str:
    """Return what tells one kit from every other."""
    return row.kit.code


def _texts(row: KitReadiness) -> tuple[str, ...]:
    """Return what a search looks into."""
    return row.kit.code, row.kit.name, *(part.part.name for part in row.parts)


def _part_key(row: PartReadiness) -> str:
    """Return what tells one part from every other."""
    return row.part.item_code


def _no_texts(_row: PartReadiness) -> tuple[str, ...]:
    """Return nothing: this list is not searched."""
    return ()
