"""Shown before there is a store, and to choose who acts. It hands over what was opened, whatever that is."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QMainWindow,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from supplies.accounts.actions import Level
from supplies.accounts.queries import PersonRow
from supplies.errors import PasswordGuessable, PasswordLength, SuppliesError
from supplies.founding import NewBureau
from supplies.language import _
from supplies.ui.background import Job, Runner, Work
from supplies.ui.icons import Button, Icon
from supplies.ui.session import foreseen
from supplies.ui.welcome.bureau_form import BureauForm
from supplies.ui.welcome.password_form import PasswordForm
from supplies.ui.welcome.person_step import PersonStep
from supplies.ui.widgets.fields import TextField
from supplies.ui.widgets.forms import Form
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.message import MessageBar
from supplies.ui.widgets.progress import ProgressStrip
from supplies.values import Login

T = TypeVar("T")

USUAL = (920, 640)
NARROWEST_PX, WIDEST_PX = 560, 820


class StoreKeeper(Protocol):
    """Opens and makes stores. Each call may come from a worker thread; what it returns is handed over by ``opened``."""

    def open(self, url: str) -> object:
        """Open a store that exists."""
        ...

    def own(self) -> str:
        """Return where the user's own store lies on this computer; empty where there is none yet. Takes no time."""
        ...

    def found(self, bureau: NewBureau) -> object:
        """Make the user's own store."""
        ...

    def sample(self, progress: Callable[[int, int], None]) -> object:
        """Open the sample store, and make it first where there is none."""
        ...


class Entry(Protocol):
    """Whether somebody may go on, as the store says; see ``Program.sign_in``."""

    @property
    def has_password(self) -> bool:
        """Return whether the person has a password."""
        ...

    @property
    def must_change(self) -> bool:
        """Return whether it is to be changed at once."""
        ...


class Door(Protocol):
    """The store, as far as people sign in to it. Each call may come from a worker thread."""

    def sign_in(self, login: Login, password: str) -> Entry:
        """Let somebody go on whose password is right."""
        ...

    def change_password(self, login: Login, old: str, new: str) -> object:
        """Set somebody's own password."""
        ...


