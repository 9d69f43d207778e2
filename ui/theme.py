"""How everything looks: the one place for colours, sizes and fonts. Fusion style, own palette, one style sheet.

The names in Qt's own namespace (`QtCore.Qt`) are made all at once when the first is wanted, which takes 15 ms: the
first paint wants none.
"""

from dataclasses import dataclass, field
from string import Template
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from PySide6 import QtCore
from PySide6.QtCore import QObject, QSize, Signal
from PySide6.QtGui import QAction, QColor, QFont, QFontDatabase, QIcon, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QPushButton, QToolButton, QWidget

import resources
from app.desk.preferences import TEXT_SIZES, Preferences, Scheme
from models.vocabulary.goals import Letter
from ui import icons
from ui.icons import Icon
from ui.states import State

if TYPE_CHECKING:
    from ui.dressing import Dresser

BODY, HEADING, NAME = 14, 16, 20  # px at 100 %: body, +2 for a panel's heading, +6 for the person's name
CELL, RELATED, GROUP, PAGE = 4, 8, 16, 24  # the grid of 4
ROW, COMPACT_ROW = 32, 26
SMALL_ICON, ICON = 16, 20
_CONTROL = 30  # with its two borders 32
_TARGET = 24  # px at any text size: what is pressed is never smaller (WCAG 2.2, 2.5.8)
_SCRIPTS = ("Arabic", "Bengali", "Devanagari", "Gujarati", "Gurmukhi", "Hebrew", "Tamil")  # 3 ms for all of them
_FONTS = ("fonts/Text-Regular.ttf", "fonts/Text-Bold.ttf", *(f"fonts/{script}-Regular.ttf" for script in _SCRIPTS))


class Colours(NamedTuple):
    """One theme's colours by what they mean, as "#rrggbb"."""

    window: str
    surface: str
    line: str
    edge: str
    text: str
    quiet: str
    hint: str
    accent: str
    on_accent: str
    accent_hover: str
    selection: str
    on_selection: str
    hover: str
    focus: str
    overdue: str
    soon: str
    waiting: str
    held: str
    done: str
    trouble_tint: str
    success_tint: str
    info_tint: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours and sizes in force; painted cells take everything from here."""

    name: str
    colours: Colours
    letters: dict[Letter, tuple[str, str]]  # background and ink
    hospital: tuple[str, str]
    text_size: int  # per cent
    families: tuple[str, ...]
    body: QFont = field(init=False)
    bold: QFont = field(init=False)

    def __post_init__(self) -> None:
        """The two fonts that painted cells need, once a theme rather than once a cell."""
        object.__setattr__(self, "body", self.font())
        object.__setattr__(self, "bold", self.font(bold=True))

    def px(self, size: int) -> int:
        """A length of the grid at the text size in force."""
        return round(size * self.text_size / 100)

    def gap(self, size: int) -> int:
        """A margin or a gap between things: the same at every text size, so that large letters get the room.

        Layouts are made once, at whatever text size is in force then; they mustn't differ by it ever after.
        """
        return size

    def font(self, size: int = BODY, *, bold: bool = False) -> QFont:
        """The family of screen and paper, with figures of equal width."""
        font = QFont(list(self.families)) if self.families else QFont()
        font.setPixelSize(self.px(size))
        font.setBold(bold)
        return font

    def state_colour(self, state: State) -> str:
        """The colour of a state's icon and word."""
        match state:
            case State.OVERDUE:
                return self.colours.overdue
            case State.SOON:
                return self.colours.soon
            case State.WAITING:
                return self.colours.waiting
            case State.HELD:
                return self.colours.held
            case State.DONE:
                return self.colours.done
        return self.colours.quiet

    def icon(self, name: Icon, size: int = SMALL_ICON, colour: str = "") -> QIcon:
        """An icon in the text's colour."""
        return icons.icon(name, colour or self.colours.text, self.colours.quiet, self.px(size))

    def palette(self) -> QPalette:
        """The same colours for what Fusion draws itself."""
        kept, made, role = self.colours, QPalette(), QPalette.ColorRole
        for where, colour in (
            (role.Window, kept.window),
            (role.WindowText, kept.text),
            (role.Base, kept.surface),
            (role.AlternateBase, kept.surface),
            (role.Text, kept.text),
            (role.PlaceholderText, kept.hint),
            (role.Button, kept.surface),
            (role.ButtonText, kept.text),
            (role.Highlight, kept.selection),
            (role.HighlightedText, kept.on_selection),
            (role.Accent, kept.accent),
            (role.Link, kept.accent),
            (role.ToolTipBase, kept.surface),
            (role.ToolTipText, kept.text),
            (role.Mid, kept.line),
        ):
            made.setColor(where, QColor(colour))
        for where in (role.Text, role.ButtonText, role.WindowText):
            made.setColor(QPalette.ColorGroup.Disabled, where, QColor(kept.quiet))
        return made

    def style_sheet(self) -> str:
        """The one style sheet with this theme's colours and sizes."""
        tick = "white" if self.name == "light" else "black"
        sizes = {f"px{size}": str(self.px(size)) for size in (2, 3, 4, 5, 6, 7, 8, 11, 12, 16, 24, 32)}
        return Template(resources.read_text("themes/style.qss")).substitute(
            self.colours._asdict(),
            **sizes,
            name_px=self.px(NAME),
            heading_px=self.px(HEADING),
            control_px=self.px(_CONTROL),
            control_focus_px=self.px(_CONTROL) - 2,
            field_px=self.px(_CONTROL - 6),
            box_px=max(self.px(_CONTROL - 6), _TARGET - 4),  # with its ring of 2 px
            tick=str(resources.path(f"icons/tick-{tick}.svg")).replace("\\", "/"),
        )


