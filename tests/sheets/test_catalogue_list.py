"""A bureau's own catalogue list is read with the headings people use, and each type knows its row."""

from pathlib import Path

import pytest

from supplies.catalogue.lists import default_list
from supplies.errors import CatalogueUnreadable, HeaderMissing
from supplies.language import RESOURCES
from supplies.models.catalogue import Tracking
from supplies.sheets.catalogue_list import read_catalogue

LIST = """某局应急物资目录,,,,,,
物资编码,类别代码,物资类别,品名,计量单位,规格型号,管理方式,消耗,危
YJ01001,C01,生活救助类,帐篷,顶,12㎡,批次,否,
YJ02001,C02,防汛类,冲锋舟,艘,5.5m,序列号,否,危
合计,,,2,,,,,
"""


def test_a_list_is_read_by_its_headings_below_a_title(tmp_path: Path) -> None:
    path = tmp_path / "目录.csv"
    path.write_text(LIST, encoding="gb18030")
    found = read_catalogue(path)
    assert [(line.code, line.name_zh, line.unit, line.tracking) for line in found.wanted.items] == [
        ("YJ01001", "帐篷", "顶", Tracking.BATCH),
        ("YJ02001", "冲锋舟", "艘", Tracking.SERIAL),
    ]
    assert [line.is_hazardous for line in found.wanted.items] == [False, True]
    assert [node.name_zh for node in found.wanted.nodes] == ["生活救助类", "防汛类"]
    assert found.rows == {"YJ01001": 3, "YJ02001": 4}


def test_our_own_list_is_read_as_it_is() -> None:
    found = read_catalogue(RESOURCES / "catalogue" / "default.csv")
    assert found.wanted == default_list()
    assert found.rows["YJ01001"] == 2 and len(found.rows) == 176


def test_a_code_listed_twice_is_known_by_its_first_row(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST.replace("YJ02001", "YJ01001"), encoding="utf-8")
    assert read_catalogue(path).rows == {"YJ01001": 3}


def test_missing_columns_and_wrong_lines_are_named(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(LIST.replace("计量单位", "箱"), encoding="utf-8")
    with pytest.raises(HeaderMissing):
        read_catalogue(path)
    path.write_text(LIST.replace("批次", "随便").replace("艘", ""), encoding="utf-8")
    with pytest.raises(CatalogueUnreadable) as caught:
        read_catalogue(path)
    assert [line.line for line in caught.value.lines] == [3, 4]
