"""The window: the rail of pages, the page that is open, the strip at the foot, and the panels over it."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QByteArray, QPoint, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from supplies.errors import SuppliesError, UnsavedWork
from supplies.language import N_, Language, _
from supplies.ui.appearance import Appearance
from supplies.ui.icons import Button
from supplies.ui.jump_panel import JumpPanel
from supplies.ui.look_menu import LookMenu
from supplies.ui.own_password import OwnPasswordPanel
from supplies.ui.page import Page, key_text, shortcuts_of
from supplies.ui.rail import Rail, keys_of
from supplies.ui.services import Finder, PageSpec, Services
from supplies.ui.session import Query
from supplies.ui.shortcut_sheet import ShortcutSheet
from supplies.ui.status_strip import StatusFacts, StatusStrip
from supplies.ui.widgets.picker import Option, fixed_options
from supplies.ui.widgets.status import Status
from supplies.values import Topic

GEOMETRY = "window/geometry"
MODE_KEPT = "window/mode"
SMALLEST = (960, 600)
USUAL = (1366, 768)
WINDOW_KEYS = {
    "F1": N_("Show the keyboard shortcuts"),
    "Ctrl+/": N_("Show the keyboard shortcuts"),
    "Ctrl+K": N_("Go to a page, an item or a document"),
    "F5": N_("Read this page again"),
    "Alt+Left": N_("Back to the page before"),
    "Ctrl+Alt+P": N_("Change your own password"),
}


class MainWindow(QMainWindow):
    """Opens pages and holds them. Nothing here knows what a page shows."""

    person_wanted = Signal()
    """Somebody else is to go on; everything is posted."""

    def __init__(
        self,
        services: Services,
        specs: Sequence[PageSpec],
        finders: Sequence[Finder],
        status: Query[StatusFacts],
        appearance: Appearance,
    ) -> None:
        """Build the window and open the first page.

        Args:
            services: given to every page.
            specs: the pages, in the order of the rail.
            finders: what the jump panel finds beside the pages.
            status: reads what the strip at the foot shows.
            appearance: the look and the language.
        """
        super().__init__()
        assert specs, "a window has pages"
        self.setObjectName("main_window")
        self._services = services
        self._specs = {spec.name: spec for spec in specs}
        self._finders = tuple(finders)
        self._status_query = status
        self._appearance = appearance
        self._is_reachable = True
        self._pages: dict[str, Page] = {}
        self._visited: list[str] = []
        self._build()
        self._add_shortcuts()
        appearance.language_changed.connect(self._rebuild)
        services.session.failed.connect(self._show_failure)
        services.session.changed.connect(services.notifier.publish)
        services.session.reachable.connect(self._show_reachable)
        self.setMinimumSize(*SMALLEST)
        self.resize(*USUAL)
        kept = services.preferences.value(GEOMETRY)
        if kept:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(kept.encode())))
        mode = services.preferences.value(MODE_KEPT)
        self.open_page(specs[0].name)
        if mode in {spec.name for spec in self._modes}:  # The night goes on where the program was stopped.
            self.open_page(mode)

    @property
    def _listed(self) -> tuple[PageSpec, ...]:
        """Return the pages of the rail."""
        return tuple(spec for spec in self._specs.values() if spec.in_rail)

    @property
    def _modes(self) -> tuple[PageSpec, ...]:
        """Return the pages that fill the screen and have a switch."""
        return tuple(spec for spec in self._specs.values() if spec.fills_window)

    @property
    def current_page(self) -> Page:
        """Return the page that is open."""
        page = self._stack.currentWidget()
        assert isinstance(page, Page), "a page is always open"
        return page

    def open_page(self, name: str, key: str = "") -> Page:
        """Open a page, building it when it is first wanted; ``key`` names a record it should show."""
        page = self._pages.get(name) or self._add_page(name)
        self._visited = [*(other for other in self._visited if other != name), name]
        self._stack.setCurrentWidget(page)
        is_mode = self._specs[name].fills_window
        self._fill_screen(is_filled=is_mode)
        self._services.preferences.set_value(MODE_KEPT, name if is_mode else "")
        self._rail.mark(name)
        self._show_title()
        if key:
            page.open_record(key)
        page.start_focus()
        return page

    def switch(self, name: str) -> None:
        """Turn a page that fills the screen on, or off where it is open."""
        if self.current_page.objectName() == name:
            self.go_back()
        else:
            self.open_page(name)

    def go_back(self) -> None:
        """Open the page that was open before; the first one stays."""
        if len(self._visited) > 1:
            self._visited.pop()
            self.open_page(self._visited[-1])

    def set_language(self, language: Language) -> None:
        """Speak another language, unless that would lose what was entered."""
        unsaved = [page.title for page in self._pages.values() if page.has_unsaved()]
        if unsaved:
            self.current_page.show_error(UnsavedWork(page=unsaved[0]))
        else:
            self._appearance.set_language(language)

    def show_shortcuts(self) -> None:
        """Show the keys of the present page and of the window."""
        window_keys = [(key_text(QKeySequence(keys)), _(words)) for keys, words in WINDOW_KEYS.items()]
        window_keys += [(spec.shortcut, _(spec.title)) for spec in self._modes]
        self._sheet.show_sections(
            (
                (self.current_page.title, shortcuts_of(self.current_page)),
                (_("Everywhere"), window_keys),
                (_("Pages"), [(keys_of(spec, at), _(spec.title)) for at, spec in enumerate(self._listed)]),
            )
        )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close once everything is posted."""
        session = self._services.session
        if session.posts_pending:
            event.ignore()
            self.current_page.show_message(Status.INFO, _("The window closes as soon as everything is posted."))
            session.posts_done.connect(self.close, Qt.ConnectionType.SingleShotConnection)
            return
        self._fill_screen(is_filled=False)
        self._services.preferences.set_value(GEOMETRY, self.saveGeometry().toBase64().toStdString())
        super().closeEvent(event)

    def _build(self) -> None:
        """Make everything that shows words."""
        self._stack = QStackedWidget()
        self._stack.setObjectName("stack")
        find = Button("rail_find", _("Go &to …"), "search", "rail")
        find.setToolTip(f"{_('Go to')} (Ctrl+K)")
        look = Button("rail_look", _("&View"), "appearance", "rail")
        person = Button("rail_person", _("Switch &user"), "person", "rail")
        password = Button("rail_password", _("My password"), "settings", "rail")
        password.setProperty("keys", "Ctrl+Alt+P")
        password.setToolTip(f"{_('Change your own password')} (Ctrl+Alt+P)")
        self._rail = Rail(self._listed, (*map(self._switch_of, self._modes), find, look, person, password))
        self._rail.chosen.connect(self.open_page)
        self._strip = StatusStrip()
        self._strip.show_reachable(self._is_reachable)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._rail)
        middle.addWidget(self._stack, 1)
        central = QWidget()
        layout = QVBoxLayout(central)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(middle, 1)
        layout.addWidget(self._strip)
        self.setCentralWidget(central)
        self._sheet = ShortcutSheet(central)
        self._jump = JumpPanel(central, self._services.session, (self._page_finder(), *self._finders))
        self._jump.jumped.connect(self.open_page)
        find.clicked.connect(self._jump.open_panel)
        self._own_password = OwnPasswordPanel(central, self._services.session)
        self._own_password.done.connect(self._tell_password_set)
        password.clicked.connect(self._open_own_password)
        self._look_menu = LookMenu(self._appearance, self.set_language, central)
        self._look_button = look
        look.clicked.connect(self._open_look_menu)
        person.clicked.connect(self._ask_person)
        self._services.notifier.watch(self._strip, frozenset({Topic.JOURNAL, Topic.ACCOUNTS}), self._read_status)
        self._services.notifier.watch(self._rail, frozenset({Topic.APPROVALS, Topic.ACCOUNTS}), self._read_waiting)

    def _add_shortcuts(self) -> None:
        """Make the keys that work everywhere."""
        slots = (
            self.show_shortcuts,
            self.show_shortcuts,
            self._open_jump,
            self._reload_page,
            self.go_back,
            self._open_own_password,
        )
        for keys, slot in zip(WINDOW_KEYS, slots, strict=True):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setObjectName(f"window_{keys}")
            shortcut.activated.connect(slot)
        for spec in self._modes:
            shortcut = QShortcut(QKeySequence(spec.shortcut), self)
            shortcut.setObjectName(f"window_{spec.name}")
            shortcut.activated.connect(partial(self.switch, spec.name))

    def _switch_of(self, spec: PageSpec) -> Button:
        """Return the button in the rail that turns a page on which fills the screen."""
        button = Button(f"rail_{spec.name}", _(spec.title), spec.icon, "rail")
        button.setProperty("keys", spec.shortcut)
        button.setToolTip(f"{_(spec.title)} ({spec.shortcut})")
        button.clicked.connect(partial(self.switch, spec.name))
        return button

    def _fill_screen(self, *, is_filled: bool) -> None:
        """Give the page the whole screen, or put rail and strip beside it again."""
        self._rail.setVisible(not is_filled)
        self._strip.setVisible(not is_filled)
        full = Qt.WindowState.WindowFullScreen
        self.setWindowState(self.windowState() | full if is_filled else self.windowState() & ~full)

    def _add_page(self, name: str) -> Page:
        """Build a page."""
        page = self._specs[name].factory(self._services)
        self._pages[name] = page
        page.asked_for.connect(self.open_page)
        page.left.connect(self.go_back)
        page.windowTitleChanged.connect(self._show_title)
        self._stack.addWidget(page)
        self._services.notifier.watch(page, page.topics, page.reload)
        return page

    def _show_title(self) -> None:
        """Show above the window what the open page shows; a record is there only once it is read."""
        self.setWindowTitle(f"{self.current_page.title} — {_('Relief supplies')}")

    def _rebuild(self) -> None:
        """Make everything anew in the language now in use."""
        name = self.current_page.objectName()
        name = name if self._specs[name].in_rail else self._listed[0].name
        self._pages.clear()
        self._visited.clear()
        self._build()
        self.open_page(name)

    def _page_finder(self) -> Finder:
        """Return what finds pages by name."""
        options = [Option(spec.name, _(spec.title)) for spec in self._listed]
        return Finder(N_("Page"), "right", "", fixed_options(options))

    def _open_jump(self) -> None:
        """Show the jump panel."""
        self._jump.open_panel()

    def _open_own_password(self) -> None:
        """Let the person change their own password."""
        self._own_password.open_panel()

    def _tell_password_set(self) -> None:
        """Say that the new password holds from now on."""
        self.current_page.show_message(Status.OK, _("Your new password holds from now on."))

    def _ask_person(self) -> None:
        """Let somebody else go on, once everything is posted."""
        if self._services.session.posts_pending:
            self.current_page.show_message(Status.INFO, _("Wait until everything is posted, then try again."))
        else:
            self.person_wanted.emit()

    def _open_look_menu(self) -> None:
        """Show the menu of looks beside its button."""
        button = self._look_button
        size = self._look_menu.sizeHint()
        self._look_menu.popup(button.mapToGlobal(QPoint(button.width(), button.height() - size.height())))

    def _reload_page(self) -> None:
        """Read the present page again."""
        self.current_page.reload()

    def _read_status(self) -> None:
        """Ask for what the strip shows."""
        self._services.session.read(self._strip, self._status_query, self._strip.show_facts)

    def _read_waiting(self) -> None:
        """Ask how much waits on each page that knows."""
        for spec in self._listed:
            if spec.waiting is not None:
                show = partial(self._rail.show_waiting, spec.name)
                session = self._services.session
                session.read(self._rail, spec.waiting(session.actor), show)

    def _show_reachable(self, is_reachable: bool) -> None:
        """Show whether the store answers."""
        self._is_reachable = is_reachable
        self._strip.show_reachable(is_reachable)

    def _show_failure(self, error: SuppliesError) -> None:
        """Show an error that has no page of its own on the one that is open."""
        self.current_page.show_error(error)
