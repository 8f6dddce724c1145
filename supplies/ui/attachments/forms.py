"""The two forms of scanned papers: attach one to a record, take one off it for a reason."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from supplies.attachments.actions import NOTE_MAX, Attach, Detach
from supplies.attachments.queries import PaperRow
from supplies.attachments.subjects import Subject
from supplies.attachments.words import PaperKind, kind_name, usual_kind
from supplies.errors import (
    PaperAttached,
    PaperContentOther,
    PaperDetached,
    PaperSizeOther,
    PaperTypeOther,
    UnknownRecord,
)
from supplies.language import _
from supplies.ui.attachments.file_field import PaperField
from supplies.ui.services import Services
from supplies.ui.session import Actions
from supplies.ui.widgets.action_panel import ActionPanel, Places, answer
from supplies.ui.widgets.choices import SelectField
from supplies.ui.widgets.fields import TextField
from supplies.values import ActionId, new_id


class AttachPanel(ActionPanel):
    """Asks for a file, what paper it is and what it belongs to."""

    def __init__(self, name: str, page: QWidget, services: Services) -> None:
        places: Places = {
            PaperAttached: "file",
            PaperContentOther: "file",
            PaperSizeOther: "file",
            PaperTypeOther: "file",
            UnknownRecord: "of",
        }
        super().__init__(name, _("Attach a scanned paper"), page, services, places)
        self._subjects: dict[str, Subject] = {}
        add = self.form.add
        self.file = add(PaperField("file", _("File"), services.session))
        self.of = add(SelectField("of", _("Belongs to")))
        self.kind = add(SelectField("kind", _("Kind of paper"), [(kind.value, kind_name(kind)) for kind in PaperKind]))
        self.note = add(TextField("note", _("Remarks"), longest=NOTE_MAX))
        self.of.edited.connect(self._usual_kind)

    def open_for(self, subjects: Sequence[Subject], file: str = "") -> None:
        """Ask for a paper of one of the records; a file that is known already is read at once."""
        self.about(subjects[0].kind, subjects[0].key)
        self._subjects = {f"{subject.kind}:{subject.key}": subject for subject in subjects}
        self.of.set_options([(name, subject.words) for name, subject in self._subjects.items()])
        self.open_panel()
        if file:
            self.file.read_file(file)

    def prepare(self) -> None:
        """Propose what papers of the record mostly are."""
        super().prepare()
        if not self.has_entries:
            self._usual_kind()

    def attachment(self) -> bytes:
        """Return the bytes of the file."""
        return answer(self.file).content

    def make_actions(self) -> Actions:
        """Return the action that attaches the file."""
        found, of = answer(self.file), self._subjects[answer(self.of)]
        self.tell(_("{name} is attached to {of}.").format(name=found.name, of=of.words))
        return [
            Attach(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                subject_kind=of.kind,
                subject=of.key,
                kind=PaperKind(answer(self.kind)),
                file_name=found.name,
                media_type=found.media_type,
                size=found.size,
                sha256=found.sha256,
                note=self.note.text().strip(),
            )
        ]

    def _usual_kind(self) -> None:
        """Propose what papers of the record chosen mostly are."""
        of = self._subjects.get(self.of.text())
        if of is not None:
            self.kind.set_text(usual_kind(of.kind).value)


class DetachPanel(ActionPanel):
    """Asks why a paper is taken off."""

    def __init__(self, name: str, page: QWidget, services: Services) -> None:
        places: Places = {PaperDetached: "reason"}
        super().__init__(name, _("Take a scanned paper off"), page, services, places)
        self._row: PaperRow | None = None
        self.reason = self.form.add(TextField("reason", _("Reason"), is_required=True, longest=NOTE_MAX))

    def open_for(self, row: PaperRow) -> None:
        """Ask about one paper."""
        self.about(row.site_id, row.seq)
        self._row = row
        self.set_title(_("Take {name} off").format(name=row.file_name))
        self.say(_("The file is kept: procurement papers are to be kept for 15 years at least."))
        self.open_panel()

    def make_actions(self) -> Actions:
        """Return the action that takes the paper off."""
        assert self._row is not None, "a paper was chosen"
        self.tell(_("{name} is taken off.").format(name=self._row.file_name))
        return [
            Detach(
                action_id=ActionId(new_id()),
                business_date=self.services.today(),
                paper=self._row.seq,
                reason=self.reason.text().strip(),
            )
        ]
