"""The papers that labels are printed on: every one can be, and they are named in both languages."""

import pytest

from supplies.errors import LabelStockUnknown
from supplies.language import Language, use_language
from supplies.printing.labels.stocks import label_stock, label_stocks
from tests.rooms import assert_speaks

every_stock = pytest.mark.parametrize("key", sorted(label_stocks()))


def test_the_usual_sheets_and_rolls_are_among_them() -> None:
    found = label_stocks()
    assert (found["a4-3x8"].per_page, found["a4-3x7"].per_page) == (24, 21)
    assert found["a4-3x7"].label == (63.5, 38.1), "Avery L7160"
    assert any(stock.per_page == 1 for stock in found.values())


@every_stock
def test_every_label_lies_on_its_page_and_on_no_other(key: str) -> None:
    stock = label_stock(key)
    for axis, count in ((0, stock.columns), (1, stock.rows)):
        assert stock.pitch[axis] >= stock.label[axis] > 0
        last = stock.first[axis] + (count - 1) * stock.pitch[axis] + stock.label[axis]
        assert stock.first[axis] >= 0 and last <= stock.page[axis] + 0.001


@every_stock
def test_every_paper_has_a_name_in_both_languages(key: str) -> None:
    stock = label_stock(key)
    assert stock.key == key
    use_language(Language.ENGLISH)
    assert stock.name == stock.name_en and stock.name.isascii()
    use_language(Language.CHINESE)
    assert stock.name == stock.name_zh and not stock.name.isascii()


@every_stock
def test_the_name_tells_the_size(key: str) -> None:
    stock = label_stock(key)
    for length in stock.label:
        assert f"{length:g}" in stock.name_zh and f"{length:g}" in stock.name_en


def test_an_unknown_paper_is_refused_with_those_there_are() -> None:
    with pytest.raises(LabelStockUnknown) as caught:
        label_stock("a4-9x9")
    assert_speaks(caught.value)
    assert all(key in caught.value.remedy() for key in label_stocks())
