"""The notice of award (中标、成交通知书) of one lot: who won, for how much, and until when the contract is signed."""

from collections.abc import Iterator

from sqlalchemy import Connection

from supplies.capitals import chinese_capitals
from supplies.deadlines.words import period_text
from supplies.language import _
from supplies.models.procurement import Method
from supplies.procurement.award_queries import AwardRow, SigningTerm, award, signing_term
from supplies.procurement.words import method_name
from supplies.reports.request import Occasion, ReportFilter
from supplies.reports.subject import stamp
from supplies.tables import Column, Fact, Report, Row, Table

_TENDERS = frozenset({Method.OPEN_TENDER, Method.INVITED_TENDER})
"""Their suppliers win (中标); of every other way of buying the deal is made (成交)."""


def award_notice(connection: Connection, wanted: ReportFilter, occasion: Occasion) -> Report:
    """Return the notice of the award of one lot.

    Raises:
        UnknownRecord: there is no such lot.
        LotNotAwarded: no award of it stands.
    """
    row = award(connection, wanted.number)
    term = signing_term(connection, row)
    is_tender = row.method in _TENDERS
    return Report(
        name="award_notice",
        title=_("Notice of award") if is_tender else _("Notice of the deal"),
        facts=(Fact(_("Addressed to"), row.supplier), Fact(_("Number of the lot"), row.name)),
        tables=(_terms(row, term, is_tender=is_tender),),
        stamp=stamp(connection, occasion),
        footnotes=tuple(_footnotes(row, term)),
        signatures=(_("Received by the supplier"), _("Day of receipt"), _("Buyer (seal)")),
        has_seal=True,
    )


def _terms(row: AwardRow, term: SigningTerm | None, *, is_tender: bool) -> Table:
    """Return what was awarded, point by point."""
    some = (Column("point", _("Point"), width=1, wraps=False), Column("said", _("What is said"), width=4))
    supplier, amount, day = (
        (_("Winner"), _("Award (yuan)"), _("Awarded on"))
        if is_tender
        else (_("Supplier of the deal"), _("Amount of the deal (yuan)"), _("Deal made on"))
    )
    points = (
        (_("Project"), f"{row.project_number} {row.project_name}"),
        (_("Tender lot"), _("Lot {number} {name}").format(number=row.lot_number, name=row.lot_name)),
        (_("Method"), method_name(row.method)),
        (_("Round"), str(row.round_number)),
        (supplier, row.supplier),
        (amount, row.award.grouped()),
        (_("Amount in capitals"), chinese_capitals(row.award)),
        (day, row.awarded_on.isoformat()),
        *([] if term is None else [(_("Contract to be signed by"), _signing_text(term))]),
    )
    return Table(some, tuple(Row(point) for point in points))


def _signing_text(term: SigningTerm) -> str:
    """Return until when the contract is to be signed, by which paragraph or for which reason."""
    if term.reason:
        return _("{day} (instead of the rule's day: {reason})").format(day=term.day, reason=term.reason)
    words = _("{day} ({period} of the award; {paragraph})")
    return words.format(day=term.day, period=period_text(term.rule), paragraph=term.rule.paragraph)


def _footnotes(row: AwardRow, term: SigningTerm | None) -> Iterator[str]:
    """Yield what the supplier is asked to do, and what to beware of."""
    if term is None:
        yield _("Bought in an emergency (Government Procurement Law, article 85): the record of it is kept.")
        return
    yield _("{supplier} is asked to sign the contract with the buyer by {day}, with this notice in hand.").format(
        supplier=row.supplier, day=term.day
    )
    yield _(
        "Buyer and supplier are bound by this notice: whoever changes the result or withdraws from it answers for it"
        " (Government Procurement Law, article 46)."
    )
    if term.warning:
        yield term.warning
