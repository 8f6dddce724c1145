"""What the sample store is made of. Only places, the catalogue and the three published sums are real."""

from dataclasses import dataclass
from datetime import date

from supplies.models.accounts import Role
from supplies.models.procurement import Method, PaymentKind
from supplies.values import DepotCode, Login, SiteId

SITE = SiteId("210300A")
SITE_NAME = "鞍山市应急管理局(示例)"
FOUNDED = date(2023, 5, 4)
SEED = 20231130

COUNTY = DepotCode("210381A")

PEOPLE = {
    Login("admin"): ("系统管理员(示例)", Role.CITY_ADMIN, ""),
    Login("keeper"): ("仓库保管员(示例)", Role.KEEPER, ""),
    Login("reviewer"): ("复核员(示例)", Role.REVIEWER, ""),
    Login("head"): ("物资保障科科长(示例)", Role.SECTION_HEAD, ""),
    Login("finance"): ("财务人员(示例)", Role.FINANCE, ""),
    Login("buyer"): ("采购人员(示例)", Role.BUYER, ""),
    Login("auditor"): ("审计人员(示例)", Role.AUDITOR, ""),
    Login("county"): ("县库保管员(示例)", Role.KEEPER, COUNTY),
    Login("countyadmin"): ("县库管理员(示例)", Role.DEPOT_ADMIN, COUNTY),
}
"""Of each login the name, the role, and the depot that it is held for; empty for every depot."""

DEPOTS = {
    DepotCode("210300A"): ("市级应急物资储备库(示例)", "鞍山市"),
    DepotCode("210302A"): ("铁东区储备库(示例)", "铁东区"),
    DepotCode("210303A"): ("铁西区储备库(示例)", "铁西区"),
    DepotCode("210304A"): ("立山区储备库(示例)", "立山区"),
    DepotCode("210311A"): ("千山区储备库(示例)", "千山区"),
    DepotCode("210321A"): ("台安县储备库(示例)", "台安县"),
    DepotCode("210323A"): ("岫岩满族自治县储备库(示例)", "岫岩满族自治县"),
    DepotCode("210381A"): ("海城市储备库(示例)", "海城市"),
}
CITY = DepotCode("210300A")

INCIDENTS = (
    "防汛应急演练(示例)",
    "强降雨避险转移(示例)",
    "森林火灾扑救(示例)",
    "低温雨雪冰冻应对(示例)",
    "地震应急演练(示例)",
)
RECEIVERS = ("消防救援支队(示例)", "乡镇应急站(示例)", "社区避难场所(示例)", "水务局抢险队(示例)", "民兵应急分队(示例)")
SUPPLIERS = {"GYS01": "示例供应商甲", "GYS02": "示例供应商乙", "GYS03": "示例供应商丙"}
DONOR = ("JZ01", "示例捐赠单位")


@dataclass(frozen=True, slots=True)
class SampleLot:
    """A tender lot: amounts in 万元; without an award it is still in tender."""

    name: str
    fund: int
    budget: str
    ceiling: str
    award: str | None
    announced: date
    ended: date | None
    categories: tuple[str, ...]
    failed_first: date | None = None


@dataclass(frozen=True, slots=True)
class SampleProject:
    """A project with its lots."""

    number: str
    name: str
    method: Method
    started: date
    lots: tuple[SampleLot, ...]


FUNDS = (
    ("示例预〔2023〕1号", "自然灾害救灾资金(示例)", date(2023, 5, 18), "860.22"),
    ("示例预〔2023〕2号", "应急物资保障资金(示例)", date(2023, 8, 22), "438.22"),
)
"""Two documents, for the report says only their sum; central and provincial shares are not split in it either."""

