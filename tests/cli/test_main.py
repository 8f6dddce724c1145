"""The command as a whole: how it ends, what it prints where, in which language, and never with a traceback."""

import argparse
import fcntl
import re
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from supplies import __version__
from supplies.cli import main as module
from supplies.cli.call import Parser
from supplies.cli.main import INTERRUPTED, _parser
from supplies.language import Language, use_language
from tests.cli.command import PROJECT, Command, environment, in_a_process
from tests.rooms import DEPOT, TENT, Desk
from tests.soak import size

sqlite = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough for what has nothing to do with the database."""

CHINESE = re.compile("[\u3400-\u9fff]")
SENTENCE = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}")
"""Three English words in a row: more than a name or an option."""


def parsers(parser: argparse.ArgumentParser, name: str = "supplies") -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Yield the command, its groups and their verbs, each with its name."""
    yield name, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for verb, below in action.choices.items():
                yield from parsers(below, f"{name} {verb}")


COMMANDS = [name.split()[1:] for name, _parser_of_it in parsers(_parser())]
GROUPS = [words for words in COMMANDS if any(other[:-1] == words for other in COMMANDS)]
VERBS = [words for words in COMMANDS if words not in GROUPS]


# --- how it ends -----------------------------------------------------------------------------------------------------


def test_help_of_everything_there_is_can_be_read(nowhere: Command) -> None:
    for words in COMMANDS:
        said = nowhere(*words, "--help")
        assert (said.status, said.err) == (0, "")
        assert " ".join(["supplies", *words]) in said.out


@pytest.mark.parametrize("words", GROUPS, ids=" ".join)
def test_a_group_without_a_verb_is_wrong_usage_and_shows_its_help(nowhere: Command, words: list[str]) -> None:
    said = nowhere(*words)
    assert (said.status, said.out) == (2, "")
    assert " ".join(["supplies", *words]) in said.err
    assert nowhere(*words, "--json").error["code"] == "cli.wrong_usage"


def test_the_version_is_told(nowhere: Command) -> None:
    assert nowhere("--version").out == f"supplies {__version__}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["stock", "nonsense"],
        ["stock", "list", "--nonsense"],
        ["stock", "list", "nonsense"],
        ["store", "init"],
        ["store", "init", "--site", "A1", "--name", "x", "--level", "moon"],
        ["journal", "show", "first"],
        ["journal", "list", "--limit", "many"],
        ["journal", "list", "--limit"],
        ["journal", "list", "--after", "9" * 30],
        ["journal", "show", "9" * 5000],
        ["stock", "list", "--expiring", "99999999999"],
        ["labels", "--lots", "A", "-o", "x.pdf", "--right", "nan"],
        ["labels", "--lots", "A", "-o", "x.pdf", "--down", "1e400"],
        ["--lang", "fr", "store", "info"],
        ["--stor", "x", "store", "info"],
        ["store", "info", "--js"],
        ["scan", "\udcff"],
    ],
    ids=lambda arguments: " ".join(arguments)[:40].encode("ascii", "replace").decode(),
)
def test_wrong_usage_is_status_two_with_one_sentence_and_what_to_do(nowhere: Command, arguments: list[str]) -> None:
    error = nowhere.failed(*arguments, status=2)
    assert error["code"] == "cli.wrong_usage"


@sqlite
def test_a_rule_refuses_with_status_one_and_a_missing_store_is_status_three(command: Command, tmp_path: Path) -> None:
    assert command.failed("catalogue", "show", "YJ99999", status=1)["code"] == "record.unknown"
    assert command.failed("--store", tmp_path / "none.db", "store", "info", status=3)["code"] == "store.missing"
    assert command.failed("--store", "mysql://server/x", "store", "info", status=2)["code"] == "store.url_wrong"
    assert command.failed("catalogue", "import", tmp_path / "none.csv", status=2)["code"] == "file.unreadable"


