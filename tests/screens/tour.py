"""A tour of the whole desktop over a real store: every page, every panel, every step of the first window.

``python -m tests.screens.tour FOLDER STORE [LANGUAGE]`` draws every stop in every look.
"""

import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app import Desktop
from supplies.accounts.queries import people
from supplies.errors import SignInRefused, StoreMissing
from supplies.funds.queries import appropriations
from supplies.language import Language
from supplies.models.stock import DocumentKind
from supplies.procurement.contract_queries import ContractItem, ContractRow, contract_items, contracts
from supplies.procurement.lot_queries import lot_name
from supplies.procurement.queries import tender_lots
from supplies.program import Program
from supplies.relief.incidents import incidents
from supplies.reports.catalogue import REPORTS
from supplies.scanning.label_code import place_code
from supplies.stock.count_sessions import CountSessionRow, count_sessions
from supplies.stock.documents import DocumentRow, documents_page
from supplies.stock.proof import Figure
from supplies.stock.queries import StockFilter, StockRow, stock_page
from supplies.ui.agreements.agreements_page import AgreementsPage
from supplies.ui.application import make_application
from supplies.ui.approvals.approvals_page import ApprovalsPage
from supplies.ui.care.care_page import CarePage
from supplies.ui.catalogue.kits_page import KitsPage
from supplies.ui.counting.count_page import CountPage
from supplies.ui.counting.counts_page import CountsPage
from supplies.ui.counting.result_page import ResultPage
from supplies.ui.disaster.debts_page import DebtsPage
from supplies.ui.disaster.disaster_page import DisasterPage
from supplies.ui.disaster.forms_page import FormsPage
from supplies.ui.funds.appropriation_page import AppropriationPage
from supplies.ui.funds.funds_page import FundsPage
from supplies.ui.funds.matrix_view import MatrixView
from supplies.ui.funds.tender_panels import StepPanel
from supplies.ui.icons import Button
from supplies.ui.incoming.held_page import HeldPage
from supplies.ui.incoming.waiting_page import WaitingPage
from supplies.ui.journal.journal_page import JournalPage
from supplies.ui.labels.labels_page import LabelsPage
from supplies.ui.list_page import ListPage
from supplies.ui.main_window import MainWindow
from supplies.ui.operations.operations_page import OperationsPage
from supplies.ui.page import Page
from supplies.ui.procurement.agenda_page import AgendaPage
from supplies.ui.procurement.board_page import BOARD, PROGRESS, SPLITTING, TABLE, BoardPage
from supplies.ui.procurement.contract_page import ContractPage
from supplies.ui.procurement.contract_panels import ContractPanel
from supplies.ui.procurement.contracts_page import ContractsPage
from supplies.ui.procurement.lot_page import LotPage
from supplies.ui.procurement.trace_page import UP, FundTracePage
from supplies.ui.procurement.treasury_file import FileTaking
from supplies.ui.procurement.treasury_page import FINDINGS, LINES, LISTS, TAKEN, TreasuryPage
from supplies.ui.relief.relief_page import ReliefPage
from supplies.ui.reports.reports_page import ReportsPage
from supplies.ui.scanning.scan_page import ScanPage
from supplies.ui.session import Session, StoreView
from supplies.ui.setup.setup_page import SetupPage
from supplies.ui.stock.document_page import DocumentPage
from supplies.ui.stock.outstanding_page import OutstandingPage
from supplies.ui.stock.proof_page import ProofPage, figure_key
from supplies.ui.stock.stock_page import StockPage
from supplies.ui.stock.trace_page import TracePage
from supplies.ui.stock.transit_page import TransitPage
from supplies.ui.theme import Look, Scheme
from supplies.ui.welcome.welcome_window import WelcomeWindow
from supplies.ui.widgets.confirm import ConfirmPanel
from supplies.ui.widgets.listing import Listing
from supplies.ui.widgets.overlay import Overlay
from supplies.ui.widgets.record_panel import RecordPanel
from supplies.ui.widgets.tabs import Tabs
from tests.ui.waiting import pause

P = TypeVar("P", bound=Page)