PROJECTS = (
    SampleProject(
        "ASYJ-2023-01(示例)",
        "生活救助类物资采购(示例)",
        Method.OPEN_TENDER,
        date(2023, 6, 5),
        (
            SampleLot("帐篷", 0, "268.50", "266.00", "262.30", date(2023, 6, 8), date(2023, 7, 3), ("C01",)),
            SampleLot("棉被、棉大衣", 0, "186.30", "185.00", "182.60", date(2023, 6, 8), date(2023, 7, 3), ("C01",)),
            SampleLot("折叠床、睡袋", 0, "94.26", "94.00", "92.40", date(2023, 6, 8), date(2023, 7, 3), ("C01",)),
        ),
    ),
    SampleProject(
        "ASYJ-2023-02(示例)",
        "防汛抢险与排涝装备采购(示例)",
        Method.OPEN_TENDER,
        date(2023, 7, 10),
        (
            SampleLot("冲锋舟、橡皮艇", 0, "152.80", "151.00", "148.90", date(2023, 7, 12), date(2023, 8, 4), ("C02",)),
            SampleLot(
                "排涝设备",
                1,
                "176.94",
                "175.00",
                "173.20",
                date(2023, 9, 20),
                date(2023, 10, 13),
                ("C03",),
                failed_first=date(2023, 8, 28),
            ),
        ),
    ),
    SampleProject(
        "ASYJ-2023-03(示例)",
        "通信照明与电力保障采购(示例)",
        Method.COMPETITIVE_CONSULTATION,
        date(2023, 9, 1),
        (SampleLot("应急电源与照明", 1, "129.60", "128.00", "126.80", date(2023, 9, 4), date(2023, 9, 26), ("C09",)),),
    ),
    SampleProject(
        "ASYJ-2023-04(示例)",
        "森林防灭火与危化防护采购(示例)",
        Method.OPEN_TENDER,
        date(2023, 11, 1),
        (
            SampleLot("森林防灭火装备", 0, "158.36", "156.00", None, date(2023, 11, 6), None, ("C04",)),
            SampleLot("危化防护装备", 1, "131.68", "130.00", None, date(2023, 11, 6), None, ("C07",)),
        ),
    ),
)

REPORT = ("关于全面振兴新突破三年行动有关落实情况的报告", date(2023, 11, 30), "1298.44", "1008.40", "290.04")
"""The published figures, in 万元: appropriated, tendered, in tender."""


@dataclass(frozen=True, slots=True)
class SampleDelivery:
    """Some lines of a contract that came whole, and when they were accepted and invoiced."""

    lines: tuple[int, ...]
    came_on: date
    accepted_on: date
    invoiced_on: date


@dataclass(frozen=True, slots=True)
class SampleContract:
    """A contract for the amount of its award: item, units and yuan for one, line by line."""

    project: str
    lot: int
    number: str
    signed_on: date
    delivery_due: date
    lines: tuple[tuple[str, int, int], ...]
    deliveries: tuple[SampleDelivery, ...] = ()
    payments: tuple[tuple[date, PaymentKind, int], ...] = ()
    retention_yuan: int = 0
    retention_until: date | None = None
    penalty_mille: int = 1


CONTRACTS = (
    SampleContract(  # Paid but for the retention.
        "ASYJ-2023-01(示例)",
        1,
        "HT-2023-011(示例)",
        date(2023, 7, 20),
        date(2023, 9, 20),
        (("YJ01001", 1000, 1450), ("YJ01002", 500, 2346)),
        (SampleDelivery((1, 2), date(2023, 9, 12), date(2023, 9, 18), date(2023, 9, 20)),),
        ((date(2023, 10, 16), PaymentKind.ACCEPTED, 2_491_850),),
        retention_yuan=131_150,
        retention_until=date(2024, 9, 18),
    ),
    SampleContract(  # Quilts and coats came late, and are paid in part.
        "ASYJ-2023-01(示例)",
        2,
        "HT-2023-012(示例)",
        date(2023, 7, 21),
        date(2023, 9, 15),
        (("YJ01008", 4000, 259), ("YJ01010", 2500, 316)),
        (SampleDelivery((1, 2), date(2023, 9, 20), date(2023, 9, 26), date(2023, 9, 28)),),
        ((date(2023, 10, 20), PaymentKind.ACCEPTED, 1_000_000),),
    ),
    SampleContract(  # The sleeping bags are still to come.
        "ASYJ-2023-01(示例)",
        3,
        "HT-2023-013(示例)",
        date(2023, 7, 21),
        date(2023, 12, 10),
        (("YJ01007", 1800, 300), ("YJ01011", 1600, 240)),
        (SampleDelivery((1,), date(2023, 9, 10), date(2023, 9, 15), date(2023, 9, 18)),),
    ),
    SampleContract(  # Accepted and invoiced, not paid.
        "ASYJ-2023-02(示例)",
        1,
        "HT-2023-021(示例)",
        date(2023, 8, 25),
        date(2023, 10, 31),
        (("YJ02015", 20, 48_000), ("YJ02016", 23, 23_000)),
        (SampleDelivery((1, 2), date(2023, 10, 18), date(2023, 10, 25), date(2023, 11, 1)),),
    ),
    SampleContract(  # Paid in advance in part; nothing has come yet.
        "ASYJ-2023-02(示例)",
        2,
        "HT-2023-022(示例)",
        date(2023, 11, 2),
        date(2024, 1, 31),
        (("YJ03001", 2, 680_000), ("YJ03008", 31, 12_000)),
        payments=((date(2023, 11, 10), PaymentKind.ADVANCE, 519_600),),
    ),
)
"""The report says nothing of contracts: all of this is invented. One lot that was awarded has none yet."""
