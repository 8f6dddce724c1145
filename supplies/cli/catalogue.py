"""``supplies catalogue``: categories and item types, in and out."""

import argparse
import csv
import io
from pathlib import Path

from supplies.catalogue.lists import COLUMNS, CatalogueList, changes, default_list
from supplies.catalogue.parts import parts_text
from supplies.catalogue.queries import ItemFilter, ItemRow, categories, classes_of_item, item, items
from supplies.catalogue.words import tracking_name
from supplies.cli.call import Call, Parser
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_group, add_verb, whole
from supplies.files import write_file
from supplies.language import _
from supplies.program import Program
from supplies.sheets.catalogue_list import read_catalogue
from supplies.stock.kits import KitReadiness, kit_readiness
from supplies.values import ActionId, DepotCode, new_id

_CLOCKS = (
    "storage_life_months",
    "service_life_months",
    "upkeep_interval_months",
    "inspection_interval_months",
)


def add(groups: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verbs = add_group(groups, shared, "catalogue", _("categories and item types"))
    verb = add_verb(verbs, shared, "list", _list, _("list item types"))
    verb.add_argument("--search", default="", help=_("code, name or pinyin"))
    verb.add_argument("--category", default="", metavar="CODE")
    verb.add_argument("--retired", action="store_true", help=_("with the retired ones"))
    verb = add_verb(verbs, shared, "show", _show, _("show one item type"))
    verb.add_argument("code")
    verb = add_verb(verbs, shared, "import", import_file, _("add, revise and retire from an Excel or CSV list"))
    verb.add_argument("file", type=Path)
    add_import_options(verb)
    verb = add_verb(verbs, shared, "kits", _kits, _("how many full kits there are, and what is missing"))
    verb.add_argument("--depot", default="", metavar="CODE", help=_("only what this depot has"))
    verb.add_argument("--wanted", type=whole, metavar="N", help=_("count what is missing for so many kits"))
    verb = add_verb(verbs, shared, "export", _export, _("write the catalogue as CSV"))
    verb.add_argument("file", type=Path)


def add_import_options(verb: argparse.ArgumentParser) -> None:
    """Declare what every import of a catalogue takes."""
    verb.add_argument("--dry-run", action="store_true", help=_("say what would change, and change nothing"))
    verb.add_argument("--retire-missing", action="store_true", help=_("retire what the list does not have"))


def default_catalogue() -> CatalogueList:
    """Return the catalogue that a new store begins with."""
    return default_list()


def import_file(call: Call) -> Answer:
    """Import a list: only what differs from the store is posted."""
    wanted = read_catalogue(Path(call.options.file)).wanted
    with call.program() as program:
        found = program.read(lambda connection: changes(connection, wanted, retire_missing=call.options.retire_missing))
        if not found.is_empty and not call.options.dry_run:
            call.post(program, [found.action(ActionId(new_id()), call.business_date(program))])
    data = {
        "rows": len(wanted.items),
        "changed": [each.code for each in found.items],
        "categories": [each.code for each in found.nodes],
        "retired": found.retired,
        "posted": not found.is_empty and not call.options.dry_run,
    }
    text = _(
        "{rows} rows read: {changed} item types and {categories} categories to add or revise, {retired} to retire."
    )
    shown = text.format(
        rows=len(wanted.items), changed=len(found.items), categories=len(found.nodes), retired=len(found.retired)
    )
    outcome = _("Posted.") if data["posted"] else _("Nothing was changed.")
    return Answer(data, [shown, outcome])


def _list(call: Call) -> Answer:
    """List item types."""
    wanted = ItemFilter(call.text("search"), call.text("category"), with_retired=call.options.retired)
    with call.program() as program:
        rows = program.read(lambda connection: items(connection, wanted))
        names = {row.code: row.name for row in program.read(categories)}
    heads = (_("Code"), _("Name"), _("Specification"), _("Unit"), _("Category"))
    lines = table(
        heads, ((row.code, row.name, row.specification, row.unit, names.get(row.category, "")) for row in rows)
    )
    counted = _("{items} item types in {categories} categories").format(
        items=len(rows), categories=len({row.category for row in rows})
    )
    return Answer({"items": rows, "categories": names}, [*lines, counted])


def _show(call: Call) -> Answer:
    """Show one item type with its classes."""
    with call.program() as program:
        code = call.options.code.upper()
        row = program.read(lambda connection: item(connection, code))
        classes = program.read(lambda connection: classes_of_item(connection, row.code))
    data = {**_plain_item(row), "classes": [{"scheme": each[0], "node": each[1], "name": each[2]} for each in classes]}
    category = next((name for _scheme, node, name in classes if node == row.category), "")
    told = _cells(row, (category, "")) | {
        "tracking": tracking_name(row.tracking),
        "consumable": _("yes") if row.is_consumable else _("no"),
        "hazardous": _("yes") if row.is_hazardous else _("no"),
    }
    text = _("{label}: {text}")
    return Answer(data, [text.format(label=_(COLUMNS[key]), text=value) for key, value in told.items() if value != ""])


def _plain_item(row: ItemRow) -> dict[str, object]:
    """Return an item type's fields."""
    return {name: getattr(row, name) for name in ItemRow.__dataclass_fields__}


def _cells(row: ItemRow, category: tuple[str, str] = ("", "")) -> dict[str, object]:
    """Return an item type as a row of our own list."""
    return {
        "code": row.code,
        "category_code": row.category,
        "category_zh": category[0],
        "category_en": category[1],
        "name_zh": row.name_zh,
        "name_en": row.name_en,
        "unit": row.unit,
        "decimals": row.decimals,
        "specification": row.specification,
        "tracking": row.tracking.value,
        "consumable": int(row.is_consumable),
        **{name: getattr(row, name) or "" for name in _CLOCKS},
        "use_limit": parts_text(row.use_limit),
        "components": parts_text(row.components),
        "packs": parts_text(row.packs),
        "hazardous": int(row.is_hazardous),
        "source_note": row.source_note,
    }


def catalogue_csv(program: Program) -> bytes:
    """Return the catalogue as CSV in our own form; importing it again changes nothing."""
    names = {row.code: (row.name_zh, row.name_en) for row in program.read(categories)}
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(COLUMNS), lineterminator="\n")
    writer.writeheader()
    for row in program.read(items):
        writer.writerow(_cells(row, names.get(row.category, ("", ""))))
    return text.getvalue().encode("utf-8-sig")


def _export(call: Call) -> Answer:
    """Write the catalogue to a file."""
    with call.program() as program:
        content = catalogue_csv(program)
    write_file(call.options.file, content)
    return Answer({"file": str(call.options.file)}, [_("Written: {path}").format(path=call.options.file)])


def _kits(call: Call) -> Answer:
    """Say how many full kits there are, and what is missing for more."""
    depot = DepotCode(call.text("depot").upper()) or None
    with call.program() as program:
        rows = program.read(lambda connection: kit_readiness(connection, depot, call.options.wanted))
    heads = (_("Code"), _("Kit"), _("Full kits"), _("Missing for"), _("Missing"))
    cells = ((row.kit.code, row.kit.name, row.full, row.wanted, _missing_words(row)) for row in rows)
    return Answer({"kits": rows}, [*table(heads, cells), _("{n} kits").format(n=len(rows))])


def _missing_words(row: KitReadiness) -> str:
    """Return what is missing of a kit."""
    words = (f"{each.part.name} {each.missing.grouped()} {each.part.unit}" for each in row.missing)
    return _(", ").join(words) or _("nothing")
