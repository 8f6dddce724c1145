"""The desktop: opens the store, asks who acts, puts window and pages together, and runs until the window closes."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication

from supplies.accounts.queries import PersonRow, people
from supplies.drafts import Drafts
from supplies.errors import StoreMissing, SuppliesError
from supplies.founding import LocalStores
from supplies.language import N_, Language, _, use_language
from supplies.program import Program
from supplies.settings import data_folder, default_store
from supplies.ui.appearance import Appearance
from supplies.ui.application import make_application
from supplies.ui.changes import ChangeNotifier
from supplies.ui.form_drafts import FormDrafts
from supplies.ui.main_window import MainWindow
from supplies.ui.options import contract_options, item_options, lot_options, money_options, paper_options
from supplies.ui.pages import pages_of as pages
from supplies.ui.pictures import Pictures
from supplies.ui.preferences import FilePreferences
from supplies.ui.services import Finder, PageSpec, Services
from supplies.ui.session import Session
from supplies.ui.status_strip import status_of
from supplies.ui.welcome.welcome_window import WelcomeWindow
from supplies.ui.widgets.sound import make_sounds
from supplies.ui.widgets.status import Status
from supplies.values import Login

LAST_STORE, LAST_PERSON = "start/store", "start/person"
FINDERS = (
    Finder(N_("Item type"), "catalogue", "card", item_options),
    Finder(N_("Document"), "documents", "document", paper_options),
    Finder(N_("Tender lot"), "right", "lot", lot_options),
    Finder(N_("Contract"), "check", "contract", contract_options),
    Finder(N_("Appropriation"), "funds", "appropriation", money_options),
)


def main(arguments: Sequence[str]) -> int:
    """Run the desktop; return the exit status of the program."""
    options = _options(arguments)
    os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.symbolsresolver=false")
    use_language(Language.CHINESE)
    application = make_application([sys.argv[0]])
    desktop = Desktop(application, data_folder(), options.actor)
    desktop.start(options.store)
    if options.pictures:
        desktop.draw(Path(options.pictures))
    try:
        return application.exec()
    finally:
        desktop.close()


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the store to open and who acts."""
    parser = argparse.ArgumentParser(prog="app.py")
    parser.add_argument("--store", default=os.environ.get("SUPPLIES_STORE", ""))
    parser.add_argument("--actor", default=os.environ.get("SUPPLIES_ACTOR", ""))
    parser.add_argument("--pictures", default="", metavar="DIR", help="draw the main pages into a folder, then end")
    return parser.parse_args(arguments)


