"""The keys of encrypted database files, found by the sign that each of them begins with.

They are kept in this computer's keyring and, while the program runs, in its memory: in no file, log or command line.
"""

import hashlib
import os
from pathlib import Path

from models.command_line import command
from models.database_file import NotOurs
from models.file_signs import LENGTH, MARK, sign_of_file
from models.keyrings import SERVICE, keyring_here

_KEY_BYTES = 32
_known: dict[bytes, bytes] = {}


class KeyLacking(NotOurs):
    """The file is encrypted, and neither this program nor the keyring knows its key."""

    def __init__(self, file: Path) -> None:
        words = f'database unlock "{file}"'
        sheet = "which is on the sheet that was printed when it was encrypted"
        if has_keyring():
            said = f"this computer's keyring doesn't have its key. Give its recovery key, {sheet}: {command(words)}"
        else:
            said = (
                f"no keyring of this computer keeps its key. Give its recovery key, {sheet}, in the window or at a "
                "terminal. What backs up, restores, decrypts and writes the sheet anew also takes it as the first line "
                "of the standard input."
            )
        super().__init__(f"“{file.name}” is encrypted, and {said}")
        self.file = file


class KeyringTrouble(Exception):  # noqa: N818  an answer about this computer, not a fault of the program
    """This computer's keyring doesn't take a key, or there is none; the sentence says which."""


def new_key() -> bytes:
    """A key that nobody can guess."""
    return os.urandom(_KEY_BYTES)


def sign_of_key(key: bytes) -> bytes:
    """How the files of this key begin: it tells nothing of the key but whether another one is the same."""
    return MARK + hashlib.sha256(MARK + key).digest()[: LENGTH - len(MARK)]


def named_sign(key: bytes) -> str:
    """The same, as people compare it."""
    shown = sign_of_key(key)[len(MARK) :].hex().upper()
    return " ".join(shown[start : start + 4] for start in range(0, len(shown), 4))


def key_of(file: Path) -> bytes:
    """The key of an encrypted file, from memory or the keyring; nothing of a plain one. KeyLacking: none is known."""
    sign = sign_of_file(file)
    if not sign:
        return b""
    key = _known.get(sign) or _kept(sign)
    if key is None:
        raise KeyLacking(file)
    _known[sign] = key
    return key


def lend_key(key: bytes) -> None:
    """Open files with it until this program ends."""
    _known[sign_of_key(key)] = key


def keep_key(key: bytes) -> None:
    """Keep it in this computer's keyring, and read it back from there. KeyringTrouble where that can't be done."""
    keyring = keyring_here()
    if keyring is None:
        raise KeyringTrouble("the part that reaches this computer's keyring isn't installed (`keyring`)")
    sign = sign_of_key(key)
    try:
        keyring.set_password(SERVICE, _named(sign), key.hex())
    except keyring.errors.KeyringError as error:
        raise KeyringTrouble("this computer's keyring doesn't take it, or there is none") from error
    if _kept(sign) != key:
        raise KeyringTrouble("this computer's keyring doesn't give back what it was given")


def has_keyring() -> bool:
    """Whether there is a keyring here that answers."""
    keyring = keyring_here()
    if keyring is None:
        return False
    try:
        keyring.get_password(SERVICE, "")
    except keyring.errors.KeyringError:
        return False
    return True


def is_kept(file: Path) -> bool:
    """Whether this computer's keyring has the key of an encrypted file."""
    return _kept(sign_of_file(file)) is not None


def _kept(sign: bytes) -> bytes | None:
    keyring = keyring_here()
    if keyring is None:
        return None
    try:
        key = bytes.fromhex(keyring.get_password(SERVICE, _named(sign)) or "")
    except (keyring.errors.KeyringError, ValueError):
        return None
    return key if sign_of_key(key) == sign else None


def _named(sign: bytes) -> str:
    return f"encrypted database {sign[len(MARK) :].hex()}"
