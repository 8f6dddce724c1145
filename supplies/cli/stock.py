"""``supplies stock``: what is on hand, its card and its life, and the common actions by flags."""

from datetime import date, timedelta

from sqlalchemy import Connection

from supplies.catalogue.queries import item
from supplies.catalogue.queries import item as catalogue_item
from supplies.cli import care, emergency, incoming, transfers
from supplies.cli.call import Call, Parser, read_value
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_group, add_submit, add_verb, days
from supplies.cli.posting import add_document, head_of, item_of, lot_lines, posted_answer
from supplies.errors import DateInFuture
from supplies.language import _
from supplies.program import Program
from supplies.stock import documents
from supplies.stock.actions import (
    Adjust,
    Condition,
    CountLine,
    Issue,
    Move,
    MoveLine,
    Origin,
    ReceiptLine,
    Receive,
    Return,
    ReturnLine,
    Reverse,
    WriteOff,
)
from supplies.stock.card import card as item_card
from supplies.stock.finding import find_lot
from supplies.stock.queries import (
    PAGE_ROWS_MAX,
    StockFilter,
    StockRow,
    on_hand_at,
    stock_as_of,
    stock_page,
)
from supplies.stock.tracing import trace
from supplies.values import (
    NO_MONEY,
    ActionId,
    AppropriationId,
    DepotCode,
    ItemCode,
    LotId,
    Money,
    OrganisationCode,
    PlaceCode,
    new_id,
    parse_date,
    parse_id,
)


