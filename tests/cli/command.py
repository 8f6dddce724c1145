"""The command as people and scripts use it: run in this process with its output caught, or as a process of its own."""

import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from supplies.cli.main import main
from supplies.program import Program
from tests.rooms import Desk, clock

PROJECT = Path(__file__).resolve().parent.parent.parent


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended, and what it wrote to standard output and standard error."""

    status: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Return the one JSON document on standard output; there must be nothing else, there or beside it."""
        assert not self.err, self.err
        return json.loads(self.out)

    @property
    def error(self) -> dict[str, Any]:
        """Return the error of a command that failed, once it is proved whole."""
        (found,) = self.data.values()
        assert list(self.data) == ["error"]
        assert set(found) == {"code", "message", "hint", "facts", "lines"}
        assert found["message"] and found["hint"], found
        for line in found["lines"]:
            assert set(line) == {"line", "field", "code", "message", "hint"}
        error: dict[str, Any] = found
        return error


class Command:
    """Runs the command in this process, on one store unless another is named."""

    def __init__(self, url: str, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self.url = url
        self._capsys = capsys
        self._patch = patch

    def __call__(self, *arguments: object, stdin: bytes = b"") -> Said:
        """Run the command; ``--store`` and standard input are given here."""
        self._capsys.readouterr()
        self._patch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(stdin), isatty=lambda: False))
        self._patch.setenv("SUPPLIES_STORE", self.url)
        try:
            status = main([str(each) for each in arguments])
        except SystemExit as end:  # Argparse's own way to end after --help and --version.
            status = int(end.code or 0)
        said = self._capsys.readouterr()
        return Said(status, said.out, said.err)

    def json(self, *arguments: object, stdin: bytes = b"", status: int = 0) -> Any:
        """Return what a command prints as JSON."""
        said = self(*arguments, "--json", stdin=stdin)
        assert said.status == status, said
        return said.data

    def failed(self, *arguments: object, stdin: bytes = b"", status: int = 1) -> dict[str, Any]:
        """Return the error of a command that must fail, after seeing that people are told the same."""
        told = self(*arguments, stdin=stdin)
        assert (told.status, told.out) == (status, ""), told
        error = self(*arguments, "--json", stdin=stdin)
        assert error.status == status, error
        found = error.error
        assert found["message"] in told.err and found["hint"] in told.err
        assert "Traceback" not in told.err
        return found


@pytest.fixture
def command(desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Return what runs the command on a store of the test's own, on the day of the tests' stores."""
    monkeypatch.setattr(Program, "open", partial(Program.open, clock=clock))
    return Command(desk.program.database.name, capsys, monkeypatch)


@pytest.fixture
def nowhere(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Command:
    """Return what runs the command where there is no store yet."""
    return Command(str(tmp_path / "none" / "store.db"), capsys, monkeypatch)


def in_a_process(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "supplies", *map(str, arguments)],
        cwd=PROJECT,
        capture_output=True,
        timeout=60,
        check=False,
        **options,
    )


def environment(**changes: str) -> dict[str, str]:
    """Return this process's environment with some changes."""
    return os.environ | changes
