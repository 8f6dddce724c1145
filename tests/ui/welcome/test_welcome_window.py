"""The first window: what can be opened, what a new store needs to know, and who acts; with a keeper that only notes."""

import threading
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from supplies.accounts.queries import PersonRow
from supplies.errors import (
    FileThere,
    PasswordGuessable,
    PasswordLength,
    PersonLocked,
    SignInRefused,
    StoreMissing,
    SuppliesError,
)
from supplies.founding import NewBureau
from supplies.models.accounts import Level
from supplies.program import SignedIn
from supplies.ui.icons import Button
from supplies.ui.welcome.welcome_window import WelcomeWindow
from supplies.values import Login, SiteId
from tests.ui import walks
from tests.ui.desktop import fill, type_in
from tests.ui.waiting import pause

SITE = SiteId("210300A")
ANSWERS = {
    "name": "鞍山市应急管理局",
    "code": "210300a",
    "depot": "市级应急物资储备库",
    "person": "张保管",
    "login": "Zhang",
    "new": "a sentence of mine",
    "again": "a sentence of mine",
}


class Keeper:
    """Notes what is asked of it; answers when the gate is open."""

    def __init__(self) -> None:
        self.asked: list[object] = []
        self.gate = threading.Event()
        self.gate.set()
        self.error: Exception | None = None
        self.own_store = ""

    def own(self) -> str:
        return self.own_store

    def open(self, url: str) -> str:
        return self._answer(("open", url))

    def found(self, bureau: NewBureau) -> str:
        return self._answer(bureau)

    def sample(self, progress: Callable[[int, int], None]) -> str:
        self.asked.append("sample")
        for step in range(1, 41):
            self.gate.wait()
            progress(step, 40)
        return "sample"

    def _answer(self, asked: object) -> str:
        self.asked.append(asked)
        self.gate.wait()
        if self.error is not None:
            raise self.error
        return "a store"


class Welcome:
    """The window, and what came out of it."""

    def __init__(self, keeper: Keeper) -> None:
        self.keeper = keeper
        self.window = WelcomeWindow(keeper)
        self.opened: list[object] = []
        self.founded: list[tuple[object, str]] = []
        self.people: list[str] = []
        self.window.opened.connect(self.opened.append)
        self.window.founded.connect(lambda made, login: self.founded.append((made, login)))
        self.window.person_chosen.connect(self.people.append)

    def click(self, name: str) -> None:
        """Click a button by its name: it has to be in sight and usable."""
        button = self.find(name)
        assert button.isVisible() and button.isEnabled(), name
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def find(self, name: str) -> Button:
        """Return a button."""
        found = self.window.findChild(Button, name)
        assert isinstance(found, Button), name
        return found

    def settle(self) -> None:
        """Wait until what was asked for is answered, unless the gate is closed."""
        pause(10)
        while self.window._runner.pending and self.keeper.gate.is_set():
            pause(5)
        pause(10)


@pytest.fixture
def welcome(qtbot: QtBot) -> Iterator[Welcome]:
    made = Welcome(Keeper())
    made.window.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.keeper.gate.set()
    made.window.close()
    delete(made.window)


def row(login: str, name: str, *, has_password: bool = False) -> PersonRow:
    return PersonRow(Login(login), name, SITE, is_active=True, has_password=has_password)


class Door:
    """Lets those in whose password is right; notes every attempt and every new password."""

    def __init__(self) -> None:
        self.tried: list[tuple[str, str]] = []
        self.changed: list[tuple[str, str, str]] = []
        self.refusal: SuppliesError | None = None
        self.must_change = False

    def sign_in(self, login: Login, password: str) -> SignedIn:
        self.tried.append((login, password))
        if self.refusal is not None:
            raise self.refusal
        return SignedIn(login, has_password=True, must_change=self.must_change)

    def change_password(self, login: Login, old: str, new: str) -> None:
        self.changed.append((login, old, new))
        if self.refusal is not None:
            raise self.refusal


