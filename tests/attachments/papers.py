"""Papers to attach: small files of every type, real to their last byte, and records that they may belong to."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import partial
from typing import Any

from supplies.attachments.actions import Attach, Detach, MediaType, PaperKind, SubjectKind
from supplies.attachments.content import sha256_of
from supplies.attachments.queries import PaperRow, papers_of
from supplies.attachments.subjects import Subject
from supplies.procurement.contract_queries import contracts
from supplies.procurement.lot_queries import lot_name
from supplies.procurement.queries import tender_lots
from supplies.values import Login
from tests.procurement.deals import acceptance, invoice, line, payment, signed
from tests.procurement.money_lists import awarded_lot
from tests.rooms import ADMIN, TENT, Desk, act, goods


def pdf(text: str = "contract", size: int = 0) -> bytes:
    """Return a PDF file of one empty page that nothing else says; filled up to a size where one is given."""
    body = (
        b"%PDF-1.4\n% " + text.encode() + b"\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
        b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\n"
    )
    end = b"\ntrailer<</Root 1 0 R/Size 4>>\nstartxref\n0\n%%EOF\n"
    return body + b"%" + b"x" * max(0, size - len(body) - len(end) - 1) + end


def png() -> bytes:
    """Return a picture of one dot."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(name + content))
        return struct.pack(">I", len(content)) + name + content + check

    head = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0\0")) + chunk(b"IEND", b"")


def jpeg() -> bytes:
    """Return what begins and ends as a photograph does."""
    return b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + b"\0" * 64 + b"\xff\xd9"


def archive(*names: str) -> bytes:
    """Return an archive with some files in it."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as made:
        for name in names:
            made.writestr(name, "<x/>")
    return content.getvalue()


def ofd() -> bytes:
    """Return an OFD file."""
    return archive("OFD.xml", "Doc_0/Document.xml")


@dataclass(frozen=True)
class Records:
    """One record of each kind that the procurement of tents leaves behind."""

    lot: Subject
    project: Subject
    appropriation: Subject
    contract: Subject
    certificate: Subject
    invoice: Subject
    payment: Subject
    document: Subject

    @property
    def all(self) -> tuple[Subject, ...]:
        """Return every record."""
        return (
            self.lot,
            self.project,
            self.appropriation,
            self.contract,
            self.certificate,
            self.invoice,
            self.payment,
            self.document,
        )


def records(desk: Desk) -> Records:
    """Buy four tents, from the money to the payment, and return the records that papers may belong to."""
    deal = signed(desk, awarded_lot(desk, 40), line(4), number="HT-1")
    receipt = desk.receive(goods(TENT, 4))
    accepting = acceptance(deal, receipt.seq, number="YS/1")
    desk.post(accepting, invoice(deal, number="FP-1"), payment(deal, voucher="PZ-1"))
    (lot,) = desk.read(tender_lots)
    return Records(
        Subject(SubjectKind.LOT, lot_name(lot)),
        Subject(SubjectKind.PROJECT, lot.project_number),
        Subject(SubjectKind.APPROPRIATION, lot.appropriation_number),
        Subject(SubjectKind.CONTRACT, "HT-1"),
        Subject(SubjectKind.ACCEPTANCE, "HT-1/YS/1"),
        Subject(SubjectKind.INVOICE, "FP-1"),
        Subject(SubjectKind.PAYMENT, "PZ-1"),
        Subject(SubjectKind.DOCUMENT, receipt.number),
    )


def attach(of: Subject, content: bytes, name: str = "合同.pdf", **fields: Any) -> Attach:
    """Return the action that attaches a file."""
    values: dict[str, Any] = {
        "kind": PaperKind.CONTRACT,
        "file_name": name,
        "media_type": MediaType.PDF,
        "size": len(content),
        "sha256": sha256_of(content),
    }
    return act(Attach, subject_kind=of.kind, subject=of.key, **values | fields)


def attached(
    desk: Desk, of: Subject, content: bytes, name: str = "合同.pdf", actor: Login = ADMIN, **fields: Any
) -> int:
    """Attach a file and return the entry."""
    return desk.program.post_with([attach(of, content, name, **fields)], actor, content)[0].entry.seq


def detach(seq: int, reason: str = "扫描错页") -> Detach:
    """Return the action that takes a paper off."""
    return act(Detach, paper=seq, reason=reason)


def papers(desk: Desk, *of: Subject, with_detached: bool = False) -> list[PaperRow]:
    """Return the papers of some records."""
    return desk.program.read(partial(papers_of, subjects=of, with_detached=with_detached))


def tell_papers(desk: Desk) -> dict[str, int]:
    """Tell of a contract that was scanned, and of a page that was scanned wrong."""
    of = Subject(SubjectKind.CONTRACT, min(row.number for row in desk.read(contracts)))
    seqs = {"paper": attached(desk, of, pdf("right")), "wrong paper": attached(desk, of, pdf("wrong"))}
    return seqs | {"paper taken off": desk.post(detach(seqs["wrong paper"]))[0].entry.seq}
