"""The desktop: opens the store, puts window and pages together, and runs until the window closes."""

import argparse
import os
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtWidgets import QApplication
from sqlalchemy import Connection

from supplies.accounts.queries import people
from supplies.errors import SuppliesError
from supplies.journal import queries
from supplies.language import N_, Language, use_language
from supplies.program import Program
from supplies.settings import data_folder, default_store
from supplies.stock.queries import depots
from supplies.ui.appearance import Appearance
from supplies.ui.application import make_application
from supplies.ui.catalogue.catalogue_page import CataloguePage
from supplies.ui.changes import ChangeNotifier
from supplies.ui.main_window import MainWindow
from supplies.ui.preferences import FilePreferences
from supplies.ui.services import PageSpec, Services
from supplies.ui.session import Query, Session
from supplies.ui.status_strip import StatusFacts
from supplies.ui.stock.documents_page import DocumentsPage
from supplies.ui.stock.stock_page import StockPage
from supplies.ui.widgets.sound import make_sounds
from supplies.values import Login

PAGES = (
    PageSpec("stock", N_("Stock"), "stock", StockPage),
    PageSpec("documents", N_("Documents"), "documents", DocumentsPage),
    PageSpec("catalogue", N_("Catalogue"), "catalogue", CataloguePage),
)


def main(arguments: Sequence[str]) -> int:
    """Open the store and the window; return the exit status of the program."""
    options = _options(arguments)
    os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.symbolsresolver=false")
    use_language(Language.CHINESE)
    try:
        program = Program.open(options.store)
    except SuppliesError as error:
        print(f"{error.text()}\n{error.remedy()}", file=sys.stderr)  # noqa: T201 - there is no window yet
        return error.exit_status
    try:
        return _run(make_application([sys.argv[0]]), program, Login(options.actor or _first_person(program)))
    finally:
        program.close()


def _options(arguments: Sequence[str]) -> argparse.Namespace:
    """Return the store to open and who acts."""
    parser = argparse.ArgumentParser(prog="app.py")
    parser.add_argument("--store", default=default_store())
    parser.add_argument("--actor", default=os.environ.get("SUPPLIES_ACTOR", ""))
    return parser.parse_args(arguments)


def _first_person(program: Program) -> Login:
    """Return the first active person of the store."""
    return next(person.login for person in program.read(people) if person.is_active)


def make_window(application: QApplication, program: Program, actor: Login, folder: Path) -> MainWindow:
    """Put session, services and pages together."""
    preferences = FilePreferences(folder / "look.ini")
    appearance = Appearance(application, preferences)
    session = Session(program, actor)
    notifier = ChangeNotifier()
    services = Services(session, notifier, preferences, make_sounds(application, is_wanted=True), date.today)
    window = MainWindow(services, PAGES, (), _status_of(program, actor), appearance)
    application.aboutToQuit.connect(session.close)
    session.start_polling()
    return window


def _run(application: QApplication, program: Program, actor: Login) -> int:
    """Show the window until it is closed."""
    window = make_window(application, program, actor, data_folder())
    window.show()
    return application.exec()


def _status_of(program: Program, actor: Login) -> Query[StatusFacts]:
    """Return the query of what the strip at the foot shows."""
    store = program.store
    is_shared = program.database.path is None

    def status(connection: Connection) -> StatusFacts:
        head = queries.own_head(connection)
        assert head is not None, "an open store has a head"  # noqa: S101
        depot = next((row.name for row in depots(connection) if row.site_id == store.site_id), store.site_id)
        person = next((row.name for row in people(connection) if row.login == actor), actor)
        return StatusFacts(
            depot,
            person,
            is_shared=is_shared,
            is_sample=store.is_sample,
            head_seq=head.seq,
            head_hash=head.short_hash(),
        )

    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
