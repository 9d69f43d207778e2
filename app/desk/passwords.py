"""The password of a login, in this computer's keyring where there is one and its owner wishes it; in no file of ours.

The keyring is reached by the package `keyring`, an extra: where it isn't installed the password is asked for at each
start.
"""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from app.door.errors import Unavailable

_SERVICE = "Homeward"


def kept_password(address: str) -> str | None:
    """What is kept for the address, which has no password; nothing kept is "", and no keyring to keep it in None."""
    keyring = _keyring()
    if keyring is None:
        return None
    try:
        return keyring.get_password(_SERVICE, address) or ""
    except keyring.errors.KeyringError:
        return None


def keep_password(address: str, password: str) -> None:
    """Keep it; "" forgets what was kept. Unavailable where the keyring doesn't take it."""
    keyring = _keyring()
    if keyring is None:
        return
    try:
        if password:
            keyring.set_password(_SERVICE, address, password)
        elif keyring.get_password(_SERVICE, address):
            keyring.delete_password(_SERVICE, address)
    except keyring.errors.KeyringError as error:
        raise Unavailable(
            "The server let you in, but this computer's keyring doesn't take the password. Join without keeping it, "
            "or unlock the keyring and join again."
        ) from error


def _keyring() -> Any:
    if find_spec("keyring") is None:
        return None
    import_module("keyring.errors")
    return import_module("keyring")