class WelcomeWindow(QMainWindow):
    """Five steps: what to open, a form for a new store, an address, the people of the store, and a new password."""

    opened = Signal(object)
    """Whatever the keeper returned."""
    founded = Signal(object, str)
    """Whatever the keeper returned for a new store, and the login of its first person, who needs not sign in."""
    person_chosen = Signal(str)
    """The login of whoever acts from now on."""

    def __init__(self, keeper: StoreKeeper) -> None:
        """Build the window; ``keeper`` does the work, off the UI thread."""
        super().__init__()
        self.setObjectName("welcome")
        self.setWindowTitle(_("Relief supplies"))
        self._keeper = keeper
        self._choices: dict[str, Button] = {}
        self._runner = Runner("welcome", 1, self)
        self.message = MessageBar("welcome_message")
        self.progress = ProgressStrip("welcome_progress")
        self.steps = QWidget()
        self._form_title = text_label("", "title")
        self.form = BureauForm()
        self.form.submitted.connect(self._found)
        self.address = Form("welcome_address", _("&Open"), columns=1)
        hint = _("a file, or postgresql://server/database")
        self.url = self.address.add(TextField("url", _("Where the store is"), is_required=True, hint=hint))
        self.address.submitted.connect(self._open_address)
        other = Button("welcome_other", _("&Another store"), "shared", "quiet")
        other.clicked.connect(self._go_to_start)
        self.person = PersonStep(other)
        self.people = self.person.people
        self.person.chosen.connect(self._sign_in)
        self.password = PasswordForm()
        self.password.submitted.connect(self._set_password)
        self.password.later.clicked.connect(self._go_on_without)
        self._door: Door | None = None
        self._asks_for_passwords = False
        self._entering = ("", "")
        self._build()
        self.resize(*USUAL)

    def closeEvent(self, event: Any) -> None:  # noqa: ANN401 - Qt's own type
        """End the worker with the window."""
        self._runner.cancel_all()
        self._runner.close()
        super().closeEvent(event)

    def show_error(self, error: SuppliesError) -> None:
        """Say why a store cannot be used."""
        self._set_busy(is_busy=False)
        self.message.show_error(error)

    def show_people(
        self, rows: Sequence[PersonRow], last: str, door: Door | None = None, *, asks_for_passwords: bool = False
    ) -> None:
        """Ask who acts.

        Args:
            rows: the people who may.
            last: who did the last time.
            door: where they sign in; none in a store without passwords.
            asks_for_passwords: whether somebody without a password is asked to set one.
        """
        self._set_busy(is_busy=False)
        self._door, self._asks_for_passwords = door, asks_for_passwords
        self.person.show_people(rows, last)
        self._show_step(3)
        self.person.begin()

    def enter(self, login: str) -> None:
        """Go on as somebody who has no password, and is asked to set one where the store wants that."""
        if self._asks_for_passwords:
            self._begin_password(login, "", must_change=False)
        else:
            self.person_chosen.emit(login)

    # --- building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        """Lay the steps out below the messages, in the middle of the window."""
        self._steps = (
            self._start_step(),
            self._form_step(self._form_title, self.form),
            self._form_step(text_label(_("Open another store"), "title"), self._with_browse()),
            self._people(),
            self._password_step(),
        )
        inner = QVBoxLayout(self.steps)
        inner.setContentsMargins(0, 0, 0, 0)
        for step in self._steps:
            inner.addWidget(step)
        self._show_step(0)
        column = QWidget()
        column.setMinimumWidth(NARROWEST_PX)
        column.setMaximumWidth(WIDEST_PX)
        layout = QVBoxLayout(column)
        for part in (self.message, self.progress):
            layout.addWidget(part)
        layout.addWidget(self.steps, 1)
        central = QWidget()
        central.setObjectName("page")
        outer = QHBoxLayout(central)
        outer.addStretch(1)
        outer.addWidget(column)
        outer.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("welcome_scroll")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setWidget(central)
        self.setCentralWidget(scroll)

    def _start_step(self) -> QWidget:
        """Return the step that asks what to open."""
        step, layout = _step(_("Welcome"), _("Which store do you want to work with?"))
        choices = (
            ("own", _("O&wn store of this computer"), "local", self._open_own),
            ("city", _("New store of a &city bureau"), "add", partial(self._begin, Level.CITY)),
            ("county", _("New store of a count&y depot"), "add", partial(self._begin, Level.COUNTY)),
            ("sample", _("&Sample data, to try everything"), "stock", self._sample),
            ("open", _("&Open another store …"), "shared", self._show_address),
        )
        for name, words, icon, act in choices:
            button = Button(f"welcome_{name}", words, icon, "primary" if name in {"own", "city"} else "plain")
            button.clicked.connect(act)
            layout.addWidget(button)
            self._choices[name] = button
        note = _("Sample data lies in a store of its own and is marked wherever it is shown.")
        layout.addWidget(text_label(note, "hint", wraps=True))
        layout.addStretch(2)
        return step

    def _form_step(self, title: QLabel, form: QWidget) -> QWidget:
        """Return a step with a form and a way back."""
        step = QWidget()
        layout = QVBoxLayout(step)
        back = Button(f"{form.objectName()}_back", _("&Back"), "left", "quiet")
        back.clicked.connect(self._go_to_start)
        layout.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(title)
        layout.addWidget(form)
        layout.addStretch(1)
        return step

    def _with_browse(self) -> Form:
        """Return the form for an address, with a button to look for a file."""
        browse = self.address.add_button(Button("welcome_browse", _("&Look for a file …"), "search"))
        browse.clicked.connect(self._browse)
        return self.address

    def _people(self) -> QWidget:
        """Return the step that asks who acts."""
        step, layout = _step(_("Who are you?"), _("Every entry in the journal names the person who made it."))
        layout.addWidget(self.person, 4)
        return step

    def _password_step(self) -> QWidget:
        """Return the step in which a person sets their own password."""
        said = _("Nobody else knows it, not even the administrator; what is kept of it cannot be read.")
        step, layout = _step(_("Set your password"), said)
        layout.addWidget(self.password)
        layout.addStretch(2)
        return step

    # --- acting --------------------------------------------------------------------------------------------------

    def _go_to_start(self) -> None:
        """Ask again what to open."""
        self._show_step(0)

    def _show_step(self, at: int) -> None:
        """Show a step in place of the one before."""
        self.message.dismiss()
        is_founded = bool(self._keeper.own())  # Who has a store of their own needs no new one.
        for name in ("own", "city", "county"):
            self._choices[name].setVisible(is_founded == (name == "own"))
        for index, step in enumerate(self._steps):
            step.setVisible(index == at)

    def _begin(self, level: Level) -> None:
        """Ask what a new store needs to know."""
        is_city = level is Level.CITY
        self._form_title.setText(_("New store of a city bureau") if is_city else _("New store of a county depot"))
        self._show_step(1)
        self.form.begin(level)

    def _show_address(self) -> None:
        """Ask where a store is."""
        self._show_step(2)
        self.address.focus_first()

    def _browse(self) -> None:
        """Look for a store's file."""
        dialog = QFileDialog(self, _("Open a store"))
        dialog.setObjectName("welcome_file")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.url.set_text)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _found(self) -> None:
        """Make the store."""
        keeper, bureau = self._keeper, self.form.bureau()
        hand_over = partial(self._hand_over_founded, bureau.login)
        self._run(
            lambda _job: keeper.found(bureau), _("Making the store …"), hand_over, self._not_founded, must_finish=True
        )

    def _not_founded(self, error: Exception) -> None:
        """Say what went wrong: beside the password where it is about that."""
        if isinstance(error, PasswordLength | PasswordGuessable):
            self._set_busy(is_busy=False)
            self.form.set_errors({"new": error})
        else:
            self._failed(error)

    def _hand_over(self, made: object) -> None:
        """Hand over a store that was opened."""
        self.opened.emit(made)

    def _hand_over_founded(self, login: str, made: object) -> None:
        """Hand over a new store with its first person."""
        self.founded.emit(made, login)

    def _sample(self) -> None:
        """Open the sample store."""
        keeper = self._keeper
        self._run(lambda job: keeper.sample(job.report), _("Making three years of sample data …"))

    def _open_own(self) -> None:
        """Open the user's own store."""
        keeper = self._keeper
        self._run(lambda _job: keeper.open(keeper.own()), _("Opening …"))

    def _open_address(self) -> None:
        """Open the store at the address."""
        keeper, url = self._keeper, self.url.text()
        self._run(lambda _job: keeper.open(url), _("Opening …"))

    def _run(
        self,
        work: Work[T],
        words: str,
        on_result: Callable[[T], None] | None = None,
        on_error: Callable[[Exception], None] | None = None,
        *,
        must_finish: bool = False,
    ) -> None:
        """Do something that takes its time, then hand over what came of it."""
        self._set_busy(is_busy=True)
        self.message.dismiss()
        task = self._runner.start(
            self, work, on_result or self._hand_over, on_error or self._failed, must_finish=must_finish
        )
        task.finished.connect(self._end_busy)  # also when it was stopped, which tells nobody
        self.progress.follow(task, words)

    def _end_busy(self) -> None:
        """Let something else be begun."""
        self._set_busy(is_busy=False)

    def _failed(self, error: Exception) -> None:
        """Say what went wrong."""
        self.show_error(foreseen(error))

    def _set_busy(self, *, is_busy: bool) -> None:
        """Let nothing else be begun while something is under way."""
        self.steps.setEnabled(not is_busy)

    # --- signing in ----------------------------------------------------------------------------------------------

    def _sign_in(self, login: str, password: str) -> None:
        """Go on as somebody whose password is right; where there is none to look at, at once."""
        door, row = self._door, self.person.row
        if door is None or row is None or not row.has_password:
            self.enter(login)
            return

        def entered(entry: Entry) -> None:
            if entry.must_change:
                self._begin_password(login, password, must_change=True)
            else:
                self.person_chosen.emit(login)

        self._run(lambda _job: door.sign_in(Login(login), password), _("Signing in …"), entered, self._not_entered)

    def _not_entered(self, error: Exception) -> None:
        """Say beside the password why nobody goes on."""
        self._set_busy(is_busy=False)
        self.person.show_problem(foreseen(error))

    def _begin_password(self, login: str, old: str, *, must_change: bool) -> None:
        """Ask for a password of one's own; who has none yet may do that later."""
        self._entering = (login, old)
        self._set_busy(is_busy=False)
        self._show_step(4)
        self.password.begin(is_optional=not must_change)

    def _set_password(self) -> None:
        """Set the password that was typed twice, and go on."""
        door, (login, old), new = self._door, self._entering, self.password.new.text()
        assert door is not None, "only a store with people asks for passwords"

        def changed(_changed: object) -> None:
            self.password.clear()
            self.person_chosen.emit(login)

        work = partial(_change_password, door, Login(login), old, new)
        self._run(work, _("Setting the password …"), changed, self._not_changed)

    def _not_changed(self, error: Exception) -> None:
        """Say beside the new password what is wrong with it."""
        self._set_busy(is_busy=False)
        self.password.set_errors({"new": foreseen(error)})

    def _go_on_without(self) -> None:
        """Go on without a password this time."""
        self.person_chosen.emit(self._entering[0])


def _change_password(door: Door, login: Login, old: str, new: str, _job: Job) -> object:
    """Set a password. Runs on a worker thread."""
    return door.change_password(login, old, new)


def _step(title: str, text: str) -> tuple[QWidget, QVBoxLayout]:
    """Return a step with its title, and where its parts go."""
    step = QWidget()
    layout = QVBoxLayout(step)
    layout.setSpacing(12)
    mark = Icon("stock")
    mark.setProperty("role", "mark")
    mark.setProperty("status", "accent")
    layout.addStretch(1)
    layout.addWidget(mark)
    layout.addWidget(text_label(title, "title"))
    layout.addWidget(text_label(text, "quiet", wraps=True))
    return step, layout
