"""The QR symbol of a code: made by ``qrcode``, with the mask that the standard's penalty asks for.

``qrcode`` makes the symbol eight times and scores it module by module in Python, which takes most of its time. Two
masks of one size differ in the same modules whatever the data, so one symbol and seven differences give all eight; the
scores (ISO/IEC 18004, 7.8.3) are taken over whole arrays.
"""

from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

Matrix = NDArray[np.bool_]

MASKS = 8
SIZE_BASE, MODULES_PER_VERSION = 17, 4
"""A symbol of version 1 has 21 modules a side, each version 4 more."""
RUN = 5
_WIDTH = 11
_FINDERS = (0b10111010000, 0b00001011101)
"""A finder's dark and light modules with four light ones behind or before them."""


def symbol(code: str) -> Matrix:
    """Return the modules of a code, True where dark, without the quiet zone.

    Args:
        code: of A-Z and 0-9 only, so that the symbol stays small.
    """
    made = _made(code, 0)
    candidates = made ^ _differences(len(made))
    best: Matrix = candidates[int(np.argmin(penalties(candidates)))]
    return best


def _made(code: str, mask: int, version: int | None = None) -> Matrix:
    """Return the symbol of a code under one mask; as small as it can be, or of one version."""
    maker: QRCode[Any] = QRCode(version, error_correction=ERROR_CORRECT_M, border=0, mask_pattern=mask)
    maker.add_data(code, optimize=0)
    maker.make(fit=True)
    return np.array(maker.modules, dtype=bool)


@cache
def _differences(size: int) -> Matrix:
    """Return, for each mask, where a symbol of so many modules a side differs from the one under the first mask."""
    version = (size - SIZE_BASE) // MODULES_PER_VERSION
    return np.stack([_made("0", 0, version) ^ _made("0", mask, version) for mask in range(MASKS)])


def penalties(symbols: Matrix) -> NDArray[np.int_]:
    """Return the standard's four penalties of each symbol, added up; less is easier to read."""
    both = (symbols, symbols.transpose(0, 2, 1))
    runs = sum(_run_penalties(each) for each in both)
    finders = sum(_finder_counts(each) for each in both)
    size = symbols.shape[1] * symbols.shape[2]
    share = 100 * symbols.sum(axis=(1, 2)) / size
    balance = (np.abs(share - 50) / 5).astype(int)
    total: NDArray[np.int_] = runs + 3 * _block_counts(symbols) + 40 * finders + 10 * balance
    return total


def _run_penalties(symbols: Matrix) -> NDArray[np.int_]:
    """Return 3 for each run of five alike in a row, and 1 for each module more."""
    alike = symbols[:, :, 1:] == symbols[:, :, :-1]
    width = alike.shape[2] - RUN + 2
    fives = np.logical_and.reduce([alike[:, :, shift : shift + width] for shift in range(RUN - 1)])
    starts = fives.copy()
    starts[:, :, 1:] &= ~fives[:, :, :-1]
    penalty: NDArray[np.int_] = fives.sum(axis=(1, 2)) + 2 * starts.sum(axis=(1, 2))
    return penalty


def _block_counts(symbols: Matrix) -> NDArray[np.int_]:
    """Return how many squares of two by two are of one colour."""
    across = symbols[:, :, 1:] == symbols[:, :, :-1]
    down = symbols[:, 1:, :-1] == symbols[:, :-1, :-1]
    counts: NDArray[np.int_] = (across[:, 1:] & across[:, :-1] & down).sum(axis=(1, 2))
    return counts


def _finder_counts(symbols: Matrix) -> NDArray[np.int_]:
    """Return how often the pattern of a finder stands in the rows."""
    width = symbols.shape[2] - _WIDTH + 1
    numbers = np.zeros((*symbols.shape[:2], width), dtype=np.int16)
    for shift in range(_WIDTH):
        numbers = 2 * numbers + symbols[:, :, shift : shift + width]
    counts: NDArray[np.int_] = np.isin(numbers, _FINDERS).sum(axis=(1, 2))
    return counts


def dark_runs(matrix: Matrix) -> list[tuple[int, int, int]]:
    """Return row, first column and length of every dark run: what a page has to draw."""
    padded = np.pad(matrix, ((0, 0), (1, 1)))
    rows, edges = np.nonzero(padded[:, 1:] != padded[:, :-1])
    firsts, lasts = edges[0::2], edges[1::2]
    return list(zip(rows[0::2].tolist(), firsts.tolist(), (lasts - firsts).tolist(), strict=True))
