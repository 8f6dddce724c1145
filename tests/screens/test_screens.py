"""Every screen and panel, in every look and both languages: named, reachable by key, legible, and in one language."""
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

import app
from supplies.language import Language, use_language
from supplies.ui.widgets.sound import Silence
from tests.screens.tour import LOOKS, SIZE, Tour, first_steps
from tests.ui import walks

def complaints(place, root, is_large, language):
    found = []
    for walk in (walks.nameless, walks.keyless, walks.clashing, walks.cut_off):
        found += [f"{place}: {walk.__name__} {each}" for each in walk(root)]
    if is_large:
        found += [f"{place}: low {each}" for each in walks.lower_than(root, 44)]
    return found

@pytest.fixture(scope="module", params=list(Language))
def desktop(request, qapp, sample_copy, tmp_path_factory):
    folder = tmp_path_factory.mktemp("desktop")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "make_sounds", lambda *_a, **_k: Silence())
        opened = app.Desktop(qapp, folder, "admin")
        opened.start(str(sample_copy))
    opened.window.set_language(request.param)
    opened.window.resize(*SIZE)
    yield opened
    opened.window.close()
    opened.close()

@pytest.mark.parametrize("look", LOOKS)
def test_every_screen(desktop, look):
    language = desktop._appearance.language
    import time
    t=time.time()
    desktop._appearance.set_look(LOOKS[look])
    tour = Tour(desktop.window, desktop._session, desktop._program)
    found = []
    for place, root in tour.stops():
        found += complaints(place, root, LOOKS[look].is_large_print, language)
    print(time.time()-t)
    assert tour.missed() == []
    if found:
        Path("/tmp/screens/found.txt").open("a").write("\n".join(f"{language} {look} {f}" for f in found)+"\n")
    assert found == []
