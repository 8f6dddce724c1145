from datetime import date
from typing import Any

import pytest

from supplies.accounts.actions import DeactivatePerson
from supplies.errors import (
    DebtAnswerNeeded,
    DebtSettled,
    EarlierLotFirst,
    EmergencyIncidentNeeded,
    EmergencyNotFor,
    EmergencyOwesMore,
    EmergencyTooLong,
    IncidentClosed,
    PersonInactive,
    SecondPersonNeeded,
    SetAside,
    UnknownRecord,
)
from supplies.models.accounts import Role
from supplies.models.open_items import DebtKind
from supplies.models.relief import Disaster, IncidentKind
from supplies.models.stock import Origin, PlaceKind
from supplies.relief.actions import CloseIncident, OpenIncident
from supplies.relief.incidents import incidents
from supplies.stock.actions import AddDepot, Emergency, Into, Issue, LotLine, Move, Receive, WriteOff
from supplies.stock.debts import SettleDebt, debts_of, open_debts
from supplies.stock.documents import DocumentRow
from supplies.stock.emergencies import HOURS, SetEmergencyPolicy, hours_allowed, is_form_number, lacking
from supplies.stock.lookups import part_of
from supplies.values import DepotCode, Login, LotId
from tests.rooms import (
    A01,
    ADMIN,
    DEPOT,
    NOW,
    SITE,
    TODAY,
    Desk,
    act,
    ago,
    assert_line,
    assert_speaks,
    goods,
    lot_line,
    move_line,
)

ALL = (DebtKind.RECEIVER, DebtKind.ORDER, DebtKind.VEHICLE, DebtKind.SIGNATURE, DebtKind.SECOND_PERSON)
ALWAYS = (DebtKind.SIGNATURE, DebtKind.SECOND_PERSON)


def emergency(**fields: Any) -> Emergency:
    """Return an emergency that owes everything, unless it is said otherwise."""
    return Emergency(**{"owes": ALL, "ordered_by": "王局长", "phone": "13800000000", "basis": "电话", **fields})


def going(lot: LotId, quantity: int = 2, **fields: Any) -> Issue:
    """Return an issue that is posted before its papers."""
    values = {"depot": DEPOT, "incident": "铁东区内涝", "emergency": emergency(), **fields}
    return act(Issue, lines=(lot_line(lot, quantity),), **values)


def opened(desk: Desk, title: str = "铁东区内涝") -> str:
    """Open an incident and return its number."""
    opening = {"kind": IncidentKind.INCIDENT, "title": title, "disaster": Disaster.FLOOD, "started_on": TODAY}
    desk.post(act(OpenIncident, **opening))
    number: str = desk.read(incidents)[0].number
    return number


def owed(desk: Desk, paper: DocumentRow) -> set[DebtKind]:
    """Return what a document still owes."""
    return {row.kind for row in desk.read(debts_of, SITE, paper.seq) if row.settled_at is None}


def test_goods_go_out_at_once_and_each_paper_that_lacks_becomes_a_debt_with_deadline_and_owner(desk: Desk) -> None:
    lot = desk.lot()
    keeper = desk.hire("keeper", Role.KEEPER, name="李保管")
    paper = desk.paper(going(lot, emergency=emergency(owner=keeper, hours=24)))
    assert paper.is_emergency
    rows = desk.read(open_debts)
    assert {row.kind for row in rows} == set(ALL)
    assert {(row.number, row.owner_name, row.incident) for row in rows} == {(paper.number, "李保管", "铁东区内涝")}
    assert {(row.due_at - NOW).total_seconds() / 3600 for row in rows} == {24}


