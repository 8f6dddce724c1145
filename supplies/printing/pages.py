"""The pages of a PDF as pictures, for a preview that is the very file that is printed.

The library behind it may not be used by two threads at once, whatever document they read, so one lock guards all of it.
"""

import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from pypdfium2 import PdfDocument

POINTS_PER_INCH = 72

_lock = threading.RLock()


@dataclass(frozen=True, slots=True)
class PageImage:
    """A page as rows of pixels, each of three bytes: red, green, blue; the rows stand close together."""

    width: int
    height: int
    rgb: bytes


class PdfPages:
    """The pages of one PDF, each made into a picture when it is asked for. Must be closed; any thread may use it."""

    def __init__(self, pdf: bytes) -> None:
        """Open a PDF; the bytes are kept."""
        with _lock:
            self._document = PdfDocument(pdf)
            self._count = len(self._document)

    @property
    def count(self) -> int:
        """Return how many pages there are."""
        return self._count

    def size(self, page: int) -> tuple[float, float]:
        """Return how wide and high a page is, in points.

        Args:
            page: counted from 0.
        """
        assert 0 <= page < self._count
        with _lock:
            width, height = self._document.get_page_size(page)
        return float(width), float(height)

    def image(self, page: int, dpi: float = 96) -> PageImage:
        """Return the picture of a page.

        Args:
            page: counted from 0.
            dpi: pixels to the inch.
        """
        assert 0 <= page < self._count
        with _lock:
            opened = self._document[page]
            bitmap = opened.render(scale=dpi / POINTS_PER_INCH, rev_byteorder=True)
            try:
                return PageImage(bitmap.width, bitmap.height, bitmap.to_numpy().tobytes())
            finally:
                bitmap.close()
                opened.close()

    def close(self) -> None:
        """Let the PDF go."""
        with _lock:
            self._document.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
