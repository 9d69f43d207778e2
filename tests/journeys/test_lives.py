"""The table of lives: every state × what happens to it → what Today says, and the way out taken to its end.

`python -m pytest tests/journeys/test_lives.py -s --all-lives -k sqlite` prints the whole of it. A life is walked by
doing what Today says, else by going on to the next date of the person's page, until nothing of theirs is left; nobody's
hours are counted then.
"""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import pairwise

import pytest

from app.door.errors import Refused
from app.services import referrals
from app.services.closure import deaths
from models.agreement import Rate
from models.people import Person
from models.staff import Staff
from models.vocabulary.closure import EndReason
from tests.builders import SmallOffice
from tests.journeys import plain, states
from tests.journeys.deeds import DEEDS
from tests.journeys.further_states import ALL_STATES
from tests.journeys.life import DAY, Life
from tests.journeys.states import State
from tests.journeys.ways_out import leave, settle

Event = Callable[[str, Life], None]
_MOST_STEPS, _SHARE = 60, 8
NO_WAY_OUT_YET: dict[tuple[str, str], str] = {}


def died(_state: str, life: Life) -> None:
    """A death is reported, where it wasn't yet."""
    if life.office.get(Person, life.person).death_reported_at is None:
        life.do(deaths.report_death, person=life.person)


def withdrawn(state: str, life: Life) -> None:
    """The person wants it no longer."""
    if state.startswith(("referral", "hold")) and life.referral.outcome is None:
        life.do(referrals.withdraw, referral=life.referral.id, care_hub_told_at=life.office.now, because="Son helps")
    elif life.episode is not None and life.episode.ended_at is None:
        leave(life)


def a_mistake(state: str, life: Life) -> None:
    """What was done last was done in error, and is taken back."""
    taken_back = _TAKEN_BACK.get(state) or _TAKEN_BACK.get(state.split(":", maxsplit=1)[0])
    if taken_back is not None:
        DEEDS[taken_back](life)
    elif state in {"hold: held", "hold: promised"}:
        DEEDS["give back"](life)
    elif state.startswith("transfer") and life.transfer is not None and life.transfer.handed_over_at is None:
        DEEDS["abandon"](life)
    elif state.startswith(("transfer", "agreement")) and life.transfer is not None:
        DEEDS["take back the move"](life)
    elif state.startswith("referral"):
        DEEDS["withdraw"](life)


# The deed that takes a state back, or all of its kind. Once an agreement is signed the move stands (INT-9).
_TAKEN_BACK = {
    "death": "undo death", "break": "undo the break", "package": "reopen", "break: recorded by mistake": "hospital",
    "episode: ended, to be closed": "reopen", "episode: ended, assistive technology": "reopen",
    "episode: just started": "undo start", "episode: an end is announced": "take back what is expected",
    "episode: an end moved": "take back what is expected",
    "episode: the day of an end has come": "take back what is expected",
    "hold: lapsed": "refer again", "plan: less agreed for later": "take the plan back",
    "plan: more agreed for later": "take the plan back", "plan: less from now": "more in three days",
    "transfer: reassessed in interim": "take reassessment back", "transfer: offer accepted": "acceptance was an error",
    "transfer: hand-over taken back": "abandon",
    "agreement: signed": "leave", "agreement: uploaded": "leave", "agreement: its PO is raised": "leave",
}  # fmt: skip


def nothing(_state: str, life: Life) -> None:
    """Nobody does anything for 30 days."""
    life.office.clock.advance(30 * DAY)


def leaver(_state: str, life: Life) -> None:
    """The DSO, the OT and the case coordinator leave; another DSO sits there."""
    _leave_or_return(life, has_left=True)
    life.desk = "Interim DSO"


EVENTS: dict[str, Event] = {
    "died": died, "withdrawn": withdrawn, "a mistake": a_mistake, "nothing for 30 days": nothing,
    "the worker leaves": leaver,
}  # fmt: skip