def load_theme(name: str, text_size: int = 100, families: tuple[str, ...] = ()) -> Theme:
    """One of "light", "dark" and "contrast"."""
    kept = resources.read_toml(f"themes/{name}.toml")
    ipad = kept.pop("ipad")
    letters = {letter: (ipad[letter.value][0], ipad[letter.value][1]) for letter in Letter}
    hospital = (ipad["hospital"][0], ipad["hospital"][1])
    return Theme(name, Colours(**kept), letters, hospital, text_size, families)


def load_fonts() -> tuple[str, ...]:
    """Make our fonts known to Qt, before the first widget; the families in the order in which letters are sought."""
    families: list[str] = []
    for file in _FONTS:
        number = QFontDatabase.addApplicationFontFromData(resources.read_bytes(file))
        families += [name for name in QFontDatabase.applicationFontFamilies(number) if name not in families]
    return tuple(families)


class Look(QObject):
    """The theme in force, for the whole program: follows the system unless the desk chose otherwise.

    At a start it is the theme that the system had at the last one, until `follow_system` asks it anew.
    """

    changed = Signal()  # all that is in sight wears another theme; once more when what is hidden does
    copied = Signal(QWidget, int)  # that so many rows of this list went to the clipboard

    def __init__(self, app: QApplication, preferences: Preferences) -> None:
        super().__init__(app)
        self._app, self._preferences = app, preferences
        self._families = load_fonts()
        self._is_following = False
        self._system = preferences.system_theme or _theme_of_the_system(app)
        self._dresser: Dresser | None = None
        self.theme = self._wanted()
        self._app.setStyleSheet("")
        self._give_to_the_application()

    @property
    def motion(self) -> bool:
        """Whether a notice may fade in: not where the system asks for reduced motion, nor without a screen."""
        from PySide6.QtWidgets import QStyle  # noqa: PLC0415  its many names take 5 ms before the first paint

        asked = self._app.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration)
        return asked > 0 and self._app.platformName() not in {"offscreen", "minimal"}

    @property
    def success_goes_after_ms(self) -> int:
        """For how long the word that a deed is done stands; 0 while it stays until the next deed."""
        return self._preferences.success_goes_after * 1_000

    def follow_system(self) -> None:
        """From now on: put on what the system wants, if it wants something else than when it was last seen."""
        if not self._is_following:
            self._is_following = True
            self._app.styleHints().colorSchemeChanged.connect(self._system_changed)
            self._app.styleHints().accessibility().contrastPreferenceChanged.connect(self._system_changed)
            self._system_changed()

    @property
    def is_changing(self) -> bool:
        """Whether some widgets don't wear the theme in force yet; hidden ones come last."""
        return self._dresser is not None and self._dresser.is_at_it

    def tells_later(self, widget: QWidget) -> bool:
        """Whether it is hidden and `changed` will be said once more, when hidden ones wear the theme too."""
        return self.is_changing and not widget.isVisible()

    def set_scheme(self, scheme: Scheme) -> None:
        """Light, dark, contrast, or as the system has it; kept for the next start."""
        self._preferences.scheme = scheme
        self._apply()

    def set_text_size(self, percent: int) -> None:
        """80 to 200 per cent; kept for the next start."""
        self._preferences.text_size = min(max(percent, TEXT_SIZES[0]), TEXT_SIZES[-1])
        self._apply()

    def bigger(self) -> None:
        """One step up."""
        now = self._preferences.text_size
        self.set_text_size(next((size for size in TEXT_SIZES if size > now), TEXT_SIZES[-1]))

    def smaller(self) -> None:
        """One step down."""
        now = self._preferences.text_size
        self.set_text_size(next((size for size in reversed(TEXT_SIZES) if size < now), TEXT_SIZES[0]))

    def normal_size(self) -> None:
        """Back to 100 per cent."""
        self.set_text_size(100)

    def dress(self, control: QAbstractButton | QAction, name: Icon, *, on_accent: bool = False) -> None:
        """Give a control its icon, and again whenever the theme changes."""
        _Dressed(self, control, name, on_accent=on_accent)

    def _system_changed(self, _preference: object = None) -> None:
        before, self._system = self._system, _theme_of_the_system(self._app)
        self._preferences.system_theme = self._system
        if self._preferences.scheme is Scheme.SYSTEM and self._system != before:
            self._apply()

    def _wanted(self) -> Theme:
        scheme = self._preferences.scheme
        name = self._system if scheme is Scheme.SYSTEM else scheme.value
        return load_theme(name, self._preferences.text_size, self._families)

    def _apply(self) -> None:
        """Put on what is wanted now, a widget at a time; `changed` when what is in sight wears it, and at the end."""
        from ui.dressing import Dresser  # noqa: PLC0415  the first paint goes without it

        self.theme = self._wanted()
        if self._dresser is None:
            self._dresser = Dresser(self._app, self.changed.emit, _draw_sign, self)
        self._dresser.put_on(self._give_to_the_application)

    def _give_to_the_application(self) -> None:
        self._app.setFont(self.theme.font())
        self._app.setPalette(self.theme.palette())
        self._app.setStyleSheet(self.theme.style_sheet())


