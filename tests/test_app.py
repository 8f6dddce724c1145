"""The start of the desktop: first run, who acts, which store, and what was scanned and not posted."""

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from shiboken6 import delete
from sqlcipher3 import dbapi2

import app
from app import Desktop
from supplies import founding
from supplies.accounts.actions import AddPerson
from supplies.journal.queries import entry
from supplies.language import Language
from supplies.models.accounts import Level
from supplies.program import NewStore, Program
from supplies.scanning.label_code import place_code
from supplies.ui.icons import Button
from supplies.ui.main_window import MainWindow
from supplies.ui.page import Page
from supplies.ui.scanning.scan_page import ScanPage
from supplies.ui.setup.setup_page import SetupPage
from supplies.ui.stock.stock_page import StockPage
from supplies.ui.welcome.welcome_window import WelcomeWindow
from supplies.ui.widgets.sound import Silence
from supplies.ui.widgets.status import Status
from supplies.values import Login, SiteId
from tests.postgres_server import PostgresServer
from tests.rooms import QUILT, Desk, act, lot_line, program, room_database, room_file
from tests.ui.desktop import fill, type_in
from tests.ui.waiting import pause

__all__ = ["program", "room_database", "room_file"]

on_sqlite = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
NEW = {"new": "a sentence of mine", "again": "a sentence of mine"}
P = TypeVar("P", bound=Page)
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desktop(qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    """Return a desktop that is not started; its folder is ``tmp_path / "own"``."""
    monkeypatch.setattr(app, "make_sounds", lambda _parent, *, is_wanted: Silence())
    made = Desktop(qapp, tmp_path / "own")
    yield made
    end(made)


def go_in(desktop: Desktop, url: str) -> None:
    """Open a store whose only person has no password yet, and leave it at that."""
    desktop.start(url)
    assert desktop.welcome is not None and desktop.window is None
    later(desktop.welcome)


def later(welcome: WelcomeWindow) -> None:
    """Set a password another time."""
    button = welcome.findChild(Button, "welcome_later")
    assert isinstance(button, Button) and button.isVisible()
    button.click()


def end(desktop: Desktop) -> None:
    """End a desktop with all its windows."""
    desktop.close()
    for window in (desktop.window, desktop.welcome):
        if window is not None:
            window.close()
            delete(window)
    desktop._appearance.deleteLater()


def drafts_of(program: Program, tmp_path: Path) -> Path:
    """Return where the drafts of a store are kept."""
    return tmp_path / "own" / "drafts" / f"{program.store.store_id}.db"


@on_sqlite
def test_the_only_person_of_a_store_is_at_the_scan_page_at_once(
    desktop: Desktop, program: Program, tmp_path: Path
) -> None:
    go_in(desktop, program.database.name)
    assert desktop.window is not None and desktop.window.isVisible()
    assert desktop.window.current_page.objectName() == "scan"
    assert desktop.window.current_page.message.words == ""
    assert drafts_of(program, tmp_path).exists()


@on_sqlite
def test_drafts_that_were_damaged_are_put_aside_and_this_is_told(
    desktop: Desktop, program: Program, tmp_path: Path
) -> None:
    path = drafts_of(program, tmp_path)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"spoilt" * 1000)
    go_in(desktop, program.database.name)
    assert desktop.window is not None
    (aside,) = path.parent.glob("*.damaged-*")
    assert aside.read_bytes() == b"spoilt" * 1000
    assert str(aside) in desktop.window.current_page.message.words
    pause(50)


@on_sqlite
def test_a_computer_that_can_keep_no_scan_opens_no_window_and_says_why(
    desktop: Desktop, program: Program, tmp_path: Path
) -> None:
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "drafts").write_text("a file where a folder should be")
    go_in(desktop, program.database.name)
    assert desktop.window is None
    assert desktop.welcome is not None and desktop.welcome.isVisible()
    assert "drafts" in desktop.welcome.message.words and "无法" in desktop.welcome.message.words


# --- first run, several people, and stores that cannot be used -------------------------------------------------------


