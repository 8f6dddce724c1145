"""A short story that touches every table, and the entry in which each part of it was told."""

from dataclasses import dataclass
from datetime import date

from supplies.accounts.actions import (
    AddOrganisation,
    AddPerson,
    CloseOrganisation,
    DeactivatePerson,
    GrantRole,
    ReactivatePerson,
    RevokeRole,
    RolePair,
    SetPassword,
    SetRoleConflicts,
    SetSignInPolicy,
    SignIn,
)
from supplies.approvals.actions import Decide, RouteLine, SetRoutes, Verdict
from supplies.approvals.actions import Withdraw as WithdrawProposal
from supplies.funds.actions import Appropriate, PublishFigures, ShareLine, Withdraw
from supplies.journal.action import Action
from supplies.models.accounts import Level, OrganisationKind, Role
from supplies.models.procurement import Method
from supplies.models.stock import Origin
from supplies.procurement.actions import AddLot, CancelLot, FailTender, OpenProject, RecordAward, StartTender
from supplies.stock.actions import (
    AddDepot,
    Adjust,
    ClosePeriod,
    CountLine,
    DebtKind,
    Emergency,
    Issue,
    Move,
    Receive,
    RetirePlace,
    Return,
    Reverse,
    WriteOff,
)
from supplies.stock.emergencies import SetEmergencyPolicy
from supplies.stock.forms import IssueBlankForms, VoidBlankForm
from supplies.values import AppropriationId, DepotCode, Login, LotId, OrganisationCode, new_id
from tests.agreements.promises import tell_agreements
from tests.attachments.papers import tell_papers
from tests.deadlines.days import tell_deadlines
from tests.funds.allotted import tell_allotments
from tests.journal.story_care import tell_care
from tests.journal.story_counts import tell_counts
from tests.procurement.days import tell_days
from tests.procurement.deals import tell_contract
from tests.procurement.money_lists import tell_treasury
from tests.procurement.offered import tell_bidding
from tests.relief.households import tell_households
from tests.relief.needs import tell_relief
from tests.rooms import (
    A01,
    A02,
    B01,
    COMMAND_TENT,
    DEPOT,
    SITE,
    TENT,
    Desk,
    act,
    goods,
    lot_line,
    move_line,
    return_line,
    some,
    yuan,
)
from tests.stock.incoming import tell_incoming
from tests.stock.sending import tell_transfers

SUPPLIER = OrganisationCode("GYS1")


@dataclass(frozen=True, slots=True)
class Story:
    """What was done, in its order, and the entry of each deed by its name."""

    desk: Desk
    seqs: dict[str, int]

    def __getitem__(self, deed: str) -> int:
        return self.seqs[deed]

    @property
    def last(self) -> int:
        """Return the newest entry."""
        return self.desk.program.head.seq


def tell(desk: Desk) -> Story:
    """Do a little of everything."""
    first = desk.program.head.seq + 1
    deeds = _deeds()
    desk.post(*deeds.values())
    seqs = {name: first + number for number, name in enumerate(deeds)}
    seqs |= tell_contract(desk, seqs["receipt"])
    for tell_more in (
        tell_care,
        tell_approvals,
        tell_counts,
        tell_transfers,
        tell_incoming,
        tell_agreements,
        tell_deadlines,
        tell_treasury,
        tell_bidding,
        tell_days,
        tell_allotments,
        tell_papers,
        tell_relief,
        tell_households,
        tell_people,
    ):
        seqs |= tell_more(desk)
    return Story(desk, seqs)


