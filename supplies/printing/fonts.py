"""Chinese type on paper: TrueType faces found on the system, the second one filling in what the first lacks.

A face may list a character and still draw nothing for it, so a character counts only if its glyph has an outline.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from supplies.errors import NoFont, Unprintable

CANDIDATES = (
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc",
    "/usr/share/fonts/wqy-microhei/wqy-microhei.ttc",
    "/usr/share/fonts/wqy-zenhei/wqy-zenhei.ttc",
    "C:/Windows/Fonts/simsun.ttc",
    "C:/Windows/Fonts/msyh.ttc",
    "C:/Windows/Fonts/simhei.ttf",
    "/System/Library/Fonts/STHeiti Medium.ttc",
    "/Library/Fonts/Arial Unicode.ttf",
)


@dataclass(frozen=True, slots=True)
class Face:
    """A registered face, and the characters it draws."""

    name: str
    drawn: frozenset[int]


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring characters in one face."""

    face: str
    text: str


class Faces:
    """The faces in the order in which they are asked for a character."""

    def __init__(self, faces: Sequence[Face]) -> None:
        """Take the faces, best first."""
        self._faces = tuple(faces)
        self._face_of: dict[str, str | None] = {}
        self._widths: dict[str, float] = {}

    def face_of(self, character: str) -> str | None:
        """Return the name of the first face that draws a character; None where none does."""
        if character not in self._face_of:
            drawn_by = (face.name for face in self._faces if ord(character) in face.drawn)
            self._face_of[character] = next(drawn_by, None)
        return self._face_of[character]

    def missing(self, text: str) -> tuple[str, ...]:
        """Return the characters that no face draws, each once."""
        return tuple(dict.fromkeys(each for each in text if not each.isspace() and self.face_of(each) is None))

    def check(self, texts: Iterable[tuple[str, str]]) -> None:
        """Refuse before anything is drawn.

        Args:
            texts: each with a name of where it stands, such as the code of its label.

        Raises:
            Unprintable: naming the characters and where they stand.
        """
        found = [(where, character) for where, text in texts for character in self.missing(text)]
        if found:
            shown = " ".join(dict.fromkeys(character for _where, character in found))
            places = ", ".join(list(dict.fromkeys(where for where, _character in found))[:5])
            raise Unprintable(characters=shown, where=places)

    def runs(self, text: str) -> list[Run]:
        """Return a text in runs of one face each; a blank stays in the run it follows."""
        default = self._faces[0].name
        return [
            Run(face, "".join(group)) for face, group in groupby(text, key=lambda each: self.face_of(each) or default)
        ]

    def width(self, text: str, size: float) -> float:
        """Return how wide a text is, in points."""
        return size * sum(map(self._width_of, text))

    def _width_of(self, character: str) -> float:
        """Return how wide a character is in type of one point; asked of its face only once."""
        known = self._widths.get(character)
        if known is None:
            face = self.face_of(character) or self._faces[0].name
            known = self._widths[character] = pdfmetrics.stringWidth(character, face, 1)
        return known


def find_faces(extra: Sequence[Path] = ()) -> Faces:
    """Return the faces of this computer, those of the settings first.

    Raises:
        NoFont: there is none.
    """
    paths = [path for path in (*extra, *map(Path, CANDIDATES)) if path.is_file()]
    faces = [_face(path) for path in paths]
    if not faces:
        raise NoFont
    return Faces(faces)


@cache
def _face(path: Path) -> Face:
    """Register a face once; reading it takes a tenth of a second."""
    name = path.stem
    font = TTFont(name, str(path), subfontIndex=0)
    pdfmetrics.registerFont(font)
    places = font.face.glyphPos
    drawn = (code for code, glyph in font.face.charToGlyph.items() if places[glyph + 1] > places[glyph])
    return Face(name, frozenset(drawn) | {ord(" "), 0x3000})
