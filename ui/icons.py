"""Icons of one open set, drawn in the colour of the text beside them, sharp at any scale of the screen."""

from enum import Enum
from functools import lru_cache

from PySide6 import QtCore
from PySide6.QtCore import QByteArray, QRectF, QSize
from PySide6.QtGui import QIcon, QPainter, QPixmap

import resources
from ui.drawn_icon import DrawnIcon


class Icon(Enum):
    """What a sign stands for; the value is its file in resources/icons."""

    TODAY = "sunrise"
    REFERRALS = "inbox"
    PLANS = "calendar-days"
    GOALS = "target"
    TRANSFER = "arrow-right-left"
    CLOSURE = "archive"
    MEETINGS = "users"
    FIGURES = "chart-column"
    SEARCH = "search"
    OVERDUE = "circle-alert"
    SOON = "clock"
    WAITING = "hourglass"
    HELD = "circle-pause"
    DONE = "circle-check"
    OPEN = "circle"
    TICK = "check"
    UNTICKED = "square"
    TICKED = "square-check"
    WARNING = "triangle-alert"
    INFO = "info"
    REFUSED = "hand"
    UNAVAILABLE = "cloud-off"
    DOUBLE_UP = "user-plus"
    LONE_WORKER = "shield-alert"
    COMMUNICATION = "ear"
    HOSPITAL = "hospital"
    AWAY = "door-open"
    DIED = "leaf"
    SAFEGUARDING = "shield"
    PHONE = "phone"
    MAIL = "mail"
    PRINT = "printer"
    SAVE = "save"
    NEW = "plus"
    EDIT = "pencil"
    CLOSE = "x"
    UNDO = "undo-2"
    HISTORY = "history"
    COMPARE = "columns-2"
    COPY = "copy"
    IMPORT = "download"
    EXPORT = "upload"
    DOCUMENT = "file-text"
    SIGNATURE = "file-pen-line"
    SIGNPOST = "signpost"
    DECLINE = "ban"
    MONEY = "circle-pound-sterling"
    FLAG = "flag"
    PERSON = "user"
    HOME = "house"
    PATCH = "map-pin"
    ASK = "message-square"
    ACTION = "list-checks"
    UP = "trending-up"
    DOWN = "trending-down"
    FORWARD = "arrow-right"
    BACK = "arrow-left"
    MORE = "ellipsis"
    DOWN_ARROW = "chevron-down"
    DATABASE = "database"
    SETTINGS = "settings"
    HELP = "circle-question-mark"
    FILTER = "list-filter"
    LIGHT = "sun"
    DARK = "moon"
    CONTRAST = "contrast"


@lru_cache(maxsize=256)
def _source(icon: Icon, colour: str) -> QByteArray:
    text = resources.read_text(f"icons/{icon.value}.svg")
    return QByteArray(text.replace("currentColor", colour).encode())


@lru_cache(maxsize=512)
def picture(icon: Icon, colour: str, size: int, scale: float = 1.0, gap: int = 0) -> QPixmap:
    """One icon as a pixmap, `size` in device-independent pixels, with an empty `gap` at its right."""
    from PySide6.QtSvg import QSvgRenderer  # noqa: PLC0415  no icon is drawn before the first paint

    pixels = round(size * scale)
    drawn = QPixmap(QSize(pixels + round(gap * scale), pixels))
    drawn.fill(QtCore.Qt.GlobalColor.transparent)
    painter = QPainter(drawn)
    QSvgRenderer(_source(icon, colour)).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    drawn.setDevicePixelRatio(scale)
    return drawn


def paint(painter: QPainter, icon: Icon, colour: str, where: QRectF) -> None:
    """Draw an icon into a square of a painted cell."""
    scale = painter.device().devicePixelRatioF()
    painter.drawPixmap(where.topLeft(), picture(icon, colour, round(where.width()), scale))


@lru_cache(maxsize=256)
def icon(name: Icon, colour: str, quiet: str, size: int, gap: int = 0) -> QIcon:
    """An icon for a control, with its quieter form for when the control can't be used; drawn when it is painted."""

    def draw(scale: float, *, is_quiet: bool) -> QPixmap:
        return picture(name, quiet if is_quiet else colour, size, scale, gap)

    return QIcon(DrawnIcon(draw, QSize(size + gap, size)))
