"""The look and the language in use: changed at once, and remembered."""

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication

from supplies.language import Language, current_language, use_language
from supplies.ui.preferences import Preferences
from supplies.ui.theme import Look, apply_look, chosen_look, keep_look

LOCALES = {Language.CHINESE: "zh_CN", Language.ENGLISH: "en_GB"}


class Appearance(QObject):
    """Dresses the application and speaks a language."""

    language_changed = Signal()
    """Whoever shows words makes them anew."""

    def __init__(self, application: QApplication, preferences: Preferences) -> None:
        """Dress the application as this person last chose."""
        super().__init__(application)
        self._application = application
        self._preferences = preferences
        self._translator: QTranslator | None = None
        self.look = chosen_look(preferences)
        apply_look(application, self.look)
        kept = preferences.value("look/language", Language.CHINESE)
        self._speak(Language(kept) if kept in set(Language) else Language.CHINESE)

    @property
    def language(self) -> Language:
        """Return the language in use."""
        return current_language()

    def set_look(self, look: Look) -> None:
        """Dress the application anew."""
        if look != self.look:
            self.look = look
            keep_look(self._preferences, look)
            apply_look(self._application, look)

    def set_language(self, language: Language) -> None:
        """Speak another language."""
        if language is not current_language():
            self._speak(language)
            self._preferences.set_value("look/language", language)
            self.language_changed.emit()

    def _speak(self, language: Language) -> None:
        """Use a language for our own words, for Qt's buttons and for the names of days."""
        use_language(language)
        QLocale.setDefault(QLocale(LOCALES[language]))
        if self._translator is not None:
            self._application.removeTranslator(self._translator)
            self._translator = None
        translator = QTranslator(self)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if translator.load(f"qtbase_{LOCALES[language]}", folder):
            self._application.installTranslator(translator)
            self._translator = translator
