"""The lists of the care of goods, and what can be done with the row selected in each."""

from collections.abc import Callable

from supplies.language import N_, _
from supplies.stock.clocks import CLOCK_NAMES, DueRow
from supplies.stock.disposal import ScrapRow
from supplies.stock.rotation import PlanRow, RotationRow
from supplies.stock.units import UnitRow
from supplies.ui.paged_table import Align, Column, number_column
from supplies.ui.services import Services
from supplies.ui.whole_list import WholeList, no_rows
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.listing import Listing

DUE_COLUMNS: tuple[Column[DueRow], ...] = (
    Column(
        "clock",
        N_("What is due"),
        lambda row: row.clock_name,
        mark=lambda row: "warning" if row.is_overdue else "waiting",
        width_ems=8,
    ),
    Column(
        "due", N_("Falls due on"), lambda row: "" if row.due_on is None else str(row.due_on), width_ems=5.2, sort="due"
    ),
    Column("left", N_("Time left"), lambda row: row.left_text, Align.RIGHT, width_ems=5.4),
    Column("item", N_("Code"), lambda row: row.item_code, width_ems=4.4, sort="item"),
    Column("name", N_("Name"), lambda row: row.name, width_ems=7, stretches=True),
    Column("number", N_("Batch / serial"), lambda row: row.number, width_ems=7),
    Column("label", N_("Label"), lambda row: row.label_code, width_ems=10.4),
    Column("depot", N_("Depot"), lambda row: row.depot_name, width_ems=6.5),
    Column("places", N_("Location"), lambda row: row.places, width_ems=4.5),
    Column("last", N_("Last on"), lambda row: "" if row.last_on is None else str(row.last_on), width_ems=5.2),
)
PLAN_COLUMNS: tuple[Column[PlanRow], ...] = (
    Column(
        "expires",
        N_("Expires"),
        lambda row: str(row.expires_on),
        mark=lambda row: "warning" if row.left <= 30 else "waiting",
        width_ems=6.2,
        sort="expires",
    ),
    Column("left", N_("Days left"), lambda row: str(row.left), Align.RIGHT, width_ems=3.6),
    Column("item", N_("Code"), lambda row: row.item_code, width_ems=4.4, sort="item"),
    Column("name", N_("Name"), lambda row: row.name, width_ems=9, stretches=True),
    Column("batch", N_("Batch / serial"), lambda row: row.batch_no, width_ems=7),
    number_column("quantity", N_("Quantity"), lambda row: row.quantity, width_ems=4),
    Column("unit", N_("Unit"), lambda row: row.unit, width_ems=2.4),
    number_column("amount", N_("Amount"), lambda row: row.amount, width_ems=6),
    Column("fund", N_("Fund"), lambda row: row.fund, width_ems=7.5),
    Column("depot", N_("Depot"), lambda row: row.depot_name, width_ems=8),
    Column("place", N_("Location"), lambda row: row.place_code, width_ems=5),
)
ROTATION_COLUMNS: tuple[Column[RotationRow], ...] = (
    Column(
        "number",
        N_("Number"),
        lambda row: row.number,
        mark=lambda row: "waiting" if row.is_open else "check",
        width_ems=12,
    ),
    Column("date", N_("Date"), lambda row: str(row.business_date), width_ems=5.2, sort="date"),
    Column("way", N_("How it goes"), lambda row: row.way_name, width_ems=7),
    Column("state", N_("State"), lambda row: row.state, width_ems=6),
    Column("due", N_("Replacement expected"), lambda row: "" if row.due_on is None else str(row.due_on), width_ems=5.2),
    Column("with", N_("With"), lambda row: row.counterparty, width_ems=7, stretches=True),
    number_column("amount", N_("Went out"), lambda row: row.amount, width_ems=6),
    number_column("difference", N_("Difference in price"), lambda row: row.difference, width_ems=6),
    number_column("proceeds", N_("Proceeds"), lambda row: row.proceeds, width_ems=6),
    Column("depot", N_("Depot"), lambda row: row.depot_name, width_ems=8),
)
SCRAP_COLUMNS: tuple[Column[ScrapRow], ...] = (
    Column(
        "number",
        N_("Write-off"),
        lambda row: row.number,
        mark=lambda row: "check" if row.handling else "waiting",
        width_ems=12,
    ),
    Column("date", N_("Date"), lambda row: str(row.business_date), width_ems=5.2, sort="date"),
    Column("ground", N_("Ground"), lambda row: row.ground_name, width_ems=7),
    Column("institute", N_("Appraised by"), lambda row: row.appraisers, width_ems=10, stretches=True),
    Column("way", N_("What became of it"), lambda row: row.way_name or _("still there"), width_ems=8),
    Column("handling", N_("Record"), lambda row: row.handling, width_ems=12),
    number_column("income", N_("Income"), lambda row: row.income, width_ems=6),
    Column("depot", N_("Depot"), lambda row: row.depot_name, width_ems=8),
)
UNIT_COLUMNS: tuple[Column[UnitRow], ...] = (
    Column("code", N_("Number"), lambda row: row.code, width_ems=5, sort="code"),
    Column("name", N_("Name"), lambda row: row.name, width_ems=12, stretches=True),
    Column("kind", N_("Kind"), lambda row: row.kind_name, width_ems=4),
    Column("location", N_("Location"), lambda row: row.location, width_ems=5, sort="location"),
    Column("place", N_("Name of the location"), lambda row: row.location_name, width_ems=8),
    Column("lots", N_("Lots in it"), lambda row: str(row.lots), Align.RIGHT, width_ems=4, sort="lots"),
    Column("label", N_("Label"), lambda row: row.label_code, width_ems=11),
    Column("made", N_("Made on"), lambda row: str(row.made_on), width_ems=5.2),
    Column("depot", N_("Depot"), lambda row: row.depot_name, width_ems=8),
)


