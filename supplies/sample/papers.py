"""Scanned papers of the sample: contracts, their certificates and invoices, an appropriation's document."""

from collections.abc import Iterator
from datetime import date
from io import BytesIO

from reportlab.lib.pagesizes import A4
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfgen.canvas import Canvas

from supplies.attachments.actions import Attach, MediaType, PaperKind, SubjectKind
from supplies.attachments.content import sha256_of
from supplies.attachments.subjects import Subject
from supplies.funds.queries import appropriations
from supplies.procurement.contract_queries import ContractRow, contracts
from supplies.procurement.contract_queries import PaperKind as ContractPaperKind
from supplies.procurement.contract_view import contract_view
from supplies.procurement.lot_queries import lot_name
from supplies.procurement.queries import tender_lots
from supplies.procurement.words import LotStage
from supplies.program import Program
from supplies.sample.identity import Identity
from supplies.values import Login

BUYER = Login("buyer")
FONT = "STSong-Light"
"""Every reader of PDF brings a Chinese typeface of this name; the file itself stays as small as its words."""


TITLES = {
    PaperKind.APPROPRIATION: "指标文",
    PaperKind.AWARD_NOTICE: "中标通知书",
    PaperKind.CONTRACT: "合同",
    PaperKind.ACCEPTANCE: "验收书",
    PaperKind.INVOICE: "发票",
}


def show_papers(program: Program, identity: Identity, today: date) -> None:
    """Attach a paper to what a clerk scans first."""
    for of, kind, lines in _papers(program):
        content = scanned(TITLES[kind], lines)
        action = Attach(
            action_id=identity.action(),
            business_date=today,
            subject_kind=of.kind,
            subject=of.key,
            kind=kind,
            file_name=f"{TITLES[kind]} {of.key}.pdf".replace("/", "-"),
            media_type=MediaType.PDF,
            size=len(content),
            sha256=sha256_of(content),
            note="示例扫描件",
        )
        program.post_with([action], BUYER, content)


def scanned(title: str, lines: list[str]) -> bytes:
    """Return a page as it comes from the scanner; the same words give the same bytes."""
    registerFont(UnicodeCIDFont(FONT))
    made = BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)
    width, height = A4
    canvas.setFont(FONT, 22)
    canvas.drawCentredString(width / 2, height - 120, title)
    canvas.setFont(FONT, 12)
    for number, line in enumerate([*lines, "（示例数据，非真实材料）"]):
        canvas.drawString(90, height - 180 - 24 * number, line)
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def _papers(program: Program) -> Iterator[tuple[Subject, PaperKind, list[str]]]:
    """Yield what is scanned: to which record, what it is, and what stands on it."""
    for fund in program.read(appropriations):
        of = Subject(SubjectKind.APPROPRIATION, fund.number)
        yield of, PaperKind.APPROPRIATION, [fund.number, fund.title, f"金额 {fund.amount.grouped()} 元"]
    for lot in program.read(tender_lots):
        if lot.stage in {LotStage.AWARDED, LotStage.CONTRACTED, LotStage.CLOSED}:
            words = [lot.words, f"中标供应商 {lot.winner}"]
            yield Subject(SubjectKind.LOT, lot_name(lot)), PaperKind.AWARD_NOTICE, words
    for contract in program.read(contracts):
        yield from _of_contract(program, contract)


def _of_contract(program: Program, contract: ContractRow) -> Iterator[tuple[Subject, PaperKind, list[str]]]:
    """Yield the papers of a contract: itself, its certificates, its invoices."""
    number, money = contract.number, f"金额 {contract.amount.grouped()} 元"
    yield Subject(SubjectKind.CONTRACT, number), PaperKind.CONTRACT, [number, contract.supplier, money]
    view = program.read(lambda connection: contract_view(connection, number))
    for paper in view.papers:
        words = [paper.number, f"合同 {number}", str(paper.dated), f"金额 {paper.amount.grouped()} 元"]
        if paper.kind is ContractPaperKind.ACCEPTANCE:
            yield Subject(SubjectKind.ACCEPTANCE, f"{number}/{paper.number}"), PaperKind.ACCEPTANCE, words
        elif paper.kind is ContractPaperKind.INVOICE:
            yield Subject(SubjectKind.INVOICE, paper.number), PaperKind.INVOICE, words
