"""Following a batch to today: what of it lies in which depot, is out and for whom, came back, or is gone."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Connection, and_, select

from supplies.language import _, pick
from supplies.models.catalogue import Item
from supplies.models.stock import BUCKETS, INSIDE, OPEN, Depot, Document, Lot, Movement, PlaceKind
from supplies.procurement.trace_node import Node, NodeKind, step
from supplies.stock.documents import KIND_NAMES
from supplies.stock.lookups import OUTSIDE, location_of, part_kind
from supplies.stock.places import OUTSIDE_NAMES, part_name, shown_place
from supplies.stock.proof import Figure
from supplies.values import NO_QUANTITY, DepotCode, ItemCode, LotId, Money, PlaceCode, Quantity, SiteId

_KINDS_OUTSIDE = {code: kind for kind, code in OUTSIDE.items()}
SOURCES = (PlaceKind.SUPPLIER, PlaceKind.DONOR, PlaceKind.SUPERIOR)
"""Where goods come from; what another depot hands over was in the reserve before."""
_BETWEEN = (PlaceKind.PEER, PlaceKind.HANDED_OVER)
"""Both ends of a transfer between depots: together nothing, once both sites' journals are here."""
_ORDER = [*PlaceKind]


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch as people name it."""

    site_id: SiteId
    lot_id: LotId
    item_code: ItemCode
    label: str
    name: str
    unit: str
    note: str
    received_on: date

    @property
    def node(self) -> Node:
        """Return it as a line, still without a quantity."""
        ids = (self.site_id, self.lot_id, self.item_code)
        return Node(NodeKind.BATCH, self.name, ids, self.label, unit=self.unit, on=self.received_on, note=self.note)


@dataclass(slots=True)
class _Held:
    """A quantity and its value, both growing as movements are added."""

    thousandths: int = 0
    fen: int = 0
    out: int = 0
    """What ever went there."""

    def add(self, sign: int, thousandths: int, fen: int) -> None:
        """Add a movement that brings something here (1) or takes it away (-1)."""
        self.thousandths += sign * thousandths
        self.fen += sign * fen
        self.out += thousandths if sign > 0 else 0


@dataclass(frozen=True, slots=True)
class Paper:
    """A document by which goods went out."""

    site_id: SiteId
    seq: int
    number: str
    words: str
    on: date
    note: str


PaperKey = tuple[SiteId, int]


@dataclass(slots=True)
class Whereabouts:
    """All that became of a batch."""

    received: _Held = field(default_factory=_Held)
    inside: dict[tuple[PlaceKind, DepotCode], dict[PlaceCode, _Held]] = field(default_factory=dict)
    """By the location of a depot, and as what the goods lie there."""
    outside: dict[PlaceKind, dict[PaperKey, _Held]] = field(default_factory=dict)
    """By the document that brought them there."""
    papers: dict[PaperKey, Paper] = field(default_factory=dict)

    def part(self, kind: PlaceKind, depot: DepotCode, place: PlaceCode, paper: PaperKey) -> _Held:
        """Return the part that a movement changes."""
        if BUCKETS[kind] in INSIDE:
            return self.inside.setdefault((kind, depot), {}).setdefault(location_of(place), _Held())
        way = PlaceKind.HANDED_OVER if kind in _BETWEEN else kind
        return self.outside.setdefault(way, {}).setdefault(paper, _Held())


def _total(parts: Iterable[_Held]) -> _Held:
    """Return parts together."""
    held = list(parts)
    return _Held(sum(part.thousandths for part in held), sum(part.fen for part in held), sum(p.out for p in held))


def kind_of(place: PlaceCode) -> PlaceKind:
    """Return what goods at a place count as; a carton or pallet is where it stands."""
    return part_kind(place) or _KINDS_OUTSIDE.get(place, PlaceKind.STORAGE)


def whereabouts(connection: Connection, lot_id: LotId) -> Whereabouts:
    """Return where each part of a batch is, by all its movements at all sites."""
    found = Whereabouts()
    for row in connection.execute(_MOVEMENTS.where(Movement.lot_id == lot_id)):
        note = _("; ").join(filter(None, (row.counterparty, row.incident)))
        paper = Paper(row.site_id, row.seq, row.number, _(KIND_NAMES[row.kind]), row.business_date, note)
        found.papers[row.site_id, row.seq] = paper
        for sign, place in ((-1, row.from_place), (1, row.to_place)):
            kind = kind_of(place)
            if kind in SOURCES:
                found.received.add(-sign, row.quantity, row.amount_fen)
                continue
            seq = row.of_seq if sign < 0 and BUCKETS[kind] in OPEN else row.seq
            held = found.part(kind, row.depot_code, place, (row.site_id, seq))
            held.add(sign, row.quantity, row.amount_fen)
    return found


_MOVEMENTS = (
    select(
        Movement.site_id,
        Movement.seq,
        Movement.depot_code,
        Movement.from_place,
        Movement.to_place,
        Movement.quantity,
        Movement.amount_fen,
        Movement.of_seq,
        Movement.business_date,
        Document.number,
        Document.kind,
        Document.counterparty,
        Document.incident,
    )
    .join(Document, and_(Document.site_id == Movement.site_id, Document.seq == Movement.seq))
    .order_by(Movement.seq, Movement.line)
)


# --- lines ---------------------------------------------------------------------------------------------------------


def batch_facts(connection: Connection, lots: Collection[LotId]) -> Mapping[LotId, Batch]:
    """Return how some batches are named."""
    columns = (Lot.site_id, Lot.lot_id, Lot.item_code, Lot.label_code, Lot.batch_no, Lot.serial_no, Lot.received_on)
    statement = (
        select(*columns, Item.name_zh, Item.name_en, Item.unit)
        .join(Item, Item.code == Lot.item_code)
        .where(Lot.lot_id.in_(lots))
        .order_by(Lot.site_id.desc())
    )
    return {
        row.lot_id: Batch(
            row.site_id,
            row.lot_id,
            row.item_code,
            row.label_code,
            pick(row.name_zh, row.name_en),
            row.unit,
            row.serial_no or row.batch_no,
            row.received_on,
        )
        for row in connection.execute(statement)
    }


def whole_batch(connection: Connection, lot_id: LotId) -> Node:
    """Return all that was ever received of a batch."""
    return _whole(batch_facts(connection, [lot_id])[lot_id].node, whereabouts(connection, lot_id).received)


def _whole(node: Node, received: _Held) -> Node:
    """Return a batch with all that was received of it."""
    return replace(node, amount=Money(received.fen), quantity=Quantity(received.thousandths), is_view=False)


def of_batch(connection: Connection, node: Node) -> list[Node]:
    """Return where a batch is; where only a part of it came by the document above, first all of the batch."""
    _site_id, lot_id, _item = node.ids
    found = whereabouts(connection, lot_id)
    whole = _whole(node, found.received)
    if (node.quantity, node.amount) != (whole.quantity, whole.amount):
        words = _("The whole batch: {item}").format(item=node.words)
        return [replace(whole, words=words, is_view=True)]
    names = dict(connection.execute(select(Depot.code, Depot.name)).all())
    nodes = [_lying(found, key, node, names) for key in sorted(found.inside, key=_place_in_list)]
    nodes += [_out(found, kind, node) for kind in sorted(found.outside, key=_ORDER.index)]
    return [each for each in nodes if each.quantity or each.amount or each.note]


def _place_in_list(key: tuple[PlaceKind, DepotCode]) -> tuple[int, DepotCode]:
    """Return where a part of a depot stands in the list: usable goods of all depots first."""
    return _ORDER.index(key[0]), key[1]


def _lying(found: Whereabouts, key: tuple[PlaceKind, DepotCode], batch: Node, names: Mapping[DepotCode, str]) -> Node:
    """Return what lies in one depot in one way."""
    kind, depot = key
    total = _total(found.inside[key].values())
    how = _("On hand") if kind is PlaceKind.STORAGE else part_name(kind)
    words = f"{names.get(depot, depot)} {how}"
    ids = (batch.ids[1], kind, depot, batch.unit, batch.ids[2], batch.key)
    return Node(NodeKind.WHERE, words, ids, "", Money(total.fen), Quantity(total.thousandths), batch.unit)


def _out(found: Whereabouts, kind: PlaceKind, batch: Node) -> Node:
    """Return what is out of all depots in one way; that all of it came back is said."""
    total = _total(found.outside[kind].values())
    came_back = _("all came back or was settled") if total.out and not total.thousandths else ""
    ids = (batch.ids[1], kind, None, batch.unit, batch.ids[2], batch.key)
    note = "" if kind in {PlaceKind.HANDED_OVER, PlaceKind.COUNT_DIFFERENCE} else came_back
    words = _(OUTSIDE_NAMES[kind])
    return Node(NodeKind.WHERE, words, ids, "", Money(total.fen), Quantity(total.thousandths), batch.unit, note=note)


def of_where(connection: Connection, node: Node) -> list[Node]:
    """Return the locations of a depot, or the documents by which goods went out and what of them is out still."""
    lot_id, kind, depot, unit, _item, _label = node.ids
    found = whereabouts(connection, lot_id)
    if depot is None:
        return [_by_paper(found.papers[key], held, kind, unit) for key, held in found.outside[kind].items()]
    return [
        step(shown_place(place), Money(held.fen), quantity=Quantity(held.thousandths), unit=unit)
        for place, held in sorted(found.inside[kind, depot].items())
        if held.thousandths or held.fen
    ]


def _by_paper(paper: Paper, held: _Held, kind: PlaceKind, unit: str) -> Node:
    """Return what went out by a document and is out still."""
    back = Quantity(held.out - held.thousandths)
    settled = _("{quantity} {unit} of {whole} came back or was settled")
    notes = [paper.note]
    if BUCKETS[kind] in OPEN and back != NO_QUANTITY:
        notes.append(settled.format(quantity=back.grouped(), unit=unit, whole=Quantity(held.out).grouped()))
    return Node(
        NodeKind.DOCUMENT,
        f"{paper.words} {paper.number}",
        (paper.site_id, paper.seq, None),
        paper.number,
        Money(held.fen),
        Quantity(held.thousandths),
        unit,
        paper.on,
        _("; ").join(filter(None, notes)),
        is_leaf=True,
    )


def figure_of(node: Node) -> Figure | None:
    """Return the quantity that a line says where goods are, to be proved; None where the store keeps no such total."""
    if node.kind is not NodeKind.WHERE:
        return None
    _lot, kind, depot, _unit, item, label = node.ids
    return Figure(item, BUCKETS[kind], depot, label) if BUCKETS[kind] in (*INSIDE, *OPEN) else None
