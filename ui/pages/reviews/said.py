"""What the page of long-term reviews says of a programme and of each review in it."""

from datetime import date

from app.queries.reviews.programmes import ProgrammeRow, ReviewRow
from models.values import hours_text
from models.vocabulary.reviews import ReviewOutcome
from ui.tables.row_table_model import RIGHT, Column
from ui.text import count, plain_day_text


def figures_said(programme: ProgrammeRow) -> str:
    """How far a programme has got, each number with what it is of; nothing is said of what nobody reached."""
    figures = programme.figures
    if not figures.people:
        return "Nobody is in it yet."
    of = f"of {figures.people}"
    told = [
        f"{count(figures.people, 'person', 'people')}: letters sent to {figures.letters} {of}, {figures.met} {of} met."
    ]
    came_to = (
        (figures.pvi, "moves to a PVI provider", "move to a PVI provider"),
        (figures.direct_payment, "takes a direct payment", "take a direct payment"),
        (figures.stays, "stays with Direct Care", "stay with Direct Care"),
    )
    said = ", ".join(count(number, one, more) for number, one, more in came_to if number)
    told += [f"{said}."] if said else []
    if figures.waits_for_provider:
        told.append(f"{count(figures.waits_for_provider, 'waits', 'wait')} for a provider.")
    if figures.handed_over:
        told.append(f"{figures.handed_over} handed over, {hours_text(figures.released)} h a week released.")
    if figures.otherwise:
        told.append(f"{figures.otherwise} of them at other hours, as agreed.")
    if figures.median_days is not None:
        told.append(f"From letter to hand-over: {figures.median_days:g} d (median).")
    if figures.left:
        told.append(f"{count(figures.left, 'person', 'people')} left the programme.")
    return " ".join(told)


def columns() -> tuple[Column[ReviewRow], ...]:
    """The list of an area."""
    return (
        Column("person", "Person", _person, bold=True, width=170),
        Column("state", "What is next", lambda row: row.state.label, sort=_order, width=150),
        Column("hours", "Hours a week", _hours, sort=lambda row: row.minutes_a_week or 0, align=RIGHT, width=100),
        Column("letter", "Letter", _letter, sort=lambda row: row.letter_sent_on, width=100),
        Column("met", "Met", _met, sort=lambda row: row.met_on or row.planned_on, tooltip=_met, width=170),
        Column("outcome", "Outcome", _outcome, tooltip=_outcome, width=260),
        Column("who", "Who reviews", _who, tooltip=_who, quiet=True),
    )  # fmt: skip


def _person(row: ReviewRow) -> str:
    return f"{row.person} ({row.mark})" if row.mark else row.person


def _order(row: ReviewRow) -> int:
    return list(type(row.state)).index(row.state)


def _hours(row: ReviewRow) -> str:
    """Those of the package, and those of a move or an agreement where they are others: "14, then 7"."""
    has = hours_text(row.minutes_a_week) if row.minutes_a_week is not None else ""
    then = row.minutes_then if row.minutes_then is not None else row.agreed_minutes_a_week
    if then is None or then == row.minutes_a_week:
        return has
    return f"{has}, then {hours_text(then)}" if has else f"then {hours_text(then)}"


def _day(day: date | None) -> str:
    return plain_day_text(day) if day is not None else ""


def _letter(row: ReviewRow) -> str:
    return _day(row.letter_sent_on)


def _met(row: ReviewRow) -> str:
    if row.met_on is None:
        return f"planned for {_day(row.planned_on)}" if row.planned_on is not None else ""
    match = "" if row.needs_match else "the package doesn't meet their needs"
    told = ", ".join(each for each in (_day(row.met_on), row.met_name, match) if each)
    return f"{told}. {' '.join(row.circumstances.split())}" if row.circumstances else told


def _outcome(row: ReviewRow) -> str:
    """What it came to, then what was agreed and what else was said of it."""
    if row.closed_because:
        return row.closed_because
    return "; ".join(each for each in (_came_to(row), _agreed(row), row.outcome_because) if each)


def _agreed(row: ReviewRow) -> str:
    if row.agreed_minutes_a_week is None:
        return ""
    hours, because = hours_text(row.agreed_minutes_a_week), " ".join(row.agreed_because.split())
    return f"{hours} h a week agreed with {row.agreed_with} on {_day(row.agreed_on)}: {because}"


def _came_to(row: ReviewRow) -> str:
    if row.outcome is None:
        return ""
    if row.outcome is ReviewOutcome.STAYS:
        return f"{row.outcome.label}: {row.stays_because.label}" if row.stays_because else row.outcome.label
    what = row.provider or row.outcome.label
    over = f", handed over {_day(row.handed_over_on)} by {row.handed_over_by}" if row.handed_over_on is not None else ""
    return f"{what} from {_day(row.starts_on)}{over}"


def _who(row: ReviewRow) -> str:
    return " and ".join(each for each in (row.social_worker, row.direct_care) if each)
