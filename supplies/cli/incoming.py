"""``supplies stock waiting``, ``inspect``, ``send-back``, ``held``, ``take-over``, ``hand-back``; flags of receipts."""

import argparse
from functools import partial
from typing import Any

from supplies.cli.call import Call, Parser, read_value
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_verb, whole
from supplies.cli.posting import add_document, head_of, posted_answer
from supplies.errors import UnknownRecord
from supplies.language import _
from supplies.program import Program
from supplies.stock.actions import DebtKind, Emergency, Gift, Into, LotLine, ValueBasis
from supplies.stock.documents import DocumentRow, document_numbered
from supplies.stock.finding import find_lot
from supplies.stock.held import HandBack, TakeOver, TakeOverLine, held_goods
from supplies.stock.incoming import StandingLine, awaiting, receipt_standing
from supplies.stock.inspection import Certificate, Inspect, InspectLine, Signer
from supplies.stock.sending_back import BackLine, SendBack
from supplies.values import NO_QUANTITY, DepotCode, OrganisationCode, PlaceCode, Quantity


def add_receipt_flags(verb: argparse.ArgumentParser) -> None:
    """Declare what a receipt says beyond its head and line."""
    verb.add_argument(
        "--into",
        choices=[each.value for each in Into],
        default=Into.ON_HAND.value,
        help=_("as what: usable, to be inspected first, or held for others"),
    )
    verb.add_argument("--contract", default="", help=_("number of the contract"))
    verb.add_argument("--tender-lot", default="", help=_("the tender's lot, as the contract names it"))
    verb.add_argument("--invoice", default="", help=_("number of the invoice"))
    verb.add_argument("--ordered", default="", metavar="QUANTITY", help=_("how much was due"))
    verb.add_argument("--allotment", default="", help=_("number of the superior's order"))
    verb.add_argument("--keeps-owner", action="store_true", help=_("the goods stay somebody else's"))
    verb.add_argument("--replaces", default="", metavar="NUMBER", help=_("the return to the supplier it makes good"))
    verb.add_argument("--donor", default="", help=_("who gave the goods"))
    verb.add_argument("--anonymous", action="store_true", help=_("the donor wants to stay unnamed"))
    verb.add_argument("--purpose", default="", help=_("what the donor gave it for; left out: undirected"))
    verb.add_argument("--beneficiary", default="", help=_("the place or the people that the gift is for"))
    bases = [basis.value for basis in ValueBasis]
    verb.add_argument("--basis", choices=bases, default=ValueBasis.AGREEMENT.value, help=_("what the value rests on"))
    verb.add_argument("--proof", default="", help=_("proof of quality"))
    verb.add_argument("--donation-receipt", default="", help=_("number of the donation receipt"))
    verb.add_argument("--remaining-life", default="", help=_("how long the goods are good for"))


def receipt_fields(call: Call, program: Program) -> dict[str, Any]:
    """Return what the flags say of a receipt beyond its head and line."""
    replaces = call.text("replaces")
    return {
        "into": Into(call.options.into),
        "contract_number": call.text("contract"),
        "tender_lot": call.text("tender_lot"),
        "invoice_number": call.text("invoice"),
        "allotment_number": call.text("allotment"),
        "keeps_owner": call.options.keeps_owner,
        "replaces": _document(program, replaces).seq if replaces else None,
        "donation": _gift(call),
    }


def ordered(call: Call) -> Quantity | None:
    """Return how much was due; None where that is not said."""
    text = call.text("ordered")
    return read_value("--ordered", text, Quantity.parse) if text else None


def _gift(call: Call) -> Gift | None:
    """Return what the flags say of a gift; None where they say nothing."""
    if not (call.text("donor") or call.options.anonymous):
        return None
    return Gift(
        donor=call.text("donor"),
        is_anonymous=call.options.anonymous,
        is_directed=bool(call.text("purpose")),
        purpose=call.text("purpose"),
        beneficiary=call.text("beneficiary"),
        basis=ValueBasis(call.options.basis),
        quality_proof=call.text("proof"),
        receipt_number=call.text("donation_receipt"),
        remaining_life=call.text("remaining_life"),
    )