class DueList(Listing[DueRow]):
    """What is due of the goods in the depots; a label that is scanned into the search shows what is due of its lot."""

    def __init__(self, services: Services) -> None:
        title, text = _("Nothing is due"), _("Maintenance, tests, parts and lives that end soon stand here.")
        self.empty = EmptyState("care_due_empty", "check", title, text)
        orders = {"due": lambda row: (row.due_on is not None, row.due_on or 0), "item": lambda row: row.item_code}
        whole = WholeList(no_rows, due_key, due_texts, orders)
        hint = _("Label, name, code, pinyin, batch or serial number")
        super().__init__("care_due", _("Upkeep due"), DUE_COLUMNS, whole, services, self.empty, hint)
        self.filters.add_choice("depot", _("Depot"), _("All depots"))
        clocks = [(clock.value, _(name)) for clock, name in CLOCK_NAMES.items()]
        self.filters.add_choice("clock", _("What is due"), _("All of it"), clocks)
        self.set_filter(self._wanted)

    def _wanted(self) -> Callable[[DueRow], bool]:
        """Return which rows the filters want."""
        chosen = self.filters.values()
        depot, clock = chosen["depot"], chosen["clock"]
        return lambda row: depot in {"", row.depot_code} and clock in {"", row.clock.value}


class PlanList(Listing[PlanRow]):
    """What should be rotated before it expires."""

    def __init__(self, services: Services) -> None:
        title, text = _("Nothing has to be rotated"), _("Goods that expire within half a year stand here.")
        self.empty = EmptyState("care_plan_empty", "calendar", title, text)
        orders = {"expires": lambda row: row.expires_on, "item": lambda row: row.item_code}
        whole = WholeList(no_rows, plan_key, plan_texts, orders)
        hint = _("Label, name, code, pinyin or batch number")
        super().__init__("care_plan", _("Plan of rotation"), PLAN_COLUMNS, whole, services, self.empty, hint)
        self.selection_changed.connect(self._show_allowed)

    def _show_allowed(self) -> None:
        """Allow rotating one lot."""
        self.row_actions.allow("rotate", "" if self.selected() else _("Select one lot first."))


