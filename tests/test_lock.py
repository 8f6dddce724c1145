"""The libraries: what is locked is what setup.cfg asks for, what the program imports, and free to use."""

import ast
import configparser
import re
import sys
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = Path(__file__).resolve().parent.parent
LOCK = PROJECT / "resources" / "setup" / "requirements.lock"
OURS = frozenset({"supplies", "migrations", "app"})
COPYLEFT = re.compile(r"\bA?GPL|Affero|(?<!Lesser )General Public License")


def wanted(*extras: str) -> list[Requirement]:
    config = configparser.ConfigParser()
    config.read(PROJECT / "setup.cfg", encoding="utf-8")
    texts = [config["options"]["install_requires"], *(config["options.extras_require"][extra] for extra in extras)]
    return [Requirement(line) for text in texts for line in text.splitlines() if line and not line.startswith("#")]


def locked() -> dict[str, Requirement]:
    pins = re.findall(r"^([a-z0-9][^\\\n]*?) *\\$", LOCK.read_text(encoding="utf-8"), re.MULTILINE)
    return {canonicalize_name(pin.name): pin for pin in map(Requirement, pins)}


def version(pin: Requirement) -> str:
    (specifier,) = pin.specifier
    assert specifier.operator == "=="
    return specifier.version


def locked_for_this_machine() -> dict[str, Requirement]:
    return {name: pin for name, pin in locked().items() if pin.marker is None or pin.marker.evaluate()}


def licence_of(distribution: metadata.Distribution) -> list[str]:
    """Return the licences among which one may choose."""
    about = distribution.metadata
    expressions = about.get_all("License-Expression")
    if not expressions:
        classifiers = [line for line in about.get_all("Classifier") or () if line.startswith("License ::")]
        expressions = [*classifiers, *(about.get_all("License") or ())]
    return re.split(r"\bOR\b", " ".join(expressions))


def imported_by(file: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            found.add(node.module.partition(".")[0])
    return found


def imported_by_the_program() -> set[str]:
    files = [*(PROJECT / "supplies").rglob("*.py"), *(PROJECT / "migrations").rglob("*.py"), *PROJECT.glob("app.py")]
    return set().union(*map(imported_by, files)) - sys.stdlib_module_names - OURS


@pytest.mark.parametrize("requirement", wanted("devices", "test"), ids=str)
def test_the_lock_satisfies_what_is_required(requirement: Requirement) -> None:
    pin = locked()[canonicalize_name(requirement.name)]
    assert requirement.specifier.contains(version(pin))


def test_the_lock_closes_over_what_the_libraries_require_themselves() -> None:
    pins = locked_for_this_machine()
    needs = [Requirement(text) for name in pins for text in metadata.requires(name) or ()]
    unmet = [
        str(need)
        for need in needs
        if need.marker is None or need.marker.evaluate({"extra": ""})
        if canonicalize_name(need.name) not in pins
        or not need.specifier.contains(version(pins[canonicalize_name(need.name)]))
    ]
    assert unmet == []


def test_every_pin_has_a_hash() -> None:
    pins = re.split(r"^(?=[a-z0-9])", LOCK.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert [pin.split()[0] for pin in pins if "--hash=sha256:" not in pin] == []
    assert len(pins) == len(locked())


def test_what_is_installed_is_what_is_locked() -> None:
    pins = locked_for_this_machine()
    assert {name: metadata.version(name) for name in pins} == {name: version(pin) for name, pin in pins.items()}


def test_the_program_imports_only_libraries_that_it_requires() -> None:
    required = {canonicalize_name(requirement.name) for requirement in wanted("devices")}
    homes = metadata.packages_distributions()
    stray = {
        module
        for module in imported_by_the_program()
        if not required & {canonicalize_name(home) for home in homes.get(module, ())}
    }
    assert stray == set()


@pytest.mark.parametrize("name", sorted(locked_for_this_machine()))
def test_no_library_forces_its_licence_on_the_program(name: str) -> None:
    assert any(not COPYLEFT.search(licence) for licence in licence_of(metadata.distribution(name)))
