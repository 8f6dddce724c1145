"""What a file may be is told by its bytes alone."""

from pathlib import Path

import pytest

from supplies.attachments.content import (
    PAPER_BYTES_MAX,
    check_name,
    checked_type,
    read_paper,
    saved_name,
)
from supplies.attachments.words import MediaType
from supplies.errors import (
    FileUnreadable,
    PaperEmpty,
    PaperIncomplete,
    PaperNameUnfit,
    PaperTooLarge,
    PaperTypeUnknown,
)
from tests.attachments.papers import archive, jpeg, ofd, pdf, png
from tests.rooms import assert_speaks

WHOLE = {"pdf": pdf(), "jpeg": jpeg(), "png": png(), "ofd": ofd()}
REFUSED = {
    "program of Windows": b"MZ\x90\0" + b"\0" * 100,
    "program of Linux": b"\x7fELF" + b"\0" * 100,
    "script": b"#!/bin/sh\nrm -rf ~\n",
    "web page": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "picture that is a program": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "office file": archive("[Content_Types].xml", "word/document.xml"),
    "archive": archive("run.exe"),
    "old office file": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 100,
    "web page with a PDF in it": b"<html>%PDF-1.4</html>%%EOF",
    "text": "中标通知书".encode(),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_type_is_told_by_the_bytes_whatever_the_name_says(tmp_path: Path, name: str) -> None:
    path = tmp_path / "合同.exe"
    path.write_bytes(WHOLE[name])
    found = read_paper(path)
    assert (found.media_type.name.lower(), found.content, found.size) == (name, WHOLE[name], len(WHOLE[name]))
    assert saved_name(found.name, found.media_type).endswith((".pdf", ".jpg", ".png", ".ofd"))


@pytest.mark.parametrize("name", REFUSED)
def test_programs_web_pages_and_office_files_are_refused_under_any_name(tmp_path: Path, name: str) -> None:
    path = tmp_path / "合同.pdf"
    path.write_bytes(REFUSED[name])
    with pytest.raises(PaperTypeUnknown) as caught:
        read_paper(path)
    assert_speaks(caught.value)


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_that_was_cut_off_anywhere_is_refused(name: str) -> None:
    content = WHOLE[name]
    for kept in range(len(content) - 3):
        with pytest.raises((PaperEmpty, PaperTypeUnknown, PaperIncomplete)):
            checked_type("合同.pdf", content[:kept])


def test_a_long_file_that_was_cut_off_is_refused_though_pages_inside_it_ended() -> None:
    content = pdf("one") + pdf("two", size=100_000)
    assert checked_type("合同.pdf", content) is MediaType.PDF
    with pytest.raises(PaperIncomplete) as caught:
        checked_type("合同.pdf", content[:60_000])
    assert_speaks(caught.value)


def test_a_file_that_is_empty_too_large_or_not_there_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "合同.pdf"
    with pytest.raises(FileUnreadable):
        read_paper(path)
    with pytest.raises(FileUnreadable):
        read_paper(tmp_path)
    path.write_bytes(b"")
    with pytest.raises(PaperEmpty) as empty:
        read_paper(path)
    assert_speaks(empty.value)
    with path.open("wb") as file:
        file.truncate(100 * PAPER_BYTES_MAX)  # two gigabytes that are nowhere; reading stops in time
    with pytest.raises(PaperTooLarge) as large:
        read_paper(path)
    assert_speaks(large.value)
    assert large.value.facts["most"] == 20


def test_names_of_people_s_files_are_taken_as_they_are() -> None:
    for name in ("合同.pdf", "2026年 第3批(帐篷).PDF", "验收单-1.jpg", "財務〔2026〕1号.ofd", "a" * 196 + ".pdf"):
        check_name(name)


def test_a_name_that_cannot_be_shown_is_shown_by_its_codes() -> None:
    for name in ("", "合同\u202efdp.exe", "\x00", "a" * 201, "a/b", " ", "\u200b.pdf"):
        with pytest.raises(PaperNameUnfit) as caught:
            check_name(name)
        assert_speaks(caught.value)
        assert "\u202e" not in caught.value.text()


def test_a_saved_file_has_the_ending_of_its_type() -> None:
    assert saved_name("合同.PDF", MediaType.PDF) == "合同.PDF"
    assert saved_name("照片.jpeg", MediaType.JPEG) == "照片.jpeg"
    assert saved_name("合同.exe", MediaType.PDF) == "合同.exe.pdf"
    assert saved_name("合同", MediaType.OFD) == "合同.ofd"


def test_a_name_that_another_site_let_pass_leads_out_of_no_folder() -> None:
    assert saved_name("../../etc/合同.pdf", MediaType.PDF) == "_.._etc_合同.pdf"
    assert saved_name("C:\\a.pdf", MediaType.PDF) == "C__a.pdf"
    assert saved_name("..", MediaType.PNG) == "_.png"