class Desktop:
    """Which window is shown, and what stands behind it."""

    def __init__(self, application: QApplication, folder: Path, actor: str = "") -> None:
        """Keep choices and drafts in ``folder``; ``actor`` acts where it is named."""
        self._application = application
        self._folder = folder
        self._actor = actor
        self._preferences = FilePreferences(folder / "look.ini")
        self._appearance = Appearance(application, self._preferences)
        self._program: Program | None = None
        self._session: Session | None = None
        self._drafts: Drafts | None = None
        self.window: MainWindow | None = None
        self.welcome: WelcomeWindow | None = None

    def start(self, url: str = "") -> None:
        """Open the store named, or the one used last, or the user's own; where there is none, ask."""
        named = url or self._preferences.value(LAST_STORE)
        try:
            self._take(Program.open(named or default_store()))
        except SuppliesError as error:
            welcome = self._ask()
            if named or not isinstance(error, StoreMissing):
                welcome.show_error(error)

    def draw(self, folder: Path) -> None:
        """Draw the main pages into a folder, then end."""
        if self.window is None or self._session is None:
            self._application.exit(1)
            return
        pictures = Pictures(self.window, self._session, folder)
        pictures.finished.connect(self._application.quit)
        pictures.begin()

    def close(self) -> None:
        """End everything, in the order in which it depends on each other."""
        if self._session is not None:
            self._session.close()
        if self._drafts is not None:
            self._drafts.close()
        if self._program is not None:
            self._program.close()
        self._session = self._drafts = self._program = None

    def _ask(self) -> WelcomeWindow:
        """Show the first window."""
        if self.welcome is None:
            self.welcome = WelcomeWindow(LocalStores(self._folder))
            self.welcome.opened.connect(self._take_chosen)
            self.welcome.founded.connect(self._take_founded)
            self.welcome.person_chosen.connect(self._act_as)
        self.welcome.show()
        return self.welcome

    def _take_chosen(self, program: Program) -> None:
        """Work with a store that was chosen here, now and the next time."""
        self._remember(program)
        self._take(program)

    def _take_founded(self, program: Program, login: str) -> None:
        """Work with a new store as its first person, who has just chosen a password."""
        self._remember(program)
        self._hold(program)
        self._act_as(login)

    def _remember(self, program: Program) -> None:
        """Open the same store the next time."""
        if program.database.path is not None:  # An address may hold a password, which is not ours to keep.
            self._preferences.set_value(LAST_STORE, str(program.database.path))

    def _hold(self, program: Program) -> None:
        """Let go of the store before, and keep this one."""
        if self._program is not None:
            self._program.close()
        self._program = program

    def _take(self, program: Program) -> None:
        """Work with a store that was opened, as the person named or the only one there is.

        Whoever has a password is asked for it; whoever has none yet is asked to set one, but in a sample store.
        """
        self._hold(program)
        active = [person for person in program.read(people) if person.is_active]
        named = [person for person in active if person.login == self._actor] or (active if len(active) == 1 else [])
        if not named:
            self._ask_person(active, self._preferences.value(LAST_PERSON))
        elif named[0].has_password:
            self._ask_person(active, named[0].login)
        elif program.store.is_sample:
            self._act_as(named[0].login)
        else:
            self._ask_person(active, named[0].login).enter(named[0].login)

    def _ask_person(self, active: Sequence[PersonRow], last: str) -> WelcomeWindow:
        """Ask who acts."""
        assert self._program is not None, "a store is open"
        welcome = self._ask()
        welcome.show_people(active, last, self._program, asks_for_passwords=not self._program.store.is_sample)
        return welcome

    def _act_as(self, login: str) -> None:
        """Open the window for a person."""
        assert self._program is not None, "a store is open"
        program = self._program
        self._preferences.set_value(LAST_PERSON, login)
        try:
            self._drafts = Drafts(self._folder / "drafts" / f"{program.store.store_id}.db")
        except SuppliesError as error:
            self._ask().show_error(error)
            return
        self._session = Session(program, Login(login), self._drafts)
        sounds = make_sounds(self._application, is_wanted=True)
        forms = FormDrafts(self._session)
        services = Services(self._session, ChangeNotifier(), self._preferences, sounds, date.today, forms)
        self.window = MainWindow(services, pages_of(program), FINDERS, status_of(Login(login)), self._appearance)
        self.window.person_wanted.connect(self._switch_person)
        self._session.start_polling()
        self.window.show()
        if self._drafts.damaged is not None:
            lost = _("What was scanned before and not posted could not be read.")
            kept = _("The damaged file is kept as {path}.").format(path=self._drafts.damaged)
            self.window.current_page.show_message(Status.WARNING, lost, kept)
        if self.welcome is not None:  # The next one speaks the language that is in use then.
            self.welcome.close()
            self.welcome.deleteLater()
            self.welcome = None

    def _switch_person(self) -> None:
        """Let somebody else go on."""
        assert self._program is not None and self._session is not None and self._drafts is not None, "a window is open"
        active = [person for person in self._program.read(people) if person.is_active]
        self._session.close()
        self._drafts.close()
        self._ask_person(active, self._preferences.value(LAST_PERSON))
        if self.window is not None:
            self.window.deleteLater()
            self.window = None


def pages_of(program: Program) -> tuple[PageSpec, ...]:
    """Return the pages of the window over a store."""
    return pages(program.journal.by_name, is_sample=program.store.is_sample)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
