"""How somebody of the staff is told: in the list's columns and in the sentences of their own panel."""

from datetime import date
from functools import partial

from app.door.clock import Clock
from app.queries.office.staff import LeaveRow, MemberRow, Standing
from models.values import london_day
from ui.states import State
from ui.tables.row_table_model import Column
from ui.text import full_day_text, listed


def columns(clock: Clock) -> tuple[Column[MemberRow], ...]:
    """Who, as what, whether they are here, and where."""
    return (
        Column("name", "Name", lambda row: row.name, tooltip=_called, bold=True, width=150),
        Column("role", "Role", lambda row: row.role.label, width=96),
        Column(
            "standing",
            "On the staff",
            partial(_standing, clock),
            state=_state,
            tooltip=partial(_standing, clock),
            width=164,
        ),
        Column("team", "Teams", _teams, tooltip=_teams, width=150),
        Column("telephone", "Telephone", lambda row: row.telephone, quiet=True, gives_way=True),
    )


def said_of(row: MemberRow, today: date) -> tuple[str, ...]:
    """What there is to read of somebody, a sentence a line."""
    trained = "Trained for equipment and minor adaptations." if row.trained_for_equipment else ""
    login = f"Logs in to the server as {row.login}; an administrator sets that." if row.login else ""
    return tuple(
        each
        for each in (
            ", ".join(part for part in (row.role.label, _teams(row), row.telephone) if part) + ".",
            trained,
            _days(row, today),
            *(f"{_leave(each, today)}." for each in row.leave),
            *(_role(row, number, today) for number in range(len(row.roles))),
            _called(row),
            login,
        )
        if each
    )


def leave_text(row: LeaveRow, today: date) -> str:
    """The days of a leave, for choosing one."""
    end = f"to {full_day_text(row.last_day, today)}" if row.last_day else "until further notice"
    return f"{full_day_text(row.first_day, today)} {end}"


def _teams(row: MemberRow) -> str:
    return ", ".join(name for name in (row.team, *row.other_team_names) if name)


def _called(row: MemberRow) -> str:
    return f"Called {listed(row.former_names)} before: files that say so are understood." if row.former_names else ""


def _state(row: MemberRow) -> State:
    if row.standing is Standing.LEFT:
        return State.OPEN
    return State.WAITING if row.standing is Standing.TO_COME or row.is_on_leave else State.DONE


def _standing(clock: Clock, row: MemberRow) -> str:
    today = london_day(clock.now())
    if row.standing is Standing.LEFT:
        return f"Left, last day {full_day_text(row.last_day, today)}" if row.last_day else "Left"
    if row.standing is Standing.TO_COME and row.first_day is not None:
        return f"To come, {full_day_text(row.first_day, today)}"
    if row.is_on_leave:
        end = row.leave[0].last_day
        return f"On leave to {full_day_text(end, today)}" if end else "On leave"
    return f"Here, last day {full_day_text(row.last_day, today)}" if row.last_day is not None else "Here"


def _days(row: MemberRow, today: date) -> str:
    begins = f"from {full_day_text(row.first_day, today)}" if row.first_day else ""
    ends = f"to {full_day_text(row.last_day, today)}" if row.last_day else ""
    why = f" ({row.because})" if row.because and row.last_day else ""
    said = f"On the staff {f'{begins} {ends}'.strip()}{why}." if begins or ends else ""
    before = listed(
        tuple(f"to {full_day_text(each.last_day, today)}" for each in row.earlier if each.last_day is not None)
    )
    return f"{said} Before that {before}." if before else said


def _leave(row: LeaveRow, today: date) -> str:
    return f"On leave {leave_text(row, today)}"


def _role(row: MemberRow, number: int, today: date) -> str:
    found = row.roles[number]
    why = f": {found.because}" if found.because else ""
    word = "Becomes" if found.is_to_come else "Became"
    return f"{word} {found.role.label} on {full_day_text(found.from_day, today)}{why}."
