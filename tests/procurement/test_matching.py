"""Lines of a list find their contracts; what is not sure is left to a person, with the nearest beside it."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from supplies.language import Language, use_language
from supplies.procurement.lists import ListedLine
from supplies.procurement.matching import (
    SAME_MAX,
    OpenContract,
    Proposal,
    Reason,
    number_key,
    propose,
    supplier_key,
)
from supplies.values import Money
from tests.soak import size

DAY = date(2023, 6, 1)


def contract(number: str, supplier: str = "甲有限公司", fen: int = 100, **more: object) -> OpenContract:
    made = OpenContract(number, supplier, Money(fen), Money(fen), DAY)
    return replace(made, **more)  # type: ignore[arg-type]


def line(payee: str = "", fen: int = 1, number: str = "", text: str = "", dated: date = DAY) -> ListedLine:
    return ListedLine("支付", 2, "ZF-1", dated, payee, Money(fen), number, text, "mark")


def proposal(of: ListedLine, *contracts: OpenContract) -> Proposal:
    (found,) = propose([of], contracts)
    return found


def matched(of: ListedLine, *contracts: OpenContract) -> str | None:
    found = proposal(of, *contracts).match
    return None if found is None else found.contract.number


# --- by number -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("HT-2023-1", "ht-2023-1"),
        ("HT-2023-1", "ＨＴ—２０２３ – 1"),
        ("鞍应急采〔2023〕12号", "鞍应急采[2023] 12号"),
        ("鞍应急采〔2023〕12号", "鞍应急采（2023）12 号"),
    ],
)
def test_a_number_is_the_same_however_it_is_written(number: str, written: str) -> None:
    others = (contract("HT-2023-12"), contract("HT-2023-11"))
    assert number_key(number) == number_key(written)
    assert matched(line(number=written), *others, contract(number)) == number
    assert matched(line(text=f"支付{written}合同款"), *others, contract(number)) == number


def test_a_number_within_a_longer_one_is_not_found() -> None:
    short, long, supplement = contract("HT-2023-1"), contract("HT-2023-12"), contract("HT-2023-1-补1")
    assert matched(line(text="付HT-2023-12款"), short, long) == "HT-2023-12"
    assert matched(line(text="付HT-2023-12款"), short) is None
    assert matched(line(text="付XHT-2023-1款"), short) is None
    assert matched(line(text="付HT-2023-1-补1款"), short, supplement) == "HT-2023-1-补1"


def test_two_numbers_in_a_text_leave_the_choice_to_a_person() -> None:
    found = proposal(line(text="HT-2023-1、HT-2023-2"), contract("HT-2023-1"), contract("HT-2023-2"))
    assert found.match is None
    assert [each.contract.number for each in found.candidates] == ["HT-2023-1", "HT-2023-2"]


def test_a_number_without_its_separators_needs_the_supplier_too() -> None:
    meant = contract("HT-2023-001", "甲有限公司")
    assert matched(line("甲有限公司", number="HT2023001"), meant) == "HT-2023-001"
    assert matched(line("", number="HT2023001"), meant) is None
    assert proposal(line(number="HT2023001"), meant).candidates[0].reasons[0] is Reason.NUMBER_ALIKE


def test_a_listed_number_that_no_contract_has_is_never_overruled() -> None:
    meant = contract("HT-1", "甲有限公司", 500)
    assert matched(line("甲有限公司", 500, ""), meant) == "HT-1"
    assert matched(line("甲有限公司", 500, "HT-9999"), meant) is None


def test_a_named_contract_of_another_supplier_or_of_a_later_day_is_left_to_a_person() -> None:
    meant = contract("HT-2023-1", "甲有限公司")
    assert matched(line("甲有限公司", number="HT-2023-1"), meant) == "HT-2023-1"
    assert matched(line("丙股份公司", number="HT-2023-1"), meant) is None
    assert matched(line("甲有限公司", number="HT-2023-1", dated=DAY - timedelta(days=1)), meant) is None


# --- by supplier and amount ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "written",
    ["示例（集团）装备有限公司", "示例(集团)装备有限责任公司", "示例集团装备责任公司", " 示例集团 装备有限公司"],
)
def test_a_supplier_is_the_same_with_other_brackets_or_legal_form(written: str) -> None:
    meant = contract("HT-1", "示例（集团）装备有限责任公司", 500)
    assert supplier_key(written) == supplier_key(meant.supplier)
    assert matched(line(written, 500), meant, contract("HT-2", "别家有限公司", 500)) == "HT-1"


@pytest.mark.parametrize("written", ["示例装备股份有限公司", "示列装备有限公司", "示例装备厂"])
def test_a_supplier_that_is_only_called_almost_so_is_shown_and_not_chosen(written: str) -> None:
    found = proposal(line(written, 500), contract("HT-1", "示例装备有限公司", 500), contract("HT-2", "丙", 500))
    assert found.match is None
    assert found.candidates[0].contract.number == "HT-1"
    assert Reason.SUPPLIER_ALIKE in found.candidates[0].reasons


@pytest.mark.parametrize(
    ("fen", "text", "reason"),
    [
        (1000, "", Reason.AMOUNT_OPEN),
        (50, "", Reason.AMOUNT_PART),
        (300, "预付30%", Reason.AMOUNT_SHARE),
        (333, "支付 33.33％ 货款", Reason.AMOUNT_SHARE),
    ],
)
def test_an_amount_agrees_where_it_is_what_is_open_a_part_or_a_stated_share(
    fen: int, text: str, reason: Reason
) -> None:
    meant, other = contract("HT-1", fen=1000, parts=(Money(50),)), contract("HT-2", fen=777)
    found = proposal(line("甲有限公司", fen, text=text), meant, other)
    assert found.match is not None
    assert found.match.contract.number == "HT-1"
    assert reason in found.match.reasons
    assert matched(line("甲有限公司", fen + 1, text=text), meant, other) is None


def test_a_share_of_more_than_the_whole_is_none() -> None:
    assert matched(line("甲有限公司", 500, text="150%"), contract("HT-1", fen=1000)) is None


def test_a_name_and_a_text_of_any_length_are_compared() -> None:
    name = "示" * 30_000
    found = proposal(line(name, 500, text="9" * 30_000), contract("HT-2023-1", name, 500), contract("HT-2", fen=7))
    assert found.match is not None
    assert found.match.contract.number == "HT-2023-1"


def test_what_is_above_the_open_amount_is_said() -> None:
    meant = contract("HT-1", fen=1000, open_amount=Money(400))
    for fen, reason in ((1000, Reason.AMOUNT_WHOLE), (401, Reason.AMOUNT_ABOVE)):
        found = proposal(line("甲有限公司", fen), meant)
        assert found.match is None
        assert reason in found.candidates[0].reasons
        assert any("4.00" in sentence for sentence in found.candidates[0].sentences())


def test_of_two_as_good_none_is_chosen_and_words_of_the_lot_decide() -> None:
    tents, quilts = contract("HT-1", words=("帐篷",)), contract("HT-2", words=("棉被",))
    assert matched(line("甲有限公司", 100), tents, quilts) is None
    assert matched(line("甲有限公司", 100, text="棉被款"), tents, quilts) == "HT-2"


def test_a_contract_signed_later_is_no_rival() -> None:
    later = contract("HT-2", signed_on=DAY + timedelta(days=1))
    assert matched(line("甲有限公司", 100), contract("HT-1"), later) == "HT-1"
    assert matched(line("甲有限公司", 100), later) is None


def test_where_too_many_are_alike_none_is_chosen() -> None:
    many = [contract(f"HT-{place:03}") for place in range(SAME_MAX)]
    told = contract("HT-999", words=("帐篷",))
    assert matched(line("甲有限公司", 100, text="帐篷"), *many[1:], told) == "HT-999"
    assert matched(line("甲有限公司", 100, text="帐篷"), *many, told) is None


def test_money_that_comes_back_agrees_with_no_amount() -> None:
    assert matched(line("甲有限公司", -100), contract("HT-1")) is None


# --- what is not matched ---------------------------------------------------------------------------------------------


def test_a_line_without_a_match_has_its_three_nearest_candidates_with_reasons() -> None:
    contracts = [contract(f"HT-{fen}", "乙有限公司", fen) for fen in (100, 200, 300, 400, 5000)]
    found = proposal(line("丁有限公司", 290), *contracts)
    assert found.match is None
    assert [each.contract.number for each in found.candidates] == ["HT-300", "HT-400", "HT-200"]
    assert all(each.sentences() for each in found.candidates)
    assert proposal(line()).candidates == ()


def test_every_reason_is_said_in_words_with_its_facts() -> None:
    use_language(Language.ENGLISH)
    meant = contract("HT-2023-1", fen=1000, words=("帐篷",))
    found = proposal(line("甲有限公司", 1000, text="HT-2023-1帐篷款"), meant)
    assert found.candidates[0].sentences() == [
        "the contract number stands in the text",
        "the payee is the supplier 甲有限公司",
        "the amount is all that is open",
        "the text names what the lot is for",
        "dated after the signing on 2023-06-01",
    ]


# --- whatever else there is ------------------------------------------------------------------------------------------

suppliers = st.sampled_from(["甲有限公司", "甲股份有限公司", "甲（集团）有限责任公司", "乙厂", "乙有限公司", "丙"])
stores = st.lists(
    st.builds(
        contract,
        number=st.builds("HT-{}".format, st.integers(1, 130)),
        supplier=suppliers,
        fen=st.integers(1, 30),
        signed_on=st.dates(DAY, DAY + timedelta(days=5)),
        words=st.sampled_from([(), ("帐篷",), ("棉被",)]),
    ),
    min_size=1,
    unique_by=lambda each: each.number,
)
often = settings(max_examples=size(200, 2000), deadline=None)


@often
@given(stores, st.data())
def test_a_line_that_names_its_contract_is_matched_to_it_whatever_else_there_is(
    contracts: list[OpenContract], data: st.DataObject
) -> None:
    meant = data.draw(st.sampled_from(contracts))
    fen = data.draw(st.integers(1, 40))
    dated = meant.signed_on + timedelta(days=data.draw(st.integers(0, 9)))
    listed = line(meant.supplier, fen, meant.number, "棉被", dated)
    assert matched(listed, *contracts) == meant.number
    if len(meant.number) >= 4:
        assert matched(line(meant.supplier, fen, "", f"付{meant.number}合同帐篷款", dated), *contracts) == meant.number


@often
@given(stores, st.data())
def test_a_line_of_supplier_and_amount_is_matched_to_its_only_contract_and_never_to_another(
    contracts: list[OpenContract], data: st.DataObject
) -> None:
    meant = data.draw(st.sampled_from(contracts))
    listed = line(meant.supplier.replace("（集团）有限责任", "(集团)有限"), meant.amount.fen, dated=meant.signed_on)
    key = supplier_key(meant.supplier)
    rivals = [
        each
        for each in contracts
        if supplier_key(each.supplier) == key and each.amount == meant.amount and each.signed_on <= meant.signed_on
    ]
    assert matched(listed, *contracts) == (meant.number if rivals == [meant] else None)


@often
@given(
    stores, st.lists(st.builds(line, payee=suppliers, fen=st.integers(-5, 40), number=st.sampled_from(["", "HT-7"])))
)
def test_only_agreement_is_proposed_and_the_order_of_the_contracts_changes_nothing(
    contracts: list[OpenContract], lines: list[ListedLine]
) -> None:
    found = propose(lines, contracts)
    mixed = list(contracts)
    Random(len(contracts)).shuffle(mixed)  # noqa: S311 - any order will do
    assert propose(lines, mixed) == found
    for each in found:
        assert len(each.candidates) == min(3, len(contracts))
        assert each.match is None or each.match == each.candidates[0]
        if each.match is not None:
            is_named = each.line.contract_number == each.match.contract.number
            is_agreed = {Reason.SUPPLIER, Reason.AMOUNT_OPEN} <= set(each.match.reasons)
            assert is_named or is_agreed