class Started:
    """Somebody in front of a desktop that was just started."""

    def __init__(self, desktop: Desktop) -> None:
        self.desktop = desktop

    @property
    def window(self) -> MainWindow:
        """Return the window, which is there."""
        assert self.desktop.window is not None and self.desktop.window.isVisible()
        return self.desktop.window

    @property
    def welcome(self) -> WelcomeWindow:
        """Return the first window, which is there."""
        assert self.desktop.welcome is not None and self.desktop.welcome.isVisible()
        return self.desktop.welcome

    def click(self, name: str) -> None:
        """Click a button in whichever window is shown."""
        for window in (self.desktop.welcome, self.desktop.window):
            button = window.findChild(Button, name) if window is not None else None
            if isinstance(button, Button) and button.isVisible():
                assert button.isEnabled(), name
                QTest.mouseClick(button, Qt.MouseButton.LeftButton)
                self.settle()
                return
        raise AssertionError(f"{name} is not in sight")

    def settle(self) -> None:
        """Wait until what was asked for is answered and shown."""
        for _look in range(4):
            pause(15)
            while self._is_busy():
                pause(5)

    def _is_busy(self) -> bool:
        """Return whether something is under way."""
        desktop = self.desktop
        is_opening = desktop.welcome is not None and bool(desktop.welcome._runner.pending)
        is_working = desktop._session is not None and desktop.window is not None and not desktop._session.is_idle
        return is_opening or is_working

    def scan(self, text: str) -> None:
        """Type a code into the scan field, and Enter."""
        page = self.page(ScanPage)
        page.edit.setFocus()
        QTest.keyClicks(page.edit, text)
        QTest.keyClick(page.edit, Qt.Key.Key_Return)
        self.settle()

    def page(self, kind: type[P]) -> P:
        """Return the page that is open."""
        found = self.window.current_page
        assert isinstance(found, kind)
        return found


@pytest.fixture
def started(desktop: Desktop) -> Started:
    return Started(desktop)


def found_by_hand(started: Started) -> None:
    """Fill in the form of a new city store, and make it."""
    started.click("welcome_city")
    fill(
        started.welcome.form,
        name="鞍山市应急管理局",
        code="210300a",
        depot="市级库",
        person="张保管",
        login="zhang",
        **NEW,
    )
    started.click("welcome_bureau_submit")


@pytest.fixture(params=["sqlite", "postgresql"])
def own_store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """Return where the settings say that the user's own store is, on both databases; there is none yet."""
    if request.param == "sqlite":
        monkeypatch.setenv("SUPPLIES_STORE", str(tmp_path / "mine.db"))
        yield str(tmp_path / "mine.db")
    else:
        server: PostgresServer = request.getfixturevalue("postgres_server")
        url = server.new_database()
        monkeypatch.setenv("SUPPLIES_STORE", url)
        yield url
        server.drop_database(url)


def test_from_nothing_to_goods_received_and_issued(own_store: str, desktop: Desktop, started: Started) -> None:
    desktop.start()
    assert desktop.window is None
    assert (started.welcome.message.words == "") == (
        "://" not in own_store
    )  # An address with no store is worth a word.
    found_by_hand(started)
    assert desktop.welcome is None
    page = started.page(ScanPage)
    assert "市级库 张保管" in started.window._strip.words
    started.click("scan_kind_receipt")
    started.scan("YJ01008")
    started.scan("20")
    started.scan(place_code("210300A", "A01"))
    started.click("slip_head_submit")
    assert page.band.status is Status.OK, page.band.words
    assert desktop._program is not None
    desk = Desk(desktop._program)
    (row,) = desk.stock()
    assert (row.name, row.quantity.grouped()) == ("棉被", "20")
    started.click("scan_kind_issue")
    started.scan(row.label_code)
    started.scan("8")
    fill(page.head, counterparty="铁东区")
    started.click("slip_head_submit")
    assert page.band.status is Status.OK, page.band.words
    assert [stock.quantity.grouped() for stock in desk.stock()] == ["12"]
    stock = started.window.open_page("stock")
    started.settle()
    assert isinstance(stock, StockPage)
    assert stock.model.row_at(0).quantity.grouped() == "12"
    assert desktop._program.verify(deep=True).first is None


