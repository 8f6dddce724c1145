"""Following one yuan: an appropriation down to the goods and with whom they are, and any number or label back up."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt

from supplies.errors import SuppliesError
from supplies.language import _
from supplies.procurement.trace import Node, figure_of, find, has_parts, has_sources
from supplies.ui.page import Page
from supplies.ui.procurement.trace_model import TraceModel
from supplies.ui.procurement.trace_tree import TraceTree
from supplies.ui.services import Services
from supplies.ui.session import Latest
from supplies.ui.stock.proof_page import figure_key
from supplies.ui.widgets.empty_state import EmptyState
from supplies.ui.widgets.filter_bar import FilterBar
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.row_actions import RowActions
from supplies.ui.widgets.search_field import SearchField
from supplies.values import Topic

UP = "up="
"""Before a key: follow what it comes from."""


class FundTracePage(Page):
    """Opened with any number or label, as ``find`` takes it; with ``UP`` before it, to follow it to its money."""

    topics = frozenset({Topic.FUNDS, Topic.TENDERS, Topic.STOCK})

    def __init__(self, services: Services) -> None:
        """Build the page, still with nothing to follow."""
        super().__init__(services, "fund_trace", _("Follow the money"))
        self._key = ""
        self._is_upward = False
        self._root: Node | None = None
        self._is_new = True
        self._latest = Latest()
        self.add_back()
        self.print_button = self.add_action("print", _("&Print"), self._print, icon="print", keys="Ctrl+P")
        self.search = SearchField("fund_trace_search", _("Number, label or item code"))
        self.search.searched.connect(self._search)
        self.search.left_downward.connect(self._enter_tree)
        self.filters = FilterBar("fund_trace_filters")
        self.filters.add_widget(self.search)
        self.model = TraceModel(services.session, self)
        hint = _("Type or scan a number: of an appropriation, lot, contract, voucher, document, label or item type.")
        self.empty = EmptyState("fund_trace_empty", "funds", _("Nothing is followed yet"), hint)
        self.tree = TraceTree("fund_trace_tree", _("Trace"), self.model, self.empty)
        self.steps = RowActions("fund_trace_steps")
        self._add_steps()
        self.legend = text_label("", "quiet")
        self.legend.setWordWrap(True)
        self.body.addWidget(self.filters)
        self.body.addWidget(self.legend)
        self.body.addWidget(self.tree, 1)
        self.body.addWidget(self.steps)
        self.tree.line_opened.connect(self._go_there)
        self.tree.line_chosen.connect(self._allow)
        self.model.failed.connect(self.show_error)
        self._allow()

    def open_record(self, key: str) -> None:
        """Follow something else."""
        self._is_upward = key.startswith(UP)
        self._follow(key.removeprefix(UP))
        self.search.forget()
        self.search.setText(self._key)

    def reload(self) -> None:
        """Read the trace again; what was unfolded stays so."""
        if self._key:
            self.tree.keep()
            self._read()

    def start_focus(self) -> None:
        """Begin with what is to be followed, or in the tree where something is."""
        (self.tree if self._key else self.search).setFocus(Qt.FocusReason.OtherFocusReason)

    # --- following ---------------------------------------------------------------------------------------------

    def _search(self, text: str) -> None:
        """Follow what was typed or scanned to where it went."""
        if text != self._key:
            self._is_upward = False
            self._follow(text)

    def _follow(self, key: str) -> None:
        """Follow what a number or label names."""
        self._key, self._is_new = key.strip(), True
        if self._key:
            self._read()
        else:
            self._latest.cancel()
            self._show(())

    def _read(self) -> None:
        """Ask what the key names."""
        query = partial(find, key=self._key)
        self.services.session.read(self, query, self._show, self._failed, latest=self._latest)

    def _failed(self, error: SuppliesError) -> None:
        """Say that nothing has this number."""
        self._show(())
        self.show_error(error)

    def _show(self, nodes: Sequence[Node]) -> None:
        """Show what is followed from here on; what is only read again stays unfolded as it is."""
        self.message.dismiss()
        self._root = nodes[0] if nodes else None
        if nodes and not nodes[0].number:
            self.search.forget()
        self.model.show_roots(nodes, upward=self._is_upward)
        self.tree.begin(is_new=self._is_new)
        self._is_new = False
        title = _("Where it comes from") if self._is_upward else _("Follow the money")
        self.set_title(f"{title}  {nodes[0].number or nodes[0].words}" if nodes else _("Follow the money"))
        self.legend.setText(self._legend() if nodes else "")
        self.legend.setVisible(bool(nodes))
        self._allow()

    def _legend(self) -> str:
        """Return how the lines are to be read."""
        if self._is_upward:
            return _("Below each line stands what it comes from.")
        return _("The lines one level below a line add up to it; those in brackets show the same again.")

    # --- steps -------------------------------------------------------------------------------------------------

    def _add_steps(self) -> None:
        """Add what can be done with the line that is current."""
        for name, text, slot, keys, icon in (
            ("go", _("&Go there"), self._go_current, "Ctrl+G", "right"),
            ("up", _("Where it comes from (&W)"), self._turn_up, "Ctrl+U", "undo"),
            ("down", _("Where it went (&D)"), self._turn_down, "Ctrl+D", "transfer"),
        ):
            self.steps.add(name, text, slot, keys, icon)

    def _allow(self) -> None:
        """Allow what can be done with the line that is current."""
        node = self.tree.current_node
        if node is None:
            reasons = dict.fromkeys(("go", "up", "down"), _("Select a line first."))
        else:
            no_further = _("This line is a part only; it leads no further.")
            reasons = {
                "go": "" if target_of(node) else _("This line has no page of its own."),
                "up": "" if has_sources(node) else no_further,
                "down": "" if has_parts(node) else no_further,
            }
        for name, reason in reasons.items():
            self.steps.allow(name, reason)
        is_printed = self._root is not None and self._root.is_findable
        self.print_button.forbid("none", "" if is_printed else _("Nothing is followed yet"))

    def _go_current(self) -> None:
        """Go to the record of the line that is current."""
        node = self.tree.current_node
        if node is not None:
            self._go_there(node)

    def _go_there(self, node: Node) -> None:
        """Open the page of a line's record; a line without one is unfolded or folded instead."""
        target = target_of(node)
        if target is not None:
            self.asked_for.emit(*target)
        else:
            index = self.tree.currentIndex()
            self.tree.setExpanded(index, not self.tree.isExpanded(index))

    def _turn_up(self) -> None:
        """Follow the line that is current to what it comes from."""
        self._turn(is_upward=True)

    def _turn_down(self) -> None:
        """Follow the line that is current to where it went."""
        self._turn(is_upward=False)

    def _turn(self, *, is_upward: bool) -> None:
        """Begin with the line that is current."""
        node = self.tree.current_node
        if node is None:
            return
        if node.is_findable:
            self.open_record(f"{UP if is_upward else ''}{node.key}")
            return
        self._latest.cancel()
        self._key, self._is_new, self._is_upward = "", True, is_upward
        self.search.forget()
        self._show((node.as_root,))

    def _enter_tree(self) -> None:
        """Go on in the tree."""
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _print(self) -> None:
        """Print all of the trace."""
        if self._root is not None and self._root.is_findable:
            self.asked_for.emit("reports", f"fund_trace {self._root.key}")


def target_of(node: Node) -> tuple[str, str] | None:
    """Return the page that shows a line's record, and its key; None where there is none."""
    figure = figure_of(node)
    if figure is not None:
        return "proof", figure_key(figure)
    return (node.page, node.key) if node.page else None
