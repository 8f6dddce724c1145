import time
import pytest
from tests.rooms import *
from tests.rooms import desk, program, room_database, room_file
from tests.stock.wear import GENERATOR, teach, looked_after
from supplies.stock.clocks import due
from supplies.stock.rotation import plan
from supplies.stock.actions import Issue
from supplies.models.upkeep import UpkeepKind

@pytest.mark.parametrize("program", ["sqlite"], indirect=True)
def test_bench(desk):
    teach(desk)
    n=5000
    for k in range(5):
        desk.receive(*[goods(GENERATOR,1,yuan("10"),serial_no=f"F-{k}-{i}") for i in range(n//5)], day=ago(100))
    lots=[desk.lot(TENT,10,expires_on=ago(-100-i)) for i in range(200)]
    t=time.perf_counter(); rows=desk.read(due, TODAY, DEPOT); print("due", len(rows), time.perf_counter()-t)
    t=time.perf_counter(); rows=desk.read(plan, TODAY, DEPOT, 1000); print("plan", len(rows), time.perf_counter()-t)
    lines=tuple(lot_line(l,1,reason="x") for l in lots)
    import supplies.stock.rules as r
    for name in ("with","without","with","without"):
        keep=r.issue_problem
        if name=="without": r.issue_problem=lambda *a: None
        t=time.perf_counter(); desk.post(act(Issue,depot=DEPOT,lines=lines)); print(name, time.perf_counter()-t)
        r.issue_problem=keep
