"""Following money down: an appropriation to its allotments and lots, a lot to its contracts and its payments."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, and_, func, select

from supplies.funds import ledger
from supplies.funds.allotment_queries import AllotmentRow, allotment_changes, allotments, returns
from supplies.funds.queries import sum_of
from supplies.funds.words import bucket_name, purpose_name
from supplies.language import _
from supplies.models.allotments import AllotmentStep
from supplies.models.funds import CONTRACT_BASIS, EVERYWHERE, OF_LOT, Appropriation, Bucket, FundAccount, FundBalance
from supplies.models.procurement import Contract, LotFunding, Project, TenderLot
from supplies.procurement.trace_node import Node, NodeKind, step, with_rest
from supplies.procurement.trace_payments import payments_of_share
from supplies.procurement.words import stage_name
from supplies.values import AppropriationId, Money, SiteId, TenderLotId, total_money

Standing = Mapping[Bucket, Money]
_OF_BALANCE = and_(FundAccount.site_id == FundBalance.site_id, FundAccount.account == FundBalance.account)
_OF_FUND = and_(
    Appropriation.site_id == FundAccount.site_id, Appropriation.appropriation_id == FundAccount.appropriation_id
)
_OF_PROJECT = and_(Project.site_id == TenderLot.site_id, Project.project_id == TenderLot.project_id)
_OF_FUNDED = and_(TenderLot.site_id == LotFunding.site_id, TenderLot.tender_lot_id == LotFunding.tender_lot_id)
NOT_SIGNED = tuple(bucket for bucket in OF_LOT if bucket not in CONTRACT_BASIS)
"""What of a lot's money no contract is for."""
NOT_PAID = (Bucket.CONTRACTED, Bucket.ACCEPTED)
"""What contracts are for and nobody has paid."""


# --- figures and appropriations -------------------------------------------------------------------------------------


def money_node(connection: Connection, buckets: Sequence[Bucket]) -> Node:
    """Return what stands in some buckets of all appropriations together: a figure of the statement."""
    here = FundAccount.bucket.in_(buckets)
    fen = connection.scalar(select(func.sum(FundBalance.amount_fen)).join(FundAccount, _OF_BALANCE).where(here))
    words = _(", ").join(map(bucket_name, buckets))
    return Node(NodeKind.MONEY, words, tuple(buckets), "+".join(buckets), Money(int(fen or 0)))


def of_money(connection: Connection, node: Node) -> list[Node]:
    """Return the appropriations that a figure of the statement is made of, each with the part of it there."""
    nodes = appropriation_nodes(connection, FundAccount.bucket.in_(node.ids))
    return [replace(each, kind=NodeKind.PART, ids=(*each.ids, *node.ids)) for each in nodes if each.amount]


def of_part(connection: Connection, node: Node) -> list[Node]:
    """Return the lots with which the part of an appropriation stands that a figure counts, and what is with none.

    A lot that stands whole in the figure is unfolded further; of another only the part in the figure is told.
    """
    site_id, fund, *buckets = node.ids
    assert node.amount is not None
    standing = _standing(connection, site_id, fund)
    held = {lot: sum_of(each, buckets) for lot, each in standing.items()}
    lots = [
        replace(lot, amount=held[lot.ids[1]], is_leaf=held[lot.ids[1]] != lot.amount)
        for lot in _lots_of_fund(connection, site_id, fund)
        if held.get(lot.ids[1])
    ]
    return with_rest(node.amount, lots, _("With no lot"))