def tell_people(desk: Desk) -> dict[str, int]:
    """Give and take rights and passwords, sign in right and wrong, close an organisation."""
    gh = Login("gh")
    made = "$argon2id$v=19$m=65536,t=3,p=4$O9n+Ov6JEuwtWdEJZDB4DA$dmUOBsohdSHiIblS5esD3HCZ8M0eiVP2oReJ30TaW5s"
    pair = RolePair(Role.KEEPER, Role.FINANCE, "惯例")
    deeds: dict[str, Action] = {
        "person": act(AddPerson, login=gh, name="王", site_id=SITE),
        "role": act(GrantRole, login=gh, role=Role.KEEPER, depot=DEPOT),
        "other role": act(GrantRole, login=gh, role=Role.FINANCE, exception="仅两人"),
        "taken role": act(RevokeRole, login=gh, role=Role.KEEPER, depot=DEPOT, reason="轮岗"),
        "one-time password": act(SetPassword, login=gh, password_hash=made, must_change=True),
        "leaving": act(DeactivatePerson, login=gh, reason="调离"),
        "return of a person": act(ReactivatePerson, login=gh, reason="返岗"),
        "roles apart": act(SetRoleConflicts, pairs=(pair,)),
        "sign-in policy": act(SetSignInPolicy, attempts=3, lock_minutes=5),
        "closed organisation": act(CloseOrganisation, code=SUPPLIER, reason="注销"),
    }
    first = desk.program.head.seq + 1
    desk.post(*deeds.values())
    desk.post(act(SetPassword, login=gh, password_hash=made), act(SignIn, is_accepted=True), actor=gh)
    desk.post(*(act(SignIn, is_accepted=False) for _time in range(2)), actor=gh)
    return {name: first + number for number, name in enumerate(deeds)}


def tell_approvals(desk: Desk) -> dict[str, int]:
    """Submit two write-offs: one person approves both steps of neither, one is carried out and one returned."""
    first, second, third = (Login(name) for name in ("ab", "cd", "ef"))
    roles = {second: Role.REVIEWER, third: Role.SECTION_HEAD}
    desk.post(*(act(AddPerson, login=login, name=login, site_id=SITE) for login in (first, second, third)))
    desk.post(*(act(GrantRole, login=login, role=role) for login, role in roles.items()))
    desk.post(act(GrantRole, login=first, role=Role.KEEPER))
    line = RouteLine(action_type="stock.write_off", steps=(Role.REVIEWER, Role.SECTION_HEAD), source="惯例")
    desk.post(act(SetRoutes, routes=(line,)))
    lot = desk.lot(TENT, 10, yuan("180.00"))
    writing_off = [act(WriteOff, depot=DEPOT, lines=(lot_line(lot, 1, reason="霉变"),)) for _time in range(3)]
    done, returned, withdrawn = (each.entry.seq for each in desk.program.post(writing_off, first, submitting=True))
    desk.post(act(Decide, of_seq=done, verdict=Verdict.APPROVE, note="属实"), actor=second)
    approved = desk.post(act(Decide, of_seq=done, verdict=Verdict.APPROVE), actor=third)[0].entry.seq
    desk.post(act(Decide, of_seq=returned, verdict=Verdict.RETURN, note="请附照片"), actor=second)
    desk.post(act(WithdrawProposal, of_seq=withdrawn), actor=first)
    return {"submitted write-off": done, "approved write-off": approved}


def _deeds() -> dict[str, Action]:
    """Return the deeds by their names, in their order."""
    return _goods() | _money()


