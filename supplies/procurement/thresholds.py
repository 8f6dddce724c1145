"""From which amount a project is bought by open tender, and what was bought in parts to stay below it (化整为零)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, and_, func, insert, select

from supplies.catalogue.actions import CATEGORY
from supplies.errors import MethodNeedsApproval, ThresholdsWrong
from supplies.journal.action import Action, Context
from supplies.language import _, pick
from supplies.models.bidding import ProcurementThreshold
from supplies.models.catalogue import ItemClassification, Node
from supplies.models.funds import Purpose
from supplies.models.procurement import Contract, ContractLine, LotStage, Method, Project, TenderLot, TenderRound
from supplies.procurement.actions import StartTender, Title
from supplies.procurement.queries import LotKey
from supplies.procurement.rules import check_start_tender, lot_fact
from supplies.procurement.words import method_name
from supplies.values import NO_MONEY, Money, SiteId, TenderLotId, total_money

FREE_METHODS = frozenset({Method.OPEN_TENDER, Method.FRAMEWORK, Method.EMERGENCY})
"""Methods that need no such approval: framework agreements have rules of their own (财政部令第110号)."""


class SetThresholds(Action, frozen=True, kw_only=True, tag="procurement.set_thresholds"):
    """Say which amounts hold from a day on; until the bureau says so, none are known."""

    valid_from: date
    quota: Money
    """采购限额标准: below it the law does not ask for public procurement."""
    open_tender: Money
    """公开招标数额标准: from it on goods are bought by open tender."""
    source: Title
    """The paper that sets them: the province's catalogue and standards (政府采购法第八、二十七条)."""


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The amounts that hold from a day on."""

    valid_from: date
    quota: Money
    open_tender: Money
    source: str


@dataclass(frozen=True, slots=True)
class SplitLot:
    """A lot that was bought in another way than by open tender."""

    key: str
    """As ``lot_name`` writes it."""
    name: str
    method: Method
    budget: Money


@dataclass(frozen=True, slots=True)
class Splitting:
    """Lots of one year for the same purpose and of the same class that together exceed the threshold."""

    year: int
    purpose: Purpose
    category: str
    category_name: str
    """Empty where the class is not known."""
    lots: tuple[SplitLot, ...]
    threshold: Money

    @property
    def total(self) -> Money:
        """Return what the lots come to."""
        return total_money(lot.budget for lot in self.lots)


# --- the amounts -----------------------------------------------------------------------------------------------------


def check_set_thresholds(context: Context, action: SetThresholds) -> None:  # noqa: ARG001 - the form of every rule
    """Refuse amounts of nothing, and a quota above the threshold."""
    if not NO_MONEY < action.quota <= action.open_tender:
        raise ThresholdsWrong(quota=action.quota, open_tender=action.open_tender)


def set_thresholds(context: Context, action: SetThresholds) -> None:
    """Write the amounts behind those before them."""
    row = {
        "site_id": context.site_id,
        "seq": context.seq,
        "valid_from": action.valid_from,
        "quota_fen": action.quota.fen,
        "open_tender_fen": action.open_tender.fen,
        "source": action.source,
    }
    context.connection.execute(insert(ProcurementThreshold), row)


def thresholds(connection: Connection, site_id: SiteId | None = None) -> list[Thresholds]:
    """Return all amounts that were ever set, those in force last at the end; of equal days the newer counts."""
    columns = (
        ProcurementThreshold.valid_from,
        ProcurementThreshold.quota_fen,
        ProcurementThreshold.open_tender_fen,
        ProcurementThreshold.source,
    )
    statement = select(*columns).order_by(ProcurementThreshold.valid_from, ProcurementThreshold.seq)
    if site_id is not None:
        statement = statement.where(ProcurementThreshold.site_id == site_id)
    return [Thresholds(row[0], Money(row[1]), Money(row[2]), row[3]) for row in connection.execute(statement)]


def threshold_on(known: list[Thresholds], day: date) -> Thresholds | None:
    """Return the amounts that hold on a day; None where none are known."""
    return next((each for each in reversed(known) if each.valid_from <= day), None)


# --- another method than open tender ---------------------------------------------------------------------------------


def check_start(context: Context, action: StartTender) -> None:
    """Refuse a round that cannot begin, and one by another method above the threshold without an approval."""
    check_start_tender(context, action)
    method = lot_fact(context, action.tender_lot_id).method
    if method in FREE_METHODS or action.approval.strip():
        return
    there = threshold_on(thresholds(context.connection, context.site_id), action.announced_on)
    total = _project_total(context, action.tender_lot_id)
    if there is not None and total >= there.open_tender:
        raise MethodNeedsApproval(total=total, threshold=there.open_tender, method=method_name(method))


def _project_total(context: Context, lot_id: TenderLotId) -> Money:
    """Return the budget of all lots of a lot's project that were not given up."""
    here = (TenderLot.site_id == context.site_id, TenderLot.tender_lot_id == lot_id)
    project = select(TenderLot.project_id).where(*here).scalar_subquery()
    of_project = (TenderLot.site_id == context.site_id, TenderLot.project_id == project)
    total = select(func.sum(TenderLot.budget_fen)).where(*of_project, TenderLot.stage != LotStage.CANCELLED)
    return Money(int(context.connection.scalar(total) or 0))


