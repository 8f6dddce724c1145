"""Chinese type on paper: TrueType faces found on the system, the second one filling in what the first lacks.

A face may list a character and still draw nothing for it, so a character counts only if its glyph has an outline.
"""

from collections.abc import Callable, Iterable, Sequence
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


class _Widths(dict[str, float]):
    """How wide each character is in type of one point, asked of its face when it is first needed."""

    def __init__(self, face_of: Callable[[str], str]) -> None:
        super().__init__()
        self._face_of = face_of

    def __missing__(self, character: str) -> float:
        width = self[character] = pdfmetrics.stringWidth(character, self._face_of(character), 1)
        return width


class Faces:
    """The faces in the order in which they are asked for a character."""

    def __init__(self, faces: Sequence[Face]) -> None:
        """Take the faces, best first."""
        self._faces = tuple(faces)
        self._first = frozenset(map(chr, self._faces[0].drawn))
        self._face_of: dict[str, str | None] = {}
        self._widths = _Widths(lambda character: self.face_of(character) or self._faces[0].name)

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
        listed = list(texts)
        if not self.missing("".join(set().union(*(text for _where, text in listed)))):
            return
        found = [(where, character) for where, text in listed for character in self.missing(text)]
        shown = " ".join(dict.fromkeys(character for _where, character in found))
        places = ", ".join(list(dict.fromkeys(where for where, _character in found))[:5])
        raise Unprintable(characters=shown, where=places)

    def runs(self, text: str) -> list[Run]:
        """Return a text in runs of one face each; a blank stays in the run it follows."""
        default = self._faces[0].name
        if self._first.issuperset(text):
            return [Run(default, text)] if text else []
        return [
            Run(face, "".join(group)) for face, group in groupby(text, key=lambda each: self.face_of(each) or default)
        ]

    def width(self, text: str, size: float) -> float:
        """Return how wide a text is, in points."""
        return size * sum(map(self._widths.__getitem__, text))


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
