"""How a text is found: English source, key as the translator's comment, values put in last.

Each function of this package is one text. Its docstring is the Chinese one, so both languages are
read and changed in one place; `scripts/write_translations.py` carries them into
`resources/i18n/refund_desk_zh_CN.ts`, and a test holds the two together.
"""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from refund_desk.resource_paths import resource

Language = Literal["zh_CN", "en"]
LANGUAGES: tuple[Language, ...] = ("zh_CN", "en")

CONTEXT = "RefundDesk"
# Added to the key of a text that says "one"; Chinese has the same words for both.
ONE_SUFFIX = ".one"


def say(key: str, english: str, **values: str | int) -> str:
    """The text of a key in the language of the window, with its values in place.

    Values are never looked at for placeholders, so text from outside stays what it is.
    """
    return QCoreApplication.translate(CONTEXT, english, key).format_map(values)


def say_count(key: str, one: str, many: str, n: int, **values: str | int) -> str:
    """Like `say` for a text that counts `n` things, with its own words for exactly one."""
    if n == 1:
        return say(key + ONE_SUFFIX, one, n=n, **values)
    return say(key, many, n=n, **values)


class Translation(QObject):
    """The language in force; keeps Qt's own dialogs and menus in the same language."""

    def __init__(self, application: QCoreApplication) -> None:
        """Speak English until told otherwise."""
        super().__init__(application)
        self._application = application
        self._translators: list[QTranslator] = []
        self.language: Language = "en"

    def use(self, language: Language) -> bool:
        """Speak this language from now on; False when its file is missing (then English)."""
        for translator in self._translators:
            self._application.removeTranslator(translator)
        self._translators = []
        self.language = language
        if language == "en":
            QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.China))
            return True
        QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        qt_folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        self._install(f"{qt_folder}/qtbase_zh_CN.qm")
        return self._install(str(resource("i18n", f"refund_desk_{language}.qm")))

    def _install(self, path: str) -> bool:
        translator = QTranslator(self._application)
        if not translator.load(path):
            return False
        self._application.installTranslator(translator)
        self._translators.append(translator)
        return True


def speak(application: QCoreApplication, language: Language) -> Translation:
    """Let the application speak this language; what was written before keeps its words."""
    translation = application.findChild(Translation) or Translation(application)
    translation.use(language)
    return translation


def language_in_force() -> Language:
    """The language that the application speaks now; English before it was told."""
    application = QCoreApplication.instance()
    spoken = application.findChild(Translation) if application is not None else None
    return spoken.language if spoken is not None else "en"


def system_language() -> Language:
    """Chinese where the system is Chinese, English elsewhere."""
    chinese = QLocale.system().language() == QLocale.Language.Chinese
    return "zh_CN" if chinese else "en"