def test_a_file_that_came_in_between_is_not_written_over(
    started: Started, desktop: Desktop, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = tmp_path / "mine.db"
    monkeypatch.setenv("SUPPLIES_STORE", str(own))
    desktop.start()
    started.click("welcome_city")
    own.write_bytes(b"precious")
    fill(started.welcome.form, name="应急管理局", code="210300A", depot="市级库", person="张保管", login="zhang", **NEW)
    started.click("welcome_bureau_submit")
    assert "mine.db 已存在" in started.welcome.message.words
    assert own.read_bytes() == b"precious"
    assert desktop.window is None


def test_an_address_where_nothing_answers_is_said_in_words(started: Started, desktop: Desktop) -> None:
    desktop.start()
    started.click("welcome_open")
    fill(started.welcome.address, url="postgresql://127.0.0.1:1/nothing")
    started.click("welcome_address_submit")
    assert started.welcome.message.property("state") == "error"
    assert desktop.window is None


def test_a_store_is_opened_by_its_address(
    started: Started, desktop: Desktop, program: Program, qapp: QApplication, tmp_path: Path
) -> None:
    desktop.start()
    started.click("welcome_open")
    fill(started.welcome.address, url=program.database.name)
    started.click("welcome_address_submit")
    later(started.welcome)
    started.settle()
    words = "共享" if program.database.path is None else "本机"
    assert f"管理员 {words}" in started.window._strip.words
    again = Desktop(qapp, tmp_path / "own")
    again.start()
    is_remembered = again._program is not None  # An address may hold a password: only files are remembered.
    assert is_remembered == (program.database.path is not None)
    end(again)


def small_sample(url: str, progress: Callable[[int, int], None]) -> Program:
    """Make a store with two people, as if it were the sample."""
    new = NewStore(SiteId("210300A"), "应急管理局", Level.CITY, Login("zhang"), "张保管", is_sample=True)
    made = Program.create(url, new)
    made.post([act(AddPerson, login=Login("li"), name="李会计", site_id=SiteId("210300A"))], Login("zhang"))
    progress(1, 1)
    return made


@pytest.fixture
def sampled(started: Started, desktop: Desktop, monkeypatch: pytest.MonkeyPatch) -> Started:
    """Return a desktop that has opened the sample and asks who acts."""
    monkeypatch.setattr(founding, "make_sample", small_sample)
    desktop.start()
    started.click("welcome_sample")
    return started


def test_where_there_are_several_people_one_is_chosen_and_remembered(
    sampled: Started, desktop: Desktop, qapp: QApplication, tmp_path: Path
) -> None:
    people = sampled.welcome.people
    assert [people.item(at).text() for at in range(people.count())] == ["李会计    li", "张保管    zhang"]
    people.setCurrentRow(1)
    sampled.click("welcome_go_on")
    assert "张保管" in sampled.window._strip.words
    again = Desktop(qapp, tmp_path / "own")
    again.start()
    assert again.welcome is not None and again.window is None
    assert again.welcome.people.currentItem().text() == "张保管    zhang"
    end(again)


def test_somebody_else_goes_on_and_the_journal_says_who(sampled: Started, desktop: Desktop) -> None:
    sampled.click("welcome_go_on")
    assert "李会计" in sampled.window._strip.words
    sampled.click("rail_person")
    assert desktop.window is None
    sampled.welcome.people.setCurrentRow(1)
    sampled.click("welcome_go_on")
    assert "张保管" in sampled.window._strip.words
    setup = sampled.window.open_page("setup")
    sampled.settle()
    assert isinstance(setup, SetupPage)
    setup.tabs.open("people")
    sampled.click("setup_people_actions_add")
    fill(setup.person_panel.form, login="wang", name="王保管")
    sampled.click("person_form_submit")
    assert desktop._program is not None
    head = desktop._program.head
    newest = Desk(desktop._program).read(entry, head.site_id, head.seq)
    assert (newest.action_type, newest.actor) == ("accounts.add_person", "zhang")


def test_the_program_ends_while_nobody_has_gone_on(sampled: Started, desktop: Desktop) -> None:
    sampled.click("welcome_go_on")
    sampled.click("rail_person")
    desktop.close()
    assert desktop._program is None


def test_the_one_named_at_the_start_acts(
    sampled: Started, desktop: Desktop, qapp: QApplication, tmp_path: Path
) -> None:
    sampled.click("welcome_go_on")
    named = Desktop(qapp, tmp_path / "own", "zhang")
    named.start()
    assert named.window is not None and named.welcome is None
    Started(named).settle()
    assert "张保管" in named.window._strip.words
    end(named)


def test_the_first_window_speaks_the_language_in_use(sampled: Started, desktop: Desktop) -> None:
    sampled.click("welcome_go_on")
    sampled.window.set_language(Language.ENGLISH)
    sampled.settle()
    sampled.click("rail_person")
    go_on = sampled.welcome.findChild(Button, "welcome_go_on")
    assert isinstance(go_on, Button)
    assert go_on.text() == "&Go on"


def test_a_store_that_was_remembered_and_is_gone_is_said(
    sampled: Started, desktop: Desktop, qapp: QApplication, tmp_path: Path
) -> None:
    desktop.close()
    (tmp_path / "own" / "sample.db").unlink()
    again = Desktop(qapp, tmp_path / "own")
    again.start()
    assert again.window is None and again.welcome is not None
    assert "sample.db" in again.welcome.message.words
    end(again)


@pytest.mark.parametrize("spoil", ["damaged", "newer", "another"])
def test_a_store_that_cannot_be_used_is_said_in_words_and_left_alone(
    desktop: Desktop, started: Started, tmp_path: Path, spoil: str
) -> None:
    path = tmp_path / "stock.db"
    if spoil == "another":
        path.write_bytes(b"a letter to my mother\n" * 400)
    else:
        small_sample(str(path), lambda _done, _total: None).close()
        if spoil == "damaged":
            content = path.read_bytes()
            path.write_bytes(content[: len(content) // 2])
        else:
            with closing(dbapi2.connect(str(path))) as connection, connection:
                connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = path.read_bytes()
    desktop.start(str(path))
    assert desktop.window is None
    assert started.welcome.message.property("state") == "error"
    assert "stock.db" in started.welcome.message.words or "版本" in started.welcome.message.words
    assert path.read_bytes() == before
    assert started.welcome.steps.isEnabled()


@pytest.mark.parametrize(
    ("typed", "page", "title"),
    [
        ("库存", "stock", "库存"),
        ("baobiao", "reports", "报表"),
        ("棉被", "card", "YJ01008  棉被"),
        ("mianbei", "card", "YJ01008  棉被"),
        ("yj01006", "card", "YJ01006  60㎡指挥帐篷"),
        ("zhzp", "card", "YJ01006  60㎡指挥帐篷"),
        ("RK-210300A", "document", "入库  RK-210300A-2026-000001"),
        ("铁东", "document", "出库  CK-210300A-2026-000001"),
    ],
)
@on_sqlite
def test_ctrl_k_leads_to_any_page_item_and_document(
    desktop: Desktop, started: Started, program: Program, typed: str, page: str, title: str
) -> None:
    desk = Desk(program)
    lot = desk.lot(QUILT, 20)
    desk.issue(lot_line(lot, 5))
    go_in(desktop, program.database.name)
    started.window.activateWindow()
    started.settle()
    started.click("rail_find")
    panel = started.window._jump
    type_in(panel._edit, typed)
    QTest.keyClick(panel._edit, Qt.Key.Key_Return)  # before the answers are here
    started.settle()
    assert panel.isHidden()
    assert started.window.current_page.objectName() == page
    assert started.window.current_page.title == title


@on_sqlite
def test_what_nobody_is_called_leads_nowhere(desktop: Desktop, started: Started, program: Program) -> None:
    go_in(desktop, program.database.name)
    started.settle()
    started.click("rail_find")
    panel = started.window._jump
    type_in(panel._edit, "没有这样的东西")
    QTest.keyClick(panel._edit, Qt.Key.Key_Return)
    started.settle()
    assert panel.isVisible()
    assert panel._list.count() == 0
    QTest.keyClick(panel._edit, Qt.Key.Key_Escape)
    assert panel.isHidden()
    assert started.window.current_page.objectName() == "scan"
