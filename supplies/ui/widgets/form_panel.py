"""A form in a panel over its page: it makes one action, posts it, and keeps what was entered until that is done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import msgspec
from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from supplies.errors import SuppliesError
from supplies.language import _
from supplies.ui.form_drafts import FormDraft
from supplies.ui.icons import Button
from supplies.ui.services import Services
from supplies.ui.session import Actions, Answer
from supplies.ui.widgets.forms import Form
from supplies.ui.widgets.labels import text_label
from supplies.ui.widgets.overlay import MARGIN_PX, Overlay
from supplies.ui.widgets.status import Status
from supplies.values import ActionId

WIDEST_EMS = 46
SIDE_PX = 20
"""What title and words are set in by, to stand above the fields."""
HEAD_PX = 64
"""The margins of the card around title and form."""


class FormOverlay(Overlay):
    """Holds a form over its page. Whoever makes it adds the fields and listens to the form's ``submitted``."""

    def __init__(self, name: str, title: str, submit_text: str, page: QWidget) -> None:
        """Make a hidden panel.

        Args:
            name: its object name; the form's is the same with ``_form``.
            title: what it is for.
            submit_text: the button that is the point of the form, with its mnemonic.
            page: what it lies over.
        """
        super().__init__(name, title, page, WIDEST_EMS)
        self.form = Form(f"{name}_form", submit_text)
        self.form.setProperty("role", "bare")
        self._title = text_label(title, "heading", wraps=True)
        self._said = text_label("", "quiet", wraps=True)
        self._said.hide()
        close = Button(f"{name}_close", _("&Close"), "close", "quiet")
        close.clicked.connect(self.close_panel)
        head = QHBoxLayout()
        head.setContentsMargins(SIDE_PX, 0, 0, 0)
        self._said.setContentsMargins(SIDE_PX, 0, SIDE_PX, 0)
        head.addWidget(self._title, 1)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._scroll = QScrollArea()
        self._scroll.setObjectName(f"{name}_scroll")
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidgetResizable(True)
        self._scroll.setWidget(self.form)
        self._fitting = QTimer(self, interval=0, singleShot=True)
        self._fitting.timeout.connect(self.fit)
        self.form.installEventFilter(self)
        layout = QVBoxLayout(self.card)
        layout.addLayout(head)
        layout.addWidget(self._said)
        layout.addWidget(self._scroll, 1)

    def set_title(self, title: str) -> None:
        """Say what the form is about this time."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def say(self, text: str) -> None:
        """Say below the title what must be known before filling in."""
        self._said.setText(text)
        self._said.setVisible(bool(text))

    def open_panel(self) -> None:
        """Show the form as high as it needs, its cursor in the first field."""
        super().open_panel()
        self.fit()
        self.form.focus_first()

    def first_focus(self) -> QWidget:
        """Return the form; its first field takes the cursor."""
        return self.form

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow and shrink with the form, as sentences come and go below its fields."""
        if watched is self.form and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self._fitting.start()  # once the layout itself has seen the event
        return super().eventFilter(watched, event)

    def fit(self) -> None:
        """Give the form the height it wants, as far as the page has room; the rest scrolls."""
        wanted = self._wanted_height() + self._scroll.frameWidth() * 2
        room = self.covered.height() - 2 * self._title.height() - 2 * MARGIN_PX - HEAD_PX
        self._scroll.setFixedHeight(max(0, min(wanted, room)))

    def _wanted_height(self) -> int:
        """Return how high the form is at its present width, with its sentences broken into lines."""
        layout = self.form.layout()
        assert layout is not None, "a form has a layout"
        layout.activate()
        least = layout.totalMinimumSize().height()
        return max(least, layout.totalHeightForWidth(self._scroll.viewport().width()))


@dataclass(frozen=True, slots=True)
class _Sent:
    """What was sent: the entries and their actions, of which only the ids are known where a crash lies between."""

    content: Mapping[str, list[str]]
    actions: Actions
    action_ids: tuple[ActionId, ...]


