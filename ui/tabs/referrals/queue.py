"""The queue as a list: what each column says, and in which state a row stands."""

from collections.abc import Callable
from datetime import datetime, timedelta
from operator import attrgetter

from app.door.clock import Clock
from app.queries.referrals.queue import QueueRow, Stage
from app.queries.referrals.waiting import WaitingLine
from models.values import hours_text, london_day
from ui.desk import Desk
from ui.icons import Icon
from ui.states import State
from ui.tables.row_table_model import RIGHT, Column, RowTableModel
from ui.tables.table_view import TableView
from ui.text import count, deadline_state, duration_text, full_day_text, waiting_text
from ui.theme import Look
from ui.widgets.empty_state import EmptyState

_STANDS = {
    Stage.NEW: ("New", State.OPEN),
    Stage.INFORMATION_ASKED: ("Information asked", State.WAITING),
    Stage.WAITING_FOR_CAPACITY: ("No capacity yet", State.WAITING),
    Stage.PROMISED: ("Promised", State.DONE),
    Stage.HELD: ("Capacity held", State.HELD),
    Stage.HOLD_EXPIRED: ("Hold expired", State.OVERDUE),
    Stage.STARTED: ("Started", State.DONE),
    Stage.DECLINED: ("Declined", State.OPEN),
    Stage.SIGNPOSTED: ("Signposted", State.OPEN),
    Stage.WITHDRAWN: ("Withdrawn", State.OPEN),
    Stage.LAPSED: ("Hold lapsed", State.OVERDUE),
    Stage.DIED: ("Died", State.OPEN),
}


def stands(stage: Stage) -> tuple[str, State]:
    """Where a referral stands, in a word and its state."""
    return _STANDS[stage]


def queue_list(desk: Desk) -> TableView[QueueRow]:
    """The list, in the Care Hub's order."""
    model = RowTableModel(columns(desk.clock), attrgetter("id"))
    return TableView(desk.look, model, "referrals.queue", "Queue of referrals", preferences=desk.preferences)


def lesson(look: Look) -> EmptyState:
    """What stands in the queue's place while it is empty."""
    return EmptyState(
        look,
        "referrals.empty",
        Icon.REFERRALS,
        "Nobody is waiting",
        "Here stand the people for whom the Short Term Service is asked, in the Care Hub's order. Take a referral "
        "in by hand, or read the Care Hub's list from its file.",
        "Import a Care Hub file…",
    )


def columns(clock: Clock) -> tuple[Column[QueueRow], ...]:
    """The columns of the queue; those that count read the clock each time they are painted."""
    now = clock.now
    return (
        Column("band", "Band", _band, sort=_order, tooltip=_why_marked, icon=_band_sign, state=_no_state, width=160),
        Column("person", "Person", lambda row: row.person, tooltip=_who, bold=True, width=180),
        Column(
            "waiting",
            "Waiting",
            lambda row: waiting_text(row.first_asked_at, now()),
            sort=lambda row: -row.first_asked_at.timestamp(),
            tooltip=lambda row: waited_text(row.waited_for_information, row.first_asked_at, now()),
            spoken=lambda row: f"waiting {waiting_text(row.first_asked_at, now())}",
            align=RIGHT,
            counts=True,
            width=76,
        ),
        Column(
            "hours",
            "Hours",
            _hours,
            sort=lambda row: row.minutes,
            tooltip=lambda row: row.calls or "No calls are stated: ask for them.",
            spoken=_spoken_hours,
            icon=lambda row: Icon.DOUBLE_UP if row.double_up else None,
            align=RIGHT,
            width=70,
        ),
        Column(
            "stands",
            "Where it stands",
            _standing(now),
            sort=lambda row: (list(Stage).index(row.stage), row.hold_expires_at or row.first_asked_at),
            tooltip=_asked,
            state=_state(now),
            counts=True,
            width=164,
        ),
        Column("patch", "Patch", lambda row: row.patch, quiet=True, width=88),
        Column(
            "marks",
            "Marks",
            _marks(now),
            sort=lambda row: (row.discharge_on is None, row.discharge_on or row.first_asked_at.date()),
            tooltip=_marks_in_full(now),
            spoken=_marks_in_full(now),
            icon=_mark_sign,
        ),
    )


def line_text(line: WaitingLine, now: datetime) -> str:
    """The queue in one line."""
    done = f"completed this month: {line.completed}" if line.completed else "none completed this month"
    done += f", of them {line.started} started" if line.started else ""
    if line.oldest_since is None or line.median_since is None:
        return f"Nobody is waiting  ·  {done}"
    oldest, median = waiting_text(line.oldest_since, now), waiting_text(line.median_since, now)
    return f"{count(line.waiting, 'referral')} waiting now: oldest {oldest}, median {median}  ·  {done}"


