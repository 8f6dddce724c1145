"""A list knows its lines again, and says in words what is wrong with it."""

from datetime import date

from supplies.language import Language, use_language
from supplies.procurement.lists import Difference, DifferenceKind, LeftOut, ListKind, MoneyList, line_fingerprint, plain
from supplies.values import Money

DAY = date(2023, 7, 5)


def mark(
    kind: ListKind = ListKind.PAYMENTS, number: str = "ZF-1", payee: str = "甲公司", fen: int = 100, times: int = 1
) -> str:
    return line_fingerprint(kind, number, DAY, payee, Money(fen), times)


def test_a_line_has_one_mark_however_wide_its_characters_are() -> None:
    assert mark() == mark(number="ＺＦ－1", payee="甲 公司") == mark(number="zf-1")


def test_whatever_differs_in_a_line_changes_its_mark() -> None:
    others = [mark(ListKind.INVOICES), mark(number="ZF-2"), mark(payee="乙公司"), mark(fen=101), mark(times=2)]
    assert len({mark(), *others}) == 6
    assert mark(number="ZF-12", payee="") != mark(number="ZF-1", payee="2")


def test_every_kind_of_difference_has_its_sentence() -> None:
    use_language(Language.ENGLISH)
    told, computed = Money.parse("2"), Money.parse("3")
    made = [Difference("x", kind, "支付", 4, "金额 (D)", told, computed, "支付!D2") for kind in DifferenceKind]
    place = "Sheet 支付, row 4, column 金额 (D)"
    assert [each.sentence() for each in made] == [
        f"{place}: 2.00 is told, but quantity × price is 3.00",
        f"{place}: 2.00 is told, but the net amount and the tax are 3.00",
        f"{place}: the total says 2.00, but its lines add up to 3.00",
        f"{place}: 2.00 stands there with the same number, date and payee as in 支付!D2",
    ]


def test_what_was_assumed_and_left_out_is_said() -> None:
    use_language(Language.ENGLISH)
    left = (LeftOut("七月", (3, 5)), LeftOut("说明", ()))
    found = MoneyList(ListKind.PAYMENTS, "a.xlsx", (), (), 0, ("七月",), left)
    assert found.notices() == [
        "Sheet 七月 tells no unit: its amounts are taken as yuan",
        "Sheet 七月: these rows hold no line and were left out: 3, 5",
        "Sheet 说明 holds no list and was left out",
    ]


def test_blanks_and_widths_are_evened_out() -> None:
    assert plain(" 甲　公司\n（１） ") == "甲 公司 (1)"