@pytest.mark.parametrize(
    ("facts", "least"),
    [
        ({}, ALL),
        ({"receiver": "张三"}, tuple(kind for kind in ALL if kind is not DebtKind.RECEIVER)),
        ({"vehicle": "辽C12345"}, tuple(kind for kind in ALL if kind is not DebtKind.VEHICLE)),
        ({"paper_number": "鞍应急发〔2026〕7号"}, tuple(kind for kind in ALL if kind is not DebtKind.ORDER)),
        ({"receiver": " ", "vehicle": "", "paper_number": "　"}, ALL),
        ({"receiver": "张三", "vehicle": "辽C12345", "paper_number": "7号"}, ALWAYS),
    ],
)
def test_nothing_that_lacks_is_waived_silently(desk: Desk, facts: dict[str, Any], least: tuple[DebtKind, ...]) -> None:
    lot = desk.lot()
    for forgotten in least:
        owes = tuple(kind for kind in least if kind is not forgotten)
        error = desk.refused(going(lot, emergency=emergency(owes=owes), **facts))
        assert isinstance(error, EmergencyOwesMore)
        assert_speaks(error)
    paper = desk.paper(going(lot, emergency=emergency(owes=least), **facts))
    assert owed(desk, paper) == set(least)


def test_what_a_slip_says_it_lacks_is_what_the_rules_want() -> None:
    assert set(lacking("", "", "")) == set(ALL)
    assert set(lacking("张三", "7号", "辽C1")) == set(ALWAYS)
    assert DebtKind.ORDER in lacking("张三", "KB-210300A-2026-000001", "辽C1")
    assert is_form_number(" kb-210300a-2026E2-000001 ")
    assert not is_form_number("KB-210300A-2026-1")


def test_only_what_goes_out_may_go_before_its_papers(desk: Desk) -> None:
    lot = desk.lot()
    fields = {"depot": DEPOT, "incident": "内涝", "emergency": emergency()}
    spoilt = act(WriteOff, lines=(lot_line(lot, 1, reason="霉变"),), **fields)
    coming = act(Receive, origin=Origin.PURCHASE, lines=(goods(),), **fields)
    for action in (spoilt, coming):
        error = desk.refused(action)
        assert isinstance(error, EmergencyNotFor)
        assert_speaks(error)


def test_one_person_may_move_goods_alone_and_owes_a_second_one(desk: Desk) -> None:
    fields: dict[str, Any] = {"depot": DEPOT, "incident": "内涝", "lines": (move_line(desk.lot(), 1),)}
    for owes in ((DebtKind.SIGNATURE,), (DebtKind.SECOND_PERSON,)):
        error = desk.refused(act(Move, **fields, emergency=Emergency(owes=owes)))
        assert isinstance(error, EmergencyOwesMore)
    paper = desk.paper(act(Move, **fields, emergency=Emergency(owes=ALWAYS)))
    assert owed(desk, paper) == set(ALWAYS)


def test_an_emergency_names_an_open_incident(desk: Desk) -> None:
    lot = desk.lot()
    assert isinstance(desk.refused(going(lot, incident=" ")), EmergencyIncidentNeeded)
    desk.post(going(lot))  # No incident is recorded yet: its name in words will do.
    number = opened(desk)
    error = desk.refused(going(lot))
    assert isinstance(error, EmergencyIncidentNeeded)
    assert number in error.remedy()
    desk.post(going(lot, incident=number))
    desk.post(act(CloseIncident, incident=number))
    assert isinstance(desk.refused(going(lot, incident=number)), IncidentClosed)


def test_the_deadline_lies_within_the_policy_and_the_policy_is_data(desk: Desk) -> None:
    lot = desk.lot()
    assert desk.read(hours_allowed, SITE) == HOURS == 48
    assert isinstance(desk.refused(going(lot, emergency=emergency(hours=49))), EmergencyTooLong)
    desk.post(act(SetEmergencyPolicy, hours=24, source="本局规定"))
    error = desk.refused(going(lot))
    assert isinstance(error, EmergencyTooLong)
    assert_speaks(error)
    desk.post(going(lot, emergency=emergency(hours=24)))
    desk.post(act(SetEmergencyPolicy, hours=72, source="本局新规定"))
    desk.post(going(lot, emergency=emergency(hours=72)))


def test_the_owner_of_debts_is_somebody_who_acts(desk: Desk) -> None:
    lot = desk.lot()
    gone = desk.hire("gone", Role.KEEPER)
    desk.post(act(DeactivatePerson, login=gone, reason="调离"))
    assert isinstance(desk.refused(going(lot, emergency=emergency(owner=Login("nobody")))), UnknownRecord)
    assert isinstance(desk.refused(going(lot, emergency=emergency(owner=gone))), PersonInactive)


