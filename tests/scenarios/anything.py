"""Somebody who does anything at all in a depot, in any order, sensible or not: what the program must withstand."""

from collections.abc import Callable
from datetime import date
from random import Random
from typing import Any

from sqlalchemy import Connection, func, select

from supplies.errors import SuppliesError
from supplies.journal.action import Action
from supplies.models.open_items import Claim, Debt, DebtKind
from supplies.models.stock import Balance, Bucket, Depot, Document, DocumentKind, OpenLine, PlaceKind
from supplies.relief.actions import Order, OrderLine, ReleaseOrder, Request, RequestLine
from supplies.relief.queries import orders, requests
from supplies.stock.actions import (
    AddDepot,
    AddPlace,
    Adjust,
    Condition,
    CountLine,
    Emergency,
    Into,
    Issue,
    Move,
    MoveLine,
    Origin,
    Receive,
    Return,
    Reverse,
    WriteOff,
)
from supplies.stock.counting import CountedLine, FinishCount, RecordCount, StartCount
from supplies.stock.debts import SettleDebt
from supplies.stock.emergencies import lacking
from supplies.stock.held import TakeOver, TakeOverLine
from supplies.stock.inspection import Inspect, InspectLine
from supplies.stock.loans import Lend
from supplies.stock.lookups import part_of
from supplies.stock.sending_back import BackLine, SendBack
from supplies.stock.transfers import AcceptLine, AcceptTransfer, Dispatch, Terms
from supplies.values import NO_QUANTITY, DepotCode, Login, LotId, PlaceCode, Quantity
from tests.rooms import A01, A02, ADMIN, CLOTH, COMMAND_TENT, DEPOT, NOW, TENT, WATER, Desk, act, ago, goods, lot_line
from tests.rooms import return_line, some, yuan

COUNTY = DepotCode("210381A")
ITEMS = (TENT, WATER, CLOTH, COMMAND_TENT)
PARTS = (PlaceKind.INSPECTING, PlaceKind.OUT_OF_SERVICE, PlaceKind.HELD)
OTHER = Login("other")
