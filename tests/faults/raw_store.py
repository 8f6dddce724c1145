"""A small valid store written by bare SQL, past every layer of the program: only the database itself can refuse."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, text

from supplies.database import Database

CITY, COUNTY = "210300", "210381"
DEPOT, COUNTY_DEPOT = "210300A", "210381A"
TENT, RICE, PUMP = "tent", "rice", "pump"
TENTS = UUID("01890000-0000-7000-8000-000000000001")
SACKS = UUID("01890000-0000-7000-8000-000000000002")
ONE_PUMP = UUID("01890000-0000-7000-8000-000000000003")
MONEY = UUID("01890000-0000-7000-8000-000000000004")
OTHER_MONEY = UUID("01890000-0000-7000-8000-000000000005")
SHELF, FLOOR, SUPPLIER, ISSUED = "A-01", "B-01", "supplier", "issued"
PLACES = (
    (SHELF, "storage", "on_hand"),
    (FLOOR, "storage", "on_hand"),
    (SUPPLIER, "supplier", "outside"),
    (ISSUED, "issued", "issued"),
)
DAY = "2026-03-02"
MOMENT = "2026-03-02T08:00:00.000Z"
NO_HASH = bytes(32)
STARTING = {"seq": 0}


def digest(*parts: object) -> bytes:
    """Return 32 bytes that stand for the hash of an entry."""
    return sha256(repr(parts).encode()).digest()


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document; ``values`` replaces columns of the movement."""

    lot_id: UUID
    item_code: str
    from_place: str
    to_place: str
    quantity: object
    amount_fen: object
    values: dict[str, object] = field(default_factory=dict)


def tents(from_place: str, to_place: str, quantity: object, amount_fen: object, **values: object) -> Line:
    """Return a line that moves tents; the quantity is in thousandths."""
    return Line(TENTS, TENT, from_place, to_place, quantity, amount_fen, values)


class RawStore:
    """Bare statements on a connection; values go to the driver as they are."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self.is_sqlite = connection.dialect.name == "sqlite"

    def run(self, statement: str, **values: object) -> Any:
        """Run a statement with named values."""
        return self._connection.execute(text(statement), {name: self._plain(value) for name, value in values.items()})

    def insert(self, table: str, **values: object) -> None:
        """Insert a row."""
        self.run(self._insert(table, values), **values)

    def insert_over(self, table: str, key: str, **values: object) -> None:
        """Insert a row in the place of the one with the same key, as each database has it."""
        statement = self._insert(table, values)
        if self.is_sqlite:
            self.run(statement.replace("INSERT", "INSERT OR REPLACE", 1), **values)
            return
        changes = ", ".join(f"{name} = excluded.{name}" for name in values)
        self.run(f"{statement} ON CONFLICT ({key}) DO UPDATE SET {changes}", **values)

    def empty(self, table: str) -> None:
        """Empty a table in the quickest way that the database has."""
        self.run(f"DELETE FROM {table}" if self.is_sqlite else f"TRUNCATE {table} CASCADE")

    def row(self, table: str, where: str) -> dict[str, Any]:
        """Return the only row of a table that a condition holds for."""
        return dict(self.run(f"SELECT * FROM {table} WHERE {where}").mappings().one())

    def document(self, seq: int, lines: list[Line], **values: object) -> None:
        """Write a document and its lines, without an entry; ``values`` replaces columns of the document."""
        header: dict[str, object] = {
            "site_id": CITY,
            "seq": seq,
            "number": f"CK-{DEPOT}-2026-{seq:06d}",
            "kind": "issue",
            "depot_code": DEPOT,
            "business_date": DAY,
            "recorded_at": MOMENT,
            "actor": "li",
            "counterparty": "",
            "paper_number": "",
            "incident": "",
            "note": "",
            "receiver": "",
            "vehicle": "",
            "is_emergency": False,
            "reverses_seq": None,
            "line_count": len(lines),
        }
        header |= values
        self.insert("document", **header)
        for number, line in enumerate(lines, start=1):
            self.movement(header, number, line)

    def movement(self, header: dict[str, object], number: int, line: Line) -> None:
        """Write one line of a document."""
        columns: dict[str, object] = {
            "site_id": header["site_id"],
            "seq": header["seq"],
            "line": number,
            "depot_code": header["depot_code"],
            "item_code": line.item_code,
            "lot_id": line.lot_id,
            "is_single": line.lot_id == ONE_PUMP,
            "from_place": line.from_place,
            "to_place": line.to_place,
            "quantity": line.quantity,
            "amount_fen": line.amount_fen,
            "business_date": header["business_date"],
            "reason": "",
        }
        self.insert("movement", **columns | line.values)

    def entry(self, seq: int, **values: object) -> None:
        """Write the entry that follows; ``values`` replaces columns."""
        columns: dict[str, object] = {
            "site_id": CITY,
            "seq": seq,
            "epoch": 1,
            "action_id": UUID(int=seq + 1),
            "action_type": "stock.issue",
            "version": 1,
            "actor": "li",
            "business_date": DAY,
            "recorded_at": MOMENT,
            "seen": "{}",
            "payload_hash": digest("payload", seq),
            "prev_hash": digest("entry", seq - 1) if seq > 1 else NO_HASH,
            "hash": digest("entry", seq),
            "payload": b"{}",
        }
        self.insert("journal_entry", **columns | values)

    def post(self, seq: int, lines: list[Line], **values: object) -> None:
        """Write a document, its lines and its entry."""
        self.document(seq, lines, **values)
        self.entry(seq, business_date=values.get("business_date", DAY))

    def _plain(self, value: object) -> object:
        """Return a value as the database's driver takes it."""
        if not self.is_sqlite:
            return value
        if isinstance(value, UUID):
            return value.bytes
        return int(value) if isinstance(value, bool) else value

    @staticmethod
    def _insert(table: str, values: dict[str, object]) -> str:
        names = list(values)
        return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join(f':{name}' for name in names)})"


