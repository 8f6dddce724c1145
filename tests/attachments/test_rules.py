"""Papers: kept once under what their bytes are, on the record they belong to, and refused where they cannot be kept."""

from functools import partial

import pytest
from sqlalchemy import text

from supplies.attachments.actions import MediaType, PaperKind, SubjectKind
from supplies.attachments.content import PAPER_BYTES_MAX, sha256_of
from supplies.attachments.queries import paper, paper_bytes
from supplies.attachments.subjects import Subject
from supplies.errors import (
    BadRequest,
    PaperAttached,
    PaperContentMissing,
    PaperContentOther,
    PaperDetached,
    PaperNameUnfit,
    PaperNotHereYet,
    PaperSizeOther,
    PaperTypeOther,
    RoleElsewhere,
    RoleMissing,
    SuppliesError,
    UnknownRecord,
)
from supplies.models.accounts import Role
from supplies.stock.actions import AddDepot
from supplies.values import DepotCode
from tests.attachments.papers import (
    Records,
    attach,
    attached,
    detach,
    jpeg,
    ofd,
    papers,
    pdf,
    png,
    records,
)
from tests.journal.tampering import tamper
from tests.rooms import ADMIN, DEPOT, TODAY, Desk, act, assert_speaks, rows_in

OTHER = DepotCode("210302A")


@pytest.fixture
def of(desk: Desk) -> Records:
    """Return a record of each kind."""
    return records(desk)


def refused(desk: Desk, of: Subject, content: bytes, kind: type[SuppliesError], /, **fields: object) -> None:
    """Prove that a file is refused and leaves nothing, not even its bytes."""
    before = desk.everything()
    with pytest.raises(kind) as caught:
        attached(desk, of, content, **fields)  # type: ignore[arg-type]
    assert type(caught.value) is kind
    assert_speaks(caught.value)
    assert desk.everything() == before


def test_a_paper_is_attached_to_a_record_of_every_kind_and_read_back_to_the_byte(desk: Desk, of: Records) -> None:
    assert {each.kind for each in of.all} == set(SubjectKind)
    for number, each in enumerate(of.all):
        content = pdf(str(number))
        seq = attached(desk, each, content, f"{number}.pdf", note="第2页")
        (row,) = papers(desk, each)
        assert (row.seq, row.of, row.file_name, row.size) == (seq, each, f"{number}.pdf", len(content))
        assert (row.kind, row.media_type, row.note) == (PaperKind.CONTRACT, MediaType.PDF, "第2页")
        assert (row.attached_on, row.actor, row.actor_name, row.is_here) == (TODAY, ADMIN, "管理员", True)
        assert desk.read(paper_bytes, row) == content
    assert len(papers(desk, *of.all)) == len(of.all)


@pytest.mark.parametrize(
    ("content", "media"),
    [(pdf(), MediaType.PDF), (jpeg(), MediaType.JPEG), (png(), MediaType.PNG), (ofd(), MediaType.OFD)],
    ids=["pdf", "jpeg", "png", "ofd"],
)
def test_pdf_ofd_and_pictures_are_kept_whatever_their_names_end_with(
    desk: Desk, of: Records, content: bytes, media: MediaType
) -> None:
    attached(desk, of.contract, content, "扫描件.dat", media_type=media)
    (row,) = papers(desk, of.contract)
    assert row.media_type is media
    assert row.saved_name == f"扫描件.dat.{'jpg' if media is MediaType.JPEG else media.name.lower()}"


def test_the_largest_file_that_is_kept_is_kept_whole_and_one_byte_more_is_refused(desk: Desk, of: Records) -> None:
    content = pdf(size=PAPER_BYTES_MAX)
    assert len(content) == PAPER_BYTES_MAX
    attached(desk, of.contract, content)
    (row,) = papers(desk, of.contract)
    assert desk.read(paper_bytes, row) == content
    larger = pdf("larger", size=PAPER_BYTES_MAX + 1)
    with pytest.raises(SuppliesError):
        attached(desk, of.lot, larger)
    assert desk.read(rows_in, "paper_content") == 1


def test_the_same_file_twice_on_one_record_is_said_and_changes_nothing(desk: Desk, of: Records) -> None:
    attached(desk, of.contract, pdf())
    refused(desk, of.contract, pdf(), PaperAttached, name="另一个名字.pdf")


def test_the_same_bytes_on_two_records_are_stored_once(desk: Desk, of: Records) -> None:
    content = pdf()
    first, second = attached(desk, of.contract, content), attached(desk, of.lot, content, "包.pdf")
    assert desk.read(rows_in, "paper_content") == 1
    desk.post(detach(first))
    assert desk.read(paper_bytes, desk.read(paper, second)) == content


def test_bytes_that_are_here_need_not_come_again(desk: Desk, of: Records) -> None:
    attached(desk, of.contract, pdf())
    desk.post(attach(of.lot, pdf()))
    assert [row.is_here for row in papers(desk, of.lot)] == [True]


