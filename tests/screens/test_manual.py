"""The user's manual: a page for every procedure, every page linked, and a picture for every place that asks for one."""

import re

import pytest

from tests.screens.manual import MANUAL, PICTURES, pictures_wanted

PROCEDURES = {
    "采购入库 验收": "receipt-and-inspection",
    "捐赠入库": "donations",
    "上级调拨入库": "allotment-and-held",
    "调拨": "transfers",
    "出库": "issue",
    "发放到受灾群众": "households",
    "借用与归还": "loans-and-returns",
    "移库": "moves",
    "盘点": "counting",
    "轮换": "rotation",
    "维护保养": "upkeep",
    "报废": "disposal",
    "代储": "allotment-and-held",
    "协议储备": "agreements",
    "应急先出后补": "disaster-mode",
    "退货": "send-back",
}
PAGES = sorted(path.name for path in MANUAL.glob("*.md"))
LINK = re.compile(r"\]\(([\w.-]+\.md)(?:#[^)]*)?\)")


@pytest.mark.parametrize("procedure", PROCEDURES)
def test_every_procedure_has_its_page_with_steps_and_a_picture(procedure: str) -> None:
    text = (MANUAL / f"{PROCEDURES[procedure]}.zh.md").read_text(encoding="utf-8")
    assert re.search(r"^\s*1[.、]", text, re.MULTILINE), "a page says what to do, step by step"
    assert "](screens/" in text, "a page shows the screen"


def test_every_page_is_reached_from_the_first_and_no_link_leads_nowhere() -> None:
    linked = {"README.zh.md"}
    for name in PAGES:
        linked |= set(LINK.findall((MANUAL / name).read_text(encoding="utf-8")))
    assert set(LINK.findall((MANUAL / "README.zh.md").read_text(encoding="utf-8"))) >= set(PAGES) - {"README.zh.md"}
    assert linked == set(PAGES)


def test_every_picture_is_there_and_none_is_left_over() -> None:
    assert {path.stem for path in PICTURES.glob("*.png")} == pictures_wanted()