def add_verbs(verbs: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verb = add_verb(
        verbs, shared, "waiting", _waiting, _("receipts that await their inspection, or one receipt's lines")
    )
    verb.add_argument("number", nargs="?")
    verb.add_argument("--depot", metavar="CODE")
    verb = add_document(
        verbs, shared, "inspect", _inspect, _("accept or reject goods of a receipt; without --line, all")
    )
    verb.add_argument("number", help=_("number of the receipt"))
    verb.add_argument("--line", type=whole, metavar="N")
    for name in ("accepted", "conceded", "rejected"):
        verb.add_argument(f"--{name}", default="0", metavar="QUANTITY")
    verb.add_argument("--concession", default="", help=_("why it is accepted all the same"))
    verb.add_argument("--allowed-by", default="", help=_("who allowed the concession"))
    verb.add_argument("--reason", default="", help=_("why it is rejected"))
    verb.add_argument("--location", default="", metavar="CODE")
    verb.add_argument("--inspector", action="append", default=[], metavar="NAME/UNIT", help=_("who signs; repeatable"))
    verb.add_argument("--alone", action="store_true", help=_("in an emergency: owe the second person"))
    for name, text in _certificate_flags():
        verb.add_argument(f"--{name}", default="", help=text)
    verb = add_document(verbs, shared, "send-back", _send_back, _("send goods of a receipt back to the supplier"))
    verb.add_argument("number", help=_("number of the receipt"))
    verb.add_argument("--line", type=whole, metavar="N", required=True)
    verb.add_argument("--quantity", required=True)
    verb.add_argument("--location", default="", metavar="CODE", help=_("where the goods lie; rejected ones by default"))
    verb.add_argument("--reason", required=True)
    verb.add_argument("--to", dest="counterparty", default="", help=_("the supplier"))
    verb.add_argument("--exchange", action="store_true", help=_("others are to come for them"))
    _add_held(verbs, shared)


def _certificate_flags() -> tuple[tuple[str, str], ...]:
    """Return the texts of the certificate and what each is for."""
    return (
        ("method", _("method of inspection")),
        ("indicators", _("how the standards of the contract were met")),
        ("sample", _("number of the sample")),
        ("problems", _("problems found")),
        ("correction", _("how they were corrected")),
        ("opinion", _("opinion of the inspection group")),
        ("buyer", _("opinion of the buyer")),
        ("supplier", _("confirmation of the supplier")),
    )


def _add_held(verbs: Groups, shared: Parser) -> None:
    """Declare the verbs for goods of others."""
    verb = add_verb(verbs, shared, "held", _held, _("list what is held for others"))
    verb.add_argument("--depot", metavar="CODE")
    verb = add_document(verbs, shared, "take-over", _take_over, _("make a lot ours that was held for somebody"))
    verb.add_argument("--lot", "--serial", dest="lot", required=True)
    verb.add_argument("--owner", required=True, metavar="CODE")
    verb = add_document(verbs, shared, "hand-back", _hand_back, _("hand out goods of others on their owner's order"))
    verb.add_argument("--lot", "--serial", dest="lot", required=True)
    verb.add_argument("--location", required=True, metavar="CODE")
    verb.add_argument("--quantity", required=True)
    verb.add_argument("--to", dest="counterparty", default="", help=_("who receives them"))
    verb.add_argument("--receiver", default="", help=_("who takes the goods, and how they are reached"))


def _document(program: Program, number: str) -> DocumentRow:
    """Return the document of a number."""
    return program.read(partial(document_numbered, number=number))


def _standing(program: Program, paper: DocumentRow) -> list[StandingLine]:
    """Return what has become of the lines of a receipt."""
    return program.read(partial(receipt_standing, site_id=paper.site_id, seq=paper.seq))


def _waiting(call: Call) -> Answer:
    """List the receipts that wait, or how the lines of one receipt stand."""
    with call.program() as program:
        if call.text("number"):
            return _standing_answer(_standing(program, _document(program, call.text("number"))))
        depot = DepotCode(call.text("depot")) or None
        rows = program.read(partial(awaiting, depot=depot))
    heads = (_("Number"), _("Date"), _("Depot"), _("With"), _("Contract number"), _("Lines"))
    cells = (
        (row.number, row.business_date, row.depot_name, row.counterparty, row.contract_number, row.lines)
        for row in rows
    )
    return Answer({"rows": rows}, table(heads, cells))


def _standing_answer(lines: list[StandingLine]) -> Answer:
    """Show how the lines of a receipt stand."""
    heads = (
        _("Line"),
        _("Name"),
        _("Due"),
        _("Delivered"),
        _("Waiting"),
        _("Accepted"),
        _("Conceded"),
        _("Rejected"),
        _("Sent back"),
        _("Unit"),
    )
    cells = (
        (
            line.line,
            line.name,
            line.ordered or "",
            line.delivered,
            line.waiting,
            line.accepted,
            line.conceded,
            line.rejected,
            line.sent_back,
            line.unit,
        )
        for line in lines
    )
    return Answer({"lines": lines}, table(heads, cells))


def _inspect(call: Call) -> Answer:
    """Post an inspection of one line, or the acceptance of all that waits."""
    with call.program() as program:
        paper = _document(program, call.text("number"))
        alone = Emergency(owes=(DebtKind.SIGNATURE, DebtKind.SECOND_PERSON)) if call.options.alone else None
        action = Inspect(
            **head_of(call, program),
            emergency=alone,
            of_seq=paper.seq,
            certificate=_certificate(call),
            lines=_inspected(call, _standing(program, paper)),
        )
        return posted_answer(call, program, action)


def _certificate(call: Call) -> Certificate:
    """Return what the flags say on the certificate."""
    signers = (text.partition("/") for text in call.options.inspector)
    return Certificate(
        inspectors=tuple(Signer(name=name.strip() or unit, unit=unit.strip()) for name, _slash, unit in signers),
        method=call.text("method"),
        indicators=call.text("indicators"),
        sample_number=call.text("sample"),
        problems=call.text("problems"),
        correction=call.text("correction"),
        group_opinion=call.text("opinion"),
        buyer_opinion=call.text("buyer"),
        supplier_confirmation=call.text("supplier"),
    )


def _inspected(call: Call, standing: list[StandingLine]) -> tuple[InspectLine, ...]:
    """Return what was found: of one line as the flags say, or all that waits as accepted."""
    to_place = PlaceCode(call.text("location").upper()) or None
    if call.options.line is None:
        return tuple(
            InspectLine(of_line=line.line, accepted=line.waiting, to_place=to_place)
            for line in standing
            if line.waiting > NO_QUANTITY
        )
    return (
        InspectLine(
            of_line=call.options.line,
            accepted=call.quantity("accepted"),
            conceded=call.quantity("conceded"),
            rejected=call.quantity("rejected"),
            concession=call.text("concession"),
            allowed_by=call.text("allowed_by"),
            reason=call.text("reason"),
            to_place=to_place,
        ),
    )


def _send_back(call: Call) -> Answer:
    """Post a return to the supplier of one line; what was rejected goes first where no location is named."""
    with call.program() as program:
        paper = _document(program, call.text("number"))
        line = BackLine(
            of_line=call.options.line,
            place=PlaceCode(call.text("location")) or _rejected_at(_standing(program, paper), call.options.line),
            quantity=call.quantity(),
            reason=call.text("reason"),
        )
        head = head_of(call, program)
        head["counterparty"] = head["counterparty"] or paper.counterparty
        action = SendBack(**head, of_seq=paper.seq, expects_exchange=call.options.exchange, lines=(line,))
        return posted_answer(call, program, action)


def _rejected_at(standing: list[StandingLine], number: int) -> PlaceCode:
    """Return where the rejected goods of a line were put."""
    for line in standing:
        if line.line == number:
            return line.stopped_at
    raise UnknownRecord(kind=_("Line"), key=str(number))


def _held(call: Call) -> Answer:
    """List what is held for others."""
    with call.program() as program:
        rows = program.read(partial(held_goods, depot=DepotCode(call.text("depot")) or None))
    heads = (_("Owner"), _("Depot"), _("Location"), _("Item"), _("Name"), _("Label"), _("Quantity"), _("Unit"))
    cells = (
        (
            row.owner_name,
            row.depot_name,
            row.place,
            row.item_code,
            row.name,
            row.label_code,
            row.quantity,
            row.unit,
        )
        for row in rows
    )
    return Answer({"rows": rows}, table(heads, cells))


def _take_over(call: Call) -> Answer:
    """Post a change of owner of all that the depot holds of a lot."""
    with call.program() as program:
        lot = program.read(lambda connection: find_lot(connection, call.text("lot")))
        rows = program.read(partial(held_goods, depot=DepotCode(call.text("depot"))))
        lines = tuple(
            TakeOverLine(lot_id=lot, place=row.place, quantity=row.quantity) for row in rows if row.lot_id == lot
        )
        action = TakeOver(**head_of(call, program), owner=OrganisationCode(call.text("owner")), lines=lines)
        return posted_answer(call, program, action)


def _hand_back(call: Call) -> Answer:
    """Post an issue of goods of others."""
    with call.program() as program:
        lot = program.read(lambda connection: find_lot(connection, call.text("lot")))
        line = LotLine(lot_id=lot, place=PlaceCode(call.text("location").upper()), quantity=call.quantity())
        action = HandBack(**head_of(call, program), receiver=call.text("receiver"), lines=(line,))
        return posted_answer(call, program, action)
