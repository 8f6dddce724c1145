"""One contract in full, read by its number: its lines beside warehouse and invoices, its papers, and what is due."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection

from supplies.funds import ledger
from supplies.language import _
from supplies.models.funds import Bucket
from supplies.models.procurement import PaymentKind
from supplies.procurement.contract_queries import (
    ContractItem,
    ContractPaper,
    ContractRow,
    PaperKind,
    contract,
    contract_items,
    contract_papers,
    payable_now,
    released_retention,
)
from supplies.procurement.goods_queries import (
    DocumentBehind,
    ProposedLine,
    documents_behind,
    goods_waiting,
    proposed_lines,
)
from supplies.procurement.lot_queries import one_lot
from supplies.procurement.queries import TenderLotRow
from supplies.values import NO_MONEY, AppropriationId, Money, Quantity, total_money


@dataclass(frozen=True, slots=True)
class MatchRow:
    """A line of a contract beside the goods that came in for it and what was invoiced (三单匹配)."""

    item: ContractItem
    documents: str
    """The warehouse's documents behind what was accepted."""

    @property
    def outcome(self) -> str:
        """Return that all three agree, or what differs, in words."""
        item = self.item
        if item.is_matched:
            return _("Matched")
        found = []
        if item.accepted < item.quantity:
            words = _("{quantity} {unit} still to be accepted")
            found.append(words.format(quantity=_left(item.quantity, item.accepted), unit=item.unit))
        if item.invoiced < item.accepted:
            words = _("{quantity} {unit} accepted and not invoiced")
            found.append(words.format(quantity=_left(item.accepted, item.invoiced), unit=item.unit))
        if item.invoiced > item.accepted:
            words = _("{quantity} {unit} invoiced and not accepted")
            found.append(words.format(quantity=_left(item.invoiced, item.accepted), unit=item.unit))
        if item.invoiced == item.accepted and item.invoiced_amount != item.accepted_amount:
            difference = item.invoiced_amount - item.accepted_amount
            found.append(_("invoiced amount differs by {amount} yuan").format(amount=difference.grouped()))
        return _("; ").join(found)


@dataclass(frozen=True, slots=True)
class ContractView:
    """A contract in full."""

    row: ContractRow
    lot: TenderLotRow
    items: tuple[ContractItem, ...]
    papers: tuple[ContractPaper, ...]
    behind: tuple[DocumentBehind, ...]
    proposed: tuple[ProposedLine, ...]
    dues: Mapping[PaymentKind, Money]
    standing: Mapping[Bucket, Mapping[AppropriationId, Money]]
    """What the fund ledger holds for the lot: by bucket and appropriation."""

    @property
    def match(self) -> tuple[MatchRow, ...]:
        """Return the lines of the three-way match."""
        return tuple(MatchRow(item, self._documents_of(item.line)) for item in self.items)

    @property
    def late_days(self) -> int:
        """Return by how many days the latest delivery was late that is still accepted."""
        return max((paper.late_days or 0 for paper in self.certificates), default=0)

    @property
    def certificates(self) -> tuple[ContractPaper, ...]:
        """Return the certificates of acceptance that stand."""
        withdrawn = {paper.of_seq for paper in self.papers}
        return tuple(each for each in self.papers if each.kind is PaperKind.ACCEPTANCE and each.seq not in withdrawn)

    @property
    def penalty(self) -> Money:
        """Return what late deliveries cost by the contract's terms."""
        return total_money(paper.penalty or NO_MONEY for paper in self.papers)

    @property
    def changed(self) -> Money:
        """Return by how much the changes made it more, or less."""
        return total_money(paper.amount for paper in self.papers if paper.kind is PaperKind.CHANGE)

    def number_of(self, appropriation_id: AppropriationId) -> str:
        """Return the number of an appropriation that pays the lot."""
        return next((each.number for each in self.lot.funding if each.appropriation_id == appropriation_id), "")

    def _documents_of(self, line: int) -> str:
        """Return the documents behind what was accepted of a line."""
        return _(", ").join(dict.fromkeys(each.number for each in self.behind if each.contract_line == line))


def contract_view(connection: Connection, number: str) -> ContractView:
    """Return the contract of a number.

    Raises:
        UnknownRecord: there is none.
    """
    row = contract(connection, number)
    items = contract_items(connection, row.site_id, row.contract_id)
    released = released_retention(connection, row.site_id, row.contract_id)
    return ContractView(
        row,
        one_lot(connection, row.site_id, row.tender_lot_id),
        tuple(items),
        tuple(contract_papers(connection, row)),
        tuple(documents_behind(connection, row)),
        tuple(proposed_lines(row, items, goods_waiting(connection, row, items))),
        {kind: payable_now(row, released, kind) for kind in PaymentKind},
        ledger.lot_standing(connection, row.site_id, row.tender_lot_id),
    )


def _left(whole: Quantity, part: Quantity) -> str:
    """Return what a part leaves of a whole."""
    return (whole - part).grouped()