def waited_text(for_information: timedelta, since: datetime, until: datetime) -> str:
    """The waiting, split into ours and theirs: for answers from those who were asked."""
    total = until - since
    if not for_information:
        return f"{duration_text(total)}, all of it ours"
    ours = duration_text(max(total - for_information, timedelta()))
    return f"{duration_text(total)}: {ours} ours, {duration_text(for_information)} for information from others"


def _band(row: QueueRow) -> str:
    return f"{row.band.roman} {'out of order' if row.out_of_order else row.because}"


def _order(row: QueueRow) -> tuple[int, bool, datetime, str]:
    return row.band.number, not row.out_of_order, row.first_asked_at, row.reference


def _who(row: QueueRow) -> str:
    age = "age not known" if row.age is None else str(row.age)
    return f"{row.person}, {age}, {row.reference}, {row.team}"


def _hours(row: QueueRow) -> str:
    return hours_text(row.minutes) if row.minutes else "–"


def _spoken_hours(row: QueueRow) -> str:
    if not row.minutes:
        return "no calls stated"
    return f"{hours_text(row.minutes)} worker hours a week{', with double-ups' if row.double_up else ''}"


def _standing(now: Callable[[], datetime]) -> Callable[[QueueRow], str]:
    def text(row: QueueRow) -> str:
        if row.hold_expires_at is not None:
            is_over = deadline_state(row.hold_expires_at, now()) is State.OVERDUE
            if is_over:
                return "Promise expired" if row.is_promised else "Hold expired"
            left = waiting_text(now(), row.hold_expires_at)
            return f"Promised, {left}" if row.is_promised else f"Held, {left} left"  # what fits is never cut short
        word = stands(row.stage)[0]
        if row.information_asked_at is not None:
            asked = waiting_text(row.information_asked_at, now())
            return f"Asked, {asked}" if row.stage is Stage.INFORMATION_ASKED else f"{word}, asked {asked}"
        return word

    return text


def _state(now: Callable[[], datetime]) -> Callable[[QueueRow], State]:
    def state(row: QueueRow) -> State:
        if row.hold_expires_at is not None and deadline_state(row.hold_expires_at, now()) is State.OVERDUE:
            return State.OVERDUE
        return State.SOON if row.hold_soon else stands(row.stage)[1]

    return state


def _asked(row: QueueRow) -> str:
    if row.information_asked_at is None:
        return row.hold_sentence or row.stage.label
    return f"Asked {row.information_of_whom}: {row.information_what}"


def _marks(now: Callable[[], datetime]) -> Callable[[QueueRow], str]:
    def text(row: QueueRow) -> str:
        if row.death_reported:
            return "death reported"
        marks = []
        if row.discharge_on is not None:
            marks.append(f"{full_day_text(row.discharge_on, london_day(now())).partition(' ')[2]}")
        if row.hospital_to_ask:
            marks.append("hospital?")
        if row.support_to_ask:
            marks.append("support?")
        if row.pathway_to_ask:
            marks.append("pathway?")
        return ", ".join(marks)

    return text


def _marks_in_full(now: Callable[[], datetime]) -> Callable[[QueueRow], str]:
    def text(row: QueueRow) -> str:
        if row.death_reported:
            return "Reported to have died: take the referral off the queue, which gives held or promised capacity back."
        lines = []
        if row.discharge_on is not None:
            lines.append(f"Home on {full_day_text(row.discharge_on, london_day(now()))}.")
        if row.may_be_home:
            lines.append("The discharge date is reached and the service hasn't started: may be home without support.")
        if row.hospital_to_ask:
            lines.append(
                "Document, reason and field disagree on whether from hospital: the higher band stands until asked."
            )
        if row.support_to_ask:
            lines.append("Support isn't stated: it ranks as none, and has to be asked about before acceptance.")
        if row.pathway_to_ask:
            lines.append("Ask before acceptance whether urgent or planned support is meant, and where they come from.")
        if row.pathway_said:
            lines.append(f"{row.pathway_said}.")
        return "\n".join(lines)

    return text


def _no_state(_row: QueueRow) -> State | None:
    """A column with a state never gives way to others; this one has none to show."""
    return None


def _mark_sign(row: QueueRow) -> Icon | None:
    if row.death_reported:
        return Icon.DIED
    if row.discharge_on is not None:
        return Icon.HOME
    return Icon.ASK if row.support_to_ask or row.hospital_to_ask or row.pathway_to_ask else None


def _band_sign(row: QueueRow) -> Icon | None:
    return Icon.FLAG if row.out_of_order else None


def _why_marked(row: QueueRow) -> str:
    by_the_order = f"\nBy the order: {row.computed_band.roman} {row.because}" if row.out_of_order else ""
    return f"{row.why}{by_the_order}"
