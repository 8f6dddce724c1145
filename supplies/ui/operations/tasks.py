"""Where each procedure of the warehouse begins, in the order in which people look for it."""

from datetime import date

from supplies.deadlines.catalogue import Standing
from supplies.language import N_
from supplies.procurement.agenda import agenda
from supplies.procurement.treasury_queries import open_count
from supplies.stock.actions import DocumentKind
from supplies.stock.clocks import due
from supplies.stock.count_sessions import count_sessions
from supplies.stock.debts import open_debts
from supplies.stock.incoming import awaiting
from supplies.stock.loans import OutFilter, outstanding
from supplies.stock.rotation import plan
from supplies.stock.transit import in_transit
from supplies.ui.operations.operations_page import Task, TaskGroup
from supplies.ui.session import Query
from supplies.values import utc_now


def task_groups() -> tuple[TaskGroup, ...]:
    """Return every procedure, group by group."""
    return (
        TaskGroup(N_("Goods that come in"), _coming_in()),
        TaskGroup(N_("Goods that go out"), _going_out()),
        TaskGroup(N_("Goods that are kept"), _keeping()),
        TaskGroup(N_("Procurement and funds"), _buying()),
        TaskGroup(N_("Emergency"), _emergency()),
        TaskGroup(N_("Records and labels"), _records()),
    )


def _scanning(name: str, title: str, hint: str, icon: str, keys: str, kind: DocumentKind) -> Task:
    """Return a task that begins with a slip on the scan page."""
    return Task(name, title, hint, icon, keys, "scan", kind.value)


def _coming_in() -> tuple[Task, ...]:
    """Return what begins with goods that come in."""
    receipt = N_("Bought, given or allotted from above; with or without inspection")
    return (
        _scanning("receive", N_("Receive goods"), receipt, "import", "Ctrl+R", DocumentKind.RECEIPT),
        Task(
            "inspect",
            N_("Inspect and accept"),
            N_("Accept, concede or reject what came in; send back to the supplier"),
            "check",
            "Ctrl+Y",
            "waiting",
            waiting=_awaiting,
        ),
        _scanning(
            "return",
            N_("Take back"),
            N_("What was issued or lent comes back, in whatever condition"),
            "undo",
            "Ctrl+G",
            DocumentKind.RETURN,
        ),
        Task(
            "held",
            N_("Goods of others"),
            N_("Held for other owners; taken over or handed back"),
            "depot",
            "Ctrl+D",
            "held",
        ),
        Task(
            "agreements",
            N_("Agreement reserves"),
            N_("What enterprises have promised: no stock, but to be called off"),
            "relief",
            "Ctrl+X",
            "agreements",
        ),
    )


def _going_out() -> tuple[Task, ...]:
    """Return what begins with goods that go out."""
    return (
        _scanning(
            "issue", N_("Issue goods"), N_("To teams, units and shelters"), "export", "Ctrl+C", DocumentKind.ISSUE
        ),
        Task(
            "relief", N_("Requests and orders"), N_("Request, allocate, order, hand over"), "relief", "Ctrl+Q", "relief"
        ),
        _scanning(
            "dispatch",
            N_("Transfer"),
            N_("To another depot, or to another city"),
            "transfer",
            "Ctrl+B",
            DocumentKind.DISPATCH,
        ),
        Task(
            "transit",
            N_("On the way"),
            N_("What was sent and has not arrived: accept it, with what is short or damaged"),
            "transfer",
            "Ctrl+Z",
            "transit",
            waiting=_on_the_way,
        ),
        _scanning(
            "lend", N_("Lend"), N_("Until a day, to whom it is to come back from"), "loan", "Ctrl+J", DocumentKind.LOAN
        ),
        Task(
            "outstanding",
            N_("To come back"),
            N_("Issued or lent and not yet back; the number is what is overdue"),
            "loan",
            "Ctrl+H",
            "outstanding",
            waiting=_overdue,
        ),
    )