def test_the_order_of_expiry_is_passed_over_only_with_a_reason_even_then(desk: Desk) -> None:
    desk.lot(expires_on=date(2027, 1, 1))
    later = desk.lot(expires_on=date(2029, 1, 1))
    assert_line(desk.refused(going(later)), EarlierLotFirst, "reason")
    paper = desk.paper(act(Issue, depot=DEPOT, incident="内涝", emergency=emergency(), lines=(_near(later),)))
    assert [line.reason for line in desk.lines(paper)] == ["应急就近"]


def _near(lot: LotId) -> LotLine:
    """Return a line that says why this lot was taken."""
    return lot_line(lot, 1, reason="应急就近")


def test_what_awaits_inspection_goes_out_in_an_emergency_only_and_only_with_a_reason(desk: Desk) -> None:
    line = goods()
    desk.post(act(Receive, depot=DEPOT, origin=Origin.PURCHASE, into=Into.INSPECTING, lines=(line,)))
    waiting = part_of(A01, PlaceKind.INSPECTING)

    def issue(reason: str, *, is_emergency: bool) -> Issue:
        lines = (lot_line(line.lot_id, 3, waiting, reason=reason),)
        return act(Issue, depot=DEPOT, incident="内涝", lines=lines, emergency=emergency() if is_emergency else None)

    assert_line(desk.refused(issue("险情紧急", is_emergency=False)), SetAside, "place")
    assert_line(desk.refused(issue("", is_emergency=True)), SetAside, "place")
    paper = desk.paper(issue("险情紧急", is_emergency=True))
    assert [line.reason for line in desk.lines(paper)] == ["险情紧急"]
    assert str(desk.held(line.lot_id, waiting)) == "7"


def test_another_person_confirms_and_every_answer_says_who_and_when(desk: Desk) -> None:
    lot = desk.lot()
    keeper, head = desk.hire("keeper", Role.KEEPER), desk.hire("head", Role.SECTION_HEAD, name="赵科长")
    seq = desk.post(going(lot, emergency=emergency(owner=keeper)), actor=keeper)[0].entry.seq
    settle = {"of_seq": seq, "kind": DebtKind.SECOND_PERSON, "answer": "已核对"}
    error = desk.refused(act(SettleDebt, **settle), actor=keeper)
    assert isinstance(error, SecondPersonNeeded)
    desk.post(act(SettleDebt, **settle), actor=head)
    assert isinstance(desk.refused(act(SettleDebt, **settle), actor=ADMIN), DebtSettled)
    found = {row.kind: row for row in desk.read(debts_of, SITE, seq)}[DebtKind.SECOND_PERSON]
    assert (found.settled_by, found.settled_at, found.answer) == (head, NOW, "已核对")


def test_a_debt_is_not_settled_with_nothing(desk: Desk) -> None:
    paper = desk.paper(going(desk.lot()))
    error = desk.refused(act(SettleDebt, of_seq=paper.seq, kind=DebtKind.RECEIVER, answer=" "))
    assert isinstance(error, DebtAnswerNeeded)
    assert_speaks(error)
    error = desk.refused(act(SettleDebt, of_seq=paper.seq + 1000, kind=DebtKind.RECEIVER, answer="张三"))
    assert isinstance(error, UnknownRecord)


def test_a_keeper_of_another_depot_settles_nothing_here(desk: Desk) -> None:
    paper = desk.paper(going(desk.lot()))
    desk.post(act(AddDepot, code=DepotCode("210302A"), name="铁东区库"))
    other = desk.hire("other", Role.KEEPER, depot="210302A")
    here = desk.hire("here", Role.KEEPER, depot=DEPOT)
    settle = act(SettleDebt, of_seq=paper.seq, kind=DebtKind.RECEIVER, answer="张三")
    assert_speaks(desk.refused(settle, actor=other))
    desk.post(settle, actor=here)


def test_a_reversed_document_owes_nothing_more(desk: Desk) -> None:
    paper = desk.paper(going(desk.lot(day=ago(1))))
    back = desk.reverse(paper)
    assert desk.read(open_debts) == []
    assert {row.answer for row in desk.read(debts_of, SITE, paper.seq)} == {back.number}
