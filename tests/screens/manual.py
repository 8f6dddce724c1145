"""The pictures of the user's manual, drawn from a tour over a store: ``python -m tests.screens.manual STORE``.

Each page of ``docs/manual`` names its pictures by the stops of the tour.
"""

import os
import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"

from PIL import Image

import app
from supplies.language import Language, use_language
from supplies.ui.application import make_application
from tests.screens.tour import SIZE, Tour

MANUAL = Path(__file__).resolve().parents[2] / "docs" / "manual"
PICTURES = MANUAL / "screens"
COLOURS = 128
"""As many as a screen needs; the pictures are a third as large."""
_PICTURE = re.compile(r"!\[[^\]]*\]\(screens/([\w-]+)\.png\)")


def pictures_wanted() -> set[str]:
    """Return the names of the pictures that the pages of the manual show."""
    return {name for page in MANUAL.glob("*.md") for name in _PICTURE.findall(page.read_text(encoding="utf-8"))}


def draw(store: Path, folder: Path) -> Iterator[str]:
    """Draw every picture that is wanted; yield the name of each."""
    application = make_application(["manual"])
    use_language(Language.CHINESE)
    desktop = app.Desktop(application, folder, "keeper")
    desktop.start(str(store))
    window, session, program = desktop.window, desktop._session, desktop._program
    assert window is not None and session is not None and program is not None, "the store opens without a password"
    window.resize(*SIZE)
    wanted = pictures_wanted()
    for name, root in Tour(window, session, program).stops():
        if name in wanted:
            path = PICTURES / f"{name}.png"
            root.grab().save(str(path))
            Image.open(path).convert("RGB").quantize(COLOURS).save(path, optimize=True)
            wanted.discard(name)
            yield name
    desktop.close()


def main() -> None:
    """Draw the pictures, and name those that no stop of the tour gives."""
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        drawn = set(draw(Path(sys.argv[1]), Path(folder)))
    print(f"{len(drawn)} pictures; without a stop: {sorted(pictures_wanted() - drawn) or 'none'}")  # noqa: T201


if __name__ == "__main__":
    main()