def fill(connection: Connection) -> None:
    """Write the small valid store: two sites, three lots, three documents, and money."""
    raw = RawStore(connection)
    _founding(raw)
    _catalogue(raw)
    _places_and_lots(raw)
    raw.post(1, [tents(SUPPLIER, SHELF, 10_000, 5_000)], kind="receipt", number="RK-1")
    raw.post(2, [Line(ONE_PUMP, PUMP, SUPPLIER, SHELF, 1_000, 900)], kind="receipt", number="RK-2")
    raw.post(3, [tents(SHELF, ISSUED, 4_000, 2_000), tents(SHELF, FLOOR, 1_000, 500)], number="CK-3")
    _money(raw)


NEXT = 5
"""The number of the entry that comes next in the small store."""


def _founding(raw: RawStore) -> None:
    """Write the sites, the store, the heads and a person."""
    for site, level in ((CITY, "city"), (COUNTY, "county")):
        raw.insert("site", site_id=site, name=site, level=level, **STARTING)
        raw.insert("journal_head", site_id=site, epoch=1, seq=0, hash=NO_HASH)
    store_id = UUID(int=1)
    raw.insert("store", only_row=1, store_id=store_id, site_id=CITY, is_sample=False, created_at=MOMENT)
    entered = {"is_active": True, "must_change": False, "failed_count": 0}
    raw.insert("person", login="li", name="李", site_id=CITY, **entered, **STARTING)


def _catalogue(raw: RawStore) -> None:
    """Write three item types."""
    for code, tracking in ((TENT, "quantity"), (RICE, "batch"), (PUMP, "serial")):
        raw.insert(
            "item",
            code=code,
            name_zh=code,
            name_en=code,
            unit="个",
            decimals=0,
            specification="",
            tracking=tracking,
            is_consumable=False,
            storage_life_months=None,
            service_life_months=None,
            use_limit=None,
            use_unit=None,
            upkeep_interval_months=None,
            inspection_interval_months=None,
            is_hazardous=False,
            source_note="",
            pinyin_initials="",
            pinyin_full="",
            is_retired=False,
            revision=1,
            **STARTING,
        )


def _places_and_lots(raw: RawStore) -> None:
    """Write a depot with its places for each site, and a lot of each item."""
    for depot, site in ((DEPOT, CITY), (COUNTY_DEPOT, COUNTY)):
        raw.insert("depot", code=depot, site_id=site, name=depot, address="", pinyin="", **STARTING)
        for code, kind, bucket in PLACES:
            names = {"depot_code": depot, "code": code, "name": code, "label_code": None}
            raw.insert("place", **names, kind=kind, bucket=bucket, is_active=True, **STARTING)
    raw.insert("place", depot_code=COUNTY_DEPOT, code="C-01", name="C-01", kind="storage", bucket="on_hand",
               label_code=None, is_active=True, **STARTING)  # fmt: skip
    for lot_id, item, serial in ((TENTS, TENT, None), (SACKS, RICE, None), (ONE_PUMP, PUMP, "SN1")):
        raw.insert(
            "lot",
            site_id=CITY,
            lot_id=lot_id,
            item_code=item,
            label_code=f"L-{item}",
            batch_no="",
            serial_no=serial,
            is_single=serial is not None,
            origin="purchase",
            received_on=DAY,
            produced_on=None,
            expires_on=None,
            owner=None,
            manager=None,
            supplier=None,
            appropriation_id=None,
            unit_price_e4=None,
            is_consumable=False,
            days_used=0,
            is_void=False,
            **STARTING,
        )


def _money(raw: RawStore) -> None:
    """Write two appropriations and the entry that makes one of them available."""
    for appropriation_id, number in ((MONEY, "财〔2026〕1号"), (OTHER_MONEY, "财〔2026〕2号")):
        raw.insert(
            "appropriation",
            site_id=CITY,
            appropriation_id=appropriation_id,
            number=number,
            title="",
            dated=DAY,
            year=int(DAY[:4]),
            original_fen=100_000,
            amount_fen=100_000,
            function_code="",
            is_direct=False,
            is_withdrawn=False,
            **STARTING,
        )
        for bucket in ("source", "available"):
            account = {"site_id": CITY, "account": f"{number}/{bucket}", "appropriation_id": appropriation_id}
            raw.insert("fund_account", **account, bucket=bucket, tender_lot_id=None, **STARTING)
    fund_movement(raw, 4, "财〔2026〕1号/source", "财〔2026〕1号/available", 100_000)
    raw.entry(4, action_type="funds.appropriate")


def fund_movement(raw: RawStore, seq: int, from_account: str, to_account: str, amount_fen: int) -> None:
    """Write one line of the fund ledger."""
    key = {"site_id": CITY, "seq": seq, "line": 1, "business_date": DAY}
    raw.insert("fund_movement", **key, from_account=from_account, to_account=to_account, amount_fen=amount_fen)


def write_small_store(database: Database) -> None:
    """Write the small valid store in one transaction."""
    database.write(fill)