def add(groups: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verbs = add_group(groups, shared, "stock", _("stock on hand, and what moves it"))
    verb = add_verb(verbs, shared, "list", _list, _("list stock by item, depot, location and lot"))
    verb.add_argument("--item", metavar="CODE")
    verb.add_argument("--search", default="", help=_("name, code, pinyin, label, batch or serial number"))
    verb.add_argument("--category", default="", metavar="CODE")
    verb.add_argument("--depot", metavar="CODE")
    verb.add_argument("--lot", default="", help=_("label, batch or serial number"))
    verb.add_argument("--as-of", metavar="DATE", help=_("at the end of a past day"))
    verb.add_argument("--expiring", type=days, metavar="DAYS", help=_("expired, or expiring within so many days"))
    verb = add_verb(verbs, shared, "card", _card, _("an item's movements with running balance"))
    verb.add_argument("item")
    verb.add_argument("--depot", metavar="CODE")
    verb.add_argument("--from", dest="first", metavar="DATE")
    verb.add_argument("--to", dest="last", metavar="DATE")
    verb = add_verb(verbs, shared, "trace", _trace, _("the life of a lot or an object"))
    verb.add_argument("code", help=_("label, batch or serial number"))
    _add_actions(verbs, shared)
    care.add_verbs(verbs, shared)
    transfers.add_verbs(verbs, shared)
    incoming.add_verbs(verbs, shared)


def _add_actions(verbs: Groups, shared: Parser) -> None:
    """Declare the verbs that post."""
    verb = add_document(verbs, shared, "receive", _receive, _("take goods in"))
    verb.add_argument("--origin", choices=[origin.value for origin in Origin], default=Origin.PURCHASE.value)
    verb.add_argument("--item", required=True, metavar="CODE")
    verb.add_argument("--quantity", default="1")
    verb.add_argument("--location", required=True, metavar="CODE")
    verb.add_argument("--serial", default="")
    verb.add_argument("--batch", default="")
    verb.add_argument("--produced", metavar="DATE")
    verb.add_argument("--expires", metavar="DATE")
    verb.add_argument("--amount", metavar="YUAN", help=_("what all of it cost"))
    verb.add_argument("--from", dest="counterparty", default="", help=_("supplier, donor or superior"))
    verb.add_argument("--owner", metavar="CODE")
    verb.add_argument("--manager", metavar="CODE")
    verb.add_argument("--supplier", metavar="CODE")
    verb.add_argument("--fund", metavar="ID", help=_("the appropriation that paid"))
    incoming.add_receipt_flags(verb)
    for name, command, text in (
        ("issue", _issue, _("hand goods out; without --lot, first to expire first")),
        ("return", _return, _("take issued goods back")),
        ("write-off", _write_off, _("take lost or spoilt goods off the books")),
        ("move", _move, _("move goods between locations of a depot")),
    ):
        verb = add_document(verbs, shared, name, command, text)
        verb.add_argument("--item", metavar="CODE")
        verb.add_argument("--lot", "--serial", dest="lot", default="", help=_("label, batch or serial number"))
        verb.add_argument("--quantity", required=True)
        verb.add_argument("--location", default="", metavar="CODE")
        verb.add_argument("--reason", default="")
        goal = "to_place" if name == "move" else "counterparty"
        if name == "issue":
            emergency.add_flags(verb)
        if name == "write-off":
            care.add_ground(verb)
        verb.add_argument("--to", dest=goal, default="", help=_("receiver, or the location to move to"))
        if name == "return":
            verb.add_argument("--condition", choices=[each.value for each in Condition], default=Condition.GOOD.value)
            verb.add_argument("--days", type=days, help=_("days in use"))
            verb.add_argument("--of", default="", metavar="NUMBER", help=_("the issue or loan that is settled"))
    verb = add_document(verbs, shared, "count", _count, _("set the books to what was counted of a lot at a location"))
    verb.add_argument("--lot", "--serial", dest="lot", required=True)
    verb.add_argument("--location", required=True, metavar="CODE")
    verb.add_argument("--quantity", required=True, help=_("what was counted"))
    verb.add_argument("--reason", required=True)
    verb = add_verb(verbs, shared, "reverse", _reverse, _("take a whole document back"))
    verb.add_argument("number")
    verb.add_argument("--reason", required=True)
    verb.add_argument("--date", metavar="DATE")
    add_submit(verb)


# --- reading ---------------------------------------------------------------------------------------------------------


def _list(call: Call) -> Answer:
    """List stock, now or at the end of a past day."""
    with call.program() as program:
        rows = program.read(lambda connection: _stock_rows(call, program, connection))
    total = Money(sum(row.amount.fen for row in rows))
    heads = (
        _("Item"),
        _("Name"),
        _("Depot"),
        _("Location"),
        _("Label"),
        _("Batch / serial"),
        _("Expires"),
        _("Quantity"),
        _("Unit"),
        _("Amount"),
    )
    lines = table(
        heads,
        (
            (
                row.item_code,
                row.name,
                row.depot_name,
                row.place_name,
                row.label_code,
                row.serial_no or row.batch_no,
                row.expires_on,
                row.quantity,
                row.unit,
                row.amount,
            )
            for row in rows
        ),
    )
    summary = _("{count} rows, amount {amount} yuan").format(count=len(rows), amount=total.grouped())
    return Answer({"rows": rows, "amount": total}, [*lines, summary])


def _stock_rows(call: Call, program: Program, connection: Connection) -> list[StockRow]:
    """Return every row wanted; a terminal or a script takes them all."""
    today = program.clock().astimezone().date()
    expiring = call.options.expiring
    wanted = StockFilter(
        search=call.text("lot") or call.text("search"),
        item=ItemCode(call.text("item").upper()) or None,
        category=call.text("category"),
        depot=DepotCode(call.text("depot")) or None,
        expires_by=None if expiring is None else today + timedelta(days=expiring),
    )
    if wanted.item is not None:
        item(connection, wanted.item)
    day = call.day("as_of")
    if day is not None:
        if day > today:
            raise DateInFuture(date=day, today=today)
        return stock_as_of(connection, day, wanted)
    rows: list[StockRow] = []
    while page := stock_page(connection, wanted, after=rows[-1] if rows else None, limit=PAGE_ROWS_MAX):
        rows.extend(page)
    return rows


def _card(call: Call) -> Answer:
    """Show an item's card."""
    first, last = call.text("first"), call.text("last")
    span = (
        read_value("--from", first, parse_date) if first else date.min,
        read_value("--to", last, parse_date) if last else date.max,
    )
    with call.program() as program:
        row = program.read(lambda connection: item(connection, call.options.item.upper()))
        depot = DepotCode(call.text("depot")) or None
        card = program.read(
            lambda connection: item_card(connection, row.code, depot=depot, first=span[0], last=span[1])
        )
    heads = (_("Date"), _("Document"), _("Kind"), _("With"), _("Label"), _("Change"), _("Balance"), _("Amount"))
    lines = table(
        heads,
        (
            (
                each.business_date,
                each.number,
                each.kind_name,
                each.counterparty,
                each.label_code,
                each.change,
                each.balance,
                each.balance_amount,
            )
            for each in card.rows
        ),
    )
    opening = _("Opening: {quantity} {unit}").format(quantity=card.opening.grouped(), unit=row.unit)
    closing = _("Closing: {quantity} {unit}").format(quantity=card.closing.grouped(), unit=row.unit)
    return Answer({"item": row, "card": card}, [f"{row.code} {row.name}", opening, *lines, closing])


def _trace(call: Call) -> Answer:
    """Show the life of every lot that a code names."""
    with call.program() as program:
        traces = program.read(lambda connection: trace(connection, call.options.code))
    lines: list[str] = []
    for each in traces:
        lot = each.lot
        lines.append(f"{lot.label_code}  {lot.item_code} {lot.name} {lot.serial_no or lot.batch_no}")
        lines.append(
            _("{origin} on {date}, expires {expires}, paid by {fund}").format(
                origin=lot.origin_name,
                date=lot.received_on,
                expires=lot.expires_on or _("unknown"),
                fund=lot.appropriation or _("unknown"),
            )
        )
        heads = (_("Date"), _("Document"), _("Kind"), _("From"), _("To"), _("Quantity"), _("With"), _("Who"))
        lines += table(
            heads,
            (
                (
                    row.business_date,
                    row.number,
                    row.kind_name,
                    row.origin,
                    row.goal,
                    row.quantity,
                    row.counterparty,
                    row.actor,
                )
                for row in each.movements
            ),
        )
        left = [f"{row.depot_name} {row.place_name} {row.quantity.grouped()} {row.unit}" for row in each.on_hand]
        lines.append(_("On hand: {where}").format(where="; ".join(left) or _("none")))
    return Answer(traces, lines)


# --- posting ---------------------------------------------------------------------------------------------------------


def _receive(call: Call) -> Answer:
    """Post a receipt of one line."""
    with call.program() as program:
        code = ItemCode(call.text("item").upper())
        line = ReceiptLine(
            lot_id=LotId(new_id()),
            item=code,
            quantity=call.quantity_of(program, code),
            place=PlaceCode(call.text("location").upper()),
            amount=call.money("amount") or NO_MONEY,
            batch_no=call.text("batch"),
            serial_no=call.text("serial"),
            produced_on=call.day("produced"),
            expires_on=call.day("expires"),
            owner=OrganisationCode(call.text("owner")) or None,
            manager=OrganisationCode(call.text("manager")) or None,
            appropriation_id=_fund(call),
            is_consumable=program.read(lambda connection: catalogue_item(connection, code)).is_consumable,
            ordered=incoming.ordered(call),
        )
        action = Receive(
            **head_of(call, program),
            origin=Origin(call.options.origin),
            supplier=OrganisationCode(call.text("supplier")) or None,
            **incoming.receipt_fields(call, program),
            lines=(line,),
        )
        return posted_answer(call, program, action)


def _fund(call: Call) -> AppropriationId | None:
    """Return the appropriation named by ``--fund``."""
    text = call.text("fund")
    return AppropriationId(read_value("--fund", text, parse_id)) if text else None


def _issue(call: Call) -> Answer:
    """Post an issue."""
    with call.program() as program:
        head = head_of(call, program) | emergency.emergency_fields(call, program)
        return posted_answer(call, program, Issue(**head, lines=lot_lines(call, program)))


def _write_off(call: Call) -> Answer:
    """Post a write-off."""
    with call.program() as program:
        head = head_of(call, program)
        ground = care.ground_of(call, head["business_date"])
        return posted_answer(call, program, WriteOff(**head, **ground, lines=lot_lines(call, program)))


def _move(call: Call) -> Answer:
    """Post a move."""
    with call.program() as program:
        goal = PlaceCode(call.text("to_place").upper())
        lines = tuple(
            MoveLine(lot_id=line.lot_id, place=line.place, to_place=goal, quantity=line.quantity)
            for line in lot_lines(call, program)
        )
        return posted_answer(call, program, Move(**head_of(call, program), lines=lines))


def _return(call: Call) -> Answer:
    """Post a return of one lot to a location."""
    with call.program() as program:
        lot = program.read(lambda connection: find_lot(connection, call.text("lot")))
        place = PlaceCode(call.text("location").upper())
        quantity = call.quantity_of(program, item_of(program, call.text("lot")))
        line = ReturnLine(
            lot_id=lot,
            place=place,
            quantity=quantity,
            condition=Condition(call.text("condition")),
            reason=call.text("reason"),
            days_used=call.options.days,
            of_seq=_seq_of(call, program),
        )
        return posted_answer(call, program, Return(**head_of(call, program), lines=(line,)))


def _seq_of(call: Call, program: Program) -> int | None:
    """Return the document named by ``--of``, which a return settles; None where it is not named."""
    number = call.text("of")
    if not number:
        return None
    return program.read(lambda connection: documents.document_numbered(connection, number)).seq


def _count(call: Call) -> Answer:
    """Post an adjustment of one lot at a location to what was counted."""
    with call.program() as program:
        depot, place = DepotCode(call.text("depot")), PlaceCode(call.text("location").upper())
        lot = program.read(lambda connection: find_lot(connection, call.text("lot")))
        line = CountLine(
            lot_id=lot,
            place=place,
            book=program.read(lambda connection: on_hand_at(connection, depot, place, lot)),
            counted=call.quantity_of(program, item_of(program, call.text("lot"))),
            reason=call.text("reason"),
        )
        return posted_answer(call, program, Adjust(**head_of(call, program), lines=(line,)))


def _reverse(call: Call) -> Answer:
    """Post the mirror of a document."""
    with call.program() as program:
        made = program.read(lambda connection: documents.document_numbered(connection, call.options.number))
        action = Reverse(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            reverses_seq=made.seq,
            reason=call.text("reason"),
        )
        return posted_answer(call, program, action)
