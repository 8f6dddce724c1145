"""Who buys, who accepts and who pays are different people, by what was really done, not only by roles."""

from typing import Any

import pytest
from sqlalchemy import select

from supplies.accounts.actions import AddPerson, GrantRole, RevokeRole
from supplies.approvals.actions import Decide, RouteLine, SetRoutes, Verdict
from supplies.errors import AcceptorPays, GroupTooSmall, MemberTwice, SoleAcceptor
from supplies.models.accounts import Role
from supplies.models.bidding import AcceptanceMember
from supplies.models.procurement import Contract
from supplies.procurement.contract_queries import contracts
from supplies.procurement.separation import SetAcceptancePolicy
from supplies.procurement.withdrawn import WithdrawAcceptance
from supplies.values import NO_MONEY, Login
from tests.procurement.deals import Deal, acceptance, contract, invoice, line, payment, received
from tests.procurement.money_lists import awarded_lot
from tests.rooms import SITE, TODAY, Desk, act, yuan

BUYER, CHECKER, PAYER = Login("buyer"), Login("checker"), Login("payer")
NAMES = {BUYER: "采购员甲", CHECKER: "验收员乙", PAYER: "会计丙"}


def hired(desk: Desk, login: Login, role: Role) -> Login:
    """Record somebody who holds a role, without any exception."""
    added = act(AddPerson, login=login, name=NAMES[login], site_id=SITE)
    desk.post(added, act(GrantRole, login=login, role=role))
    return login


def moved(desk: Desk, login: Login, old: Role, new: Role) -> None:
    """Let somebody change from one role to another."""
    desk.post(
        act(RevokeRole, login=login, role=old, reason="轮岗"),
        act(GrantRole, login=login, role=new),
    )


@pytest.fixture
def deal(desk: Desk) -> Deal:
    """Return a contract of four tents that the buyer recorded."""
    for login, role in ((BUYER, Role.BUYER), (CHECKER, Role.REVIEWER), (PAYER, Role.FINANCE)):
        hired(desk, login, role)
    lot = awarded_lot(desk, 40)
    signing = contract(lot, line(4), number="HT-1")
    desk.post(signing, actor=BUYER)
    return Deal(lot, signing.contract_id)


def delivered(desk: Desk, deal: Deal, **fields: Any) -> Any:
    """Return a certificate for goods that came in."""
    return acceptance(deal, received(desk), **fields)


# --- accepting -------------------------------------------------------------------------------------------------------


def test_whoever_made_the_contract_does_not_accept_alone(desk: Desk, deal: Deal) -> None:
    moved(desk, BUYER, Role.BUYER, Role.REVIEWER)
    certificate = delivered(desk, deal)
    error = desk.refused(certificate, actor=BUYER)
    assert type(error) is SoleAcceptor and error.facts["name"] == NAMES[BUYER]
    alone = delivered(desk, deal, group=(NAMES[BUYER],))
    assert type(desk.refused(alone, actor=BUYER)) is SoleAcceptor


def test_with_others_in_the_group_they_may(desk: Desk, deal: Deal) -> None:
    moved(desk, BUYER, Role.BUYER, Role.REVIEWER)
    desk.post(delivered(desk, deal, group=(NAMES[BUYER], NAMES[CHECKER])), actor=BUYER)
    members = desk.program.read(
        lambda connection: list(connection.scalars(select(AcceptanceMember.name).order_by(AcceptanceMember.line)))
    )
    assert members == [NAMES[BUYER], NAMES[CHECKER]]


def test_another_person_accepts_alone(desk: Desk, deal: Deal) -> None:
    desk.post(delivered(desk, deal), actor=CHECKER)
    assert desk.read(contracts)[0].accepted == yuan(40)


@pytest.mark.parametrize("how", ["the certificate", "the role"])
def test_a_small_bureau_says_why_nobody_else_accepts(desk: Desk, deal: Deal, how: str) -> None:
    if how == "the certificate":
        moved(desk, BUYER, Role.BUYER, Role.REVIEWER)
        desk.post(delivered(desk, deal, exception="全局仅两人"), actor=BUYER)
    else:
        desk.post(act(GrantRole, login=BUYER, role=Role.REVIEWER, exception="全局仅两人"))
        desk.post(delivered(desk, deal), actor=BUYER)
    assert desk.read(contracts)[0].accepted == yuan(40)