def test_whoever_interrupts_gets_status_130_and_no_traceback(nowhere: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted() -> Parser:
        raise KeyboardInterrupt

    monkeypatch.setattr(module, "_parser", interrupted)
    said = nowhere("store", "info")
    assert (said.status, said.out) == (INTERRUPTED, "")
    assert "Traceback" not in said.err


def wait_until_it_reads(process: subprocess.Popen[bytes]) -> None:
    """Write a byte to a process and wait until it has taken it out of the pipe."""
    assert process.stdin is not None
    process.stdin.write(b" ")
    process.stdin.flush()
    deadline = time.monotonic() + 60
    while struct.unpack("i", fcntl.ioctl(process.stdin, termios.FIONREAD, bytes(4)))[0]:
        assert time.monotonic() < deadline, "it never reads its standard input"
        time.sleep(0.01)


@sqlite
def test_a_real_interruption_changes_nothing(desk: Desk) -> None:
    before = desk.program.head
    arguments = [sys.executable, "-m", "supplies", "--store", desk.program.database.name, "post", "-"]
    process = subprocess.Popen(
        arguments, cwd=PROJECT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    wait_until_it_reads(process)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out) == (130, b""), err
    assert b"Traceback" not in err
    assert desk.program.head == before


# --- options ---------------------------------------------------------------------------------------------------------


@sqlite
def test_what_holds_for_every_command_may_stand_before_or_behind_it(command: Command) -> None:
    command.url, store = "nowhere.db", command.url
    for arguments in (["--store", store, "--json", "store", "info"], ["store", "info", "--store", store, "--json"]):
        assert command(*arguments).data["site"] == "210300A"
    assert command(f"--store={store}", "store", "--json", "info").data["site"] == "210300A"


@sqlite
def test_the_environment_names_the_store_and_the_language(command: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    assert command.json("store", "info")["site"] == "210300A"
    for language, is_chinese in (("en", False), ("zh", True), ("", True), ("xx", True)):
        monkeypatch.setenv("SUPPLIES_LANG", language)
        assert bool(CHINESE.search(command("store", "info").out)) == is_chinese


@sqlite
def test_the_language_that_is_named_is_spoken_from_the_first_word(command: Command) -> None:
    wrong = ["catalogue", "show", "YJ99999"]
    for arguments in (["--lang", "en", *wrong], [*wrong, "--lang", "en"], ["--lang=en", *wrong]):
        assert not CHINESE.search(command(*arguments).err)
    assert CHINESE.search(command(*wrong).err)
    assert not CHINESE.search(command("--lang", "en", "nonsense").err)
    assert CHINESE.search(command("--lang", "zh", "nonsense").err)


def test_in_english_no_text_is_chinese() -> None:
    use_language(Language.ENGLISH)
    for name, parser in parsers(_parser()):
        assert not CHINESE.search(parser.format_help()), name


def test_in_chinese_no_text_is_english() -> None:
    use_language(Language.CHINESE)
    english: list[str] = []
    for name, parser in parsers(_parser()):
        text = re.sub(r"supplies( [a-z-]+)*", "", parser.format_help())
        english += [f"{name}: {found}" for found in SENTENCE.findall(text)]
    assert english == []


def test_every_option_says_what_it_is_for() -> None:
    for name, parser in parsers(_parser()):
        for action in parser._actions:
            is_group = isinstance(action, argparse._SubParsersAction)
            assert is_group or action.help, f"{name} {action.option_strings or action.dest}"


# --- real processes --------------------------------------------------------------------------------------------------


@sqlite
def test_the_module_and_the_script_are_the_command(desk: Desk) -> None:
    store = desk.program.database.name
    script = PROJECT / ".venv" / "bin" / "supplies"
    by_script = subprocess.run([script, "--store", store, "journal", "head", "--json"], capture_output=True, check=True)
    by_module = in_a_process("--store", store, "journal", "head", "--json")
    assert by_module.returncode == 0
    assert by_module.stdout == by_script.stdout
    assert desk.program.head.hash.hex().encode() in by_module.stdout


@sqlite
def test_a_terminal_that_cannot_show_chinese_gets_question_marks_and_no_crash(desk: Desk) -> None:
    plain = environment(PYTHONIOENCODING="ascii", PYTHONUTF8="0", LC_ALL="C")
    said = in_a_process("--store", desk.program.database.name, "catalogue", "list", env=plain)
    assert (said.returncode, said.stderr) == (0, b"")
    assert said.stdout.isascii() and b"?" in said.stdout
    wrong = in_a_process("--store", desk.program.database.name, "catalogue", "show", "YJ9", env=plain)
    assert wrong.returncode == 1 and b"Traceback" not in wrong.stderr


@sqlite
def test_a_reader_that_leaves_early_makes_no_noise(desk: Desk) -> None:
    line = f"{sys.executable} -m supplies --store '{desk.program.database.name}' journal list --limit 1000 | head -1"
    said = subprocess.run(["/bin/bash", "-o", "pipefail", "-c", line], cwd=PROJECT, capture_output=True, check=False)
    assert said.stderr == b""


# --- whatever is typed -----------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    sorted(
        {word for words in VERBS if words[0] != "demo" for word in words}
        | {
            option
            for _name, parser in parsers(_parser())
            for action in parser._actions
            for option in action.option_strings
        }
    )
)
VALUES = st.sampled_from(
    [
        DEPOT,
        TENT,
        "A01",
        "A02",
        "1",
        "0",
        "-1",
        "1.5",
        "2026-06-30",
        "2026-02-30",
        "admin",
        "x.pdf",
        "x.xlsx",
        "x.csv",
        "-",
        "",
    ]
)
ARGUMENTS = st.lists(
    st.one_of(WORDS, WORDS, VALUES, st.text(st.characters(exclude_characters="\0"), max_size=8)), max_size=8
)
LIKELY = st.tuples(
    st.sampled_from([words for words in VERBS if words[0] != "demo"]),
    st.lists(st.tuples(WORDS, st.one_of(VALUES, st.text(max_size=6))).map(list), max_size=5),
).map(lambda parts: [*parts[0], *(word for pair in parts[1] for word in pair)])


@sqlite
@settings(
    max_examples=size(150, 5000), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.one_of(ARGUMENTS, LIKELY), st.booleans(), st.binary(max_size=40))
@example(["--lang"], False, b"")  # noqa: FBT003 - an argument of the test
@example(["stock", "list", "--as-of", "0001-01-01"], True, b"")  # noqa: FBT003
@example(["stock", "card", TENT, "--from", "9999-12-31", "--to", "0001-01-01"], True, b"")  # noqa: FBT003
@example(["post", "-"], True, b'{"type": "stock.issue"}\n')  # noqa: FBT003
def test_whatever_is_typed_ends_in_words_and_never_in_a_traceback(
    command: Command,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    arguments: list[str],
    as_json: bool,
    stdin: bytes,
) -> None:
    monkeypatch.chdir(tmp_path)
    said = command(*arguments, *(["--json"] if as_json else []), stdin=stdin)
    assert said.status in {0, 1, 2, 3}
    assert "Traceback" not in said.err
    is_help = {"-h", "--help", "--version"} & set(arguments)
    if as_json and not is_help and "--" not in arguments and arguments[-1:] not in (["--lang"], ["--store"]):
        assert said.data is not None
    elif said.status and not is_help:
        assert said.err or said.out