def appropriation_nodes(connection: Connection, *here: ColumnElement[bool]) -> list[Node]:
    """Return appropriations with all that stands of them anywhere; of one that was withdrawn nothing does."""
    columns = (Appropriation.number, Appropriation.title, Appropriation.dated, Appropriation.is_withdrawn)
    statement = (
        select(Appropriation.site_id, Appropriation.appropriation_id, *columns, func.sum(FundBalance.amount_fen))
        .join(FundAccount, _OF_FUND)
        .join(FundBalance, _OF_BALANCE)
        .where(FundAccount.bucket.in_(EVERYWHERE), *here)
        .group_by(Appropriation.site_id, Appropriation.appropriation_id)
        .order_by(Appropriation.dated, Appropriation.number)
    )
    return [
        Node(
            NodeKind.APPROPRIATION,
            title,
            (site_id, fund),
            number,
            Money(int(fen)),
            on=dated,
            note=_("Withdrawn") if is_withdrawn else "",
        )
        for site_id, fund, number, title, dated, is_withdrawn, fen in connection.execute(statement)
    ]


def of_appropriation(connection: Connection, node: Node) -> list[Node]:
    """Return where an appropriation went: back, to counties, to lots; and what is meant for nothing yet."""
    site_id, fund = node.ids
    assert node.amount is not None
    given_back = bucket_name(Bucket.RETURNED)
    nodes = [
        *(
            step(given_back, row.amount, key=row.number, on=row.dated, note=row.reason)
            for row in returns(connection, site_id, fund)
        ),
        *(_allotment(row) for row in allotments(connection) if row.appropriation_id == fund),
        *_lots_of_fund(connection, site_id, fund),
    ]
    return with_rest(node.amount, nodes, bucket_name(Bucket.AVAILABLE))


def _allotment(row: AllotmentRow) -> Node:
    """Return an allotment with what of it was not taken back."""
    taken = _("{amount} yuan taken back").format(amount=row.taken_back.grouped()) if row.taken_back else ""
    note = _("; ").join(filter(None, (purpose_name(row.purpose), taken)))
    left = row.amount - row.taken_back
    ids = (row.site_id, row.allotment_id)
    return Node(NodeKind.ALLOTMENT, row.receiver_name, ids, row.number, left, on=row.dated, note=note)


def of_allotment(connection: Connection, node: Node) -> list[Node]:
    """Return what a receiver reports as spent of an allotment, and the rest."""
    assert node.amount is not None
    used = [
        step(bucket_name(Bucket.SPENT), row.amount, key=row.number, on=row.dated, note=row.reason)
        for row in allotment_changes(connection, *node.ids)
        if row.step is AllotmentStep.USE
    ]
    return with_rest(node.amount, used, bucket_name(Bucket.ALLOTTED))


# --- lots ----------------------------------------------------------------------------------------------------------


def _standing(connection: Connection, site_id: SiteId, fund: AppropriationId) -> Mapping[TenderLotId, Standing]:
    """Return what of an appropriation stands with each lot."""
    here = (FundAccount.site_id == site_id, FundAccount.appropriation_id == fund, FundBalance.amount_fen > 0)
    columns = (FundAccount.tender_lot_id, FundAccount.bucket, FundBalance.amount_fen)
    found: dict[TenderLotId, dict[Bucket, Money]] = defaultdict(dict)
    for lot, bucket, fen in connection.execute(select(*columns).join(FundBalance, _OF_BALANCE).where(*here)):
        if lot is not None:
            found[lot][bucket] = Money(fen)
    return found


def _lots_of_fund(connection: Connection, site_id: SiteId, fund: AppropriationId) -> Iterator[Node]:
    """Yield the lots that an appropriation pays, each with what of it stands there; that may be nothing any more."""
    standing = _standing(connection, site_id, fund)
    here = (LotFunding.site_id == site_id, LotFunding.appropriation_id == fund)
    statement = select(TenderLot.tender_lot_id, Project.number, TenderLot.number, TenderLot.name, TenderLot.stage)
    joined = statement.select_from(LotFunding).join(TenderLot, _OF_FUNDED).join(Project, _OF_PROJECT).where(*here)
    for lot, project, number, name, stage in connection.execute(joined.order_by(Project.number, TenderLot.number)):
        amount = total_money(standing.get(lot, {}).values())
        note = stage_name(stage)
        yield Node(NodeKind.LOT, name, (site_id, lot, fund), f"{project}/{number}", amount, note=note)


