"""A window with sample pages, for tests and for looking.

``python -m tests.ui.gallery FOLDER`` draws it in every look.
"""

import os
import sys
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from sqlalchemy import Connection

from supplies.errors import InsufficientStock
from supplies.ui.appearance import Appearance
from supplies.ui.changes import ChangeNotifier
from supplies.ui.form_drafts import FormDrafts
from supplies.ui.icons import Button
from supplies.ui.main_window import MainWindow
from supplies.ui.page import Page
from supplies.ui.paged_table import Column, PagedTableModel, number_column
from supplies.ui.preferences import FilePreferences
from supplies.ui.services import Finder, PageSpec, Services
from supplies.ui.session import Query, Session
from supplies.ui.status_strip import StatusFacts
from supplies.ui.theme import Look, Scheme
from supplies.ui.widgets.band import AnswerBand
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.fields import ChoiceField, DateField, MoneyField, QuantityField, TextField
from supplies.ui.widgets.filter_bar import FilterBar
from supplies.ui.widgets.forms import Form
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.picker import Option, fixed_options
from supplies.ui.widgets.scan_edit import ScanEdit
from supplies.ui.widgets.search_field import SearchField
from supplies.ui.widgets.sound import Silence
from supplies.ui.widgets.status import Status
from supplies.ui.widgets.table import TableView
from supplies.ui.widgets.totals_bar import TotalsBar
from supplies.values import Login, Money, Quantity, Topic
from tests.ui.backend import FakeBackend
from tests.ui.waiting import pause

P = TypeVar("P", bound=Page)

TODAY = date(2026, 11, 23)
ITEMS = (
    ("应急帐篷", "12㎡ 单层 框架式", "顶"),
    ("棉大衣", "均码 军绿色", "件"),
    ("折叠床", "190×65×42 cm", "张"),
    ("毛巾被", "150×200 cm 纯棉", "条"),
    ("救生衣", "成人 浮力 ≥ 100 N", "件"),
    ("发电机组", "5 kW 汽油 便携", "台"),
    ("瓶装饮用水", "550 ml × 24", "箱"),
)
OPTIONS = tuple(Option(f"WZ-{at:03d}", name, specification) for at, (name, specification, _unit) in enumerate(ITEMS))


@dataclass(frozen=True, slots=True)
class Line:
    """A made-up line of stock."""

    number: int
    name: str
    specification: str
    unit: str
    lot: str
    expires: str
    state: str
    quantity: Quantity
    amount: Money


def line(number: int) -> Line:
    name, specification, unit = ITEMS[number % len(ITEMS)]
    state = ("ok", "ok", "ok", "warning", "ok", "error")[number % 6]
    quantity = Quantity((number * 37 % 4000 + 20) * 1000)
    amount = Money(quantity.thousandths * 13)
    return Line(
        number, name, specification, unit, f"PH2026{number:05d}", f"20{27 + number % 4}-06-30", state, quantity, amount
    )


STATE_WORDS = {"ok": "在效", "warning": "将到期", "error": "已过期"}
COLUMNS: tuple[Column[Line], ...] = (
    Column("name", "物资", lambda row: row.name, width_ems=8, sort="name"),
    Column("specification", "规格", lambda row: row.specification, width_ems=11, stretches=True),
    Column("lot", "批号", lambda row: row.lot, width_ems=8),
    Column("expires", "有效期至", lambda row: row.expires, width_ems=6, sort="expires"),
    Column(
        "state", "状态", lambda row: STATE_WORDS[row.state], mark=lambda row: row.state.replace("ok", ""), width_ems=4
    ),
    number_column("quantity", "数量", lambda row: row.quantity, width_ems=4),
    Column("unit", "单位", lambda row: row.unit, width_ems=2),
    number_column("amount", "金额", lambda row: row.amount, width_ems=6),
)


def lines_after(total: int, last: Line | None, limit: int) -> Query[list[Line]]:
    first = 0 if last is None else last.number + 1
    return lambda _connection: [line(number) for number in range(first, min(total, first + limit))]