@pytest.mark.parametrize("event", EVENTS)
def test_every_state_says_on_today_what_is_next_and_has_a_way_out_whatever_happens(office, event, request):
    office.store(Rate(from_day=date(2020, 1, 1), single_handed_pence=2400, double_handed_pence=4100))
    rows, stuck = [], {}
    for state, make in _walked(office, event, is_whole=request.config.getoption("--all-lives")):
        office.clock.advance(DAY)
        life = make(office)
        deeds = len(life.done)
        said = ""
        try:
            EVENTS[event](state, life)
            said = _said(life)
            is_over = life.person not in plain.people_not_over(office)
            assert is_over or said != "—", "nothing on Today and no next date"
            _walk_to_its_end(life)
        except (Refused, AssertionError, KeyError) as trouble:
            stuck[state, event] = f"{type(trouble).__name__}: {trouble}"
            said = f"NO WAY OUT: {str(trouble).splitlines()[0]} ({said})"
            _put_away(life)
        finally:
            _leave_or_return(life, has_left=False)
        rows.append((state, event, said, _in_short(life.done[deeds:])))
    print(*(" | ".join(row) for row in (("state", "what happens", "Today says", "way out"), *rows)), sep="\n")  # noqa: T201
    assert not {cell: why for cell, why in stuck.items() if cell not in NO_WAY_OUT_YET}


def _walked(office: SmallOffice, event: str, *, is_whole: bool) -> list[tuple[str, State]]:
    """Every state, where the whole table is asked for; else an eighth an event, another one on each database.

    The eighths of all events and both databases together are every state.
    """
    known = list(ALL_STATES.items())
    first = 2 * list(EVENTS).index(event) + office.database.is_sqlite
    return known if is_whole else known[first % _SHARE :: _SHARE]


def _walk_to_its_end(life: Life) -> None:
    """Do what Today says; while it says nothing, go on to the next date; every line that is settled is gone."""
    lines = life.lines()
    for _ in range(_MOST_STEPS):
        coming = None if lines else life.next()
        if lines:
            settle(life, lines[0])
        elif coming is None:
            break
        elif coming.is_due:
            states.meet(life)
            leave(life)
        else:
            life.office.clock.move_to(coming.shown_from)
            assert life.next().is_due, "the next date came, and nothing was due"
        before, lines = lines, life.lines()
        gone = {(each.rule, each.sentence) for each in before} - {(each.rule, each.sentence) for each in lines}
        assert gone or not before, f"the line stays: {before[0].rule} {before[0].sentence}"
    else:
        raise AssertionError("no end is reached")
    assert life.person not in plain.people_not_over(life.office), "nothing is left on Today, and it isn't over"
    assert plain.shown_by_team(life.office) == plain.used_by_team(life.office)
    assert set(plain.shown_by_team(life.office).values()) == {(0, 0)}, "hours are counted for nobody"


def _said(life: Life) -> str:
    lines, coming = life.lines(), life.next()
    if lines:
        return f"{lines[0].rule} {lines[0].sentence}"
    return coming.sentence if coming is not None else "—"


def _in_short(done: list[str]) -> str:
    """The deeds in their order, each once in a run."""
    kept = done[:1] + [after for before, after in pairwise(done) if after != before]
    return ", ".join(each.replace("_", " ") for each in kept) or "—"


def _leave_or_return(life: Life, *, has_left: bool) -> None:
    with life.office.database.writing() as session:
        for role in ("DSO", "OT", "SW"):
            session.get_one(Staff, life.office.staff[role]).archived_at = (
                life.office.now - timedelta(days=1) if has_left else None
            )


def _put_away(life: Life) -> None:
    """So that the next life begins in an office where nobody is in service."""
    try:
        if life.episode is not None and life.episode.ended_at is None:
            is_dead = life.office.get(Person, life.person).death_reported_at is not None
            states.end(life, EndReason.DIED) if is_dead else leave(life)
        if life.referral.outcome is None:
            life.do(referrals.withdraw, referral=life.referral.id, care_hub_told_at=life.office.now)
    except Refused:
        pass