class FormPanel(FormOverlay):
    """A form that makes actions and posts them.

    What is entered is kept on this computer until it is posted. Submitting the same entries again, after a store that
    did not answer, posts the very same actions again: should the first answer have been lost on its way, nothing is
    recorded twice.
    """

    posted = Signal(object)
    """What became of the actions; the panel is put away."""

    def __init__(
        self, name: str, title: str, submit_text: str, page: QWidget, services: Services, make: Callable[[], Actions]
    ) -> None:
        """Make a hidden panel; ``make`` returns the actions of the form, and is called when every field is well."""
        super().__init__(name, title, submit_text, page)
        self._session = services.session
        self._drafts = services.form_drafts
        self._make = make
        self._subject = ""
        self._sent: _Sent | None = None
        self._fresh: Mapping[str, list[str]] = {}
        self.anew_button = self.form.add_button(Button(f"{name}_anew", _("Fill in anew (&Z)"), "undo", "quiet"))
        self.anew_button.clicked.connect(self._fill_anew)
        self.form.submitted.connect(self._submit)
        self.form.settled.connect(self._keep)

    def about(self, *key: object) -> None:
        """Ask about the record of this key from now on; what was entered about another is kept until it is its turn."""
        subject = " ".join(map(str, key))
        if subject != self._subject:
            self.form.settle()
            self.begin_anew()
        self._subject = subject

    def open_panel(self) -> None:
        """Show the form with what is usual filled in, and with what was entered before and not posted."""
        is_filled = self.has_entries
        self.prepare()
        if not is_filled:
            self._fresh = self.form.content()
        self._restore()
        self.anew_button.setVisible(self.has_entries)
        self.form.take_as_it_stands()
        super().open_panel()

    def close_panel(self) -> None:
        """Put the panel away; what was just entered is kept."""
        self.form.settle()
        super().close_panel()

    def prepare(self) -> None:
        """Fill in what is usual where nothing stands yet; a subclass knows what that is."""

    def begin_anew(self) -> None:
        """Forget what was entered, as for another record."""
        self.form.clear()
        self.form.take_as_it_stands()
        self._fresh, self._sent = {}, None

    @property
    def has_entries(self) -> bool:
        """Return whether something was entered that is not posted."""
        return bool(self._fresh) and self.form.content() != self._fresh

    def _submit(self) -> None:
        """Post what the form stands for."""
        self.form.set_busy(is_busy=True)
        self.form.take_as_it_stands()
        actions = self._made()
        self._keep()
        self._session.post(self, actions, self._done, self._refused, attachment=self.attachment())

    def attachment(self) -> bytes:
        """Return an encrypted file that the actions just made name; a subclass may have one."""
        return b""

    def _done(self, answer: Answer) -> None:
        """Put the panel away, empty for the next time."""
        self.form.set_busy(is_busy=False)
        self.form.take_as_it_stands()
        self.form.clear()
        self._fresh, self._sent = {}, None
        self._drafts.forget(self._draft_name)
        self.close_panel()
        self.posted.emit(answer)

    @property
    def _draft_name(self) -> str:
        """Return under which name the entries are kept."""
        return f"{self.objectName()} {self._subject}".strip()

    def _restore(self) -> None:
        """Fill in what was kept of this form, and say so where it does not stand there anyway."""
        kept = self._drafts.kept(self._draft_name)
        if kept is None or kept.answers == self.form.draft():
            return
        self.form.restore(kept.answers)
        self.form.message.show_message(Status.INFO, _("What was entered and not posted stands here again."))
        if kept.sent:
            self._sent = _Sent(self.form.content(), (), kept.sent)

    def _keep(self) -> None:
        """Keep on this computer what stands in the form, until it is posted."""
        before = self._sent_before()
        if self.has_entries:
            draft = FormDraft(self.form.draft(), () if before is None else before.action_ids)
            self._drafts.keep(self._draft_name, self.accessibleName(), draft, self.form.show_error)
        else:
            self._drafts.forget(self._draft_name)

    def _made(self) -> Actions:
        """Return the actions of these entries; sent before with the same ones, they are the same actions."""
        before = self._sent_before()
        if before is not None and before.actions:
            return before.actions
        actions = self._make()
        if before is not None and len(before.action_ids) == len(actions):
            known = zip(actions, before.action_ids, strict=True)
            actions = [msgspec.structs.replace(action, action_id=action_id) for action, action_id in known]
        self._sent = _Sent(self.form.content(), actions, tuple(action.action_id for action in actions))
        return actions

    def _sent_before(self) -> _Sent | None:
        """Return what was sent with just these entries."""
        return self._sent if self._sent is not None and self._sent.content == self.form.content() else None

    def _fill_anew(self) -> None:
        """Fill the form as when it was opened first."""
        self.form.restore(self._fresh)
        self.form.message.dismiss()
        self.form.take_as_it_stands()
        self._drafts.forget(self._draft_name)
        self.anew_button.hide()
        self.form.focus_first()

    def _refused(self, error: SuppliesError) -> None:
        """Show the refusal beside the field it is about, or above the form."""
        self.form.set_busy(is_busy=False)
        self.form.set_errors(self.places_of(error))
        self.fit()

    def places_of(self, error: SuppliesError) -> Mapping[str, SuppliesError]:
        """Return a refusal under the name of the field it is about; a subclass may know that better."""
        return errors_by_field(error)


def errors_by_field(error: SuppliesError) -> Mapping[str, SuppliesError]:
    """Return a refusal under the name of the field that it names; under none, it stands above the form."""
    named = {line.field: line.error for line in error.lines if line.field}
    return named or {str(error.facts.get("field", "")): error}
