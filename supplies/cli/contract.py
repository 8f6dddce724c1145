"""``supplies contract``: contracts beside the warehouse, the invoices and the payments."""

from functools import partial

from supplies.cli.call import Call, Parser
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_group, add_verb
from supplies.language import _
from supplies.procurement.contract_queries import (
    ContractItem,
    ContractPaper,
    ContractRow,
    contract,
    contract_items,
    contract_papers,
    contracts,
)


def add(groups: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verbs = add_group(groups, shared, "contract", _("contracts, and what of them is accepted, invoiced and paid"))
    add_verb(verbs, shared, "list", _list, _("list contracts"))
    verb = add_verb(verbs, shared, "show", _show, _("show a contract with its lines and papers"))
    verb.add_argument("number")


def _list(call: Call) -> Answer:
    """List contracts."""
    with call.program() as program:
        rows = program.read(contracts)
    return Answer({"rows": rows}, [*_contract_lines(rows), _("{n} contracts").format(n=len(rows))])


def _show(call: Call) -> Answer:
    """Show a contract with its lines and papers."""
    with call.program() as program:
        row = program.read(partial(contract, number=call.text("number")))
        items = program.read(partial(contract_items, site_id=row.site_id, contract_id=row.contract_id))
        papers = program.read(partial(contract_papers, row=row))
    told = [*_contract_lines([row]), "", *_item_lines(items), "", *_paper_lines(papers)]
    return Answer({"contract": row, "lines": items, "papers": papers}, told)


def _contract_lines(rows: list[ContractRow]) -> list[str]:
    """Return contracts as a table."""
    heads = (
        _("Contract"),
        _("Project"),
        _("Supplier"),
        _("Signed on"),
        _("Amount"),
        _("Amount accepted"),
        _("Amount invoiced"),
        _("Paid"),
        _("Payable"),
    )
    cells = (
        (
            row.number,
            f"{row.project_number} {row.lot_number}",
            row.supplier,
            row.signed_on,
            row.amount,
            row.accepted,
            row.invoiced,
            row.paid,
            row.payable,
        )
        for row in rows
    )
    return table(heads, cells)


def _item_lines(items: list[ContractItem]) -> list[str]:
    """Return the lines of a contract beside what was accepted and invoiced of them."""
    heads = (
        _("Line"),
        _("Name"),
        _("Unit"),
        _("Quantity"),
        _("Amount"),
        _("Amount accepted"),
        _("Amount invoiced"),
        _("Matched"),
    )
    cells = (
        (
            item.line,
            item.name,
            item.unit,
            item.quantity,
            item.amount,
            f"{item.accepted} {item.accepted_amount}",
            f"{item.invoiced} {item.invoiced_amount}",
            _("yes") if item.is_matched else _("no"),
        )
        for item in items
    )
    return table(heads, cells)


def _paper_lines(papers: list[ContractPaper]) -> list[str]:
    """Return the papers of a contract."""
    heads = (_("Entry"), _("Kind"), _("Number"), _("Date"), _("Amount"))
    return table(heads, ((each.seq, each.kind_name, each.number, each.dated, each.amount) for each in papers))
