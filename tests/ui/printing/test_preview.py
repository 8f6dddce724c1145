"""The preview: the pages of the very PDF, one at a time."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from supplies.ui.icons import Button
from supplies.ui.printing.preview import Preview
from supplies.ui.session import Session
from supplies.values import Login
from tests.ui.backend import FakeBackend
from tests.ui.waiting import pause

GREYS = (0.2, 0.5, 0.8)


def paper(*greys: float, size: tuple[float, float] = (200.0, 300.0)) -> bytes:
    """Return pages that are each filled with a shade."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=size)
    for grey in greys:
        canvas.setFillGray(grey)
        canvas.rect(0, 0, *size, stroke=0, fill=1)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    opened = Session(FakeBackend(tmp_path), Login("zhang"))
    yield opened
    opened.close()


@pytest.fixture
def preview(qtbot: QtBot, session: Session) -> Preview:
    made = Preview("preview", session, "这里显示预览。")
    qtbot.addWidget(made)
    made.resize(400, 500)
    made.show()
    return made


def settle(session: Session) -> None:
    """Wait until the picture is there."""
    pause(10)
    while not session.is_idle:
        pause(5)
    pause(10)


def shade(preview: Preview) -> float:
    """Return the shade of the page that is shown."""
    image: QImage = preview._picture.pixmap().toImage()
    return round(image.pixelColor(image.width() // 2, image.height() // 2).lightnessF(), 1)


def turn(preview: Preview, session: Session, button: str) -> None:
    """Turn the page with a button."""
    found = preview.findChild(Button, f"preview_{button}")
    assert isinstance(found, Button) and found.isEnabled()
    QTest.mouseClick(found, Qt.MouseButton.LeftButton)
    settle(session)


def can_turn(preview: Preview) -> tuple[bool, bool]:
    """Return whether there is a page before and one after."""
    return preview._back.isEnabled(), preview._on.isEnabled()


def test_pages_are_turned_and_say_where_one_is(preview: Preview, session: Session) -> None:
    preview.show_pdf(paper(*GREYS))
    settle(session)
    seen = [(preview._where.text(), shade(preview), can_turn(preview))]
    for _step in GREYS[1:]:
        turn(preview, session, "on")
        seen.append((preview._where.text(), shade(preview), can_turn(preview)))
    assert seen == [
        ("第 1 页，共 3 页", 0.2, (False, True)),
        ("第 2 页，共 3 页", 0.5, (True, True)),
        ("第 3 页，共 3 页", 0.8, (True, False)),
    ]
    turn(preview, session, "back")
    assert shade(preview) == 0.5


def test_a_new_paper_stays_at_the_page_while_it_has_that_many(preview: Preview, session: Session) -> None:
    preview.show_pdf(paper(*GREYS))
    turn(preview, session, "on")
    turn(preview, session, "on")
    preview.show_pdf(paper(0.1, 0.9))
    settle(session)
    assert preview._where.text() == "第 2 页，共 2 页"
    assert shade(preview) == 0.9


def test_without_a_paper_it_says_what_will_be_here(preview: Preview, session: Session) -> None:
    assert preview._picture.text() == "这里显示预览。"
    assert can_turn(preview) == (False, False)
    preview.show_pdf(paper(0.5))
    settle(session)
    preview.clear()
    settle(session)
    assert preview.page_count == 0
    assert preview._picture.text() == "这里显示预览。"
    assert preview._where.text() == ""


def test_a_page_is_as_wide_as_there_is_room(preview: Preview, session: Session) -> None:
    preview.show_pdf(paper(0.5))
    settle(session)
    narrow = preview._picture.pixmap().width()
    preview.resize(700, 500)
    settle(session)
    assert preview._picture.pixmap().width() > narrow + 250
    assert preview._scroll.horizontalScrollBar().maximum() == 0