def _theme_of_the_system(app: QApplication) -> str:
    """What it wants now."""
    hints, wanted = app.styleHints(), QtCore.Qt
    if hints.accessibility().contrastPreference() is wanted.ContrastPreference.HighContrast:
        return "contrast"
    return "dark" if hints.colorScheme() is wanted.ColorScheme.Dark else "light"


def _draw_sign(widget: QWidget) -> None:
    if isinstance(widget, QAbstractButton):
        redraw_sign(widget)


def redraw_sign(control: QWidget) -> None:
    """Draw the icon of a dressed control anew after its kind has changed; others have none."""
    dressed = control.findChild(_Dressed, options=QtCore.Qt.FindChildOption.FindDirectChildrenOnly)
    if dressed is not None:
        dressed.draw()


def _has_words(control: QAbstractButton | QAction) -> TypeGuard[QToolButton]:
    """Whether it is a tool button with its words beside the icon."""
    beside = QtCore.Qt.ToolButtonStyle.ToolButtonTextBesideIcon
    return isinstance(control, QToolButton) and control.toolButtonStyle() == beside


class _Dressed(QObject):
    """Lives with its control and keeps its icon in the theme's colour; whoever dresses a button has it drawn."""

    def __init__(self, look: Look, control: QAbstractButton | QAction, name: Icon, *, on_accent: bool) -> None:
        super().__init__(control)
        self._look, self._control, self._name, self._on_accent = look, control, name, on_accent
        if isinstance(control, QAction):
            look.changed.connect(self.draw)
        self.draw()

    def draw(self) -> None:
        """In the colour that the theme and the control's kind ask for."""
        colours = self._look.theme.colours
        kind = self._control.property("kind") if isinstance(self._control, QAbstractButton) else ""
        on_accent = self._on_accent or kind == "primary"
        ink = colours.on_accent if on_accent else colours.accent if kind == "quiet" else colours.text
        theme = self._look.theme
        if isinstance(self._control, QPushButton) or _has_words(
            self._control
        ):  # with the gap of 4 to its words, which the style leaves out
            self._control.setIconSize(QSize(theme.px(SMALL_ICON) + theme.px(CELL), theme.px(SMALL_ICON)))
            self._control.setIcon(
                icons.icon(self._name, ink, theme.colours.quiet, theme.px(SMALL_ICON), theme.px(CELL))
            )
        else:
            if isinstance(self._control, QAbstractButton):
                self._control.setIconSize(QSize(theme.px(SMALL_ICON), theme.px(SMALL_ICON)))
            self._control.setIcon(theme.icon(self._name, colour=ink))
