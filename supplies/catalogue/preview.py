"""What importing a catalogue list would change, in words, before anything is posted."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Connection

from supplies.catalogue.actions import ItemLine, NodeLine, UseLimit
from supplies.catalogue.lists import COLUMNS, CatalogueList, changes
from supplies.catalogue.parts import parts_text
from supplies.catalogue.queries import ItemFilter, ItemRow, categories, items
from supplies.catalogue.rules import revision_problems
from supplies.errors import LineProblem
from supplies.language import _, pick
from supplies.values import ActionId, new_id


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact of an item type that the list has otherwise than the store."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Revision:
    """An item type that the list changes."""

    item: ItemLine
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What importing a list would do."""

    changes: CatalogueList
    added: tuple[ItemLine, ...]
    revised: tuple[Revision, ...]
    retired: tuple[ItemRow, ...]
    new_categories: tuple[NodeLine, ...]
    renamed_categories: tuple[NodeLine, ...]
    unchanged: int
    """How many item types are in the store just as in the list."""
    problems: tuple[LineProblem, ...]
    """Why it cannot be posted as it is: the row in the file (0 where it stands in none), and what is wrong there."""

    @property
    def can_be_posted(self) -> bool:
        """Return whether there is something to do, and nothing against it."""
        return not (self.changes.is_empty or self.problems)


_TITLES = {"is_consumable": "consumable", "is_hazardous": "hazardous"}
_MADE_FROM_NAME = ("pinyin_initials", "pinyin_full")


def preview(
    connection: Connection, wanted: CatalogueList, rows: Mapping[str, int], *, retire_missing: bool, day: date
) -> ListPreview:
    """Return what importing a list would do.

    Args:
        connection: reads.
        wanted: the list as it was read.
        rows: in which row of the file each item type stands.
        retire_missing: also retire every item type of the store that the list does not have.
        day: the business date it would be posted under.
    """
    found = changes(connection, wanted, retire_missing=retire_missing)
    known = {row.code: row for row in items(connection, ItemFilter(with_retired=True))}
    named = {row.code for row in categories(connection)}
    problems = revision_problems(connection, found.action(ActionId(new_id()), day))
    revised = [item for item in found.items if item.code in known]
    return ListPreview(
        changes=found,
        added=tuple(item for item in found.items if item.code not in known),
        revised=tuple(Revision(item, tuple(_differences(known[item.code], item))) for item in revised),
        retired=tuple(known[code] for code in found.retired),
        new_categories=tuple(node for node in found.nodes if node.code not in named),
        renamed_categories=tuple(node for node in found.nodes if node.code in named),
        unchanged=len(wanted.items) - len(found.items),
        problems=tuple(_in_file(problem, found, rows) for problem in problems),
    )


def _differences(row: ItemRow, item: ItemLine) -> Iterator[Difference]:
    """Yield what the list has otherwise than the store."""
    for name in ItemLine.__struct_fields__:
        if name in {"classes", *_MADE_FROM_NAME}:
            continue
        before, after = getattr(row, name), getattr(item, name)
        if before != after:
            yield Difference(_(COLUMNS[_TITLES.get(name, name)]), _shown(before), _shown(after))
    if row.category != item.classes[0].node:
        yield Difference(_(COLUMNS["category_code"]), row.category, item.classes[0].node)


def _shown(value: object) -> str:
    """Return a fact as people read it."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, UseLimit | tuple):
        return parts_text(value) or _("nothing")
    return _("nothing") if value in {None, ""} else str(value)


def _in_file(problem: LineProblem, found: CatalogueList, rows: Mapping[str, int]) -> LineProblem:
    """Return a problem with the row of the file in place of its place among the changes."""
    if problem.field in {"schemes", "nodes", "retired"}:
        return replace(problem, line=0)
    return replace(problem, line=rows.get(found.items[problem.line - 1].code, 0))


def preview_lines(found: ListPreview) -> list[str]:
    """Return in words what importing would do: the problems first, then each change."""
    if found.changes.is_empty:
        return [_("The store already holds all of this list; there is nothing to post.")]
    added = _("{n} item types to add").format(n=len(found.added))
    revised = _("{n} item types to revise").format(n=len(found.revised))
    retired = _("{n} item types to retire").format(n=len(found.retired))
    new = _("{n} categories to add").format(n=len(found.new_categories))
    renamed = _("{n} categories to rename").format(n=len(found.renamed_categories))
    problems = _("{n} lines cannot be posted").format(n=len(found.problems))
    sections = (
        (problems, [_problem_words(problem) for problem in found.problems]),
        (new, [f"{node.code} {pick(node.name_zh, node.name_en)}" for node in found.new_categories]),
        (renamed, [f"{node.code} {pick(node.name_zh, node.name_en)}" for node in found.renamed_categories]),
        (added, [_item_words(item) for item in found.added]),
        (revised, [_revision_words(each) for each in found.revised]),
        (retired, [f"{row.code} {row.name}" for row in found.retired]),
    )
    lines = [line for title, each in sections if each for line in (title, *(f"    {words}" for words in each))]
    return [*lines, _("{n} item types stay as they are").format(n=found.unchanged)]


def _problem_words(problem: LineProblem) -> str:
    """Return a problem with its row, where it stands in one."""
    return str(problem) if problem.line else problem.error.text()


def _item_words(item: ItemLine) -> str:
    """Return an item type as people recognise it."""
    return " ".join(filter(None, (item.code, pick(item.name_zh, item.name_en), item.specification, item.unit)))


def _revision_words(each: Revision) -> str:
    """Return an item type and what becomes of it."""
    words = _("{title}: {before} → {after}")
    facts = [words.format(title=d.title, before=d.before, after=d.after) for d in each.differences]
    return f"{each.item.code} {pick(each.item.name_zh, each.item.name_en)}  " + "  ".join(facts)
