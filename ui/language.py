"""In which language the window is read: the one gate that everything passes on its way to Qt.

The program is written in English, and so is all that its own code reads back. Only what Qt is given is told in the
language of this desk, by the sentences in `resources/language`; what has none there stays English, whole. What people
typed is marked as `typed` where it stands alone, and goes through as it is. Where the desk reads English, which is what
it does unless somebody chose, nothing is read and nothing is looked up.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # the first paint of a desk that reads English waits for none of them
    from PySide6.QtWidgets import QWidget

    from models.vocabulary.languages import Language
    from models.vocabulary.translation import Translation

_OF_PAPERS = ("days", "numbers", "calls")  # the parts of a paper's sentences that the window needs too
_CALLED = "called"
_read_in: "Translation | None" = None


class Typed(str):
    """What somebody typed: it is shown as it is, whatever it says."""

    __slots__ = ()


def read_in(language: "Language | None") -> None:
    """From now on what is said is told in this language; None is English. Before the first widget is made."""
    global _read_in  # noqa: PLW0603  one window, one language
    _read_in = None if language is None else _sentences(language)
    if language is not None:
        _have_qt_follow(language.value)


def typed(text: str) -> str:
    """A text that somebody typed, or a name, where it stands alone."""
    return text if _read_in is None else Typed(text)


def as_read(text: str) -> str:
    """A text as whoever sits here reads it, its letter for Alt where it has one."""
    if _read_in is None or isinstance(text, Typed) or not text:
        return text
    if "&" not in text:
        return _read_in.said(text)
    return _lettered(text, _read_in)


def is_told(text: str) -> bool:
    """Whether a text is said in another language than English."""
    if _read_in is None or isinstance(text, Typed) or not text:
        return False
    return _read_in.knows(text.replace("&&", "\0").replace("&", "").replace("\0", "&"))


def wider(pixels: int) -> int:
    """What a column needs in px at 100 %: the words of other languages than English are longer."""
    return pixels if _read_in is None else pixels * 8 // 7


def call(widget: "QWidget", text: str, about: str = "") -> None:
    """What a screen reader calls it; `about` tells it apart from others with the same words."""
    told = f"{as_read(text)}: {as_read(about)}" if about else as_read(text)
    text = f"{text}: {about}" if about else text
    widget.setAccessibleName(told)
    if told != text or widget.property(_CALLED):
        widget.setProperty(_CALLED, text)


def called(widget: "QWidget") -> str:
    """What it was called, in English: for a sentence about it, which is told as a whole."""
    return str(widget.property(_CALLED) or widget.accessibleName())


def mark_language(widget: "QWidget", text: str) -> None:
    """Have a screen reader speak what stands there in its own language."""
    if _read_in is None:
        return
    from PySide6.QtCore import QLocale  # noqa: PLC0415  not where the window is English

    english = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom)
    widget.setLocale(QLocale(_read_in.code) if is_told(text) else english)


def _have_qt_follow(code: str) -> None:
    """What Qt says by itself, such as in its own dialogs, where it ships that language: Welsh it doesn't."""
    from PySide6.QtCore import QCoreApplication, QLibraryInfo, QTranslator  # noqa: PLC0415  as below

    application = QCoreApplication.instance()
    translator = QTranslator(application)
    if application is not None and translator.load(
        f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    ):
        application.installTranslator(translator)


def _lettered(text: str, language: "Translation") -> str:
    """Under the letter that the English has, where the words have it too: letters differ then as they do there."""
    plain = text.replace("&&", "\0").replace("&", "").replace("\0", "&")
    told = language.said(plain)
    if told == plain:
        return text
    at = text.replace("&&", "\0\0").find("&")
    place = _place_of(told.casefold(), text[at + 1].casefold()) if at >= 0 else -1
    doubled = [part.replace("&", "&&") for part in ((told[:place], told[place:]) if place >= 0 else (told,))]
    return "&".join(doubled)


def _place_of(told: str, letter: str) -> int:
    """Where this letter stands, rather where a word begins with it, behind no apostrophe; -1 where it doesn't."""
    begins = f" {told}".find(f" {letter}")
    within = (at for at, sign in enumerate(told) if sign == letter and told[at - 1 : at] != "’")
    return begins if begins >= 0 else next(within, -1)


def _sentences(language: "Language") -> "Translation":
    import resources  # noqa: PLC0415  not where the window is English
    from models.vocabulary.translation import Translation  # noqa: PLC0415  likewise

    papers = resources.read_toml(f"language/{language.value}.toml")
    window = resources.read_toml(f"language/window/{language.value}.toml")
    parts = (*(papers[part] for part in _OF_PAPERS), *window.values())
    return Translation(language.value, {english: told for part in parts for english, told in part.items()}, whole=True)
