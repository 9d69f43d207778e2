"""Finds every method of ours that takes the place of one of Qt's."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from types import ModuleType
from typing import Any

import app
import ui

LIBRARIES = ("PySide6", "Shiboken", "shiboken6")


@dataclass(frozen=True, slots=True)
class Override:
    """A method of a class of ours, by the name that Qt calls."""

    owner: type
    name: str

    @property
    def method(self) -> Callable[..., Any]:
        return vars(self.owner)[self.name]

    def __str__(self) -> str:
        return f"{self.owner.__module__}.{self.owner.__qualname__}.{self.name}"


def overrides() -> list[Override]:
    """All of them, in the order of their names."""
    return sorted((each for module in modules() for each in overrides_of(module)), key=str)


def modules() -> Iterator[ModuleType]:
    for package in (ui, app):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                yield importlib.import_module(module.name)


def overrides_of(module: ModuleType) -> Iterator[Override]:
    for owner in vars(module).values():
        if isinstance(owner, type) and owner.__module__ == module.__name__:
            qts = [base for base in owner.__mro__ if base.__module__.startswith(LIBRARIES)]
            for name in vars(owner):
                if not name.startswith("__") and callable(vars(owner)[name]) and any(name in vars(qt) for qt in qts):
                    yield Override(owner, name)
