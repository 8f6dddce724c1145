"""A bureau's own catalogue in an Excel or CSV list: the headings it may have, and what its rows hold."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from supplies.catalogue.lists import NEEDED, CatalogueList, read_rows
from supplies.sheets.reading import WantedColumn, read_table

_SYNONYMS = {
    "code": ("code", "编码", "物资编码", "代码"),
    "category_code": ("category_code", "类别编码", "类别代码"),
    "category_zh": ("category_zh", "类别", "物资类别", "类别名称"),
    "category_en": ("category_en", "类别英文"),
    "name_zh": ("name_zh", "名称", "物资名称", "品名"),
    "name_en": ("name_en", "英文名称"),
    "unit": ("unit", "unit_zh", "单位", "计量单位"),
    "decimals": ("decimals", "小数位"),
    "specification": ("specification", "spec", "规格", "规格型号"),
    "tracking": ("tracking", "追踪", "管理方式"),
    "consumable": ("consumable", "消耗", "是否消耗"),
    "storage_life_months": ("storage_life_months", "shelf_life_months", "效期月", "储存年限(月)"),
    "upkeep_interval_months": ("upkeep_interval_months", "maintenance_months", "维保月", "保养周期(月)"),
    "service_life_months": ("service_life_months", "使用年限(月)"),
    "use_limit": ("use_limit", "使用时长上限"),
    "inspection_interval_months": ("inspection_interval_months", "检验周期(月)"),
    "components": ("components", "部件寿命"),
    "packs": ("packs", "包装"),
    "hazardous": ("hazardous", "危险", "危"),
    "source_note": ("source_note", "来源", "备注"),
}


@dataclass(frozen=True, slots=True)
class CatalogueSheet:
    """A catalogue read from a file, and the row of the file in which each item type stands."""

    wanted: CatalogueList
    rows: Mapping[str, int]


def read_catalogue(path: Path) -> CatalogueSheet:
    """Return the catalogue in a bureau's own Excel or CSV list.

    Raises:
        Unreadable: the file cannot be read, has not the columns, or some lines of it cannot be; each is named.
    """
    wanted = [WantedColumn(key, synonyms, key in NEEDED) for key, synonyms in _SYNONYMS.items()]
    found = read_table(path, wanted)
    rows = {row.cells.get("code", "").strip(): row.number for row in reversed(found.rows)}
    return CatalogueSheet(read_rows((row.number, row.cells) for row in found.rows), rows)
