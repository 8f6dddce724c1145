"""The part of the story that tells of counts."""

from typing import Any

from supplies.models.accounts import Role
from supplies.stock.counting import CancelCount, CountedLine, FinishCount, RecordCount, Sample, StartCount, UnknownCode
from tests.rooms import A01, A02, DEPOT, NOW, TENT, Desk, act, some, yuan


def tell_counts(desk: Desk) -> dict[str, int]:
    """Finish a count with a difference, goods that were not expected and a second count; give another up."""
    first, second, third = (desk.hire(name, role) for name, role in _TEAM.items())
    lot = desk.lot(TENT, 12, yuan("216.00"))
    started = desk.post(act(StartCount, depot=DEPOT, name="季度盘点", items=(TENT,), tolerance_mille=10))[0].entry.seq

    def line(quantity: str, **more: Any) -> CountedLine:
        values: dict[str, Any] = {"place": A01, "at_seq": started, "counted_at": NOW, **more}
        return CountedLine(lot_id=lot, counted=some(quantity), **values)

    unknown = UnknownCode(code="无标签的箱子", place=A01, counted_at=NOW)
    one = act(RecordCount, of_seq=started, lines=(line("9"), line("1", place=A02)), unknown=(unknown,))
    two = act(RecordCount, of_seq=started, lines=(line("10", round=2), line("1", place=A02, round=2)))
    desk.post(one, actor=first)
    recorded = desk.post(two, actor=second)[0].entry.seq
    closing = act(
        FinishCount, of_seq=started, last_record=recorded, reason="盘点差异", left_out="本次不盘", note="季度"
    )
    finished = desk.post(closing, actor=third)[0].entry.seq
    sample = Sample(size=1, seed="2026-6")
    other = desk.post(act(StartCount, depot=DEPOT, name="抽盘", sample=sample, is_blind=False))[0].entry.seq
    desk.post(act(CancelCount, of_seq=other, reason="改期"))
    return {"count started": started, "count finished": finished}


_TEAM = {"counter": Role.KEEPER, "second-counter": Role.KEEPER, "count-head": Role.SECTION_HEAD}
