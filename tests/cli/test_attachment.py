"""``supplies attachment``: a paper is attached, listed, written out again to the byte, and taken off."""

from pathlib import Path

import pytest

from tests.attachments.papers import Records, pdf, png, records
from tests.cli.command import Command
from tests.journal.tampering import tamper
from tests.rooms import Desk

pytestmark = pytest.mark.parametrize("program", ["sqlite"], indirect=True)
"""A file is enough here: the tests of the rooms prove both databases."""


@pytest.fixture
def of(desk: Desk) -> Records:
    """Return a record of each kind."""
    return records(desk)


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    """Return a scanned contract."""
    path = tmp_path / "合同扫描.pdf"
    path.write_bytes(pdf())
    return path


def test_a_paper_goes_its_whole_way(
    command: Command, of: Records, scan: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = command.json("attachment", "add", "contract:HT-1", scan, "--note", "正本")
    assert (row["file_name"], row["kind"], row["media_type"]) == (scan.name, "contract", "application/pdf")
    assert (row["subject_kind"], row["subject"], row["note"], row["is_here"]) == ("contract", "HT-1", "正本", True)
    listed = command("attachment", "list", "contract:HT-1", f"lot:{of.lot.key}").out
    assert all(words in listed for words in ("合同 HT-1", scan.name, "PDF 1 KB", "管理员", "1 份扫描件"))
    out = tmp_path / "取出.pdf"
    saved = command.json("attachment", "save", row["seq"], "-o", out)
    assert (out.read_bytes(), saved["sha256"], saved["size"]) == (pdf(), row["hash"], len(pdf()))
    assert command.failed("attachment", "save", row["seq"], "-o", out)["code"] == "file.exists"
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    assert command.json("attachment", "save", row["seq"])["file"] == scan.name
    assert (folder / scan.name).read_bytes() == pdf()
    again = command.failed("attachment", "add", "contract:HT-1", scan)
    assert (again["code"], again["facts"]["name"]) == ("attachments.attached", scan.name)
    taken = command.json("attachment", "detach", row["seq"], "--reason", "扫描错页")
    assert taken["detach_reason"] == "扫描错页"
    assert command.json("attachment", "list", "contract:HT-1") == {"rows": []}
    assert [each["seq"] for each in command.json("attachment", "list", "contract:HT-1", "--all")["rows"]] == [
        row["seq"]
    ]
    assert "扫描错页" in command("attachment", "list", "contract:HT-1", "--all").out


def test_the_kind_is_what_such_a_record_mostly_has_unless_it_is_said(
    command: Command, of: Records, tmp_path: Path
) -> None:
    path = tmp_path / "扫描.png"
    path.write_bytes(png())
    for subject, kind in (
        ("invoice:FP-1", "invoice"),
        ("acceptance:HT-1/YS/1", "acceptance"),
        ("payment:PZ-1", "other"),
    ):
        assert command.json("attachment", "add", subject, path)["kind"] == kind
    assert command.json("attachment", "add", "contract:HT-1", path, "--kind", "award_notice")["kind"] == "award_notice"


def test_what_cannot_be_attached_is_refused_and_leaves_nothing(
    command: Command, desk: Desk, of: Records, scan: Path, tmp_path: Path
) -> None:
    page, torn = tmp_path / "合同.pdf", tmp_path / "断.pdf"
    page.write_text("<html><script>alert(1)</script></html>", encoding="utf-8")
    torn.write_bytes(pdf(size=9000)[:4500])
    before = desk.everything()
    for subject, file, status, code in (
        ("contract:HT-1", page, 2, "attachments.type_unknown"),
        ("contract:HT-1", torn, 2, "attachments.incomplete"),
        ("contract:HT-1", tmp_path / "没有.pdf", 2, "file.unreadable"),
        ("contract:HT-9", scan, 1, "record.unknown"),
        ("HT-1", scan, 2, "request.bad_field"),
        ("contract:", scan, 2, "request.bad_field"),
        ("card:HT-1", scan, 2, "request.bad_field"),
    ):
        assert command.failed("attachment", "add", subject, file, status=status)["code"] == code, subject
    assert command.failed("attachment", "save", 1)["code"] == "record.unknown"
    assert command.failed("attachment", "list", "contract:HT-1", "contract:HT-9")["facts"]["key"] == "HT-9"
    assert desk.everything() == before


def test_changed_bytes_are_named_by_verify_and_not_written_out(
    command: Command, desk: Desk, of: Records, scan: Path, tmp_path: Path
) -> None:
    row = command.json("attachment", "add", "contract:HT-1", scan)
    assert command("journal", "verify").status == 0
    tamper(desk.program, "UPDATE paper_content SET content = :content", content=pdf("other"))
    told = command("journal", "verify")
    assert told.status != 0 and scan.name in told.out + told.err
    out = tmp_path / "取出.pdf"
    assert command.failed("attachment", "save", row["seq"], "-o", out, status=3)["code"] == "attachments.damaged"
    assert not out.exists()
