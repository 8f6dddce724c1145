"""What can be done with the paper that was posted last: look at it, label the goods, take it back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from supplies.language import _
from supplies.stock.actions import DocumentKind
from supplies.stock.documents import DocumentRow
from supplies.ui.icons import Button
from supplies.ui.widgets.flow import FlowLayout
from supplies.ui.widgets.labels import text_label


class PaperBar(QFrame):
    """Hidden until something was posted, and again with the next scan."""

    opened = Signal(str)
    """The number of the paper."""
    labels_wanted = Signal(str)
    """The number of the receipt whose goods need labels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scan_paper")
        self.setProperty("role", "card")
        self._number = ""
        self._text = text_label("", "figure")
        look = Button("scan_paper_open", _("&Document, or reverse it"), "documents")
        look.clicked.connect(lambda: self.opened.emit(self._number))
        self._labels = Button("scan_paper_labels", _("La&bels"), "labels")
        self._labels.clicked.connect(lambda: self.labels_wanted.emit(self._number))
        layout = FlowLayout(self)
        for part in (self._text, look, self._labels):
            layout.addWidget(part)
        self.hide()

    def show_paper(self, made: DocumentRow) -> None:
        """Offer what can be done with a paper."""
        self._number = made.number
        self._text.setText(f"{made.kind_name}  {made.number}")
        self._labels.setVisible(made.kind is DocumentKind.RECEIPT)
        self.show()
