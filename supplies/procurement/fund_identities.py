"""The identities between funds and procurement: sources, allotments, and what projects and no project yet have."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, select

from supplies.language import _
from supplies.models.allotments import Allotment, AllotmentChange, AllotmentStep
from supplies.models.funds import OF_ALLOTMENT, Appropriation, AppropriationShare, Bucket, FundAccount, FundBalance
from supplies.procurement.checks import CauseKind, Check, Identity, Named, summed
from supplies.procurement.queries import TenderLotRow
from supplies.values import Money


def fund_checks(connection: Connection) -> Iterator[Check]:
    """Yield what makes the rows and the columns of the matrix of sources and purposes agree with the ledger."""
    yield _source_check(connection)
    yield from _allotment_checks(connection)


def _source_check(connection: Connection) -> Check:
    """Return whether the sources of each appropriation are its amount, where its document splits it."""
    key = (AppropriationShare.site_id, AppropriationShare.appropriation_id)
    fen = AppropriationShare.amount_fen
    shares = select(*key, func.sum(fen).label("fen")).group_by(*key).having(func.count() == func.count(fen)).subquery()
    same = and_(shares.c.site_id == Appropriation.site_id, shares.c.appropriation_id == Appropriation.appropriation_id)
    rows = (
        select(Appropriation.number, Appropriation.amount_fen.label("amount"), shares.c.fen)
        .join(shares, same)
        .where(~Appropriation.is_withdrawn)
        .subquery()
    )
    identity = Identity(
        _("Sources = appropriation, where it is split (来源合计 = 指标金额)"), rows.c.amount, rows.c.fen
    )
    (check,) = summed(connection, rows, [identity], CauseKind.APPROPRIATION, [rows.c.number])
    return check


def _allotment_checks(connection: Connection) -> Iterator[Check]:
    """Yield whether the ledger has of each allotment what its documents say."""
    rows = _allotments().subquery()
    identities = (
        Identity(
            _("Allotted = documents - taken back (下达 = 文件 - 收回)"), rows.c.allotted - rows.c.back, rows.c.standing
        ),
        Identity(_("Spent by receivers = their reports (已使用 = 上报)"), rows.c.used, rows.c.spent),
    )
    yield from summed(connection, rows, identities, CauseKind.ALLOTMENT, [rows.c.number, rows.c.receiver])


def _allotments() -> Select[Any]:
    """Return every allotment with the sums of its documents and what the ledger holds of it."""
    key = (AllotmentChange.site_id, AllotmentChange.allotment_id)
    of_step = {
        step: func.sum(case((AllotmentChange.step == step, AllotmentChange.amount_fen), else_=0))
        for step in AllotmentStep
    }
    steps = select(
        *key, of_step[AllotmentStep.TAKE_BACK].label("back"), of_step[AllotmentStep.USE].label("used")
    ).group_by(*key)
    changes = steps.subquery()
    of_account = and_(FundAccount.site_id == FundBalance.site_id, FundAccount.account == FundBalance.account)
    account = (FundAccount.site_id, FundAccount.allotment_id)
    spent = case((FundAccount.bucket == Bucket.SPENT, FundBalance.amount_fen), else_=0)
    held = (
        select(*account, func.sum(FundBalance.amount_fen).label("standing"), func.sum(spent).label("spent"))
        .join(FundBalance, of_account)
        .where(FundAccount.bucket.in_(OF_ALLOTMENT))
        .group_by(*account)
        .subquery()
    )
    of_changes = and_(changes.c.site_id == Allotment.site_id, changes.c.allotment_id == Allotment.allotment_id)
    of_held = and_(held.c.site_id == Allotment.site_id, held.c.allotment_id == Allotment.allotment_id)
    return (
        select(Allotment.number)
        .add_columns(
            Allotment.receiver,
            Allotment.amount_fen.label("allotted"),
            func.coalesce(changes.c.back, 0).label("back"),
            func.coalesce(changes.c.used, 0).label("used"),
            func.coalesce(held.c.standing, 0).label("standing"),
            func.coalesce(held.c.spent, 0).label("spent"),
        )
        .outerjoin(changes, of_changes)
        .outerjoin(held, of_held)
    )


def project_check(
    lots: Sequence[TenderLotRow], wrong: Iterable[TenderLotRow], appropriated: Money, elsewhere: Money
) -> Check:
    """Return whether the projects, and what no project has, are all that was appropriated (identity 8).

    Args:
        lots: every lot.
        wrong: those of which a bucket does not hold what it should; their projects are named.
        appropriated: all appropriations that stand.
        elsewhere: what the ledger holds for no lot: available, allotted, returned.
    """
    due: Counter[str] = Counter()
    standing: Counter[str] = Counter()
    for lot in wrong:
        due[lot.project_number] += sum(lot.due_fen)
        standing[lot.project_number] += sum(lot.standing_fen)
    causes = tuple(
        Named(CauseKind.PROJECT, number, number).cause(fen, standing[number])
        for number, fen in due.items()
        if fen != standing[number]
    )
    found = Money(sum(sum(lot.standing_fen) for lot in lots) + elsewhere.fen)
    title = _("Projects + what no project has = appropriated (项目合计 + 未立项 = 资金额)")
    return Check(title, appropriated, found, causes=causes)
