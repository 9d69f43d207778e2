"""Somebody who sees no window, at the real bus of assistive technology: what is told there, and what it does for them.

As `tests.journeys.reader` is within the process, so is this one outside of it: over the wire. They find things by role
and name, press and tick by the interface of actions, type by that of text, and press keys as the registry presses them.
Whatever they are to find or to hear they wait for, until it is there.
"""

import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

import pytest
from jeepney import DBusAddress, HeaderFields, MatchRule, Message, MessageType, message_bus, new_method_call
from jeepney.io.blocking import open_dbus_connection

if TYPE_CHECKING:
    from typing import Self

Found = TypeVar("Found")
PATIENCE_S = 120  # with a machine that has much else to do
_QUIET_S = 0.1  # since the last thing that was heard
_REGISTRY, _ROOT = "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root"
_TOLD = {"object:announcement": ("Object", "Announcement"), "focus:": ("Focus", "Focus")}
_KEYS = "/org/a11y/atspi/registry/deviceeventcontroller", _REGISTRY, "org.a11y.atspi.DeviceEventController"
_KEY_SYM = 3
_SYMBOLS = {"Tab": 0xFF09, "Return": 0xFF0D, "Escape": 0xFF1B, "Down": 0xFF54}  # of X; a letter's is its number
_LABELLED_BY = 2
_CHECKED, _ENABLED, _FOCUSED, _SHOWING = 4, 8, 12, 25  # bits of a state
_MOST_TABS = 80


class Gone(Exception):  # noqa: N818  nothing is wrong with it
    """What was asked isn't there any more."""


class Thing(NamedTuple):
    """Something that is told: by which program, and where it is there."""

    program: str
    path: str