def test_posting_the_same_paper_again_is_posting_it_once(desk: Desk, of: Records) -> None:
    action, content = attach(of.contract, pdf()), pdf()
    first, again = (desk.program.post_with([action], ADMIN, content)[0] for _time in range(2))
    assert (first.entry, first.is_new, again.is_new) == (again.entry, True, False)
    assert len(papers(desk, of.contract)) == 1


def test_a_paper_taken_off_says_who_and_why_and_its_bytes_stay(desk: Desk, of: Records) -> None:
    clerk = desk.hire("buyer", Role.BUYER, name="采购员")
    content = pdf()
    seq = attached(desk, of.contract, content)
    desk.post(detach(seq), actor=clerk)
    assert papers(desk, of.contract) == []
    (row,) = papers(desk, of.contract, with_detached=True)
    assert (row.detached_on, row.detach_reason, row.detached_by) == (TODAY, "扫描错页", clerk)
    assert desk.read(paper_bytes, row) == content
    assert type(desk.refused(detach(seq))) is PaperDetached
    again = attached(desk, of.contract, content)
    assert [row.seq for row in papers(desk, of.contract)] == [again]


def test_a_record_that_is_not_there_is_refused_by_name(desk: Desk, of: Records) -> None:
    for kind in SubjectKind:
        for key in ("没有", "没有/1", "没有/x", "HT-1/", "/1", "HT-1/YS", "HT-1/YS/2", "/" * 50):
            refused(desk, Subject(kind, key), pdf(), UnknownRecord)
    assert type(desk.refused(detach(1))) is UnknownRecord


@pytest.mark.parametrize(
    "name",
    [
        "../合同.pdf",
        "/etc/合同.pdf",
        "C:\\合同.pdf",
        "合同\n.pdf",
        "合同\u202efdp.exe",
        "..",
        " 合同.pdf",
        "a:b",
        "合\0同",
    ],
)
def test_a_name_that_is_a_path_or_hides_something_is_refused(desk: Desk, of: Records, name: str) -> None:
    kind: type[SuppliesError] = BadRequest if set(name) & set("/\\\0\n") else PaperNameUnfit
    before = desk.everything()
    with pytest.raises(kind):
        attached(desk, of.contract, pdf(), name)
    assert desk.everything() == before


def test_an_action_without_its_bytes_is_refused(desk: Desk, of: Records) -> None:
    assert type(desk.refused(attach(of.contract, pdf()))) is PaperContentMissing


def test_other_bytes_than_the_action_names_are_refused(desk: Desk, of: Records) -> None:
    before = desk.everything()
    with pytest.raises(PaperContentOther) as caught:
        desk.program.post_with([attach(of.contract, pdf("told"))], ADMIN, pdf("came"))
    assert_speaks(caught.value)
    assert desk.everything() == before


def test_a_told_size_or_type_that_the_bytes_have_not_is_refused(desk: Desk, of: Records) -> None:
    refused(desk, of.contract, pdf(), PaperSizeOther, size=len(pdf()) + 1)
    refused(desk, of.contract, png(), PaperTypeOther, media_type=MediaType.PDF)


def test_whoever_works_with_papers_attaches_them_and_an_auditor_only_reads(desk: Desk, of: Records) -> None:
    keeper = desk.hire("keeper", Role.KEEPER, depot=DEPOT)
    auditor = desk.hire("auditor", Role.AUDITOR)
    attached(desk, of.document, pdf(), actor=keeper)
    refused(desk, of.document, pdf("2"), RoleMissing, actor=auditor)
    desk.post(act(AddDepot, code=OTHER, name="铁东区库"))
    refused(desk, of.document, pdf("3"), RoleElsewhere, actor=desk.hire("other", Role.KEEPER, depot=OTHER))
    (row,) = papers(desk, of.document)
    desk.post(detach(row.seq), actor=keeper)


def test_bytes_of_another_site_that_have_not_come_are_no_damage(desk: Desk, of: Records) -> None:
    content = pdf()
    seq = attached(desk, of.contract, content)
    tamper(desk.program, "UPDATE attached_paper SET site_id = '210381A'", "UPDATE paper_content SET content = NULL")
    assert desk.program.verify().is_sound
    (row,) = papers(desk, of.contract)
    assert (row.is_here, row.state_name != "") == (False, True)
    with pytest.raises(PaperNotHereYet) as caught:
        desk.read(paper_bytes, row)
    assert_speaks(caught.value)
    assert caught.value.facts["site"] == "210381A"
    update = partial(lambda connection, sql, **values: connection.execute(text(sql), values))
    arrive = "UPDATE paper_content SET content = :content WHERE hash = :hash"
    desk.program.database.write(partial(update, sql=arrive, content=content, hash=sha256_of(content)))
    assert desk.read(paper_bytes, desk.read(paper, seq)) == content