def _goods() -> dict[str, Action]:
    """Return what is done to goods."""
    money = AppropriationId(new_id())
    tents, more, one = (
        goods(TENT, 100, yuan("1800.00"), batch_no="P1", expires_on=date(2030, 1, 1), appropriation_id=money),
        goods(TENT, 40, yuan("720.00"), batch_no="P2", owner=SUPPLIER, manager=SUPPLIER, place=A02),
        goods(COMMAND_TENT, 1, yuan("9000.00"), serial_no="S-1"),
    )
    count = CountLine(lot_id=more.lot_id, place=A02, book=some(40), counted=some(39), reason="短少")
    spoilt = lot_line(tents.lot_id, 5, reason="霉变")
    return {
        "organisation": act(AddOrganisation, code=SUPPLIER, name="供应商", kind=OrganisationKind.SUPPLIER),
        "appropriation": _appropriation(money, "1"),
        "depot": act(AddDepot, code=DepotCode("210302A"), name="铁东区库"),
        "receipt": act(Receive, depot=DEPOT, origin=Origin.PURCHASE, supplier=SUPPLIER, lines=(tents, more, one)),
        "issue": act(
            Issue, depot=DEPOT, counterparty="铁东区", lines=(lot_line(tents.lot_id, 30), lot_line(one.lot_id, 1))
        ),
        "move": act(Move, depot=DEPOT, lines=(move_line(tents.lot_id, 10, A01, A02),)),
        "return": act(Return, depot=DEPOT, lines=(return_line(one.lot_id, 1),)),
        "count": act(Adjust, depot=DEPOT, lines=(count,)),
        "write_off": act(WriteOff, depot=DEPOT, lines=(spoilt,)),
        "second issue": act(Issue, depot=DEPOT, lines=(lot_line(tents.lot_id, 1),)),
        "policy": act(SetEmergencyPolicy, hours=24, source="本局规定"),
        "forms": act(IssueBlankForms, depot=DEPOT, count=2, items=(TENT,)),
        "void form": act(VoidBlankForm, number=f"KB-{DEPOT}-2026-000002", reason="雨水浸坏"),
        "emergency": _emergency(tents.lot_id),
        "place": act(RetirePlace, depot=DEPOT, code=B01),
        "period": act(ClosePeriod, depot=DEPOT, closed_through=date(2026, 1, 31)),
    }


def _emergency(lot: LotId) -> Issue:
    """Return an issue before its papers, entered from a blank form."""
    emergency = Emergency(ordered_by="王局长", phone="13800000000", basis="电话", owes=tuple(DebtKind), hours=24)
    head = {"incident": "7·28内涝", "paper_number": f"KB-{DEPOT}-2026-000001", "emergency": emergency}
    return act(Issue, depot=DEPOT, lines=(lot_line(lot, 1),), **head)


def _appropriation(money: AppropriationId, number: str) -> Appropriate:
    """Return an appropriation of 1,000 yuan."""
    shares = (ShareLine(Level.CENTRAL, yuan("600")), ShareLine(Level.PROVINCE, yuan("400")))
    values = {"number": f"财〔2026〕{number}号", "title": "救灾", "dated": date(2026, 1, 2), "amount": yuan("1000")}
    return act(Appropriate, appropriation_id=money, shares=shares, **values)


def _money() -> dict[str, Action]:
    """Return what is done to money."""
    money, unused = AppropriationId(new_id()), AppropriationId(new_id())
    project, lot, other = new_id(), new_id(), new_id()
    lots = {"project_id": project, "appropriation_id": money, "budget": yuan("300"), "ceiling": yuan("290")}
    day = date(2026, 2, 1)
    figures = {"appropriated": yuan("1000"), "tendered": yuan("280"), "in_tender": yuan("0")}
    return {
        "money": _appropriation(money, "2"),
        "unused": _appropriation(unused, "3"),
        "withdrawal": act(Withdraw, appropriation_id=unused, reason="收回"),
        "project": act(
            OpenProject, project_id=project, number="P-1", name="帐篷", method=Method.OPEN_TENDER, started_on=day
        ),
        "lot": act(AddLot, tender_lot_id=lot, number=1, name="一包", **lots),
        "other lot": act(AddLot, tender_lot_id=other, number=2, name="二包", **lots),
        "tender": act(StartTender, tender_lot_id=lot, announced_on=day),
        "failure": act(FailTender, tender_lot_id=lot, ended_on=day, reason="不足三家"),
        "second tender": act(StartTender, tender_lot_id=lot, announced_on=day),
        "award": act(RecordAward, tender_lot_id=lot, ended_on=day, winner="供应商", award=yuan("280")),
        "cancelled": act(CancelLot, tender_lot_id=other, reason="取消"),
        "figures": act(PublishFigures, title="报告", dated=day, **figures),
    }


def reverse_of(story: Story, deed: str) -> Action:
    """Return the reversal of a deed."""
    return act(Reverse, reverses_seq=story[deed], reason="录入有误")
