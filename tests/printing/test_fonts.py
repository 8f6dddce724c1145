"""Chinese type: every character in a face that really draws it, and those that none draws named before printing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reportlab.pdfbase import pdfmetrics

from supplies.errors import Unprintable
from tests.printing.reports.samples import faces
from tests.rooms import assert_speaks

TEXTS = st.text("应急救灾℃㎡123 ABC，。☑𠮷", max_size=30)


@given(TEXTS)
def test_the_runs_of_a_text_put_together_are_the_text_and_as_wide(text: str) -> None:
    runs = faces().runs(text)
    assert "".join(run.text for run in runs) == text
    wide = sum(pdfmetrics.stringWidth(run.text, run.face, 9) for run in runs)
    assert faces().width(text, 9) == pytest.approx(wide)


@given(TEXTS)
def test_each_character_is_drawn_by_the_face_of_its_run(text: str) -> None:
    for run in faces().runs(text):
        for character in run.text:
            assert faces().face_of(character) in {run.face, None}


def test_a_face_that_lists_a_character_without_an_outline_is_passed_over() -> None:
    assert faces().face_of("帐") == "wqy-microhei"
    assert faces().face_of("℃") == "wqy-zenhei"
    assert faces().face_of("𠮷") is None


def test_the_places_of_characters_that_cannot_be_printed_are_named() -> None:
    faces().check([("A1", "应急 帐篷\n"), ("A2", "℃")])
    with pytest.raises(Unprintable) as caught:
        faces().check([("A1", "应急"), ("A2", "张𠮷𠮷"), ("A3", "☑𠮷")])
    assert_speaks(caught.value)
    assert caught.value.facts == {"characters": "𠮷 ☑", "where": "A2, A3"}
