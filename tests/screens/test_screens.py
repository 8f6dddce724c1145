"""Every screen and panel on a small screen, in every look and both languages: legible, reachable by name and key."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

import app
from supplies.language import Language, use_language
from supplies.program import Program
from supplies.ui.appearance import Appearance
from supplies.ui.main_window import MainWindow
from supplies.ui.session import Session
from supplies.ui.theme import LARGE_PRINT_TARGET_PX, Look, Scheme
from supplies.ui.welcome.welcome_window import WelcomeWindow
from supplies.ui.widgets.sound import Silence
from supplies.ui.widgets.table import TableView
from tests.screens.tour import SIZE, Tour, first_steps
from tests.screens.words import chinese_words, english_words
from tests.soak import IS_SOAK
from tests.ui import walks

LOOKS = {
    Language.CHINESE: (
        Look(Scheme.LIGHT, 100),
        Look(Scheme.DARK, 125),
        Look(Scheme.CONTRAST, 150),
        Look(Scheme.LIGHT, 200),
        Look(Scheme.LIGHT, is_large_print=True),
    ),
    Language.ENGLISH: (
        Look(Scheme.LIGHT, 100),
        Look(Scheme.CONTRAST, 125),
        Look(Scheme.DARK, 150),
        Look(Scheme.CONTRAST, 200),
        Look(Scheme.DARK, is_large_print=True),
    ),
}
SIZES = ("100", "125", "150", "200", "large")
EVERYDAY = {Language.CHINESE: ("100", "200", "large"), Language.ENGLISH: ("125", "150")}
# A tour has some two hundred stops and takes half a minute. What a look breaks, too little room and too low a target,
# it breaks in either language; what a language breaks, words and names, it breaks in any look. So on every day each
# language, each size and each scheme is seen once, and `make soak` tries every language in every size.
TAKEN = dict.fromkeys(Language, SIZES) if IS_SOAK else EVERYDAY
TOURS = [(language, size) for language, sizes in TAKEN.items() for size in sizes]


class Shown(NamedTuple):
    """The desktop with a store open."""

    language: Language
    desktop: app.Desktop
    window: MainWindow
    welcome: WelcomeWindow
    session: Session
    program: Program
    appearance: Appearance

    def dress(self, look: Look) -> None:
        """Take a look."""
        use_language(self.language)  # each test begins in Chinese, and pages are built when they are first opened
        self.appearance.set_look(look)


def show(application: QApplication, folder: Path, store: Path, language: Language) -> Shown:
    """Open a store in the desktop as the program does, its first window beside it."""
    folder.mkdir(exist_ok=True)
    (folder / "look.ini").write_text(f"[look]\nlanguage={language}\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "make_sounds", lambda _parent, *, is_wanted: Silence())
        desktop = app.Desktop(application, folder, "admin")
        desktop.start(str(store))
        if desktop.window is None and desktop.welcome is not None:  # asked for a first password, which can wait
            desktop.welcome._go_on_without()
    welcome = desktop._ask()
    window, session, program = desktop.window, desktop._session, desktop._program
    assert window is not None and session is not None and program is not None, "the store opens"
    window.resize(*SIZE)
    return Shown(language, desktop, window, welcome, session, program, desktop._appearance)


def put_away(shown: Shown) -> None:
    """Close both windows and what stands behind them."""
    for window in (shown.window, shown.welcome):
        window.close()
        window.deleteLater()
    shown.desktop.close()
    shown.appearance.deleteLater()


@pytest.fixture(scope="module")
def shown(
    request: pytest.FixtureRequest, qapp: QApplication, sample_copy: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Shown]:
    """Return the desktop over the sample store, in the language that is asked for."""
    opened = show(qapp, tmp_path_factory.mktemp("desktop"), sample_copy, request.param)
    yield opened
    put_away(opened)


def complaints(place: str, root: QWidget, look: Look) -> list[str]:
    """Return what is wrong at a place in any look."""
    found = [*walks.clashing(root), *walks.cut_off(root), *walks.too_wide(root)]
    if look.is_large_print:
        found += walks.lower_than(root, LARGE_PRINT_TARGET_PX)
    return [f"{place}: {each}" for each in found]


def misnamed(place: str, root: QWidget, language: Language, tour: Tour) -> list[str]:
    """Return what has no name, no key, or words of another language at a place, which no look changes."""
    is_chinese = language is Language.CHINESE
    foreign = english_words(root, tour.logins) if is_chinese else chinese_words(root, tour.data_words)
    return [f"{place}: {each}" for each in (*walks.nameless(root), *walks.keyless(root), *foreign)]


@pytest.mark.parametrize(("shown", "size"), TOURS, indirect=["shown"])
def test_every_screen_is_whole_in_every_look(shown: Shown, size: str) -> None:
    language = shown.language
    look = LOOKS[language][SIZES.index(size)]
    shown.dress(look)
    is_first = size == TAKEN[language][0]
    tour = Tour(shown.window, shown.session, shown.program)
    found: list[str] = []
    for stops in (first_steps(shown.welcome, shown.program), tour.stops()):
        for place, root in stops:
            found += complaints(place, root, look)
            found += misnamed(place, root, language, tour) if is_first else []
    assert not found, "\n".join(found)
    assert tour.missed() == []
    assert shown.window.size().toTuple() == SIZE


def test_every_empty_list_says_what_it_is_for(qapp: QApplication, tmp_path: Path, founded: Path) -> None:
    shown = show(qapp, tmp_path / "desktop", founded, Language.CHINESE)
    shown.dress(Look())
    tour = Tour(shown.window, shown.session, shown.program)
    found: list[str] = []
    empty: set[str] = set()
    for place, root in tour.stops():
        found += complaints(place, root, Look())
        found += misnamed(place, root, Language.CHINESE, tour)
        for table in root.findChildren(TableView):
            if table.isVisible() and not table.row_total:
                empty.add(table.objectName())
                words = [label.text() for label in table._empty.findChildren(QLabel)]
                found += [] if table._empty.isVisible() and words[0] else [f"{place}: {table.objectName()} is bare"]
    put_away(shown)
    assert not found, "\n".join(found)
    assert empty >= {"scan_table", "stock_table", "card_table", "documents_table", "labels_table"}
