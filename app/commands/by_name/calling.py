"""One call by name: the use case or query is found, its arguments are read, it runs, and its answer is told."""

from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from typing import Any, Self, cast
from uuid import UUID

from app.commands.by_name.answers import answer_of, refusal_of
from app.commands.by_name.catalogue import Kind, Offered, named
from app.commands.by_name.forms import NotUnderstood, read_object
from app.commands.by_name.seen import shown_by
from app.commands.desk import EXIT_REFUSED, OpenDesk, open_desk
from app.commands.noting import note_answer
from app.commands.options import DeskAt
from app.desk import logs, places
from app.door.changes import Changes
from app.door.errors import Refused, Unavailable
from app.door.press import Press
from app.door.turn import Turn

_REFUSED, _UNAVAILABLE, _DEFECTIVE = 1, EXIT_REFUSED, 3
_DEFECT = (
    "This is a mistake in Homeward ({kind}), not in what was asked. Where it happened is in {file}: show that to "
    "whoever looks after Homeward. Look whether a deed was stored before you call it again."
)


@dataclass(frozen=True, slots=True)
class Call:
    """What is called, at which desk, with what; a deed with an `operation` is stored once, however often it is called.

    `told` reads the arguments, which may be refused too.
    """

    kind: Kind
    name: str
    told: Callable[[], Mapping[str, object]]
    desk_at: DeskAt
    operation: UUID | None = None


class Desks:
    """The desk of the call before, kept open for the next where that is at the same moment for the same person."""

    def __init__(self) -> None:
        self._opened = ExitStack()
        self._at: tuple[DeskAt, bool] | None = None
        self._desk: OpenDesk | None = None

    def __enter__(self) -> Self:
        """Nothing is open yet."""
        return self

    def __exit__(self, *_trouble: object) -> None:
        """Close what is open."""
        self._opened.close()

    def at(self, desk_at: DeskAt, *, writes: bool) -> OpenDesk:
        """This desk, opened now if it isn't."""
        if self._desk is None or self._at != (desk_at, writes):
            self._desk = None
            self._opened.close()
            self._desk = self._opened.enter_context(open_desk(desk_at, writes=writes))
            self._at = (desk_at, writes)
        return self._desk

    def answer(self, read: Callable[[], Call]) -> tuple[Any, int]:
        """What a call answers or is refused, as JSON can say it, and the exit code."""
        try:
            return self._called(read()), 0
        except (Refused, NotUnderstood) as why:
            return refusal_of(why), _REFUSED
        except Unavailable as why:
            return {"unavailable": str(why)}, _UNAVAILABLE
        except Exception as defect:  # noqa: BLE001  whoever reads JSON is told of a defect in JSON too
            logs.start(places.log_file())
            logs.defect(type(defect), defect.__traceback__)
            return {"defect": _DEFECT.format(kind=type(defect).__name__, file=places.log_file())}, _DEFECTIVE

    def _called(self, call: Call) -> Any:
        offered, told = named(call.kind, call.name), call.told()
        desk = self.at(call.desk_at, writes=call.kind.writes)
        if not call.kind.writes:
            said, meant = desk.work.read(_asked, offered, told)
            note_answer(desk, call.desk_at, offered.name, meant, answer := answer_of(said))
            return answer
        try:
            press = Press(call.operation)
            answer = answer_of(desk.work.write(partial(_deed, offered, told), press))
            return answer | {"stored_before": True} if press.was_stored else answer
        except NotUnderstood as why:
            for each in why.all:
                if each.argument == "seen":
                    each.because = shown_by(offered)
            raise


def _deed(offered: Offered, told: Mapping[str, object], turn: Turn) -> Changes:
    return cast("Changes", _with(turn, offered, told))


def _with(turn: Turn, offered: Offered, told: Mapping[str, object]) -> Any:
    return offered.call(turn, **_meant(turn, offered, told))


def _asked(turn: Turn, offered: Offered, told: Mapping[str, object]) -> tuple[Any, dict[str, Any]]:
    """The answer, and what the arguments meant."""
    meant = _meant(turn, offered, told)
    return offered.call(turn, **meant), meant


def _meant(turn: Turn, offered: Offered, told: Mapping[str, object]) -> dict[str, Any]:
    forms = {each.name: each.form for each in offered.arguments}
    needed = [each.name for each in offered.arguments if each.is_needed]
    return read_object(turn, told, forms, needed, "")