class BusReader:
    """`heard` is what was announced, and `came` where the keyboard came to, each in order."""

    def __init__(self, session: str) -> None:
        with open_dbus_connection(session) as opened:
            asked = new_method_call(DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus"), "GetAddress")
            address = opened.send_and_get_reply(asked, timeout=PATIENCE_S).body[0]
        self._bus = open_dbus_connection(address)
        self._events: deque[Message] = deque()
        self.heard: list[str] = []
        self.give_keys: Callable[[], None] = lambda: None  # to the window that came last
        self.came: list[Thing] = []
        self._filters = []
        registry = DBusAddress("/org/a11y/atspi/registry", _REGISTRY, _REGISTRY)
        for event, (interface, member) in _TOLD.items():
            rule = MatchRule(type="signal", interface=f"org.a11y.atspi.Event.{interface}", member=member)
            self._filters.append(self._bus.filter(rule, queue=self._events))
            self._answer(message_bus.AddMatch(rule))
            self._answer(new_method_call(registry, "RegisterEvent", "sass", (event, [], "")))

    def __enter__(self) -> "Self":
        return self

    def __exit__(self, *_trouble: object) -> None:
        self._bus.close()

    def wait(self, probe: Callable[[], Found | None], wanted: str) -> Found:
        """Until it answers with something."""
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            self._hear()
            with suppress(Gone):
                found = probe()
                if found:
                    return found
        pytest.fail(f"{wanted} never came; heard {self.heard}; there are {self.all()}")

    # --- what is told ----------------------------------------------------------------------------------------

    def wait_for(self, role: str, name: str) -> Thing:
        """The one thing of this role that begins so, once it is there and can be used."""
        return self.wait(lambda: self._the_one(role, name), f"{role} “{name}”")

    def wait_until_heard(self, words: str) -> None:
        """Until this was announced."""
        self.wait(lambda: words in self.heard, f"“{words}”")

    def all(self) -> list[str]:
        """Role and name of everything that can be come to, in the order in which it is told."""
        return [f"{self._role(each)}: {self.name_of(each)}" for each in self._told()]

    def name_of(self, thing: Thing) -> str:
        """What it is called. Of a choice what is chosen is told instead, and its label has the name."""
        if self._role(thing) != "combo box":
            return self._property(thing, "Name")
        relations = self._ask(thing, "GetRelationSet")
        labels = [Thing(*each) for kind, targets in relations if kind == _LABELLED_BY for each in targets]
        return " ".join(self._property(each, "Name") for each in labels)

    @property
    def here(self) -> str:
        """Where the keyboard was last told to be."""
        return self.name_of(self.came[-1])

    @property
    def kind_here(self) -> str:
        """What that is: its role."""
        return self._role(self.came[-1])

    # --- what they do ----------------------------------------------------------------------------------------

    def press(self, name: str, role: str = "push button") -> None:
        """Press a button, or a tab of the window."""
        self.wait(lambda: self._acts(role, name, "Press"), f"{role} “{name}”")

    def tick(self, name: str) -> None:
        """Tick a box, until it is told as ticked."""
        self.wait(lambda: self._acts("check box", name, "Toggle"), f"a box “{name}”")
        self.wait(lambda: self._is_ticked(name), f"the tick of “{name}”")

    def type(self, name: str, text: str) -> None:
        """Say what stands in a field."""
        self._ask(self.wait_for("text", name), "SetTextContents", "EditableText", "s", text)

    def choose(self, table: str, cell: str) -> None:
        """Choose the row of a list that has this cell."""
        self.wait(lambda: self._chooses(table, cell), f"“{cell}” in {table}")

    def key(self, key: str) -> None:
        """Press a key, wherever the keyboard is."""
        symbol = _SYMBOLS.get(key) or ord(key)
        self._answer(new_method_call(DBusAddress(*_KEYS), "GenerateKeyboardEvent", "isu", (symbol, "", _KEY_SYM)))

    def come_to(self, name: str) -> None:
        """Until the keyboard is told to be at what begins so."""
        self.wait(lambda: self.here.startswith(name), f"the keyboard at “{name}”")

    def go_to(self, name: str) -> None:
        """Press Tab until what is told to have the keyboard begins so."""
        passed: list[str] = []
        while len(passed) < _MOST_TABS:
            before = len(self.came)
            self.key("Tab")
            self._come_further_than(before)
            if self._role(self.came[before]) == "table" and self._has_a_cell(self.came[before]):
                self._come_further_than(before + 1)
            passed.append(self.here)
            if passed[-1].startswith(name):
                return
        pytest.fail(f"the Tab key doesn't lead to {name}, but to {passed}")

    def _come_further_than(self, before: int) -> None:
        self.wait(
            lambda: len(self.came) > before, f"where the keyboard goes from {self.here if self.came else 'nowhere'}"
        )

    # --- over the wire ---------------------------------------------------------------------------------------

    def _the_one(self, role: str, name: str) -> Thing | None:
        called = [each for each in self._told() if self._role(each) == role and _begins(self.name_of(each), name)]
        return called[0] if len(called) == 1 and self._is(called[0], _ENABLED) else None

    def _acts(self, role: str, name: str, action: str) -> bool:
        thing = self._the_one(role, name)
        names = [each[0] for each in self._ask(thing, "GetActions", "Action")] if thing is not None else []
        return action in names and bool(self._ask(thing, "DoAction", "Action", "i", names.index(action)))

    def _is_ticked(self, name: str) -> bool:
        box = self._the_one("check box", name)
        return box is not None and self._is(box, _CHECKED)

    def _chooses(self, table: str, cell: str) -> bool:
        found = self._the_one("table", table)
        cells = self._ask(found, "GetChildren") if found is not None else []
        number = next((n for n, each in enumerate(cells) if self.name_of(Thing(*each)).startswith(cell)), None)
        return number is not None and bool(self._ask(found, "SelectChild", "Selection", "i", number))

    def _has_a_cell(self, table: Thing) -> bool:
        return any(self._is(Thing(*each), _FOCUSED) for each in self._ask(table, "GetChildren"))

    def _told(self) -> Iterator[Thing]:
        """Everything on the screen of every program that tells something."""
        for application in self._ask(Thing(_REGISTRY, _ROOT), "GetChildren"):
            for each in self._ask(Thing(*application), "GetChildren"):
                yield from self._told_in(Thing(*each))

    def _told_in(self, thing: Thing) -> Iterator[Thing]:
        if self._is(thing, _SHOWING):
            yield thing
            inside = self._ask(thing, "GetChildren") if self._role(thing) != "table" else []  # cells: see `choose`
            for each in inside:
                yield from self._told_in(Thing(*each))

    def _role(self, thing: Thing) -> str:
        return str(self._ask(thing, "GetRoleName"))

    def _is(self, thing: Thing, bit: int) -> bool:
        return bool(self._ask(thing, "GetState")[0] >> bit & 1)

    def _property(self, thing: Thing, name: str) -> str:
        kind = "org.a11y.atspi.Accessible"
        address = DBusAddress(thing.path, thing.program, "org.freedesktop.DBus.Properties")
        return str(self._answer(new_method_call(address, "Get", "ss", (kind, name)))[1])

    def _ask(
        self, thing: Thing | None, member: str, kind: str = "Accessible", signature: str = "", *given: object
    ) -> Any:
        assert thing is not None
        address = DBusAddress(thing.path, thing.program, f"org.a11y.atspi.{kind}")
        return self._answer(new_method_call(address, member, signature or None, given))

    def _answer(self, asked: Message) -> Any:
        answer = self._bus.send_and_get_reply(asked, timeout=PATIENCE_S)
        if answer.header.message_type is MessageType.error:
            raise Gone(answer.body)
        return answer.body[0] if answer.body else None

    def _hear(self) -> None:
        """All that was told, until it is quiet for a moment."""
        with suppress(TimeoutError):
            while True:
                self._bus.recv_messages(timeout=_QUIET_S)
        while self._events:
            event = self._events.popleft()
            fields = event.header.fields
            if fields[HeaderFields.member] == "Focus":
                self.came.append(Thing(fields[HeaderFields.sender], fields[HeaderFields.path]))
            else:
                self.heard.append(event.body[3][1])


def _begins(told: str, name: str) -> bool:
    return told == name or told.startswith(f"{name}: ")
