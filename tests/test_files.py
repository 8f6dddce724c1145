"""Files that people name."""

from pathlib import Path

import pytest

from supplies.errors import FileUnreadable
from supplies.files import file_problem, read_file, write_file


def test_a_file_is_read_and_written_whole(tmp_path: Path) -> None:
    target = tmp_path / "new" / "list.csv"
    write_file(target, b"first")
    write_file(target, b"second")
    assert read_file(target) == b"second"
    assert [path.name for path in target.parent.iterdir()] == ["list.csv"]


def test_a_file_that_cannot_be_read_is_named_with_the_reason(tmp_path: Path) -> None:
    for path, reason in ((tmp_path / "none", "文件或文件夹不存在"), (tmp_path, "这是文件夹，不是文件")):
        with pytest.raises(FileUnreadable) as refused:
            read_file(path)
        assert refused.value.text() == f"{path}：{reason}。"


def test_a_file_that_cannot_be_written_leaves_what_was_there(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"kept")
    with pytest.raises(FileUnreadable, match=r"路径中有一段不是文件夹|同名文件已存在"):
        write_file(tmp_path / "file" / "list.csv", b"new")
    assert (tmp_path / "file").read_bytes() == b"kept"


def test_a_rare_reason_is_given_in_the_words_of_the_system() -> None:
    assert file_problem(OSError(11, "Resource temporarily unavailable")) == "Resource temporarily unavailable"
    assert file_problem(OSError("unforeseen")) == "unforeseen"
