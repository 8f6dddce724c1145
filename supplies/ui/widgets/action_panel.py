"""A form that posts: it knows which field a refusal is about, says what was done, and names the record it made."""

from collections.abc import Hashable, Mapping
from typing import TypeAlias, TypeVar

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from supplies.errors import SuppliesError
from supplies.language import _
from supplies.ui.approvals.submitted import is_submitted, tell_submitted
from supplies.ui.services import Services
from supplies.ui.session import Actions, Answer
from supplies.ui.widgets.fields import DateField, Field
from supplies.ui.widgets.form_panel import FormPanel

T = TypeVar("T")

Places: TypeAlias = Mapping[type[SuppliesError], str]
"""The field that each kind of refusal is about."""


def answer(field: Field[T]) -> T:
    """Return what was answered in a field that was found well."""
    value = field.value()
    assert value is not None, "a form is submitted only when every field is well"
    return value


class ActionPanel(FormPanel):
    """A subclass adds the fields in ``__init__`` and says in ``make_actions`` what they stand for."""

    done = Signal(str, object)
    """What was done, in words, and the key of the record it made or changed."""

    def __init__(
        self, name: str, title: str, page: QWidget, services: Services, places: Places, submit_text: str = ""
    ) -> None:
        """Make a hidden panel over ``page``."""
        super().__init__(name, title, submit_text or _("Post (&B)"), page, services, self.make_actions)
        self.services = services
        self._places = places
        self._words = ""
        self._key: Hashable = None

    def make_actions(self) -> Actions:
        """Return the actions of the filled form, and call ``tell`` with what they do."""
        raise NotImplementedError

    def tell(self, words: str, key: Hashable = None) -> None:
        """Keep what will be said once it is done, and the key of the record it is about."""
        self._words, self._key = words, key

    def add_day(self, name: str, label: str) -> DateField:
        """Add the day of the paper; it is today's until somebody writes another."""
        return self.form.add(DateField(name, label, self.services.today, is_required=True))

    def prepare(self) -> None:
        """Fill in what is usual where nothing stands yet."""
        for day in self.form.findChildren(DateField):
            if not day.text():
                day.set_text(self.services.today().isoformat())

    def places_of(self, error: SuppliesError) -> Mapping[str, SuppliesError]:
        """Return a refusal under the field that it is about, where one is."""
        name = self.place_of(error)
        return {name: error} if name else super().places_of(error)

    def place_of(self, error: SuppliesError) -> str:
        """Return the name of the field that a refusal is about; empty where it is about none."""
        return self._places.get(type(error), "")

    def _done(self, answer: Answer) -> None:
        """Put the panel away and say what was done."""
        super()._done(answer)
        if is_submitted(answer):
            tell_submitted(self.services.session, self, answer, lambda words: self.done.emit(words, None))
        else:
            self.done.emit(self._words, self._key)