@pytest.mark.parametrize(("button", "level"), [("welcome_city", Level.CITY), ("welcome_county", Level.COUNTY)])
def test_a_store_is_founded_from_what_was_typed(welcome: Welcome, button: str, level: Level) -> None:
    welcome.click(button)
    assert welcome.window.form.name.has_cursor()
    fill(welcome.window.form, **ANSWERS)
    welcome.click("welcome_bureau_submit")
    expected = NewBureau(SITE, ANSWERS["name"], level, Login("zhang"), "张保管", ANSWERS["depot"], 12, ANSWERS["new"])
    assert welcome.keeper.asked == [expected]
    assert ANSWERS["new"] not in repr(expected)
    assert welcome.founded == [("a store", "zhang")]


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("name", "", "尚未填写"),
        ("code", "21-03", "行政区划代码加字母"),
        ("places", "100", "1 至 99"),
        ("places", "0", "1 至 99"),
        ("login", "张三", "小写字母"),
        ("person", "", "尚未填写"),
        ("new", "", "尚未填写"),
        ("again", "a sentence of yours", "不一致"),
    ],
)
def test_a_wrong_answer_is_told_beside_its_field_and_nothing_is_made(
    welcome: Welcome, field: str, text: str, words: str
) -> None:
    welcome.click("welcome_city")
    form = welcome.window.form
    fill(form, **{**ANSWERS, field: ""})
    form.field(field).set_text(text)
    QTest.keyClick(form.field("login").edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    welcome.settle()
    assert words in form.field(field).shown_problem
    assert form.field(field).has_cursor()
    assert [name for name in ANSWERS if form.field(name).shown_problem] in ([field], [])
    assert welcome.keeper.asked == []


def test_a_refusal_stands_above_and_the_answers_stay(welcome: Welcome) -> None:
    welcome.keeper.error = FileThere(path="/srv/supplies.db")
    welcome.click("welcome_city")
    fill(welcome.window.form, **ANSWERS)
    welcome.click("welcome_bureau_submit")
    assert "/srv/supplies.db 已存在" in welcome.window.message.words
    assert welcome.window.form.name.text() == ANSWERS["name"]
    assert welcome.founded == []
    welcome.keeper.error = None
    welcome.click("welcome_bureau_submit")
    assert welcome.window.message.words == ""
    assert welcome.founded == [("a store", "zhang")]


def test_a_fault_that_nobody_foresaw_has_words_too(welcome: Welcome) -> None:
    welcome.keeper.error = RuntimeError("no such table")
    welcome.click("welcome_open")
    type_in(welcome.window.url.edit, "/srv/stock.db")
    welcome.click("welcome_address_submit")
    assert "no such table" in welcome.window.message.words
    welcome.window._set_busy(is_busy=False)


def test_while_a_store_is_made_nothing_else_can_be_begun_nor_the_making_be_stopped(
    welcome: Welcome, qtbot: QtBot
) -> None:
    welcome.window.progress._timer.setInterval(1)
    welcome.keeper.gate.clear()
    welcome.click("welcome_city")
    fill(welcome.window.form, **ANSWERS)
    welcome.click("welcome_bureau_submit")
    qtbot.waitUntil(welcome.window.progress.isVisible)
    assert not welcome.find("welcome_bureau_submit").isEnabled()
    assert not welcome.window.progress._stop.isEnabled()
    welcome.keeper.gate.set()
    qtbot.waitUntil(lambda: welcome.founded == [("a store", "zhang")])


def test_sample_data_shows_how_far_it_is_and_can_be_stopped(welcome: Welcome, qtbot: QtBot) -> None:
    welcome.window.progress._timer.setInterval(1)
    welcome.keeper.gate.clear()
    welcome.click("welcome_sample")
    qtbot.waitUntil(welcome.window.progress.isVisible)
    assert walks.nameless(welcome.window) == []
    welcome.window.progress._stop.click()
    welcome.keeper.gate.set()
    welcome.settle()
    assert welcome.opened == []
    assert welcome.window.progress.isHidden()
    welcome.click("welcome_sample")
    assert welcome.opened == ["sample"]
    assert welcome.keeper.asked == ["sample", "sample"]


def test_a_store_is_opened_by_its_address_or_its_file(welcome: Welcome) -> None:
    welcome.click("welcome_open")
    assert welcome.window.url.has_cursor()
    welcome.click("welcome_address_submit")
    assert "尚未填写" in welcome.window.url.shown_problem
    welcome.click("welcome_browse")
    dialog = welcome.window.findChild(QFileDialog)
    assert isinstance(dialog, QFileDialog)
    dialog.fileSelected.emit("/srv/stock.db")
    dialog.reject()
    assert welcome.window.url.text() == "/srv/stock.db"
    welcome.click("welcome_address_submit")
    assert welcome.keeper.asked == [("open", "/srv/stock.db")]
    assert welcome.opened == ["a store"]


def test_whoever_has_a_store_of_their_own_is_led_back_to_it(welcome: Welcome) -> None:
    assert not welcome.find("welcome_own").isVisible()
    welcome.keeper.own_store = "/home/zhang/supplies.db"
    welcome.click("welcome_open")
    welcome.click("welcome_address_back")
    assert not welcome.find("welcome_city").isVisible()
    assert not welcome.find("welcome_county").isVisible()
    assert walks.clashing(welcome.window) == []
    welcome.click("welcome_own")
    assert welcome.keeper.asked == [("open", "/home/zhang/supplies.db")]
    assert welcome.opened == ["a store"]


def test_people_are_listed_and_the_last_one_is_marked(welcome: Welcome) -> None:
    welcome.window.show_people([row("li", "李会计"), row("zhang", "张保管")], "zhang")
    people = welcome.window.people
    assert [people.item(at).text() for at in range(people.count())] == ["李会计    li", "张保管    zhang"]
    assert people.hasFocus()
    QTest.keyClick(people, Qt.Key.Key_Return)
    assert welcome.people == ["zhang"]
    QTest.keyClick(people, Qt.Key.Key_Up)
    welcome.click("welcome_go_on")
    assert welcome.people == ["zhang", "li"]


def test_somebody_is_marked_where_nobody_is_remembered(welcome: Welcome) -> None:
    welcome.window.show_people([row("li", "李会计"), row("zhang", "张保管")], "")
    welcome.click("welcome_go_on")
    assert welcome.people == ["li"]
    welcome.click("welcome_other")
    assert welcome.find("welcome_city").isVisible()


def test_an_error_is_withdrawn_with_the_next_step(welcome: Welcome) -> None:
    error: SuppliesError = StoreMissing(path="/srv/stock.db")
    welcome.window.show_error(error)
    assert error.text() in welcome.window.message.words
    welcome.click("welcome_city")
    assert welcome.window.message.words == ""


def test_the_window_closes_while_something_is_under_way(welcome: Welcome) -> None:
    welcome.click("welcome_open")
    type_in(welcome.window.url.edit, "/srv/stock.db")
    welcome.keeper.gate.clear()
    welcome.click("welcome_address_submit")
    threading.Timer(0.05, welcome.keeper.gate.set).start()
    welcome.window.close()
    pause(50)
    assert welcome.opened == []


# --- passwords -------------------------------------------------------------------------------------------------------


ZHANG, LI = row("zhang", "张保管", has_password=True), row("li", "李会计")


def choose(welcome: Welcome, *rows: PersonRow, last: str = "zhang", asks: bool = True) -> Door:
    """Ask who acts, at a door that notes everything."""
    door = Door()
    welcome.window.show_people(rows, last, door, asks_for_passwords=asks)
    welcome.settle()
    return door


def test_a_guessable_password_of_a_new_store_is_refused_beside_its_field(welcome: Welcome) -> None:
    welcome.keeper.error = PasswordGuessable()
    welcome.click("welcome_city")
    fill(welcome.window.form, **ANSWERS)
    welcome.click("welcome_bureau_submit")
    assert "容易被猜到" in welcome.window.form.field("new").shown_problem
    assert welcome.founded == []


def test_only_who_has_a_password_is_asked_for_it(welcome: Welcome) -> None:
    choose(welcome, LI, ZHANG)
    field = welcome.window.person.password
    assert field.isVisible()
    QTest.keyClick(welcome.window.people, Qt.Key.Key_Up)
    assert not field.isVisible()


def test_enter_leads_from_the_person_over_the_password_into_the_program(welcome: Welcome) -> None:
    door = choose(welcome, LI, ZHANG)
    QTest.keyClick(welcome.window.people, Qt.Key.Key_Return)
    field = welcome.window.person.password
    assert field.has_cursor() and field.shown_problem == "" and welcome.people == []
    QTest.keyClicks(field.edit, " my sentence ")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    welcome.settle()
    assert door.tried == [("zhang", " my sentence ")]
    assert welcome.people == ["zhang"]


def test_where_only_the_password_is_missing_the_cursor_is_there(welcome: Welcome) -> None:
    choose(welcome, ZHANG)
    assert welcome.window.person.password.has_cursor()
    QTest.keyClick(welcome.window.person.password.edit, Qt.Key.Key_Return)
    assert "尚未填写" in welcome.window.person.password.shown_problem


@pytest.mark.parametrize(
    ("refusal", "words"),
    [
        (SignInRefused(attempts=5, minutes=15), "口令不正确"),
        (PersonLocked(login="zhang", until="2026-06-30 12:15:00"), "2026-06-30 12:15:00"),
    ],
)
def test_a_refused_password_is_told_beside_the_field_and_the_next_key_replaces_it(
    welcome: Welcome, refusal: SuppliesError, words: str
) -> None:
    door = choose(welcome, ZHANG)
    door.refusal = refusal
    field = welcome.window.person.password
    QTest.keyClicks(field.edit, "wrong one")
    welcome.click("welcome_go_on")
    assert words in field.shown_problem and field.has_cursor()
    assert welcome.people == []
    QTest.keyClicks(field.edit, "the right one")
    assert field.shown_problem == ""
    door.refusal = None
    welcome.click("welcome_go_on")
    assert door.tried == [("zhang", "wrong one"), ("zhang", "the right one")]
    assert welcome.people == ["zhang"]


def test_what_was_typed_for_one_person_is_not_tried_for_another(welcome: Welcome) -> None:
    choose(welcome, row("li", "李会计", has_password=True), ZHANG)
    QTest.keyClicks(welcome.window.person.password.edit, "my sentence")
    welcome.window.people.setCurrentRow(0)
    assert welcome.window.person.password.text() == ""


def test_who_has_no_password_is_asked_to_set_one_and_may_do_so_later(welcome: Welcome) -> None:
    door = choose(welcome, LI, last="li")
    welcome.click("welcome_go_on")
    assert welcome.people == [] and welcome.window.password.new.has_cursor()
    welcome.click("welcome_later")
    assert welcome.people == ["li"] and door.changed == []


def test_in_a_sample_store_nobody_is_asked_for_one(welcome: Welcome) -> None:
    choose(welcome, LI, last="li", asks=False)
    welcome.click("welcome_go_on")
    assert welcome.people == ["li"]


def test_a_password_is_set_by_typing_it_twice(welcome: Welcome) -> None:
    door = choose(welcome, LI, last="li")
    welcome.click("welcome_go_on")
    fill(welcome.window.password, new="my own sentence", again="my own sentense")
    welcome.click("welcome_password_submit")
    assert "不一致" in welcome.window.password.again.shown_problem and door.changed == []
    fill(welcome.window.password, again="my own sentence")
    door.refusal = PasswordLength(least=8, most=128)
    welcome.click("welcome_password_submit")
    assert "8 至 128" in welcome.window.password.new.shown_problem and welcome.people == []
    door.refusal = None
    welcome.click("welcome_password_submit")
    assert door.changed[-1] == ("li", "", "my own sentence")
    assert welcome.people == ["li"]
    assert welcome.window.password.new.text() == ""


def test_who_got_a_password_for_one_time_has_to_set_their_own(welcome: Welcome) -> None:
    door = choose(welcome, ZHANG)
    door.must_change = True
    QTest.keyClicks(welcome.window.person.password.edit, "abcd-efgh")
    welcome.click("welcome_go_on")
    assert not welcome.find("welcome_later").isVisible()
    fill(welcome.window.password, new="my own sentence", again="my own sentence")
    welcome.click("welcome_password_submit")
    assert door.changed == [("zhang", "abcd-efgh", "my own sentence")]
    assert welcome.people == ["zhang"]
