"""What this desk remembers between starts: sizes, the last tab and person, text size, light or dark.

The typed face of QSettings; of people nothing but ids, and nothing that belongs to the office.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QByteArray, QSettings

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

    from models.vocabulary.languages import Language

Value = TypeVar("Value")
_OF_A_DATABASE = frozenset(
    {"desk/staff", "desk/last_used", "desk/acting_for", "desk/acting_until", "window/person", "window/team"}
    | {"files/tracker", "files/tracker_every"}
)  # kept apart for each: who sits at the demonstration signs nothing elsewhere, and its tracker isn't another's
_OF_A_WINDOW = frozenset({"window", "pages", "person.splitter"})
_RECENT = "people/recent_"  # of each office of each database
_MOST_OPENED = 5
_MOST_RECENT = 11  # ten besides whoever is in view
TRACKER_EVERY = (0, 5, 15, 30, 60)  # minutes; 0 is never
TEXT_SIZES = (80, 90, 100, 110, 125, 150, 175, 200)  # per cent


class Scheme(Enum):
    """Which theme is wanted."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


@dataclass(frozen=True, slots=True)
class ActingFor:
    """A colleague whose list is shown here as well, up to and including a day."""

    staff: "UUID"
    until: "date"


class Preferences:
    """Kept in one INI file, so that they travel with a profile and can be read by a person."""

    def __init__(self, file: Path, window: int = 1) -> None:
        self._file, self._kept = file, QSettings(str(file), QSettings.Format.IniFormat)
        self.works_on = self._beginning = ""
        self._window = "" if window == 1 else f"_{window}"

    def of_window(self, number: int) -> "Preferences":
        """The same file; what is each window's own is that of the window of this number, from 1."""
        kept = Preferences(self._file, number)
        kept.works_on, kept._beginning = self.works_on, self._beginning
        return kept

    def work_on(self, address: str, *, is_own: bool = False) -> None:
        """From now on what belongs to a database is that of this one. `is_own`: what was kept before there were others.

        The address has no password.
        """
        named = "".join(sign if sign.isalnum() else "_" for sign in address)
        self.works_on, self._beginning = address, "" if is_own else f"of_{named}/"

    @property
    def opened(self) -> tuple[str, ...]:
        """The addresses of the databases that were opened here, without passwords, the last one first."""
        return tuple(each for each in self._text("desk/opened").split("\n") if each)

    def note_opened(self, address: str) -> None:
        """This database is opened here: the next start opens it again."""
        before = [each for each in self.opened if each != address]
        self._put("desk/opened", "\n".join([address, *before][:_MOST_OPENED]))

    @property
    def scheme(self) -> Scheme:
        """Light, dark, contrast, or as the system has it."""
        value = self._text("look/scheme")
        return Scheme(value) if value in {scheme.value for scheme in Scheme} else Scheme.SYSTEM

    @scheme.setter
    def scheme(self, scheme: Scheme) -> None:
        self._kept.setValue("look/scheme", scheme.value)

    @property
    def system_theme(self) -> str:
        """The theme that the system wanted when it was last seen, which the next start paints first; or nothing."""
        value = self._text("look/system_theme")
        return value if value in {scheme.value for scheme in Scheme if scheme is not Scheme.SYSTEM} else ""

    @system_theme.setter
    def system_theme(self, name: str) -> None:
        self._kept.setValue("look/system_theme", name)

    @property
    def language(self) -> "Language | None":
        """In which language the window is read from the next start on; none for English."""
        value = self._text("look/language")
        if not value:
            return None
        from models.vocabulary.languages import Language  # noqa: PLC0415  the first paint of most desks needs none

        return _read(Language, value)

    @language.setter
    def language(self, language: "Language | None") -> None:
        self._put("look/language", "" if language is None else language.value)

    @property
    def text_size(self) -> int:
        """Per cent, 80 to 200."""
        value = self._text("look/text_size")
        return min(max(int(value), TEXT_SIZES[0]), TEXT_SIZES[-1]) if value.isdigit() else 100

    @text_size.setter
    def text_size(self, percent: int) -> None:
        self._kept.setValue("look/text_size", str(percent))

    @property
    def last_tab(self) -> str:
        """The name of the tab that was in front, or nothing."""
        return self._text(f"window/tab{self._window}")

    @last_tab.setter
    def last_tab(self, name: str) -> None:
        self._kept.setValue(f"window/tab{self._window}", name)

    @property
    def last_person(self) -> "UUID | None":
        """Who was in view."""
        return self._id(f"window/person{self._window}")

    @last_person.setter
    def last_person(self, person: "UUID | None") -> None:
        self._put(f"window/person{self._window}", "" if person is None else str(person))

    def recent_people(self, office: "UUID") -> tuple["UUID", ...]:
        """Whose records of this office were open here last, the last one first: their ids, and nothing else of them."""
        from uuid import UUID  # noqa: PLC0415  the first paint needs none

        found = (_read(UUID, each) for each in self._text(f"{_RECENT}{office}").split())
        return tuple(each for each in found if each is not None)

    def note_person(self, office: "UUID", person: "UUID") -> None:
        """Their record is open here now."""
        before = [each for each in self.recent_people(office) if each != person]
        self._put(f"{_RECENT}{office}", " ".join(map(str, [person, *before][:_MOST_RECENT])))

    @property
    def team(self) -> "UUID | None":
        """The team that is in view at the start; none for every team."""
        return self._id("window/team")

    @team.setter
    def team(self, team: "UUID | None") -> None:
        self._put("window/team", "" if team is None else str(team))

    def shortcut(self, action: str) -> str | None:
        """The keys that somebody at this desk gave the action of this name, "" for none; None where nobody did."""
        value = self._kept.value(f"shortcuts/{action}")
        return value if isinstance(value, str) else None

    def keep_shortcut(self, action: str, keys: str | None) -> None:
        """These keys do it from now on; None for those that are shipped."""
        if keys is None:
            self._kept.remove(f"shortcuts/{action}")
        else:
            self._kept.setValue(f"shortcuts/{action}", keys)

    @property
    def closed_groups(self) -> frozenset[str] | None:
        """Which groups of Today's list were closed last; None before somebody opened or closed one."""
        value = self._kept.value("today/closed_groups")
        return frozenset(value.split()) if isinstance(value, str) else None

    @closed_groups.setter
    def closed_groups(self, names: frozenset[str]) -> None:
        self._kept.setValue("today/closed_groups", " ".join(sorted(names)))

    @property
    def history_view(self) -> str:
        """How the IPAD history was last looked at, or nothing."""
        return self._text("goals/history_view")

    @history_view.setter
    def history_view(self, view: str) -> None:
        self._kept.setValue("goals/history_view", view)

    @property
    def success_goes_after(self) -> int:
        """After how many seconds the word that a deed is done goes by itself; 0 while it stays until the next deed."""
        value = self._text("notices/success_goes_after")
        return int(value) if value.isdigit() else 0

    @success_goes_after.setter
    def success_goes_after(self, seconds: int) -> None:
        self._kept.setValue("notices/success_goes_after", str(seconds))

    @property
    def tells_overdue(self) -> bool:
        """Whether what becomes overdue is told in the notification area of this computer."""
        return self._text("notices/overdue") == "yes"

    @tells_overdue.setter
    def tells_overdue(self, is_wished: bool) -> None:
        self._kept.setValue("notices/overdue", "yes" if is_wished else "")

    @property
    def version_told(self) -> str:
        """The version of the program that this desk was last told of, or nothing before the first start."""
        return self._text("desk/version_told")

    @version_told.setter
    def version_told(self, number: str) -> None:
        self._put("desk/version_told", number)

    @property
    def tracker(self) -> str:
        """Where the scheduling tracker was last exported to, or nothing."""
        return self._text("files/tracker")

    @tracker.setter
    def tracker(self, file: str) -> None:
        self._put("files/tracker", file)

    @property
    def tracker_every(self) -> int:
        """After how many minutes what waits goes out to the tracker by itself; 0 while it doesn't."""
        value = self._text("files/tracker_every")
        return int(value) if value in {str(each) for each in TRACKER_EVERY} else 0

    @tracker_every.setter
    def tracker_every(self, minutes: int) -> None:
        self._put("files/tracker_every", str(minutes))

    @property
    def folder(self) -> str:
        """Where a file was last chosen, whichever dialog asked, or nothing."""
        return self._text("files/folder")

    @folder.setter
    def folder(self, folder: str) -> None:
        self._kept.setValue("files/folder", folder)

    @property
    def sits_here(self) -> "UUID | None":
        """Who was chosen to sit at this desk."""
        return self._id("desk/staff")

    @sits_here.setter
    def sits_here(self, staff: "UUID") -> None:
        self._put("desk/staff", str(staff))

    @property
    def last_used(self) -> "datetime | None":
        """When somebody last worked at this desk, so that it can be said what changed since."""
        from datetime import datetime  # noqa: PLC0415  the first paint needs no date

        return _read(datetime.fromisoformat, self._text("desk/last_used"))

    @last_used.setter
    def last_used(self, moment: "datetime") -> None:
        self._put("desk/last_used", moment.isoformat())

    @property
    def acting_for(self) -> ActingFor | None:
        """Whose list is shown here as well; the day is for whoever asks to compare."""
        from datetime import date  # noqa: PLC0415  the first paint needs no date

        staff, until = self._id("desk/acting_for"), _read(date.fromisoformat, self._text("desk/acting_until"))
        return ActingFor(staff, until) if staff is not None and until is not None else None

    @acting_for.setter
    def acting_for(self, acting: ActingFor | None) -> None:
        self._put("desk/acting_for", "" if acting is None else str(acting.staff))
        self._put("desk/acting_until", "" if acting is None else acting.until.isoformat())

    def layout(self, name: str) -> bytes:
        """The saved sizes of a window, a splitter or a table's columns, or nothing."""
        value = self._kept.value(self._layout(name))
        return bytes(value.data()) if isinstance(value, QByteArray) else b""

    def keep_layout(self, name: str, state: bytes) -> None:
        """Save sizes under the control's object name."""
        self._kept.setValue(self._layout(name), QByteArray(state))

    def stand_first(self, number: int) -> None:
        """The window of this number was used last: the next start opens that one, and the first as the further one."""
        if number == 1:
            return
        for first in ("window/tab", self._place("window/person"), *(f"layout/{name}" for name in _OF_A_WINDOW)):
            further = f"{first}_{number}"
            for place, value in ((further, self._kept.value(first)), (first, self._kept.value(further))):
                if value is None:
                    self._kept.remove(place)
                else:
                    self._kept.setValue(place, value)
        self.save()

    def save(self) -> None:
        """Write to disk now."""
        self._kept.sync()

    def _layout(self, name: str) -> str:
        """Where a window stands is its own; columns are as wide in one as in the other."""
        return f"layout/{name}{self._window if name in _OF_A_WINDOW else ''}"

    def _put(self, key: str, text: str) -> None:
        self._kept.setValue(self._place(key), text)

    def _place(self, key: str) -> str:
        is_of_a_database = key.removesuffix(self._window) in _OF_A_DATABASE or key.startswith(_RECENT)
        return f"{self._beginning}{key}" if is_of_a_database else key

    def _text(self, key: str) -> str:
        value = self._kept.value(self._place(key), "")
        return value if isinstance(value, str) else ""

    def _id(self, key: str) -> "UUID | None":
        from uuid import UUID  # noqa: PLC0415  the first paint needs none

        return _read(UUID, self._text(key))


def _read(kind: Callable[[str], Value], text: str) -> Value | None:
    """What the text means; nothing where somebody wrote something else into the file."""
    try:
        return kind(text) if text else None
    except ValueError:
        return None
