"""The QR symbol: one of the eight that ``qrcode`` makes, and of these the one that the standard asks for.

The standard scores the complete symbol (ISO/IEC 18004, 7.8.3.1). ``qrcode`` itself scores it before the bits that name
the mask are in their place, and so takes another mask for every other code; both are read alike.
"""

from itertools import groupby
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import lost_point

from supplies.printing.labels.symbol import MASKS, dark_runs, penalties, symbol
from supplies.scanning.label_code import ALPHABET
from tests.soak import size

CODES = st.text(ALPHABET, min_size=3, max_size=25)


def of_the_library(code: str, mask: int) -> list[list[bool | None]]:
    """Return the symbol that the library makes with a mask."""
    maker: QRCode[Any] = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=mask)
    maker.add_data(code, optimize=0)
    maker.make(fit=True)
    return [[bool(module) for module in row] for row in maker.modules]


@settings(max_examples=size(60, 3000))
@given(CODES)
@example("A" * 25)
@example("000")
@example("0" * 25)
@example("B210300A000009001U")
def test_the_symbol_is_the_librarys_with_the_least_penalty_by_its_own_score(code: str) -> None:
    made = [of_the_library(code, mask) for mask in range(MASKS)]
    assert symbol(code).tolist() == min(made, key=lost_point)


@settings(max_examples=size(20, 500))
@given(CODES)
def test_each_mask_is_scored_as_the_library_scores_it(code: str) -> None:
    made = [of_the_library(code, mask) for mask in range(MASKS)]
    assert penalties(np.array(made)).tolist() == [lost_point(each) for each in made]


@pytest.mark.parametrize(("length", "modules"), [(3, 21), (20, 21), (21, 25), (25, 25)])
def test_a_symbol_is_as_small_as_its_code_allows(length: int, modules: int) -> None:
    assert symbol("A" * length).shape == (modules, modules)


@given(CODES)
def test_the_dark_runs_are_the_whole_symbol_and_as_few_as_can_be(code: str) -> None:
    matrix = symbol(code)
    runs = dark_runs(matrix)
    drawn = np.zeros_like(matrix)
    for row, column, length in runs:
        assert not drawn[row, column : column + length].any()
        drawn[row, column : column + length] = True
    assert np.array_equal(drawn, matrix)
    assert len(runs) == sum(is_dark for row in matrix.tolist() for is_dark, _group in groupby(row))


def test_an_empty_symbol_has_nothing_to_draw() -> None:
    assert dark_runs(np.zeros((5, 5), dtype=bool)) == []
    assert dark_runs(np.ones((2, 3), dtype=bool)) == [(0, 0, 3), (1, 0, 3)]
