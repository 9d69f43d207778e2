"""Opening an encrypted database by its recovery key, where this computer's keyring doesn't have it."""

from pathlib import Path

from app.desk.looked_at import look_first
from app.door.errors import Refused
from app.door.work import in_words
from models.database import sqlite_url
from models.file_driver import refuse_without_cipher
from models.file_keys import KeyringTrouble, keep_key, lend_key, sign_of_key
from models.file_signs import is_encrypted, sign_of_file
from models.recovery_keys import NotAKey, from_groups


def refuse_what_no_key_opens(file: Path) -> None:
    """Before a key is asked for. Refused: it isn't encrypted. Unavailable: what opens it isn't installed."""
    if not is_encrypted(file):
        raise Refused(f"“{file.name}” isn't an encrypted database of Homeward's, so no key was tried.")
    with in_words():
        refuse_without_cipher(file.name)


def unlock(file: Path, typed: str, *, keeps: bool = True) -> str:
    """Open it with the recovery key that was typed, and keep that in the keyring; whether it is kept, in a sentence.

    Refused: what was typed isn't a recovery key, or is another database's; the file isn't encrypted. Unavailable: the
    key is right, and a window couldn't work there all the same.
    """
    refuse_what_no_key_opens(file)
    try:
        key = from_groups(typed)
    except NotAKey as error:
        raise Refused(str(error), who="whoever has the sheet with the recovery key") from error
    if sign_of_key(key) != sign_of_file(file):
        raise Refused(
            f"This is the recovery key of another database, or the first sixteen bytes of “{file.name}” are damaged: "
            "those two can't be told apart. Compare the key's sign on the sheet, or take another backup.",
            who="whoever has the sheet with the recovery key",
        )
    lend_key(key)
    look_first(sqlite_url(file))
    if not keeps:
        return f"“{file.name}” is opened by it, until Homeward is closed."
    try:
        keep_key(key)
    except KeyringTrouble as trouble:
        return f"“{file.name}” is opened by it. It isn't kept on this computer, for {trouble}: it is asked for again."
    return f"“{file.name}” is opened by it, and it is kept in this computer's keyring from now on."
