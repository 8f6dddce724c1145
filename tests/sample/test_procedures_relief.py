"""What the sample shows of relief is there, and under way."""

from random import Random

from supplies.models.accounts import Role
from supplies.program import Program
from supplies.relief.incidents import incidents
from supplies.relief.queries import orders, requests
from supplies.sample.identity import Identity
from supplies.sample.procedures_relief import HANDED, ORDERED, show_relief
from supplies.stock.availability import availability
from supplies.stock.queries import on_hand_at
from tests.rooms import A01, DEPOT, TENT, TODAY, Desk, ago, some


def test_the_sample_shows_an_incident_and_an_order_that_is_handed_over_in_part(program: Program) -> None:
    desk = Desk(program)
    desk.hire("keeper", Role.KEEPER)
    desk.hire("head", Role.SECTION_HEAD)
    lot = desk.lot(TENT, 50, day=ago(5))
    show_relief(program, Identity(Random(1)), TODAY)  # noqa: S311 - a story, not a secret
    (incident,) = desk.read(incidents, only_open=True)
    (request,) = desk.read(requests)
    (order,) = desk.read(orders)
    assert (request.incident, order.request) == (incident.number, request.number)
    assert "示例" in incident.title and "示例" in request.requester and "示例" in order.receiver
    assert desk.read(on_hand_at, DEPOT, A01, lot) == some(50) - HANDED
    assert desk.read(availability, DEPOT)[TENT].claimed == ORDERED - HANDED, (
        "what was not handed over yet is kept for the order"
    )


def test_a_store_without_goods_to_spare_shows_no_relief(program: Program) -> None:
    show_relief(program, Identity(Random(1)), TODAY)  # noqa: S311 - a story, not a secret
    assert Desk(program).read(incidents) == []