class ScanPage(Page):
    """A scan field, its answer, and what was scanned."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "scan", "扫码")
        self.add_action("undo", "撤销(&Z)", self.reload, icon="undo", keys="Ctrl+Z")
        self.edit = ScanEdit("scan_code")
        self.band = AnswerBand("scan_answer", "请扫描物资、批次、货位或单据条码")
        self.edit.scanned.connect(self.answer)
        self.body.addWidget(self.edit)
        self.body.addWidget(self.band)
        self.body.addWidget(text_label("本次扫码", "heading"))
        self.body.addWidget(make_table(self, services, 3)[0], 1)

    def answer(self, raw: str) -> None:
        self.band.show_answer(Status.OK, "应急帐篷 12㎡", f"批次 PH202600017 · 12 顶 · A-03-02\n{raw}")

    def start_focus(self) -> None:
        self.edit.fetch_focus()


class StockPage(Page):
    """A search, filters, a table and its totals."""

    topics = frozenset({Topic.STOCK})

    def __init__(self, services: Services, total: int = 1000) -> None:
        super().__init__(services, "stock", "库存")
        self.add_action("export", "导出(&E)", self.reload, icon="export")
        self.add_action("receive", "入库(&N)", self.reload, icon="add", keys="Ctrl+N", kind="primary")
        self.search = SearchField("stock_search", "名称、拼音首字母、编码、批号")
        filters = FilterBar("stock_filters")
        self.search.setMinimumWidth(280)
        filters.add_widget(self.search)
        filters.add_choice("depot", "储备库", "全部储备库", [("1", "白塔区中心库"), ("2", "灯塔市库")])
        filters.add_choice("category", "类别", "全部类别", [("1", "救灾物资")])
        filters.add_tick("expiring", "只看将到期(&J)")
        self.table, self.model = make_table(self, services, total)
        self.search.left_downward.connect(self.table.setFocus)
        self.body.addWidget(filters)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(TotalsBar("stock_totals", self.table))

    def reload(self) -> None:
        self.model.reload()


class FormPage(Page):
    """A form with a field of each kind."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, "receive", "入库单")
        self.form = Form("receipt", "过账(&P)")
        session = services.session
        self.item = self.form.add(ChoiceField("item", "物资(&W)", session, fixed_options(OPTIONS)))
        self.quantity = self.form.add(QuantityField("quantity", "数量(&Q)", unit="顶"))
        self.amount = self.form.add(MoneyField("amount", "金额(&A)"))
        self.day = self.form.add(DateField("day", "入库日期(&D)", services.today, is_required=True))
        self.batch = self.form.add(TextField("batch", "批号(&B)"))
        self.note = self.form.add(TextField("note", "备注(&R)", hint="选填"))
        self.form.submitted.connect(partial(self.form.show_done, "已过账，单号 RK-210381A-2026-000017"))
        self.body.addWidget(self.form)
        self.body.addStretch(1)


def make_table(page: Page, services: Services, total: int) -> tuple[TableView, PagedTableModel[Line]]:
    empty = EmptyState(
        f"{page.objectName()}_empty", "stock", "还没有库存", "入库后，这里按物资、批次和货位列出全部库存。"
    )
    empty.offer("新建入库单(&I)", page.reload)
    table = TableView(f"{page.objectName()}_table", "库存", services.preferences, empty)
    model = PagedTableModel(COLUMNS, partial(lines_after, total), lambda row: row.number, services.session, page)
    table.show_model(model)
    model.reload()
    return table, model


class EmptyPage(StockPage):
    """The same with nothing in it."""

    def __init__(self, services: Services) -> None:
        super().__init__(services, 0)
        self.setObjectName("empty")


class PlainPage(Page):
    """A page of which only the name matters."""

    def __init__(self, name: str, title: str, services: Services) -> None:
        super().__init__(services, name, title)


SPECS = (
    PageSpec("scan", "扫码", "scan", ScanPage),
    PageSpec("stock", "库存", "stock", StockPage),
    PageSpec("receive", "单据", "documents", FormPage),
    PageSpec("catalogue", "目录", "catalogue", partial(PlainPage, "catalogue", "物资目录")),
    PageSpec("journal", "流水", "journal", partial(PlainPage, "journal", "流水")),
    PageSpec("funds", "资金", "funds", partial(PlainPage, "funds", "资金")),
    PageSpec("labels", "标签", "labels", partial(PlainPage, "labels", "标签")),
    PageSpec("reports", "报表", "reports", EmptyPage),
)
FACTS = StatusFacts(
    "白塔区应急物资中心库", "张桂兰", is_shared=False, is_sample=True, head_seq=1287, head_hash="3fa94c17"
)


def status(_connection: Connection) -> StatusFacts:
    return FACTS


