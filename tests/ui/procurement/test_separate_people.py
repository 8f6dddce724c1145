"""On the screens: who accepted together is named, and who may not accept alone or pay is told beside the field."""

import pytest
from sqlalchemy import select

from supplies.accounts.actions import GrantRole, RevokeRole
from supplies.models.accounts import Role
from supplies.models.bidding import AcceptanceMember
from supplies.procurement.separation import SetAcceptancePolicy
from supplies.ui.procurement.accept_panel import names_in
from tests.procurement.deals import invoice
from tests.rooms import ADMIN, Desk, act, ago, yuan
from tests.ui.desktop import Desktop, fill, on_sqlite
from tests.ui.procurement.test_contract_page import made, now, show, submit, took_in

BY_EXCEPTION = (Role.KEEPER, Role.BUYER, Role.FINANCE, Role.SECTION_HEAD, Role.REVIEWER, Role.AUDITOR)
DAYS = {"delivered": str(ago(5)), "accepted": str(ago(4))}


def without_exceptions(desk: Desk) -> None:
    """Let the only person hold nothing by an exception any more, but accept and pay."""
    desk.post(*(act(RevokeRole, login=ADMIN, role=role, reason="已配齐人员") for role in BY_EXCEPTION))
    desk.post(*(act(GrantRole, login=ADMIN, role=role) for role in (Role.REVIEWER, Role.FINANCE)))


@pytest.mark.parametrize("text", ["张某、李某", " 张某，李某 ", "张某, 李某;", "张某 李某"])
def test_names_are_told_apart_whatever_stands_between_them(text: str) -> None:
    assert names_in(text) == ("张某", "李某")


def test_the_acceptance_group_is_named_on_the_panel(desktop: Desktop, desk: Desk) -> None:
    made(desk)
    took_in(desk)
    desk.post(act(SetAcceptancePolicy, least=2, source="本局规定"))
    page = show(desktop)
    desktop.click("contract_steps_accept")
    panel = page.accept_panel
    fill(panel.form, number="YS-1", group="张某", **DAYS)
    submit(desktop)
    assert "至少须2人" in panel.group.shown_problem
    fill(panel.form, group="张某、李某")
    submit(desktop)
    assert now(desk).accepted == yuan(40)
    names = select(AcceptanceMember.name).order_by(AcceptanceMember.line)
    assert desk.program.read(lambda connection: list(connection.scalars(names))) == ["张某", "李某"]


@on_sqlite
def test_who_made_the_contract_is_asked_why_nobody_else_accepts(desktop: Desktop, desk: Desk) -> None:
    made(desk)
    took_in(desk)
    without_exceptions(desk)
    page = show(desktop)
    desktop.click("contract_steps_accept")
    panel = page.accept_panel
    fill(panel.form, number="YS-1", **DAYS)
    submit(desktop)
    assert "不能单独验收" in panel.exception.shown_problem
    fill(panel.form, exception="全局仅一人值守")
    submit(desktop)
    assert now(desk).accepted == yuan(40)


@on_sqlite
def test_who_accepted_is_asked_why_nobody_else_pays(desktop: Desktop, desk: Desk) -> None:
    deal = made(desk)
    took_in(desk)
    without_exceptions(desk)
    page = show(desktop)
    desktop.click("contract_steps_accept")
    fill(page.accept_panel.form, number="YS-1", exception="全局仅一人值守", **DAYS)
    submit(desktop)
    desk.post(invoice(deal))
    page.reload()
    desktop.settle()
    desktop.click("contract_steps_pay")
    panel = page.payment_panel
    fill(panel.form, voucher="PZ-1", paid=str(ago(1)))
    submit(desktop)
    assert "不能再登记付款" in panel.exception.shown_problem
    fill(panel.form, exception="会计休假")
    submit(desktop)
    assert now(desk).paid == yuan(40)
