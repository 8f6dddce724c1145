"""Reports: choose one, limit it, see the very pages, print them, or save them as PDF or for Excel."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from supplies.errors import BadField, SuppliesError
from supplies.files import write_file
from supplies.language import _
from supplies.printing.fonts import find_faces
from supplies.printing.reports.pdf import report_pdf
from supplies.reports.catalogue import REPORTS, ReportKind, build_report
from supplies.reports.request import FilterField, Occasion
from supplies.sheets.writing import report_xlsx
from supplies.tables import Report
from supplies.ui.background import Job
from supplies.ui.page import Page
from supplies.ui.printing.output import ask_file, ask_printer
from supplies.ui.printing.preview import Preview
from supplies.ui.reports.report_form import ReportForm
from supplies.ui.services import Services
from supplies.ui.session import Latest
from supplies.ui.widgets.choice_box import ChoiceBox
from supplies.ui.widgets.form_panel import errors_by_field
from supplies.ui.widgets.halves import Halves
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.status import Status
from supplies.values import utc_now

SHARES = (3, 8)
"""How form and pages divide the width."""
RECORD_FIELDS = {
    "card": FilterField.ITEM,
    **dict.fromkeys(("document", "count_sheet", "count_lines", "count_result"), FilterField.NUMBER),
    **dict.fromkeys(("acceptance", "donation_receipt", "award_notice", "contract_acceptance"), FilterField.NUMBER),
    "emergency_purchase": FilterField.NUMBER,
    "fund_trace": FilterField.NUMBER,
}
"""What names the record in a report that another page asks for."""


class ReportsPage(Page):
    """A form at the left, the pages at the right."""

    def __init__(self, services: Services) -> None:
        """Build the page; the first report is shown at once."""
        super().__init__(services, "reports", _("Reports"))
        self._report: Report | None = None
        self._pdf = b""
        self._latest = Latest()
        self.sheet_button = self.add_action(
            "xlsx", _("Save for &Excel …"), self._ask_sheet, icon="export", keys="Ctrl+E"
        )
        self.save_button = self.add_action("save", _("Save as P&DF …"), self._ask_pdf, icon="export", keys="Ctrl+S")
        self.print_button = self.add_action(
            "print", _("&Print …"), self._ask_printer, icon="print", keys="Ctrl+P", kind="primary"
        )
        self.kind_box = ChoiceBox("reports_kind", _("Report"))
        for kind in REPORTS.values():
            self.kind_box.addItem(kind.title_text, kind.name)
        self.summary = text_label("", "quiet", wraps=True)
        self.form = ReportForm(services)
        self.preview = Preview("reports_preview", services.session, _("The report is shown here."))
        self._lay_out()
        self.kind_box.currentIndexChanged.connect(self._choose_kind)
        self.form.submitted.connect(self._show)
        self._show_ready(is_ready=False)
        self._choose_kind()

    @property
    def kind(self) -> ReportKind:
        """Return the report chosen."""
        return REPORTS[self.kind_box.value()]

    def open_record(self, key: str) -> None:
        """Show a report, or that of a record, such as ``card YJ01001`` or ``proof item=YJ01001 depot=210300A``."""
        name, _blank, record = key.partition(" ")
        self.kind_box.choose(name)
        if "=" in record:
            given = dict(part.split("=", 1) for part in record.split(" "))
            for field in self.kind.takes:
                self.form.choose(field, given.get(field.value, ""))
        elif record:
            self.form.choose(RECORD_FIELDS[name], record)
        if record:
            self._show()

    def start_focus(self) -> None:
        """Begin with the choice."""
        self.kind_box.setFocus()

    def _lay_out(self) -> None:
        """Put the form at the left and the pages at the right."""
        label: QLabel = text_label(_("&Report"), "label")
        label.setBuddy(self.kind_box)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        for part in (label, self.kind_box, self.summary, self.form):
            column.addWidget(part)
        column.addStretch(1)
        self.body.addWidget(Halves("reports_halves", side, self.preview, shares=SHARES), 1)

    def _choose_kind(self) -> None:
        """Show the form of a report, and the report itself where it needs nothing more."""
        kind = self.kind
        self.summary.setText(kind.summary_text)
        self.form.show_fields(kind)
        self._latest.cancel()
        self.preview.clear()
        self._show_ready(is_ready=False)
        if not kind.needs:
            self._show()

    def _show(self) -> None:
        """Make the report of what is wanted."""
        kind = self.kind
        try:
            wanted = self.form.wanted(kind)
        except BadField as error:
            self.form.set_errors(errors_by_field(error))
            return
        occasion = Occasion(self.services.session.actor, utc_now())
        query = partial(build_report, name=kind.name, wanted=wanted, occasion=occasion)
        task = self.services.session.read(self, query, self._built, self._refused, latest=self._latest)
        self.follow(task, _("Making the report …"))

    def _built(self, report: Report) -> None:
        """Draw the pages of the report."""
        self._report = report
        task = self.services.session.run(self, partial(_draw, report=report), self._drawn, self._refused)
        self._latest.take(task)
        self.follow(task, _("Drawing {n} lines …").format(n=f"{report.line_count:,}"))

    def _drawn(self, pdf: bytes) -> None:
        """Show the pages."""
        self._pdf = pdf
        self.message.dismiss()
        self.preview.show_pdf(pdf)
        self._show_ready(is_ready=True)

    def _refused(self, error: SuppliesError) -> None:
        """Say why there is no report."""
        self.preview.clear()
        self._show_ready(is_ready=False)
        self.show_error(error)

    def _show_ready(self, *, is_ready: bool) -> None:
        """Allow saving and printing where there are pages; else say what is missing."""
        for button in (self.sheet_button, self.save_button, self.print_button):
            button.setEnabled(is_ready)
            button.setToolTip("" if is_ready else _("Show the report first."))

    def _ask_pdf(self) -> None:
        """Ask where the pages are saved."""
        ask_file(self, _("Save the report"), self._file_name, "pdf", self.save_pdf)

    def _ask_sheet(self) -> None:
        """Ask where the workbook is saved."""
        ask_file(self, _("Save the report"), self._file_name, "xlsx", self.save_sheet)

    @property
    def _file_name(self) -> str:
        """Return a name for the file."""
        assert self._report is not None, "a report is shown"
        return self._report.file_name

    def save_pdf(self, path: Path) -> None:
        """Save the pages."""
        self._save(path, partial(bytes, self._pdf))

    def save_sheet(self, path: Path) -> None:
        """Save the report as a workbook."""
        assert self._report is not None, "a report is shown"
        self._save(path, partial(report_xlsx, self._report))

    def _save(self, path: Path, make: Callable[[], bytes]) -> None:
        """Make a file and write it."""
        task = self.services.session.run(self, partial(_write, path=path, make=make), partial(self._saved, path))
        self.follow(task, _("Saving …"))

    def _saved(self, path: Path, _done: None) -> None:
        """Say where the file lies."""
        self.show_message(Status.OK, _("Written: {path}").format(path=path))

    def _ask_printer(self) -> None:
        """Ask for a printer."""
        ask_printer(self, self.kind.title_text, self._pdf)


def _draw(job: Job, report: Report) -> bytes:
    """Return the pages. Runs on a worker thread."""
    return report_pdf(report, find_faces(), job.report)


def _write(_job: Job, path: Path, make: Callable[[], bytes]) -> None:
    """Make a file and write it. Runs on a worker thread."""
    write_file(path, make())
