"""Where this desk keeps its own things: the embedded database, preferences, drafts, the log.

Local, never roaming: what is typed and not yet saved must not travel to another machine behind a person's back.
"""

import os
from contextlib import suppress
from pathlib import Path

from platformdirs import site_config_path, user_config_path, user_data_path, user_log_path

_NAME = "Homeward"
_NEWEST = "newest.txt"
_OWNERS, _OTHERS = 0o700, 0o077
_made: dict[Path, None] = {}  # the folders that weren't there when this program asked for them


def database_file() -> Path:
    """The embedded database of one desk."""
    return _in(user_data_path(_NAME, appauthor=False)) / "homeward.sqlite"


def demonstration_file() -> Path:
    """The demonstration office, apart from any real records."""
    return _in(user_data_path(_NAME, appauthor=False)) / "demonstration.sqlite"


def drafts_file() -> Path:
    """What is being typed."""
    return _in(user_data_path(_NAME, appauthor=False)) / "drafts.sqlite"


def seen_folder() -> Path:
    """What this desk last saw of each database: numbers, and no records."""
    return _in(user_data_path(_NAME, appauthor=False)) / "seen"


def first_rows_folder() -> Path:
    """How the first rows of Today can be read of each database: questions, and no records."""
    return seen_folder() / "first_rows"


def not_kept_folder() -> Path:
    """Of which databases Today's lines can't be kept because of a defect: moments and kinds, and no records."""
    return seen_folder() / "not_kept"


def backups_folder() -> Path:
    """Where backups go until the office chooses a better place: on the same disk, which is said."""
    return _in(user_data_path(_NAME, appauthor=False) / "backups")


def backups_file() -> Path:
    """What this desk knows of its backups: places and moments, and no records."""
    return _in(user_data_path(_NAME, appauthor=False)) / "backups.json"


def preferences_file() -> Path:
    """Sizes, the last tab, light or dark."""
    return _in(user_config_path(_NAME, appauthor=False)) / "desk.ini"


def newest_file() -> Path:
    """Where whoever sits here has newer versions looked for: one line."""
    return _in(user_config_path(_NAME, appauthor=False)) / _NEWEST


def newest_file_of_machine() -> Path:
    """Where an administrator has them looked for, for everybody on this machine; no program of ours writes it."""
    return site_config_path(_NAME, appauthor=False) / _NEWEST


def log_file() -> Path:
    """What went wrong, without a word about anybody."""
    return _in(user_log_path(_NAME, appauthor=False)) / "homeward.log"


def leave_none_empty() -> None:
    """Take away what was made here and nothing was put in, as who only looked leaves a computer."""
    for folder in sorted(_made, key=lambda each: len(each.parts), reverse=True):
        with suppress(OSError):
            folder.rmdir()
    _made.clear()


def _in(folder: Path) -> Path:
    """Made for this account alone; on Windows the user's own folder is so by itself."""
    _made.update(dict.fromkeys(each for each in (folder, *folder.parents) if not each.exists()))
    folder.mkdir(mode=_OWNERS, parents=True, exist_ok=True)
    if os.name == "posix" and folder.stat().st_mode & _OTHERS:  # an earlier release left it open to everybody
        with suppress(OSError):
            folder.chmod(_OWNERS)
    return folder
