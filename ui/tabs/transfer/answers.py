"""The interim DSO's answer to a hand-over: what its two forms ask, and what came of the ones before."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from uuid import UUID

from app.door.door import Deed
from app.queries.transfer.view import PastAnswer, ReceivingTeam, TransferView
from app.services.transfer import answering, taking_back
from ui.icons import Icon
from ui.states import State
from ui.text import moment_text
from ui.widgets.inline_form import FormSpec, InlineForm
from ui.widgets.sentence_lines import SentenceLine

Ready = Callable[[], Deed]
Dsos = tuple[tuple[UUID, str], ...]


def accepted_form(teams: tuple[ReceivingTeam, ...]) -> FormSpec[TransferView]:
    """Who of the receiving team accepted, and when."""
    return FormSpec(
        "accepted",
        "Accepted by the interim DSO",
        "&Record that it is accepted",
        "Accepted: the hand-over can be made.",
        partial(_accepted, teams),
        lesson="By themselves, or by word to you: both names are kept. The move is not before this moment.",
        sign=Icon.TICK,
    )


def _accepted(teams: tuple[ReceivingTeam, ...], form: InlineForm, view: TransferView) -> Ready:
    transfer, seen = _asked(view)
    by = form.choice_box("interim_dso", "&Who accepted", _dsos(teams, view), "A DSO of the team", view.route.dso)
    at = form.moment("at", "W&hen")
    return lambda: partial(
        answering.accept_hand_over, transfer=transfer, seen=seen, at=at.value(), accepted_by=by.value()
    )


def returned_form(teams: tuple[ReceivingTeam, ...]) -> FormSpec[TransferView]:
    """Who of the receiving team returned it, when and why."""
    return FormSpec(
        "returned",
        "Returned by the interim DSO",
        "&Record that it is returned",
        "Returned: nothing has moved, and the steps that asked for it are open again.",
        partial(_returned, teams),
        lesson="The person stays where they are. The STS DSO sees the reason on Today.",
        sign=Icon.UNDO,
    )


def _returned(teams: tuple[ReceivingTeam, ...], form: InlineForm, view: TransferView) -> Ready:
    transfer, seen = _asked(view)
    by = form.choice_box("interim_dso", "&Who returned it", _dsos(teams, view), "A DSO of the team", view.route.dso)
    at = form.moment("at", "W&hen")
    because = form.text("because", "Wh&y", "What is missing, or why it can't be", "")
    return lambda: partial(
        answering.return_hand_over,
        transfer=transfer,
        seen=seen,
        because=because(),
        at=at.value(),
        returned_by=by.value(),
    )


def _take_back(form: InlineForm, view: TransferView) -> Ready:
    transfer, seen = _asked(view)
    because = form.text("because", "&Why it was a mistake", "It is kept, and Scheduling reads it")
    return lambda: partial(taking_back.take_back_hand_over, transfer=transfer, seen=seen, because=because())


TAKE_BACK: FormSpec[TransferView] = FormSpec(
    "take_back",
    "Take the hand-over back",
    "Take it back",
    "Taken back: short-term support goes on with the plan before, and the steps of the move are open again.",
    _take_back,
    lesson=(
        "Short-term support goes on, its days counted through; nothing of the time between is charged. Breaks, goals "
        "and ratings stay; the interim plan stays in the history only."
    ),
    sign=Icon.UNDO,
    kind="danger",
    dangerous=True,
)


def past_lines(view: TransferView, now: datetime) -> tuple[SentenceLine, ...]:
    """What was answered before, and moves that were taken back, the newest first."""
    return tuple(_past(number, each, now) for number, each in enumerate(view.answer.past, start=1))


def _past(number: int, each: PastAnswer, now: datetime) -> SentenceLine:
    why = f": {each.because}" if each.because else ""
    who = each.by if each.by == each.recorded_by else f"{each.by}, recorded by {each.recorded_by}"
    return SentenceLine(f"past.{number}", f"{each.what} {moment_text(each.at, now)}{why}", State.OPEN, who)


def _dsos(teams: tuple[ReceivingTeam, ...], view: TransferView) -> Dsos:
    return next((each.dsos for each in teams if each.id == view.route.team), ())


def _asked(view: TransferView) -> tuple[UUID, int]:
    if view.transfer is None or view.seen is None:
        raise LookupError("an answer is offered once a hand-over is asked for")
    return view.transfer, view.seen
