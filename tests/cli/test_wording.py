"""The words that argparse writes by itself, in the reader's language."""

import pytest

from supplies.cli.main import main
from supplies.language import Language, use_language


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        (("stock", "reverse"), "须给出 number, --reason。"),
        (("stock", "list", "--shelf", "A"), "此处不能用 --shelf A。"),
        (("stock", "melt"), "'melt' 不在可选范围之内"),
        (("stock", "list", "--expiring", "soon"), "--expiring 不能是 'soon'。"),
        (("stock", "list", "--item"), "--item 后须给出值。"),
        (("stock", "list", "--json=yes"), "--json 后不能给值。"),
        (("stock", "receive", "--ba"), "--ba"),
    ],
)
def test_what_is_wrong_with_a_command_is_said_in_chinese(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], problem: str
) -> None:
    text = said(capsys, *arguments)
    assert text.startswith("命令有误：")
    assert problem in text
    assert "用法：supplies " in text


def test_help_is_written_in_the_readers_language(capsys: pytest.CaptureFixture[str]) -> None:
    for language, words in (
        ("zh", ("用法：", "选项", "显示本帮助", "储备库编码")),
        ("en", ("usage: ", "code of the depot")),
    ):
        with pytest.raises(SystemExit):
            main(["--lang", language, "stock", "issue", "--help"])
        text = capsys.readouterr().out
        assert all(word in text for word in words), text
    assert "用法" not in text


def test_every_option_says_what_it_is_for(capsys: pytest.CaptureFixture[str]) -> None:
    for verb in ("list", "card", "receive", "issue", "count", "reverse"):
        with pytest.raises(SystemExit):
            main(["stock", verb, "--help"])
        lines = capsys.readouterr().out.partition("选项:")[2].splitlines()
        bare = [line for line, after in zip(lines, [*lines[1:], ""], strict=True) if is_bare(line, after)]
        assert bare == [], verb


def is_bare(line: str, after: str) -> bool:
    """Return whether an option stands alone, with no words behind it or below it."""
    is_option = line.startswith("  -")
    has_words = any("\u4e00" <= character <= "\u9fff" for character in line)
    return is_option and not has_words and not after.startswith(" " * 20)


def test_english_is_spoken_where_it_is_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    assert "must be given" in said(capsys, "--lang", "en", "stock", "reverse")
    use_language(Language.CHINESE)