class Gallery:
    """The window and everything behind it; ``close`` ends it."""

    def __init__(self, application: QApplication, folder: Path) -> None:
        self.backend = FakeBackend(folder)
        self.preferences = FilePreferences(folder / "look.ini")
        self.appearance = Appearance(application, self.preferences)
        self.session = Session(self.backend, Login("zhang"))
        self.notifier = ChangeNotifier()
        self.services = Services(
            self.session, self.notifier, self.preferences, Silence(), lambda: TODAY, FormDrafts(self.session)
        )
        finder = Finder("物资", "stock", "stock", fixed_options(OPTIONS))
        self.window = MainWindow(self.services, SPECS, [finder], status, self.appearance)
        self.window.resize(1366, 768)

    def open(self, kind: type[P], name: str) -> P:
        """Return a page of a kind, open and loaded."""
        page = self.window.open_page(name)
        assert isinstance(page, kind)
        self.settle()
        return page

    def button(self, name: str) -> Button:
        button = self.window.findChild(Button, name)
        assert isinstance(button, Button)
        return button

    def settle(self) -> None:
        pause(15)
        while self.session._readers.pending or self.notifier._timer.isActive():
            pause(10)
        pause(15)

    def close(self) -> None:
        self.session.close()
        self.window.close()
        self.window.deleteLater()
        self.notifier.deleteLater()
        self.appearance.deleteLater()


LOOKS = {
    "light": Look(),
    "dark": Look(Scheme.DARK),
    "contrast": Look(Scheme.CONTRAST),
    "large": Look(is_large_print=True),
    "double": Look(scale=200),
}


class Artist:
    """Draws the gallery's pages and panels in one look."""

    def __init__(self, gallery: Gallery, folder: Path, look: str) -> None:
        self.gallery = gallery
        self.window = gallery.window
        self.folder = folder
        self.look = look
        gallery.appearance.set_look(LOOKS[look])

    def draw(self, name: str, widget: QWidget | None = None) -> None:
        self.gallery.settle()
        (widget or self.window).grab().save(str(self.folder / f"{self.look}-{name}.png"))

    def draw_pages(self) -> None:
        scan = self.gallery.open(ScanPage, "scan")
        scan.band.clear()
        self.draw("scan-idle")
        scan.answer("YJ1:01JD8Z3K7M")
        self.draw("scan-ok")
        detail, remedy = "PH202600003 · 2027-06-30 · B-01-01", "请先发出该批次，或填写原因。"
        scan.band.show_answer(Status.WARNING, "棉大衣：另有更早到期的批次", detail, remedy)
        self.draw("scan-warning")
        scan.band.show_error(refusal())
        self.draw("scan-error")
        stock = self.gallery.open(StockPage, "stock")
        stock.table.select_key(2)
        stock.table.setFocus()
        self.draw("stock")
        self.window.open_page("reports")
        self.draw("empty")

    def draw_form(self) -> None:
        form = self.gallery.open(FormPage, "receive")
        form.form.clear()
        form.form.check()
        self.draw("form-bad")
        form.item.focus()
        QTest.keyClicks(form.item.edit, "zp")
        pause(100)
        self.draw("form-pick")
        QTest.keyClick(form.item.edit, Qt.Key.Key_Return)
        form.quantity.set_text("12")
        form.day.set_text("2026-11-23")
        form.show_error(refusal())
        self.draw("form-message")
        form.message.dismiss()
        form.day._open_calendar()
        calendar = form.day._calendar
        assert calendar is not None
        self.draw("calendar", calendar)
        calendar.hide()

    def draw_panels(self) -> None:
        self.window.show_shortcuts()
        self.draw("sheet")
        self.window._sheet.close_panel()
        self.window._open_jump()
        self.draw("jump")
        self.window._jump.close_panel()
        self.window._open_look_menu()
        self.draw("menu", self.window._look_menu)
        self.window._look_menu.close()


def refusal() -> InsufficientStock:
    return InsufficientStock(
        wanted=Quantity(40_000),
        item="应急帐篷",
        label="PH202600017",
        place="A-03-02",
        on_hand=Quantity(12_000),
        elsewhere="",
    )


def draw_all(folder: Path) -> None:
    gallery = Gallery(QApplication([]), folder)
    gallery.window.show()
    for look in LOOKS:
        artist = Artist(gallery, folder, look)
        artist.draw_pages()
        artist.draw_form()
        artist.draw_panels()
    gallery.close()


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    (target / "look.ini").unlink(missing_ok=True)
    draw_all(target)
