"""An issue at night before its papers, in the sample store: some of them were supplied since, some are still owed."""

from collections.abc import Iterator, Sequence

from supplies.journal.action import Action