def lot_nodes(connection: Connection, *here: ColumnElement[bool]) -> list[Node]:
    """Return whole lots, with all that stands there, of whatever appropriation."""
    of_lot = and_(FundAccount.site_id == TenderLot.site_id, FundAccount.tender_lot_id == TenderLot.tender_lot_id)
    key = (TenderLot.site_id, TenderLot.tender_lot_id, Project.number, TenderLot.number, TenderLot.name)
    statement = (
        select(*key, TenderLot.stage, func.sum(FundBalance.amount_fen))
        .join(Project, _OF_PROJECT)
        .join(FundAccount, of_lot)
        .join(FundBalance, _OF_BALANCE)
        .where(*here)
        .group_by(*key, TenderLot.stage)
        .order_by(Project.number, TenderLot.number)
    )
    return [
        Node(NodeKind.LOT, name, (site_id, lot, None), f"{project}/{number}", Money(int(fen)), note=stage_name(stage))
        for site_id, lot, project, number, name, stage, fen in connection.execute(statement)
    ]


def funding(connection: Connection, site_id: SiteId, lot: TenderLotId) -> Mapping[AppropriationId, str]:
    """Return the appropriations that pay a lot, and their numbers."""
    same = and_(
        Appropriation.site_id == LotFunding.site_id, Appropriation.appropriation_id == LotFunding.appropriation_id
    )
    here = (LotFunding.site_id == site_id, LotFunding.tender_lot_id == lot)
    columns = (LotFunding.appropriation_id, Appropriation.number)
    statement = select(*columns).join(Appropriation, same).where(*here).order_by(Appropriation.number)
    return dict(connection.execute(statement).all())


def of_lot(connection: Connection, node: Node) -> list[Node]:
    """Return what a lot's money is: what no contract is for, and the contracts; of a shared lot only what is known."""
    site_id, lot, fund = node.ids
    standing = ledger.lot_standing(connection, site_id, lot)
    funds = funding(connection, site_id, lot)
    if fund is not None and len(funds) > 1:
        own = {bucket: shares[fund] for bucket, shares in standing.items() if fund in shares}
        return _of_share(connection, node, own, [number for each, number in funds.items() if each != fund])
    whole = {bucket: total_money(shares.values()) for bucket, shares in standing.items()}
    steps = [step(bucket_name(bucket), whole[bucket]) for bucket in NOT_SIGNED if bucket in whole]
    return [*steps, *contract_nodes(connection, Contract.site_id == site_id, Contract.tender_lot_id == lot)]


def _of_share(connection: Connection, node: Node, own: Standing, others: list[str]) -> list[Node]:
    """Return what one of several appropriations has in a lot: what each payment took, and what is not paid yet.

    Which contract gets how much of it is told by the payments alone, so nothing is said of that before.
    """
    site_id, lot, fund = node.ids
    shared = _("shared with {numbers}; told at payment").format(numbers=_(", ").join(others))
    steps = [step(bucket_name(bucket), own[bucket]) for bucket in NOT_SIGNED if bucket in own]
    unpaid = [step(bucket_name(bucket), own[bucket], note=shared) for bucket in NOT_PAID if bucket in own]
    paid = payments_of_share(connection, site_id, lot, fund)
    whole = lot_nodes(connection, TenderLot.site_id == site_id, TenderLot.tender_lot_id == lot)
    views = [replace(each, words=_("The whole lot"), is_view=True) for each in whole]
    return [*steps, *unpaid, *paid, *views]


def contract_nodes(connection: Connection, *here: ColumnElement[bool]) -> list[Node]:
    """Return contracts, each for what it is now."""
    columns = (Contract.site_id, Contract.contract_id, Contract.number, Contract.supplier, Contract.signed_on)
    statement = select(*columns, Contract.amount_fen).where(*here).order_by(Contract.signed_on, Contract.number)
    return [
        Node(NodeKind.CONTRACT, supplier, (site_id, contract), number, Money(fen), on=signed_on)
        for site_id, contract, number, supplier, signed_on, fen in connection.execute(statement)
    ]
