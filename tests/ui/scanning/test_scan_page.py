import pytest
from tests.rooms import *
from tests.stock.keeper import label_of
from tests.ui.desktop import on_sqlite

@on_sqlite
def test_a(window, desk):
    lot = desk.lot(WATER, 10, batch_no="NF-1")
    window.wedge(label_of(desk, lot))
    window.settle()
    print(window.answers, window.lines, window.cells(), window.band.words, window.sounds.tones)
    assert 0
