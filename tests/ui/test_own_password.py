"""Changing one's own password from the window."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from supplies.errors import PasswordGuessable, SignInRefused
from supplies.ui.own_password import OwnPasswordPanel
from tests.ui.desktop import fill
from tests.ui.gallery import Gallery
from tests.ui.waiting import pause


def opened(gallery: Gallery, *, has_password: bool) -> OwnPasswordPanel:
    """Open the panel by its key."""
    gallery.backend.has_password = has_password
    gallery.session._take_permissions(gallery.backend.permissions(gallery.session.actor))
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    QTest.keyClick(gallery.window, Qt.Key.Key_P, keys)
    panel = gallery.window._own_password
    assert panel.isVisible()
    return panel


def submit(gallery: Gallery, panel: OwnPasswordPanel) -> None:
    panel.form.submit()
    while gallery.session.posts_pending:
        pause(5)
    gallery.settle()


def test_the_present_password_is_asked_for_where_there_is_one(gallery: Gallery) -> None:
    panel = opened(gallery, has_password=True)
    assert panel.old.has_cursor()
    fill(panel.form, old="the old one", new="a sentence of mine", again="a sentence of mine")
    submit(gallery, panel)
    assert gallery.backend.texts == ["password of zhang: the old one a sentence of mine"]
    assert panel.isHidden() and "新口令已生效" in gallery.window.current_page.message.words
    assert [field.text() for field in (panel.old, panel.new, panel.again)] == ["", "", ""]


def test_who_has_none_yet_sets_the_first_one(gallery: Gallery) -> None:
    panel = opened(gallery, has_password=False)
    assert not panel.old.isVisible() and panel.new.has_cursor()
    fill(panel.form, new="a sentence of mine", again="a sentence of mine")
    submit(gallery, panel)
    assert gallery.backend.texts == ["password of zhang:  a sentence of mine"]


def test_two_that_differ_are_not_sent(gallery: Gallery) -> None:
    panel = opened(gallery, has_password=False)
    fill(panel.form, new="a sentence of mine", again="a sentence of yours")
    submit(gallery, panel)
    assert "不一致" in panel.again.shown_problem and gallery.backend.texts == []


def test_a_refusal_stands_beside_the_password_it_is_about(gallery: Gallery) -> None:
    panel = opened(gallery, has_password=True)
    entered = {"old": "the old one", "new": "12345678", "again": "12345678"}
    for refusal, field in ((PasswordGuessable(), panel.new), (SignInRefused(attempts=5, minutes=15), panel.old)):
        gallery.backend.refusal = refusal
        fill(panel.form, **entered)
        submit(gallery, panel)
        assert field.shown_problem and panel.isVisible()


def test_nothing_that_was_typed_stays_when_the_panel_is_put_away(gallery: Gallery) -> None:
    panel = opened(gallery, has_password=True)
    fill(panel.form, old="the old one", new="a sentence of mine")
    panel.close_panel()
    assert [field.text() for field in (panel.old, panel.new, panel.again)] == ["", "", ""]
