"""A computer's keyring, as the package `keyring` offers it."""

import sys
from importlib.machinery import ModuleSpec
from types import ModuleType, SimpleNamespace

import pytest


class Keyring(ModuleType):
    """`has` is what is kept, by its name; while `is_locked` it takes nothing."""

    def __init__(self) -> None:
        super().__init__("keyring")
        self.errors = ModuleType("keyring.errors")
        self.errors.KeyringError = type("KeyringError", (Exception,), {})
        self.has: dict[str, str] = {}
        self.is_locked = False
        self.__spec__ = ModuleSpec("keyring", None)

    def get_password(self, _service: str, whose: str) -> str | None:
        return self.has.get(whose)

    def set_password(self, _service: str, whose: str, password: str) -> None:
        if self.is_locked:
            raise self.errors.KeyringError
        self.has[whose] = password

    def get_keyring(self) -> SimpleNamespace:
        """What keeps them here, with the priority that the package gives to one that is open, or to none."""
        return SimpleNamespace(priority=0 if self.is_locked else 5)

    def delete_password(self, _service: str, whose: str) -> None:
        del self.has[whose]


@pytest.fixture
def keyring(monkeypatch: pytest.MonkeyPatch) -> Keyring:
    """This computer's keyring, with nothing in it; the program knows no key either."""
    made = Keyring()
    monkeypatch.setitem(sys.modules, "keyring", made)
    monkeypatch.setitem(sys.modules, "keyring.errors", made.errors)
    monkeypatch.setattr("models.file_keys._known", {})
    return made
