import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
FUNCTION_LINES_MAX = 60
MODULE_LINES_MAX = 500


def sources() -> list[Path]:
    found = [*(PROJECT / "supplies").rglob("*.py"), *(PROJECT / "resources").rglob("*.py")]
    return sorted([*found, *(PROJECT / "migrations").glob("*.py"), *PROJECT.glob("*.py")])


def long_functions(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            lines = (node.end_lineno or first) - first + 1
            if lines > FUNCTION_LINES_MAX:
                yield f"{node.name} has {lines} lines"


@pytest.mark.parametrize("file", sources(), ids=lambda file: str(file.relative_to(PROJECT)))
def test_a_module_and_each_of_its_functions_can_be_read_in_one_go(file: Path) -> None:
    source = file.read_text(encoding="utf-8")
    lines = source.count("\n")
    assert lines <= MODULE_LINES_MAX
    assert list(long_functions(source)) == []


def test_a_function_is_measured_with_its_decorators() -> None:
    body = "\n".join(["    pass"] * (FUNCTION_LINES_MAX - 1))
    assert list(long_functions(f"def short():\n{body}\n")) == []
    assert list(long_functions(f"class Room:\n  @mark\n  def long():\n{body}\n")) == ["long has 61 lines"]