def _keeping() -> tuple[Task, ...]:
    """Return what is done with goods that are kept."""
    return (
        _scanning(
            "move",
            N_("Move goods"),
            N_("From one location of a depot to another"),
            "place",
            "Ctrl+M",
            DocumentKind.MOVE,
        ),
        Task(
            "counts",
            N_("Count"),
            N_("A depot, a location, a category or a sample; blind"),
            "check",
            "Ctrl+P",
            "counts",
            waiting=_counting,
        ),
        Task(
            "care",
            N_("Upkeep and tests"),
            N_("Maintenance, test runs, calibration, filling; what is due"),
            "waiting",
            "Ctrl+W",
            "care",
            "due",
            waiting=_due,
        ),
        Task(
            "rotation",
            N_("Rotation"),
            N_("Use or exchange what expires soon"),
            "refresh",
            "Ctrl+L",
            "care",
            "plan",
            _to_rotate,
        ),
        Task(
            "scrap", N_("Scrap and dispose"), N_("Appraisal, approval, disposal"), "remove", "Ctrl+F", "care", "scrap"
        ),
        Task(
            "units",
            N_("Cartons and pallets"),
            N_("Pack, split, merge, move by label"),
            "stock",
            "Ctrl+T",
            "care",
            "units",
        ),
        Task(
            "kits", N_("Kits"), N_("How many full kits there are, and what is missing"), "catalogue", "Ctrl+S", "kits"
        ),
    )


def _buying() -> tuple[Task, ...]:
    """Return what is bought, and what becomes of its money."""
    return (
        Task(
            "board",
            N_("Procurement board"),
            N_("Every lot by its stage, as cards, as a table and as bars"),
            "documents",
            "Ctrl+Shift+P",
            "board",
        ),
        Task(
            "contracts",
            N_("Contracts"),
            N_("Delivered, accepted, invoiced, paid; what is payable and late"),
            "funds",
            "Ctrl+Shift+C",
            "contracts",
        ),
        Task(
            "agenda",
            N_("Time limits"),
            N_("What is due of every lot and contract: a month, and a list with the overdue first"),
            "calendar",
            "Ctrl+Shift+L",
            "agenda",
            waiting=_late_limits,
        ),
        Task(
            "treasury",
            N_("Treasury lists"),
            N_("Take lists of payments and invoices over, and match their lines to contracts"),
            "import",
            "Ctrl+Shift+T",
            "treasury",
            waiting=_unmatched,
        ),
        Task(
            "fund_trace",
            N_("Follow the money"),
            N_("From an appropriation to the goods and with whom they are; from any number or label back"),
            "funds",
            "Ctrl+Shift+Y",
            "fund_trace",
        ),
    )


def _emergency() -> tuple[Task, ...]:
    """Return what an emergency needs."""
    return (
        Task(
            "disaster",
            N_("Disaster mode"),
            N_("Scan, quantity, go; the papers follow"),
            "warning",
            "Ctrl+E",
            "disaster",
        ),
        Task(
            "debts",
            N_("Papers owed"),
            N_("What emergency issues still lack"),
            "waiting",
            "Ctrl+O",
            "debts",
            waiting=_owed,
        ),
        Task(
            "forms", N_("Blank forms"), N_("Print numbered forms for when the power is cut"), "print", "Ctrl+N", "forms"
        ),
    )


def _records() -> tuple[Task, ...]:
    """Return what is looked up and printed."""
    return (
        Task(
            "trace",
            N_("Trace"),
            N_("The life of a lot or an object, from money to use"),
            "documents",
            "Ctrl+A",
            "trace",
        ),
        Task("labels", N_("Labels"), N_("QR labels of goods, places and commands"), "labels", "Ctrl+I", "labels"),
        Task("journal", N_("Journal"), N_("Every entry; check the whole store"), "journal", "Ctrl+V", "journal"),
    )


# --- what waits ------------------------------------------------------------------------------------------------------


def _awaiting(_today: date) -> Query[int]:
    """Count receipts with goods to inspect."""
    return lambda connection: len(awaiting(connection))


def _on_the_way(_today: date) -> Query[int]:
    """Count transfers that have not arrived whole."""
    return lambda connection: len(in_transit(connection, utc_now()))


def _overdue(today: date) -> Query[int]:
    """Count lines that should have come back."""
    return lambda connection: len(outstanding(connection, today, OutFilter(only_overdue=True), limit=1000))


def _counting(_today: date) -> Query[int]:
    """Count the counts that are under way."""
    return lambda connection: len(count_sessions(connection, only_open=True))


def _due(today: date) -> Query[int]:
    """Count what is overdue or soon due of upkeep, tests and parts."""
    return lambda connection: len(due(connection, today))


def _to_rotate(today: date) -> Query[int]:
    """Count lots to be rotated before they expire."""
    return lambda connection: len(plan(connection, today))


def _late_limits(today: date) -> Query[int]:
    """Count what is overdue of open lots and contracts."""
    return lambda connection: sum(1 for row in agenda(connection, today) if row.standing is Standing.OVERDUE)


def _unmatched(_today: date) -> Query[int]:
    """Count lines of the treasury's lists that nobody has decided about."""
    return open_count


def _owed(_today: date) -> Query[int]:
    """Count what emergency documents still owe."""
    return lambda connection: len(open_debts(connection))