# --- bought in parts -------------------------------------------------------------------------------------------------


def splittings(connection: Connection) -> list[Splitting]:
    """Return what was bought in parts and together exceeds the threshold of its year (实施条例第二十八条).

    A lot whose method was approved does not count, nor one of an open tender, a framework or an emergency.
    """
    known, classes = thresholds(connection), _classes(connection)
    approved = _approved(connection)
    found: dict[tuple[int, Purpose, str], list[SplitLot]] = defaultdict(list)
    columns = (
        TenderLot.site_id,
        TenderLot.tender_lot_id,
        Project.number,
        TenderLot.number,
        TenderLot.name,
        Project.method,
        Project.started_on,
        TenderLot.budget_fen,
        TenderLot.purpose,
        TenderLot.category,
    )
    same = and_(Project.site_id == TenderLot.site_id, Project.project_id == TenderLot.project_id)
    counted = (Project.method.not_in(FREE_METHODS), TenderLot.stage != LotStage.CANCELLED)
    statement = select(*columns).join(Project, same).where(*counted).order_by(Project.number, TenderLot.number)
    bought = _bought_classes(connection)
    for site_id, lot_id, project, number, name, method, started_on, fen, purpose, category in connection.execute(
        statement
    ):
        key: LotKey = site_id, lot_id
        if key not in approved:
            of_class = category or bought.get(key, "")
            lot = SplitLot(f"{project}/{number}", name, method, Money(fen))
            found[started_on.year, purpose, of_class].append(lot)
    return [
        Splitting(year, purpose, category, classes.get(category, ""), tuple(lots), there.open_tender)
        for (year, purpose, category), lots in sorted(found.items())
        if len(lots) > 1
        and (there := threshold_on(known, date(year, 12, 31))) is not None
        and total_money(lot.budget for lot in lots) > there.open_tender
    ]


def _approved(connection: Connection) -> set[LotKey]:
    """Return the lots of which some round was approved to be bought in another way than by open tender."""
    columns = (TenderRound.site_id, TenderRound.tender_lot_id)
    return {(row[0], row[1]) for row in connection.execute(select(*columns).where(TenderRound.approval != ""))}


def _classes(connection: Connection) -> dict[str, str]:
    """Return the names of the classes of the catalogue."""
    rows = connection.execute(select(Node.code, Node.name_zh, Node.name_en).where(Node.scheme == CATEGORY))
    return {code: pick(name_zh, name_en) for code, name_zh, name_en in rows}


def _bought_classes(connection: Connection) -> dict[LotKey, str]:
    """Return of which class most of what each lot's contracts are for is."""
    of_contract = and_(Contract.site_id == ContractLine.site_id, Contract.contract_id == ContractLine.contract_id)
    in_class = and_(ItemClassification.item_code == ContractLine.item_code, ItemClassification.scheme == CATEGORY)
    columns = (Contract.site_id, Contract.tender_lot_id, ItemClassification.node)
    statement = (
        select(*columns, func.sum(ContractLine.amount_fen).label("fen"))
        .join(Contract, of_contract)
        .join(ItemClassification, in_class)
        .group_by(*columns)
        .order_by("fen", ItemClassification.node)
    )
    return {(site_id, lot_id): node for site_id, lot_id, node, _fen in connection.execute(statement)}


def splitting_words(found: Splitting) -> str:
    """Return in a sentence what was bought in parts."""
    words = _(
        "{year}: {n} lots of {category} come to {total} yuan, above the open-tender threshold of {threshold} yuan."
    )
    return words.format(
        year=found.year,
        n=len(found.lots),
        category=found.category_name or _("goods of no class"),
        total=found.total.grouped(),
        threshold=found.threshold.grouped(),
    )