class RotationList(Listing[RotationRow]):
    """The rotations, those that wait for goods marked."""

    def __init__(self, services: Services) -> None:
        title, text = _("No rotations"), _("What was rotated out, and what came in for it, stands here.")
        self.empty = EmptyState("care_rotations_empty", "refresh", title, text)
        orders = {"date": lambda row: (row.business_date, row.seq)}
        whole = WholeList(no_rows, document_key, rotation_texts, orders)
        hint = _("Number, counterparty or item")
        super().__init__("care_rotations", _("Rotations"), ROTATION_COLUMNS, whole, services, self.empty, hint)
        self.selection_changed.connect(self._show_allowed)

    def _show_allowed(self) -> None:
        """Allow taking goods in for a rotation that waits for them."""
        row = self.selected()
        why = _("Select one rotation first.") if row is None else "" if row.is_open else _("It waits for nothing.")
        self.row_actions.allow("replace", why)
        self.row_actions.allow("document", "" if row else _("Select one rotation first."))


class ScrapList(Listing[ScrapRow]):
    """The write-offs, and what became of their goods."""

    def __init__(self, services: Services) -> None:
        title, text = _("Nothing was written off"), _("Write-offs and what became of the goods stand here.")
        self.empty = EmptyState("care_scrap_empty", "remove", title, text)
        orders = {"date": lambda row: (row.business_date, row.seq)}
        whole = WholeList(no_rows, document_key, scrap_texts, orders)
        hint = _("Number, ground or institute")
        super().__init__("care_scrap", _("Scrapping"), SCRAP_COLUMNS, whole, services, self.empty, hint)
        self.selection_changed.connect(self._show_allowed)

    def _show_allowed(self) -> None:
        """Allow recording what became of goods once, and printing what there is."""
        row = self.selected()
        first = _("Select one write-off first.")
        why = first if row is None else _("It is recorded already.") if row.handling else ""
        self.row_actions.allow("handle", why)
        self.row_actions.allow("form", "" if row else first)
        self.row_actions.allow(
            "record", first if row is None else "" if row.handling else _("Nothing is recorded yet.")
        )


class UnitList(Listing[UnitRow]):
    """The cartons and pallets in use."""

    def __init__(self, services: Services) -> None:
        title = _("No cartons or pallets")
        text = _("What is packed in one is scanned, moved and issued by one label.")
        self.empty = EmptyState("care_units_empty", "labels", title, text)
        orders = {
            "code": lambda row: (row.depot_code, row.code),
            "location": lambda row: (row.depot_code, row.location),
            "lots": lambda row: row.lots,
        }
        whole = WholeList(no_rows, unit_key, unit_texts, orders)
        hint = _("Number, label, name or location")
        super().__init__("care_units", _("Cartons and pallets"), UNIT_COLUMNS, whole, services, self.empty, hint)
        self.selection_changed.connect(self._show_allowed)

    def _show_allowed(self) -> None:
        """Allow moving one, and closing one that is empty."""
        row = self.selected()
        first = _("Select one carton or pallet first.")
        self.row_actions.allow("move", "" if row else first)
        self.row_actions.allow("close", first if row is None else _("It still holds goods.") if row.lots else "")


def due_key(row: DueRow) -> tuple[object, ...]:
    """Return what tells one row from every other."""
    return row.lot_id, row.depot_code, row.clock, row.detail


def due_texts(row: DueRow) -> tuple[str, ...]:
    """Return what a search looks into."""
    return row.label_code, row.number, row.item_code, row.name_zh, row.name_en, row.clock_name, row.places


def plan_key(row: PlanRow) -> tuple[object, ...]:
    """Return what tells one row from every other."""
    return row.lot_id, row.depot_code, row.place_code


def plan_texts(row: PlanRow) -> tuple[str, ...]:
    """Return what a search looks into."""
    return row.label_code, row.batch_no, row.item_code, row.name_zh, row.name_en, row.fund


def document_key(row: RotationRow | ScrapRow) -> str:
    """Return what tells one document from every other."""
    return row.number


def rotation_texts(row: RotationRow) -> tuple[str, ...]:
    """Return what a search looks into."""
    return row.number, row.counterparty, row.way_name, *(line.name for line in row.lines)


def scrap_texts(row: ScrapRow) -> tuple[str, ...]:
    """Return what a search looks into."""
    return row.number, row.handling, row.ground_name, row.institute, row.way_name


def unit_key(row: UnitRow) -> tuple[object, ...]:
    """Return what tells one row from every other."""
    return row.depot_code, row.code


def unit_texts(row: UnitRow) -> tuple[str, ...]:
    """Return what a search looks into."""
    return row.code, row.label_code, row.name, row.location, row.location_name
