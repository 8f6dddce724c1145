"""Bands, messages and tones say the same thing in several ways, never by colour alone."""

from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from supplies.errors import FieldEmpty, LineProblem
from supplies.ui.theme import Look, Scheme, apply_look
from supplies.ui.widgets.band import AnswerBand
from supplies.ui.widgets.message import MessageBar
from supplies.ui.widgets.sound import SOUNDS, Beeps, Silence, Tones, make_sounds
from supplies.ui.widgets.status import Status


@pytest.fixture
def band(qtbot: QtBot) -> AnswerBand:
    made = AnswerBand("band", "Scan something")
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("status", "word"), [(Status.OK, "成功"), (Status.WARNING, "注意"), (Status.ERROR, "未完成"), (Status.INFO, "提示")]
)
def test_an_answer_has_icon_word_colour_and_is_read_aloud(band: AnswerBand, status: Status, word: str) -> None:
    band.show_answer(status, "应急帐篷", "12 顶", "next")
    assert band.words == f"{word}\n应急帐篷\n12 顶\nnext"
    assert band._icon._name == status
    assert band.property("state") == status
    interface = QAccessible.queryAccessibleInterface(band)
    assert interface.text(QAccessible.Text.Name) == band.words


@pytest.mark.parametrize("scheme", list(Scheme))
def test_the_answer_is_at_least_28_points_high_and_coloured(
    qapp: QApplication, band: AnswerBand, scheme: Scheme
) -> None:
    apply_look(qapp, Look(scheme))
    colours = set()
    for status in (Status.OK, Status.WARNING, Status.ERROR):
        band.show_answer(status, "应急帐篷")
        band.resize(600, 200)
        assert band._title.font().pointSizeF() >= 28
        colours.add(band.grab().toImage().pixelColor(300, 8).name())
    assert len(colours) == 3


def test_markup_in_a_code_is_shown_as_it_is(band: AnswerBand) -> None:
    band.show_answer(Status.ERROR, "<b>bold</b>")
    assert band._title.text() == "<b>bold</b>"
    assert band._title.textFormat().name == "PlainText"


def test_an_error_shows_its_remedy(band: AnswerBand) -> None:
    band.show_error(FieldEmpty())
    assert band.words == "未完成\n此处尚未填写。\n请填写本项。"
    band.clear()
    assert band.words == "Scan something"


def test_a_message_names_lines_but_not_a_hundred(qtbot: QtBot) -> None:
    bar = MessageBar("bar")
    qtbot.addWidget(bar)
    problems = [LineProblem(line, "quantity", FieldEmpty()) for line in range(1, 101)]
    bar.show_error(FieldEmpty(lines=problems))
    assert bar.isVisible()
    assert "此处尚未填写。" in bar.words
    assert "请填写本项。" in bar.words
    assert bar.words.count("\n") == 8
    assert "另有 94 行" in bar.words


def test_good_news_pass_and_problems_stay(qtbot: QtBot) -> None:
    bar = MessageBar("bar")
    qtbot.addWidget(bar)
    bar._timer.setInterval(20)
    bar.show_message(Status.OK, "posted")
    with qtbot.waitSignal(bar.dismissed):
        pass
    assert bar.words == ""
    bar.show_message(Status.OK, "posted")
    bar.show_message(Status.ERROR, "refused")
    qtbot.wait(60)
    assert "refused" in bar.words
    bar._dismiss.click()
    assert bar.isHidden()


def test_tones_are_short_and_there_is_one_for_each_answer() -> None:
    for status in (Status.OK, Status.WARNING, Status.ERROR):
        assert 1_000 < (SOUNDS / f"{status}.wav").stat().st_size < 20_000


def test_without_the_multimedia_part_the_computer_beeps_for_problems_only(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    beeps: list[Any] = []
    monkeypatch.setattr(QApplication, "beep", lambda: beeps.append(True))
    sounds = Beeps()
    for status in Status:
        sounds.play(status)
    assert len(beeps) == 2


def test_sound_can_be_unwanted(qapp: QApplication) -> None:
    sounds = make_sounds(qapp, is_wanted=False)
    assert isinstance(sounds, Silence)
    sounds.play(Status.ERROR)


def test_with_the_multimedia_part_each_answer_has_its_tone(qapp: QApplication) -> None:
    played: list[Any] = []

    class Effect(QObject):
        def setSource(self, url: QUrl) -> None:  # noqa: N802 - Qt's name
            self.file = url.fileName()

        def play(self) -> None:
            played.append(self.file)

    multimedia = ModuleType("multimedia")
    vars(multimedia).update(vars(SimpleNamespace(QSoundEffect=Effect)))
    owner = QObject()
    tones = Tones(multimedia, owner)
    for status in Status:
        tones.play(status)
    assert played == ["ok.wav", "warning.wav", "error.wav"]
