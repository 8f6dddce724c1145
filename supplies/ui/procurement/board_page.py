"""Every lot by how far it is: as a board, as a table, and how much of each budget is contracted, accepted and paid."""

from collections.abc import Callable, Hashable, Sequence

from supplies.language import N_, _
from supplies.procurement.board_queries import LotCard, lot_cards
from supplies.procurement.words import LotStage, method_name, stage_name
from supplies.ui.funds.columns import STAGE_MARKS, money_column
from supplies.ui.page import Page
from supplies.ui.paged_table import Column
from supplies.ui.procurement.board import Board
from supplies.ui.procurement.progress_list import ProgressList
from supplies.ui.procurement.splitting_view import SplittingView
from supplies.ui.services import Services
from supplies.ui.session import Latest
from supplies.ui.whole_list import WholeList, no_rows
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.listing import Listing
from supplies.ui.widgets.status import Status
from supplies.ui.widgets.tabs import Tabs
from supplies.values import Topic

BOARD, TABLE, PROGRESS, SPLITTING = "board", "table", "progress", "splitting"
BOARD_LEAST_PX = 320
_STAGES = list(LotStage)

CARD_COLUMNS: tuple[Column[LotCard], ...] = (
    Column("lot", N_("Tender lot"), lambda row: row.words, width_ems=16, stretches=True, sort="lot"),
    Column("method", N_("Method"), lambda row: method_name(row.method), width_ems=5, sort="method"),
    Column(
        "stage",
        N_("Stage"),
        lambda row: stage_name(row.stage),
        mark=lambda row: STAGE_MARKS.get(row.stage, "ok"),
        width_ems=5,
        sort="stage",
    ),
    Column("supplier", N_("Supplier"), lambda row: row.supplier, width_ems=7, sort="supplier"),
    Column("due", N_("Delivery due"), lambda row: str(row.next_due or ""), width_ems=5.5, sort="due"),
    money_column("budget", N_("Budget (yuan)"), lambda row: row.budget, sort="budget"),
    money_column("contracted", N_("Under contract (yuan)"), lambda row: row.contracted, width_ems=7),
    money_column("accepted", N_("Accepted (yuan)"), lambda row: row.accepted),
    money_column("paid", N_("Paid (yuan)"), lambda row: row.paid),
)
_ORDERS: dict[str, Callable[[LotCard], object]] = {
    "lot": lambda row: (row.project_number, row.lot_number),
    "method": lambda row: method_name(row.method),
    "stage": lambda row: _STAGES.index(row.stage),
    "supplier": lambda row: row.supplier,
    "due": lambda row: str(row.next_due or "9"),
    "budget": lambda row: row.budget,
}


class CardTable(Listing[LotCard]):
    """The lots as a table."""

    def __init__(self, services: Services) -> None:
        text = _("A lot is planned on the page “Funds”.")
        empty = EmptyState("board_table_empty", "documents", _("No lots here"), text)
        whole = WholeList(no_rows, card_key, _card_texts, _ORDERS)
        hint = _("Project, lot or supplier")
        super().__init__("board_lots", _("Lots"), CARD_COLUMNS, whole, services, empty, hint)
        stages = [(stage.value, stage_name(stage)) for stage in LotStage]
        self.filters.add_choice("stage", _("Stage"), _("All stages"), stages)
        self.set_filter(self._wanted)

    def _wanted(self) -> Callable[[LotCard], bool] | None:
        """Return the filter by stage."""
        stage = self.filters.values()["stage"]
        return (lambda row: row.stage == stage) if stage else None


class BoardPage(Page):
    """Three views of the same lots."""

    topics = frozenset({Topic.TENDERS, Topic.FUNDS})

    def __init__(self, services: Services) -> None:
        """Build the page."""
        super().__init__(services, "board", _("Procurement board"))
        self._latest = Latest()
        self.add_back()
        self.board, self.table, self.bars = Board("board_board"), CardTable(services), ProgressList("board_bars")
        self.board.setMinimumHeight(BOARD_LEAST_PX)
        self.tabs = Tabs("board_tabs", _("Views"))
        self.tabs.add(BOARD, _("Boar&d"), self.board)
        self.tabs.add(TABLE, _("T&able"), self.table)
        self.tabs.add(PROGRESS, _("&Progress"), self.bars)
        self.splitting = SplittingView(self, services)
        self.tabs.add(SPLITTING, _("Bought in parts (&J)"), self.splitting)
        self.body.addWidget(self.tabs, 1)
        self.board.card_opened.connect(self._open_lot)
        self.board.more_wanted.connect(self._show_stage)
        self.table.row_opened.connect(self._open_row)
        self.bars.card_opened.connect(self._open_lot)
        self.splitting.lot_opened.connect(self._open_lot)
        self.splitting.done.connect(self._done)

    def reload(self) -> None:
        """Read every lot again."""
        self.services.session.read(self, lot_cards, self._show, latest=self._latest)
        self.splitting.reload()

    def open_record(self, key: str) -> None:
        """Look for lots in the table."""
        self.tabs.open(TABLE)
        self.table.look_for(key)

    def start_focus(self) -> None:
        """Begin in the view that is open."""
        self.tabs.current_view.setFocus()

    def _show(self, cards: Sequence[LotCard]) -> None:
        """Show the lots in every view."""
        self.board.show_cards(cards, self.services.today())
        self.table.show_rows(cards)
        self.bars.show_cards([card for card in cards if card.stage is not LotStage.CANCELLED])

    def _show_stage(self, stage: str) -> None:
        """Show all lots of a stage in the table."""
        self.tabs.open(TABLE)
        self.table.filters.set_values({"stage": stage})
        self.table.setFocus()

    def _done(self, words: str, _key: Hashable) -> None:
        """Say what was done; the change reloads the page."""
        self.show_message(Status.OK, words)

    def _open_row(self, row: LotCard) -> None:
        """Open the lot of a row."""
        self._open_lot(row.key)

    def _open_lot(self, key: str) -> None:
        """Open a lot."""
        self.asked_for.emit("lot", key)


def card_key(row: LotCard) -> str:
    """Return what tells one lot from every other."""
    return row.key


def _card_texts(row: LotCard) -> tuple[str, ...]:
    """Return what a search looks into."""
    return row.words, row.project_name, row.supplier
