"""Every expected error: one class, one code, its facts, and its words beside what to do next; one file per room."""

from supplies.errors.accounts import *
from supplies.errors.agreements import *
from supplies.errors.approvals import *
from supplies.errors.base import *
from supplies.errors.catalogue import *
from supplies.errors.counts import *
from supplies.errors.deadlines import *
from supplies.errors.desktop import *
from supplies.errors.drafts import *
from supplies.errors.emergencies import *
from supplies.errors.files import *
from supplies.errors.incoming import *
from supplies.errors.journal import *
from supplies.errors.money import *
from supplies.errors.printing import *
from supplies.errors.relief import *
from supplies.errors.reports import *
from supplies.errors.requests import *
from supplies.errors.scanning import *
from supplies.errors.sheets import *
from supplies.errors.slip import *
from supplies.errors.stock import *
from supplies.errors.store import *
from supplies.errors.transfers import *
from supplies.errors.upkeep import *
