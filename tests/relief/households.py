"""A village that received goods: its roster as a file, and its distribution."""

from pathlib import Path
from typing import Any

from supplies.relief.actions import CloseIncident, ConfirmDistribution, Distribute, GoodsLine, PurgeRoster
from supplies.relief.attachments import store_id
from supplies.relief.distributions import DistributionRow, distributions
from supplies.relief.roster import Household, Roster, encode_roster
from supplies.relief.vault import name_of, seal
from supplies.stock.actions import Issue
from supplies.values import ItemCode
from tests.relief.needs import done, flood
from tests.rooms import ADMIN, DEPOT, QUILT, TENT, Desk, act, lot_line, some

FIRST, SECOND_HOME = "210323199001011234", "210323198505055678"
ROSTER = Roster(
    (
        Household("一组", "张三", FIRST, 4, {TENT: some(1), QUILT: some(4)}),
        Household("二组", "李四", SECOND_HOME, 2, {QUILT: some(2)}, note="代领"),
    )
)
CSV = (
    "救灾物资发放花名册\n"
    f"序号,村组,户主,身份证号,家庭人口,12㎡单帐篷,{QUILT},备注\n"
    f'1,一组,张三,"{FIRST}",4,1,4,\n'
    f'2,二组,李四,"{SECOND_HOME}",2,,2,代领\n'
    "合计,,,,6,1,6,\n"
)


def roster_file(folder: Path, text: str = CSV) -> Path:
    """Write a roster as a village sends it."""
    path = folder / "花名册.csv"
    path.write_text(text, encoding="utf-8-sig")
    return path


def issued(desk: Desk, incident: str, tents: int = 1, quilts: int = 6) -> str:
    """Hand goods out under an incident and return the number of the issue."""
    tent, quilt = desk.lot(TENT, 50), desk.lot(QUILT, 500)
    lines = (lot_line(tent, tents, reason="就近发放"), lot_line(quilt, quilts, reason="就近发放"))
    return desk.paper(act(Issue, depot=DEPOT, incident=incident, counterparty="偏岭镇", lines=lines)).number


def sealed(desk: Desk) -> bytes:
    """Return the roster, encrypted for the store."""
    return seal(desk.read(store_id), encode_roster(ROSTER))


def hands_on(content: bytes, incident: str, *issues: str, **fields: Any) -> Distribute:
    """Return the distribution of the roster."""
    values: dict[str, Any] = {
        "village": "偏岭村",
        "roster_hash": name_of(content),
        "roster_size": len(content),
        "households": len(ROSTER.households),
        "persons": ROSTER.persons,
        "lines": tuple(GoodsLine(item=item, quantity=each) for item, each in ROSTER.totals.items()),
    }
    return act(Distribute, incident=incident, issues=issues, **values | fields)


def handed_on(desk: Desk) -> DistributionRow:
    """Distribute the roster under a new incident."""
    incident, content = done(desk, flood()), sealed(desk)
    action = hands_on(content, incident, issued(desk, incident))
    seq = desk.program.post_with([action], ADMIN, content)[0].entry.seq
    found: list[DistributionRow] = desk.read(distributions)
    return next(row for row in found if row.seq == seq)


def signed(number: str, households: int = 2, *short: tuple[ItemCode, int]) -> ConfirmDistribution:
    """Return the signed list."""
    lines = tuple(GoodsLine(item=item, quantity=some(quantity)) for item, quantity in short)
    return act(ConfirmDistribution, distribution=number, signed_households=households, paper="档案柜3", short=lines)


def purge(number: str) -> PurgeRoster:
    """Return the end of a roster."""
    return act(PurgeRoster, distribution=number, reason="工作结束")


def tell_households(desk: Desk) -> dict[str, int]:
    """Tell of a village whose roster is kept elsewhere, signed, and destroyed."""
    incident, content = done(desk, flood()), sealed(desk)
    seqs = {"distribution": desk.post(hands_on(content, incident, issued(desk, incident)))[0].entry.seq}
    number = next(row.number for row in desk.read(distributions) if row.seq == seqs["distribution"])
    ends = {
        "signed list": signed(number, 1, (QUILT, 2)),
        "second closing": act(CloseIncident, incident=incident),
        "purge": purge(number),
    }
    return seqs | {name: desk.post(action)[0].entry.seq for name, action in ends.items()}
