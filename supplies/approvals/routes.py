"""The routes that a new store begins with; each bureau may set its own.

The law asks for the principle: whoever keeps, books, draws up and approves are different people (会计法 2024
第二十五条); the books follow a count once its result is approved (行政事业性国有资产管理条例 第三十八条); assets are
disposed of by the authority competent for it (第二十一条). Who exactly approves is local practice, so it is data.
"""

from collections.abc import Collection
from datetime import date

from supplies.approvals.actions import RouteLine, SetRoutes
from supplies.models.accounts import Role
from supplies.values import ActionId

FREE_MINUTES = 30
"""A slip of the hand is taken back at once; after that, a reversal is a paper of its own."""

_SEPARATION = "会计法(2024)第二十五条:审批与经办分离;审批人为本地惯例,可修改"
_COUNT = "行政事业性国有资产管理条例第三十八条:清查结果履行审批后调整;审批人为本地惯例,可修改"
_ORDERS = "物资统一调拨、动用按程序报批(鞍山市市级应急抢险救援物资管理暂行办法);审批人为本地惯例,可修改"
_DISPOSAL = "行政事业性国有资产管理条例第二十一条:按权限审批处置;审批人为本地惯例,可修改"

ROUTES = (
    RouteLine(action_type="stock.write_off", steps=(Role.REVIEWER, Role.SECTION_HEAD), source=_DISPOSAL),
    RouteLine(action_type="stock.adjust", steps=(Role.SECTION_HEAD,), source=_COUNT),
    RouteLine(action_type="stock.finish_count", steps=(Role.SECTION_HEAD,), source=_COUNT),
    *(
        RouteLine(action_type=name, steps=(Role.SECTION_HEAD,), source=_ORDERS)
        for name in ("stock.dispatch", "stock.lend", "stock.take_over", "stock.rotate", "relief.order")
    ),
    RouteLine(action_type="stock.reverse", steps=(Role.REVIEWER,), free_minutes=FREE_MINUTES, source=_SEPARATION),
)


def default_routes(action_id: ActionId, day: date, known: Collection[str]) -> SetRoutes:
    """Return the action that sets the usual routes, of the kinds of action that there are."""
    routes = tuple(route for route in ROUTES if route.action_type in known)
    return SetRoutes(action_id=action_id, business_date=day, routes=routes)
