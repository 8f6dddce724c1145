"""Shown before there is a store, and to choose who acts. It hands over what was opened, whatever that is."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from supplies.accounts.actions import Level
from supplies.accounts.queries import PersonRow
from supplies.errors import SuppliesError
from supplies.founding import NewBureau
from supplies.language import _
from supplies.ui.background import Runner, Work
from supplies.ui.icons import Button, Icon
from supplies.ui.session import foreseen
from supplies.ui.welcome.bureau_form import BureauForm
from supplies.ui.widgets.fields import TextField
from supplies.ui.widgets.forms import Form
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.message import MessageBar
from supplies.ui.widgets.progress import ProgressStrip

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


class WelcomeWindow(QMainWindow):
    """Four steps: what to open, a form for a new store, an address, and the people of the store."""

    opened = Signal(object)
    """Whatever the keeper returned."""
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
        self.people = QListWidget()
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

    def show_people(self, rows: Sequence[PersonRow], last: str) -> None:
        """Ask who acts; ``last`` is who did the last time."""
        self._set_busy(is_busy=False)
        self.people.clear()
        for row in rows:
            item = QListWidgetItem(f"{row.name}    {row.login}")
            item.setData(Qt.ItemDataRole.UserRole, row.login)
            self.people.addItem(item)
            if row.login == last:
                self.people.setCurrentItem(item)
        if self.people.currentRow() < 0:
            self.people.setCurrentRow(0)
        self._show_step(3)
        self.people.setFocus()

    # --- building ------------------------------------------------------------------------------------------------

    def _build(self) -> None:
        """Lay the steps out below the messages, in the middle of the window."""
        self._steps = (
            self._start_step(),
            self._form_step(self._form_title, self.form),
            self._form_step(text_label(_("Open another store"), "title"), self._with_browse()),
            self._people(),
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
        self.people.setObjectName("welcome_people")
        self.people.setAccessibleName(_("People"))
        self.people.itemActivated.connect(self._choose_person)
        go_on = Button("welcome_go_on", _("&Go on"), "right", "primary")
        go_on.clicked.connect(self._choose_person)
        other = Button("welcome_other", _("&Another store"), "shared", "quiet")
        other.clicked.connect(self._go_to_start)
        buttons = QHBoxLayout()
        buttons.addWidget(go_on)
        buttons.addStretch(1)
        buttons.addWidget(other)
        layout.addWidget(self.people, 4)
        layout.addLayout(buttons)
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
        self._run(lambda _job: keeper.found(bureau), _("Making the store …"), must_finish=True)

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

    def _run(self, work: Work[object], words: str, *, must_finish: bool = False) -> None:
        """Do something that takes its time, then hand over what came of it."""
        self._set_busy(is_busy=True)
        self.message.dismiss()
        task = self._runner.start(self, work, self.opened.emit, self._failed, must_finish=must_finish)
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

    def _choose_person(self) -> None:
        """Go on as the person marked."""
        item = self.people.currentItem()
        if item is not None:
            self.person_chosen.emit(item.data(Qt.ItemDataRole.UserRole))


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
