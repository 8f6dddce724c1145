"""The QR symbol of a code: made by ``qrcode``, with the mask that the standard's penalty asks for.

``qrcode`` scores the eight masks module by module in Python, which takes four fifths of its time; the same scores
(ISO/IEC 18004, 7.8.3) are taken here over whole arrays.
"""

import numpy as np
from numpy.typing import NDArray
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode
from qrcode.util import MODE_ALPHA_NUM, QRData

Matrix = NDArray[np.bool_]

MASKS = 8
RUN_MIN = 5
_FINDER = np.array([1, 0, 1, 1, 1, 0, 1], dtype=bool)
_QUIET = np.zeros(4, dtype=bool)
_PATTERNS = (np.concatenate([_FINDER, _QUIET]), np.concatenate([_QUIET, _FINDER]))


def symbol(code: str) -> Matrix:
    """Return the modules of a code, True where dark, without the quiet zone.

    Args:
        code: of A-Z and 0-9 only, so that the symbol stays small.
    """
    candidates = [_masked(code, mask) for mask in range(MASKS)]
    return min(candidates, key=penalty)


def _masked(code: str, mask: int) -> Matrix:
    """Return the symbol of a code under one mask."""
    maker = QRCode(error_correction=ERROR_CORRECT_M, border=0, mask_pattern=mask)
    maker.add_data(QRData(code, mode=MODE_ALPHA_NUM), optimize=0)
    maker.make(fit=True)
    return np.array(maker.modules, dtype=bool)


def penalty(matrix: Matrix) -> int:
    """Return the standard's four penalties together; less is easier to read."""
    both = (matrix, matrix.T)
    runs = sum(_run_penalty(each) for each in both)
    blocks = 3 * int(_blocks(matrix))
    finders = 40 * sum(_count(each, pattern) for each in both for pattern in _PATTERNS)
    share = 100 * int(matrix.sum()) / matrix.size
    return runs + blocks + finders + 10 * int(abs(share - 50) / 5)


def _run_penalty(matrix: Matrix) -> int:
    """Return 3 for each run of five alike in a row, and 1 for each module more."""
    total = 0
    for row in matrix:
        edges = np.flatnonzero(np.diff(row)) + 1
        lengths = np.diff(np.concatenate([[0], edges, [len(row)]]))
        total += int((lengths[lengths >= RUN_MIN] - 2).sum())
    return total


def _blocks(matrix: Matrix) -> int:
    """Return how many squares of two by two are of one colour."""
    corner = matrix[:-1, :-1]
    alike = (corner == matrix[1:, :-1]) & (corner == matrix[:-1, 1:]) & (corner == matrix[1:, 1:])
    return int(alike.sum())


def _count(matrix: Matrix, pattern: NDArray[np.bool_]) -> int:
    """Return how often a pattern stands in the rows."""
    windows = np.lib.stride_tricks.sliding_window_view(matrix, len(pattern), axis=1)
    return int((windows == pattern).all(axis=2).sum())


def dark_runs(matrix: Matrix) -> list[tuple[int, int, int]]:
    """Return row, first column and length of every dark run: what a page has to draw."""
    runs: list[tuple[int, int, int]] = []
    for number, row in enumerate(matrix):
        padded = np.concatenate([[False], row, [False]])
        edges = np.flatnonzero(np.diff(padded))
        runs.extend((number, int(first), int(last - first)) for first, last in edges.reshape(-1, 2))
    return runs
