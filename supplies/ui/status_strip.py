"""The strip at the foot: where one is, who one is, which store it is, and how far its journal goes."""

from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QWidget

from supplies.accounts.queries import people
from supplies.journal import queries
from supplies.language import _
from supplies.stock.debts import NOTHING_OWED, DebtSum, debt_sum
from supplies.stock.queries import depots
from supplies.ui.icons import Icon, restyle
from supplies.ui.session import Query, StoreView
from supplies.ui.widgets.flow import FlowLayout
from supplies.ui.widgets.labels import text_label
from supplies.values import Login, utc_now


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """What the strip shows."""

    depot: str
    """The depot's or site's name."""
    person: str
    is_shared: bool
    """Whether the store is a server that many use, or a file on this computer."""
    is_sample: bool
    head_seq: int
    head_hash: str
    """The beginning of the newest entry's hash, as it stands in printed documents."""
    owed: DebtSum = NOTHING_OWED
    """What emergency documents still lack."""


def status_of(actor: Login) -> Query[StatusFacts]:
    """Return the query of what the strip shows for a person."""

    def facts(connection: StoreView) -> StatusFacts:
        store, head = queries.store(connection), queries.own_head(connection)
        assert store is not None and head is not None, "an open store is set up"
        return StatusFacts(
            next((row.name for row in depots(connection) if row.site_id == store.site_id), store.site_id),
            next((row.name for row in people(connection) if row.login == actor), actor),
            is_shared=connection.dialect.name != "sqlite",
            is_sample=store.is_sample,
            head_seq=head.seq,
            head_hash=head.short_hash(),
            owed=debt_sum(connection, utc_now()),
        )

    return facts


class StatusStrip(QFrame):
    """Always in sight; each part has an icon and words."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("status_strip")
        self._depot, depot = _part("depot", _("Depot"))
        self._person, person = _part("person", _("Person"))
        self._store, store = _part("local", _("Store"))
        self._head, head = _part("chain", _("Newest journal entry"))
        self._offline = _badge(_("The store does not answer"), "offline")
        self._owed = _badge("", "sample")
        self._sample = _badge(_("Sample data"), "sample")
        self._store_icon = store.findChildren(Icon)[0]
        layout = FlowLayout(self)
        for part in (depot, person, store, head, self._owed, self._sample, self._offline):
            layout.addWidget(part)

    @property
    def words(self) -> str:
        """Return all that the strip says."""
        badges = (badge.text() for badge in (self._owed, self._sample, self._offline) if not badge.isHidden())
        return " ".join([label.text() for label in (self._depot, self._person, self._store, self._head)] + [*badges])

    def show_facts(self, facts: StatusFacts) -> None:
        """Show where, who and which."""
        self._depot.setText(facts.depot)
        self._person.setText(facts.person)
        self._store.setText(_("Shared store") if facts.is_shared else _("This computer"))
        self._store_icon.set_name("shared" if facts.is_shared else "local")
        self._head.setText(_("Journal {seq} · {hash}").format(seq=f"{facts.head_seq:,}", hash=facts.head_hash))
        self._sample.setVisible(facts.is_sample)
        text = _("Papers owed {n}, overdue {overdue}")
        self._owed.setText(text.format(n=f"{facts.owed.count:,}", overdue=f"{facts.owed.overdue:,}"))
        restyle(self._owed, "role", "offline" if facts.owed.overdue else "sample")
        self._owed.setVisible(facts.owed.count > 0)

    def show_reachable(self, is_reachable: bool) -> None:
        """Show whether the store answers."""
        self._offline.setVisible(not is_reachable)


def _part(icon_name: str, title: str) -> tuple[QLabel, QWidget]:
    """Return a label, and the widget that holds it beside its icon."""
    part = QWidget()
    part.setToolTip(title)
    label = text_label("…")
    label.setAccessibleDescription(title)
    row = QHBoxLayout(part)
    row.setContentsMargins(4, 0, 12, 0)
    row.setSpacing(6)
    row.addWidget(Icon(icon_name))
    row.addWidget(label)
    return label, part


def _badge(text: str, role: str) -> QLabel:
    """Return a hidden badge."""
    badge = text_label(text, role)
    badge.hide()
    return badge
