"""Half-filled forms, kept on this computer until they are posted: neither a crash nor another record loses them."""

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QObject

from supplies.drafts import Draft
from supplies.errors import SuppliesError
from supplies.ui.session import Session
from supplies.values import ActionId

KIND = "form"


class FormDraft(msgspec.Struct, frozen=True):
    """What stands in a form."""

    answers: dict[str, list[str]]
    """Of each field its text, and what was chosen."""
    sent: tuple[ActionId, ...] = ()
    """The actions that were sent with just these answers and may have been posted: sent again, they are the same."""


class FormDrafts(QObject):
    """The forms that one person has begun and not posted, by name; on disk where the session keeps drafts."""

    def __init__(self, session: Session) -> None:
        """Begin to read what was kept before; it lives as long as the session."""
        super().__init__(session)
        self._session = session
        self._kept: dict[str, FormDraft] = {}
        if session.keeps_drafts:
            session.read_drafts(self, KIND, self._load)

    def kept(self, name: str) -> FormDraft | None:
        """Return what was kept of a form."""
        return self._kept.get(name)

    def keep(self, name: str, title: str, draft: FormDraft, on_error: Callable[[SuppliesError], None]) -> None:
        """Keep a form in place of what was kept of it before."""
        self._kept[name] = draft
        if self._session.keeps_drafts:
            content = msgspec.json.encode(draft)
            self._session.save_draft(self, self._draft_id(name), KIND, title, content, _saved, on_error)

    def forget(self, name: str) -> None:
        """Forget a form that was posted, or emptied."""
        if self._kept.pop(name, None) is not None and self._session.keeps_drafts:
            self._session.remove_draft(self, self._draft_id(name))

    def _draft_id(self, name: str) -> str:
        """Return under which name the drafts of all people hold this person's form."""
        return f"{KIND}/{self._session.actor}/{name}"

    def _load(self, drafts: Sequence[Draft]) -> None:
        """Take what was kept before; what another version of the program kept and nobody can read stays where it is."""
        before = self._draft_id("")
        for draft in drafts:
            try:
                found = msgspec.json.decode(draft.content, type=FormDraft)
            except msgspec.DecodeError:
                continue
            self._kept.setdefault(draft.draft_id.removeprefix(before), found)


def _saved() -> None:
    """Say nothing: that entries are kept is what people expect."""
