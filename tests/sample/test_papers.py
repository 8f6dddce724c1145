"""The sample's scanned papers are real files on real records, and the same ones each time it is made."""

from random import Random

import pypdfium2 as pdfium

from supplies.attachments.content import checked_type
from supplies.attachments.queries import paper_bytes
from supplies.attachments.words import MediaType, SubjectKind
from supplies.models.accounts import Role
from supplies.sample.identity import Identity
from supplies.sample.papers import TITLES, scanned, show_papers
from tests.attachments.papers import papers, records
from tests.rooms import TODAY, Desk


def test_the_sample_has_a_paper_on_each_record_that_a_clerk_scans(desk: Desk) -> None:
    of = records(desk)
    desk.hire("buyer", Role.BUYER)
    show_papers(desk.program, Identity(Random(1)), TODAY)  # noqa: S311 - a story, not a secret
    found = papers(desk, *of.all)
    assert {row.subject_kind for row in found} == {
        SubjectKind.APPROPRIATION,
        SubjectKind.LOT,
        SubjectKind.CONTRACT,
        SubjectKind.ACCEPTANCE,
        SubjectKind.INVOICE,
    }
    for row in found:
        page = pdfium.PdfDocument(desk.read(paper_bytes, row))[0]
        words = page.get_textpage().get_text_range()
        assert TITLES[row.kind] in words and "示例" in words
        assert row.file_name.startswith(TITLES[row.kind]) and "示例" in row.note
    assert desk.program.verify(deep=True).is_sound


def test_a_store_without_money_shows_no_papers(desk: Desk) -> None:
    show_papers(desk.program, Identity(Random(1)), TODAY)  # noqa: S311 - a story, not a secret
    assert desk.program.read(lambda connection: connection.exec_driver_sql("SELECT 1 FROM attached_paper").all()) == []


def test_the_same_words_are_the_same_file() -> None:
    first, second = (scanned("合同", ["HT-1"]) for _time in range(2))
    assert first == second
    assert checked_type("合同.pdf", first) is MediaType.PDF