def test_whoever_approved_the_contract_does_not_accept_alone_either(desk: Desk) -> None:
    hired(desk, BUYER, Role.BUYER)
    hired(desk, CHECKER, Role.REVIEWER)
    desk.post(act(SetRoutes, routes=(RouteLine(action_type="procurement.sign_contract", steps=(Role.REVIEWER,)),)))
    signing = contract(awarded_lot(desk, 40), line(4), number="HT-1")
    (submitted,) = desk.program.post([signing], BUYER, submitting=True)
    desk.post(act(Decide, of_seq=submitted.entry.seq, verdict=Verdict.APPROVE), actor=CHECKER)
    people = desk.program.read(
        lambda connection: connection.execute(select(Contract.prepared_by, Contract.approved_by)).one()
    )
    assert tuple(people) == (BUYER, CHECKER)
    certificate = acceptance(Deal(signing.tender_lot_id, signing.contract_id), received(desk))
    assert type(desk.refused(certificate, actor=CHECKER)) is SoleAcceptor


def test_the_group_has_as_many_members_as_the_bureau_asks_for(desk: Desk, deal: Deal) -> None:
    desk.post(act(SetAcceptancePolicy, least=9, source="旧规定"), act(SetAcceptancePolicy, least=3, source="本局规定"))
    error = desk.refused(delivered(desk, deal, group=("甲", "乙")), actor=CHECKER)
    assert type(error) is GroupTooSmall and (error.facts["count"], error.facts["least"]) == (2, 3)
    assert type(desk.refused(delivered(desk, deal, group=("甲", "乙", "乙")), actor=CHECKER)) is MemberTwice
    desk.post(delivered(desk, deal, group=("甲", "乙", "丙")), actor=CHECKER)
    assert desk.program.verify(deep=True).is_sound


# --- paying ----------------------------------------------------------------------------------------------------------


def owed(desk: Desk, deal: Deal, **fields: Any) -> int:
    """Let the checker accept, and the invoice come; return the entry of the certificate."""
    seq = desk.post(delivered(desk, deal, **fields), actor=CHECKER)[0].entry.seq
    desk.post(invoice(deal), actor=PAYER)
    return seq


def test_whoever_accepted_does_not_pay(desk: Desk, deal: Deal) -> None:
    owed(desk, deal, number="YS-1")
    desk.post(act(GrantRole, login=CHECKER, role=Role.FINANCE))
    error = desk.refused(payment(deal), actor=CHECKER)
    assert type(error) is AcceptorPays and error.facts["number"] == "YS-1"
    desk.post(payment(deal), actor=PAYER)


def test_nor_does_a_member_of_the_group(desk: Desk, deal: Deal) -> None:
    owed(desk, deal, group=(NAMES[PAYER], "丁"))
    assert type(desk.refused(payment(deal), actor=PAYER)) is AcceptorPays


def test_a_small_bureau_says_why_the_same_person_pays(desk: Desk, deal: Deal) -> None:
    owed(desk, deal)
    desk.post(act(GrantRole, login=CHECKER, role=Role.FINANCE))
    desk.post(payment(deal, exception="会计休假，全局仅两人"), actor=CHECKER)
    assert desk.read(contracts)[0].paid == yuan(40)


def test_a_withdrawn_certificate_binds_nobody(desk: Desk, deal: Deal) -> None:
    seq = owed(desk, deal)
    taken_back = {"acceptance": seq, "withdrawn_on": TODAY, "reason": "误录"}
    desk.post(act(WithdrawAcceptance, contract_id=deal.contract, **taken_back))
    desk.post(delivered(desk, deal, number="YS-2"))
    desk.post(act(GrantRole, login=CHECKER, role=Role.FINANCE))
    desk.post(payment(deal), actor=CHECKER)
    assert desk.read(contracts)[0].paid > NO_MONEY