SIZE = (1366, 768)
LOOKS = {
    "light": Look(),
    "dark125": Look(Scheme.DARK, 125),
    "contrast150": Look(Scheme.CONTRAST, 150),
    "light200": Look(scale=200),
    "contrast200": Look(Scheme.CONTRAST, 200),
    "large": Look(is_large_print=True),
}
QUIET_LOOKS = 2
"""Nothing may be on its way for so many looks."""
LOOK_MS = 25

Stop = tuple[str, QWidget]
"""What a place is called, and the widget to look at there."""


def _items(connection: StoreView, row: ContractRow) -> list[ContractItem]:
    """Return the lines of a contract."""
    return contract_items(connection, row.site_id, row.contract_id)


def settle(session: Session) -> None:
    """Wait until nothing is on its way any more."""
    quiet = 0
    while quiet < QUIET_LOOKS:
        pause(LOOK_MS)
        quiet = quiet + 1 if session.is_idle else 0


class Tour:
    """Leads through the window of a desktop; whoever is led looks at each stop before asking for the next one."""

    def __init__(self, window: MainWindow, session: Session, program: Program) -> None:
        """Lead through ``window``, which shows a store."""
        self.window = window
        self.session = session
        self.papers: list[DocumentRow] = program.read(partial(documents_page, limit=200))
        self.stock: list[StockRow] = program.read(partial(stock_page, wanted=StockFilter(), limit=200))
        self.counts: list[CountSessionRow] = program.read(partial(count_sessions, limit=200))
        self.logins = frozenset(person.login for person in program.read(people))
        self.data_words = frozenset(
            [
                *(incident.title for incident in program.read(incidents)),
                *(fund.number for fund in program.read(appropriations)),
                *(row.unit for row in self.stock),
                *(item.unit for row in program.read(contracts) for item in program.read(partial(_items, row=row))),
            ]
        )
        """What the store holds and widgets say in the language in which it was recorded."""
        self.lots_by_stage = {row.stage: lot_name(row) for row in program.read(tender_lots)}
        self.contracts = [row.number for row in program.read(contracts)]
        self.funds = [row.number for row in program.read(appropriations)]
        self.seen: set[str] = set()
        """The names of the panels that were shown."""

    def stops(self) -> Iterator[Stop]:
        """Yield every place, in the order of the rail."""
        yield from self._scanning()
        yield from self._operations()
        yield from self._stock()
        yield from self._counts()
        yield from self._papers()
        yield from self._on_the_way()
        yield from self._incoming()
        yield from self._care()
        yield from self._relief()
        yield from self._approvals()
        yield from self._kits()
        yield from self._disaster()
        yield from self._labels()
        yield from self._reports()
        yield from self._funds()
        yield from self._procurement()
        yield from self._fund_trace()
        yield from self._treasury()
        yield from self._agenda()
        yield from self._journal()
        yield from self._setup()
        yield from self._over_the_window()

    def missed(self) -> list[str]:
        """Return the panels that no stop showed."""
        return sorted({panel.objectName() for panel in self.window.findChildren(Overlay)} - self.seen)

    # --- how it goes on ------------------------------------------------------------------------------------------

    def _stop(self, name: str) -> Iterator[Stop]:
        """Yield a place once nothing is on its way; a panel that is open there is put away afterwards."""
        settle(self.session)
        panels = [panel for panel in self.window.findChildren(Overlay) if panel.isVisible()]
        self.seen |= {panel.objectName() for panel in panels}
        yield "-".join([name, *(panel.objectName() for panel in panels)]), self.window
        for panel in panels:
            panel.close_panel()

    def _open(self, kind: type[P], name: str, key: str = "") -> P:
        """Open a page and wait until it is there."""
        page = self.window.open_page(name, key)
        assert isinstance(page, kind)
        settle(self.session)
        return page

    def _click(self, name: str) -> bool:
        """Click a button by its name; False where it cannot be used."""
        button = self.window.findChild(Button, name)
        assert isinstance(button, Button), name
        is_usable = button.isEnabled()
        button.click()
        return is_usable

    def _panels(self, page: Page) -> Iterator[Stop]:
        """Yield every panel of a page that asks for something, whichever way one gets there."""
        for panel in page.findChildren(Overlay):
            if not isinstance(panel, RecordPanel | ConfirmPanel):
                panel.open_panel()
                yield from self._stop(page.objectName())

    def _lists(self, page: Page, tabs: Tabs) -> Iterator[Stop]:
        """Yield every list of a page, with its first row selected."""
        for name in tabs._names:
            tabs.open(name)
            view = tabs.current_view
            assert isinstance(view, Listing | MatrixView)
            view.table.selectRow(0)
            yield from self._stop(f"{page.objectName()}-{name}")

    # --- the pages -----------------------------------------------------------------------------------------------

    def _scanning(self) -> Iterator[Stop]:
        """Yield the scan page with each kind of slip, its panels, a bad code, and the list of goods."""
        page = self._open(ScanPage, "scan")
        yield from self._stop("scan")
        labels = [row.label_code for row in self.stock if row.depot_code == page.desk.depot][:2]
        kinds = ("issue", "receipt", "return", "move", "adjustment", "write_off", "dispatch", "loan", "look_up")
        for kind in kinds:
            self._click(f"scan_kind_{kind}")
            for label in labels:
                page.desk.scan(label)
            yield from self._stop(f"scan-{kind}")
            if kind == "receipt":
                self._click("slip_head_source")
                yield from self._stop(f"scan-{kind}")
            if page.desk.slip is not None and page.desk.slip.lines:
                page._open_current()
                yield from self._stop(f"scan-{kind}")
                self._click("scan_clear")
                yield from self._stop(f"scan-{kind}")
                page.desk.clear()
        self._click("scan_kind_issue")
        page.desk.scan("nonsense-1")
        yield from self._stop("scan-wrong")
        page.finder.setFocus()
        QTest.keyClicks(page.finder, "zp")
        pause(150)
        yield from self._stop("scan-finder")
        QTest.keyClick(page.finder, Qt.Key.Key_Escape)
        page.finder.choose(None)

    def _operations(self) -> Iterator[Stop]:
        """Yield the page from which every procedure is begun."""
        self._open(OperationsPage, "operations")
        yield from self._stop("operations")

    def _stock(self) -> Iterator[Stop]:
        """Yield stock filtered and selected, a search that finds nothing, a proof, a life, card and catalogue."""
        page = self._open(StockPage, "stock")
        page.filters.set_values({"expiring": "yes"})
        settle(self.session)
        page.table.selectAll()
        yield from self._stop("stock")
        page.filters.clear()
        page.open_record("nothing is called so")
        yield from self._stop("stock-nothing")
        page.open_record("")
        if self.stock:
            figure = Figure(self.stock[0].item_code, label=self.stock[0].label_code)
            self._open(ProofPage, "proof", figure_key(figure))
            yield from self._stop("proof")
        self._open(TracePage, "trace", self.stock[0].label_code if self.stock else "")
        yield from self._stop("trace")
        self._open(Page, "card", self.stock[0].item_code if self.stock else "YJ01001")
        yield from self._stop("card")
        self._open(Page, "catalogue")
        yield from self._stop("catalogue")

    def _counts(self) -> Iterator[Stop]:
        """Yield the counts, one that is counted and its result, with their panels."""
        listed = self._open(CountsPage, "counts")
        yield from self._stop("counts")
        yield from self._panels(listed)
        number = next((row.number for row in self.counts if row.is_open), "")
        if number:
            page = self._open(CountPage, "count", number)
            for code in self._count_codes(page):
                page.desk.scan(code)
            yield from self._stop("count")
            page._ask_rest()
            yield from self._stop("count")
            result = self._open(ResultPage, "count_result", number)
            result.listing.table.selectRow(0)
            yield from self._stop("count_result")
            yield from self._panels(result)

    def _count_codes(self, page: CountPage) -> list[str]:
        """Return what somebody scans first: a location, goods that lie there, a code that nobody knows."""
        assert page.desk.board is not None, "the count is there"
        first = page.desk.board.lines[0]
        return [place_code(page.desk.board.session.depot_code, first.location), first.label_code, "nonsense-1"]

    def _papers(self) -> Iterator[Stop]:
        """Yield the documents, one of each kind, and the question before a reversal."""
        self._open(Page, "documents")
        yield from self._stop("documents")
        first = {paper.kind: paper.number for paper in reversed(self.papers)}
        for kind, number in first.items():
            self._open(Page, "document", number)
            yield from self._stop(f"document-{kind}")
            if self._click("document_reverse"):
                yield from self._stop("document")
        if self.papers:
            self._open(DocumentPage, "document", self.papers[0].number)._ask_reverse()  # also for one who may not
            yield from self._stop("document")
            yield from self._scans(self._open(DocumentPage, "document", self.papers[0].number))

    def _on_the_way(self) -> Iterator[Stop]:
        """Yield what is in transit and what is to come back, each with its form, about a row where there is one."""
        transit, outstanding = self._open(TransitPage, "transit"), self._open(OutstandingPage, "outstanding")
        for page, name, act in ((transit, "transit", "accept"), (outstanding, "outstanding", "return")):
            self._open(Page, name)
            page.table.selectRow(0)
            yield from self._stop(name)
            self._click(f"{name}_{act}")
            yield from self._stop(name)
            page.panel.open_panel()
            yield from self._stop(name)

    def _incoming(self) -> Iterator[Stop]:
        """Yield what awaits its inspection, what is held for others and who promises what, each with its forms."""
        waiting, held = self._open(WaitingPage, "waiting"), self._open(HeldPage, "held")
        promised = self._open(AgreementsPage, "agreements")
        asked: tuple[tuple[ListPage[Any], tuple[Callable[[], None], ...]], ...] = (
            (waiting, (waiting._ask, waiting._ask_back)),  # also for one who may not
            (held, (held._ask_take, held._ask_out)),
            (promised, (promised.conclude_panel.open_panel, *map(promised._asking, promised.panels))),
        )
        for page, questions in asked:
            name = page.objectName()
            self._open(Page, name)
            page.table.selectRow(0)
            yield from self._stop(name)
            for ask in questions:
                ask()
                yield from self._stop(name)
            yield from (self._panels(page) if page.model.rowCount() == 0 else ())

    def _care(self) -> Iterator[Stop]:
        """Yield upkeep, rotation, scrapping and cartons, with every form, about a row where there is one."""
        page = self._open(CarePage, "care")
        yield from self._lists(page, page.tabs)
        for name, questions in (
            ("due", (page._record, page._return_to_service)),
            ("plan", (page._rotate,)),
            ("rotations", (page._replace,)),
            ("scrap", (page._scrap, page._handle)),
            ("units", (page.make_panel.open_panel, page._move, page._close)),
        ):
            page.tabs.open(name)
            for ask in questions:
                ask()
                yield from self._stop(f"care-{name}")
        for panel in (page.rotate_panel, page.replace_panel, page.disposal_panel, page.move_panel, page.close_panel):
            if panel.objectName() not in self.seen:  # nothing stood in its list
                panel.open_panel()
                yield from self._stop("care")

    def _labels(self) -> Iterator[Stop]:
        """Yield the labels of a receipt, and every other kind of labels."""
        receipts = [paper.number for paper in self.papers if paper.kind is DocumentKind.RECEIPT]
        page = self._open(LabelsPage, "labels", receipts[0] if receipts else "")
        self._wait_for_sheet(page)
        yield from self._stop("labels")
        for source in ("places", "items", "commands"):
            page.filters.set_values({"source": source})
            settle(self.session)
            page.table.selectRow(0)
            self._wait_for_sheet(page)
            yield from self._stop(f"labels-{source}")

    def _wait_for_sheet(self, page: LabelsPage) -> None:
        """Wait until the sheet of labels is drawn anew."""
        pause(LOOK_MS)
        while page.table._totals_timer.isActive() or page._timer.isActive():
            pause(LOOK_MS)

    def _reports(self) -> Iterator[Stop]:
        """Yield every report, and a form that lacks something."""
        page = self._open(ReportsPage, "reports")
        for name in REPORTS:
            page.kind_box.choose(name)
            yield from self._stop(f"reports-{name}")
        page.kind_box.choose("card")
        page.form.submit()
        yield from self._stop("reports-wrong")

    def _funds(self) -> Iterator[Stop]:
        """Yield the lists of relief money, and every step of it."""
        page = self._open(FundsPage, "funds")
        for place in self._lists(page, page.tabs):
            yield place
            is_shown = page.tabs.current in ("lots", "allotments", "checks")
            if is_shown and self._click(f"funds_{page.tabs.current}_actions_show"):
                yield from self._stop("funds")
        yield from self._records(page)
        for figure in page.statement.figures:
            figure.click()
            yield from self._stop(f"funds-{figure.figure_name}")
        yield from self._panels(page)
        yield from self._appropriation()

    def _appropriation(self) -> Iterator[Stop]:
        """Yield the record of one appropriation, each of its lists, and every step of it."""
        page = self._open(AppropriationPage, "appropriation", *self.funds[-1:])
        for name in page.tabs._names:
            page.tabs.open(name)
            yield from self._stop(f"appropriation-{name}")
        yield from self._panels(page)

    def _procurement(self) -> Iterator[Stop]:
        """Yield the lots by stage, the contracts, and one lot and one contract whole, with every step."""
        board = self._open(BoardPage, "board")
        for name in (BOARD, TABLE, PROGRESS, SPLITTING):
            board.tabs.open(name)
            yield from self._stop(f"board-{name}")
        for panel in (board.splitting.panel, board.splitting.group_panel):
            panel.open_panel()
            yield from self._stop("board")
        listed = self._open(ContractsPage, "contracts")
        listed.contracts.table.selectRow(0)
        yield from self._stop("contracts")
        for name, key in self.lots_by_stage.items():
            self._open(LotPage, "lot", key)
            yield from self._stop(f"lot-{name}")
        number = next(iter(self.contracts), "")
        lot, contract = self._open(LotPage, "lot"), self._open(ContractPage, "contract", number)
        yield from self._stop("contract")
        self._open(LotPage, "lot")
        for tab in ("offers", "bonds"):
            lot.tabs.open(tab)
            yield from self._stop(f"lot-{tab}")
        for step in lot.findChildren(StepPanel):
            self._open(LotPage, "lot")._begin(step) if lot.view is not None else step.open_panel()
            yield from self._stop("lot")
        yield from self._scans(self._open(LotPage, "lot"))
        yield from self._scans(self._open(ContractPage, "contract"))
        for form in contract.findChildren(ContractPanel):
            self._open(ContractPage, "contract")._begin(form) if contract.view is not None else form.open_panel()
            yield from self._stop("contract")

    def _scans(self, page: LotPage | ContractPage | DocumentPage | AppropriationPage) -> Iterator[Stop]:
        """Yield the scanned papers of a record, and both forms about them."""
        panel, name = page.scans, page.objectName()
        panel.open_panel()
        panel.table.selectRow(0)
        yield from self._stop(name)
        panel.attach_panel.open_for(panel.subjects) if panel.subjects else panel.attach_panel.open_panel()
        yield from self._stop(name)
        panel.detach_panel.open_for(panel.rows[0]) if panel.rows else panel.detach_panel.open_panel()
        yield from self._stop(name)

    def _fund_trace(self) -> Iterator[Stop]:
        """Yield the way of money: nothing followed yet, an appropriation, a contract, and goods back to their money."""
        self._open(FundTracePage, "fund_trace")
        yield from self._stop("fund_trace-empty")
        accepted = sorted(self.contracts)[:1]
        bought = sorted(self.stock, key=lambda row: not row.batch_no.startswith("HT"))
        labels = [f"{UP}{row.label_code}" for row in bought[:1]]
        for name, keys in (("down", self.funds[-1:]), ("contract", accepted), ("up", labels)):
            self._open(FundTracePage, "fund_trace", *keys)
            yield from self._stop(f"fund_trace-{name}")

    def _treasury(self) -> Iterator[Stop]:
        """Yield a list of payments that is read and not taken over, what was taken over before, and every question."""
        page = self._open(TreasuryPage, "treasury")
        yield from self._stop("treasury")
        with TemporaryDirectory() as folder:
            page.read_file(str(payments_file(Path(folder), self.contracts)))
            settle(self.session)
        for name in (LINES, FINDINGS, TAKEN, LISTS):
            page.tabs.open(name)
            yield from self._stop(f"treasury-{name}")
        page.tabs.open(LINES)
        page.planned.table.selectRow(0)
        for ask in (page._choose, page._dismiss):
            ask()
            yield from self._stop("treasury")
        page.undo_panel.open_panel()
        yield from self._stop("treasury")
        page.file = FileTaking()
        page.reload()

    def _agenda(self) -> Iterator[Stop]:
        """Yield what is due, a month and a list, what is asked of a line, and the days of a lot with its limits."""
        page = self._open(AgendaPage, "agenda")
        yield from self._stop("agenda")
        of_law = next((row for row in page._rows if row.rule is not None), None)
        if of_law is not None:
            page.list.table.select_key(of_law.key)
        for ask, panel in ((page._record, page.record_panel), (page._move, page.move_panel)):
            ask() if of_law is not None else panel.open_panel()
            settle(self.session)
            yield from self._stop("agenda")
        lot = self._open(LotPage, "lot", *([] if of_law is None else [of_law.lot]))
        lot.tabs.open("days")
        yield from self._stop("lot-days")
        lot._record_day() if lot.view is not None else lot.day_panel.open_panel()
        yield from self._stop("lot")

    def _relief(self) -> Iterator[Stop]:
        """Yield the lists of relief, every panel, and every record."""
        page = self._open(ReliefPage, "relief")
        yield from self._lists(page, page.tabs)
        yield from self._panels(page)
        yield from self._records(page)

    def _disaster(self) -> Iterator[Stop]:
        """Yield papers owed and blank forms with their panels, then the disaster mode from its first step to the go."""
        page = self._open(DebtsPage, "debts")
        yield from self._stop("debts")
        rows = page.table.row_total
        if rows:
            page.table.selectRow(0)
            page.table._open_current()
            yield from self._stop("debts")
        yield from self._panels(page)
        blank = self._open(FormsPage, "forms")
        yield from self._stop("forms")
        yield from self._panels(blank)
        size = self.window.size()
        night = self._open(DisasterPage, "disaster")
        self.window.showNormal()  # The screen that it fills is not the one that is looked at.
        self.window.resize(size)
        night._ask_incident()
        yield from self._stop("disaster-incident")
        yield from self._hand_out(night)
        self.window.go_back()
        self.window.resize(size)

    def _hand_out(self, night: DisasterPage) -> Iterator[Stop]:
        """Yield the disaster mode with goods scanned; nothing is posted."""
        offered = night.step._buttons
        if not offered:
            return
        offered[0].click()
        settle(self.session)
        for row in [row for row in self.stock if row.depot_code == night.desk.depot][:2]:
            night.desk.scan(row.label_code)
        yield from self._stop("disaster")
        night.desk.clear()
        settle(self.session)

    def _kits(self) -> Iterator[Stop]:
        """Yield the kits, their panel, and one kit whole."""
        page = self._open(KitsPage, "kits")
        yield from self._stop("kits")
        yield from self._panels(page)
        yield from self._records(page)

    def _records(self, page: Page) -> Iterator[Stop]:
        """Yield every panel of a page that shows one record; an empty store has none to show."""
        for panel in page.findChildren(RecordPanel) if self.papers else ():
            panel.open_panel()
            yield from self._stop(page.objectName())

    def _approvals(self) -> Iterator[Stop]:
        """Yield what waits for approval, every list, one proposal whole, and each decision about it."""
        page = self._open(ApprovalsPage, "approvals")
        for name in ("waiting", "mine", "all"):
            page.tabs.open(name)
            yield from self._stop("approvals")
        number = page.everything.model.row_at(0).number if page.everything.model.rowCount() else ""
        for ask in (None, page._ask_approve, page._ask_return, page._ask_withdraw) if number else ():
            page.open_record(number)
            settle(self.session)
            if ask is not None:
                ask()
            yield from self._stop("approvals")

    def _journal(self) -> Iterator[Stop]:
        """Yield the journal, and one entry whole."""
        page = self._open(JournalPage, "journal")
        yield from self._stop("journal")
        page.panel.show_entry(page.model.row_at(0))
        yield from self._stop("journal")

    def _setup(self) -> Iterator[Stop]:
        """Yield the lists of the set-up, and every panel."""
        page = self._open(SetupPage, "setup")
        yield from self._lists(page, page.tabs)
        yield from self._panels(page)
        page.tabs.open("depots")
        page.depots.table.selectRow(0)
        page._close_period()  # whoever is led may not, which the button says
        page.period_panel.closed_through.set_text("2023-06-30")
        page.period_panel.form.submit()
        yield from self._stop("setup")
        page.tabs.open("people")
        page.people.table.selectRow(0)
        page._show_person()
        page.record.table.selectRow(0)
        yield from self._stop("setup")

    def _over_the_window(self) -> Iterator[Stop]:
        """Yield the sheet of keys, the jump panel and the menu of looks."""
        self._open(StockPage, "stock")
        self.window.show_shortcuts()
        yield from self._stop("window")
        self._click("rail_password")
        yield from self._stop("window")
        self._click("rail_find")
        yield from self._stop("window")
        self._click("rail_look")
        menu = self.window._look_menu
        yield "look_menu", menu
        menu.close()


