"""Our own icons: drawings in one colour, which the theme chooses. Style sheets set it by ``qproperty-icon_colour``."""

from functools import cache
from typing import Protocol

from PySide6.QtCore import Property, QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from supplies.language import RESOURCES

ICONS = RESOURCES / "icons"
PIXMAP_PX = (16, 20, 24, 32, 48, 64, 96)


@cache
def _drawing(name: str) -> str:
    """Return the SVG text of an icon."""
    return (ICONS / f"{name}.svg").read_text(encoding="utf-8")


def renderer(name: str, colour: QColor) -> QSvgRenderer:
    """Return what draws an icon in a colour."""
    return QSvgRenderer(QByteArray(_drawing(name).replace("currentColor", colour.name()).encode()))


def icon(name: str, colour: QColor) -> QIcon:
    """Return an icon in a colour, sharp at every usual size; the disabled one is paler."""
    return _made_icon(name, colour.name())


@cache
def _made_icon(name: str, colour: str) -> QIcon:
    """Return an icon, drawn once for each colour: a window has many alike."""
    drawn = renderer(name, QColor(colour))
    result = QIcon()
    for size in PIXMAP_PX:
        pixmap = QPixmap(size, size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        drawn.render(painter, QRectF(0, 0, size, size))
        painter.end()
        result.addPixmap(pixmap)
    return result


class Icon(QWidget):
    """An icon that stands by itself; its colour comes from the style sheet, its meaning from the words beside it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._colour = QColor(Qt.GlobalColor.black)
        self._size = 20
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_name(self, name: str) -> None:
        """Show another icon."""
        self._name = name
        self.update()

    def sizeHint(self) -> QSize:
        """Return the square the icon fills."""
        return QSize(self._size, self._size)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the icon."""
        painter = QPainter(self)
        renderer(self._name, self._colour).render(painter, QRectF(self.rect()))
        painter.end()

    def _get_colour(self) -> QColor:
        return self._colour

    def _set_colour(self, colour: QColor) -> None:
        self._colour = QColor(colour)
        self.update()

    def _get_size(self) -> int:
        return self._size

    def _set_size(self, size: int) -> None:
        self._size = size
        self.updateGeometry()

    icon_colour = Property(QColor, _get_colour, _set_colour)
    icon_px = Property(int, _get_size, _set_size)


class Button(QPushButton):
    """A push button whose icon follows the theme.

    Its look is named by ``kind``: "plain", "primary" (the one thing to do next), "quiet" (text only) or "rail".
    """

    def __init__(self, name: str, text: str, icon_name: str = "", kind: str = "plain") -> None:
        """Make a button; ``name`` is its object name, ``text`` carries the mnemonic."""
        super().__init__(text)
        self.setObjectName(name)
        self.setProperty("kind", kind)
        self.setAutoDefault(True)
        self.setAccessibleName(without_mnemonic(text))
        self._icon_name = icon_name
        self._colour = QColor(Qt.GlobalColor.black)
        self._reasons: dict[str, str] = {}
        self._usual_tip = ""

    @property
    def reason(self) -> str:
        """Return why the button cannot be used; empty where nothing stands against it."""
        return next((reason for reason in self._reasons.values() if reason), "")

    def forbid(self, source: str, reason: str) -> None:
        """Keep the button from being used, and say why on it; an empty reason withdraws that of the same source."""
        if not self.reason:
            self._usual_tip = self.toolTip()
        self._reasons[source] = reason
        found = self.reason
        self.setEnabled(not found)
        self.setToolTip(f"{self._usual_tip}\n{found}".strip() if found else self._usual_tip)
        self.setAccessibleDescription(found)

    def set_icon_name(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        self._draw()

    def _draw(self) -> None:
        """Make the icon anew in the present colour."""
        if self._icon_name:
            self.setIcon(icon(self._icon_name, self._colour))

    def _get_colour(self) -> QColor:
        return self._colour

    def _set_colour(self, colour: QColor) -> None:
        if colour != self._colour or self.icon().isNull():
            self._colour = QColor(colour)
            self._draw()

    def _get_size(self) -> int:
        return self.iconSize().width()

    def _set_size(self, size: int) -> None:
        self.setIconSize(QSize(size, size))

    icon_colour = Property(QColor, _get_colour, _set_colour)
    icon_px = Property(int, _get_size, _set_size)


class Marked(Protocol):
    """A list that draws marks in colours which the style sheet sets."""

    def mark_colour(self, name: str) -> QColor:
        """Return the colour of a kind of marks."""
        ...

    def set_mark_colour(self, name: str, colour: QColor) -> None:
        """Draw a kind of marks in another colour."""
        ...


def colour_property(name: str) -> Property:
    """Return the property by which the style sheet sets the colour of a kind of marks of a ``Marked`` list."""

    def read(marked: Marked) -> QColor:
        return marked.mark_colour(name)

    def write(marked: Marked, colour: QColor) -> None:
        marked.set_mark_colour(name, colour)

    return Property(QColor, read, write)


def without_mnemonic(text: str) -> str:
    """Return a label as it is read aloud: ``Save`` for ``&Save``, 保存 for 保存(&S)."""
    plain, bracket, rest = text.partition("(&")
    if bracket and rest.endswith(")"):
        return plain
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def restyle(widget: QWidget, name: str, value: str) -> None:
    """Set a property that the style sheet asks for, and dress the widget anew where it changed."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        style = widget.style()
        style.unpolish(widget)
        style.polish(widget)
        for child in widget.findChildren(QWidget):
            style.unpolish(child)
            style.polish(child)
