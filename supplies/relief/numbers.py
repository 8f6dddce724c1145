"""The numbers of incidents, requests, orders and distributions: given by the site, one row of numbers for each year."""

import re
from datetime import date

from sqlalchemy import insert, select, update

from supplies.journal.action import Context
from supplies.models.relief import ReliefSeries

INCIDENT, REQUEST, ORDER, DISTRIBUTION = "SJ", "XQ", "DL", "FF"
"""The first letters: 事件 需求 调拨指令 发放."""

_DIGITS = {INCIDENT: 3}
_DIGITS_USUAL = 4
_ORDER_NUMBER = re.compile(rf"{ORDER}-[A-Z0-9]{{2,8}}-\d{{4}}-\d{{4,}}")


def is_order_number(text: str) -> bool:
    """Return whether a text has the form of the number of an order."""
    return _ORDER_NUMBER.fullmatch(text.strip().upper()) is not None


def next_number(context: Context, prefix: str, day: date) -> str:
    """Count up and return the next number, such as ``SJ-210300A-2026-001``."""
    here = (
        ReliefSeries.site_id == context.site_id,
        ReliefSeries.prefix == prefix,
        ReliefSeries.year == day.year,
    )
    last = context.connection.scalar(select(ReliefSeries.last_number).where(*here))
    number = 1 if last is None else last + 1
    if last is None:
        key = {"site_id": context.site_id, "prefix": prefix, "year": day.year}
        context.connection.execute(insert(ReliefSeries), {**key, "last_number": number, "seq": context.seq})
    else:
        context.connection.execute(update(ReliefSeries).where(*here).values(last_number=number, seq=context.seq))
    return f"{prefix}-{context.site_id}-{day.year}-{number:0{_DIGITS.get(prefix, _DIGITS_USUAL)}}"