def payments_file(folder: Path, contracts: list[str]) -> Path:
    """Write a list of payments as the treasury sends it: of a contract, of nobody's, and a total that is wrong."""
    lines = [
        "支付凭证号,支付日期,收款人,支付金额（元）,合同编号,用途",
        *(f"ZF-{at},2026-11-20,某供应商,1000.00,{number},货款" for at, number in enumerate(contracts[:3])),
        "ZF-9,2026-11-20,市自来水公司,120.00,,水费",
        "合计,,,9999.00,,",
    ]
    path = folder / "国库支付明细.csv"
    path.write_text("\n".join(lines), "utf-8")
    return path


def first_steps(window: WelcomeWindow, program: Program) -> Iterator[Stop]:
    """Yield every step of the first window, with its complaints."""

    def click(*names: str) -> None:
        for name in names:
            button = window.findChild(Button, name)
            assert isinstance(button, Button), name
            button.click()

    signing_in = [replace(row, has_password=True) for row in program.read(people)]
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("start", window._go_to_start),
        ("missing", lambda: window.show_error(StoreMissing(path="/srv/supplies/stock.db"))),
        ("city", partial(click, "welcome_city")),
        ("city-wrong", window.form.submit),
        ("county", partial(click, "welcome_bureau_back", "welcome_county")),
        ("address", partial(click, "welcome_bureau_back", "welcome_open")),
        ("address-wrong", window.address.submit),
        ("people", lambda: window.show_people(program.read(people), "keeper")),
        ("signing-in", lambda: window.show_people(signing_in, "keeper", program)),
        ("refused", lambda: window.person.show_problem(SignInRefused(attempts=5, minutes=15))),
        ("password", lambda: window._begin_password("keeper", "", must_change=False)),
        ("password-wrong", window.password.submit),
    )
    for name, step in steps:
        step()
        pause(2 * LOOK_MS)
        yield f"welcome-{name}", window


def draw_all(folder: Path, store: str, language: Language) -> None:
    """Draw every stop in every look."""
    desktop = Desktop(make_application([]), folder / "data", "admin")
    desktop.start(store)
    window, session, program = desktop.window, desktop._session, desktop._program
    assert window is not None and session is not None and program is not None, "the store opens"
    window.set_language(language)
    window.resize(*SIZE)
    welcome = desktop._ask()
    for look, chosen in LOOKS.items():
        desktop._appearance.set_look(chosen)
        for name, widget in first_steps(welcome, program):
            widget.grab().save(str(folder / f"{look}-{name}.png"))
        for name, widget in Tour(window, session, program).stops():
            widget.grab().save(str(folder / f"{look}-{name}.png"))
    window.close()
    welcome.close()
    desktop.close()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    draw_all(target, sys.argv[2], Language(sys.argv[3]) if len(sys.argv) > 3 else Language.CHINESE)
