"""The password of a login, in this computer's keyring where there is one and its owner wishes it; in no file of ours.

The keyring is reached by the package `keyring`, an extra: where it isn't installed the password is asked for at each
start.
"""

from app.door.errors import Unavailable
from models.keyrings import SERVICE, keyring_here


def kept_password(address: str) -> str | None:
    """What is kept for the address, which has no password; nothing kept is "", and no keyring to keep it in None."""
    keyring = keyring_here()
    if keyring is None:
        return None
    try:
        return keyring.get_password(SERVICE, address) or ""
    except keyring.errors.KeyringError:
        return None


def keep_password(address: str, password: str) -> None:
    """Keep it; "" forgets what was kept. Unavailable where the keyring doesn't take it."""
    keyring = keyring_here()
    if keyring is None:
        return
    try:
        if password:
            keyring.set_password(SERVICE, address, password)
        elif keyring.get_password(SERVICE, address):
            keyring.delete_password(SERVICE, address)
    except keyring.errors.KeyringError as error:
        raise Unavailable(
            "The server let you in, but this computer's keyring doesn't take the password. Join without keeping it, "
            "or unlock the keyring and join again."
        ) from error
